#include <algorithm>
#include <utility>

#include "vtam/acb/desk_state.h"
#include "vtam/acb/open_judge.h"
#include "vtam/sense.h"

// ACBs: opened and closed by the processes that stand behind them.
namespace vtam {
namespace {

No wrong_password(DeskConnection& from, Refusal refusal, DeskOutcomes& outcomes) {
  put_log(DeskLog::Level::Warning,
          "TND407W " + from.who() + " may not open " + refusal.application +
              ": its password is missing or wrong",
          outcomes);
  const bool enough = ++from.wrong_passwords >= config::limits::kAcbPasswords;
  return {std::move(refusal), enough ? "it has tried too many passwords" : ""};
}

const char* text(AcbEnd how) {
  switch (how) {
    case AcbEnd::Closed:
      return "as its program said";
    case AcbEnd::Lost:
      return "its program has gone";
    case AcbEnd::Unresponsive:
      break;
  }
  return "its program does not answer";
}

}  // namespace

Verdict Desk::State::take(Turn& turn, const Request& request, OpenLine& open) {
  DeskConnection& from = turn.from;
  OpenVerdict verdict = judge_open(open, turn.network);
  if (auto* const refusal = std::get_if<Refusal>(&verdict)) {
    return refusal->rule == "PASSWORD" ? wrong_password(from, std::move(*refusal), turn.outcomes)
                                       : No{std::move(*refusal)};
  }
  const Application& row = *std::get<const Application*>(verdict);
  if (const auto holder = open_rows.find(row.name); holder != open_rows.end()) {
    const DeskConnection& by = connections.at(acbs.at(holder->second).connection);
    return No{{.rule = "ALREADY-OPEN",
               .why = open.application.text() + " is open already, by " + by.who(),
               .application = open.application.text(),
               .sense = sense::kPermissionRejected}};
  }
  if (from.acbs.size() >= config::limits::kAcbsPerConnection) {
    return No{{.rule = "TOO-MANY-ACBS",
               .why = "one connection can have " +
                      std::to_string(config::limits::kAcbsPerConnection) + " ACBs open",
               .application = open.application.text(),
               .sense = sense::kInsufficientResource}};
  }
  const AcbId number = ++last_acb;
  acbs.emplace(number, DeskAcb{number, from.id, row.name, open.application, open.mode});
  open_rows.emplace(row.name, number);
  from.acbs.push_back(number);
  turn.outcomes.emplace_back(OpenAcb{number, row.name, open.mode});
  put_log(DeskLog::Level::Info, "TND403I " + row.name.text() + " is open: " + from.who(),
          turn.outcomes);
  put_line(from.id,
           opened_line({open.application.text(), open.mode, row.acquire, row.pass}, request.id),
           turn.outcomes);
  return std::nullopt;
}

Verdict Desk::State::take(Turn& turn, const Request& request, CloseAcbLine& close) {
  DeskAcb* const acb = acb_for(turn.from, close.application);
  if (acb == nullptr) {
    return No{{.rule = "NOT-OPEN",
               .why = "this connection has not opened " + close.application.text(),
               .application = close.application.text()}};
  }
  close_acb(acb->id, AcbEnd::Closed, turn.outcomes);
  put_line(turn.from.id, closed_acb_line(close.application.view(), request.id), turn.outcomes);
  return std::nullopt;
}

DeskAcb* Desk::State::acb_for(const DeskConnection& connection,
                              std::optional<config::ApplId> name) {
  for (const AcbId number : connection.acbs) {
    DeskAcb& acb = acbs.at(number);
    if (!name || acb.name == *name || acb.row == *name) {
      return &acb;
    }
  }
  return nullptr;
}

void Desk::State::close_acb(AcbId number, AcbEnd how, DeskOutcomes& outcomes) {
  const DeskAcb acb = std::move(acbs.at(number));
  DeskConnection& owner = connections.at(acb.connection);
  // The newest first: then none of them is asked for only to be dropped.
  std::vector<AcquireId> waiting = owner.acquires;
  std::reverse(waiting.begin(), waiting.end());
  for (const AcquireId acquire : waiting) {
    if (acquires.at(acquire).acb != number) {
      continue;
    }
    if (how == AcbEnd::Closed) {
      refuse_acquire(acquire, {.rule = "CANCELLED", .why = acb.name.text() + " is closed"},
                     outcomes);
    }
    withdraw(acquire, outcomes);
  }
  for (const SessionKey& key : acb.sessions) {
    const auto session = sessions.find(key);
    session_of_lu.erase(session->second.lu);
    sessions.erase(session);
  }
  acbs.erase(number);
  open_rows.erase(acb.row);
  owner.acbs.erase(std::find(owner.acbs.begin(), owner.acbs.end(), number));
  outcomes.emplace_back(CloseAcb{number, acb.row, how});
  const bool orderly = how == AcbEnd::Closed;
  put_log(orderly ? DeskLog::Level::Info : DeskLog::Level::Warning,
          (orderly ? "TND404I " : "TND409W ") + acb.row.text() + " is closed: " + text(how) +
              "; sessions that end: " + std::to_string(acb.sessions.size()),
          outcomes);
}

}  // namespace vtam
