#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "config/settings.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/logmode.h"

namespace vtam {

// Who said which logmode, strongest first (MODEL 2).
enum class ModeSource : std::uint8_t {
  Typed,   // LOGMODE() of a LOGON
  Lu,      // the LU's own setting
  Row,     // DLOGMOD of its APPL row
  BuiltIn  // SP3272QN, SPDSCPRT or SPSCSPRT
};

struct ChosenMode {
  const LogMode* mode = nullptr;  // lives as long as the tables
  BoundSizes sizes;
  ModeSource source = ModeSource::BuiltIn;
};

// Sense 0821: invalid session parameters. One sentence for the user.
struct ModeRefusal {
  std::string text;
};

// What decides besides the tables. `row` is the LU's row of a book, or nullptr where rows are
// implied; an implied row has MODETAB=IESINCLM as the model's own book does.
struct ModeQuestion {
  const config::LuSettings* lu = nullptr;
  const config::ApplRow* row = nullptr;
  tn3270::DeviceType device;
  std::optional<config::ModeName> typed;
};

// The table that a LU's logmodes are searched in before ISTINCLM.
[[nodiscard]] std::optional<config::TableName> mode_table(const config::ApplRow* row);

// The entry that a default names, or nullptr where it is passed over: unknown, or meant for another
// kind of LU.
[[nodiscard]] const LogMode* default_mode(const ModeTables& tables, const config::LuSettings& lu,
                                          const config::ApplRow* row, config::ModeName name);

// What a LU has unless something else is typed: LU > DLOGMOD of its row > built-in.
struct DefaultMode {
  const LogMode* mode = nullptr;
  ModeSource source = ModeSource::BuiltIn;
};
[[nodiscard]] DefaultMode default_mode(const ModeTables& tables, const config::LuSettings& lu,
                                       const config::ApplRow* row);

// A default that is too large for the device is clamped; a typed one is taken as typed or
// refused.
[[nodiscard]] std::variant<ChosenMode, ModeRefusal> choose_logmode(const ModeTables& tables,
                                                                   const ModeQuestion& question);

}  // namespace vtam
