#include "tn3270/server/listener.h"

#include <netinet/in.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <asio/ip/tcp.hpp>
#include <asio/ip/v6_only.hpp>
#include <asio/post.hpp>

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

Listener::Listener(asio::io_context& context, std::string address, std::uint16_t port, Taker taker,
                   Log& log, AcceptLoop::Pace pace)
    : context_(context),
      address_(std::move(address)),
      port_(port),
      taker_(std::move(taker)),
      log_(log),
      pace_(std::move(pace)) {
  open();
}

void Listener::open() {
  const std::string name = address_ + " port " + std::to_string(port_);
  asio::ip::tcp::acceptor acceptor(context_);
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(address_), port_);
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
      if (const auto holder = port_holder(port_)) {
        why += " by " + *holder;
      }
    }
    throw std::runtime_error("cannot listen on " + name + ": " + why);
  }
  if (loop_) {
    // What it waited for may be over already, and asks for it.
    asio::post(context_, [old = std::move(loop_)] {});
  }
  loop_ = std::make_unique<AcceptLoop>(
      context_, acceptor.release(), name,
      [this](int descriptor, const sockaddr_storage& client) {
        taker_(descriptor, peer_of(client));
      },
      log_, pace_);
}

void Listener::suspend() {
  loop_->stop();
  suspended_ = true;
}

void Listener::listen_again() {
  open();
  suspended_ = false;
  loop_->start();
}

}  // namespace server
