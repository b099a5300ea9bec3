#pragma once

#include <cstdint>

namespace vtam {

// The closed set that D NET, the API and ctl share (MODEL 2).
enum class LuState : std::uint8_t {
  Nevac,       // never activated: its node is not in the start list
  Inact,       // not served, or its node is inactive
  Conct,       // defined, ACB closed: no client, or an application that nobody opened
  Activ,       // ACB open, no session
  ActS,        // in session, the menu included
  Terminating  // dead, its application has not let go yet
};
[[nodiscard]] const char* text(
    LuState state);  // "NEVAC", "INACT", "CONCT", "ACTIV", "ACT/S", "TERMINATING"

}  // namespace vtam
