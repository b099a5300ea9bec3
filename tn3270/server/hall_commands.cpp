// Operator commands and applications: what the hall knows becomes a view, and what VTAM has planned
// is carried out.

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <utility>

#include <unistd.h>

#include "tn3270/server/hall_backend.h"
#include "vtam/operator/displays.h"
#include "vtam/operator/resources.h"

namespace server {
namespace {

using vtam::CommandResult;
using vtam::LuState;

LuState state_of(const std::string& text) {
  constexpr std::array kStates = {LuState::Nevac, LuState::Inact, LuState::Conct,
                                  LuState::Activ, LuState::ActS,  LuState::Terminating};
  const auto* const found = std::find_if(
      kStates.begin(), kStates.end(), [&text](LuState state) { return text == vtam::text(state); });
  return found == kStates.end() ? LuState::Conct : *found;
}

vtam::LuLine line_of(const LuView& view) {
  vtam::LuLine line{view.name};
  line.state = state_of(view.state);
  line.type = view.type;
  line.partition = view.server;
  if (line.state == LuState::ActS || line.state == LuState::Terminating) {
    line.session = config::ApplId::parse(view.application);
  }
  for (const SuspendedView& one : view.suspended) {
    if (const auto name = config::ApplId::parse(one.application)) {
      line.suspended.push_back({*name, one.ending});
    }
  }
  line.queued = config::ApplId::parse(view.queued);
  line.acquirer = config::ApplId::parse(view.acquirer);
  line.logmode = view.logmode;
  line.logmode_rule = view.logmode_rule;
  line.typeterm = view.typeterm;
  line.device = view.device;
  if (view.client) {
    line.client = view.client->address + " port " + std::to_string(view.client->port);
  } else if (!view.kept_until.empty()) {
    line.client = "LOST, KEPT UNTIL " + view.kept_until;
  }
  if (view.host) {
    line.host = view.host->host + " port " + std::to_string(view.host->port) +
                (view.host->tls ? " by TLS" : "") + (view.host->lu.empty() ? "" : ", LU = ") +
                view.host->lu;
  }
  line.since = view.since;
  line.rule = view.rule;
  return line;
}

// proc(5): the second number is the resident set in pages.
std::uint64_t resident_kilobytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  const long page = ::sysconf(_SC_PAGESIZE);
  if (!(file >> size >> resident) || page <= 0) {
    return 0;
  }
  return resident * static_cast<std::uint64_t>(page) / 1024;
}

ApplicationView view_of(const vtam::Application& row, const vtam::Resources& resources) {
  ApplicationView view{row.name};
  view.description = row.description;
  view.type = row.type;
  view.state = vtam::text(resources.state(row));
  view.node = vtam::Network::node_of(row).text();
  view.implied = row.implied;
  view.acb_name = row.row != nullptr && row.row->acb_name ? row.row->acb_name->text() : "";
  view.acquire = row.acquire;
  view.pass = row.pass;
  view.eas = row.row != nullptr ? row.row->eas : config::ApplRow{.name = row.name}.eas;
  view.sessions = resources.session_count(row);
  view.queued = resources.queued(row.name);
  view.why = resources.view().network->unavailable(row).why;
  return view;
}

std::string plural(std::uint32_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// "127.0.0.1 port 3271 by TLS: down, 0 sessions, 3 failures: Connection refused"
std::string words(const HostView& host) {
  std::string words = host.host + " port " + std::to_string(host.port) +
                      (host.tls ? " by TLS: " : ": ") + text(host.state) + ", " +
                      plural(host.sessions, "session");
  if (host.connecting > 0) {
    words += ", " + std::to_string(host.connecting) + " being connected";
  }
  if (host.waiting > 0) {
    words += ", " + std::to_string(host.waiting) + " waiting";
  }
  if (host.failures > 0) {
    words += ", " + plural(host.failures, "failure") + ": " + host.why;
  }
  return words;
}

void add_programs(const std::vector<OpenAcbView>& open, std::vector<ApplicationView>& rows) {
  for (const OpenAcbView& acb : open) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&acb](const ApplicationView& one) {
      return one.name == acb.application;
    });
    if (row != rows.end()) {
      row->program = ProgramView{acb.program, acb.peer, acb.since, acb.sessions};
    }
  }
}

vtam::OperatorReply reply_of(const std::string& verb, const CommandAnswer& answer) {
  vtam::OperatorReply reply;
  if (const auto* done = std::get_if<CommandDone>(&answer)) {
    say(reply.messages, "TND304I",
        verb + " " + done->lu.text() + ": it was " + done->was + " and is now " + done->now);
    return reply;
  }
  const auto& refused = std::get<CommandRefused>(answer);
  reply.result = CommandResult::Refused;
  if (refused.rule == "BSTT075E") {
    reply.messages.push_back({"BSTT075E", refused.detail});
  } else {
    say(reply.messages, "TND303E", verb + " is refused: " + refused.detail);
  }
  return reply;
}

vtam::OperatorReply reply_of(vtam::PortCommand command, const HallBackend::PortsAnswer& outcome) {
  vtam::OperatorReply reply;
  for (const std::string& line : outcome.done) {
    say(reply.messages, "TND350I", line);
  }
  if (outcome.done.empty()) {
    std::string ports;
    for (const std::uint16_t port : outcome.ports) {
      ports += (ports.empty() ? "" : ", ") + std::to_string(port);
    }
    reply.result = CommandResult::Refused;
    say(reply.messages, "TND351E",
        "no listener has port " + std::to_string(command.port) + "; there are " + ports);
  }
  return reply;
}

