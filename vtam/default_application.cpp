#include "vtam/default_application.h"

#include "vtam/logon_request.h"

namespace vtam {

const char* text(SaidBy by) {
  switch (by) {
    case SaidBy::Lu:
      return "the LU";
    case SaidBy::Rule:
      return "the rule";
    case SaidBy::Group:
      return "its group";
    case SaidBy::Listener:
      return "the listener";
  }
  return "?";
}

std::optional<DefaultApplication> default_application(const config::ServerSettings& server,
                                                      const config::LuSettings& lu,
                                                      const std::optional<config::ApplId>& rule,
                                                      const config::ListenerSettings* listener) {
  if (lu.application) {
    return DefaultApplication{*lu.application, SaidBy::Lu};
  }
  if (rule) {
    return DefaultApplication{*rule, SaidBy::Rule};
  }
  if (config::is_printer(lu.type)) {
    return std::nullopt;
  }
  const config::GroupSettings* group = group_of(server, lu);
  if (group != nullptr && group->application) {
    return DefaultApplication{*group->application, SaidBy::Group};
  }
  if (listener != nullptr && listener->application) {
    return DefaultApplication{*listener->application, SaidBy::Listener};
  }
  return std::nullopt;
}

}  // namespace vtam
