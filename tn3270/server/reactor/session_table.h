#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/time.h"
#include "config/verify.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/hosts/host_calls.h"
#include "tn3270/server/log.h"
#include "tn3270/server/printing/message.h"
#include "tn3270/server/reactor/deadlines.h"
#include "tn3270/server/reactor/message.h"
#include "tn3270/server/reactor/session_tracer.h"
#include "tn3270/server/reactor/slot.h"
#include "tn3270/server/tls/peer_certificate.h"
#include "tn3270/server/wall_clock.h"
#include "vtam/directory.h"
#include "vtam/network.h"
#include "vtam/operator_text.h"
#include "vtam/repeat_collapser.h"

namespace server {

// What one call wants done with the slot's connection: send `out` in one write, then close if
// `close`, or begin TLS with what was received behind the first `tls_behind` bytes.
struct Reply {
  tn3270::ByteBuffer out;
  bool close = false;
  std::optional<std::size_t> tls_behind{};
  // The slot has given its client away: the connection goes with it.
  std::unique_ptr<HandOver> hand_over{};

  void clear() {
    out.clear();
    close = false;
    tls_behind.reset();
    hand_over.reset();
  }
};

// A printer LU that no client serves.
struct OutputLu {
  const config::LuSettings* settings = nullptr;  // outlives the table
  std::uint16_t partition = 0;
};

// Those of one reactor: each has as many of them.
[[nodiscard]] std::vector<OutputLu> outputs_of(const config::Config& config, std::uint16_t reactor,
                                               std::size_t reactors);

// Counted for /metrics and tests.
struct TableCounters {
  std::uint64_t stale_messages = 0;
  std::uint64_t violations = 0;
  std::uint64_t broken = 0;
  std::uint64_t unknown_records = 0;
  std::uint64_t repeated_inputs = 0;  // keys pressed again before the answer to the first
};

// The sessions of one reactor: joins links, LU sessions and the directory, and executes their
// outcomes. Knows no socket and reads no clock, so a test can be its reactor. Owned by one thread;
// other tables and the directory are reached by `post` and by the guarded directory only. All
// references outlive it.
class SessionTable {
 public:
  struct Surroundings {
    std::uint16_t reactor = 0;
    vtam::NetworkPtr network;
    Guarded<vtam::Directory>* directory = nullptr;
    Log* log = nullptr;
    std::function<void(std::uint16_t reactor, Message message)> post;
    // Answers to acquires; null: there is no application socket.
    std::shared_ptr<vtam::AcbSink> acb_sink{};
    // A session's program asks who has which printer: PrintersKnown is to come.
    std::function<void(vtam::SessionId session)> want_printers{};
    // The output LUs that this reactor holds, and where their sessions write.
    std::vector<OutputLu> outputs{};
    std::function<void(SpoolMessage message)> spool{};
    // What is written to clients' printer LUs goes there too, and comes back as jobs.
    bool client_jobs = false;
    WallClock clock;
    WallClock time_of_day = system_time_of_day();  // of traces
    LocalTime local_time = system_local_time();    // of users' screens
  };
  explicit SessionTable(Surroundings surroundings);

  // A client has connected at `entrance`, which outlives it. Returns its slot.
  std::uint32_t open(const Peer& peer, const Entrance& entrance, config::Instant now, Reply& reply);
  // TLS is open: the server may speak.
  struct Secured {
    std::string description{};  // for operators
    std::optional<PeerCertificate> certificate{};
  };
  void secured(std::uint32_t index, Secured how, config::Instant now, Reply& reply);
  void receive(std::uint32_t index, tn3270::Bytes bytes, config::Instant now, Reply& reply);
  // The client takes what was written: a sign of life.
  void alive(std::uint32_t index, config::Instant now);
  // The connection is gone or given up. `code` is a stable word ("CLNTDISC", "OUTPUT-BOUND",
  // "ERR").
  void lost(std::uint32_t index, const char* code, const std::string& detail, config::Instant now);

  // Deadlines: expire() is called while take_due() gives one. The reply is for the deadline's slot.
  [[nodiscard]] std::optional<config::Instant> earliest() const { return deadlines_.earliest(); }
  [[nodiscard]] std::optional<Deadline> take_due(config::Instant now) {
    return deadlines_.take_due(now);
  }
  void expire(const Deadline& deadline, config::Instant now, Reply& reply);
  // Part of a TLS record lies here: the rest must come within the time for a record's rest.
  void half_record(std::uint32_t index, config::Instant now);
  // DeadlineKind::Output is the owner's: the table only keeps it. fired(): of this life.
  void watch_output(std::uint32_t index, config::Instant stalled);
  [[nodiscard]] bool fired(const Deadline& deadline);
  [[nodiscard]] bool current(const Deadline& deadline) const {
    const Slot& slot = slots_[deadline.slot];
    return slot.used && slot.generation == deadline.generation;
  }

