#include "vtam/guess_guard.h"

#include <algorithm>

#include "config/limits.h"

namespace vtam {
namespace {

constexpr unsigned kIpv6Subnet = 64;

}  // namespace

bool GuessGuard::exempt(const ClientAddress& client) const {
  return settings_.refused_names == 0 || (client.is_loopback() && !settings_.loopback);
}

ClientAddress GuessGuard::counted_as(const ClientAddress& client) {
  return client.is_ipv4() || client.is_loopback() ? client : client.first(kIpv6Subnet);
}

bool GuessGuard::holds_back(const ClientAddress& client, std::optional<config::LuName> name,
                            config::Instant now) {
  const auto found = by_client_.find(counted_as(client));
  if (found == by_client_.end()) {
    return false;
  }
  Guesser& one = *found->second;
  if (!one.held_until || *one.held_until <= now) {
    one.held_until.reset();
    return false;
  }
  if (name && note(one, *name, now)) {
    one.held_until = now + config::limits::kRefusedNamesIn;
  }
  return true;
}

bool GuessGuard::refused(const ClientAddress& client, config::LuName name, config::Instant now) {
  if (exempt(client)) {
    return false;
  }
  Guesser& one = guesser(counted_as(client));
  static_cast<void>(note(one, name, now));
  if (one.held_until || one.names.size() <= settings_.refused_names) {
    return false;
  }
  one.held_until = now + config::limits::kRefusedNamesIn;
  return true;
}

bool GuessGuard::note(Guesser& guesser, config::LuName name, config::Instant now) const {
  auto& names = guesser.names;
  std::erase_if(
      names, [&](const auto& one) { return now - one.second >= config::limits::kRefusedNamesIn; });
  const auto known =
      std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == name; });
  if (known != names.end()) {
    known->second = now;
    return false;
  }
  // One more than the limit is all that counts.
  if (names.size() > settings_.refused_names) {
    names.erase(names.begin());
  }
  names.emplace_back(name, now);
  return true;
}

GuessGuard::Guesser& GuessGuard::guesser(const ClientAddress& client) {
  if (const auto found = by_client_.find(client); found != by_client_.end()) {
    order_.splice(order_.end(), order_, found->second);
    return *found->second;
  }
  if (order_.size() >= config::limits::kGuessersWatched) {
    by_client_.erase(order_.front().client);
    order_.pop_front();
  }
  order_.push_back({client, {}, std::nullopt});
  by_client_.emplace(client, std::prev(order_.end()));
  return order_.back();
}

}  // namespace vtam
