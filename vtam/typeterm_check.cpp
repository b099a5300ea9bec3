#include "vtam/typeterm_check.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/nearest.h"
#include "vtam/logmode_choice.h"
#include "vtam/typeterm.h"

namespace vtam {
namespace {

const char* users(TypetermDevice device) {
  switch (device) {
    case TypetermDevice::Lu3Printer:
      return "printers of 3270 data (LU3)";
    case TypetermDevice::ScsPrinter:
      return "printers of SCS data (LU1)";
    case TypetermDevice::Terminal:
      break;
  }
  return "terminals";
}

TypetermDevice device_of(const config::LuSettings& lu) {
  if (lu.type == config::LuType::Terminal) {
    return TypetermDevice::Terminal;
  }
  return lu.data == config::PrinterData::Scs ? TypetermDevice::ScsPrinter
                                             : TypetermDevice::Lu3Printer;
}

TypetermDevice device_of(const LogMode& mode) {
  constexpr std::uint8_t kLu1 = 0x01;
  constexpr std::uint8_t kLu3 = 0x03;
  const std::uint8_t lu_type = mode.pservic[0];
  return lu_type == kLu1   ? TypetermDevice::ScsPrinter
         : lu_type == kLu3 ? TypetermDevice::Lu3Printer
                           : TypetermDevice::Terminal;
}

std::string other_kind(const TypetermFacts& facts) {
  return "TYPETERM " + std::string(facts.name) + " is for " + users(facts.device);
}

void check_row(const config::TypetermRow& row, const ModeTables& tables,
               config::Problems& problems) {
  std::vector<std::string_view> known;
  const LogMode* mode = nullptr;
  for (const config::TableName table : tables.names()) {
    for (const LogMode* entry : tables.entries(table)) {
      known.push_back(entry->name.view());
      mode = entry->name == row.logmode ? entry : mode;
    }
  }
  if (mode == nullptr) {
    problems.warning(row.at, "logmode " + row.logmode.text() +
                                 " of this row is in no table, so that nothing has TYPETERM " +
                                 row.typeterm + config::did_you_mean(row.logmode.view(), known));
    return;
  }
  const TypetermFacts* facts = typeterm_facts(row.typeterm);
  if (facts != nullptr && facts->device != device_of(*mode)) {
    problems.warning(row.at, other_kind(*facts) + ", logmode " + row.logmode.text() + " for " +
                                 users(device_of(*mode)) + "; applications would format for the " +
                                 "wrong device");
  }
}

}  // namespace

void check_typeterms(const config::Config& config, const ModeTables& tables,
                     config::Problems& problems) {
  for (const config::TypetermRow& row : config.typeterms) {
    check_row(row, tables, problems);
  }
  std::set<std::pair<std::uint32_t, std::string>> said;  // once for a range of LUs
  for (const config::ServerSettings& server : config.servers) {
    for (const config::LuSettings& lu : server.lus) {
      const TypetermFacts* facts = lu.typeterm ? typeterm_facts(*lu.typeterm) : nullptr;
      if (facts != nullptr && facts->device != device_of(lu) &&
          said.emplace(lu.at.file, *lu.typeterm).second) {
        problems.warning(lu.at, other_kind(*facts) + ", this LU is not one; name one for " +
                                    users(device_of(lu)) + ", or leave it out");
      }
    }
  }
}

}  // namespace vtam
