#include "tn3270/server/proxy/proxy_lane.h"

#include <unistd.h>

#include <algorithm>
#include <asio/executor_work_guard.hpp>
#include <asio/post.hpp>
#include <exception>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/wall_clock.h"

namespace server {

using proxy::Side;

ProxyLane::Arrival::~Arrival() {
  if (descriptor >= 0) {
    ::close(descriptor);
  }
}

ProxyLane::ProxyLane(Log& log, Say say) : log_(log), say_(std::move(say)), timer_(context_) {}

ProxyLane::~ProxyLane() {
  end();
}

void ProxyLane::start() {
  thread_ = std::thread([this] {
    const auto work = asio::make_work_guard(context_);
    set_timer();
    context_.run();
  });
}

void ProxyLane::end() {
  if (!thread_.joinable()) {
    return;
  }
  asio::post(context_, [this] {
    for (auto& [id, entry] : connections_) {
      entry->connection.cut_off("the server ends");
      account(*entry);
    }
    connections_.clear();
    context_.stop();
  });
  thread_.join();
}

void ProxyLane::take(std::unique_ptr<Arrival> arrival) {
  ++load_;
  asio::post(context_, [this, arrival = std::move(arrival)] { begin(*arrival); });
}

void ProxyLane::begin(Arrival& arrival) {
  const config::Instant now = steady_now();
  const Id id = ++last_;
  std::unique_ptr<Entry> made;
  try {
    made = std::make_unique<Entry>(context_, arrival, now);
    arrival.descriptor = -1;
  } catch (const std::exception& fault) {
    ProxyRoute& route = *arrival.route;
    --load_;
    --route.counts().clients;
    ++route.counts().refused;
    say_("room " + route.settings().name, "TND652W " + route.quoted() + ": " + arrival.peer.text() +
                                              " cannot be served: " + fault.what());
    return;
  }
  Entry& entry = *made;
  connections_.emplace(id, std::move(made));
  entry.connection.start(scratch_, now);
  settle(id, entry);
}

ProxyLane::Entry* ProxyLane::find(Id id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

void ProxyLane::readable(Id id, Side side) {
  Entry* entry = find(id);
  if (entry == nullptr) {
    return;
  }
  if (side == Side::Client && entry->connection.shakes_hands()) {
    entry->visit->handshake_begins();
    queue_handshake(id);
    return;
  }
  entry->connection.waits(side).read = false;
  entry->connection.on_readable(side, scratch_, steady_now());
  settle(id, *entry);
}

// A handshake takes as long as a hundred others' reads: each has its turn between them.
void ProxyLane::queue_handshake(Id id) {
  handshakes_.push_back(id);
  if (handshakes_.size() == 1) {
    asio::post(context_, [this] { shake_hands(); });
  }
}

void ProxyLane::shake_hands() {
  const Id id = handshakes_.front();
  handshakes_.pop_front();
  if (Entry* entry = find(id)) {
    entry->connection.waits(Side::Client).read = false;
    entry->connection.on_readable(Side::Client, scratch_, steady_now());
    entry->visit->handshake_ends();
    settle(id, *entry);
  }
  if (!handshakes_.empty()) {
    asio::post(context_, [this] { shake_hands(); });
  }
}

void ProxyLane::writable(Id id, Side side) {
  if (Entry* entry = find(id)) {
    entry->connection.waits(side).write = false;
    entry->connection.on_writable(side, scratch_, steady_now());
    settle(id, *entry);
  }
}

void ProxyLane::alarmed(Id id, Side side) {
  if (Entry* entry = find(id)) {
    entry->connection.waits(side).alarm = false;
    entry->connection.on_alarm(side);
    settle(id, *entry);
  }
}

void ProxyLane::settle(Id id, Entry& entry) {
  count(entry);
  if (entry.connection.ending()) {
    account(entry);
    if (entry.due) {
      due_.erase(*entry.due);
    }
    connections_.erase(id);
    --load_;
    return;
  }
  arm(id, entry.connection, Side::Client);
  arm(id, entry.connection, Side::Target);
  list_due(id, entry);
}

void ProxyLane::arm(Id id, ProxiedConnection& connection, Side side) {
  ProxiedConnection::Waits& waits = connection.waits(side);
  if (connection.wants_read(side) && !waits.read) {
    waits.read = true;
    connection.socket(side).async_wait(Descriptor::wait_read,
                                       [this, id, side](const std::error_code& error) {
                                         if (!error) {
                                           readable(id, side);
                                         }
                                       });
  }
  if (connection.wants_write(side) && !waits.write) {
    waits.write = true;
    connection.socket(side).async_wait(Descriptor::wait_write,
                                       [this, id, side](const std::error_code& error) {
                                         if (!error) {
                                           writable(id, side);
                                         }
                                       });
  }
  if (connection.wants_alarm(side) && !waits.alarm) {
    waits.alarm = true;
    connection.socket(side).async_wait(Descriptor::wait_error,
                                       [this, id, side](const std::error_code& error) {
                                         if (!error) {
                                           alarmed(id, side);
                                         }
                                       });
  }
}

void ProxyLane::count(Entry& entry) {
  const ProxiedConnection& connection = entry.connection;
  ProxyCounts& counts = connection.route().counts();
  const std::uint64_t to_target = connection.bytes_to(Side::Target);
  const std::uint64_t to_client = connection.bytes_to(Side::Client);
  counts.bytes_to_target += to_target - std::exchange(entry.counted_to_target, to_target);
  counts.bytes_to_client += to_client - std::exchange(entry.counted_to_client, to_client);
}

// What has become of a connection, for counts and log.
void ProxyLane::account(Entry& entry) {
  using End = ProxiedConnection::End;
  const ProxiedConnection& connection = entry.connection;
  const ProxiedConnection::Ending& ending = *connection.ending();
  ProxyRoute& route = connection.route();
  --route.counts().clients;
  if (ending.end == End::ClientTls) {
    ++route.counts().failed_tls;
  }
  if (ending.end == End::NoTarget) {
    ++route.counts().unreached;
    say_("target " + route.settings().name + ending.why,
         "TND653W " + route.quoted() + ": " + ProxyRoute::words(route.settings().to) +
             " is not to be had: " + ending.why);
  }
  if (!log_.writes_debug()) {
    return;
  }
  log_.debug("TND654I " + route.quoted() + ": " + connection.peer().text() + " has gone, " +
             std::to_string(connection.bytes_to(Side::Target)) + " bytes to the target, " +
             std::to_string(connection.bytes_to(Side::Client)) + " bytes to the client, " +
             std::to_string((steady_now() - entry.since).count()) + " ms: " + ending.why);
}

void ProxyLane::list_due(Id id, Entry& entry) {
  const auto due = entry.connection.due();
  if (!due || (entry.due && (*entry.due)->first <= *due)) {
    return;  // one that is listed too early is looked at then
  }
  if (entry.due) {
    due_.erase(*entry.due);
  }
  entry.due = due_.emplace(*due, id);
  if (*entry.due == due_.begin()) {
    set_timer();
  }
}

void ProxyLane::set_timer() {
  const config::Instant now = steady_now();
  config::Ticks sleep = config::limits::kHeartbeat;
  if (!due_.empty()) {
    sleep = std::clamp(due_.begin()->first - now, config::Ticks::zero(), sleep);
  }
  timer_.expires_after(sleep);
  timer_.async_wait([this](const std::error_code& error) {
    if (!error) {
      on_timer();
    }
  });
}

void ProxyLane::on_timer() {
  const config::Instant now = steady_now();
  while (!due_.empty() && due_.begin()->first <= now) {
    const Id id = due_.begin()->second;
    due_.erase(due_.begin());
    Entry& entry = *connections_.at(id);
    entry.due.reset();
    if (const auto due = entry.connection.due(); due && *due <= now) {
      entry.connection.on_due(now);
    }
    settle(id, entry);
  }
  set_timer();
}

}  // namespace server
