#include "tn3270/server/listener.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <asio/ip/v6_only.hpp>

#include "config/limits.h"
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

Listener::Listener(asio::io_context& context, const config::ListenerSettings& settings, Taker taker,
                   Log& log)
    : acceptor_(context),
      pause_(context),
      taker_(std::move(taker)),
      log_(log),
      name_(settings.address + " port " + std::to_string(settings.port)) {
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(settings.address), settings.port);
  try {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    if (endpoint.address().is_v6()) {
      acceptor_.set_option(asio::ip::v6_only(false));
    }
    acceptor_.bind(endpoint);
    acceptor_.listen(asio::socket_base::max_listen_connections);
    acceptor_.non_blocking(true);
  } catch (const std::system_error& error) {
    std::string why = error.code().message();
    if (error.code().value() == EADDRINUSE) {
      if (const auto holder = port_holder(settings.port)) {
        why += " by " + *holder;
      }
    }
    throw std::runtime_error("cannot listen on " + name_ + ": " + why);
  }
}

void Listener::start() {
  wait();
}

void Listener::stop() {
  asio::error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

void Listener::wait() {
  acceptor_.async_wait(asio::ip::tcp::acceptor::wait_read, [this](const std::error_code& error) {
    if (!error) {
      accept_waiting();
    }
  });
}

void Listener::accept_waiting() {
  for (std::size_t count = 0; count < config::limits::kAcceptBatch; ++count) {
    if (!accept_one()) {
      return;
    }
  }
  wait();
}

bool Listener::accept_one() {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  // POSIX takes every family's address through this pointer.
  auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
  const int client =
      ::accept4(acceptor_.native_handle(), generic, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (client >= 0) {
    if (std::exchange(starved_, false)) {
      log_.info("TND011I accepting again on " + name_);
    }
    taker_(client, peer_of(address));
    return true;
  }
  switch (errno) {
    case EAGAIN:
      wait();
      return false;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      pause(errno);
      return false;
    case EBADF:
    case EINVAL:
      return false;  // stopped
    default:
      return true;  // that client is gone already (ECONNABORTED and its like); the next one may not
                    // be
  }
}

void Listener::pause(int error) {
  if (!std::exchange(starved_, true)) {
    log_.warning("TND012W no more clients can be accepted on " + name_ + ": " +
                 std::strerror(error) + "; they wait, and are taken when others leave");
  }
  pause_.expires_after(config::limits::kAcceptPause);
  pause_.async_wait([this](const std::error_code& stopped) {
    if (!stopped) {
      accept_waiting();
    }
  });
}

}  // namespace server
