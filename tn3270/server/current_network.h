#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "config/names.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/reactor/message.h"
#include "vtam/directory.h"
#include "vtam/network.h"
#include "vtam/operator/vary.h"

namespace server {

// What follows on a network.
struct NetworkStep {
  vtam::NetworkPtr next{};            // null: it stays as it is
  std::vector<config::LuName> lus{};  // whose state changes in the directory
  vtam::Breaking breaking{};          // the sessions that end
  std::vector<AcbClosed> closed{};    // ACBs that `next` has no longer
};

// The network as it is now. The admin thread changes it (V NET) and the thread of the application
// socket does (ACBs that open and close); each builds on what the other has made, and all reactors
// learn of every change in the same order. All may be called from any thread.
class CurrentNetwork {
 public:
  using PostAll = std::function<void(const MessageToAll& message)>;
  // What is `plan`ned for a network; nullopt: nothing.
  using Plan = std::function<std::optional<NetworkStep>(const vtam::NetworkPtr& network)>;

  // `post_all` reaches all reactors. The directory outlives it.
  CurrentNetwork(vtam::NetworkPtr network, Guarded<vtam::Directory>& directory, PostAll post_all);

  [[nodiscard]] vtam::NetworkPtr current();
  // The directory has the next network, then the reactors are told, then of closed ACBs. Changes
  // wait for each other, so `plan` only computes.
  void change(const Plan& plan);

 private:
  std::mutex turn_;  // whose change it is
  Guarded<vtam::NetworkPtr> network_;
  Guarded<vtam::Directory>& directory_;
  PostAll post_all_;
};

}  // namespace server
