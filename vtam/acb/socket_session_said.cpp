#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "vtam/acb/socket_session.h"
#include "vtam/sense.h"

// What an application says to one of its sessions.
namespace vtam {
namespace {

constexpr std::uint32_t kRejected = 0x08010000;  // resource not available

// A stream of SCS as RUs: printers keep their state from one to the next.
std::vector<tn3270::ByteBuffer> in_rus(const tn3270::ByteBuffer& scs) {
  std::vector<tn3270::ByteBuffer> rus;
  for (auto from = scs.begin(); from != scs.end();) {
    const auto left = static_cast<std::size_t>(std::distance(from, scs.end()));
    const auto to =
        std::next(from, static_cast<std::ptrdiff_t>(std::min(left, config::limits::kPrintRu)));
    rus.emplace_back(from, to);
    from = to;
  }
  return rus;
}

SendRefused fault_of(const char* of, const FieldFault& fault) {
  return {.of = of, .rule = fault.rule, .field = fault.field, .why = fault.why};
}

}  // namespace

void SocketSession::on_said(Said&& said, ProgramOutcomes& outcomes) {
  if (stage_ == Stage::Lost) {
    // A reject may have crossed with the loss: it lets go as well.
    if (std::holds_alternative<CloseSession>(said) || std::holds_alternative<RejectLogon>(said)) {
      stage_ = Stage::Over;
      outcomes.emplace_back(Release{});
    }
    return;
  }
  if (stage_ == Stage::Draining || stage_ == Stage::Over) {
    return;
  }
  std::visit([&](auto& one) { take(one, outcomes); }, said);
}

void SocketSession::take(const AcceptLogon& /*accept*/, ProgramOutcomes& /*outcomes*/) {
  stage_ = Stage::Accepted;
}

void SocketSession::take(const RejectLogon& reject, ProgramOutcomes& outcomes) {
  stage_ = Stage::Over;
  const std::string who = application_.text();
  outcomes.emplace_back(
      Release{reject.why.empty() ? who + " has refused the logon" : who + ": " + reject.why,
              reject.sense == 0 ? kRejected : reject.sense});
}

void SocketSession::refuse(SendRefused refused, const RequestId& id) {
  refused.id = id;
  put(std::move(refused));
  put(CreditBack{1});
}

ScreenForm SocketSession::form() const {
  return {.sizes = sizes_,
          .alternate = alternate_,
          .attributes = extended_ ? tn3270::Attributes::Extended : tn3270::Attributes::Basic,
          .page = page_};
}

// Why nothing can be sent just now, or can at all.
std::optional<SendRefused> SocketSession::check_send(std::size_t size) const {
  if (suspended_) {
    return SendRefused{
        .rule = "SUSPENDED",
        .why = "the user has suspended the session (SYSREQ); repaint follows when it goes on",
        .sense = sense::kLuNotReady};
  }
  if (bytes_ >= config::limits::kApplicationSend) {
    return SendRefused{.rule = "NO-ROOM",
                       .why = "the client has not read what was sent before; wait for credit",
                       .sense = sense::kInsufficientResource};
  }
  if (size == 0 || size > config::limits::kApplicationSend) {
    return SendRefused{.rule = "LENGTH",
                       .why = "a record has 1 to " +
                              std::to_string(config::limits::kApplicationSend) + " bytes, not " +
                              std::to_string(size)};
  }
  return std::nullopt;
}

void SocketSession::take(SendScreen& send, ProgramOutcomes& outcomes) {
  if (auto refused = check_send(1)) {
    refuse(std::move(*refused), send.id);
    return;
  }
  auto written = write_screen(send, form(), shown_);
  if (const auto* fault = std::get_if<FieldFault>(&written)) {
    refuse(fault_of("send", *fault), send.id);
    return;
  }
  write(std::move(std::get<tn3270::ByteBuffer>(written)), send.response, send.id, outcomes);
}

void SocketSession::take(SendRecord& send, ProgramOutcomes& outcomes) {
  if (auto refused = check_send(send.record.size())) {
    refuse(std::move(*refused), send.id);
  } else if (prints_ != nullptr) {
    PrintRequest request{.kind = PrintRequest::Kind::Send, .id = send.id};
    request.response = send.response;
    request.rus.push_back(std::move(send.record));
    print(std::move(request), outcomes);
  } else {
    write(std::move(send.record), send.response, send.id, outcomes);
  }
}

void SocketSession::write(tn3270::ByteBuffer record, bool response, const RequestId& id,
                          ProgramOutcomes& outcomes) {
  inputs_ = 0;
  signalled_ = false;
  repaint_told_ = false;
  bytes_ += record.size();
  // The link keeps account of kAnswersAwaited answers, so their credit waits for them.
  if (response) {
    responses_.push_back(id);
  } else {
    ++sent_;
  }
  outcomes.emplace_back(Write{std::move(record), RuKind::Data3270, response});
}

void SocketSession::take(PrintText& print, ProgramOutcomes& outcomes) {
  const bool scs = prints_ != nullptr && prints_->kind() == RuKind::Scs;
  auto written = write_print(print.text, scs, *page_);
  if (const auto* fault = std::get_if<FieldFault>(&written)) {
    refuse(fault_of("print", *fault), print.id);
    return;
  }
  PrintRequest request{.id = std::move(print.id), .end_of_job = print.end_of_job};
  request.rus = std::move(std::get<std::vector<tn3270::ByteBuffer>>(written));
  this->print(std::move(request), outcomes);
}

void SocketSession::take(PrintScs& print, ProgramOutcomes& outcomes) {
  if (prints_ == nullptr || prints_->kind() != RuKind::Scs) {
    refuse({.of = "print", .rule = "NOT-SCS", .why = "this printer takes no SCS: print text"},
           print.id);
    return;
  }
  PrintRequest request{.id = std::move(print.id), .end_of_job = print.end_of_job};
  request.rus = in_rus(print.scs);
  this->print(std::move(request), outcomes);
}

void SocketSession::print(PrintRequest request, ProgramOutcomes& outcomes) {
  if (prints_ == nullptr) {
    refuse({.of = "print", .rule = "NOT-A-PRINTER", .why = "this LU is a terminal: use send"},
           request.id);
    return;
  }
  prints_->add(std::move(request));
  advance_print(outcomes);
}

void SocketSession::advance_print(ProgramOutcomes& outcomes) {
  while (const auto done = prints_->advance(outcomes)) {
    inputs_ = 0;
    tell_printed(*done);
  }
  if (stage_ == Stage::Draining && prints_->empty()) {
    finish(std::move(*close_), outcomes);
  }
}

void SocketSession::tell_printed(const PrintQueue::Done& done) {
  const PrintRequest& request = done.request;
  if (request.kind == PrintRequest::Kind::Send) {
    if (request.response || !done.answer.positive) {
      put(Responded{request.id, done.answer});
    }
  } else if (!done.answer.positive) {
    refuse({.of = "print",
            .rule = "NOT-PRINTED",
            .why = "the printer answered: " + sense::text(done.answer.sense),
            .sense = done.answer.sense},
           request.id);
    return;
  } else {
    put(Printed{request.id, done.answer.job});
  }
  give_back(1);
}

void SocketSession::take(CloseSession& close, ProgramOutcomes& outcomes) {
  // What it has printed is to come out.
  if (prints_ != nullptr && !prints_->empty()) {
    stage_ = Stage::Draining;
    close_ = std::make_unique<CloseSession>(std::move(close));
    return;
  }
  finish(std::move(close), outcomes);
}

void SocketSession::finish(CloseSession close, ProgramOutcomes& outcomes) {
  stage_ = Stage::Over;
  put(SessionClosed{std::move(close.id)});
  if (close.pass_to) {
    outcomes.emplace_back(PassTo{*close.pass_to, close.logmode, std::move(close.data)});
  } else {
    outcomes.emplace_back(Release{std::move(close.notice)});
  }
}

}  // namespace vtam
