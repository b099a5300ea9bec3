#include "vtam/lu_state.h"

namespace vtam {

const char* text(LuState state) {
  switch (state) {
    case LuState::Nevac:
      return "NEVAC";
    case LuState::Inact:
      return "INACT";
    case LuState::Conct:
      return "CONCT";
    case LuState::Activ:
      return "ACTIV";
    case LuState::ActS:
      return "ACT/S";
    case LuState::Terminating:
      return "TERMINATING";
  }
  return "?";
}

}  // namespace vtam
