#pragma once

#include <memory>
#include <string>
#include <utility>

#include "tests/unit/vtam/shop.h"
#include "vtam/operator/displays.h"
#include "vtam/operator/parse.h"
#include "vtam/operator/vary.h"
#include "vtam/programs/builtin.h"

// The model's book with an application, two LUs of the book, and sessions of every kind.
namespace vtam::test {

inline LuLine line(const char* name, LuState state, const char* application = "") {
  LuLine line{lu_name(name), state};
  line.type = "terminal";
  line.partition = "BSITN44";
  line.session = config::ApplId::parse(application);
  if (line.session) {
    line.logmode = "SP3272QN";
    line.typeterm = "VSE3278Q";
    line.device = "IBM-3278-4-E";
    line.client = "192.0.2.7 port 40112";
    line.since = "2026-11-21T07:30:00Z";
    line.rule = "generic pool of BSITN44";
  }
  return line;
}

inline OperatorView operator_view() {
  static ProgramCatalog catalog = [] {
    ProgramCatalog known;
    add_builtin(known);
    return known;
  }();
  Shop shop({terminal("T001"), terminal("T002"), terminal("T003")});
  shop.catalog = catalog;
  shop.config.nodes = {book(), config::MajorNode{.name = node("OTHERBK")}};
  config::ApplRow late = row("LATE");
  late.acb_name = appl("LATEACB");
  late.eas = 20;
  shop.config.nodes.back().rows = {late};
  shop.config.start_list = config::StartList{{node("VNETAPPL")}, "ATCCON00", {}};
  shop.application("DEMO", "demo", "DEMO APPLICATION");
  shop.application("CICS", "", "NOBODY OPENED IT");
  OperatorView view;
  view.network =
      std::make_shared<const Network>(std::make_shared<const config::Config>(shop.config), catalog);
  view.lus = {line("T001", LuState::ActS, "DEMO"), line("T002", LuState::Conct),
              line("T003", LuState::Terminating, "DEMO")};
  view.figures = {2, 0};
  return view;
}

// As the hall answers, without reactors: the view's network is the changed one afterwards.
inline OperatorReply answer(const OperatorCommand& command, OperatorView& view,
                            std::shared_ptr<const config::MajorNode> book_now = nullptr) {
  if (const auto* wanted = std::get_if<Display>(&command)) {
    return display(*wanted, view);
  }
  if (const auto* asked = std::get_if<Query>(&command)) {
    return query(*asked, view);
  }
  if (const auto* term = std::get_if<VaryTerm>(&command)) {
    return plan(*term, view).reply;
  }
  if (const auto* vary = std::get_if<Vary>(&command)) {
    VaryPlan planned = plan(*vary, view, std::move(book_now));
    if (planned.next != nullptr) {
      view.network = planned.next;
    }
    return planned.reply;
  }
  return {};
}

// What the console shows, a line for each message.
inline std::vector<std::string> console(const char* command, OperatorView view) {
  const auto parsed = parse_operator_command(command);
  std::vector<std::string> lines;
  for (const OperatorMessage& one : answer(std::get<OperatorCommand>(parsed), view).messages) {
    lines.push_back(one.text);
  }
  return lines;
}

}  // namespace vtam::test
