#include "tn3270/server/proxy/proxy_route.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include "config/load_address.h"

namespace server {
namespace {

asio::ip::address as_asio(const config::Address& address) {
  asio::ip::address_v6::bytes_type bytes{};
  for (std::size_t group = 0; group < address.groups.size(); ++group) {
    bytes.at(2 * group) = static_cast<std::uint8_t>(address.groups.at(group) >> 8U);
    bytes.at(2 * group + 1) = static_cast<std::uint8_t>(address.groups.at(group) & 0xFFU);
  }
  const asio::ip::address_v6 six(bytes);
  if (six.is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, six);
  }
  return six;
}

std::optional<asio::ip::address> literal(const config::ProxySide& side) {
  asio::error_code no_literal;
  const asio::ip::address address = asio::ip::make_address(side.address, no_literal);
  return no_literal ? std::nullopt : std::optional(address);
}

ProxyTargets look_up_target(const config::ProxySide& side, const HostLookUp& look_up) {
  if (const auto address = literal(side)) {
    return {{*address, side.port}};
  }
  ProxyTargets targets;
  for (const config::Address& address : look_up(side.address)) {
    targets.emplace_back(as_asio(address), side.port);
  }
  return targets;
}

// "192.0.2.7, 192.0.2.8"
std::string addresses(const ProxyTargets& targets) {
  std::string text;
  for (const asio::ip::tcp::endpoint& target : targets) {
    text += (text.empty() ? "" : ", ") + target.address().to_string();
  }
  return text;
}

// Resolvers give the same addresses in another order at each call, to spread the load.
bool are_the_same(const ProxyTargets& some, const ProxyTargets& others) {
  return some.size() == others.size() &&
         std::is_permutation(some.begin(), some.end(), others.begin());
}

std::shared_ptr<const TlsClientContext> context_of(const config::ProxySettings& settings) {
  if (!settings.to.tls) {
    return nullptr;
  }
  auto loaded = TlsClientContext::load({settings.verify, settings.ca, settings.verify_name,
                                        settings.identity, settings.tls_settings.password_file});
  if (const auto* why = std::get_if<std::string>(&loaded)) {
    throw std::runtime_error("proxy '" + settings.name + "': " + *why);
  }
  return std::get<std::shared_ptr<const TlsClientContext>>(std::move(loaded));
}

}  // namespace

ProxyRoute::ProxyRoute(const config::ProxySettings& settings, const config::TimingSettings& timing,
                       TlsContextNow server_tls, const HostLookUp& look_up)
    : settings_(settings),
      timing_(timing),
      targets_(std::make_shared<const ProxyTargets>(look_up_target(settings.to, look_up))),
      server_tls_(std::move(server_tls)),
      client_tls_(context_of(settings)),
      access_(settings.access) {}

std::string ProxyRoute::words(const config::ProxySide& side) {
  return side.address + " port " + std::to_string(side.port) + (side.tls ? " SSL" : " TXT");
}

bool ProxyRoute::has_named_target() const {
  return !literal(settings_.to);
}

ProxyTargets ProxyRoute::look_up(const HostLookUp& look_up) const {
  return look_up_target(settings_.to, look_up);
}

std::shared_ptr<const ProxyTargets> ProxyRoute::targets() const {
  const std::lock_guard lock(mutex_);
  return targets_;
}

ReloadView ProxyRoute::found(ProxyTargets targets) {
  const std::string& host = settings_.to.address;
  const std::shared_ptr<const ProxyTargets> before = this->targets();
  ReloadView view{quoted(), "kept", {}};
  if (targets.empty()) {
    view.text = "the host " + host + " has no address now: " +
                (before->empty() ? "clients are turned away as before"
                                 : "new connections go to " + addresses(*before) + " as before");
  } else if (are_the_same(*before, targets)) {
    view.outcome = "same";
    view.text = "the host " + host + " is where it was: " + addresses(*before);
  } else {
    view.outcome = "renewed";
    view.text = "new connections to " + host + " go to " + addresses(targets);
    auto now = std::make_shared<const ProxyTargets>(std::move(targets));
    const std::lock_guard lock(mutex_);
    targets_ = std::move(now);
  }
  return view;
}

ProxyView ProxyRoute::view() const {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  ProxyView view;
  view.name = settings_.name;
  view.listens = words(settings_.listen);
  view.goes_to = words(settings_.to);
  view.clients = counts_.clients.load(kRelaxed);
  view.total = counts_.total.load(kRelaxed);
  view.refused = counts_.refused.load(kRelaxed);
  view.failed_tls = counts_.failed_tls.load(kRelaxed);
  view.unreached = counts_.unreached.load(kRelaxed);
  view.bytes_to_target = counts_.bytes_to_target.load(kRelaxed);
  view.bytes_to_client = counts_.bytes_to_client.load(kRelaxed);
  return view;
}

}  // namespace server
