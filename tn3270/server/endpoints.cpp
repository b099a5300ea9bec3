#include "tn3270/server/endpoints.h"

#include <algorithm>

#include "config/load_address.h"

namespace server {
namespace {

using Endpoints = std::vector<asio::ip::tcp::endpoint>;

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

// "192.0.2.7, 192.0.2.8"
std::string addresses(const Endpoints& endpoints) {
  std::string text;
  for (const asio::ip::tcp::endpoint& one : endpoints) {
    text += (text.empty() ? "" : ", ") + one.address().to_string();
  }
  return text;
}

// Resolvers give the same addresses in another order at each call, to spread the load.
bool are_the_same(const Endpoints& some, const Endpoints& others) {
  return some.size() == others.size() &&
         std::is_permutation(some.begin(), some.end(), others.begin());
}

}  // namespace

std::optional<asio::ip::address> literal_address(const std::string& host) {
  asio::error_code no_literal;
  const asio::ip::address address = asio::ip::make_address(host, no_literal);
  return no_literal ? std::nullopt : std::optional(address);
}

Endpoints look_up_endpoints(const std::string& host, std::uint16_t port,
                            const HostLookUp& look_up) {
  if (const auto address = literal_address(host)) {
    return {{*address, port}};
  }
  Endpoints endpoints;
  for (const config::Address& address : look_up(host)) {
    endpoints.emplace_back(as_asio(address), port);
  }
  return endpoints;
}

ReloadView compare_endpoints(const std::string& who, const std::string& host,
                             const Endpoints& before, const Endpoints& found) {
  ReloadView view{who, "kept", {}};
  if (found.empty()) {
    view.text = "the host " + host + " has no address now: " +
                (before.empty() ? "clients are turned away as before"
                                : "new connections go to " + addresses(before) + " as before");
  } else if (are_the_same(before, found)) {
    view.outcome = "same";
    view.text = "the host " + host + " is where it was: " + addresses(before);
  } else {
    view.outcome = "renewed";
    view.text = "new connections to " + host + " go to " + addresses(found);
  }
  return view;
}

}  // namespace server
