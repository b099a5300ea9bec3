// How sessions go on and end: outcomes of the LU session, deadlines, KILL and REACT.

#include <algorithm>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/server/reactor/session_table.h"
#include "tn3270/server/reactor/session_words.h"

namespace server {

void SessionTable::execute(Turn turn) {
  // The last record of a turn of ours gives the turn to the client.
  const auto last = std::find_if(outcomes_.rbegin(), outcomes_.rend(), [](const auto& outcome) {
    return std::holds_alternative<vtam::SendData>(outcome);
  });
  last_data_ = last == outcomes_.rend() ? nullptr : &std::get<vtam::SendData>(*last);
  for (const vtam::SessionOutcome& outcome : outcomes_) {
    std::visit([&](const auto& one) { perform(one, turn); }, outcome);
  }
}

void SessionTable::perform(const vtam::SendBind& bind, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.output) {
    slot.output->bind = bind.image;
  } else if (can_send(slot)) {
    slot.link->send_bind(bind.image, turn.reply.out);
  }
}

void SessionTable::perform(const vtam::SendUnbind& unbind, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.output) {
    slot.output->bind.clear();
    end_spooled_job(slot);  // MODEL 4: an UNBIND is an end of job
  } else if (can_send(slot)) {
    slot.link->send_unbind(unbind.reason, turn.reply.out);
  }
}

void SessionTable::perform(const vtam::SendData& data, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.output) {
    spool(data, turn);
  } else if (can_send(slot)) {
    if (slot.session && slot.session->settings().type == config::LuType::Printer) {
      slot.last_work = turn.now;
    }
    // RFC 2355 10.3.3: a non-SNA server asks for ERROR-RESPONSE; the client is silent on success.
    const auto wanted =
        data.definite ? tn3270::ResponseWanted::Always : tn3270::ResponseWanted::Error;
    if (data.kind == vtam::RuKind::Scs) {
      slot.link->send_scs(data.record, wanted, turn.reply.out);
    } else {
      const auto host_turn =
          &data == last_data_ ? tn3270::HostTurn::Ends : tn3270::HostTurn::GoesOn;
      slot.link->send_3270(data.record, wanted, host_turn, turn.reply.out);
    }
  }
}

void SessionTable::perform(const vtam::SendEndOfJob& /*end*/, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.output) {
    end_spooled_job(slot);
  } else if (can_send(slot)) {
    slot.link->send_print_eoj(turn.reply.out);
  }
}

void SessionTable::perform(const vtam::SendSscp& sscp, Turn turn) {
  if (Slot& slot = slots_[turn.slot]; can_send(slot)) {
    slot.link->send_sscp(sscp.text, turn.reply.out);
  }
}

void SessionTable::perform(const vtam::CloseConnection& close, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.ended) {
    around_.log->info("TND102I " + who(slot) + " ended UNBIND: " + close.why);
  }
  slot.cut();
  turn.reply.close = true;
}

void SessionTable::perform(const vtam::Released& /*released*/, Turn turn) {
  Slot& slot = slots_[turn.slot];
  VERIFY(slot.session.has_value(), "only a session can be released");
  const config::LuName lu = slot.session->lu();
  std::optional<vtam::SessionId> partner;
  const bool ours = around_.directory->with([&](vtam::Directory& directory) {
    partner = directory.partner_to_drop(lu, id(turn.slot));
    return directory.release(lu, id(turn.slot), turn.now);
  });
  VERIFY(ours, "a session's LU is held by that session");
  post_partner(partner, lu);
  if (config::is_output(slot.session->settings().type)) {
    slot.cut();
    around_.post(around_.reactor, OpenOutputs{});  // its ACB is open again at once
  }
  slot.session.reset();
}

void SessionTable::perform(const vtam::Report& report, Turn turn) {
  // A client can cause these as fast as it can send.
  if (const auto said = repeats_.say(report.text, report.text, turn.now)) {
    around_.log->warning(*said);
  }
}

void SessionTable::post_partner(std::optional<vtam::SessionId> printer, config::LuName terminal) {
  if (printer) {
    around_.post(printer->reactor, DropPartner{*printer, terminal});
  }
}

