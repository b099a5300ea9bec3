// What reaches sessions from processes at the application socket, and what goes back.

#include <utility>

#include "tn3270/server/reactor/session_table.h"

namespace server {

bool SessionTable::says(ApplicationSays& says, config::Instant now, Reply& reply) {
  const Slot* slot = living(says.key.session);
  if (slot == nullptr) {
    return false;
  }
  bool taken = false;
  guarded_turn({says.key.session.slot, now, reply}, [&](Turn turn) {
    if (slot->session) {
      outcomes_.clear();
      taken = session_of(turn).said(says.key.turn, std::move(says.said), outcomes_);
      execute(turn);
    }
  });
  if (!taken) {
    ++counters_.stale_messages;
  }
  return taken;
}

bool SessionTable::acquire(const AcquireWanted& wanted, config::Instant now, Reply& reply) {
  const Slot* slot = living(wanted.holder);
  if (slot == nullptr || !slot->session) {
    no_client(wanted, {wanted.holder.slot, now, reply});
    return false;
  }
  guarded_turn({wanted.holder.slot, now, reply}, [&](Turn turn) {
    outcomes_.clear();
    session_of(turn).acquire(wanted.request, outcomes_);
    execute(turn);
  });
  return true;
}

bool SessionTable::cancel_acquire(const AcquireUnwanted& unwanted) {
  Slot* slot = living(unwanted.holder);
  if (slot == nullptr || !slot->session) {
    return false;
  }
  slot->session->cancel_acquire(unwanted.acquire);
  return true;
}

bool SessionTable::printers(const PrintersKnown& known, config::Instant now, Reply& reply) {
  const Slot* slot = living(known.session);
  if (slot == nullptr || !slot->session) {
    return false;
  }
  guarded_turn({known.session.slot, now, reply}, [&](Turn turn) {
    outcomes_.clear();
    session_of(turn).printers(known.rows, outcomes_);
    execute(turn);
  });
  return true;
}

bool SessionTable::close_next(const AcbClosed& closed, config::Instant now, std::uint32_t& index,
                              Reply& reply) {
  for (; index < slots_.size(); ++index) {
    const Slot& slot = slots_[index];
    if (slot.used && slot.session && slot.session->has_session_of(closed.acb)) {
      guarded_turn({index, now, reply}, [&](Turn turn) {
        // What it has written and is not in the spool yet is lost with its session.
        const bool half =
            slot.session->waiting().what == vtam::LuSession::Waiting::For::PrinterResponse;
        if (closed.how != vtam::AcbEnd::Closed || half) {
          abandon_job(slot, "its application has gone");
        }
        outcomes_.clear();
        session_of(turn).acb_closed(closed.acb, closed.how, outcomes_);
        execute(turn);
      });
      return true;
    }
  }
  return false;
}

void SessionTable::room(std::uint32_t slot, config::Instant now, Reply& reply) {
  guarded_turn({slot, now, reply}, [&](Turn turn) {
    printer_has_room(turn);
    outcomes_.clear();
    session_of(turn).room(outcomes_);
    execute(turn);
  });
}

void SessionTable::perform(const vtam::PrintersWanted& /*wanted*/, Turn turn) {
  if (around_.want_printers) {
    around_.want_printers(id(turn.slot));
  }
}

}  // namespace server
