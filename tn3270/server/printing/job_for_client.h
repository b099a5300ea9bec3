#pragma once

#include <variant>
#include <vector>

#include "config/settings.h"
#include "printers/job.h"
#include "tn3270/server/printing/message.h"
#include "vtam/network.h"

namespace server {

// A job that comes whole, made what a client's printer understands: text becomes RUs of the LU's
// own form, and what is meant for the printer behind it is wrapped in TRN. Refused: TEXT (which
// line and column the code page has not), NOT-FOR-LU3.
struct ClientJob {
  tn3270::ByteBuffer bind;
  std::vector<printers::Piece> pieces{};
};
[[nodiscard]] std::variant<ClientJob, JobRefused> job_for_client(
    const config::LuSettings& lu, const vtam::Network& network, const tn3270::CodePage& page,
    const std::vector<printers::Piece>& pieces);

}  // namespace server
