#include "printers/format/scs_code.h"

namespace printers {

std::size_t scs_code_length(tn3270::Bytes begun) {
  switch (static_cast<Scs>(begun[0])) {
    case Scs::Vcs:
    case Scs::Ge:
      return 2;
    case Scs::Sa:
    case Scs::Pp:
      return 3;
    case Scs::Trn:  // the count does not count itself
    case Scs::Atrn:
      return begun.size() < 2 ? 0 : std::size_t{2} + begun[1];
    case Scs::Format:
      if (begun.size() < 3) {
        return 0;
      }
      return begun[2] == 0 ? 3 : std::size_t{2} + begun[2];
    default:
      return 1;
  }
}

bool scs_ignored(std::uint8_t code) {
  switch (code) {
    case 0x00:  // NUL
    case 0x07:  // DEL
    case 0x09:  // SPS
    case 0x0A:  // RPT
    case 0x19:  // EM
    case 0x1A:  // UBS
    case 0x1C:  // IFS
    case 0x1D:  // IGS
    case 0x1F:  // IUS
    case 0x23:  // WUS
    case 0x2A:  // SW
    case 0x2F:  // BEL
    case 0x33:  // IR
    case 0x36:  // NBS
    case 0x38:  // SBS
      return true;
    default:
      return false;
  }
}

}  // namespace printers
