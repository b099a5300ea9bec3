#include "tn3270/server/commands.h"

#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/limits.h"
#include "config/reader.h"
#include "config/redirects.h"
#include "tn3270/server/activation/passed_sockets.h"
#include "tn3270/server/certificate_command.h"
#include "tn3270/server/check_client.h"
#include "tn3270/server/check_report.h"
#include "tn3270/server/convert_command.h"
#include "tn3270/server/hall_checks.h"
#include "tn3270/server/log.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/resolver.h"
#include "tn3270/server/server.h"
#include "tn3270/server/version.h"
#include "tn3270/server/watchdog.h"
#include "vtam/network.h"

namespace server {
namespace {

constexpr int kRefused = 1;
constexpr int kUsage = 2;

struct Arguments {
  std::vector<std::string> files;
  std::vector<std::string> include;
  std::string unknown;
  bool debug = false;
};

struct CertificateArguments {
  CertificateOrder order;
  bool force = false;
  bool rsa = false;
};

CLI::App* add_command(CLI::App& app, const char* name, const char* description,
                      Arguments& arguments) {
  CLI::App* command = app.add_subcommand(name, description);
  command
      ->add_option(
          "FILE", arguments.files,
          "configuration: JSON files, BSTTVNET decks, VTAM books and start lists, in any mix")
      ->required();
  command->add_option("--include", arguments.include,
                      "a directory where * $$ SLI members are looked for, after the deck's own");
  command
      ->add_option("--unknown", arguments.unknown,
                   "unknown deck statements: 'error' (default) or 'warn' (listed and ignored)")
      ->check(CLI::IsMember({"error", "warn"}));
  return command;
}

void add_check_command(CLI::App& app, Arguments& arguments, SupposedClient& client) {
  CLI::App* command = add_command(
      app, "check",
      "print the LU and APPL tables that would be run, or every error with its position",
      arguments);
  CLI::Option* address = command->add_option(
      "--client", client.address,
      "say instead which LU a client of this address would get, and which rule decides");
  command->add_option("--listener", client.listener, "where that client connects")->needs(address);
  command->add_option("--device", client.device, "its terminal type (default: IBM-3278-2-E)")
      ->needs(address);
  command->add_option("--lu", client.lu, "the LU or group that it asks for")->needs(address);
}

CLI::App* add_certificate_command(CLI::App& app, CertificateArguments& arguments) {
  CLI::App* command = app.add_subcommand(
      "certificate", "make a test CA and a server certificate for listeners with TLS");
  command->add_option("--directory", arguments.order.directory,
                      "where ca.pem, ca.key and server.pem are written (default: here)");
  command
      ->add_option("--name", arguments.order.names,
                   "a host name or address that clients use, besides localhost and this host's")
      ->take_all();
  command
      ->add_option("--days", arguments.order.days,
                   "how long the server's certificate is valid (default: 365)")
      ->check(CLI::Range(1, config::limits::kCertificateDays));
  command->add_flag("--rsa", arguments.rsa, "keys for old emulators, which know RSA only");
  command->add_option("--client", arguments.order.client,
                      "make client-NAME.pem, with which a client of that name can log on");
  CLI::Option* pfx = command->add_option(
      "--pfx", arguments.order.pfx,
      "write the CA, and what --client makes, as PKCS#12 for Windows and PCOMM too");
  command
      ->add_option("--password-file", arguments.order.password_file,
                   "a file whose first line is the password of that")
      ->needs(pfx);
  command->add_flag("--force", arguments.force,
                    "replace what is there; a CA that is there is kept and used");
  return command;
}

CLI::App* add_convert_command(CLI::App& app, Arguments& arguments, std::string& output) {
  CLI::App* command =
      add_command(app, "convert", "write all of it as one JSON configuration", arguments);
  command->add_option("--output", output, "a new file for it (default: standard output)");
  return command;
}

config::Loaded read(const Arguments& arguments, std::vector<config::Check> checks) {
  config::LoadOptions options;
  options.include.assign(arguments.include.begin(), arguments.include.end());
  if (!arguments.unknown.empty()) {
    options.unknown = arguments.unknown == "warn" ? config::UnknownStatements::Warn
                                                  : config::UnknownStatements::Error;
  }
  options.resolver = system_resolver();
  options.checks = std::move(checks);
  const std::vector<std::filesystem::path> paths(arguments.files.begin(), arguments.files.end());
  return config::load(paths, options);
}

config::Loaded load(const Arguments& arguments, std::vector<config::Check> checks) {
  config::Loaded loaded = read(arguments, std::move(checks));
  for (const config::Problem& problem : loaded.problems.all()) {
    std::cerr << config::format(problem, loaded.config->files) << '\n';
  }
  return loaded;
}

int check_one_client(const SupposedClient& client, const vtam::NetworkPtr& network) {
  const auto hosts = mapping_hosts(network->config(), system_addresses,
                                   [](const std::string& line) { std::cerr << line << '\n'; });
  const ClientVerdict verdict = check_client(client, network, hosts);
  if (!verdict.fault.empty()) {
    std::cerr << "tn3270d: " << verdict.fault << '\n';
    return kUsage;
  }
  std::cout << verdict.text;
  return 0;
}

int check(const Arguments& arguments, const SupposedClient& client,
          const vtam::ProgramCatalog& catalog) {
  const PassedSockets none;
  const config::Loaded loaded = load(arguments, hall_checks(catalog, none));
  if (loaded.problems.has_errors()) {
    return kRefused;
  }
  const auto network = std::make_shared<const vtam::Network>(loaded.config, catalog);
  if (!client.address.empty()) {
    return check_one_client(client, network);
  }
  std::cout << check_report(network, *loaded.config);
  return 0;
}

// Addresses and ports are those of the machine where it will run, so nobody asks this one.
int convert(const Arguments& arguments, const std::string& output) {
  const config::Loaded loaded = load(arguments, {});
  if (loaded.problems.has_errors()) {
    std::cerr << "tn3270d: nothing was written\n";
    return kRefused;
  }
  return convert_configuration(*loaded.config, output, std::cout, std::cerr);
}

// One descriptor a client: the soft limit is often 1,024 where the hard one is much higher.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
  }
}

