#include <utility>

#include "vtam/acb/desk_state.h"

// One line of an application: read, judged, answered.
namespace vtam {
namespace {

No hello_first(const Request& request) {
  return {{.rule = "HELLO-FIRST",
           .why = "the first line must be a hello, not " + std::string(request.type)},
          "its first line was no hello"};
}

No as_refusal(LineFault& fault, bool before_hello) {
  return {{.of = std::move(fault.of),
           .id = std::move(fault.id),
           .rule = std::move(fault.rule),
           .why = std::move(fault.why),
           .session = std::move(fault.session),
           .field = std::move(fault.field)},
          before_hello ? "its first line was no hello" : ""};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

void Desk::State::line(DeskConnection& from, std::string_view text, const Network& network,
                       DeskOutcomes& outcomes) {
  from.heard_at = now;
  from.pinged.reset();
  if (is_blank(text)) {
    return;
  }
  std::variant<Request, LineFault> read = read_request(text, reader);
  if (auto* const fault = std::get_if<LineFault>(&read)) {
    refuse(from, as_refusal(*fault, from.version == 0), outcomes);
    return;
  }
  auto& request = std::get<Request>(read);
  Turn turn{from, network, outcomes};
  Verdict verdict;
  if (from.version == 0 && !std::holds_alternative<HelloLine>(request.body)) {
    verdict = hello_first(request);
  } else {
    verdict = std::visit([&](auto& body) { return take(turn, request, body); }, request.body);
  }
  if (!verdict) {
    from.faults = 0;
    return;
  }
  verdict->refusal.of = request.type;
  verdict->refusal.id = std::move(request.id);
  if (verdict->refusal.session.empty()) {
    verdict->refusal.session = std::move(request.session);
  }
  refuse(from, std::move(*verdict), outcomes);
}

void Desk::State::refuse(DeskConnection& to, No no, DeskOutcomes& outcomes) {
  put_line(to.id, line_of(no.refusal), outcomes);
  ++to.faults;
  if (no.ends.empty() && to.faults >= config::limits::kApplicationFaults) {
    no.ends = std::to_string(to.faults) +
              " of its requests in a row were refused, the last: " + no.refusal.why;
    const Refusal last{.of = "connection", .rule = "TOO-MANY-FAULTS", .why = no.ends};
    put_line(to.id, line_of(last), outcomes);
  }
  if (!no.ends.empty()) {
    put_log(DeskLog::Level::Warning,
            "TND405W " + to.who() + " is ended: " + no.ends + " (" + no.refusal.rule + ")",
            outcomes);
    end(to, no.ends, AcbEnd::Lost, outcomes);
  }
}

Verdict Desk::State::take(Turn& turn, const Request& request, PingLine& ping) {
  put_line(turn.from.id, pong_line(ping.n, request.id), turn.outcomes);
  return std::nullopt;
}

Verdict Desk::State::take(Turn& /*turn*/, const Request& /*request*/, PongLine& /*pong*/) {
  return std::nullopt;
}

}  // namespace vtam
