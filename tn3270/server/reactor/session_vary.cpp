// What V NET does to sessions (MODEL 2).

#include "tn3270/server/reactor/session_table.h"

namespace server {

using vtam::EndForm;

bool SessionTable::vary_next(const NetworkChanged& changed, config::Instant now,
                             std::uint32_t& index, Reply& reply) {
  const bool breaks = changed.breaking != nullptr && changed.breaking->form != EndForm::Normal;
  for (; index < slots_.size(); ++index) {
    const Slot& slot = slots_[index];
    const bool concerned =
        breaks || slot.without_client() || (slot.session && slot.session->waits_for_network());
    if (!slot.used || !slot.session || !concerned) {
      continue;  // an ACB that opens costs the sessions nothing that do not wait for it
    }
    guarded_turn({index, now, reply}, [&](Turn turn) {
      if (breaks) {
        vary(*changed.breaking, turn);
      } else {
        adapt(turn);
      }
    });
    return true;
  }
  return false;
}

void SessionTable::adapt(Turn turn) {
  outcomes_.clear();
  session_of(turn).network_changed(outcomes_);
  execute(turn);
}

// Applications that the LU's user has left: the one that he sees is not concerned.
void SessionTable::vary_suspended(const vtam::Breaking& breaking, Turn turn) {
  vtam::LuSession& session = session_of(turn);
  for (const auto& one : session.suspended()) {
    if (session.dead() && breaking.form != EndForm::Force) {
      continue;  // it has been told to end
    }
    if (vtam::ends(breaking, session.lu(), one.application)) {
      around_.log->info("TND109I " + who(slots_[turn.slot]) +
                        " V NET by the operator ends its session with " + one.application.text());
      session.break_suspended(one.application, vtam::LossReason::Inactivated,
                              breaking.form == EndForm::Force ? vtam::Wait::No : vtam::Wait::Yes,
                              outcomes_);
    }
  }
  execute(turn);
  outcomes_.clear();
}

void SessionTable::vary(const vtam::Breaking& breaking, Turn turn) {
  Slot& slot = slots_[turn.slot];
  vtam::LuSession& session = session_of(turn);
  const auto application = session.application();
  const bool force = breaking.form == EndForm::Force;
  const bool own = !breaking.only_session && breaking.has(config::appl_of(session.lu()));
  const bool partner = application && vtam::ends(breaking, session.lu(), *application);
  outcomes_.clear();
  if (!own) {
    vary_suspended(breaking, turn);
  }
  if (!own && !partner) {
    adapt(turn);
    return;
  }
  abandon_job(slot, "V NET by the operator");
  if (breaking.only_session && application == vtam::menu_application()) {
    return;
  }
  // Without its menu a LU has nothing to go back to.
  const bool whole = own || application == vtam::menu_application() || (force && session.dead());
  if (!whole) {
    if (!session.dead()) {
      around_.log->info("TND109I " + who(slot) + " V NET by the operator ends its session with " +
                        application->text());
      session.break_application(vtam::LossReason::Inactivated,
                                force ? vtam::Wait::No : vtam::Wait::Yes, outcomes_);
      execute(turn);
    }
    return;
  }
  around_.log->info("TND109I " + who(slot) + " V NET by the operator");
  slot.ended = true;
  if (force) {
    session.react(outcomes_);
  } else if (!session.dead()) {
    session.lose(vtam::LossReason::Kill, outcomes_);
  }
  execute(turn);
  if (slot.standing()) {
    slot.cut();
    turn.reply.close = true;
  }
}

}  // namespace server
