#pragma once

#include <array>
#include <asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "config/limits.h"
#include "config/time.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/proxy/passage.h"
#include "tn3270/server/peer.h"
#include "tn3270/server/proxy/proxy_route.h"
#include "tn3270/server/reactor/connection.h"
#include "tn3270/server/tls/tls_engine.h"

namespace server {

// What is read and made in one turn; one for all connections of a thread.
struct ProxyScratch {
  std::array<std::uint8_t, config::limits::kProxyBuffer> read;
  tn3270::ByteBuffer plain;
  tn3270::ByteBuffer sealed;
  tn3270::ByteBuffer answer;
};

// One client of a proxy and its connection to the target: the sockets and the TLS of a Passage. It
// waits for nothing itself: whoever owns it calls it when a socket is ready, or when its time has
// come, and asks then what it wants to wait for.
class ProxiedConnection {
 public:
  // How it ended.
  enum class End : std::uint8_t {
    Finished,   // both sides had said all
    Broken,     // one side was reset, or cut off
    ClientTls,  // no handshake with the client
    NoTarget,   // the target was not to be had
    TimedOut
  };
  struct Ending {
    End end = End::Finished;
    std::string why;
  };

  // `descriptor` is owned from here on. Throws std::system_error if the process has no room.
  ProxiedConnection(asio::io_context& context, ProxyRoute& route, int descriptor, const Peer& peer,
                    config::Instant now);
  ~ProxiedConnection();
  ProxiedConnection(const ProxiedConnection&) = delete;
  ProxiedConnection& operator=(const ProxiedConnection&) = delete;

  void start(ProxyScratch& scratch, config::Instant now);
  void on_readable(proxy::Side side, ProxyScratch& scratch, config::Instant now);
  void on_writable(proxy::Side side, ProxyScratch& scratch, config::Instant now);
  // The kernel says that something is wrong with a socket that is not being read.
  void on_alarm(proxy::Side side);
  void on_due(config::Instant now);
  // From outside; both sides are reset.
  void cut_off(std::string why);

  [[nodiscard]] bool wants_read(proxy::Side side) const;
  [[nodiscard]] bool wants_write(proxy::Side side) const;
  // Neither, but it wants to know if that side goes.
  [[nodiscard]] bool wants_alarm(proxy::Side side) const;
  // When something will have taken too long; nullopt: never, as for a connection that is idle.
  [[nodiscard]] std::optional<config::Instant> due() const;
  // The next thing that it reads is a part of the client's handshake, which takes long.
  [[nodiscard]] bool shakes_hands() const { return phase_ == Phase::ClientTls; }
  [[nodiscard]] const std::optional<Ending>& ending() const { return ending_; }

  // What is being waited for; the owner's notes.
  struct Waits {
    bool read = false;
    bool write = false;
    bool alarm = false;
  };
  [[nodiscard]] Waits& waits(proxy::Side side) { return at(side).waits; }
  [[nodiscard]] Descriptor& socket(proxy::Side side) { return *at(side).socket; }
  [[nodiscard]] ProxyRoute& route() const { return route_; }
  [[nodiscard]] const Peer& peer() const { return peer_; }
  [[nodiscard]] std::uint64_t bytes_to(proxy::Side side) const {
    return half_[static_cast<std::size_t>(side)].told;
  }

 private:
  enum class Phase : std::uint8_t { ClientTls, Connecting, TargetTls, Open };
  enum class Goodbye : std::uint8_t { Fin, Reset };
  struct Half {
    std::optional<Descriptor> socket;
    std::unique_ptr<TlsEngine> tls;  // null: clear text
    std::uint64_t told = 0;          // bytes of text
    Waits waits;
    bool false_alarm = false;  // something that is not an error; looked at again after a read
    Goodbye goodbye = Goodbye::Fin;
  };

  // The client has not waited for the answer to its first words.
  [[nodiscard]] bool given_up();
  [[nodiscard]] Half& at(proxy::Side side) { return half_[static_cast<std::size_t>(side)]; }
  [[nodiscard]] const Half& at(proxy::Side side) const {
    return half_[static_cast<std::size_t>(side)];
  }
  void connect_next();
  void connected(ProxyScratch& scratch, config::Instant now);
  void opened(proxy::Side side, ProxyScratch& scratch, config::Instant now);
  void heard(proxy::Side side, tn3270::Bytes bytes, ProxyScratch& scratch, config::Instant now);
  void heard_end(proxy::Side side, config::Instant now);
  void tell(proxy::Side side, tn3270::Bytes text, ProxyScratch& scratch);
  void send(proxy::Side side, tn3270::Bytes wire);
  void pass_ends(ProxyScratch& scratch, config::Instant now);
  void pass_end(proxy::Side side, ProxyScratch& scratch);
  void pass_cut(config::Instant now);
  void tls_failed(proxy::Side side);
  void broken(proxy::Side side, int error);
  void finish(End end, std::string why, Goodbye client, Goodbye target);

  asio::io_context& context_;
  ProxyRoute& route_;
  Peer peer_;
  Phase phase_ = Phase::Open;
  std::array<Half, 2> half_;
  proxy::Passage passage_;
  bool greeted_ = false;                         // TLS has heard the client's first words
  std::shared_ptr<const ProxyTargets> targets_;  // while they are tried
  std::size_t next_target_ = 0;
  config::Instant began_;                      // the phase; Open: when something moved last
  std::optional<config::Instant> cut_look_{};  // whether what was said before the cut has arrived
  std::string no_target_;                      // why the last address was not to be had
  std::string cut_why_;
  std::optional<Ending> ending_;
};

}  // namespace server
