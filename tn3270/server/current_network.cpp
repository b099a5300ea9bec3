#include "tn3270/server/current_network.h"

#include <memory>
#include <utility>

namespace server {

CurrentNetwork::CurrentNetwork(vtam::NetworkPtr network, Guarded<vtam::Directory>& directory,
                               PostAll post_all)
    : network_(std::move(network)), directory_(directory), post_all_(std::move(post_all)) {}

vtam::NetworkPtr CurrentNetwork::current() {
  return network_.with([](const vtam::NetworkPtr& network) { return network; });
}

void CurrentNetwork::change(const Plan& plan) {
  const std::lock_guard<std::mutex> turn(turn_);
  vtam::NetworkPtr network = current();
  const std::optional<NetworkStep> step = plan(network);
  if (!step) {
    return;
  }
  if (step->next != nullptr) {
    network = step->next;
    network_.with([&network](vtam::NetworkPtr& current) { current = network; });
    directory_.with([&](vtam::Directory& directory) { directory.vary(network, step->lus); });
  }
  post_all_(NetworkChanged{network, std::make_shared<const vtam::Breaking>(step->breaking)});
  for (const AcbClosed& closed : step->closed) {
    post_all_(closed);
  }
}

}  // namespace server
