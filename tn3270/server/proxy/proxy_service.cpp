#include "tn3270/server/proxy/proxy_service.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <asio/executor_work_guard.hpp>
#include <asio/post.hpp>
#include <exception>
#include <string_view>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/wall_clock.h"

namespace server {
namespace {

using proxy::Side;

std::string quoted(const ProxyRoute& route) {
  return "proxy '" + route.settings().name + "'";
}

}  // namespace

ProxyService::ProxyService(Surroundings around)
    : around_(std::move(around)),
      admission_(around_.admission, "the set of all proxies has"),
      timer_(context_),
      repeats_(config::limits::kCollapseWindow) {
  std::size_t number = 0;
  for (const config::ProxySettings& settings : around_.proxies) {
    open(settings, ++number);
  }
}

ProxyService::~ProxyService() {
  end();
}

void ProxyService::open(const config::ProxySettings& settings, std::size_t number) {
  ProxyRoute& route = routes_.emplace_back(
      settings, around_.timing, settings.listen.tls ? around_.open_tls(settings) : TlsContextNow{},
      around_.look_up);
  const config::ProxySide& listen = settings.listen;
  const std::uint32_t gate = admission_.add_gate(0, 0);  // its own limit is take()'s
  listeners_.push_back(std::make_unique<Listener>(
      context_, listen.address, listen.port,
      [this, &route, gate](int descriptor, const Peer& peer) {
        take(route, gate, descriptor, peer);
      },
      *around_.log, [this, tls = listen.tls] { return admission_.hold(tls, steady_now()); },
      around_.sockets == nullptr ? -1 : around_.sockets->take(listen.address, listen.port)));
  const std::string index = std::to_string(number);
  around_.log->info("BSTT719I " + index + ": " + index + " Listening on port " +
                    std::to_string(settings.listen.port) + (settings.listen.tls ? " SSL" : " TXT") +
                    " IP " + settings.listen.address + " to " + ProxyRoute::words(settings.to));
  if (route.targets()->empty()) {
    around_.log->warning("TND651W " + quoted(route) + ": the host " + settings.to.address +
                         " has no address: its clients are turned away");
  }
}

void ProxyService::start() {
  thread_ = std::thread([this] {
    const auto work = asio::make_work_guard(context_);
    for (const auto& listener : listeners_) {
      listener->start();
    }
    set_timer();
    context_.run();
  });
}

void ProxyService::end() {
  if (!thread_.joinable()) {
    return;
  }
  asio::post(context_, [this] {
    for (const auto& listener : listeners_) {
      listener->stop();
    }
    for (auto& [id, entry] : connections_) {
      entry->connection.cut_off("the server ends");
      account(*entry);
    }
    connections_.clear();
    context_.stop();
  });
  thread_.join();
}

void ProxyService::look_up_again(std::function<void(std::vector<ReloadView>)> answer) {
  if (std::none_of(routes_.begin(), routes_.end(),
                   [](const ProxyRoute& route) { return route.has_named_target(); })) {
    return answer({});
  }
  if (!look_ups_) {
    look_ups_ = std::make_unique<asio::thread_pool>(1);
  }
  asio::post(*look_ups_, [this, answer = std::move(answer)]() mutable {
    std::vector<ProxyTargets> targets;
    for (const ProxyRoute& route : routes_) {
      if (route.has_named_target()) {
        targets.push_back(route.look_up(around_.look_up));
      }
    }
    asio::post(context_,
               [this, targets = std::move(targets), answer = std::move(answer)]() mutable {
                 answer(found(std::move(targets)));
               });
  });
}

std::vector<ReloadView> ProxyService::found(std::vector<ProxyTargets> targets) {
  std::vector<ReloadView> views;
  for (ProxyRoute& route : routes_) {
    if (!route.has_named_target()) {
      continue;
    }
    views.push_back(route.found(std::move(targets.at(views.size()))));
    const ReloadView& view = views.back();
    if (view.outcome == "kept") {
      around_.log->warning("TND656W " + view.who + ": " + view.text);
    } else {
      around_.log->info("TND655I " + view.who + ": " + view.text);
    }
  }
  return views;
}

std::vector<ProxyView> ProxyService::views() const {
  std::vector<ProxyView> views;
  views.reserve(routes_.size());
  for (const ProxyRoute& route : routes_) {
    views.push_back(route.view());
  }
  return views;
}

void ProxyService::take(ProxyRoute& route, std::uint32_t gate, int descriptor, const Peer& peer) {
  const config::Instant now = steady_now();
  admission_.accepted(now);
  if (!route.access().admits(peer)) {
    refuse(route, descriptor, peer, "is not allowed");
    return;
  }
  if (route.counts().clients >= route.settings().clients) {
    refuse(route, descriptor, peer,
           "is one too many: there are " + std::to_string(route.settings().clients) + " clients");
    return;
  }
  Admission::Outcome outcome = admission_.enter(gate, peer);
  if (!outcome.visit) {
    refuse(route, descriptor, peer, "is one too many: " + outcome.why);
    return;
  }
  const Id id = ++last_;
  std::unique_ptr<Entry> made;
  try {
    made =
        std::make_unique<Entry>(context_, route, descriptor, peer, std::move(outcome.visit), now);
  } catch (const std::exception& fault) {
    refuse(route, descriptor, peer, std::string("cannot be served: ") + fault.what());
    return;
  }
  Entry& entry = *made;
  connections_.emplace(id, std::move(made));
  ++route.counts().clients;
  ++route.counts().total;
  entry.connection.start(scratch_, now);
  settle(id, entry);
}

// Of FTP a client is told in its own words, where it can read them before TLS.
void ProxyService::refuse(ProxyRoute& route, int descriptor, const Peer& peer,
                          const std::string& why) {
  constexpr std::string_view kFtpGone =
      "421 Service not available, closing control connection.\r\n";
  ++route.counts().refused;
  say("refused " + route.settings().name + peer.address_text() + why,
      "TND652W " + quoted(route) + ": " + peer.text() + " " + why);
  if (route.settings().ftp_reply) {
    if (!route.settings().listen.tls) {
      // Who does not take 60 bytes at once does not read them later.
      static_cast<void>(
          ::send(descriptor, kFtpGone.data(), kFtpGone.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    }
    say("logoff " + route.settings().name, "BSTT053I USER DEFAULT LOGOFF RC= 4");
  }
  ::close(descriptor);
}

ProxyService::Entry* ProxyService::find(Id id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

void ProxyService::readable(Id id, Side side) {
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
void ProxyService::queue_handshake(Id id) {
  handshakes_.push_back(id);
  if (handshakes_.size() == 1) {
    asio::post(context_, [this] { shake_hands(); });
  }
}

void ProxyService::shake_hands() {
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

void ProxyService::writable(Id id, Side side) {
  if (Entry* entry = find(id)) {
    entry->connection.waits(side).write = false;
    entry->connection.on_writable(side, scratch_, steady_now());
    settle(id, *entry);
  }
}

void ProxyService::alarmed(Id id, Side side) {
  if (Entry* entry = find(id)) {
    entry->connection.waits(side).alarm = false;
    entry->connection.on_alarm(side);
    settle(id, *entry);
  }
}

void ProxyService::settle(Id id, Entry& entry) {
  count(entry);
  if (entry.connection.ending()) {
    account(entry);
    if (entry.due) {
      due_.erase(*entry.due);
    }
    connections_.erase(id);
    return;
  }
  arm(id, entry.connection, Side::Client);
  arm(id, entry.connection, Side::Target);
  list_due(id, entry);
}

void ProxyService::arm(Id id, ProxiedConnection& connection, Side side) {
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

void ProxyService::count(Entry& entry) {
  const ProxiedConnection& connection = entry.connection;
  ProxyCounts& counts = connection.route().counts();
  const std::uint64_t to_target = connection.bytes_to(Side::Target);
  const std::uint64_t to_client = connection.bytes_to(Side::Client);
  counts.bytes_to_target += to_target - std::exchange(entry.counted_to_target, to_target);
  counts.bytes_to_client += to_client - std::exchange(entry.counted_to_client, to_client);
}

// What has become of a connection, for counts and log.
void ProxyService::account(Entry& entry) {
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
    say("target " + route.settings().name + ending.why, "TND653W " + quoted(route) + ": " +
                                                            ProxyRoute::words(route.settings().to) +
                                                            " is not to be had: " + ending.why);
  }
  if (!around_.log->writes_debug()) {
    return;
  }
  around_.log->debug("TND654I " + quoted(route) + ": " + connection.peer().text() + " has gone, " +
                     std::to_string(connection.bytes_to(Side::Target)) + " bytes to the target, " +
                     std::to_string(connection.bytes_to(Side::Client)) + " bytes to the client, " +
                     std::to_string((steady_now() - entry.since).count()) + " ms: " + ending.why);
}

void ProxyService::list_due(Id id, Entry& entry) {
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

void ProxyService::set_timer() {
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

void ProxyService::on_timer() {
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
  for (const std::string& line : repeats_.ended(now)) {
    around_.log->warning(line);
  }
  set_timer();
}

void ProxyService::say(const std::string& key, const std::string& line) {
  if (const auto said = repeats_.say(key, line, steady_now())) {
    around_.log->warning(*said);
  }
}

}  // namespace server
