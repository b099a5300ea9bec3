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
  }
  return "?";
}

}  // namespace config
