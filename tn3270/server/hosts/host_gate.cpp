#include "tn3270/server/hosts/host_gate.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "tn3270/server/endpoints.h"

namespace server {
namespace {

constexpr config::Ticks kSecond = std::chrono::seconds(1);

std::string words(const config::HostAddress& address) {
  return address.host + " port " + std::to_string(address.port);
}

std::shared_ptr<const TlsClientContext> context_of(config::ApplId name,
                                                   const config::HostAddress& address) {
  if (address.tls == config::HostTls::None) {
    return nullptr;
  }
  auto loaded = TlsClientContext::load(
      {address.verify, address.ca, address.verify_name, address.identity, {}});
  if (const auto* why = std::get_if<std::string>(&loaded)) {
    throw std::runtime_error("application " + name.text() + ": " + *why);
  }
  return std::get<std::shared_ptr<const TlsClientContext>>(std::move(loaded));
}

std::string whole_seconds(config::Ticks time) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
}

}  // namespace

HostGate::HostGate(config::ApplId name, std::shared_ptr<const config::HostSettings> settings,
                   const HostLookUp& look_up, Wake wake)
    : name_(name), settings_(std::move(settings)), wake_(std::move(wake)) {
  for (const config::HostAddress& address : settings_->hosts) {
    Address one;
    one.endpoints = std::make_shared<const HostEndpoints>(
        look_up_endpoints(address.host, address.port, look_up));
    one.tls = context_of(name_, address);
    addresses_.push_back(std::move(one));
  }
}

HostGate::Entry HostGate::enter(const vtam::SessionKey& key, const Tried& tried,
                                config::Instant now) {
  std::optional<vtam::SessionKey> other;
  const Entry entry = [&]() -> Entry {
    const std::lock_guard lock(mutex_);
    const auto mine = std::find(waiting_.begin(), waiting_.end(), key);
    const auto address = choose(tried, now);
    if (!address) {
      if (mine != waiting_.end()) {
        waiting_.erase(mine);
        other = next();
      }
      return Nowhere{why_nowhere(tried, now)};
    }
    const bool first = waiting_.empty() || waiting_.front() == key;
    if (!first || connecting_ >= settings_->connect_inflight) {
      if (mine == waiting_.end()) {
        waiting_.push_back(key);
      }
      return Later{};
    }
    if (const auto until = too_fast(now)) {
      if (mine == waiting_.end()) {
        waiting_.push_front(key);
      }
      return Later{until};
    }
    if (mine != waiting_.end()) {
      waiting_.pop_front();
    }
    turn_ = *address + 1;
    ++begun_;
    ++connecting_;
    ++addresses_[*address].connecting;
    other = next();
    return Way{*address, addresses_[*address].endpoints, addresses_[*address].tls};
  }();
  this->wake(other);
  return entry;
}

bool HostGate::doubtful(const Address& one) const {
  return settings_->failures != 0 && one.failures >= settings_->failures;
}

// An address whose rest is over gets one line to try it.
std::optional<std::size_t> HostGate::choose(const Tried& tried, config::Instant now) {
  const std::size_t count = addresses_.size();
  const bool robin = settings_->order == config::HostOrder::RoundRobin;
  for (std::size_t step = 0; step < count; ++step) {
    const std::size_t index = robin ? (turn_ + step) % count : step;
    const Address& one = addresses_[index];
    const bool rests = doubtful(one) && (now < one.rests_until || one.connecting > 0);
    if (!tried.test(index) && !rests) {
      return index;
    }
  }
  return std::nullopt;
}

std::string HostGate::why_nowhere(const Tried& tried, config::Instant now) const {
  std::string text;
  for (std::size_t index = 0; index < addresses_.size(); ++index) {
    const Address& one = addresses_[index];
    text += (text.empty() ? "" : "; ") + words(settings_->hosts[index]) + ": " + one.why;
    if (!tried.test(index) && now < one.rests_until) {
      text += " (tried again in " + whole_seconds(one.rests_until - now) + ")";
    }
  }
  return text;
}

std::optional<config::Instant> HostGate::too_fast(config::Instant now) {
  if (settings_->connect_rate == 0) {
    return std::nullopt;
  }
  if (now - second_ >= kSecond) {
    second_ = now;
    begun_ = 0;
  }
  return begun_ < settings_->connect_rate ? std::nullopt : std::optional(second_ + kSecond);
}

