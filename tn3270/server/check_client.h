#pragma once

#include <string>

#include "vtam/directory.h"
#include "vtam/network.h"

namespace server {

// A client as `check --client` describes it.
struct SupposedClient {
  std::string address;
  std::string listener{};  // empty: the first of each partition
  std::string device = "IBM-3278-2-E";
  std::string lu{};  // a LU or group that it names; empty: none
};

// What would happen to the client, and why, in a few lines for each partition where it can come in,
// while nobody else is there.
struct ClientVerdict {
  std::string text{};   // lines
  std::string fault{};  // not empty: the client could not be understood
};
[[nodiscard]] ClientVerdict check_client(const SupposedClient& client,
                                         const vtam::NetworkPtr& network,
                                         const vtam::Mapping::HostAddresses& hosts);

}  // namespace server
