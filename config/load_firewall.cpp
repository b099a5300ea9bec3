#include "config/load_firewall.h"

#include <algorithm>
#include <string>

namespace config {

std::vector<AccessRule> access_by_firewall(const std::vector<FirewallLine>& lines,
                                           std::uint16_t port) {
  std::vector<AccessRule> rules;
  for (const FirewallLine& line : lines) {
    if (line.port == 0 || line.port == port) {
      rules.push_back({line.allow, line.client, line.at});
    }
  }
  const bool all = std::any_of(rules.begin(), rules.end(),
                               [](const AccessRule& rule) { return rule.client.empty(); });
  if (!lines.empty() && !all) {
    rules.push_back({false, "", lines.back().at});
  }
  return rules;
}

bool is_forgotten(const std::vector<FirewallLine>& lines, std::uint16_t port) {
  return !lines.empty() && std::none_of(lines.begin(), lines.end(), [port](const auto& line) {
    return line.port == 0 || line.port == port;
  });
}

void apply_ftp_access(Draft& draft) {
  constexpr std::uint16_t kFtpPort = 21;
  if (draft.ftp_access.empty()) {
    return;
  }
  bool applied = false;
  for (ProxySettings& proxy : draft.config.proxies) {
    if (proxy.to.port == kFtpPort && proxy.access.empty()) {
      proxy.access = draft.ftp_access;
      proxy.ftp_reply = true;
      applied = true;
    }
  }
  const Position at = draft.ftp_access.front().at;
  if (applied) {
    draft.problems.note(at, "these FTP-IP lines say who may connect to the proxies of FTP servers");
  } else {
    draft.problems.note(at,
                        "no proxy here leads to an FTP server (port 21), so nobody is refused by "
                        "these FTP-IP lines");
  }
}

}  // namespace config
