#include "tn3270/server/reactor/reactor.h"
#include <asio/post.hpp>

#include "tn3270/server/wall_clock.h"

namespace server {

Reactor::Reactor(SessionTable::Surroundings surroundings, GateOf gate)
    : work_(context_.get_executor()),
      timer_(context_),
      mailbox_([this] { asio::post(context_, [this] { take_messages(); }); }),
      table_(std::move(surroundings)),
      lines_(context_, {&table_.timing(), std::move(gate),
                        [this](const vtam::SessionKey& key, std::vector<vtam::HostHeard>& heard) {
                          reply_.clear();
                          table_.host_says(key, heard, steady_now(), reply_);
                          apply(key.session.slot);
                          watch_clock();
                        },
                        [this](const vtam::SessionKey& key) {
                          const std::uint32_t slot = key.session.slot;
                          return table_.wants_host(key) &&
                                 (slot >= connections_.size() || connections_[slot].unsent.empty());
                        },
                        scratch_}) {
  table_.serve_hosts(&lines_);
  heartbeat_ = steady_now().time_since_epoch().count();
}

Reactor::~Reactor() {
  context_.stop();
  join();
}

void Reactor::start() {
  thread_ = std::thread([this] { run(); });
}

void Reactor::join() {
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Reactor::run() {
  watch_clock();
  context_.run();
}

void Reactor::wait_readable(std::uint32_t slot) {
  Connection& one = connections_[slot];
  // While a client does not read, it is not read either: what it can cost is one screen.
  if (!one.socket || one.waiting_read || !one.unsent.empty()) {
    return;
  }
  one.waiting_read = true;
  one.socket->async_wait(Descriptor::wait_read,
                         [this, slot, serial = one.serial](const std::error_code& error) {
                           if (!error) {
                             on_readable(slot, serial);
                           }
                         });
}

void Reactor::wait_writable(std::uint32_t slot) {
  Connection& one = connections_[slot];
  if (!one.socket || one.waiting_write) {
    return;
  }
  one.waiting_write = true;
  one.socket->async_wait(Descriptor::wait_write,
                         [this, slot, serial = one.serial](const std::error_code& error) {
                           if (!error) {
                             on_writable(slot, serial);
                           }
                         });
}

Connection* Reactor::connection(std::uint32_t slot, std::uint64_t serial) {
  Connection& one = connections_[slot];
  return one.socket && one.serial == serial ? &one : nullptr;
}

void Reactor::on_readable(std::uint32_t slot, std::uint64_t serial) {
  Connection* one = connection(slot, serial);
  if (one == nullptr) {
    return;
  }
  if (shaking_hands(*one)) {
    queue_handshake(slot, serial);
    return;
  }
  read(slot, serial);
}

void Reactor::read(std::uint32_t slot, std::uint64_t serial) {
  Connection& one = connections_[slot];
  one.waiting_read = false;
  tn3270::Bytes plain;
  const Received received = receive(one, scratch_, decrypted_, plain, steady_now());
  take(slot, serial, received, plain);
  watch_clock();
}

void Reactor::queue_handshake(std::uint32_t slot, std::uint64_t serial) {
  if (Visit* visit = connections_[slot].visit.get()) {
    visit->handshake_begins();
  }
  handshakes_.push_back({slot, serial});
  if (handshakes_.size() == 1) {
    asio::post(context_, [this] { shake_hands(); });
  }
}

void Reactor::shake_hands() {
  const Handshake next = handshakes_.front();
  if (Connection* one = connection(next.slot, next.serial)) {
    if (!std::exchange(one->greeted, true) && given_up(*one)) {
      // In a storm of clients that try again after three seconds (APAR IT17700) work for those who
      // have gone would be all that is done.
      lose(next.slot, "CLNTDISC", "the client gave up before the TLS handshake");
    } else {
      read(next.slot, next.serial);
    }
    end_handshake(next.slot, next.serial);
  }
  handshakes_.pop_front();
  if (!handshakes_.empty()) {
    asio::post(context_, [this] { shake_hands(); });
  }
}

void Reactor::take(std::uint32_t slot, std::uint64_t serial, const Received& received,
                   tn3270::Bytes plain) {
  if (received.secured) {
    reply_.clear();
    const TlsEngine& tls = *connections_[slot].tls;
    table_.secured(slot, {tls.description(), tls.peer_certificate()}, steady_now(), reply_);
    apply(slot);
  }
  if (!plain.empty() && connection(slot, serial) != nullptr) {
    reply_.clear();
    table_.receive(slot, plain, steady_now(), reply_);
    if (received.what == Received::What::Lost) {
      reply_.out.clear();  // nobody is there to read it
      reply_.tls_behind.reset();
    }
    apply(slot, plain);
  }
  Connection* one = connection(slot, serial);
  if (one == nullptr) {
    return;
  }
  if (one->tls && one->tls->unfinished()) {
    table_.half_record(slot, steady_now());
  }
  if (received.what == Received::What::Lost) {
    lose(slot, received.code, received.detail);
  } else if (!one->unsent.empty()) {
    wait_writable(slot);
  } else {
    wait_readable(slot);
  }
}

// What is counted is work that waits, not clients that keep us waiting: a thousand silent ones must
// not keep others out.
void Reactor::end_handshake(std::uint32_t slot, std::uint64_t serial) {
  Connection* one = connection(slot, serial);
  if (one == nullptr || !one->visit) {
    return;
  }
  one->visit->handshake_ends();
  if (!one->visit->counts()) {
    one->visit.reset();
  }
}

void Reactor::secure(std::uint32_t slot, tn3270::Bytes early) {
  Connection& one = connections_[slot];
  const std::uint64_t serial = one.serial;
  one.greeted = !early.empty();
  const Received received =
      begin_tls(one, table_.entrance(slot).tls->current(), early, decrypted_, steady_now());
  take(slot, serial, received, decrypted_);
}

void Reactor::watch_clock() {
  const config::Instant now = steady_now();
  config::Instant due = now + config::limits::kHeartbeat;
  if (const auto earliest = table_.earliest(); earliest && *earliest < due) {
    due = *earliest;
  }
  // An expired timer whose turn has not come yet is left alone, or a busy reactor would put it off
  // for ever.
  if (timer_due_ != config::Instant{} && timer_due_ <= due) {
    return;
  }
  timer_due_ = due;
  timer_.expires_at(std::chrono::steady_clock::time_point(due.time_since_epoch()));
  timer_.async_wait([this](const std::error_code& error) {
    if (!error) {
      on_clock();
    }
  });
}

void Reactor::on_clock() {
  const config::Instant now = steady_now();
  heartbeat_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
  while (const auto deadline = table_.take_due(now)) {
    if (deadline->kind == DeadlineKind::Output) {
      check_output(*deadline, now);
      continue;
    }
    reply_.clear();
    table_.expire(*deadline, now, reply_);
    apply(deadline->slot);
  }
  table_.tidy(now);
  timer_due_ = {};
  watch_clock();
}

// A client that takes nothing for so long will not come back; its LU is wanted elsewhere (APAR
// PM73261).
void Reactor::check_output(const Deadline& deadline, config::Instant now) {
  if (!table_.fired(deadline) || connections_[deadline.slot].unsent.empty()) {
    return;
  }
  const config::Instant stalled = connections_[deadline.slot].stalled;
  if (stalled + table_.timing().unacknowledged <= now) {
    lose(deadline.slot, "OUTPUT-STALLED", kDoesNotRead);
  } else {
    table_.watch_output(deadline.slot, stalled);
  }
}

void Reactor::finish_if_stopped() {
  if (stopping_ && load() == 0 && draining_.empty()) {
    context_.stop();
  }
}

}  // namespace server
