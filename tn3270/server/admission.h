#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/settings.h"
#include "config/time.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/peer.h"

namespace server {

class Admission;

// One client that has been let in, until it has gone; its end may come in any thread.
class Visit {
 public:
  Visit(Admission& admission, std::uint32_t gate, const vtam::ClientAddress& client, bool counted);
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  // A TLS handshake waits for its turn from here until its work is done, or the client has gone.
  void handshake_begins();
  void handshake_ends();
  // Whether anything would happen at its end.
  [[nodiscard]] bool counts() const { return counted_ || handshaking_; }

 private:
  Admission& admission_;
  vtam::ClientAddress client_;
  std::uint32_t gate_;
  bool counted_;
  bool handshaking_ = false;
};

// How many clients there may be: in all, at one listener (a "gate"), and of one address; how many
// arrive in a second, and how many TLS handshakes wait for their turn. Whoever is too many is
// refused at once; who comes too fast waits in the kernel's queue, where it costs nothing and where
// the newest are turned away first. One for all clients that one thread accepts: the terminals',
// the proxies'. Called by that thread; visits end in any thread. Outlives them.
class Admission {
 public:
  // `who` has all of them, in words: "the server has".
  explicit Admission(const config::AdmissionSettings& settings, std::string who = "the server has")
      : settings_(settings), who_(std::move(who)) {}

  // What a listener allows, 0: as many as come. Returns its gate.
  std::uint32_t add_gate(std::uint32_t clients, std::uint32_t per_address);

  struct Outcome {
    std::unique_ptr<Visit> visit{};  // null: refused
    std::string why{};               // of a refusal: "its address has 20 clients already"
  };
  [[nodiscard]] Outcome enter(std::uint32_t gate, const Peer& peer);

  // How long the next client waits before it is accepted; nullopt: not at all. `tls`: it will begin
  // with a handshake.
  [[nodiscard]] std::optional<config::Ticks> hold(bool tls, config::Instant now);
  // One has been accepted.
  void accepted(config::Instant now);

  [[nodiscard]] std::uint32_t handshakes() const {
    return handshakes_.load(std::memory_order_relaxed);
  }

 private:
  friend class Visit;

  struct Gate {
    std::uint32_t most = 0;
    std::uint32_t most_of_address = 0;
    std::uint32_t inside = 0;
    std::unordered_map<vtam::ClientAddress, std::uint32_t> of_address{};
  };
  struct Inside {
    std::vector<Gate> gates{};
    std::uint32_t all = 0;
    std::unordered_map<vtam::ClientAddress, std::uint32_t> of_address{};
  };

  [[nodiscard]] std::string refuse(Inside& inside, std::uint32_t gate,
                                   const vtam::ClientAddress& client) const;
  void leave(std::uint32_t gate, const vtam::ClientAddress& client);

  const config::AdmissionSettings settings_;
  const std::string who_;
  bool counting_ = false;  // some limit is set
  Guarded<Inside> inside_;
  std::atomic<std::uint32_t> handshakes_{0};
  config::Instant second_{};  // that `accepted_` is of
  std::uint32_t accepted_ = 0;
};

}  // namespace server
