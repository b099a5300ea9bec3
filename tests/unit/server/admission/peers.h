#pragma once

#include <string>

#include "config/load_address.h"
#include "tn3270/server/peer.h"

namespace server {

inline Peer peer_at(const std::string& address) {
  return Peer::at(vtam::ClientAddress::of(config::parse_address(address).value()));
}

}  // namespace server
