// What the links of clients bring.

#include <utility>
#include <variant>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/server/reactor/session_table.h"
#include "tn3270/server/reactor/session_words.h"

namespace server {
namespace {

// A record of the user's making, not an answer to a read or query of ours.
bool key(std::uint8_t aid) {
  const auto known = tn3270::aid_of(aid);
  return known && *known != tn3270::Aid::None && *known != tn3270::Aid::StructuredField &&
         *known != tn3270::Aid::QueryReply;
}

}  // namespace

void SessionTable::drain(Turn turn) {
  Slot& slot = slots_[turn.slot];
  // Handling an event may append others; it may also end the link, and with it whatever else was
  // read.
  for (std::size_t next = 0; next < events_.size() && slot.link && !slot.noticing; ++next) {
    const tn3270::LinkEvent event = std::move(events_[next]);
    std::visit([&](const auto& one) { handle(one, turn); }, event);
    if (slot.link && turn.reply.out.size() > config::limits::kUnsentOutput) {
      turn.reply.out.clear();
      end(turn, vtam::LossReason::ClientLost, "OUTPUT-BOUND",
          "one read asked for more output than a client may have waiting");
    }
  }
  if (slot.link) {
    slot.link->forget_records();
    watch_phase(turn);
    watch_unfinished(turn);
  }
}

void SessionTable::handle(const tn3270::DeviceRequested& event, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.link->phase() != tn3270::LinkPhase::DecisionAwaited) {
    return;  // a violation in the same read has overtaken it, and is the next event
  }
  slot.device = event.device;
  vtam::LuRequest request{slot.entrance->partition,
                          {slot.peer.client(), slot.entrance->listener->name, event.device},
                          event.name,
                          event.associate};
  if (slot.identity && slot.identity->verified) {
    request.client.certificate = slot.identity->certificate;
  }
  request.client.tls = !slot.tls.empty();
  answer(request, turn, MayProbe::Yes);
}

void SessionTable::handle(const tn3270::DeviceRefused& event, Turn turn) {
  around_.log->info("TND103I " + slots_[turn.slot].peer.text() + " refused " +
                    tn3270::text(event.reason) + ": " + event.detail);
}

void SessionTable::handle(const tn3270::LinkReady& event, Turn turn) {
  Slot& slot = slots_[turn.slot];
  VERIFY(slot.session.has_value(), "a ready link has a LU");
  vtam::Terminal terminal;
  terminal.device = slot.device;
  terminal.bind_image = event.functions.has(tn3270::Function::BindImage);
  terminal.sysreq = event.functions.has(tn3270::Function::Sysreq);
  terminal.responses = event.functions.has(tn3270::Function::Responses) ||
                       (slot.link->kind() == tn3270::LinkKind::Classic && slot.device.printer());
  terminal.functions = functions_text(slot.link->kind(), event.functions);
  terminal.client = slot.peer.text();
  terminal.identity = slot.identity;
  terminal.code_page = slot.entrance->listener->code_page;
  terminal.default_application = slot.mapped_application;
  terminal.mapped_logmode = slot.mapped_logmode;
  terminal.listener = slot.entrance->listener;
  terminal.kind = slot.link->kind() == tn3270::LinkKind::Classic ? vtam::ClientKind::Tn3270
                                                                 : vtam::ClientKind::Tn3270e;
  terminal.loopback = slot.peer.client().is_loopback();
  if (around_.client_jobs && config::is_printer(slot.session->settings().type)) {
    begin_printing(turn, terminal);
  }
  outcomes_.clear();
  if (session_of(turn).started()) {
    welcome(std::move(terminal), turn);
  } else {
    session_of(turn).start(std::move(terminal), outcomes_);
  }
  execute(turn);
  watch_silence(turn);
  watch_inactivity(turn);
}

void SessionTable::handle(const tn3270::RecordReceived& event, Turn turn) {
  Slot& slot = slots_[turn.slot];
  VERIFY(slot.session.has_value(), "records flow only to a LU");
  const tn3270::Bytes record = slot.link->record(event);
  if (event.type == tn3270::DataType::Data3270 && !record.empty() && key(record.front())) {
    if (slot.key_answered && !session_of(turn).asked_for(record)) {
      // Some clients let the user press Enter again before the screen has changed (PROTOCOL 4.6).
      ++counters_.repeated_inputs;
      return;
    }
    slot.key_answered = true;
    slot.last_work = turn.now;
  }
  outcomes_.clear();
  if (event.type == tn3270::DataType::Data3270) {
    session_of(turn).receive(record, outcomes_);
  } else if (event.type == tn3270::DataType::SscpLuData) {
    slot.last_work = turn.now;
    session_of(turn).receive_sscp(record, outcomes_);
  } else {
    ++counters_.unknown_records;
  }
  execute(turn);
}

void SessionTable::handle(const tn3270::ResponseReceived& event, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.session) {
    return;
  }
  if (config::is_printer(slot.session->settings().type)) {
    slot.last_work = turn.now;
  }
  if (slot.printer) {
    printer_answered(event, turn);
    return;
  }
  outcomes_.clear();
  session_of(turn).response(event.definite, {event.positive, event.sense}, outcomes_);
  execute(turn);
}

void SessionTable::handle(const tn3270::ConditionCleared& /*event*/, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.session) {
    return;
  }
  if (slot.printer) {
    printer_ready(turn);
    return;
  }
  outcomes_.clear();
  session_of(turn).condition_cleared(outcomes_);
  execute(turn);
}

void SessionTable::handle(const tn3270::TlsFollows& event, Turn turn) {
  VERIFY(slots_[turn.slot].entrance->tls != nullptr, "TLS is offered where there is a certificate");
  Slot& slot = slots_[turn.slot];
  turn.reply.tls_behind = event.consumed;
  slot.link.emplace();  // all options are forgotten (PROTOCOL 3.1)
  slot.securing = true;
  arm(turn.slot, turn.now + timing().tls_handshake, DeadlineKind::Handshake);
}

void SessionTable::handle(const tn3270::KeyReceived& event, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.session) {
    return;
  }
  slot.last_work = turn.now;
  outcomes_.clear();
  if (event.key == tn3270::Key::Attn) {
    session_of(turn).attn(outcomes_);
  } else {
    session_of(turn).sysreq(outcomes_);
  }
  execute(turn);
}

void SessionTable::handle(const tn3270::LinkEnded& event, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (event.notice) {
    // PROTOCOL 1.3: x3270 shows a line that comes before 3270 mode, but only while the connection
    // stands.
    slot.noticing = true;
    around_.log->info("TND103I " + who(slot) + " is sent away with a line of text: " + event.why);
    arm(turn.slot, turn.now + config::limits::kNoticeShown, DeadlineKind::Notice);
    return;
  }
  end(turn, vtam::LossReason::ClientLost, "CLNTDISC", event.why);
}

void SessionTable::handle(const tn3270::Violation& event, Turn turn) {
  ++counters_.violations;
  end(turn, vtam::LossReason::ClientLost, event.rule, event.detail);
}

void SessionTable::watch_phase(Turn turn) {
  Slot& slot = slots_[turn.slot];
  const tn3270::LinkPhase phase = slot.link->phase();
  if (phase == slot.phase) {
    return;
  }
  slot.phase = phase;
  slot.phase_since = turn.now;
  if (client_owes(phase)) {
    arm(turn.slot, turn.now + timing().negotiation_phase, DeadlineKind::Phase);
  }
}

}  // namespace server
