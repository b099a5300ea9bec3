#pragma once

#include <asio/ip/tcp.hpp>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/host_settings.h"
#include "config/limits.h"
#include "config/names.h"
#include "config/time.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/tls/tls_client_context.h"
#include "vtam/acb/session_key.h"

namespace server {

// Where one address of a host leads to, in the order in which it is tried; empty: its name has no
// address.
using HostEndpoints = std::vector<asio::ip::tcp::endpoint>;

// One host application for all reactors: which address is tried next, how many connections are made
// at a time and how fast, and what is known of each address. Lines enter before they connect, one
// after the other, and say what has come of it. After HostSettings::failures an address rests for
// HostSettings::retry: its circuit is open, and whoever comes is told at once.
//
// From any thread. `wake` is called without the lock, for a line that waited: it may enter now.
class HostGate {
 public:
  using Wake = std::function<void(const vtam::SessionKey& key)>;
  using Tried = std::bitset<config::limits::kHostAddresses>;

  // Looks names up, which waits for the answer, and reads TLS' files. Throws std::runtime_error in
  // words.
  HostGate(config::ApplId name, std::shared_ptr<const config::HostSettings> settings,
           const HostLookUp& look_up, Wake wake);
  HostGate(const HostGate&) = delete;
  HostGate& operator=(const HostGate&) = delete;

  [[nodiscard]] config::ApplId name() const { return name_; }
  [[nodiscard]] const config::HostSettings& settings() const { return *settings_; }

  // Connect there.
  struct Way {
    std::size_t address = 0;  // index of settings().hosts
    std::shared_ptr<const HostEndpoints> endpoints{};
    std::shared_ptr<const TlsClientContext> tls{};  // null: clear text
  };
  // Not yet: `wake` will be called, or enter again at `at`.
  struct Later {
    std::optional<config::Instant> at{};
  };
  // No address is left that might answer; a clause.
  struct Nowhere {
    std::string why;
  };
  using Entry = std::variant<Way, Later, Nowhere>;
  // `tried`: the addresses that this line has tried already.
  [[nodiscard]] Entry enter(const vtam::SessionKey& key, const Tried& tried, config::Instant now);

  // What became of a Way; each is said once. up(): the host has agreed to a session; refused(): it
  // is there and has not; ended(): after up().
  void up(std::size_t address, config::Instant now);
  void refused(std::size_t address, config::Instant now);
  void failed(std::size_t address, const std::string& why, config::Instant now);
  void given_up(std::size_t address);
  void ended(std::size_t address);
  // A line that waits does so no more.
  void leave(const vtam::SessionKey& key);

  // Looks its names up again; waits for the answers. One thread at a time.
  std::vector<ReloadView> look_up_again(const HostLookUp& look_up);

  [[nodiscard]] std::vector<HostView> views(config::Instant now) const;

 private:
  struct Address {
    std::shared_ptr<const HostEndpoints> endpoints;
    std::shared_ptr<const TlsClientContext> tls;
    std::uint32_t connecting = 0;
    std::uint32_t sessions = 0;
    std::uint32_t failures = 0;  // one after the other
    bool known = false;          // somebody has tried it
    std::string why;             // of the last failure
    config::Instant since{};     // its state
    config::Instant rests_until{};
  };

  // It has failed so often that it rests, or that one at a time tries it.
  [[nodiscard]] bool doubtful(const Address& one) const;
  [[nodiscard]] std::optional<std::size_t> choose(const Tried& tried, config::Instant now);
  [[nodiscard]] std::string why_nowhere(const Tried& tried, config::Instant now) const;
  [[nodiscard]] std::optional<config::Instant> too_fast(config::Instant now);
  void done(std::size_t address, config::Instant now);
  // Who may come next; call its wake() without the lock.
  [[nodiscard]] std::optional<vtam::SessionKey> next() const;
  void wake(const std::optional<vtam::SessionKey>& key) const;

  const config::ApplId name_;
  const std::shared_ptr<const config::HostSettings> settings_;
  const Wake wake_;
  mutable std::mutex mutex_;  // guards what follows
  std::vector<Address> addresses_;
  std::deque<vtam::SessionKey> waiting_;
  std::uint32_t connecting_ = 0;
  std::size_t turn_ = 0;  // round robin
  config::Instant second_{};
  std::uint32_t begun_ = 0;  // in that second
};

}  // namespace server
