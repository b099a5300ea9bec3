#include "tn3270/server/proxy/proxy_service.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <asio/executor_work_guard.hpp>
#include <asio/post.hpp>
#include <string_view>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/wall_clock.h"

namespace server {

ProxyService::ProxyService(Surroundings around)
    : around_(std::move(around)),
      admission_(around_.admission, "the set of all proxies has"),
      timer_(context_),
      repeats_(config::limits::kCollapseWindow) {
  std::size_t number = 0;
  for (const config::ProxySettings& settings : around_.proxies) {
    open(settings, ++number);
  }
  for (unsigned lane = 0; lane < around_.lanes; ++lane) {
    lanes_.push_back(
        std::make_unique<ProxyLane>(*around_.log, [this](std::string key, std::string line) {
          asio::post(context_,
                     [this, key = std::move(key), line = std::move(line)] { say(key, line); });
        }));
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
    around_.log->warning("TND651W " + route.quoted() + ": the host " + settings.to.address +
                         " has no address: its clients are turned away");
  }
}

void ProxyService::start() {
  for (const auto& lane : lanes_) {
    lane->start();
  }
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
    context_.stop();
  });
  thread_.join();
  for (const auto& lane : lanes_) {
    lane->end();
  }
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
  ++route.counts().clients;
  ++route.counts().total;
  const auto lane = std::min_element(
      lanes_.begin(), lanes_.end(),
      [](const auto& one, const auto& other) { return one->load() < other->load(); });
  (*lane)->take(
      std::make_unique<ProxyLane::Arrival>(route, descriptor, peer, std::move(outcome.visit)));
}

// Of FTP a client is told in its own words, where it can read them before TLS.
void ProxyService::refuse(ProxyRoute& route, int descriptor, const Peer& peer,
                          const std::string& why) {
  constexpr std::string_view kFtpGone =
      "421 Service not available, closing control connection.\r\n";
  ++route.counts().refused;
  say("refused " + route.settings().name + peer.address_text() + why,
      "TND652W " + route.quoted() + ": " + peer.text() + " " + why);
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

void ProxyService::set_timer() {
  timer_.expires_after(config::limits::kHeartbeat);
  timer_.async_wait([this](const std::error_code& error) {
    if (!error) {
      for (const std::string& line : repeats_.ended(steady_now())) {
        around_.log->warning(line);
      }
      set_timer();
    }
  });
}

void ProxyService::say(const std::string& key, const std::string& line) {
  if (const auto said = repeats_.say(key, line, steady_now())) {
    around_.log->warning(*said);
  }
}

}  // namespace server
