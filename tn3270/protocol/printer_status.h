#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/link_event.h"

// RFC 1646 5: what a printer without TN3270E says about each record, and what is said to one that
// is refused.
namespace tn3270::printer_status {

struct Status {
  bool device_end = false;  // done, or ready again
  std::uint32_t sense = 0;  // otherwise: why not
};

// SOH % R and two bytes; nullopt: another record. A status that says nothing has sense 0.
[[nodiscard]] std::optional<Status> parse(Bytes record);

// A whole record of one; of sense codes that RFC 1646 has not, "operation check".
void append(const Status& status, ByteBuffer& out);

// RFC 1646 4: "02 Requested LU unavailable" and its like.
[[nodiscard]] std::string_view error_line(RejectReason reason);

}  // namespace tn3270::printer_status