  [[nodiscard]] const config::TimingSettings& timing() const {
    return around_.network->config().timing;
  }
  // REQUIRES: the slot is in use.
  [[nodiscard]] const Entrance& entrance(std::uint32_t slot) const {
    return *slots_[slot].entrance;
  }

  // Now and then: what has been collapsed in the log is summed up.
  void tidy(config::Instant now);

  // Messages. False: the SessionId is not of a living slot; the message was counted as stale and
  // nothing happened.
  bool probe(const Probe& probe, config::Instant now, Reply& reply);
  bool probe_answer(const ProbeAnswer& answer, config::Instant now, Reply& reply);
  // session_takeover.cpp. The slot where the client is now, which may be a new one.
  std::uint32_t take_over(HandOver& over, config::Instant now, Reply& reply);
  void pass_on(HandOver over);  // to the reactor of its holder
  bool drop_partner(const DropPartner& drop, config::Instant now, Reply& reply);
  bool operate(const Operate& operate, config::Instant now, Reply& reply);
  // session_applications.cpp
  bool says(ApplicationSays& says, config::Instant now, Reply& reply);
  bool acquire(const AcquireWanted& wanted, config::Instant now, Reply& reply);
  bool cancel_acquire(const AcquireUnwanted& unwanted);
  bool printers(const PrintersKnown& known, config::Instant now, Reply& reply);
  // session_acquires.cpp
  bool acquire_answered(const AcquireAnswered& answered, config::Instant now, Reply& reply);
  // Each slot from `index` on whose session is of that ACB. False: there is none left.
  bool close_next(const AcbClosed& closed, config::Instant now, std::uint32_t& index, Reply& reply);
  // Everything that was written to the slot's client has left, and its session waits for that.
  [[nodiscard]] bool wants_room(std::uint32_t slot) const {
    const Slot& its = slots_[slot];
    return its.session && (its.session->wants_room() || (its.printer && its.printer->wants_room()));
  }
  void room(std::uint32_t slot, config::Instant now, Reply& reply);
  // session_hosts.cpp. Who has the lines to hosts, from the start on; it outlives the table.
  void serve_hosts(HostCalls* hosts) { hosts_ = hosts; }
  // What the line of a session brings, in order.
  bool host_says(const vtam::SessionKey& key, std::vector<vtam::HostHeard>& heard,
                 config::Instant now, Reply& reply);
  // The lines of the slot, from 0 on; nullopt: there is none left.
  [[nodiscard]] std::optional<vtam::SessionKey> line(std::uint32_t slot, std::size_t which) const;
  [[nodiscard]] bool wants_host(const vtam::SessionKey& key) const;
  // session_outputs.cpp. Each output LU from `index` on that is free and active is held, and its
  // session begins. The slot that it has got; nullopt: there is none left.
  std::optional<std::uint32_t> open_output(config::Instant now, std::size_t& index, Reply& reply);
  bool spooled(const RuSpooled& spooled, config::Instant now, Reply& reply);
  // session_printing.cpp
  bool print(PrintJob& wanted, config::Instant now, Reply& reply);
  bool print(JobPieces& pieces, config::Instant now, Reply& reply);
  bool stop_printing(const StopPrinting& stop, config::Instant now, Reply& reply);
  // session_vary.cpp. First adopt(), then each slot from `index` on that has a session: it ends, or
  // hears that the network has changed. False: there is none left.
  void adopt(vtam::NetworkPtr network) { around_.network = std::move(network); }
  bool vary_next(const NetworkChanged& changed, config::Instant now, std::uint32_t& index,
                 Reply& reply);

  void trace(const TraceBegin& wanted, config::Instant now) { tracer_.begin(wanted, slots_, now); }
  void trace(const TraceEnd& unwanted) { tracer_.end(unwanted); }

  [[nodiscard]] std::vector<LuView> views(std::optional<vtam::SessionId> only, config::Instant now,
                                          ViewsOf of = ViewsOf::Everybody) const;
  // SIGTERM: one slot after the other; UNBIND and close. Returns false when there is none left.
  bool stop_one(config::Instant now, std::uint32_t& index, Reply& reply);

