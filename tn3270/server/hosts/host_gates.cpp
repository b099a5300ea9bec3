#include "tn3270/server/hosts/host_gates.h"

#include <algorithm>
#include <iterator>

namespace server {

void HostGates::open(const config::Config& config, const HostLookUp& look_up,
                     const HostGate::Wake& wake) {
  for (const config::ApplicationSettings& application : config.applications) {
    if (application.host) {
      gates_.push_back(
          std::make_unique<HostGate>(application.name, application.host, look_up, wake));
    }
  }
}

HostGate* HostGates::find(config::ApplId application) const {
  const auto found = std::find_if(gates_.begin(), gates_.end(),
                                  [&](const auto& gate) { return gate->name() == application; });
  return found == gates_.end() ? nullptr : found->get();
}

std::vector<ReloadView> HostGates::look_up_again(const HostLookUp& look_up) const {
  std::vector<ReloadView> result;
  for (const auto& gate : gates_) {
    std::vector<ReloadView> some = gate->look_up_again(look_up);
    std::move(some.begin(), some.end(), std::back_inserter(result));
  }
  return result;
}

}  // namespace server
