#include "tn3270/server/listener.h"

#include <netinet/in.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <asio/ip/tcp.hpp>
#include <asio/ip/v6_only.hpp>

#include "tn3270/server/port_holder.h"

namespace server {
namespace {

Peer peer_of(const sockaddr_storage& address) {
  Peer peer;
  if (address.ss_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    peer.v6 = true;
    peer.port = ntohs(six.sin6_port);
    std::memcpy(peer.address.data(), &six.sin6_addr, sizeof six.sin6_addr);
  } else {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    peer.port = ntohs(four.sin_port);
    std::memcpy(peer.address.data(), &four.sin_addr, sizeof four.sin_addr);
  }
  return peer;
}

}  // namespace

Listener::Listener(asio::io_context& context, const std::string& address, std::uint16_t port,
                   Taker taker, Log& log) {
  const std::string name = address + " port " + std::to_string(port);
  asio::ip::tcp::acceptor acceptor(context);
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(address), port);
  try {
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    if (endpoint.address().is_v6()) {
      acceptor.set_option(asio::ip::v6_only(false));
    }
    acceptor.bind(endpoint);
    acceptor.listen(asio::socket_base::max_listen_connections);
    acceptor.non_blocking(true);
  } catch (const std::system_error& error) {
    std::string why = error.code().message();
    if (error.code().value() == EADDRINUSE) {
      if (const auto holder = port_holder(port)) {
        why += " by " + *holder;
      }
    }
    throw std::runtime_error("cannot listen on " + name + ": " + why);
  }
  loop_ = std::make_unique<AcceptLoop>(
      context, acceptor.release(), name,
      [taker = std::move(taker)](int descriptor, const sockaddr_storage& client) {
        taker(descriptor, peer_of(client));
      },
      log);
}

}  // namespace server