  [[nodiscard]] std::size_t deadlines() const { return deadlines_.size(); }
  [[nodiscard]] std::size_t used() const { return slots_.size() - free_.size(); }
  [[nodiscard]] const TableCounters& counters() const { return counters_; }
  // What is being sent to a slot's client; nothing if the slot's life is over.
  void count_out(std::uint32_t slot, tn3270::Bytes bytes, config::Instant now) {
    if (slots_[slot].used) {
      if (tracer_.on() && slots_[slot].link) {
        tracer_.sent(slot, slots_[slot], bytes, now);
      }
      slots_[slot].bytes_out += bytes.size();
    }
  }

 private:
  // One call on one slot: what the steps below need.
  struct Turn {
    std::uint32_t slot;
    config::Instant now;
    Reply& reply;
  };
  void arm(std::uint32_t index, config::Instant due, DeadlineKind kind);

  [[nodiscard]] vtam::SessionId id(std::uint32_t slot) const;
  // The slot's session, told what time it is. REQUIRES: there is one.
  [[nodiscard]] vtam::LuSession& session_of(Turn turn);
  [[nodiscard]] Slot* living(vtam::SessionId id);

  void handle(const tn3270::DeviceRequested& event, Turn turn);
  void handle(const tn3270::DeviceRefused& event, Turn turn);
  void handle(const tn3270::LinkReady& event, Turn turn);
  void handle(const tn3270::RecordReceived& event, Turn turn);
  void handle(const tn3270::ResponseReceived& event, Turn turn);
  void handle(const tn3270::ConditionCleared& event, Turn turn);
  void handle(const tn3270::KeyReceived& event, Turn turn);
  void handle(const tn3270::TlsFollows& event, Turn turn);
  void handle(const tn3270::LinkEnded& event, Turn turn);
  void handle(const tn3270::Violation& event, Turn turn);

  void begin_in_clear(Turn turn);
  [[nodiscard]] bool begins_tls(Turn turn, tn3270::Bytes first);
  void drain(Turn turn);  // events_

