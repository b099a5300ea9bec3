// What a reactor sends to its clients, and how their connections end.

#include <sys/socket.h>

#include <memory>
#include <span>
#include <utility>

#include "tn3270/server/reactor/reactor.h"
#include "tn3270/server/wall_clock.h"

namespace server {
namespace {

// Unread input would turn a close into a reset, and the last screen could be lost with it.
void discard_input(int descriptor, std::span<std::uint8_t> scratch) {
  for (std::size_t reads = 0; reads < config::limits::kLastReads; ++reads) {
    if (::recv(descriptor, scratch.data(), scratch.size(), MSG_DONTWAIT) <= 0) {
      break;
    }
  }
}

}  // namespace

void Reactor::on_writable(std::uint32_t slot, std::uint64_t serial) {
  Connection* one = connection(slot, serial);
  if (one == nullptr) {
    return;
  }
  one->waiting_write = false;
  const config::Instant now = steady_now();
  const std::size_t sent = one->sent;
  switch (send_kept(*one, now)) {
    case SendOutcome::Sent:
      table_.alive(slot, now);
      wait_readable(slot);
      give_room(slot);
      host_goes_on(slot);
      break;
    case SendOutcome::Waiting:
      if (one->sent != sent) {
        table_.alive(slot, now);
      }
      wait_writable(slot);
      break;
    case SendOutcome::TooMuch:
    case SendOutcome::Failed: {
      const Received why = broken(*one);
      lose(slot, why.code, why.detail);
      break;
    }
  }
}

bool Reactor::send(std::uint32_t slot) {
  if (reply_.out.empty()) {
    return true;
  }
  Connection& one = connections_[slot];
  const config::Instant now = steady_now();
  table_.count_out(slot, reply_.out, now);
  const bool stalled_before = !one.unsent.empty();
  const SendOutcome outcome = send_or_keep(one, reply_.out, now);
  switch (outcome) {
    case SendOutcome::Sent:
      break;
    case SendOutcome::Waiting:
      if (!stalled_before) {
        table_.watch_output(slot, now);
      }
      wait_writable(slot);
      break;
    case SendOutcome::TooMuch:
    case SendOutcome::Failed:
      give_up(slot, outcome);
      return false;
  }
  return true;
}

void Reactor::apply(std::uint32_t slot, tn3270::Bytes received) {
  if (slot >= connections_.size() || !connections_[slot].socket) {
    host_goes_on(slot);
    return;
  }
  if (reply_.hand_over) {
    move_away(slot);
    return;
  }
  if (!send(slot)) {
    return;
  }
  if (reply_.close) {
    say_goodbye(connections_[slot], steady_now());
    close(slot);
  } else if (reply_.tls_behind) {
    secure(slot, received.subspan(*reply_.tls_behind));
  } else {
    wait_readable(slot);
    give_room(slot);
    host_goes_on(slot);
  }
}

// While a client does not read what it was sent, its application gets no credit: nothing grows.
void Reactor::give_room(std::uint32_t slot) {
  if (!connections_[slot].unsent.empty() || !table_.wants_room(slot)) {
    return;
  }
  reply_.clear();
  table_.room(slot, steady_now(), reply_);
  apply(slot);
}

// A client that does not read keeps its host waiting, too.
void Reactor::host_goes_on(std::uint32_t slot) {
  if (lines_.size() == 0) {
    return;
  }
  for (std::size_t which = 0; const auto key = table_.line(slot, which); ++which) {
    lines_.go_on(*key);
  }
}

void Reactor::give_up(std::uint32_t slot, SendOutcome outcome) {
  if (reply_.close) {
    // It was ending anyway, and its slot may be free already: nobody is left to be told.
    connections_[slot].unsent.clear();
    close(slot);
  } else if (outcome == SendOutcome::TooMuch) {
    lose(slot, "OUTPUT-BOUND", kDoesNotRead);
  } else {
    const Received why = broken(connections_[slot]);
    lose(slot, why.code, why.detail);
  }
}

void Reactor::lose(std::uint32_t slot, const char* code, const std::string& detail) {
  connections_[slot].unsent.clear();
  close(slot);
  table_.lost(slot, code, detail, steady_now());
}

void Reactor::close(std::uint32_t slot) {
  Connection& one = connections_[slot];
  if (!one.socket) {
    return;
  }
  load_.fetch_sub(1, std::memory_order_relaxed);
  if (!one.unsent.empty()) {
    drain(std::move(one));
  } else {
    discard_input(one.socket->native_handle(), scratch_);
  }
  one = Connection{};
  finish_if_stopped();
}

void Reactor::drain(Connection connection) {
  const std::uint64_t serial = connection.serial;
  Connection& one = draining_.emplace(serial, std::move(connection)).first->second;
  one.socket->cancel();
  auto timer = std::make_shared<asio::steady_timer>(context_, config::limits::kDrain);
  timer->async_wait([this, serial, timer](const std::error_code& /*error*/) {
    draining_.erase(serial);
    finish_if_stopped();
  });
  continue_drain(serial);
}

void Reactor::continue_drain(std::uint64_t serial) {
  const auto found = draining_.find(serial);
  if (found == draining_.end()) {
    return;
  }
  discard_input(found->second.socket->native_handle(), scratch_);
  if (send_kept(found->second, steady_now()) != SendOutcome::Waiting) {
    draining_.erase(found);
    finish_if_stopped();
    return;
  }
  found->second.socket->async_wait(Descriptor::wait_write,
                                   [this, serial](const std::error_code& error) {
                                     if (!error) {
                                       continue_drain(serial);
                                     }
                                   });
}

}  // namespace server
