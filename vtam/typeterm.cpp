#include "vtam/typeterm.h"

namespace vtam {
namespace {

constexpr std::uint8_t kLu1 = 0x01;
constexpr std::uint8_t kLu3 = 0x03;

const char* table_name(config::Autoinstall autoinstall) {
  return autoinstall == config::Autoinstall::Vsespg ? "VSESPG" : "DFHTERM";
}

const char* row(config::Autoinstall autoinstall, const LogMode& mode) {
  switch (mode.pservic[0]) {
    case kLu1:
      return "VSESCSPA";
    case kLu3:
      return "VSEDSCP";
    default:
      return autoinstall == config::Autoinstall::Vsespg ? "VSE3278Q" : "DFH3270";
  }
}

}  // namespace

TypetermChoice choose_typeterm(const config::LuSettings& lu, config::Autoinstall autoinstall,
                               const LogMode& mode) {
  if (lu.typeterm) {
    return {*lu.typeterm, "typeterm of " + lu.name.text()};
  }
  const std::string typeterm = row(autoinstall, mode);
  return {typeterm,
          std::string(table_name(autoinstall)) + ": " + mode.name.text() + " -> " + typeterm};
}

}  // namespace vtam
