#include "config/redirects.h"

#include <algorithm>
#include <unordered_map>

#include "config/load_address.h"

namespace config {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_host(const std::string& one, const std::string& other) {
  const auto address = parse_address(one);
  if (address) {
    return address == parse_address(other);
  }
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

// Those that go to a host and port in the clear.
bool can_be_redirected(const LuSettings& lu) {
  const bool has_host =
      lu.type == LuType::Direct || lu.type == LuType::Lpr || lu.type == LuType::Ftp;
  return has_host && lu.delivery && lu.delivery->tls == DeliveryTls::None;
}

const RedirectSettings* redirect_to(const std::string& host, std::uint16_t port,
                                    const std::vector<RedirectSettings>& redirects) {
  const auto found = std::find_if(redirects.begin(), redirects.end(), [&](const auto& redirect) {
    return redirect.port == port && same_host(redirect.host, host);
  });
  return found == redirects.end() ? nullptr : &*found;
}

}  // namespace

const RedirectSettings* redirect_of(const LuSettings& lu,
                                    const std::vector<RedirectSettings>& redirects) {
  return can_be_redirected(lu) ? redirect_to(lu.delivery->host, lu.delivery->port, redirects)
                               : nullptr;
}

const RedirectSettings* redirect_of(const HostAddress& address,
                                    const std::vector<RedirectSettings>& redirects) {
  return address.tls == HostTls::None ? redirect_to(address.host, address.port, redirects)
                                      : nullptr;
}

DeliverySettings redirected(const DeliverySettings& delivery, const RedirectSettings& redirect) {
  DeliverySettings result = delivery;
  result.port = redirect.tls_port;
  result.tls = DeliveryTls::Implicit;
  result.passive = true;
  result.verify = redirect.verify;
  result.ca = redirect.ca;
  result.identity = redirect.identity;
  return result;
}

static void redirect_hosts(Config& config) {
  for (ApplicationSettings& application : config.applications) {
    if (!application.host) {
      continue;
    }
    auto changed = std::make_shared<HostSettings>(*application.host);
    for (HostAddress& address : changed->hosts) {
      if (const auto* redirect = redirect_of(address, config.redirects)) {
        address.port = redirect->tls_port;
        address.tls = HostTls::Immediate;
        address.verify = redirect->verify;
        address.ca = redirect->ca;
        address.identity = redirect->identity;
      }
    }
    application.host = std::move(changed);
  }
}

std::shared_ptr<const Config> follow_redirects(std::shared_ptr<const Config> config) {
  if (config->redirects.empty()) {
    return config;
  }
  auto result = std::make_shared<Config>(*config);
  // LUs of one range share their delivery, and go on sharing it.
  std::unordered_map<const DeliverySettings*, std::shared_ptr<const DeliverySettings>> done;
  for (ServerSettings& server : result->servers) {
    for (LuSettings& lu : server.lus) {
      const RedirectSettings* redirect = redirect_of(lu, result->redirects);
      if (redirect == nullptr) {
        continue;
      }
      auto& delivery = done[lu.delivery.get()];
      if (!delivery) {
        delivery = std::make_shared<const DeliverySettings>(redirected(*lu.delivery, *redirect));
      }
      lu.delivery = delivery;
    }
  }
  redirect_hosts(*result);
  return result;
}

}  // namespace config
