// Sessions that outlive their connection: kept when it is lost, and given to the same client when
// it comes back. The connection moves to the session's reactor, never the other way round.

#include <algorithm>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/server/reactor/moving_client.h"
#include "tn3270/server/reactor/session_table.h"
#include "tn3270/server/reactor/session_words.h"

namespace server {
namespace {

std::string seconds(config::Ticks time) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
}

}  // namespace

vtam::SessionOwner SessionTable::owner(const Slot& slot) {
  vtam::SessionOwner owner{slot.peer.client(), {}, !slot.tls.empty()};
  if (slot.identity && slot.identity->verified) {
    owner.certificate = slot.identity->certificate;
  }
  return owner;
}

Claim SessionTable::claim(const Slot& slot, bool returning) const {
  const bool sna = slot.entrance->listener->sna && slot.link->kind() == tn3270::LinkKind::Tn3270e;
  return {owner(slot), slot.device, sna, returning};
}

std::optional<std::string> SessionTable::refuse_claim(const Slot& slot, const Claim& claim) {
  const vtam::LuSession& session = *slot.session;
  if (auto why = vtam::not_the_same(owner(slot), claim.client, session.keep())) {
    return why;
  }
  using BindImage = vtam::LuSession::BindImage;
  const bool bind = claim.bind_image && session.settings().sna;
  return session.refuse_return(claim.device, bind ? BindImage::Agreed : BindImage::No);
}

bool SessionTable::may_take_living(const Slot& slot, const Claim& claim) {
  return slot.session && slot.session->can_be_kept() && !claim.returning &&
         vtam::takes_living(owner(slot), claim.client, slot.session->keep()) &&
         !refuse_claim(slot, claim);
}

config::Ticks SessionTable::keeps(const Slot& slot, vtam::LossReason reason) const {
  if (reason != vtam::LossReason::ClientLost || stopping_ || !slot.session ||
      !slot.session->can_be_kept()) {
    return {};
  }
  const config::KeepSettings& settings = slot.session->keep();
  const bool wanted = settings.takeover != config::Takeover::Never && slot.probe &&
                      std::any_of(slot.probe->askers.begin(), slot.probe->askers.end(),
                                  [&](const Asker& one) { return !refuse_claim(slot, one.claim); });
  return std::max(wanted ? config::limits::kHandOver : config::Ticks{},
                  slot.session->on_menu() ? config::Ticks{} : settings.lost);
}

void SessionTable::keep(Turn turn, config::Ticks time, const char* code,
                        const std::string& detail) {
  Slot& slot = slots_[turn.slot];
  around_.log->info("TND102I " + who(slot) + " ended " + code + ": " + detail);
  around_.log->info("TND130I " + who(slot) + " its session is kept for " + seconds(time));
  slot.lost = std::make_unique<LostClient>(LostClient{turn.now + time});
  slot.noticing = false;
  slot.marked = false;
  slot.held_back.clear();
  slot.unfinished_since.reset();
  slot.link.reset();
  turn.reply.close = true;
  around_.directory->with([&](vtam::Directory& directory) {
    directory.keep_session(slot.session->lu(), id(turn.slot), owner(slot));
  });
  arm(turn.slot, slot.lost->until, DeadlineKind::Kept);
  outcomes_.clear();
  session_of(turn).client_gone(outcomes_);
  execute(turn);
}

void SessionTable::expire_kept(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!slot.kept()) {
    return;
  }
  if (slot.lost->until > turn.now) {
    arm(turn.slot, slot.lost->until, DeadlineKind::Kept);
    return;
  }
  around_.log->info("TND132I " + who(slot) + " has not come back; its session is ended");
  slot.ended = true;
  slot.lost.reset();
  outcomes_.clear();
  session_of(turn).lose(vtam::LossReason::ClientLost, outcomes_);
  execute(turn);
}

// What a turn leaves to be done for a session without a client.
void SessionTable::keep_going(Turn turn) {
  Slot& slot = slots_[turn.slot];
  answer_askers(slot, turn.now);
  if (slot.session->wants_room()) {  // what it writes is kept, which is as good as read
    outcomes_.clear();
    session_of(turn).room(outcomes_);
    execute(turn);
  }
}

