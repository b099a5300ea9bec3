#include "tn3270/server/proxy/proxy_route.h"

#include <array>
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

std::vector<asio::ip::tcp::endpoint> look_up_target(const config::ProxySide& side,
                                                    const HostLookUp& look_up) {
  asio::error_code no_literal;
  const asio::ip::address literal = asio::ip::make_address(side.address, no_literal);
  if (!no_literal) {
    return {{literal, side.port}};
  }
  std::vector<asio::ip::tcp::endpoint> targets;
  for (const config::Address& address : look_up(side.address)) {
    targets.emplace_back(as_asio(address), side.port);
  }
  return targets;
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
      targets_(look_up_target(settings.to, look_up)),
      server_tls_(std::move(server_tls)),
      client_tls_(context_of(settings)),
      access_(settings.access) {}

std::string ProxyRoute::words(const config::ProxySide& side) {
  return side.address + " port " + std::to_string(side.port) + (side.tls ? " SSL" : " TXT");
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
