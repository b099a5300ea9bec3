#include "tn3270/server/listener.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

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

constexpr const char* kCannotListen = "cannot listen on";

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

// POSIX takes every family's address through this pointer.
sockaddr* generic(sockaddr_storage& address) {
  return static_cast<sockaddr*>(static_cast<void*>(&address));
}

// A port that somebody has named stays bound while a socket does not listen, and bind() refuses it.
// One that the kernel has chosen is free then, and listen() would let the kernel choose again.
bool keeps_port(int descriptor, sockaddr_storage& at, socklen_t size) {
  return ::bind(descriptor, generic(at), size) == 0 || errno == EINVAL || errno == EACCES;
}

}  // namespace

Listener::Listener(asio::io_context& context, std::string address, std::uint16_t port, Taker taker,
                   Log& log, AcceptLoop::Pace pace, int passed)
    : context_(context),
      address_(std::move(address)),
      port_(port),
      taker_(std::move(taker)),
      log_(log),
      pace_(std::move(pace)),
      passed_(passed >= 0) {
  accept_from(passed_ ? passed : open());
}

Listener::~Listener() {
  if (suspended_ >= 0) {
    ::close(suspended_);
  }
}

std::string Listener::name() const {
  return address_ + " port " + std::to_string(port_);
}

void Listener::fail(const char* what, const std::error_code& error) const {
  std::string why = error.message();
  if (error.value() == EADDRINUSE) {
    if (const auto holder = port_holder(port_)) {
      why += " by " + *holder;
    }
  }
  throw std::runtime_error(std::string(what) + " " + name() + ": " + why);
}

int Listener::open() {
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
    fail(kCannotListen, error.code());
  }
  return acceptor.release();
}

void Listener::accept_from(int descriptor) {
  if (loop_) {
    // What it waited for may be over already, and asks for it.
    asio::post(context_, [old = std::move(loop_)] {});
  }
  loop_ = std::make_unique<AcceptLoop>(
      context_, descriptor, name(),
      [this](int client, const sockaddr_storage& address) { taker_(client, peer_of(address)); },
      log_, pace_);
}

void Listener::suspend() {
  const int descriptor = loop_->release();
  at_size_ = sizeof at_;
  static_cast<void>(::getsockname(descriptor, generic(at_), &at_size_));
  // Linux: a socket that is no longer read does not listen, and stays bound (HAProxy pauses so).
  if (::shutdown(descriptor, SHUT_RD) != 0) {
    const std::error_code error(errno, std::generic_category());
    accept_from(descriptor);
    loop_->start();
    fail("cannot suspend", error);
  }
  suspended_ = descriptor;
}

void Listener::listen_again() {
  if (!keeps_port(suspended_, at_, at_size_) || ::listen(suspended_, SOMAXCONN) != 0) {
    fail(kCannotListen, std::error_code(errno, std::generic_category()));
  }
  accept_from(std::exchange(suspended_, -1));
  loop_->start();
}

void Listener::stop() {
  loop_->stop();
  if (suspended_ >= 0) {
    if (passed_) {
      // It is systemd's too, which gives up a socket unit that does not listen (EPOLLHUP).
      static_cast<void>(keeps_port(suspended_, at_, at_size_) &&
                        ::listen(suspended_, SOMAXCONN) == 0);
    }
    ::close(std::exchange(suspended_, -1));
  }
}

}  // namespace server
