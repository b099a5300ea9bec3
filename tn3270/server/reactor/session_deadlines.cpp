// What happens when time has passed.

#include <algorithm>

#include "config/limits.h"
#include "tn3270/server/reactor/session_table.h"
#include "tn3270/server/reactor/session_words.h"

namespace server {

namespace {

constexpr std::uint16_t bit(DeadlineKind kind) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind));
}

config::Ticks patience(vtam::LuSession::Waiting::For what, const config::TimingSettings& timing) {
  using For = vtam::LuSession::Waiting::For;
  switch (what) {
    case For::QueryReply:
      return timing.query_reply;
    case For::LogonPause:
      return config::limits::kLogonsAgainIn;
    case For::PrinterResponse:
    case For::Nothing:
      break;
  }
  return timing.printer_response;
}

// A pause is shorter than a printer's patience, and an entry that is there is not made earlier.
DeadlineKind kind_of(vtam::LuSession::Waiting::For what) {
  return what == vtam::LuSession::Waiting::For::LogonPause ? DeadlineKind::Pause
                                                           : DeadlineKind::Answer;
}

}  // namespace

// One entry of a kind at a time, or a client could make them without end. What is due later than
// the entry says is armed again when that comes.
void SessionTable::arm(std::uint32_t index, config::Instant due, DeadlineKind kind) {
  Slot& slot = slots_[index];
  if ((slot.armed & bit(kind)) == 0) {
    slot.armed = static_cast<std::uint16_t>(slot.armed | bit(kind));
    deadlines_.add({due, index, slot.generation, kind});
  }
}

bool SessionTable::fired(const Deadline& deadline) {
  if (!current(deadline)) {
    return false;  // of an earlier life
  }
  Slot& slot = slots_[deadline.slot];
  slot.armed = static_cast<std::uint16_t>(slot.armed & ~bit(deadline.kind));
  return true;
}

void SessionTable::watch_output(std::uint32_t index, config::Instant stalled) {
  arm(index, stalled + timing().unacknowledged, DeadlineKind::Output);
}

void SessionTable::half_record(std::uint32_t index, config::Instant now) {
  Slot& slot = slots_[index];
  if (slot.link && !slot.unfinished_since) {
    slot.unfinished_since = now;
    arm(index, now + timing().unfinished, DeadlineKind::Unfinished);
  }
}

void SessionTable::expire(const Deadline& deadline, config::Instant now, Reply& reply) {
  if (!fired(deadline)) {
    return;
  }
  guarded_turn({deadline.slot, now, reply}, [&](Turn turn) {
    switch (deadline.kind) {
      case DeadlineKind::Phase:
      case DeadlineKind::Negotiation:
        expire_negotiation(deadline, turn);
        break;
      case DeadlineKind::Notice:
        end(turn, vtam::LossReason::ClientLost, "REFUSED", "the reason was shown");
        break;
      case DeadlineKind::Probe:
        expire_probe(turn);
        break;
      case DeadlineKind::Release:
        expire_release(turn);
        break;
      case DeadlineKind::Guesser:
        expire_guesser(turn);
        break;
      case DeadlineKind::Handshake:
        expire_handshake(turn);
        break;
      case DeadlineKind::FirstByte:
        expire_first_byte(turn);
        break;
      case DeadlineKind::Unfinished:
        expire_unfinished(turn);
        break;
      case DeadlineKind::Silence:
        expire_silence(turn);
        break;
      case DeadlineKind::Inactivity:
        expire_inactivity(turn);
        break;
      case DeadlineKind::Answer:
      case DeadlineKind::Pause:
        expire_answer(turn);
        break;
      case DeadlineKind::Kept:
        expire_kept(turn);
        break;
      case DeadlineKind::Output:
        break;
    }
  });
}

void SessionTable::expire_negotiation(const Deadline& deadline, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.link || slot.noticing || slot.link->phase() == tn3270::LinkPhase::Ready) {
    return;
  }
  if (deadline.kind == DeadlineKind::Negotiation &&
      slot.opened + timing().negotiation_all > turn.now) {
    arm(turn.slot, slot.opened + timing().negotiation_all, DeadlineKind::Negotiation);
    return;  // of a connection that its session had before
  }
  if (deadline.kind == DeadlineKind::Phase) {
    if (slot.securing || !client_owes(slot.link->phase())) {
      return;
    }
    const config::Instant due = slot.phase_since + timing().negotiation_phase;
    if (due > turn.now) {
      arm(turn.slot, due, DeadlineKind::Phase);
      return;
    }
  }
  end(turn, vtam::LossReason::ClientLost, "NEGOTIATION-TIMEOUT",
      std::string("waiting for the client after ") + tn3270::text(slot.link->phase()));
}

// It says nothing: telnet clients wait for the server's first word.
void SessionTable::expire_first_byte(Turn turn) {
  if (slots_[turn.slot].choosing) {
    begin_in_clear(turn);
  }
}

void SessionTable::expire_handshake(Turn turn) {
  if (slots_[turn.slot].securing) {
    end(turn, vtam::LossReason::ClientLost, "TLS-HANDSHAKE", "it did not end within its time");
  }
}

// The rest of a record: a client sends each in one piece, so what stops in the middle is broken or
// means to hold a buffer of ours.
void SessionTable::watch_unfinished(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.securing || !slot.link->unfinished() || !events_.empty()) {
    slot.unfinished_since.reset();  // what was waited for has come
  }
  if (slot.securing || !slot.link->unfinished()) {
    return;
  }
  if (!slot.unfinished_since) {
    slot.unfinished_since = turn.now;
    arm(turn.slot, turn.now + timing().unfinished, DeadlineKind::Unfinished);
  }
}