  enum class MayProbe { Yes, No };
  void answer(const vtam::LuRequest& request, Turn turn, MayProbe may_probe);
  void grant(const vtam::LuGrant& grant, Turn turn);
  static void name_user(Slot& slot, const std::string& user);
  void refuse(const vtam::LuRefusal& refusal, const vtam::LuRequest& request, Turn turn);
  void hold_back(const vtam::LuRefusal& refusal, Turn turn);
  void expire_guesser(Turn turn);
  void still_in_use(const PendingRequest& pending, const std::string& sentence, Turn turn);
  // What ends with the LU of this slot.
  void post_partner(std::optional<vtam::SessionId> printer, config::LuName terminal);
  void refuse(tn3270::RejectReason reason, const std::string& sentence, Turn turn);
  void watch_phase(Turn turn);
  [[nodiscard]] static vtam::LuSession::Waiting waits_for(const Slot& slot);
  void watch_waiting(Turn turn);
  void watch_unfinished(Turn turn);
  void watch_silence(Turn turn);
  void watch_inactivity(Turn turn);
  // Zero: for ever.
  [[nodiscard]] config::Ticks inactive_at_most(const Slot& slot) const;
  [[nodiscard]] config::Ticks silence() const;
  void execute(Turn turn);  // outcomes_ of the slot's session
  void perform(const vtam::SendBind& bind, Turn turn);
  void perform(const vtam::SendUnbind& unbind, Turn turn);
  void perform(const vtam::SendData& data, Turn turn);
  void perform(const vtam::SendEndOfJob& end, Turn turn);
  void perform(const vtam::SendSscp& sscp, Turn turn);
  void spool(const vtam::SendData& data, Turn turn);
  void end_spooled_job(const Slot& slot);
  // An output LU whose row is not active any more is let go once no application has acquired it.
  void leave_inactive(Turn turn);
  // Its session dies in the middle of a job.
  void abandon_job(const Slot& slot, const std::string& why);
  [[nodiscard]] std::uint32_t new_slot(config::Instant now);
  // session_printing.cpp: a client's printer and the spool
  void begin_printing(Turn turn, vtam::Terminal& terminal);
  void end_printing(Turn turn);
  void printer_answered(const tn3270::ResponseReceived& event, Turn turn);
  void printer_ready(Turn turn);
  void printer_has_room(Turn turn);
  void go_on_printing(ClientPrinter::Steps& steps, Turn turn);
  void perform(ClientPrinter::Bind& bind, Turn turn);
  void perform(ClientPrinter::Record& record, Turn turn);
  void perform(ClientPrinter::EndOfJob& end, Turn turn);
  void perform(ClientPrinter::Want& want, Turn turn);
  void perform(ClientPrinter::Over& over, Turn turn);
  void perform(const vtam::CloseConnection& close, Turn turn);
  void perform(const vtam::Released& released, Turn turn);
  void perform(const vtam::Report& report, Turn turn);
  void perform(const vtam::NameRefused& refused, Turn turn);
  void perform(const vtam::AcquireTold& told, Turn turn);
  void perform(const vtam::PrintersWanted& wanted, Turn turn);
  // session_acquires.cpp
  void perform(const vtam::PrinterWanted& wanted, Turn turn);
  void perform(const vtam::AskerTold& told, Turn turn);
  void no_client(const AcquireWanted& wanted, Turn turn);
  // session_hosts.cpp
  void perform(const vtam::HostAsked& asked, Turn turn);
  void end_lines(Turn turn);  // of a session that has none any more
  [[nodiscard]] static bool can_send(const Slot& slot);
  void vary(const vtam::Breaking& breaking, Turn turn);
  void vary_suspended(const vtam::Breaking& breaking, Turn turn);
  void adapt(Turn turn);  // to the network as it is now
  void end(Turn turn, vtam::LossReason reason, const char* code, const std::string& detail);
  void break_session(Turn turn, const char* what);
  void settle(Turn turn);  // after every call: frees the slot or notes that it is TERMINATING
  // Whoever waits for this slot's LU hears how it is now.
  void answer_askers(Slot& slot, config::Instant now);
  [[nodiscard]] ProbeAnswer holder_answer(const Slot& slot, vtam::SessionId asker,
                                          config::Instant now) const;
  // session_takeover.cpp
  [[nodiscard]] static vtam::SessionOwner owner(const Slot& slot);
  [[nodiscard]] Claim claim(const Slot& slot, bool returning) const;
  // Why it does not get the session; nullopt: it does.
  [[nodiscard]] static std::optional<std::string> refuse_claim(const Slot& slot,
                                                               const Claim& claim);
  [[nodiscard]] static bool may_take_living(const Slot& slot, const Claim& claim);
  // How long the session goes on if its client is lost now; zero: it ends.
  [[nodiscard]] config::Ticks keeps(const Slot& slot, vtam::LossReason reason) const;
  void keep(Turn turn, config::Ticks time, const char* code, const std::string& detail);
  void expire_kept(Turn turn);
  void keep_going(Turn turn);
  [[nodiscard]] ProbeAnswer promise(Slot& slot, const Asker& asker, config::Instant now) const;
  void give_away(const PendingRequest& pending, Turn turn);
  void give_back(Turn turn);
  void welcome(vtam::Terminal terminal, Turn turn);
  void ask_on(PendingRequest& pending, Turn turn);
  static void move_in(MovingClient& client, Slot& slot);
  void say_not_available(config::LuName lu, const vtam::NotAvailable& why, config::Instant now);
  void expire_negotiation(const Deadline& deadline, Turn turn);
  void expire_probe(Turn turn);
  void expire_first_byte(Turn turn);
  void expire_handshake(Turn turn);
  void expire_unfinished(Turn turn);
  void expire_silence(Turn turn);
  void expire_inactivity(Turn turn);
  void expire_answer(Turn turn);
  void expire_release(Turn turn);
  [[nodiscard]] LuView view(std::uint32_t index, config::Instant now) const;
  [[nodiscard]] std::optional<HostSeatView> host_seat(const vtam::SessionKey& key) const;
  [[nodiscard]] std::string who(const Slot& slot) const;

  // Runs one turn: events_ start empty, a broken invariant of ours ends this one session, and the
  // slot is settled.
  template <class Work>
  void guarded_turn(Turn turn, Work work) {
    events_.clear();
    try {
      work(turn);
    } catch (const config::BrokenInvariant& broken) {
      break_session(turn, broken.what());
    }
    settle(turn);
  }

  Surroundings around_;
  std::deque<Slot> slots_;  // stable and in blocks: memory grows linearly
  std::vector<std::uint32_t> free_;
  Deadlines deadlines_;
  std::vector<tn3270::LinkEvent> events_;      // scratch of receive()
  vtam::SessionOutcomes outcomes_;             // scratch of the session calls
  const vtam::SendData* last_data_ = nullptr;  // in outcomes_, while they are executed
  vtam::RepeatCollapser repeats_;              // of BSTT075E and reports
  SessionTracer tracer_;
  TableCounters counters_;
  HostCalls* hosts_ = nullptr;
  bool stopping_ = false;
};

}  // namespace server
