#include <utility>

#include "vtam/acb/desk_state.h"
#include "vtam/logon_request.h"
#include "vtam/sense.h"

// What applications say to their sessions.
namespace vtam {
namespace {

No refuse_with(const char* rule, std::string why) {
  return No{{.rule = rule, .why = std::move(why)}};
}

// A session of another application and one that never was are not told apart.
No not_yours() {
  return refuse_with("NOT-YOURS", "this connection has no such session");
}

struct Kind {
  bool begins = false;  // accept, reject
  bool rejects = false;
  bool ends = false;    // close
  bool prints = false;  // print
  bool screen = false;  // send of fields
  bool record = false;  // send of data
};

Kind kind_of(const Said& said) {
  Kind kind;
  kind.begins =
      std::holds_alternative<AcceptLogon>(said) || std::holds_alternative<RejectLogon>(said);
  kind.rejects = std::holds_alternative<RejectLogon>(said);
  kind.ends = std::holds_alternative<CloseSession>(said);
  kind.prints = std::holds_alternative<PrintText>(said) || std::holds_alternative<PrintScs>(said);
  kind.screen = std::holds_alternative<SendScreen>(said);
  kind.record = std::holds_alternative<SendRecord>(said);
  return kind;
}

Verdict check_state(const DeskSession& session, const Kind& kind) {
  if (session.lost) {
    return kind.ends || kind.rejects
               ? Verdict{}
               : refuse_with("LOST", "the session is lost; only close is left to say");
  }
  if (session.closing) {
    return refuse_with("CLOSING", "the session is being closed, as you asked");
  }
  if (kind.begins && session.accepted) {
    return refuse_with("ALREADY-ACCEPTED", "the logon is accepted; close ends the session");
  }
  if (!kind.begins && !kind.ends && !session.accepted) {
    return refuse_with("NOT-ACCEPTED", "the logon must be accepted first");
  }
  return std::nullopt;
}

Verdict check_mode(const DeskSession& session, const Kind& kind) {
  if (kind.prints && !session.printer) {
    return refuse_with("NOT-A-PRINTER", session.lu.text() + " is a terminal: use send");
  }
  if (kind.screen && session.mode != AcbMode::Screen) {
    return refuse_with("MODE", "the ACB was opened for mode datastream: send data");
  }
  if (kind.record && session.mode != AcbMode::Datastream) {
    return refuse_with("MODE", "the ACB was opened for mode screen: send a screen");
  }
  if (kind.screen && session.printer) {
    return refuse_with("NOT-A-TERMINAL", session.lu.text() + " is a printer: use print");
  }
  return std::nullopt;
}

void put_id(Said& said, const RequestId& id) {
  std::visit(
      [&id](auto& one) {
        if constexpr (requires { one.id; }) {
          one.id = id;
        }
      },
      said);
}

}  // namespace

Verdict Desk::State::take(Turn& turn, const Request& request, SessionLine& said) {
  if (!said.key) {
    return not_yours();
  }
  const auto found = sessions.find(*said.key);
  if (found == sessions.end() || found->second.connection != turn.from.id) {
    return not_yours();
  }
  return say(turn, *said.key, found->second, said.said, request.id);
}

Verdict Desk::State::say(Turn& turn, const SessionKey& key, DeskSession& session, Said& said,
                         const RequestId& id) {
  const Kind kind = kind_of(said);
  if (Verdict no = check_state(session, kind)) {
    return no;
  }
  if (Verdict no = check_mode(session, kind)) {
    return no;
  }
  if (kind.screen || kind.record || kind.prints) {
    if (Verdict no = spend_credit(session)) {
      return no;
    }
  }
  if (const auto* const close = std::get_if<CloseSession>(&said)) {
    if (Verdict no = check_pass(turn, session, *close)) {
      return no;
    }
  }
  put_id(said, id);
  const bool over = session.lost || std::holds_alternative<RejectLogon>(said);
  session.accepted = session.accepted || std::holds_alternative<AcceptLogon>(said);
  if (kind.ends && !over) {
    session.closing = true;
    session.close_id = id;
  }
  turn.outcomes.emplace_back(TellSession{key, std::move(said)});
  if (over) {
    put_line(turn.from.id, line_of(key, SessionClosed{id}), turn.outcomes);
    forget(key);
  }
  return std::nullopt;
}

Verdict Desk::State::spend_credit(DeskSession& session) {
  if (session.credit > 0) {
    --session.credit;
    session.starved = false;
    return std::nullopt;
  }
  No no =
      refuse_with("NO-CREDIT", "no credit: as many sends are under way as may be; wait for credit");
  no.refusal.sense = sense::kInsufficientResource;
  if (session.starved) {
    no.ends = "two sends in a row without credit";
  }
  session.starved = true;
  return no;
}

// Judged before the session ends: it stays with who can't pass it on. What is wrong with its LU or
// logmode is found out by the LU itself.
Verdict Desk::State::check_pass(const Turn& turn, const DeskSession& session,
                                const CloseSession& close) const {
  if (!close.pass_to || session.lost) {
    return std::nullopt;
  }
  const auto refuse_pass = [](const char* rule, std::string why, std::uint32_t code) {
    return No{{.rule = rule, .why = std::move(why), .field = "pass_to", .sense = code}};
  };
  if (const auto refusal = judge_pass(turn.network, acbs.at(session.acb).row)) {
    return refuse_pass("NOT-AUTHORISED", refusal->text, refusal->sense);
  }
  const std::string name = close.pass_to->text();
  const Application* const to = turn.network.find(*close.pass_to);
  if (to == nullptr) {
    return refuse_pass("NOT-DEFINED", name + " is not known here", sense::kUnknownName);
  }
  const std::string why = turn.network.unavailable(*to).why;
  if (!why.empty() && !takes_queue(turn.network, *to, WhileClosed::AsDefined)) {
    return refuse_pass("NOT-AVAILABLE", name + " " + why, sense::kPluInactive);
  }
  return std::nullopt;
}

void Desk::State::forget(const SessionKey& key) {
  const auto session = sessions.find(key);
  DeskAcb& acb = acbs.at(session->second.acb);
  acb.sessions.erase(key);
  if (session->second.superseded) {
    --acb.unanswered;
  }
  const auto of_lu = session_of_lu.find(session->second.lu);
  if (of_lu != session_of_lu.end() && of_lu->second == key) {
    session_of_lu.erase(of_lu);
  }
  sessions.erase(session);
}

}  // namespace vtam