// The errors of a book, or of what hangs together with it.
vtam::OperatorReply not_read(config::NodeName node, const config::Loaded& loaded) {
  vtam::OperatorReply reply;
  reply.result = CommandResult::Refused;
  for (const config::Problem& problem : loaded.problems.all()) {
    if (problem.severity == config::Severity::Error) {
      say(reply.messages, "TND317E", config::format(problem, loaded.config->files));
    }
  }
  say(reply.messages, "TND318E",
      node.text() + " was not read again, its rows stay as they are and it was not activated");
  return reply;
}

}  // namespace

void HallBackend::view(std::function<void(vtam::OperatorView)> answer) {
  lus([this, answer = std::move(answer)](const std::vector<LuView>& rows) {
    vtam::OperatorView view{network_.current()};
    view.lus.reserve(rows.size());
    for (const LuView& row : rows) {
      view.lus.push_back(line_of(row));
    }
    view.figures = {reactors_.size(), resident_kilobytes()};
    for (const config::ApplicationSettings& application : view.network->config().applications) {
      for (const HostView& host : hosts_of(application.name)) {
        view.hosts.push_back({application.name, words(host)});
      }
    }
    answer(std::move(view));
  });
}

std::vector<HostView> HallBackend::hosts_of(config::ApplId application) const {
  const HostGate* gate = hosts_ == nullptr ? nullptr : hosts_->find(application);
  return gate == nullptr ? std::vector<HostView>{} : gate->views(steady_now());
}

void HallBackend::applications(std::function<void(std::vector<ApplicationView>)> answer) {
  view([this, answer = std::move(answer)](const vtam::OperatorView& view) {
    const vtam::Resources resources(view);
    std::vector<ApplicationView> applications;
    for (const vtam::Application& row : view.network->applications()) {
      if (!row.lu) {
        applications.push_back(view_of(row, resources));
        applications.back().hosts = hosts_of(row.name);
      }
    }
    if (application_socket_ == nullptr) {
      return answer(std::move(applications));
    }
    application_socket_->views([this, answer, applications = std::move(applications)](
                                   const std::vector<OpenAcbView>& open) mutable {
      add_programs(open, applications);
      post_admin_([answer, applications = std::move(applications)] { answer(applications); });
    });
  });
}

void HallBackend::command(vtam::OperatorCommand command,
                          std::function<void(vtam::OperatorReply)> answer) {
  if (const auto* lu = std::get_if<vtam::LuCommand>(&command)) {
    return change_lu(*lu, std::move(answer));
  }
  if (const auto* port = std::get_if<vtam::PortCommand>(&command)) {
    return change_port(*port, std::move(answer));
  }
  view([this, command = std::move(command),
        answer = std::move(answer)](const vtam::OperatorView& view) {
    if (const auto* wanted = std::get_if<vtam::Display>(&command)) {
      answer(vtam::display(*wanted, view));
    } else if (const auto* asked = std::get_if<vtam::Query>(&command)) {
      answer(vtam::query(*asked, view));
    } else if (const auto* term = std::get_if<vtam::VaryTerm>(&command)) {
      answer(carry_out(view,
                       [term](const vtam::OperatorView& now) { return vtam::plan(*term, now); }));
    } else {
      answer(vary(std::get<vtam::Vary>(command), view));
    }
  });
}

void HallBackend::change_lu(const vtam::LuCommand& command,
                            std::function<void(vtam::OperatorReply)> answer) {
  const bool is_kill = command.verb == vtam::LuCommand::Verb::Kill;
  const char* const verb = is_kill ? "KILL" : "REACT";
  const auto name = config::LuName::parse(command.lu);
  if (!name) {
    return answer(vtam::unknown_id(verb, command.lu, config::name_fault_text(command.lu)));
  }
  auto done = [verb, answer = std::move(answer)](const CommandAnswer& outcome) {
    answer(reply_of(verb, outcome));
  };
  if (is_kill) {
    kill(*name, std::move(done));
  } else {
    react(*name, std::move(done));
  }
}

void HallBackend::change_port(vtam::PortCommand command,
                              std::function<void(vtam::OperatorReply)> answer) {
  ports_(command, [this, command, answer = std::move(answer)](const PortsAnswer& outcome) {
    post_admin_([answer, reply = reply_of(command, outcome)] { answer(reply); });
  });
}

vtam::OperatorReply HallBackend::vary(const vtam::Vary& vary, vtam::OperatorView view) {
  std::shared_ptr<const config::MajorNode> book;
  const auto node = vtam::book_to_read(vary, *view.network);
  if (node && read_again_) {
    const config::Loaded loaded = read_again_();
    const auto& nodes = loaded.config->nodes;
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&node](const auto& one) { return one.name == *node; });
    if (loaded.problems.has_errors() || found == nodes.end()) {
      return not_read(*node, loaded);
    }
    book = std::make_shared<const config::MajorNode>(*found);
  }
  return carry_out(std::move(view), [&vary, &book](const vtam::OperatorView& now) {
    return vtam::plan(vary, now, book);
  });
}

vtam::OperatorReply HallBackend::carry_out(
    vtam::OperatorView view,
    const std::function<vtam::VaryPlan(const vtam::OperatorView& view)>& plan) {
  vtam::OperatorReply reply;
  network_.change([&](const vtam::NetworkPtr& network) -> std::optional<NetworkStep> {
    view.network = network;
    vtam::VaryPlan planned = plan(view);
    reply = std::move(planned.reply);
    if (reply.result != CommandResult::Done) {
      return std::nullopt;
    }
    return NetworkStep{planned.next, std::move(planned.lus), std::move(planned.breaking), {}};
  });
  return reply;
}

}  // namespace server
