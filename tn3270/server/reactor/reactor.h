#pragma once

#include <array>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "config/limits.h"
#include "tn3270/server/hosts/host_lines.h"
#include "tn3270/server/mailbox.h"
#include "tn3270/server/reactor/connection.h"
#include "tn3270/server/reactor/message.h"
#include "tn3270/server/reactor/session_table.h"

namespace server {

// One thread with its sockets and sessions. A client that was given to a reactor stays there.
// Everybody else reaches it by post(); load() and heartbeat() may be read from anywhere.
class Reactor {
 public:
  // `gate`: of a host application; null: it has none.
  using GateOf = std::function<HostGate*(config::ApplId application)>;
  explicit Reactor(SessionTable::Surroundings surroundings, GateOf gate = {});
  ~Reactor();
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  void start();
  void post(Message message) { mailbox_.post(std::move(message)); }
  void join();  // after Stop was posted; the thread ends by itself within limits::kDrain

  [[nodiscard]] std::size_t load() const { return load_.load(std::memory_order_relaxed); }
  [[nodiscard]] config::Instant heartbeat() const {
    return config::Instant(config::Ticks(heartbeat_.load(std::memory_order_relaxed)));
  }
  // For the accepting thread: a client is on its way, count it at once so that the next goes
  // elsewhere.
  void count_arrival() { load_.fetch_add(1, std::memory_order_relaxed); }

 private:
  void run();
  void take_messages();
  void deliver(Adopt& adopt);
  void deliver(const Probe& probe);
  void deliver(const ProbeAnswer& answer);
  void deliver(HandOver& over);
  void deliver(const DropPartner& drop);
  void deliver(const NetworkChanged& changed);
  std::vector<Message>::iterator deliver_said(std::vector<Message>::iterator message);
  void deliver(ApplicationSays& says);  // reply_ is applied by deliver_said()
  void deliver(const AcquireWanted& wanted);
  void deliver(const AcquireUnwanted& unwanted);
  void deliver(const AcbClosed& closed);
  void deliver(const AcquireAnswered& answered);
  void deliver(const PrintersKnown& known);
  void deliver(const OpenOutputs& open);
  void deliver(const RuSpooled& spooled);
  void deliver(PrintJob& wanted);
  void deliver(JobPieces& pieces);
  void deliver(const StopPrinting& stop);
  void deliver(const Operate& operate);
  void deliver(const ViewsWanted& wanted);
  void deliver(const TraceBegin& wanted);
  void deliver(const TraceEnd& unwanted);
  void deliver(const HostTurn& turn);
  void deliver(const Stop& stop);

  void wait_readable(std::uint32_t slot);
  void wait_writable(std::uint32_t slot);
  void on_readable(std::uint32_t slot, std::uint64_t serial);
  void read(std::uint32_t slot, std::uint64_t serial);
  void on_writable(std::uint32_t slot, std::uint64_t serial);
  // A handshake costs half a millisecond: one is done after the other, and between two of them
  // everybody else has a turn.
  void queue_handshake(std::uint32_t slot, std::uint64_t serial);
  void shake_hands();
  void take(std::uint32_t slot, std::uint64_t serial, const Received& received,
            tn3270::Bytes plain);
  // Executes reply_, which answers `received`.
  void apply(std::uint32_t slot, tn3270::Bytes received = {});
  // Sends the output of reply_. False: the connection is given up.
  [[nodiscard]] bool send(std::uint32_t slot);
  void give_room(std::uint32_t slot);
  void host_goes_on(std::uint32_t slot);
  void end_handshake(std::uint32_t slot, std::uint64_t serial);
  void secure(std::uint32_t slot, tn3270::Bytes early);
  void give_up(std::uint32_t slot, SendOutcome outcome);
  void lose(std::uint32_t slot, const char* code, const std::string& detail);
  void close(std::uint32_t slot);
  // The connection goes to the reactor of reply_.hand_over.
  void move_away(std::uint32_t slot);
  // The slot's connection, of which all that is known is its descriptor. False: it can't be
  // watched.
  [[nodiscard]] bool assign(std::uint32_t slot, int descriptor);
  void drain(Connection connection);
  void continue_drain(std::uint64_t serial);
  void check_output(const Deadline& deadline, config::Instant now);
  void watch_clock();
  void on_clock();
  void finish_if_stopped();
  [[nodiscard]] Connection* connection(std::uint32_t slot, std::uint64_t serial);

  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  asio::steady_timer timer_;
  config::Instant timer_due_;
  Mailbox<Message> mailbox_;
  std::vector<Message> taken_;
  SessionTable table_;
  std::deque<Connection> connections_;  // by slot
  std::map<std::uint64_t, Connection>
      draining_;  // closed slots whose last bytes are still on their way, by serial
  struct Handshake {
    std::uint32_t slot;
    std::uint64_t serial;
  };
  std::deque<Handshake> handshakes_;  // whose bytes wait, the first first
  std::uint64_t serials_ = 0;
  Reply reply_;
  tn3270::ByteBuffer decrypted_;  // scratch
  std::array<std::uint8_t, config::limits::kReadScratch> scratch_{};
  HostLines lines_;
  std::atomic<std::size_t> load_{0};
  std::atomic<config::Ticks::rep> heartbeat_{0};
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace server
