#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/logmode.h"

namespace vtam {

// Who said which logmode, strongest first (MODEL 2).
enum class ModeSource : std::uint8_t {
  Typed,     // LOGMODE() of a LOGON
  Rule,      // the mapping rule that decided which LU the client has
  Lu,        // the LU's own setting
  Row,       // DLOGMOD of its APPL row, or of the GROUP above it
  Listener,  // the listener's device table
  BuiltIn    // SP3272QN, SPDSCPRT or SPSCSPRT
};

// What a client brings along, from its way in.
struct ClientModes {
  std::optional<config::ModeName> rule{};
  std::optional<config::ModeName> listener{};  // device_mode()
};

// z/OS' TELNETDEVICE has two logmodes for a device type: classic clients get sessions without SNA.
enum class ClientKind : std::uint8_t { Tn3270, Tn3270e };

// The logmode of the first row that fits the device and says one for this kind of client.
[[nodiscard]] std::optional<config::ModeName> device_mode(
    const std::vector<config::DeviceMode>& rows, const tn3270::DeviceType& device, ClientKind kind);

struct ChosenMode {
  const LogMode* mode = nullptr;  // lives as long as the tables
  BoundSizes sizes;
  ModeSource source = ModeSource::BuiltIn;
};
// For people: "by the listener's device table", "built in, clamped to the device".
[[nodiscard]] std::string mode_rule(ModeSource source, bool fits);
// "logmode D4C32783 by the listener's device table", and whether it was clamped.
[[nodiscard]] std::string describe(const ChosenMode& chosen);

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
  ClientModes client{};
};

// The table that a LU's logmodes are searched in before ISTINCLM.
[[nodiscard]] std::optional<config::TableName> mode_table(const config::ApplRow* row);

// LU1 modes are for printers that take SCS, LU3 modes for other printers, all others for displays.
[[nodiscard]] bool suits(const LogMode& mode, config::LuType type, config::PrinterData data);

// The strongest default that is known and meant for this kind of LU; it is clamped to the device
// where it is too large. A typed one is taken as typed or refused.
[[nodiscard]] std::variant<ChosenMode, ModeRefusal> choose_logmode(const ModeTables& tables,
                                                                   const ModeQuestion& question);

}  // namespace vtam
