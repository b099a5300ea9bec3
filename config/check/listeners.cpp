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

void against_admin(const Config& config, const ListenerSettings& listener, Problems& problems) {
  const AdminSettings& admin = config.admin;
  if (!admin.enabled || admin.port != listener.port || !overlap(admin.address, listener.address)) {
    return;
  }
  const std::string said =
      admin.at.line > 0 ? " (" + format(admin.at, config.files) + ")" : " (its default)";
  problems.error(listener.at, place(listener.address, listener.port) +
                                  " is also that of the admin API" + said +
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

}  // namespace

void listeners(const Config& config, Problems& problems) {
  std::map<std::uint16_t, std::vector<const ListenerSettings*>> by_port;
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      if (listener.port == 0) {
        continue;  // its reader has said what is wrong
      }
      auto& others = by_port[listener.port];
      for (const ListenerSettings* other : others) {
        if (overlap(other->address, listener.address)) {
          problems.error(listener.at,
                         place(listener.address, listener.port) + " is already taken by " +
                             place(other->address, other->port) + " of listener '" + other->name +
                             "' (" + format(other->at, config.files) + "); choose another port");
          break;
        }
      }
      against_admin(config, listener, problems);
      against_applications(config, listener.address, listener.port, listener.at, problems);
      others.push_back(&listener);
    }
  }
  if (config.admin.enabled) {
    against_applications(config, config.admin.address, config.admin.port, config.admin.at,
                         problems);
  }
}

}  // namespace config::check
