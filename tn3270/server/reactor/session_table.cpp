#include "tn3270/server/reactor/session_table.h"

#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/server/reactor/session_words.h"

namespace server {

namespace {

tn3270::StartTls starttls(config::ListenerTls tls) {
  switch (tls) {
    case config::ListenerTls::Negotiated:
    case config::ListenerTls::Any:
      return tn3270::StartTls::Offered;
    case config::ListenerTls::Required:
      return tn3270::StartTls::Required;
    default:
      return tn3270::StartTls::No;
  }
}

}  // namespace

SessionTable::SessionTable(Surroundings surroundings)
    : around_(std::move(surroundings)),
      repeats_(config::limits::kCollapseWindow),
      tracer_(around_.time_of_day) {}

std::uint32_t SessionTable::new_slot(config::Instant now) {
  std::uint32_t index = 0;
  if (free_.empty()) {
    index = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    index = free_.back();
    free_.pop_back();
  }
  Slot& slot = slots_[index];
  const std::uint32_t life = slot.generation;
  slot = Slot{};
  slot.generation = life;
  slot.used = true;
  slot.opened = slot.phase_since = slot.last_activity = slot.last_sign = now;
  return index;
}

std::uint32_t SessionTable::open(const Peer& peer, const Entrance& entrance, config::Instant now,
                                 Reply& reply) {
  const std::uint32_t index = new_slot(now);
  Slot& slot = slots_[index];
  slot.peer = peer;
  slot.entrance = &entrance;
  guarded_turn({index, now, reply}, [&](Turn turn) {
    arm(turn.slot, now + timing().negotiation_all, DeadlineKind::Negotiation);
    slot.link.emplace();
    if (entrance.listener->tls == config::ListenerTls::Immediate) {
      slot.securing = true;
      arm(turn.slot, now + timing().tls_handshake, DeadlineKind::Handshake);
      return;
    }
    if (entrance.listener->tls == config::ListenerTls::Any) {
      slot.choosing = true;
      arm(turn.slot, now + config::limits::kTlsFirstByte, DeadlineKind::FirstByte);
      return;
    }
    begin_in_clear(turn);
  });
  return index;
}

void SessionTable::begin_in_clear(Turn turn) {
  Slot& slot = slots_[turn.slot];
  slot.choosing = false;
  arm(turn.slot, turn.now + timing().negotiation_phase, DeadlineKind::Phase);
  slot.link->start(starttls(slot.entrance->listener->tls), turn.reply.out);
  slot.phase = slot.link->phase();
  slot.phase_since = turn.now;
}

// TLS begins with a handshake record, which is no telnet command and no text (PROTOCOL 3.1).
bool SessionTable::begins_tls(Turn turn, tn3270::Bytes first) {
  constexpr std::uint8_t kHandshakeRecord = 0x16;
  if (first.empty() || first.front() != kHandshakeRecord) {
    begin_in_clear(turn);
    return false;
  }
  Slot& slot = slots_[turn.slot];
  slot.choosing = false;
  slot.securing = true;
  turn.reply.tls_behind = 0;
  arm(turn.slot, turn.now + timing().tls_handshake, DeadlineKind::Handshake);
  return true;
}

void SessionTable::secured(std::uint32_t index, Secured how, config::Instant now, Reply& reply) {
  Slot& slot = slots_[index];
  VERIFY(slot.link && slot.securing, "TLS opens once, before the link");
  guarded_turn({index, now, reply}, [&](Turn turn) {
    slot.securing = false;
    slot.tls = std::move(how.description);
    if (how.certificate) {
      slot.identity = std::make_shared<const vtam::ClientIdentity>(vtam::ClientIdentity{
          how.certificate->subject, how.certificate->common_name, how.certificate->verified, {}});
    }
    slot.link->start(tn3270::StartTls::No, turn.reply.out);
    slot.phase = slot.link->phase();
    slot.phase_since = now;
    arm(turn.slot, now + timing().negotiation_phase, DeadlineKind::Phase);
  });
}

void SessionTable::alive(std::uint32_t index, config::Instant now) {
  slots_[index].last_sign = now;
  answer_askers(slots_[index], now);
}

void SessionTable::receive(std::uint32_t index, tn3270::Bytes bytes, config::Instant now,
                           Reply& reply) {
  Slot& slot = slots_[index];
  if (!slot.link) {
    return;
  }
  if (tracer_.on()) {
    tracer_.received(index, slot, bytes, now);
  }
  slot.last_activity = slot.last_sign = now;
  slot.marked = false;
  slot.key_answered = false;
  slot.bytes_in += bytes.size();
  answer_askers(slot, now);
  guarded_turn({index, now, reply}, [&](Turn turn) {
    if (slot.choosing && begins_tls(turn, bytes)) {
      return;
    }
    slot.link->feed(bytes, events_, turn.reply.out);
    drain(turn);
  });
}

void SessionTable::lost(std::uint32_t index, const char* code, const std::string& detail,
                        config::Instant now) {
  Reply nowhere;
  guarded_turn({index, now, nowhere}, [&](Turn turn) {
    slots_[index].link.reset();
    end(turn, vtam::LossReason::ClientLost, code, detail);
  });
}

vtam::SessionId SessionTable::id(std::uint32_t slot) const {
  return {around_.reactor, slot, slots_[slot].generation};
}

vtam::LuSession& SessionTable::session_of(Turn turn) {
  vtam::LuSession& session = *slots_[turn.slot].session;
  session.set_time({turn.now, around_.local_time()});
  return session;
}

Slot* SessionTable::living(vtam::SessionId id) {
  if (id.slot >= slots_.size() || slots_[id.slot].generation != id.generation ||
      !slots_[id.slot].used) {
    ++counters_.stale_messages;
    return nullptr;
  }
  return &slots_[id.slot];
}

std::string SessionTable::who(const Slot& slot) const {
  if (slot.entrance == nullptr) {
    return slot.session ? slot.session->lu().text() : std::string();
  }
  return slot.session ? slot.session->lu().text() + " " + slot.peer.text() : slot.peer.text();
}

void SessionTable::settle(Turn turn) {
  Slot& slot = slots_[turn.slot];
  end_lines(turn);
  if (slot.without_client()) {
    leave_inactive(turn);
  }
  if (slot.printer && !slot.link) {
    end_printing(turn);
  }
  if (slot.used && slot.session) {
    watch_waiting(turn);
  }
  if (!slot.used || slot.standing()) {
    return;
  }
  if (tracer_.on()) {
    tracer_.gone(turn.slot, slot, turn.reply.out, turn.now);
  }
  if (slot.kept()) {
    keep_going(turn);
    if (slot.kept()) {
      return;
    }
  }
  slot.lost.reset();
  answer_askers(slot, turn.now);
  if (slot.session) {
    if (!slot.terminating) {
      slot.terminating = true;
      const config::LuName lu = slot.session->lu();
      post_partner(around_.directory->with([&](vtam::Directory& directory) {
        directory.terminate(lu, id(turn.slot));
        return directory.partner_to_drop(lu, id(turn.slot));
      }),
                   lu);
      arm(turn.slot, turn.now + timing().terminating, DeadlineKind::Release);
    }
    return;
  }
  const std::uint32_t next_life = slot.generation + 1;
  slot = Slot{};
  slot.generation = next_life;
  free_.push_back(turn.slot);
  if (deadlines_.size() >
      config::limits::kDeadlinesPerSession * (used() + 1) + config::limits::kDeadlinesSpare) {
    deadlines_.keep([this](const Deadline& deadline) { return current(deadline); });
  }
}

void SessionTable::tidy(config::Instant now) {
  for (const std::string& line : repeats_.ended(now)) {
    around_.log->warning(line);
  }
}

bool SessionTable::stop_one(config::Instant now, std::uint32_t& index, Reply& reply) {
  stopping_ = true;
  for (; index < slots_.size(); ++index) {
    Slot& slot = slots_[index];
    if (slot.used && (slot.standing() || slot.kept())) {
      guarded_turn({index, now, reply}, [&](Turn turn) {
        end(turn, vtam::LossReason::Shutdown, "SHUTDOWN", "the server is ending");
      });
      return true;
    }
  }
  return false;
}

}  // namespace server
