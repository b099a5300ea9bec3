#include "vtam/operator/displays.h"

#include <algorithm>
#include <string_view>

#include "vtam/operator/display_resource.h"
#include "vtam/operator/layout.h"
#include "vtam/operator/operands.h"

namespace vtam {
namespace {

void say_accepted(OperatorMessages& messages, const char* type) {
  say(messages, "IST097I", "DISPLAY ACCEPTED");
  say(messages, "IST350I", std::string("DISPLAY TYPE = ") + type);
}

void say_end(OperatorMessages& messages) {
  say(messages, "IST314I", "END");
}

void say_node(OperatorMessages& messages, const Node& node) {
  say(messages, "IST089I",
      padded(node.name.text(), 8) + " TYPE = APPL SEGMENT    , " + state_text(node.activation));
}

OperatorReply appls(const Display& display, const Resources& resources) {
  OperatorReply reply;
  say_accepted(reply.messages, "APPL MAJOR NODES/NAMES");
  const Network& network = *resources.view().network;
  const auto& all = network.applications();
  const std::size_t most = shown(display, all.size());
  std::size_t rows = 0;
  for (const Node& node : network.nodes()) {
    std::vector<std::string> names;
    for (const Application& row : all) {
      if (Network::node_of(row) == node.name && rows < most) {
        ++rows;
        names.push_back(padded(row.name.text(), 8) + " " + text(resources.state(row)));
      }
    }
    say_node(reply.messages, node);
    if (!names.empty()) {
      say(reply.messages, "IST360I", "APPLICATIONS:");
      say_names(reply.messages, "IST080I", names);
    }
  }
  say_cut(reply.messages, rows, all.size());
  say_end(reply.messages);
  return reply;
}

OperatorReply major_nodes(const Resources& resources) {
  OperatorReply reply;
  say_accepted(reply.messages, "MAJOR NODES");
  for (const Node& node : resources.view().network->nodes()) {
    say_node(reply.messages, node);
  }
  say(reply.messages, "IST1454I",
      std::to_string(resources.view().network->nodes().size()) + " RESOURCE(S) DISPLAYED");
  say_end(reply.messages);
  return reply;
}

OperatorReply sessions(const Display& display, const OperatorView& view) {
  OperatorReply reply;
  say_accepted(reply.messages, "SESSIONS");
  const auto count = [&view](const auto& is_one) {
    return static_cast<std::size_t>(std::count_if(view.lus.begin(), view.lus.end(), is_one));
  };
  std::size_t active = 0;
  std::size_t pending = 0;
  for (const LuLine& line : view.lus) {
    const bool dying = line.state == LuState::Terminating;
    for (const SuspendedLine& one : line.suspended) {
      ++(dying || one.ending ? pending : active);
    }
    if (line.session) {
      ++(dying ? pending : active);
    }
  }
  const std::size_t queued = count([](const LuLine& line) { return line.queued.has_value(); }) +
                             count([](const LuLine& line) { return line.acquirer.has_value(); });
  const std::size_t total = active + pending + queued;
  const std::size_t most = shown(display, total);
  if (total > 0) {
    say(reply.messages, "IST873I", "PLU      SLU      SID              STATUS");
  }
  std::size_t rows = 0;
  const auto row = [&](const std::optional<config::ApplId>& plu, const LuLine& line,
                       const char* status) {
    if (plu && rows < most) {
      ++rows;
      say(reply.messages, "IST874I",
          padded(plu->text(), 8) + " " + padded(line.name.text(), 8) + " " +
              padded("***NA***", 16) + " " + status);
    }
  };
  for (const LuLine& line : view.lus) {
    const bool dying = line.state == LuState::Terminating;
    row(line.session, line, dying ? "PTERM" : "ACTIV");
    for (const SuspendedLine& one : line.suspended) {
      row(one.application, line, dying || one.ending ? "PTERM" : "ACTIV");
    }
    row(line.queued, line, "QUEUED");    // meanwhile it is with BSTTUSST
    row(line.acquirer, line, "QUEUED");  // until its holder releases it
  }
  say_cut(reply.messages, rows, total);
  say(reply.messages, "IST878I", "NUMBER OF PENDING SESSIONS = " + std::to_string(pending));
  say(reply.messages, "IST878I", "NUMBER OF ACTIVE SESSIONS = " + std::to_string(active));
  say(reply.messages, "IST878I", "NUMBER OF QUEUED SESSIONS = " + std::to_string(queued));
  say(reply.messages, "IST878I", "NUMBER OF TOTAL SESSIONS = " + std::to_string(total));
  say_end(reply.messages);
  return reply;
}

std::string hex(std::size_t value, std::size_t digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text(digits, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) {
    *digit = kDigits[value & 0x0FU];
  }
  return text;
}

const char* origin(ModeOrigin origin) {
  switch (origin) {
    case ModeOrigin::Confirmed:
      return "BUILT-IN";
    case ModeOrigin::Inferred:
      return "BUILT-IN, INFERRED";
    case ModeOrigin::Defined:
      break;
  }
  return "DEFINED";
}

std::string mode_line(const LogMode& mode) {
  std::string line = padded(mode.name.text(), 8);
  line += " " + hex(mode.fm_profile, 2) + "  " + hex(mode.ts_profile, 2) + "  ";
  line += hex(mode.primary, 2) + "  " + hex(mode.secondary, 2) + "  ";
  line += hex(mode.common, 4) + " " + hex(mode.ru_sizes, 4) + " ";
  for (const std::uint8_t byte : mode.pservic) {
    line += hex(byte, 2);
  }
  return line + " " + origin(mode.origin);
}

std::string names_of(const std::vector<config::TableName>& names) {
  std::string all;
  for (const config::TableName name : names) {
    all += (all.empty() ? "" : ", ") + name.text();
  }
  return all;
}

OperatorReply table(const Display& display, const OperatorView& view) {
  const ModeTables& tables = view.network->modes();
  const auto name = config::TableName::parse(display.id);
  if (!name || !tables.has_table(*name)) {
    return unknown_id("ID", display.id, "the logon mode tables are " + names_of(tables.names()));
  }
  OperatorReply reply;
  say(reply.messages, "IST097I", "DISPLAY ACCEPTED");
  say(reply.messages, "IST075I", "NAME = " + name->text() + ", TYPE = LOGON MODE TABLE");
  say(reply.messages, "TND331I",
      "LOGMODE  FM  TS  PRI SEC COM  RUSZ PSERVIC                  FROM");
  const std::vector<const LogMode*> entries = tables.entries(*name);
  const std::size_t most = shown(display, entries.size());
  for (std::size_t row = 0; row < most; ++row) {
    say(reply.messages, "TND332I", mode_line(*entries[row]));
  }
  say_cut(reply.messages, most, entries.size());
  say_end(reply.messages);
  return reply;
}

OperatorReply stats(const OperatorView& view) {
  OperatorReply reply;
  say_accepted(reply.messages, "STATISTICS");
  const auto figure = [&reply](std::size_t value, const std::string& what) {
    say(reply.messages, "TND330I", ten_digits(value) + " = " + what);
  };
  figure(view.lus.size(), "LUS DEFINED");
  for (const LuState state : {LuState::Nevac, LuState::Inact, LuState::Conct, LuState::Activ,
                              LuState::ActS, LuState::Terminating}) {
    const auto number = std::count_if(view.lus.begin(), view.lus.end(),
                                      [state](const LuLine& lu) { return lu.state == state; });
    figure(static_cast<std::size_t>(number), std::string("LUS ") + text(state));
  }
  std::size_t sessions = 0;
  for (const LuLine& lu : view.lus) {
    sessions += (lu.session ? 1U : 0U) + lu.suspended.size();
  }
  figure(sessions, "SESSIONS");
  figure(view.network->applications().size(), "APPL ROWS");
  figure(view.network->nodes().size(), "MAJOR NODES");
  figure(view.figures.reactors, "REACTORS");
  if (view.figures.resident_kilobytes > 0) {
    figure(view.figures.resident_kilobytes, "KILOBYTES OF MEMORY");
  }
  say_end(reply.messages);
  return reply;
}

std::string line_of(const LuLine& lu) {
  std::string line = lu.name.text() + " " + text(lu.state);
  if (lu.session) {
    line += ", in session with " + lu.session->text();
  }
  for (const SuspendedLine& one : lu.suspended) {
    line += ", suspended " + one.application.text();
  }
  if (lu.queued) {
    line += ", its logon to " + lu.queued->text() + " is queued";
  }
  if (lu.acquirer) {
    line += ", " + lu.acquirer->text() + " waits for it";
  }
  if (!lu.client.empty()) {
    line += ", client " + lu.client + " since " + lu.since;
  }
  return line + (lu.rule.empty() ? "" : ", " + lu.rule);
}

}  // namespace

OperatorReply unknown_id(const char* keyword, const std::string& value, const std::string& known) {
  OperatorReply reply;
  reply.result = CommandResult::Refused;
  say(reply.messages, "IST453I",
      std::string(keyword) + " PARAMETER VALUE " + as_typed(value) + " NOT VALID");
  say(reply.messages, "TND301I", known);
  return reply;
}

OperatorReply display(const Display& display, const OperatorView& view) {
  const Resources resources(view);
  switch (display.what) {
    case Display::What::Appls:
      return appls(display, resources);
    case Display::What::Id:
      return display_resource(display, resources);
    case Display::What::MajorNodes:
      return major_nodes(resources);
    case Display::What::Sessions:
      return sessions(display, view);
    case Display::What::Table:
      return table(display, view);
    case Display::What::Stats:
      break;
  }
  return stats(view);
}

OperatorReply query(const Query& query, const OperatorView& view) {
  OperatorReply reply;
  const Display limits{};
  std::vector<const LuLine*> lines;
  for (const LuLine& lu : view.lus) {
    if (query.lu.empty() ? !lu.client.empty() || lu.state == LuState::Terminating
                         : lu.name.view() == query.lu) {
      lines.push_back(&lu);
    }
  }
  if (lines.empty() && !query.lu.empty()) {
    return unknown_id("QUERY", query.lu, as_typed(query.lu) + " is not the name of a LU here");
  }
  const std::size_t most = shown(limits, lines.size());
  for (std::size_t row = 0; row < most; ++row) {
    say(reply.messages, "TND340I", line_of(*lines[row]));
  }
  say_cut(reply.messages, most, lines.size());
  if (lines.empty()) {
    say(reply.messages, "TND341I", "no LU has a client");
  }
  return reply;
}

}  // namespace vtam
