#include "tn3270/server/reception.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/proxy_header.h"
#include "tn3270/server/wall_clock.h"

namespace server {
namespace {

AccessList list_of(const std::vector<std::string>& prefixes) {
  std::vector<config::AccessRule> rules;
  for (const std::string& prefix : prefixes) {
    rules.push_back({true, prefix, {}});
  }
  return AccessList(rules);
}

// What has been looked at stays readable; this many bytes, or the end, wake the waiting.
void readable_from(int descriptor, std::size_t bytes) {
  const int least = static_cast<int>(bytes);
  static_cast<void>(::setsockopt(descriptor, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least));
}

std::string name_of(const Entrance& entrance) {
  return entrance.listener->name + " " + entrance.listener->address + " port " +
         std::to_string(entrance.listener->port);
}

}  // namespace

Reception::Reception(asio::io_context& context, const config::Config& config, Log& log, Taker taker)
    : context_(context),
      log_(log),
      taker_(std::move(taker)),
      admission_(config.admission),
      repeats_(config::limits::kCollapseWindow),
      tick_(context) {}

void Reception::open(const Entrance& entrance, int passed) {
  const config::ListenerSettings& settings = *entrance.listener;
  Door& door = doors_.emplace_back();
  door.entrance = &entrance;
  door.access = AccessList(settings.access);
  door.balancers = list_of(settings.proxy_protocol);
  door.gate = admission_.add_gate(settings.clients, settings.clients_per_address);
  const bool tls = settings.tls == config::ListenerTls::Immediate;
  door.listener = std::make_unique<Listener>(
      context_, settings.address, settings.port,
      [this, &door](int descriptor, const Peer& peer) { arrive(descriptor, peer, door); }, log_,
      [this, tls] { return admission_.hold(tls, steady_now()); }, passed);
}

void Reception::start() {
  for (const Door& door : doors_) {
    door.listener->start();
  }
  sum_up();
}

void Reception::stop() {
  for (const Door& door : doors_) {
    door.listener->stop();
  }
  introductions_.clear();
  tick_.cancel();
}

void Reception::arrive(int descriptor, const Peer& peer, Door& door) {
  admission_.accepted(steady_now());
  if (door.balancers.names(peer)) {
    introduce(descriptor, peer, door);
  } else {
    let_in(descriptor, peer, door);
  }
}

void Reception::introduce(int descriptor, const Peer& balancer, Door& door) {
  const std::uint64_t number = ++introduced_;
  Introduction& introduction =
      introductions_.try_emplace(number, context_, descriptor, balancer, door).first->second;
  introduction.time.expires_after(config::limits::kProxyHeaderTime);
  introduction.time.async_wait([this, number](const std::error_code& error) {
    if (!error && introductions_.count(number) > 0) {
      turn_away(number, "did not say in time for whom it connects");
    }
  });
  wait_for(number);
}

void Reception::wait_for(std::uint64_t number) {
  introductions_.at(number).socket.async_wait(asio::posix::stream_descriptor::wait_read,
                                              [this, number](const std::error_code& error) {
                                                if (!error && introductions_.count(number) > 0) {
                                                  hear(number);
                                                }
                                              });
}

// Looks before it takes: what follows the header is the client's, and others read it.
void Reception::hear(std::uint64_t number) {
  Introduction& introduction = introductions_.at(number);
  std::array<std::uint8_t, config::limits::kProxyHeader> bytes{};
  const int descriptor = introduction.socket.native_handle();
  const ssize_t size = ::recv(descriptor, bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
  if (size <= static_cast<ssize_t>(introduction.seen)) {
    turn_away(number, "has closed before it said for whom it connects");
    return;
  }
  introduction.seen = static_cast<std::size_t>(size);
  const auto read = read_proxy_header(tn3270::Bytes(bytes).first(introduction.seen));
  if (const auto* fault = std::get_if<std::string>(&read)) {
    turn_away(number, *fault);
  } else if (const auto* header = std::get_if<ProxyHeader>(&read)) {
    static_cast<void>(::recv(descriptor, bytes.data(), header->size, MSG_DONTWAIT));
    readable_from(descriptor, 1);
    const Peer peer = header->client.value_or(introduction.peer);
    Door& door = *introduction.at;
    const int taken = introduction.socket.release();
    introductions_.erase(number);
    let_in(taken, peer, door);
  } else {
    readable_from(descriptor, introduction.seen + 1);
    wait_for(number);
  }
}

void Reception::turn_away(std::uint64_t number, const std::string& why) {
  const Peer peer = introductions_.at(number).peer;
  introductions_.erase(number);
  say(peer.address_text() + " introduction", "TND121W load balancer " + peer.text() + " " + why);
}

void Reception::let_in(int descriptor, const Peer& peer, Door& door) {
  if (!door.access.admits(peer)) {
    refuse(descriptor, peer, door, "no rule of its \"access\" lets it");
    return;
  }
  Admission::Outcome outcome = admission_.enter(door.gate, peer);
  if (!outcome.visit) {
    refuse(descriptor, peer, door, outcome.why);
    return;
  }
  if (door.entrance->listener->tls == config::ListenerTls::None && !outcome.visit->counts()) {
    outcome.visit.reset();
  }
  taker_({descriptor, peer, door.entrance, std::move(outcome.visit)});
}

void Reception::refuse(int descriptor, const Peer& peer, const Door& door, const std::string& why) {
  ::close(descriptor);
  say(peer.address_text() + why,
      "TND120W " + peer.text() + " may not connect to " + name_of(*door.entrance) + ": " + why);
}

std::vector<std::string> Reception::suspend(std::uint16_t port) {
  std::vector<std::string> done;
  for (Door& door : doors_) {
    if (door.entrance->listener->port != port) {
      continue;
    }
    if (door.listener->suspended()) {
      done.push_back(name_of(*door.entrance) + " was suspended already");
      continue;
    }
    try {
      door.listener->suspend();
      done.push_back(name_of(*door.entrance) + " is suspended");
    } catch (const std::runtime_error& fault) {
      done.push_back(name_of(*door.entrance) + " goes on taking clients: " + fault.what());
    }
  }
  return done;
}

std::vector<std::string> Reception::resume(std::uint16_t port) {
  std::vector<std::string> done;
  for (Door& door : doors_) {
    if (door.entrance->listener->port != port) {
      continue;
    }
    if (!door.listener->suspended()) {
      done.push_back(name_of(*door.entrance) + " is not suspended");
      continue;
    }
    try {
      door.listener->listen_again();
      done.push_back(name_of(*door.entrance) + " takes clients again");
    } catch (const std::runtime_error& fault) {
      done.push_back(name_of(*door.entrance) + " stays suspended: " + fault.what());
    }
  }
  return done;
}

std::vector<std::uint16_t> Reception::ports() const {
  std::vector<std::uint16_t> ports;
  for (const Door& door : doors_) {
    ports.push_back(door.entrance->listener->port);
  }
  return ports;
}

void Reception::say(const std::string& key, const std::string& line) {
  if (const auto said = repeats_.say(key, line, steady_now())) {
    log_.warning(*said);
  }
}

void Reception::sum_up() {
  for (const std::string& line : repeats_.ended(steady_now())) {
    log_.warning(line);
  }
  tick_.expires_after(config::limits::kCollapseWindow);
  tick_.async_wait([this](const std::error_code& error) {
    if (!error) {
      sum_up();
    }
  });
}

}  // namespace server
