#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tn3270/datastream/inbound.h"
#include "vtam/acb/screen_record.h"
#include "vtam/program.h"
#include "vtam/programs/ivp_keys.h"
#include "vtam/programs/ivp_timing.h"

namespace vtam {

enum class IvpPage : std::uint8_t {
  Terminal,
  Colors,
  Fields,
  Characters4,  // codes 40 to 7F
  Characters8,
  CharactersC,
  Graphics,
  Keys,
  Primary,
  Alternate,
  Timing
};
inline constexpr unsigned kIvpPages = 11;
[[nodiscard]] const char* title(IvpPage page);

// What the test knows when it writes a page.
struct IvpState {
  const Logon& logon;
  const ScreenForm& form;
  const IvpKeys& keys;
  const IvpTiming& timing;
  tn3270::Bytes last;                // the last inbound record
  const UserInput* input = nullptr;  // what was in it
  std::string message{};
};

// The page as one record that restores the keyboard; `shown` is what input speaks of.
[[nodiscard]] tn3270::ByteBuffer write_ivp(IvpPage page, const IvpState& state, ShownScreen& shown);

}  // namespace vtam