void HostGate::done(std::size_t address, config::Instant now) {
  Address& one = addresses_[address];
  --connecting_;
  --one.connecting;
  if (!one.known || one.failures > 0) {
    one.since = now;
  }
  one.known = true;
}

std::optional<vtam::SessionKey> HostGate::next() const {
  const bool room = connecting_ < settings_->connect_inflight;
  return room && !waiting_.empty() ? std::optional(waiting_.front()) : std::nullopt;
}

void HostGate::wake(const std::optional<vtam::SessionKey>& key) const {
  if (key) {
    wake_(*key);
  }
}

void HostGate::up(std::size_t address, config::Instant now) {
  std::optional<vtam::SessionKey> other;
  {
    const std::lock_guard lock(mutex_);
    done(address, now);
    addresses_[address].failures = 0;
    ++addresses_[address].sessions;
    other = next();
  }
  wake(other);
}

void HostGate::refused(std::size_t address, config::Instant now) {
  std::optional<vtam::SessionKey> other;
  {
    const std::lock_guard lock(mutex_);
    done(address, now);
    addresses_[address].failures = 0;
    other = next();
  }
  wake(other);
}

void HostGate::failed(std::size_t address, const std::string& why, config::Instant now) {
  std::optional<vtam::SessionKey> other;
  {
    const std::lock_guard lock(mutex_);
    Address& one = addresses_[address];
    --connecting_;
    --one.connecting;
    if (!one.known || one.failures == 0) {
      one.since = now;
    }
    one.known = true;
    one.why = why;
    ++one.failures;
    if (doubtful(one)) {
      one.rests_until = now + settings_->retry;
    }
    other = next();
  }
  wake(other);
}

void HostGate::given_up(std::size_t address) {
  std::optional<vtam::SessionKey> other;
  {
    const std::lock_guard lock(mutex_);
    --connecting_;
    --addresses_[address].connecting;
    other = next();
  }
  wake(other);
}

void HostGate::ended(std::size_t address) {
  const std::lock_guard lock(mutex_);
  --addresses_[address].sessions;
}

void HostGate::leave(const vtam::SessionKey& key) {
  std::optional<vtam::SessionKey> other;
  {
    const std::lock_guard lock(mutex_);
    const auto mine = std::find(waiting_.begin(), waiting_.end(), key);
    if (mine == waiting_.end()) {
      return;
    }
    const bool first = mine == waiting_.begin();
    waiting_.erase(mine);
    if (first) {
      other = next();
    }
  }
  wake(other);
}

std::vector<ReloadView> HostGate::look_up_again(const HostLookUp& look_up) {
  std::vector<ReloadView> result;
  for (std::size_t index = 0; index < settings_->hosts.size(); ++index) {
    const config::HostAddress& address = settings_->hosts[index];
    if (literal_address(address.host)) {
      continue;
    }
    HostEndpoints found = look_up_endpoints(address.host, address.port, look_up);
    const std::lock_guard lock(mutex_);
    auto& endpoints = addresses_[index].endpoints;
    result.push_back(
        compare_endpoints("application " + name_.text(), address.host, *endpoints, found));
    if (result.back().outcome == "renewed") {
      endpoints = std::make_shared<const HostEndpoints>(std::move(found));
    }
  }
  return result;
}

std::vector<HostView> HostGate::views(config::Instant now) const {
  const std::lock_guard lock(mutex_);
  std::vector<HostView> result;
  for (std::size_t index = 0; index < addresses_.size(); ++index) {
    const Address& one = addresses_[index];
    HostView view;
    view.host = settings_->hosts[index].host;
    view.port = settings_->hosts[index].port;
    view.tls = settings_->hosts[index].tls != config::HostTls::None;
    view.state = !one.known                                 ? HostState::Untried
                 : one.failures == 0                        ? HostState::Up
                 : !doubtful(one) || now >= one.rests_until ? HostState::Failing
                                                            : HostState::Down;
    view.sessions = one.sessions;
    view.connecting = one.connecting;
    view.waiting = index == 0 ? static_cast<std::uint32_t>(waiting_.size()) : 0;
    view.failures = one.failures;
    view.why = one.failures == 0 ? std::string() : one.why;
    result.push_back(std::move(view));
  }
  return result;
}

}  // namespace server
