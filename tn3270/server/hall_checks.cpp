#include "tn3270/server/hall_checks.h"

#include <sys/socket.h>

#include <cerrno>

#include <algorithm>
#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <system_error>
#include <variant>

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

// Words of the schema that no built-in program stands for: programs at the application socket, and
// what is not served yet.
constexpr std::array<const char*, 2> kOthers{"host", "socket"};

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

void check_address(const std::string& text, std::uint16_t port, config::Position at,
                   const char* remedy, config::Problems& problems) {
  asio::error_code bad;
  const asio::ip::address address = asio::ip::make_address(text, bad);
  if (bad) {
    problems.error(at, "'" + text + "' is not an IPv4 or IPv6 address; " + remedy);
    return;
  }
  if (const std::error_code error = try_bind(address, 0)) {
    problems.error(
        at, text + " is not an address of this machine (" + error.message() + "); " + remedy);
    return;
  }
  if (try_bind(address, port).value() == EACCES) {
    problems.error(at, "port " + std::to_string(port) +
                           " needs a privilege that this process does not have; listen elsewhere, "
                           "for a deck with \"port_map\": {\"" +
                           std::to_string(port) + "\": " +
                           std::to_string(port < 1024 ? 3270 : port) + "} in its \"stacks\" entry");
  }
}

void check_listener_addresses(const config::Config& config, config::Problems& problems) {
  for (const config::ServerSettings& partition : config.servers) {
    const std::string remedy = partition.from_deck
                                   ? "say which one it is with \"stacks\": {\"" +
                                         partition.stack.value_or("nn") +
                                         "\": {\"address\": \"127.0.0.1\"}} in a JSON file"
                                   : "give one of this machine's, or \"0.0.0.0\" or \"::\" for all";
    for (const config::ListenerSettings& listener : partition.listeners) {
      check_address(listener.address, listener.port, listener.at, remedy.c_str(), problems);
    }
  }
}

void check_admin_address(const config::Config& config, config::Problems& problems) {
  if (config.admin.enabled) {
    check_address(config.admin.address, config.admin.port, config.admin.at,
                  "give one of this machine's, 127.0.0.1 by default", problems);
  }
}

void check_application_port(const config::ApplicationTcpSettings& tcp, config::Problems& problems) {
  check_address(tcp.address, tcp.port, tcp.at,
                "give one of this machine's, or \"0.0.0.0\" or \"::\" for all", problems);
  const auto tokens = read_application_tokens(tcp.token_file);
  if (const auto* fault = std::get_if<std::string>(&tokens)) {
    problems.error(tcp.at, *fault);
  }
}

void check_application_socket(const config::Config& config, config::Problems& problems) {
  if (!config.application_socket) {
    return;
  }
  const config::ApplicationSocketSettings& socket = *config.application_socket;
  if (const auto fault = socket_file_fault(socket)) {
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
    check_application_port(*socket.tcp, problems);
  }
}

}  // namespace

std::vector<config::Check> hall_checks(const vtam::ProgramCatalog& catalog) {
  const auto types = [&catalog](const config::Config& config, config::Problems& problems) {
    for (const config::ApplicationSettings& application : config.applications) {
      const bool other =
          std::find(kOthers.begin(), kOthers.end(), application.type) != kOthers.end();
      if (!other && catalog.find(application.type) == nullptr) {
        problems.error(application.at, "application " + application.name.text() +
                                           " has the type '" + application.type +
                                           "', which is none of demo, host, ivp, "
                                           "printdemo, printer-sharing and socket");
      }
    }
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
          check_listener_addresses,
          check_admin_address,
          check_application_socket,
          check_printers,
          certificates,
          vtam::check_logmodes,
          vtam::check_code_pages};
}

}  // namespace server