void SessionTable::expire_unfinished(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.link || !slot.unfinished_since) {
    return;
  }
  const config::Instant due = *slot.unfinished_since + timing().unfinished;
  if (due > turn.now) {
    arm(turn.slot, due,
        DeadlineKind::Unfinished);  // of another record than the one that was waited for
    return;
  }
  end(turn, vtam::LossReason::ClientLost, "UNFINISHED", "the rest of a record did not come");
}

// One entry for a session's whole life, moved on when it is due.
void SessionTable::watch_silence(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.link) {
    return;
  }
  arm(turn.slot, turn.now + silence(), DeadlineKind::Silence);
}

config::Ticks SessionTable::silence() const {
  const config::Ticks mark = timing().timing_mark;
  return mark == config::Ticks{} ? timing().keepalive : std::min(mark, timing().keepalive);
}

void SessionTable::expire_silence(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!can_send(slot)) {
    return;
  }
  const config::Ticks mark = timing().timing_mark;
  const config::Ticks silent = turn.now - slot.last_activity;
  if (silent < silence()) {
    arm(turn.slot, slot.last_activity + silence(), DeadlineKind::Silence);
    return;
  }
  if (mark != config::Ticks{} && slot.marked && silent >= 2 * mark) {
    end(turn, vtam::LossReason::ClientLost, "TIMEMARK", "no answer to TIMING-MARK");
    return;
  }
  if (mark != config::Ticks{} && !slot.marked && silent >= mark) {
    slot.marked = true;
    slot.link->probe(turn.reply.out);
  } else {
    // A client that is gone does not acknowledge it, which TCP's user time-out finds.
    slot.link->keep_alive(turn.reply.out);
  }
  arm(turn.slot, turn.now + silence(), DeadlineKind::Silence);
}

config::Ticks SessionTable::inactive_at_most(const Slot& slot) const {
  const config::SessionSettings& sessions =
      around_.network->config().servers[slot.entrance->partition].sessions;
  return slot.session->settings().type == config::LuType::Printer ? sessions.printer_inactive
                                                                  : sessions.terminal_inactive;
}

// One entry for a session's whole life, as for its silence.
void SessionTable::watch_inactivity(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.session || inactive_at_most(slot) == config::Ticks{}) {
    return;
  }
  slot.last_work = turn.now;
  arm(turn.slot, turn.now + inactive_at_most(slot), DeadlineKind::Inactivity);
}

void SessionTable::expire_inactivity(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if ((!can_send(slot) && !slot.kept()) || !slot.session) {
    return;
  }
  const config::Ticks most = inactive_at_most(slot);
  if (turn.now - slot.last_work < most) {
    arm(turn.slot, slot.last_work + most, DeadlineKind::Inactivity);
    return;
  }
  const bool printer = slot.session->settings().type == config::LuType::Printer;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(most).count();
  end(turn, vtam::LossReason::Inactive, printer ? "INACT-P" : "INACT-S",
      (printer ? "it has printed nothing for " : "no input for ") + std::to_string(seconds) + " s");
}

// The session waits for an answer of its client, or has to pause.
void SessionTable::watch_waiting(Turn turn) {
  Slot& slot = slots_[turn.slot];
  const vtam::LuSession::Waiting waiting = waits_for(slot);
  if (waiting.what == vtam::LuSession::Waiting::For::Nothing) {
    slot.answer_due.reset();
    return;
  }
  if (slot.answer_due && slot.waiting_for == waiting.what && slot.waiting_turn == waiting.turn) {
    return;
  }
  slot.waiting_for = waiting.what;
  slot.waiting_turn = waiting.turn;
  slot.answer_due = turn.now + patience(waiting.what, timing());
  arm(turn.slot, *slot.answer_due, kind_of(waiting.what));
}

// A printer that is fed from the spool owes answers to it, not to its session.
vtam::LuSession::Waiting SessionTable::waits_for(const Slot& slot) {
  const vtam::LuSession::Waiting waiting = slot.session->waiting();
  if (slot.printer && slot.printer->waits() &&
      waiting.what != vtam::LuSession::Waiting::For::LogonPause) {
    constexpr std::uint32_t kNotOfTheSession = 0x80000000;
    return {vtam::LuSession::Waiting::For::PrinterResponse,
            slot.printer->turn() | kNotOfTheSession};
  }
  return waiting;
}

void SessionTable::expire_answer(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.session || !slot.answer_due) {
    return;
  }
  if (*slot.answer_due > turn.now) {
    arm(turn.slot, *slot.answer_due, kind_of(slot.waiting_for));
    return;
  }
  slot.answer_due.reset();
  if (slot.printer && slot.printer->waits() &&
      slot.waiting_for == vtam::LuSession::Waiting::For::PrinterResponse) {
    end(turn, vtam::LossReason::ClientLost, "NO-ANSWER", "the printer did not answer a record");
    return;
  }
  abandon_job(slot, "the spool did not answer");
  outcomes_.clear();
  session_of(turn).give_up_waiting(outcomes_);
  execute(turn);
}

void SessionTable::expire_release(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.standing() || !slot.session || slot.reported) {
    return;
  }
  slot.reported = true;
  const auto application = slot.session->application();
  around_.log->warning("TND105W " + slot.session->lu().text() + " is still TERMINATING: " +
                       (application ? application->text() : std::string("its application")) +
                       " has not released it; REACT " + slot.session->lu().text() + " frees it");
}

}  // namespace server