ProbeAnswer SessionTable::promise(Slot& slot, const Asker& asker, config::Instant now) const {
  ProbeAnswer answer{asker.id, ProbeOutcome::Kept};
  const config::LuName lu = slot.session->lu();
  answer.lu = lu;
  LostClient& lost = *slot.lost;
  if (lost.promised && *lost.promised != asker.id && lost.promised_until > now) {
    answer.why = lu.text() + " is being given to another connection";
    return answer;
  }
  if (const auto why = refuse_claim(slot, asker.claim)) {
    answer.why = lu.text() + ": " + *why;
    return answer;
  }
  lost.promised = asker.id;
  lost.promised_until = now + config::limits::kHandOver;
  lost.until = std::max(lost.until, lost.promised_until);
  answer.outcome = ProbeOutcome::Yours;
  return answer;
}

void SessionTable::give_away(const PendingRequest& pending, Turn turn) {
  Slot& slot = slots_[turn.slot];
  around_.log->info("TND131I " + slot.peer.text() + " has the session of " + pending.lu.text() +
                    " back");
  MovingClientPtr client = make_moving_client();
  client->link = std::move(*slot.link);
  client->entrance = slot.entrance;
  client->peer = slot.peer;
  client->device = slot.device;
  client->opened = slot.opened;
  client->bytes_in = slot.bytes_in;
  client->bytes_out = slot.bytes_out;
  client->tls = std::move(slot.tls);
  client->identity = std::move(slot.identity);
  client->request = pending.request;
  turn.reply.hand_over =
      std::make_unique<HandOver>(HandOver{pending.holder, id(turn.slot), std::move(client)});
  slot.link.reset();
}

void SessionTable::pass_on(HandOver over) {
  const std::uint16_t reactor = over.holder.reactor;
  around_.post(reactor, std::move(over));
}

// What a mapping rule calls the user stays with the session.
void SessionTable::move_in(MovingClient& client, Slot& slot) {
  const std::string user = slot.identity ? slot.identity->user : std::string();
  slot.link.emplace(std::move(client.link));
  slot.entrance = client.entrance;
  slot.peer = client.peer;
  slot.device = client.device;
  slot.opened = client.opened;
  slot.bytes_in = client.bytes_in;
  slot.bytes_out = client.bytes_out;
  slot.tls = std::move(client.tls);
  slot.identity = std::move(client.identity);
  if (!user.empty()) {
    name_user(slot, user);
  }
}

std::uint32_t SessionTable::take_over(HandOver& over, config::Instant now, Reply& reply) {
  MovingClient& client = *over.client;
  const std::uint32_t promised = over.holder.slot;
  Slot* held = living(over.holder);
  if (held != nullptr &&
      (!held->kept() || held->lost->promised != over.asker ||
       held->session->refuse_return(client.device, vtam::LuSession::BindImage::Agreed))) {
    held = nullptr;
  }
  const std::uint32_t index = held != nullptr ? promised : new_slot(now);
  Slot& slot = slots_[index];
  move_in(client, slot);
  slot.phase = slot.link->phase();
  slot.phase_since = slot.last_activity = slot.last_sign = now;
  guarded_turn({index, now, reply}, [&](Turn turn) {
    arm(turn.slot, slot.opened + timing().negotiation_all, DeadlineKind::Negotiation);
    if (held != nullptr) {
      give_back(turn);
    } else {
      // Its session has ended in the meantime: it is a client like any other.
      answer(client.request, turn, MayProbe::Yes);
    }
    drain(turn);
  });
  return index;
}

void SessionTable::give_back(Turn turn) {
  Slot& slot = slots_[turn.slot];
  const vtam::LuSession& session = *slot.session;
  slot.lost.reset();
  slot.ended = false;
  slot.key_answered = false;
  around_.directory->with([&](vtam::Directory& directory) {
    directory.session_taken(session.lu(), id(turn.slot), owner(slot));
  });
  slot.link->grant(session.lu(), offered_functions(session.settings(), *slot.entrance->listener),
                   events_, turn.reply.out);
  around_.log->info("TND101I " + who(slot) + " " + slot.device.name() + ": its session is back, " +
                    slot.rule + identity_words(slot.identity.get()));
}

void SessionTable::welcome(vtam::Terminal terminal, Turn turn) {
  const config::Ticks kept = session_of(turn).keep().lost;
  const bool shown = session_of(turn).resume(std::move(terminal), outcomes_);
  if (!shown) {
    keep(turn, std::max(kept, config::limits::kHandOver), "REFUSED",
         "its session has a screen that it can't be given");
    outcomes_.clear();
  }
}

// A client that has named no LU: none of its own sessions that were asked for before.
void SessionTable::ask_on(PendingRequest& pending, Turn turn) {
  pending.request.tried.push_back(pending.lu);
  answer(pending.request, turn, MayProbe::Yes);
}

}  // namespace server
