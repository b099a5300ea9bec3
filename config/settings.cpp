#include "config/settings.h"

namespace config {

const char* text(LuType type) {
  switch (type) {
    case LuType::Terminal:
      return "terminal";
    case LuType::Printer:
      return "printer";
    case LuType::Direct:
      return "direct";
    case LuType::Lpr:
      return "lpr";
    case LuType::Ftp:
      return "ftp";
    case LuType::Ipp:
      return "ipp";
    case LuType::File:
      return "file";
    case LuType::Command:
      return "command";
  }
  return "?";
}

}  // namespace config
