#include "tn3270/server/access.h"

#include <algorithm>

#include "config/client_prefix.h"
#include "config/verify.h"

namespace server {

AccessList::AccessList(const std::vector<config::AccessRule>& rules) {
  rules_.reserve(rules.size());
  for (const config::AccessRule& settings : rules) {
    Rule rule;
    rule.allow = settings.allow;
    if (!settings.client.empty()) {
      const auto prefix = config::ClientPrefix::parse(settings.client);
      VERIFY(prefix.has_value(), "the configuration's check refuses other addresses");
      rule.family = prefix->is_ipv4() ? Family::Ipv4 : Family::Ipv6;
      rule.bits = prefix->length() + (prefix->is_ipv4() ? vtam::ClientAddress::kIpv4Prefix : 0);
      rule.network = vtam::ClientAddress::of(prefix->network());
    }
    rules_.push_back(rule);
  }
}

bool AccessList::admits(const Peer& peer) const {
  return rules_.empty() || peer.client().is_loopback() || names(peer);
}

bool AccessList::names(const Peer& peer) const {
  const Rule* rule = first_for(peer.client());
  return rule != nullptr && rule->allow;
}

const AccessList::Rule* AccessList::first_for(const vtam::ClientAddress& client) const {
  const Family family = client.is_ipv4() ? Family::Ipv4 : Family::Ipv6;
  const auto rule = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& one) {
    return one.family == Family::Any ||
           (one.family == family && client.first(one.bits) == one.network);
  });
  return rule == rules_.end() ? nullptr : &*rule;
}

}  // namespace server
