#include "tn3270/server/hall_checks.h"

#include <sys/socket.h>

#include <cerrno>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <system_error>
#include <variant>

#include "tn3270/datastream/device_type.h"
#include "tn3270/server/acb/accounts.h"
#include "tn3270/server/acb/application_tokens.h"
#include "tn3270/server/acb/socket_file.h"
#include "tn3270/server/printer_checks.h"
#include "tn3270/server/privileges.h"
#include "tn3270/server/tls/certificate_check.h"
#include "vtam/code_page_check.h"
#include "vtam/logmode_check.h"

namespace server {
namespace {

// The word of the schema that no built-in program stands for: programs at the application socket.
constexpr const char* kSocketType = "socket";

// What binding says: nothing is listened on, so a running server does not matter.
std::error_code try_bind(const asio::ip::address& address, std::uint16_t port) {
  asio::io_context context;
  asio::ip::tcp::acceptor probe(context);
  const asio::ip::tcp::endpoint endpoint(address, port);
  asio::error_code error;
  probe.open(endpoint.protocol(), error);
  if (!error) {
    probe.set_option(asio::socket_base::reuse_address(true), error);
    probe.bind(endpoint, error);
  }
  return error;
}

// Where the configuration wants to listen, and what to do if that is not possible.
struct Wish {
  const std::string& address;
  std::uint16_t port;
  config::Position at;
  const char* remedy;
};

// Addresses and ports, of which some need not be opened because they are open already.
class AddressCheck {
 public:
  AddressCheck(const config::Config& config, const PassedSockets& passed,
               config::Problems& problems)
      : config_(config), passed_(passed), problems_(problems) {}
  void look_at(const Wish& wish) const;

 private:
  const config::Config& config_;
  const PassedSockets& passed_;
  config::Problems& problems_;
};

void AddressCheck::look_at(const Wish& wish) const {
  const auto& [text, port, at, remedy] = wish;
  asio::error_code bad;
  const asio::ip::address address = asio::ip::make_address(text, bad);
  if (bad) {
    problems_.error(at, "'" + text + "' is not an IPv4 or IPv6 address; " + remedy);
    return;
  }
  if (const auto place = place_of(text, port); place && passed_.serve(config_, *place)) {
    return;
  }
  if (const std::error_code error = try_bind(address, 0)) {
    problems_.error(
        at, text + " is not an address of this machine (" + error.message() + "); " + remedy);
    return;
  }
  if (try_bind(address, port).value() == EACCES) {
    const std::string number = std::to_string(port);
    problems_.error(at, "port " + number +
                            " needs a privilege that this process does not have; let systemd open "
                            "it or start as root (docs/access.md), or listen elsewhere, for a deck "
                            "with \"port_map\": {\"" +
                            number + "\": " + std::to_string(port < 1024 ? 3270 : port) +
                            "} in its \"stacks\" entry");
  }
}

void check_listener_addresses(const config::Config& config, const AddressCheck& addresses) {
  for (const config::ServerSettings& partition : config.servers) {
    const std::string remedy = partition.from_deck
                                   ? "say which one it is with \"stacks\": {\"" +
                                         partition.stack.value_or("nn") +
                                         "\": {\"address\": \"127.0.0.1\"}} in a JSON file"
                                   : "give one of this machine's, or \"0.0.0.0\" or \"::\" for all";
    for (const config::ListenerSettings& listener : partition.listeners) {
      addresses.look_at({listener.address, listener.port, listener.at, remedy.c_str()});
    }
  }
}

void check_addresses(const config::Config& config, const PassedSockets& passed,
                     config::Problems& problems) {
  const AddressCheck addresses(config, passed, problems);
  check_listener_addresses(config, addresses);
  const config::AdminSettings& admin = config.admin;
  if (admin.enabled) {
    addresses.look_at(
        {admin.address, admin.port, admin.at, "give one of this machine's, 127.0.0.1 by default"});
  }
  if (config.application_socket && config.application_socket->tcp) {
    const config::ApplicationTcpSettings& tcp = *config.application_socket->tcp;
    addresses.look_at({tcp.address, tcp.port, tcp.at,
                       "give one of this machine's, or \"0.0.0.0\" or \"::\" for all"});
  }
}

void check_application_socket(const config::Config& config, const PassedSockets& passed,
                              config::Problems& problems) {
  if (!config.application_socket) {
    return;
  }
  const config::ApplicationSocketSettings& socket = *config.application_socket;
  // Its file is there already where it is passed.
  if (const auto fault =
          passed.serve(config, socket.path) ? std::nullopt : socket_file_fault(socket)) {
    problems.error(socket.at, *fault);
  }
  if (!socket.group.empty() && !group_id(socket.group)) {
    problems.error(socket.at, "there is no group '" + socket.group +
                                  "' here, which \"group\" of \"application_socket\" names");
  }
  const auto users = user_ids(socket.users);
  if (const auto* fault = std::get_if<std::string>(&users)) {
    problems.error(socket.at, *fault + ", which \"users\" of \"application_socket\" names");
  }
  if (socket.tcp) {
    const auto tokens = read_application_tokens(socket.tcp->token_file);
    if (const auto* fault = std::get_if<std::string>(&tokens)) {
      problems.error(socket.tcp->at, *fault);
    }
  }
}

// What a host is told must be a terminal that there is.
void check_host_devices(const config::Config& config, config::Problems& problems) {
  for (const config::ApplicationSettings& application : config.applications) {
    if (!application.host || application.host->device.empty()) {
      continue;
    }
    const auto device = tn3270::DeviceType::from_terminal_type(application.host->device);
    if (!device || device->printer()) {
      problems.error(application.at, "application " + application.name.text() +
                                         " would be told that we are a '" +
                                         application.host->device +
                                         "', which is no terminal; write one like IBM-3278-2-E, or "
                                         "\"from client\"");
    }
  }
}

}  // namespace

std::vector<config::Check> hall_checks(const vtam::ProgramCatalog& catalog,
                                       const PassedSockets& passed) {
  const auto types = [&catalog](const config::Config& config, config::Problems& problems) {
    for (const config::ApplicationSettings& application : config.applications) {
      if (application.type != kSocketType && catalog.find(application.type) == nullptr) {
        problems.error(application.at, "application " + application.name.text() +
                                           " has the type '" + application.type +
                                           "', which is none of demo, host, ivp, "
                                           "printdemo, printer-sharing and socket");
      }
    }
  };
  const auto addresses = [&passed](const config::Config& config, config::Problems& problems) {
    check_addresses(config, passed, problems);
  };
  const auto application_socket = [&passed](const config::Config& config,
                                            config::Problems& problems) {
    check_application_socket(config, passed, problems);
  };
  const auto certificates = [](const config::Config& config, config::Problems& problems) {
    check_certificates(config, std::chrono::system_clock::now(), problems);
  };
  const auto privileges = [](const config::Config& config, config::Problems& problems) {
    if (const std::string fault = privilege_fault(config.privilege); !fault.empty()) {
      problems.error(config.privilege.at, fault);
    }
  };
  return {types,
          privileges,
          addresses,
          application_socket,
          check_printers,
          check_host_devices,
          certificates,
          vtam::check_logmodes,
          vtam::check_code_pages};
}

}  // namespace server
