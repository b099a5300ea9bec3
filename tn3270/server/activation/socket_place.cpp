#include "tn3270/server/activation/socket_place.h"

#include <asio/ip/address.hpp>
#include <functional>
#include <utility>

namespace server {
namespace {

using asio::ip::tcp;

asio::ip::address plain(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address;
}

bool same_place(const WantedSocket& wanted, const OfferedSocket& offered) {
  return wanted.place == offered.place;
}

// A socket of IPv6 alone is not where clients of "0.0.0.0" come.
bool both_everywhere(const WantedSocket& wanted, const OfferedSocket& offered) {
  const auto* here = std::get_if<tcp::endpoint>(&wanted.place);
  const auto* there = std::get_if<tcp::endpoint>(&offered.place);
  return here != nullptr && there != nullptr && here->port() == there->port() &&
         here->address().is_unspecified() && there->address().is_unspecified() && !offered.v6_only;
}

bool same_name(const WantedSocket& wanted, const OfferedSocket& offered) {
  return !offered.name.empty() && wanted.name == offered.name &&
         wanted.place.index() == offered.place.index();
}

class Matching {
 public:
  using Fits = bool (*)(const WantedSocket&, const OfferedSocket&);

  Matching(const std::vector<WantedSocket>& wanted, const std::vector<OfferedSocket>& offered)
      : wanted_(wanted), offered_(offered), taken_(wanted.size()), takers_(offered.size()) {}

  void run(Fits fits, bool only_one) {
    for (std::size_t index = 0; index < offered_.size(); ++index) {
      if (takers_[index]) {
        continue;
      }
      std::optional<std::size_t> found;
      std::size_t fitting = 0;
      for (std::size_t want = 0; want < wanted_.size(); ++want) {
        if (!taken_[want] && fits(wanted_[want], offered_[index])) {
          found = found.value_or(want);
          ++fitting;
        }
      }
      if (found && (fitting == 1 || !only_one)) {
        taken_[*found] = true;
        takers_[index] = found;
      }
    }
  }
  [[nodiscard]] std::vector<std::optional<std::size_t>> takers() && { return std::move(takers_); }

 private:
  const std::vector<WantedSocket>& wanted_;
  const std::vector<OfferedSocket>& offered_;
  std::vector<bool> taken_;
  std::vector<std::optional<std::size_t>> takers_;
};

void want(std::vector<WantedSocket>& wanted, std::string who, std::string name,
          const std::string& address, std::uint16_t port) {
  if (auto place = place_of(address, port)) {
    wanted.push_back({std::move(who), std::move(name), *std::move(place)});
  }
}

}  // namespace

std::optional<SocketPlace> place_of(const std::string& address, std::uint16_t port) {
  asio::error_code bad;
  const auto read = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, bad);
  if (bad) {
    return std::nullopt;
  }
  return tcp::endpoint(plain(read), port);
}

std::string text(const SocketPlace& place) {
  if (const auto* path = std::get_if<std::string>(&place)) {
    return *path;
  }
  const auto& endpoint = std::get<tcp::endpoint>(place);
  return endpoint.address().to_string() + " port " + std::to_string(endpoint.port());
}

std::vector<WantedSocket> wanted_sockets(const config::Config& config) {
  std::vector<WantedSocket> wanted;
  for (const config::ServerSettings& partition : config.servers) {
    for (const config::ListenerSettings& one : partition.listeners) {
      want(wanted, "listener " + one.name, one.name, one.address, one.port);
    }
  }
  for (const config::ProxySettings& one : config.proxies) {
    want(wanted, "proxy '" + one.name + "'", one.name, one.listen.address, one.listen.port);
  }
  if (config.admin.enabled) {
    want(wanted, "the admin API", "admin", config.admin.address, config.admin.port);
  }
  if (const auto& socket = config.application_socket) {
    wanted.push_back({"the application socket", "application_socket", socket->path});
    if (socket->tcp) {
      want(wanted, "the application socket", "application_socket", socket->tcp->address,
           socket->tcp->port);
    }
  }
  return wanted;
}

std::vector<std::optional<std::size_t>> match_sockets(const std::vector<WantedSocket>& wanted,
                                                      const std::vector<OfferedSocket>& offered) {
  Matching matching(wanted, offered);
  matching.run(same_place, false);
  matching.run(both_everywhere, false);
  matching.run(same_name, true);
  return std::move(matching).takers();
}

}  // namespace server
