#pragma once

#include <cstdint>

#include "vtam/program.h"

namespace vtam {

// RFC 2355 10.5: why an UNBIND, as far as this server has reasons. It has no routes that could
// fail, so 07 to 0B never come, nor does a LU fail here: 0C and 0E.
enum class UnbindReason : std::uint8_t {
  Normal = 0x01,           // an application ends, passes the LU on or is left by LOGOFF
  BindForthcoming = 0x02,  // the same session again with the sizes that a Query has told
  Cleanup = 0x0F           // the session is swept away: its end is nobody's wish
};

// An orderly end is 01: KILL is TERMSESS.
//
//   KILL, LOGOFF, shutdown, V NET,INACT        01
//   inactivity                                 01
//   REACT, a lost client, a fault of ours      0F
[[nodiscard]] UnbindReason unbind_reason(LossReason reason);

}  // namespace vtam
