#include "tests/bench/load_client.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "tests/bench/net.h"

namespace bench {
namespace {

// One turn: the server's part ends with these two bytes, then this is said.
struct Turn {
  std::array<std::uint8_t, 2> end;
  tn3270::ByteBuffer answer;
};

const std::vector<Turn>& turns() {
  static const std::vector<Turn> kTurns{
      {{0xFD, 0x28}, {0xFF, 0xFB, 0x28}},
      {{0xFF, 0xF0},
       {0xFF, 0xFA, 0x28, 0x02, 0x07, 'I', 'B', 'M', '-', '3', '2', '7', '8', '-', '2', '-', 'E',
        0xFF, 0xF0}},
      {{0xFF, 0xF0}, {0xFF, 0xFA, 0x28, 0x03, 0x07, 0x00, 0x02, 0x04, 0xFF, 0xF0}},
      // FUNCTIONS IS, BIND and the first screen come in one write; the record's end closes it.
      {{0xFF, 0xEF}, {}},
  };
  return kTurns;
}

constexpr int kPatienceMs = 20'000;

}  // namespace

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
                             std::to_string(client.step));
  }
  client.heard.insert(client.heard.end(), buffer.begin(), buffer.begin() + size);
  const Turn& turn = turns()[client.step];
  const std::size_t heard = client.heard.size();
  const bool last = client.step + 1 == turns().size();
  // The last turn ends with the second record: BIND, then the screen.
  const bool complete = heard >= (last ? 200U : 2U) && client.heard[heard - 2] == turn.end[0] &&
                        client.heard[heard - 1] == turn.end[1];
  if (!complete) {
    return;
  }
  if (client.recorded) {
    transcript_.push_back(client.heard);
  }
  tn3270::ByteBuffer().swap(client.heard);
  if (!last) {
    ++client.step;
    if (::send(descriptor, turn.answer.data(), turn.answer.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(turn.answer.size())) {
      throw std::runtime_error("a client could not send");
    }
    return;
  }
  recording_ = false;
  ++done_;
  if (afterwards_ == Afterwards::Keep) {
    kept_.push_back(descriptor);
  } else {
    close_hard(descriptor);
  }
}

}  // namespace bench
