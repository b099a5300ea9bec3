#pragma once

#include <memory>
#include <vector>

#include "config/settings.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/hosts/host_gate.h"
#include "tn3270/server/mapping_hosts.h"

namespace server {

// The gates of all host applications. Filled at the start, and the same from then on: find() is for
// any thread.
class HostGates {
 public:
  // Throws std::runtime_error in words.
  void open(const config::Config& config, const HostLookUp& look_up, const HostGate::Wake& wake);
  [[nodiscard]] HostGate* find(config::ApplId application) const;  // null: it has none
  [[nodiscard]] std::vector<ReloadView> look_up_again(const HostLookUp& look_up) const;
  [[nodiscard]] bool any() const { return !gates_.empty(); }

 private:
  std::vector<std::unique_ptr<HostGate>> gates_;
};

}  // namespace server
