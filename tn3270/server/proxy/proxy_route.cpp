#include "tn3270/server/proxy/proxy_route.h"

#include <stdexcept>
#include <utility>
#include <variant>

#include "tn3270/server/endpoints.h"

namespace server {
namespace {

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
      targets_(std::make_shared<const ProxyTargets>(
          look_up_endpoints(settings.to.address, settings.to.port, look_up))),
      server_tls_(std::move(server_tls)),
      client_tls_(context_of(settings)),
      access_(settings.access) {}

std::string ProxyRoute::words(const config::ProxySide& side) {
  return side.address + " port " + std::to_string(side.port) + (side.tls ? " SSL" : " TXT");
}

bool ProxyRoute::has_named_target() const {
  return !literal_address(settings_.to.address);
}

ProxyTargets ProxyRoute::look_up(const HostLookUp& look_up) const {
  return look_up_endpoints(settings_.to.address, settings_.to.port, look_up);
}

std::shared_ptr<const ProxyTargets> ProxyRoute::targets() const {
  const std::lock_guard lock(mutex_);
  return targets_;
}

ReloadView ProxyRoute::found(ProxyTargets targets) {
  ReloadView view = compare_endpoints(quoted(), settings_.to.address, *this->targets(), targets);
  if (view.outcome == "renewed") {
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
