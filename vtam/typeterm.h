#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "config/settings.h"
#include "tn3270/datastream/screen_size.h"
#include "vtam/logmode.h"

namespace vtam {

// What an application is told about the terminal, and the row that said so.
struct TypetermChoice {
  std::string typeterm;
  std::string rule;  // "DFHTERM: SP3272QN -> DFH3270"
};

// The LU's own typeterm, else the row of "typeterms" for its logmode, else what the autoinstall
// table has, which CICS searches by logmode: for terminals without SNA DFH3270, which does not
// query, or VSE3278Q (group VSESPG), which does; VSEDSCP and VSESCSPA for z/VSE's printers. For all
// others CICS' own models of the same LU type, size and attributes (DFHLU2E4, DFHLU3 …; inferred).
[[nodiscard]] TypetermChoice choose_typeterm(const config::LuSettings& lu,
                                             const config::Config& config, const LogMode& mode);

enum class TypetermDevice : std::uint8_t { Terminal, Lu3Printer, ScsPrinter };

// What a TYPETERM means for an application that formats screens or pages by it, as CICS does.
struct TypetermFacts {
  std::string_view name;
  TypetermDevice device = TypetermDevice::Terminal;
  std::uint8_t lu_type = 0;  // PSERVIC byte 1 of the sessions it is for
  tn3270::ScreenSizes screen{};
  bool query = false;     // sizes and attributes are the terminal's own, as its Query Reply says
  bool extended = false;  // extended data stream: SFE, SA and structured fields
  bool colour = false;    // these two where no Query says otherwise
  bool highlight = false;
};

// Of the typeterms that are known here; nullptr for a shop's own.
[[nodiscard]] const TypetermFacts* typeterm_facts(std::string_view typeterm);

}  // namespace vtam
