#include <pthread.h>
#include <csignal>

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "config/limits.h"
#include "tn3270/control/columns.h"
#include "tn3270/control/curl_transport.h"
#include "tn3270/control/explanations.h"
#include "tn3270/control/operations.h"
#include "tn3270/control/print_operations.h"
#include "tn3270/control/printing_commands.h"
#include "tn3270/control/server_access.h"
#include "tn3270/control/wanted.h"

namespace control {
namespace {

void add_json(CLI::App* to, Wanted& wanted) {
  to->add_flag("--json", wanted.json, "Print the server's JSON instead of text");
}

void add_lus(CLI::App& app, Wanted& wanted) {
  auto* lus = app.add_subcommand("lus", "List the LUs; options that are given must all hold");
  lus->add_option("--state", wanted.filter.state,
                  "Only this state: NEVAC, INACT, CONCT, ACTIV, ACT/S or TERMINATING");
  lus->add_option("--group", wanted.filter.group, "Only LUs of this group");
  lus->add_option("--application", wanted.filter.application,
                  "Only LUs in session with this application, or that have it as their own");
  lus->add_option("--client", wanted.filter.client, "Only the LU of this client's address");
  add_json(lus, wanted);
  lus->callback([&] {
    wanted.run = [&](Operations& operations) {
      return operations.lus(wanted.filter, wanted.form());
    };
  });
}

void add_applications(CLI::App& app, Wanted& wanted) {
  auto* applications = app.add_subcommand(
      "applications", "List the applications, and which programs have opened their ACBs");
  add_json(applications, wanted);
  applications->callback([&] {
    wanted.run = [&](Operations& operations) { return operations.applications(wanted.form()); };
  });
}

void add_show(CLI::App& app, Wanted& wanted) {
  auto* show =
      app.add_subcommand("show", "Show everything about one LU, and why it has its client");
  show->add_option("LU", wanted.lu, "The LU's name")->required();
  add_json(show, wanted);
  show->callback([&] {
    wanted.run = [&](Operations& operations) { return operations.show(wanted.lu, wanted.form()); };
  });
}

void add_change(CLI::App& app, Wanted& wanted, Verb verb, const char* name, const char* help) {
  auto* change = app.add_subcommand(name, help);
  change->add_option("LU", wanted.lu, "The LU's name")->required();
  change->callback([&wanted, verb] {
    wanted.run = [&wanted, verb](Operations& operations) {
      return operations.change(verb, wanted.lu);
    };
  });
}

void add_command(CLI::App& app, Wanted& wanted) {
  auto* command = app.add_subcommand("command",
                                     "An operator command as typed on the console: \"D "
                                     "NET,ID=T001,E\", \"V NET,ACT,ID=VNETAPPL\", "
                                     "\"KILL T001\" or \"MSG BSITN44,D=REACT T001\"");
  command->add_option("TEXT", wanted.text, "The command, in quotes")->required();
  command->callback([&] {
    wanted.run = [&](Operations& operations) { return operations.command(wanted.text); };
  });
}

sigset_t interrupts() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

// From here on Ctrl-C is a question to ask, not the end.
void hold_interrupts() {
  const sigset_t set = interrupts();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool interrupted() {
  const sigset_t set = interrupts();
  const timespec at_once{};
  return sigtimedwait(&set, nullptr, &at_once) > 0;
}

void add_trace(CLI::App& app, Wanted& wanted) {
  auto* trace = app.add_subcommand(
      "trace",
      "Print what a LU and its client say to each other, passwords left out, until Ctrl-C");
  trace->add_option("LU", wanted.lu, "The LU's name")->required();
  trace->add_option("--seconds", wanted.seconds, "End after so many seconds")
      ->check(CLI::Range(1U, static_cast<unsigned>(config::limits::kTraceTime.count())));
  trace->callback([&] {
    wanted.run = [&](Operations& operations) {
      hold_interrupts();
      return operations.trace(wanted.lu, wanted.seconds);
    };
  });
}

// Works without a server.
Exit print_explanation(const std::string& id) {
  if (const auto text = explain(id)) {
    std::cout << *text;
    return Exit::Done;
  }
  std::cerr << "tn3270ctl: '" << printable(id) << "' is not explained. What is:";
  for (const std::string& known : explained()) {
    std::cerr << " " << known;
  }
  std::cerr << "\n";
  return Exit::Refused;
}

void add_explain(CLI::App& app, Wanted& wanted) {
  auto* command =
      app.add_subcommand("explain", "What a message means, and what to do; needs no server");
  command->add_option("ID", wanted.text, "The message's id, as BSTT075E")->required();
  command->callback([&] { wanted.local = [&] { return print_explanation(wanted.text); }; });
}

void add_proxies(CLI::App& app, Wanted& wanted) {
  auto* proxies =
      app.add_subcommand("proxies", "List the TCP proxies, their clients, and what they carried");
  add_json(proxies, wanted);
  proxies->callback([&] {
    wanted.run = [&](Operations& operations) { return operations.proxies(wanted.form()); };
  });
}

void add_reload(CLI::App& app, Wanted& wanted) {
  auto* reload = app.add_subcommand(
      "reload",
      "Read certificates, keys, CAs and revocation lists again, look names of proxies' targets up; "
      "sessions go on");
  reload->callback(
      [&] { wanted.run = [](Operations& operations) { return operations.reload(); }; });
}

void add_version(CLI::App& app, Wanted& wanted) {
  auto* version = app.add_subcommand("version", "Show the server's version and this command's");
  add_json(version, wanted);
  version->callback([&] {
    wanted.run = [&](Operations& operations) { return operations.version(wanted.form()); };
  });
}

void describe(CLI::App& app, Wanted& wanted) {
  app.fallthrough();
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("tn3270ctl ") + TN3270D_VERSION);
  app.footer("Exit codes: 0 done, 1 refused by the server, 2 wrong usage, 3 no answer.");
  app.add_option("--url", wanted.url, "The server's admin API, by default http://127.0.0.1:8270")
      ->envname("TN3270_URL");
  app.add_option("--token-file", wanted.token_file,
                 "The server's token file, by default admin.token in $STATE_DIRECTORY, else in "
                 "~/.local/state/tn3270d")
      ->envname("TN3270_TOKEN_FILE");
  add_lus(app, wanted);
  add_applications(app, wanted);
  add_show(app, wanted);
  add_change(app, wanted, Verb::Kill, "kill",
             "End a LU's session in order; it is TERMINATING until its application lets go");
  add_change(app, wanted, Verb::React, "react",
             "Close and open a LU's ACB; it is free at once, whatever its application does");
  add_command(app, wanted);
  add_printing(app, wanted);
  add_explain(app, wanted);
  add_proxies(app, wanted);
  add_reload(app, wanted);
  add_trace(app, wanted);
  add_version(app, wanted);
}

Exit run(int argc, char** argv) {
  CLI::App app("The operator of tn3270d: sees every LU and ends a stuck one.", "tn3270ctl");
  Wanted wanted;
  describe(app, wanted);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? Exit::Done : Exit::Usage;
  }
  if (wanted.local) {
    return wanted.local();
  }
  auto access = find_server(wanted.url, wanted.token_file);
  if (!is_http(access.url)) {
    std::cerr << "tn3270ctl: '" << printable(access.url)
              << "' is not an address of a server: write --url http://HOST:PORT.\n";
    return Exit::Usage;
  }
  const auto lack = access.lack;
  CurlTransport transport(std::move(access), interrupted);
  if (wanted.print) {
    PrintOperations operations(transport, lack, std::cout, std::cerr);
    return wanted.print(operations);
  }
  Operations operations(transport, lack, std::cout, std::cerr);
  return wanted.run(operations);
}

}  // namespace
}  // namespace control

int main(int argc, char** argv) {
  try {
    return static_cast<int>(control::run(argc, argv));
  } catch (const std::exception& fault) {
    std::cerr << "tn3270ctl: " << fault.what() << "\n";
    return static_cast<int>(control::Exit::Unreachable);
  }
}
