#include "vtam/unbind_reason.h"

namespace vtam {

UnbindReason unbind_reason(LossReason reason) {
  switch (reason) {
    case LossReason::Kill:
    case LossReason::Logoff:
    case LossReason::Shutdown:
    case LossReason::Inactive:
    case LossReason::Inactivated:
    case LossReason::AcbClosed:
      return UnbindReason::Normal;
    case LossReason::ClientLost:
    case LossReason::React:
    case LossReason::Broken:
      break;
  }
  return UnbindReason::Cleanup;
}

}  // namespace vtam
