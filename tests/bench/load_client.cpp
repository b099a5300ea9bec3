#include "tests/bench/load_client.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "tests/bench/net.h"

namespace bench {

LoadClient::LoadClient(std::uint16_t port) : port_(port), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}

LoadClient::~LoadClient() {
  for (const int one : kept_) {
    close_hard(one);
  }
  ::close(epoll_);
}

void LoadClient::log_on(std::size_t count, std::size_t window, Afterwards afterwards) {
  afterwards_ = afterwards;
  done_ = 0;
  begun_ = 0;
  std::array<epoll_event, 256> events{};
  while (done_ < count) {
    while (begun_ < count && begun_ - done_ < window) {
      begin();
    }
    const int ready =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kPatienceMs);
    if (ready <= 0) {
      throw std::runtime_error("no client makes progress");
    }
    for (int i = 0; i < ready; ++i) {
      hear(events[static_cast<std::size_t>(i)].data.fd);
    }
  }
}

void LoadClient::begin() {
  const int client = connect_to_loopback(port_);
  if (static_cast<std::size_t>(client) >= clients_.size()) {
    clients_.resize(static_cast<std::size_t>(client) + 1);
  }
  clients_[static_cast<std::size_t>(client)] = Client{};
  clients_[static_cast<std::size_t>(client)].recorded = recording_ && begun_ == 0;
  epoll_event interest{};
  interest.events = EPOLLIN;
  interest.data.fd = client;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client, &interest);
  ++begun_;
}

void LoadClient::hear(int descriptor) {
  Client& client = clients_[static_cast<std::size_t>(descriptor)];
  std::array<std::uint8_t, 8192> buffer{};
  const ssize_t size = ::recv(descriptor, buffer.data(), buffer.size(), 0);
  if (size <= 0) {
    throw std::runtime_error("the server closed a connection in its logon, turn " +
                             std::to_string(client.script.turn()));
  }
  if (client.logged_on) {
    return;  // a gateway's own screen is followed by its host's
  }
  const bool complete = client.script.hear({buffer.data(), static_cast<std::size_t>(size)});
  if (!complete) {
    return;
  }
  if (client.recorded) {
    transcript_.push_back(client.script.heard());
  }
  const tn3270::Bytes answer = client.script.answer();
  if (!answer.empty()) {
    if (::send(descriptor, answer.data(), answer.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(answer.size())) {
      throw std::runtime_error("a client could not send");
    }
    return;
  }
  recording_ = false;
  client.logged_on = true;
  ++done_;
  if (afterwards_ == Afterwards::Keep) {
    kept_.push_back(descriptor);
  } else {
    close_hard(descriptor);
  }
}

}  // namespace bench
