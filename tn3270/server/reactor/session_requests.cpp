// Who gets which LU: requests, grants, refusals, and the question whether a silent holder still
// lives.

#include <algorithm>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/server/reactor/session_table.h"
#include "tn3270/server/reactor/session_words.h"
#include "vtam/operator_text.h"

namespace server {

void SessionTable::answer(const vtam::LuRequest& request, Turn turn, MayProbe may_probe) {
  Slot& slot = slots_[turn.slot];
  const vtam::LuAnswer answer = around_.directory->with([&](vtam::Directory& directory) {
    return directory.request(request, id(turn.slot), turn.now);
  });
  if (const auto* granted = std::get_if<vtam::LuGrant>(&answer)) {
    grant(*granted, turn);
    return;
  }
  const auto& refusal = std::get<vtam::LuRefusal>(answer);
  if (refusal.holder && (may_probe == MayProbe::Yes || refusal.returning)) {
    // MODEL 3: a LU asked for by name is taken from a holder that does not answer.
    slot.request = std::make_unique<PendingRequest>(PendingRequest{
        request, refusal.lu.value(), refusal.text, *refusal.holder, refusal.returning});
    around_.post(refusal.holder->reactor,
                 Probe{*refusal.holder, {id(turn.slot), claim(slot, refusal.returning)}});
    return;
  }
  refuse(refusal, request, turn);
}

void SessionTable::refuse(const vtam::LuRefusal& refusal, const vtam::LuRequest& request,
                          Turn turn) {
  if (refusal.kind == vtam::RefusalKind::HeldBack) {
    hold_back(refusal, turn);
    return;
  }
  if (refusal.kind == vtam::RefusalKind::Inactive && refusal.lu) {
    say_not_available(*refusal.lu, vtam::NotActive{refusal.text}, turn.now);
  }
  const bool generic_printer = request.client.device.printer() && !request.name;
  // PROTOCOL 1.3: UNSUPPORTED-REQ, where a display would hear UNKNOWN-ERROR. RFC 1646's line tells
  // "none defined" from "taken".
  const bool unsupported = refusal.kind == vtam::RefusalKind::PoolExhausted && generic_printer &&
                           slots_[turn.slot].link->kind() == tn3270::LinkKind::Tn3270e;
  refuse(unsupported ? tn3270::RejectReason::UnsupportedReq : reject_reason(refusal.kind),
         refusal.text, turn);
}

// MODEL 7: one code with one delay for everything.
void SessionTable::hold_back(const vtam::LuRefusal& refusal, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (refusal.begins) {
    around_.log->warning("TND108W " + slot.peer.address_text() + " is held back: " + refusal.text +
                         "; whatever it asks for is refused until it has asked for no new one "
                         "for a minute");
  }
  slot.held_back = refusal.text;
  arm(turn.slot, turn.now + config::limits::kGuesserWaits, DeadlineKind::Guesser);
}

// Names of applications are guessed too, from the menu, as nmap's vtam-enum does.
void SessionTable::perform(const vtam::NameRefused& refused, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.held_back.empty()) {
    return;
  }
  vtam::LuRequest request;
  request.partition = slot.entrance->partition;
  request.client.address = slot.peer.client();
  request.name = config::lu_of(refused.application);
  const auto held = around_.directory->with(
      [&](vtam::Directory& directory) { return directory.refused(request, turn.now); });
  if (held) {
    hold_back(*held, turn);
  }
}

void SessionTable::expire_guesser(Turn turn) {
  Slot& slot = slots_[turn.slot];
  const std::string sentence = std::exchange(slot.held_back, {});
  if (!slot.link || sentence.empty()) {
    return;
  }
  if (slot.link->phase() != tn3270::LinkPhase::DecisionAwaited) {
    end(turn, vtam::LossReason::ClientLost, "GUESSING", sentence);
    return;
  }
  refuse(reject_reason(vtam::RefusalKind::HeldBack), sentence, turn);
  drain(turn);
}

void SessionTable::name_user(Slot& slot, const std::string& user) {
  if (user.empty()) {
    return;
  }
  vtam::ClientIdentity identity = slot.identity ? *slot.identity : vtam::ClientIdentity{};
  // A name that nobody has verified is nobody's.
  identity.user = user != "@" ? user : identity.verified ? identity.common_name : std::string();
  slot.identity = std::make_shared<const vtam::ClientIdentity>(std::move(identity));
}

void SessionTable::grant(const vtam::LuGrant& grant, Turn turn) {
  Slot& slot = slots_[turn.slot];
  slot.rule = grant.rule;
  slot.mapped_application = grant.application;
  slot.mapped_logmode = grant.logmode;
  name_user(slot, grant.user);
  slot.session.emplace(*grant.settings, slot.entrance->partition, around_.network, id(turn.slot));
  slot.link->grant(grant.settings->name,
                   offered_functions(*grant.settings, *slot.entrance->listener), events_,
                   turn.reply.out);
  around_.log->info("TND101I " + who(slot) + " " + slot.device.name() + ": " + grant.rule +
                    identity_words(slot.identity.get()));
  if (grant.capacity_warning) {
    around_.log->warning("TND104W " + *grant.capacity_warning);
  }
}

void SessionTable::refuse(tn3270::RejectReason reason, const std::string& sentence, Turn turn) {
  Slot& slot = slots_[turn.slot];
  around_.log->info("TND103I " + slot.peer.text() + " refused " + tn3270::text(reason) + ": " +
                    sentence);
  slot.link->refuse(reason, sentence, events_, turn.reply.out);
}

