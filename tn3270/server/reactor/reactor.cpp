#include "tn3270/server/reactor/reactor.h"

#include <asio/post.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "tn3270/server/wall_clock.h"

#include <sys/socket.h>
#include <unistd.h>

namespace server {
namespace {

const char* const kDoesNotRead = "the client does not read what it asked for";

}  // namespace

Reactor::Reactor(SessionTable::Surroundings surroundings)
    : work_(context_.get_executor()),
      timer_(context_),
      mailbox_([this] { asio::post(context_, [this] { take_messages(); }); }),
      table_(std::move(surroundings)) {
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

void Reactor::take_messages() {
  mailbox_.take(taken_);
  for (Message& message : taken_) {
    reply_.clear();
    std::visit([this](auto& one) { deliver(one); }, message);
  }
  watch_clock();
}

void Reactor::deliver(Adopt& adopt) {
  if (stopping_) {
    ::close(adopt.descriptor);
    load_.fetch_sub(1, std::memory_order_relaxed);
    return;
  }
  prepare_socket(adopt.descriptor);
  const std::uint32_t slot = table_.open(adopt.peer, *adopt.entrance, steady_now(), reply_);
  if (slot >= connections_.size()) {
    connections_.resize(slot + 1);
  }
  Connection& fresh = connections_[slot];
  fresh.serial = ++serials_;
  fresh.socket.emplace(context_.get_executor());
  asio::error_code error;
  fresh.socket->assign(adopt.descriptor, error);
  if (error) {  // the kernel has no memory for one more watched descriptor
    ::close(adopt.descriptor);
    fresh = Connection{};
    load_.fetch_sub(1, std::memory_order_relaxed);
    table_.lost(slot, "ERR", error.message(), steady_now());
    return;
  }
  apply(slot);
}

void Reactor::deliver(const Probe& probe) {
  table_.probe(probe, steady_now(), reply_);
  apply(probe.holder.slot);
}

void Reactor::deliver(const ProbeAnswer& answer) {
  table_.probe_answer(answer, steady_now(), reply_);
  apply(answer.asker.slot);
}

void Reactor::deliver(const Operate& operate) {
  table_.operate(operate, steady_now(), reply_);
  apply(operate.session.slot);
}

void Reactor::deliver(const ViewsWanted& wanted) {
  wanted.answer(table_.views(wanted.only, steady_now()));
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
  one->waiting_read = false;
  reply_.clear();
  const ssize_t size =
      ::recv(one->socket->native_handle(), scratch_.data(), scratch_.size(), MSG_DONTWAIT);
  if (size > 0) {
    table_.receive(slot, tn3270::Bytes(scratch_.data(), static_cast<std::size_t>(size)),
                   steady_now(), reply_);
    apply(slot);
    watch_clock();
  } else if (size == 0) {
    lose(slot, "CLNTDISC", "the client closed the connection");
  } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
    wait_readable(slot);
  } else {
    lose(slot, errno == ETIMEDOUT ? "KEEPALIVE" : "ERR", std::strerror(errno));
  }
}

void Reactor::on_writable(std::uint32_t slot, std::uint64_t serial) {
  Connection* one = connection(slot, serial);
  if (one == nullptr) {
    return;
  }
  one->waiting_write = false;
  switch (send_kept(*one)) {
    case SendOutcome::Sent:
      wait_readable(slot);
      break;
    case SendOutcome::Waiting:
      wait_writable(slot);
      break;
    case SendOutcome::TooMuch:
    case SendOutcome::Failed:
      lose(slot, "ERR", std::strerror(errno));
      break;
  }
}

void Reactor::apply(std::uint32_t slot) {
  if (slot >= connections_.size() || !connections_[slot].socket) {
    return;
  }
  Connection& one = connections_[slot];
  if (!reply_.out.empty()) {
    table_.count_out(slot, reply_.out.size());
    const SendOutcome outcome = send_or_keep(one, reply_.out);
    switch (outcome) {
      case SendOutcome::Sent:
        break;
      case SendOutcome::Waiting:
        wait_writable(slot);
        break;
      case SendOutcome::TooMuch:
      case SendOutcome::Failed:
        give_up(slot, outcome);
        return;
    }
  }
  if (reply_.close) {
    close(slot);
  } else {
    wait_readable(slot);
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
    lose(slot, "ERR", std::strerror(errno));
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
    // Unread input would turn the close into a reset, and the last screen could be lost with it.
    for (std::size_t reads = 0; reads < config::limits::kLastReads; ++reads) {
      if (::recv(one.socket->native_handle(), scratch_.data(), scratch_.size(), MSG_DONTWAIT) <=
          0) {
        break;
      }
    }
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
  if (send_kept(found->second) != SendOutcome::Waiting) {
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
    reply_.clear();
    table_.expire(*deadline, now, reply_);
    apply(deadline->slot);
  }
  table_.tidy(now);
  timer_due_ = {};
  watch_clock();
}

void Reactor::finish_if_stopped() {
  if (stopping_ && load() == 0 && draining_.empty()) {
    context_.stop();
  }
}

}  // namespace server
