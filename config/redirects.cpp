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

}  // namespace

const RedirectSettings* redirect_of(const LuSettings& lu,
                                    const std::vector<RedirectSettings>& redirects) {
  if (!can_be_redirected(lu)) {
    return nullptr;
  }
  const auto found = std::find_if(redirects.begin(), redirects.end(), [&](const auto& redirect) {
    return redirect.port == lu.delivery->port && same_host(redirect.host, lu.delivery->host);
  });
  return found == redirects.end() ? nullptr : &*found;
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
  return result;
}

}  // namespace config
