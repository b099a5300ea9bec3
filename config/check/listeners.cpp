#include <map>
#include <string>
#include <vector>

#include "config/check/checks.h"
#include "config/load_address.h"

namespace config::check {
namespace {

// "::" listens on both families (ListenerSettings).
bool covers(const Address& wildcard, const Address& address) {
  const Address any;
  return wildcard == any || (wildcard == any_ipv4() && is_ipv4(address));
}

// However they are spelled; what is no address is reported elsewhere.
bool overlap(const std::string& one_text, const std::string& other_text) {
  const auto one = parse_address(one_text);
  const auto other = parse_address(other_text);
  return one && other && (*one == *other || covers(*one, *other) || covers(*other, *one));
}

std::string place(const std::string& address, std::uint16_t port) {
  return "port " + std::to_string(port) + " at " + address;
}

// Where somebody listens.
struct Taken {
  std::string who;  // "listener 'OPEN'"
  std::string address;
  std::uint16_t port = 0;
  Position at;
};

void against_admin(const Config& config, const Taken& taken, Problems& problems) {
  const AdminSettings& admin = config.admin;
  if (!admin.enabled || admin.port != taken.port || !overlap(admin.address, taken.address)) {
    return;
  }
  const std::string said =
      admin.at.line > 0 ? " (" + format(admin.at, config.files) + ")" : " (its default)";
  problems.error(taken.at, place(taken.address, taken.port) + " is also that of the admin API" +
                               said +
                               "; choose another port, here or with \"admin\": {\"port\": …}");
}

void against_applications(const Config& config, const std::string& address, std::uint16_t port,
                          Position at, Problems& problems) {
  if (!config.application_socket || !config.application_socket->tcp) {
    return;
  }
  const ApplicationTcpSettings& tcp = *config.application_socket->tcp;
  if (tcp.port == port && overlap(tcp.address, address)) {
    problems.error(tcp.at,
                   place(tcp.address, tcp.port) + " is already taken by " + place(address, port) +
                       " (" + (at.line > 0 ? format(at, config.files) : "the admin API's default") +
                       "); choose another port for applications");
  }
}

class Ports {
 public:
  Ports(const Config& config, Problems& problems) : config_(config), problems_(problems) {}

  void add(const Taken& taken) {
    if (taken.port == 0) {
      return;  // its reader has said what is wrong
    }
    std::vector<Taken>& others = by_port_[taken.port];
    for (const Taken& other : others) {
      if (overlap(other.address, taken.address)) {
        problems_.error(taken.at, place(taken.address, taken.port) + " is already taken by " +
                                      place(other.address, other.port) + " of " + other.who + " (" +
                                      format(other.at, config_.files) + "); choose another port");
        break;
      }
    }
    against_admin(config_, taken, problems_);
    against_applications(config_, taken.address, taken.port, taken.at, problems_);
    others.push_back(taken);
  }

 private:
  const Config& config_;
  Problems& problems_;
  std::map<std::uint16_t, std::vector<Taken>> by_port_;
};

}  // namespace

void listeners(const Config& config, Problems& problems) {
  Ports ports(config, problems);
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      ports.add({"listener '" + listener.name + "'", listener.address, listener.port, listener.at});
    }
  }
  for (const ProxySettings& proxy : config.proxies) {
    ports.add({"proxy '" + proxy.name + "'", proxy.listen.address, proxy.listen.port, proxy.at});
  }
  if (config.admin.enabled) {
    against_applications(config, config.admin.address, config.admin.port, config.admin.at,
                         problems);
  }
}

}  // namespace config::check