bool SessionTable::drop_partner(const DropPartner& drop, config::Instant now, Reply& reply) {
  Slot* slot = living(drop.printer);
  if (slot == nullptr || !slot->session || slot->session->dead()) {
    return false;
  }
  guarded_turn({drop.printer.slot, now, reply}, [&](Turn turn) {
    end(turn, vtam::LossReason::Kill, "PARTNER",
        "the session of its terminal " + drop.terminal.text() + " has ended");
  });
  return true;
}

bool SessionTable::can_send(const Slot& slot) {
  return slot.link && slot.link->phase() == tn3270::LinkPhase::Ready;
}

void SessionTable::end(Turn turn, vtam::LossReason reason, const char* code,
                       const std::string& detail) {
  Slot& slot = slots_[turn.slot];
  if (const config::Ticks time = keeps(slot, reason); time > config::Ticks::zero()) {
    keep(turn, time, code, detail);
    return;
  }
  around_.log->info("TND102I " + who(slot) + " ended " + code + ": " + detail);
  slot.ended = true;
  abandon_job(slot, detail);
  if (slot.session && !slot.session->dead()) {
    outcomes_.clear();
    slot.session->lose(reason, outcomes_);
    execute(turn);
  }
  slot.cut();
  turn.reply.close = true;
}

void SessionTable::break_session(Turn turn, const char* what) {
  Slot& slot = slots_[turn.slot];
  ++counters_.broken;
  around_.log->error("TND107E " + who(slot) + " ended BROKEN: " + what +
                     "; this is a fault of tn3270d, please report this line");
  abandon_job(slot, "its session broke");
  if (slot.session) {
    if (const auto* acquirer = slot.session->acquirer()) {
      no_client({id(turn.slot), slot.session->lu(), *acquirer}, turn);
    }
    around_.directory->with([&](vtam::Directory& directory) {
      return directory.release(slot.session->lu(), id(turn.slot), turn.now);
    });
  }
  if (slot.session && config::is_output(slot.session->settings().type)) {
    around_.post(around_.reactor, OpenOutputs{});
  }
  slot.session.reset();
  slot.cut();
  turn.reply.close = true;
}

bool SessionTable::operate(const Operate& operate, config::Instant now, Reply& reply) {
  Slot* slot = living(operate.session);
  if (slot == nullptr || !slot->session) {
    // It ended while the command was on its way.
    const std::string free = vtam::text(vtam::LuState::Conct);
    if (operate.verb == OperatorVerb::React) {
      operate.answer(CommandDone{operate.lu, free, free});
    } else {
      operate.answer(
          CommandRefused{false, "NOT-IN-SESSION", operate.lu.text() + " has no session any more"});
    }
    return false;
  }
  if (operate.verb == OperatorVerb::Kill && slot->session->dead()) {
    operate.answer(CommandRefused{
        false, "TERMINATING",
        operate.lu.text() +
            " is ending already, but its application has not released it: use REACT"});
    return true;
  }
  const std::string was = vtam::text(slot->session->state());
  guarded_turn({operate.session.slot, now, reply}, [&](Turn turn) {
    around_.log->info(
        "TND106I " + who(*slot) +
        (operate.verb == OperatorVerb::Kill ? " KILL by the operator" : " REACT by the operator"));
    if (slot->output) {
      const bool kill = operate.verb == OperatorVerb::Kill;
      abandon_job(*slot, kill ? "KILL by the operator" : "REACT by the operator");
      around_.spool(StopDelivery{operate.lu, kill ? StopThen::Hold : StopThen::Restart});
    }
    outcomes_.clear();
    if (operate.verb == OperatorVerb::Kill) {
      session_of(turn).lose(vtam::LossReason::Kill, outcomes_);
    } else {
      session_of(turn).react(outcomes_);
    }
    execute(turn);
    if (operate.verb == OperatorVerb::React) {
      // The LU is to be free in the same call, for anybody.
      around_.directory->with(
          [&](vtam::Directory& directory) { return directory.end_keeping(operate.lu); });
    }
    if (slot->standing()) {
      slot->cut();
      turn.reply.close = true;
    }
  });
  const bool held = slot->generation == operate.session.generation && slot->session;
  operate.answer(CommandDone{operate.lu, was,
                             vtam::text(held ? vtam::LuState::Terminating : vtam::LuState::Conct)});
  return true;
}

}  // namespace server