int serve(const Arguments& arguments, const vtam::ProgramCatalog& catalog) {
  // Before anything is opened or runs.
  PassedSockets passed = PassedSockets::of_environment();
  const config::Loaded loaded = load(arguments, hall_checks(catalog, passed));
  if (loaded.problems.has_errors()) {
    for (const std::string& warning : passed.warnings()) {
      std::cerr << "tn3270d: " << warning << '\n';
    }
    std::cerr << "tn3270d: nothing was started\n";
    return kRefused;
  }
  // A client that is gone is an error code of its socket, not a signal to the process.
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  // One stuck close, or a reader of the log that has stopped, must not hold the process; so it
  // outlives both.
  std::optional<Watchdog> watchdog;
  Log log(Log::Target::Stderr, arguments.debug ? Log::Level::Debug : Log::Level::Info);
  try {
    // Addresses and ports are ours by now; they are not looked at again.
    Server server(
        config::follow_redirects(loaded.config), catalog, log,
        [&arguments] { return read(arguments, {}); }, std::move(passed));
    server.run([&watchdog] { watchdog.emplace(config::limits::kShutdown); });
    return 0;
  } catch (const std::exception& error) {
    log.error("TND004E " + std::string(error.what()));
    return kRefused;
  }
}

std::string host_name() {
  std::array<char, HOST_NAME_MAX + 1> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : "";
}

int certificate(CertificateArguments& arguments) {
  arguments.order.overwrite = arguments.force ? Overwrite::Yes : Overwrite::No;
  arguments.order.kind = arguments.rsa ? KeyKind::Rsa : KeyKind::Elliptic;
  return make_certificate(arguments.order, host_name(), std::chrono::system_clock::now(), std::cout,
                          std::cerr);
}

}  // namespace

int run_command_line(int argc, char** argv, const vtam::ProgramCatalog& catalog) {
  CLI::App app("tn3270d: a TN3270E server with an emulated VTAM", "tn3270d");
  app.set_version_flag("--version", std::string("tn3270d ") + kVersion);
  app.require_subcommand(1);
  Arguments arguments;
  CLI::App* serving = add_command(app, "serve", "serve until SIGTERM", arguments);
  serving->add_flag("--debug", arguments.debug,
                    "also log what is of interest only while something is looked for");
  SupposedClient client;
  add_check_command(app, arguments, client);
  std::string output;
  const CLI::App* converting = add_convert_command(app, arguments, output);
  CertificateArguments certificate_arguments;
  const CLI::App* certifying = add_certificate_command(app, certificate_arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (certifying->parsed()) {
    return certificate(certificate_arguments);
  }
  if (converting->parsed()) {
    return convert(arguments, output);
  }
  return serving->parsed() ? serve(arguments, catalog) : check(arguments, client, catalog);
}

}  // namespace server
