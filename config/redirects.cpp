#include "config/redirects.h"

#include <algorithm>

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

// Those that go to a host and port by a protocol that knows nothing of TLS itself.
bool can_be_redirected(const LuSettings& lu) {
  return lu.delivery && (lu.type == LuType::Direct || lu.type == LuType::Lpr ||
                         (lu.type == LuType::Ftp && lu.delivery->tls == FtpTls::None));
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
  result.tls = FtpTls::Implicit;
  result.verify = redirect.verify;
  result.ca = redirect.ca;
  return result;
}

}  // namespace config