void SessionTable::say_not_available(config::LuName lu, const vtam::NotAvailable& why,
                                     config::Instant now) {
  const std::string line = vtam::bstt075e(lu, why);
  if (const auto said = repeats_.say(line, line, now)) {
    around_.log->warning(*said);
  }
}

bool SessionTable::probe(const Probe& probe, config::Instant now, Reply& reply) {
  Slot* slot = living(probe.holder);
  const vtam::SessionId asker = probe.asker.id;
  if (slot == nullptr) {
    // The holder's life is over: whoever asks again finds the row as it is now.
    around_.post(asker.reactor, ProbeAnswer{asker, ProbeOutcome::Freed});
    return false;
  }
  if (slot->kept()) {
    around_.post(asker.reactor, promise(*slot, probe.asker, now));
    return true;
  }
  if (!slot->link) {
    around_.post(asker.reactor, holder_answer(*slot, asker, now));
    return true;
  }
  if (may_take_living(*slot, probe.asker.claim)) {
    guarded_turn({probe.holder.slot, now, reply}, [&](Turn turn) {
      keep(turn, std::max(config::limits::kHandOver, slot->session->keep().lost), "TAKEN-OVER",
           "the same client has asked for its LU again");
      if (slot->kept()) {
        around_.post(asker.reactor, promise(*slot, probe.asker, now));
      } else {
        around_.post(asker.reactor, ProbeAnswer{asker, ProbeOutcome::Freed});
      }
    });
    return true;
  }
  if (now - slot->last_sign < config::limits::kProbeSilence) {
    around_.post(asker.reactor, holder_answer(*slot, asker, now));
    return true;
  }
  if (!slot->probe) {
    const config::Instant due = now + timing().probe_answer;
    slot->probe = std::make_unique<PendingProbe>(PendingProbe{{}, due});
    arm(probe.holder.slot, due, DeadlineKind::Probe);
    slot->link->probe(reply.out);
  }
  slot->probe->askers.push_back(probe.asker);
  return true;
}

ProbeAnswer SessionTable::holder_answer(const Slot& slot, vtam::SessionId asker,
                                        config::Instant now) const {
  if (slot.link) {
    return {asker, ProbeOutcome::Alive, slot.peer.text(), around_.clock(now, slot.opened),
            slot.session ? std::optional(slot.session->lu()) : std::nullopt};
  }
  if (!slot.session) {
    return {asker, ProbeOutcome::Freed};
  }
  const auto application = slot.session->application();
  return {asker, ProbeOutcome::NotReleased, application ? application->text() : "",
          around_.clock(now, slot.last_activity), slot.session->lu()};
}

bool SessionTable::probe_answer(const ProbeAnswer& answered, config::Instant now, Reply& reply) {
  Slot* slot = living(answered.asker);
  if (slot == nullptr || !slot->request || !slot->link) {
    return false;
  }
  const std::unique_ptr<PendingRequest> pending = std::move(slot->request);
  guarded_turn({answered.asker.slot, now, reply}, [&](Turn turn) {
    const config::LuName lu = answered.lu.value_or(pending->lu);
    switch (answered.outcome) {
      case ProbeOutcome::Yours:
        give_away(*pending, turn);
        break;
      case ProbeOutcome::Kept:
        if (pending->returning) {
          ask_on(*pending, turn);
        } else {
          still_in_use(*pending, answered.why, turn);
        }
        break;
      case ProbeOutcome::Alive:
        if (pending->returning) {
          ask_on(*pending, turn);
          break;
        }
        say_not_available(lu, vtam::HeldByClient{answered.holder, answered.since}, now);
        still_in_use(*pending, pending->refusal, turn);
        break;
      case ProbeOutcome::NotReleased:
        if (pending->returning) {
          ask_on(*pending, turn);
          break;
        }
        say_not_available(lu, vtam::NotReleased{answered.holder, answered.since}, now);
        still_in_use(*pending, lu.text() + " is not released by its application", turn);
        break;
      case ProbeOutcome::Freed:
        if (pending->returning) {
          ask_on(*pending, turn);
        } else {
          answer(pending->request, turn, MayProbe::No);
        }
        break;
    }
    drain(turn);
  });
  return true;
}

void SessionTable::still_in_use(const PendingRequest& pending, const std::string& sentence,
                                Turn turn) {
  const auto instead = around_.directory->with(
      [&](vtam::Directory& directory) { return directory.refused(pending.request, turn.now); });
  if (instead) {
    hold_back(*instead, turn);
  } else {
    refuse(tn3270::RejectReason::DeviceInUse, sentence, turn);
  }
}

void SessionTable::answer_askers(Slot& slot, config::Instant now) {
  if (!slot.probe) {
    return;
  }
  const std::unique_ptr<PendingProbe> probe = std::move(slot.probe);
  for (const Asker& asker : probe->askers) {
    around_.post(asker.id.reactor,
                 slot.kept() ? promise(slot, asker, now) : holder_answer(slot, asker.id, now));
  }
}

void SessionTable::expire_probe(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.probe) {
    return;
  }
  if (slot.probe->deadline > turn.now) {
    arm(turn.slot, slot.probe->deadline, DeadlineKind::Probe);
    return;
  }
  end(turn, vtam::LossReason::ClientLost, "TIMEMARK",
      "no answer within the time, and its LU was asked for by name");
}

}  // namespace server
