#pragma once

#include <asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/time.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/client_link.h"
#include "tn3270/server/hosts/host_calls.h"
#include "tn3270/server/hosts/host_gate.h"
#include "tn3270/server/hosts/last_words.h"
#include "tn3270/server/reactor/connection.h"
#include "vtam/acb/session_key.h"
#include "vtam/host_line.h"

namespace server {

// What lines of one reactor share while one of them works.
struct HostScratch {
  std::span<std::uint8_t> read;
  tn3270::ByteBuffer decrypted{};
  tn3270::ByteBuffer out{};
  std::vector<tn3270::ClientEvent> events{};
};

// One session's connection to its host, from the gate to the end. Lives in the session's reactor;
// its owner waits for the socket and for time, and tells the session what is in `heard`. Once that
// has a HostGone the line is over. REQUIRES of all calls but close(): it is not.
class HostLine {
 public:
  HostLine(asio::io_context& context, HostGate& gate, const HostCaller& caller,
           const config::TimingSettings& timing, config::Instant now);
  ~HostLine();
  HostLine(const HostLine&) = delete;
  HostLine& operator=(const HostLine&) = delete;

  using Heard = std::vector<vtam::HostHeard>;
  // Asks the gate; also when that has called, or `ask_again()` has come.
  void enter(HostScratch& scratch, config::Instant now, Heard& heard);
  void writable(HostScratch& scratch, config::Instant now, Heard& heard);
  void readable(HostScratch& scratch, config::Instant now, Heard& heard);
  // `deadline()` is over.
  void too_late(config::Instant now, Heard& heard);
  void say(vtam::HostWish wish, HostScratch& scratch, config::Instant now);
  // Something went wrong in say(): the owner calls this in its own time.
  [[nodiscard]] bool broken() const { return !fault_.empty(); }
  void tell_fault(config::Instant now, Heard& heard);
  // The session is over.
  void close(config::Instant now);

  [[nodiscard]] const vtam::SessionKey& key() const { return caller_.key; }
  [[nodiscard]] Descriptor* socket() { return connection_.socket ? &*connection_.socket : nullptr; }
  // Tells handlers of this socket from those of an earlier one.
  [[nodiscard]] std::uint32_t attempt() const { return attempt_; }
  [[nodiscard]] bool wants_write() const {
    return state_ == State::Connecting || !connection_.unsent.empty();
  }
  [[nodiscard]] bool wants_read() const {
    return state_ == State::Securing || state_ == State::Negotiating || state_ == State::Up;
  }
  [[nodiscard]] bool up() const { return state_ == State::Up; }
  // REQUIRES: up().
  [[nodiscard]] HostSeat seat() const { return {&address(), lu_}; }
  [[nodiscard]] bool over() const { return state_ == State::Over; }
  [[nodiscard]] config::Instant deadline() const { return deadline_; }  // until up()
  [[nodiscard]] std::optional<config::Instant> ask_again() const { return ask_again_; }

  bool reads = false;   // the owner waits for the socket
  bool writes = false;  // likewise

 private:
  enum class State : std::uint8_t { Waiting, Connecting, Securing, Negotiating, Up, Over };

  [[nodiscard]] const config::HostAddress& address() const;
  [[nodiscard]] tn3270::HostRequest request(bool inside_tls) const;
  void connect_next(HostScratch& scratch, config::Instant now, Heard& heard);
  void connected(HostScratch& scratch, config::Instant now, Heard& heard);
  void secure(tn3270::Bytes early, HostScratch& scratch, config::Instant now, Heard& heard);
  void take(tn3270::Bytes plain, HostScratch& scratch, config::Instant now, Heard& heard);
  void lost(const Received& received, HostScratch& scratch, config::Instant now, Heard& heard);
  void send(HostScratch& scratch, config::Instant now);
  // This address has failed: the next one, or the end.
  void failed(const std::string& why, HostScratch& scratch, config::Instant now, Heard& heard);
  void end(std::string why, config::Instant now, Heard& heard);
  void hang_up();

  void handle(const tn3270::LuGranted& event, config::Instant now, Heard& heard);
  void handle(const tn3270::HostReady& event, config::Instant now, Heard& heard);
  void handle(const tn3270::HostRestarted& event, config::Instant now, Heard& heard);
  void handle(const tn3270::HostRecord& event, config::Instant now, Heard& heard);
  void handle(const tn3270::HostResponse& event, config::Instant now, Heard& heard);
  void handle(const tn3270::HostText& event, config::Instant now, Heard& heard);
  void handle(const tn3270::HostRefused& event, config::Instant now, Heard& heard);
  void handle(const tn3270::TlsFollows& event, config::Instant now, Heard& heard);
  void handle(const tn3270::LinkEnded& event, config::Instant now, Heard& heard);
  void handle(const tn3270::Violation& event, config::Instant now, Heard& heard);

  void perform(const vtam::CallHost& wish, tn3270::ByteBuffer& out);
  void perform(const vtam::DataToHost& wish, tn3270::ByteBuffer& out);
  void perform(const vtam::SscpToHost& wish, tn3270::ByteBuffer& out);
  void perform(const vtam::AnswerToHost& wish, tn3270::ByteBuffer& out);
  void perform(const vtam::ReadyToHost& wish, tn3270::ByteBuffer& out);
  void perform(const vtam::KeyToHost& wish, tn3270::ByteBuffer& out);

  asio::io_context& context_;
  HostGate& gate_;
  const config::TimingSettings& timing_;
  HostCaller caller_;
  Connection connection_;
  std::optional<tn3270::ClientLink> link_;
  // Until it is up: the way that the gate has given, and where on it.
  std::unique_ptr<HostGate::Way> way_;
  std::size_t next_endpoint_ = 0;
  std::size_t address_ = 0;
  HostGate::Tried tried_;
  config::Instant deadline_;
  std::optional<config::Instant> ask_again_;
  bool answered_ = false;  // the host has said something: this address is not down
  std::optional<config::LuName> lu_;
  LastWords last_words_;  // that nothing but the end has followed
  std::string fault_;     // of say()
  std::uint32_t attempt_ = 0;
  State state_ = State::Waiting;
};

}  // namespace server
