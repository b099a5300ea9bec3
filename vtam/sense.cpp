#include "vtam/sense.h"

#include <string_view>

namespace vtam::sense {
namespace {

std::string_view words(std::uint32_t code) {
  switch (code) {
    case kNotAvailable:
      return "resource not available";
    case kInterventionRequired:
      return "intervention required";
    case kPermissionRejected:
      return "permission rejected";
    case kInsufficientResource:
      return "insufficient resource";
    case kInvalidParameters:
      return "invalid session parameters";
    case kLuNotReady:
      return "LU not ready";
    case kComponentDisconnected:
      return "component disconnected";
    case kPluInactive:
      return "application not active";
    case kUnknownName:
      return "name unknown";
    case kFunctionNotSupported:
      return "command reject";
    case kParameterError:
      return "operation check";
    case kReady:
      return "ready again";
    case kPresentationSpaceLost:
      return "presentation space lost";
    default:
      return {};
  }
}

}  // namespace

std::string digits(std::uint32_t code) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) {
    text += kDigits[(code >> static_cast<unsigned>(shift)) & 0x0FU];
  }
  return text;
}

std::string text(std::uint32_t code) {
  const std::string hex = "sense " + digits(code).insert(4, 1, ' ');
  const std::string_view known = words(code);
  return known.empty() ? hex : std::string(known) + " (" + hex + ")";
}

}  // namespace vtam::sense
