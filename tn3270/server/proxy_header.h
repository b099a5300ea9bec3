#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "tn3270/datastream/bytes.h"
#include "tn3270/server/peer.h"

namespace server {

// The header that a load balancer puts before what the client says: PROXY protocol version 2
// (HAProxy's specification, proxy-protocol.txt, section 2.2).
struct ProxyHeader {
  std::size_t size = 0;        // of the whole header, additions (TLVs) included
  std::optional<Peer> client;  // none: LOCAL, the balancer speaks for itself (health checks)
};

struct ProxyHeaderUnfinished {};

// What a connection has begun with. The text says what is wrong with it, and what to do.
[[nodiscard]] std::variant<ProxyHeader, ProxyHeaderUnfinished, std::string> read_proxy_header(
    tn3270::Bytes received);

}  // namespace server
