// What others post to a reactor.

#include <unistd.h>

#include <iterator>
#include <utility>

#include "tn3270/server/reactor/moving_client.h"
#include "tn3270/server/reactor/reactor.h"
#include "tn3270/server/wall_clock.h"

namespace server {

void Reactor::take_messages() {
  mailbox_.take(taken_);
  for (auto message = taken_.begin(); message != taken_.end(); ++message) {
    reply_.clear();
    if (std::holds_alternative<ApplicationSays>(*message)) {
      message = deliver_said(message);
    } else {
      std::visit([this](auto& one) { deliver(one); }, *message);
    }
  }
  watch_clock();
}

void Reactor::deliver(Adopt& adopt) {
  if (stopping_) {
    ::close(adopt.descriptor);
    load_.fetch_sub(1, std::memory_order_relaxed);
    return;
  }
  prepare_socket(adopt.descriptor, table_.timing());
  const std::uint32_t slot = table_.open(adopt.peer, *adopt.entrance, steady_now(), reply_);
  if (!assign(slot, adopt.descriptor)) {
    return;
  }
  Connection& fresh = connections_[slot];
  fresh.visit = std::move(adopt.visit);
  if (adopt.entrance->listener->tls == config::ListenerTls::Immediate) {
    fresh.tls = std::make_unique<TlsEngine>(adopt.entrance->tls->current());
  }
  apply(slot);
}

bool Reactor::assign(std::uint32_t slot, int descriptor) {
  if (slot >= connections_.size()) {
    connections_.resize(slot + 1);
  }
  Connection& fresh = connections_[slot];
  fresh.serial = ++serials_;
  fresh.socket.emplace(context_.get_executor());
  asio::error_code error;
  fresh.socket->assign(descriptor, error);
  if (error) {  // the kernel has no memory for one more watched descriptor
    ::close(descriptor);
    fresh = Connection{};
    load_.fetch_sub(1, std::memory_order_relaxed);
    table_.lost(slot, "ERR", error.message(), steady_now());
    return false;
  }
  return true;
}

void Reactor::deliver(HandOver& over) {
  if (stopping_) {
    return;  // its socket closes with it
  }
  load_.fetch_add(1, std::memory_order_relaxed);
  const std::uint32_t slot = table_.take_over(over, steady_now(), reply_);
  Wire& wire = over.client->wire;
  if (!assign(slot, std::exchange(wire.descriptor, -1))) {
    return;
  }
  Connection& moved = connections_[slot];
  moved.tls = std::move(wire.tls);
  moved.visit = std::move(wire.visit);
  moved.unsent = std::move(wire.unsent);
  moved.sent = wire.sent;
  moved.stalled = wire.stalled;
  moved.greeted = wire.greeted;
  if (!moved.unsent.empty()) {
    table_.watch_output(slot, moved.stalled);
    wait_writable(slot);
  }
  apply(slot);
}

void Reactor::move_away(std::uint32_t slot) {
  Connection one = std::exchange(connections_[slot], Connection{});
  HandOver over = std::move(*reply_.hand_over);
  reply_.hand_over.reset();
  Wire& wire = over.client->wire;
  wire.descriptor = one.socket->release();
  wire.tls = std::move(one.tls);
  wire.visit = std::move(one.visit);
  wire.unsent = std::move(one.unsent);
  wire.sent = one.sent;
  wire.stalled = one.stalled;
  wire.greeted = one.greeted;
  load_.fetch_sub(1, std::memory_order_relaxed);
  table_.pass_on(std::move(over));
  finish_if_stopped();
}

void Reactor::deliver(const Probe& probe) {
  table_.probe(probe, steady_now(), reply_);
  apply(probe.holder.slot);
}

void Reactor::deliver(const ProbeAnswer& answer) {
  table_.probe_answer(answer, steady_now(), reply_);
  apply(answer.asker.slot);
}

void Reactor::deliver(const DropPartner& drop) {
  table_.drop_partner(drop, steady_now(), reply_);
  apply(drop.printer.slot);
}

void Reactor::deliver(const NetworkChanged& changed) {
  table_.adopt(changed.network);
  std::uint32_t slot = 0;
  for (reply_.clear(); table_.vary_next(changed, steady_now(), slot, reply_); ++slot) {
    apply(slot);
    reply_.clear();
  }
  deliver(OpenOutputs{});  // some may be active now
}

// What is said to one session without a pause leaves in one write. Returns the last of it.
std::vector<Message>::iterator Reactor::deliver_said(std::vector<Message>::iterator message) {
  const vtam::SessionId session = std::get<ApplicationSays>(*message).key.session;
  for (;; ++message) {
    deliver(std::get<ApplicationSays>(*message));
    const auto next = std::next(message);
    const auto* more = next == taken_.end() ? nullptr : std::get_if<ApplicationSays>(&*next);
    if (more == nullptr || more->key.session != session || reply_.close ||
        reply_.out.size() >= config::limits::kReadScratch) {
      break;
    }
  }
  apply(session.slot);
  return message;
}

void Reactor::deliver(ApplicationSays& says) {
  table_.says(says, steady_now(), reply_);
}

void Reactor::deliver(const AcquireWanted& wanted) {
  table_.acquire(wanted, steady_now(), reply_);
  apply(wanted.holder.slot);
}

void Reactor::deliver(const AcquireUnwanted& unwanted) {
  table_.cancel_acquire(unwanted);
}

void Reactor::deliver(const AcbClosed& closed) {
  std::uint32_t slot = 0;
  for (reply_.clear(); table_.close_next(closed, steady_now(), slot, reply_); ++slot) {
    apply(slot);
    reply_.clear();
  }
}

void Reactor::deliver(const AcquireAnswered& answered) {
  table_.acquire_answered(answered, steady_now(), reply_);
  apply(answered.asker.session.slot);
}

void Reactor::deliver(const PrintersKnown& known) {
  table_.printers(known, steady_now(), reply_);
  apply(known.session.slot);
}

// They have slots, but no socket: whatever they answer is for nobody.
void Reactor::deliver(const OpenOutputs& /*open*/) {
  if (stopping_) {
    return;
  }
  std::size_t index = 0;
  while (table_.open_output(steady_now(), index, reply_)) {
    reply_.clear();
  }
}

void Reactor::deliver(const RuSpooled& spooled) {
  table_.spooled(spooled, steady_now(), reply_);
  apply(spooled.session.slot);
}

void Reactor::deliver(PrintJob& wanted) {
  table_.print(wanted, steady_now(), reply_);
  apply(wanted.session.slot);
}

void Reactor::deliver(JobPieces& pieces) {
  table_.print(pieces, steady_now(), reply_);
  apply(pieces.session.slot);
}

void Reactor::deliver(const StopPrinting& stop) {
  table_.stop_printing(stop, steady_now(), reply_);
  apply(stop.session.slot);
}

void Reactor::deliver(const Operate& operate) {
  table_.operate(operate, steady_now(), reply_);
  apply(operate.session.slot);
}

void Reactor::deliver(const ViewsWanted& wanted) {
  wanted.answer(table_.views(wanted.only, steady_now(), wanted.of));
}

void Reactor::deliver(const TraceBegin& wanted) {
  table_.trace(wanted, steady_now());
}

void Reactor::deliver(const TraceEnd& unwanted) {
  table_.trace(unwanted);
}

void Reactor::deliver(const HostTurn& turn) {
  lines_.turn_has_come(turn.key);
}

void Reactor::deliver(const Stop& /*stop*/) {
  stopping_ = true;
  std::uint32_t slot = 0;
  for (;;) {
    reply_.clear();
    if (!table_.stop_one(steady_now(), slot, reply_)) {
      break;
    }
    apply(slot);
  }
  finish_if_stopped();
}

}  // namespace server
