#pragma once

#include <asio/ip/tcp.hpp>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "config/proxy_settings.h"
#include "config/settings.h"
#include "tn3270/server/access.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/tls/tls_client_context.h"
#include "tn3270/server/tls/tls_context.h"

namespace server {

// What one proxy counts; from any thread.
struct ProxyCounts {
  std::atomic<std::uint64_t> clients{0};
  std::atomic<std::uint64_t> total{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> failed_tls{0};
  std::atomic<std::uint64_t> unreached{0};
  std::atomic<std::uint64_t> bytes_to_target{0};
  std::atomic<std::uint64_t> bytes_to_client{0};
};

// Where a proxy's connections go, in the order in which it is tried; empty: the name has no
// address.
using ProxyTargets = std::vector<asio::ip::tcp::endpoint>;

// What new connections of one proxy's TLS side get; it may change between two of them.
using TlsContextNow = std::function<std::shared_ptr<const TlsContext>()>;

// One proxy's definition made ready: its addresses, its TLS, who may use it. Connections refer to
// it; its counts change, and where it leads to.
class ProxyRoute {
 public:
  // Looks the target's name up, which waits for the answer. `server_tls`: of `settings.listen`;
  // empty without TLS. Throws std::runtime_error in words.
  ProxyRoute(const config::ProxySettings& settings, const config::TimingSettings& timing,
             TlsContextNow server_tls, const HostLookUp& look_up);

  [[nodiscard]] const config::ProxySettings& settings() const { return settings_; }
  [[nodiscard]] const config::TimingSettings& timing() const { return timing_; }
  // Never null; who is trying them keeps them. From any thread.
  [[nodiscard]] std::shared_ptr<const ProxyTargets> targets() const;
  // The target is a name, which may lead elsewhere later.
  [[nodiscard]] bool has_named_target() const;
  // Asks for that name, and waits for the answer; in any thread.
  [[nodiscard]] ProxyTargets look_up(const HostLookUp& look_up) const;
  // New connections go where it leads now. If that is nowhere, all is as it was. One thread at a
  // time.
  ReloadView found(ProxyTargets targets);
  // Null: that side speaks clear text.
  [[nodiscard]] std::shared_ptr<const TlsContext> server_tls() const {
    return server_tls_ ? server_tls_() : nullptr;
  }
  [[nodiscard]] const std::shared_ptr<const TlsClientContext>& client_tls() const {
    return client_tls_;
  }
  [[nodiscard]] const AccessList& access() const { return access_; }
  [[nodiscard]] ProxyCounts& counts() { return counts_; }
  [[nodiscard]] ProxyView view() const;  // from any thread

  [[nodiscard]] std::string quoted() const { return "proxy '" + settings_.name + "'"; }
  // "127.0.0.1 port 23 TXT"
  [[nodiscard]] static std::string words(const config::ProxySide& side);

 private:
  config::ProxySettings settings_;
  config::TimingSettings timing_;
  mutable std::mutex mutex_;  // guards targets_
  std::shared_ptr<const ProxyTargets> targets_;
  TlsContextNow server_tls_;
  std::shared_ptr<const TlsClientContext> client_tls_;
  AccessList access_;
  ProxyCounts counts_;
};

}  // namespace server
