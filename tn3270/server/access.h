#pragma once

#include <cstdint>
#include <vector>

#include "config/access_settings.h"
#include "tn3270/server/peer.h"
#include "vtam/client_facts.h"

namespace server {

// Who may connect somewhere (MODEL 5, firewall lines): the first rule that fits decides, and where
// there are rules, whom none fits may not. Clients of this machine always may. Immutable: any
// thread.
class AccessList {
 public:
  AccessList() = default;  // everybody
  // REQUIRES: the rules have been checked.
  explicit AccessList(const std::vector<config::AccessRule>& rules);

  [[nodiscard]] bool admits(const Peer& peer) const;
  // A rule fits and allows it; to be of this machine is not enough.
  [[nodiscard]] bool names(const Peer& peer) const;

 private:
  enum class Family : std::uint8_t { Any, Ipv4, Ipv6 };
  struct Rule {
    bool allow = false;
    Family family = Family::Any;
    unsigned bits = 0;
    vtam::ClientAddress network{};
  };
  [[nodiscard]] const Rule* first_for(const vtam::ClientAddress& client) const;

  std::vector<Rule> rules_;
};

}  // namespace server
