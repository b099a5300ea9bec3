#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "config/settings.h"
#include "config/time.h"
#include "tn3270/server/hosts/host_calls.h"
#include "tn3270/server/hosts/host_gate.h"
#include "tn3270/server/hosts/host_line.h"
#include "vtam/acb/session_key.h"
#include "vtam/host_line.h"

namespace server {

// The lines of one reactor's sessions to hosts: waits for their sockets and their time, on the
// reactor's thread.
class HostLines final : public HostCalls {
 public:
  struct Surroundings {
    const config::TimingSettings* timing = nullptr;
    // The gate of a host application; null: it has none. Outlives the lines.
    std::function<HostGate*(config::ApplId application)> gate;
    // What a line brings, in order, in one go.
    std::function<void(const vtam::SessionKey& key, std::vector<vtam::HostHeard>& heard)> tell;
    // Whether the session takes more of its host: its client reads what it was sent.
    std::function<bool(const vtam::SessionKey& key)> may_read;
    std::span<std::uint8_t> scratch;
  };
  HostLines(asio::io_context& context, Surroundings around);
  ~HostLines() override;
  HostLines(const HostLines&) = delete;
  HostLines& operator=(const HostLines&) = delete;

  void call(const HostCaller& caller, config::Instant now) override;
  void say(const vtam::SessionKey& key, vtam::HostWish wish, config::Instant now) override;
  void forget(const vtam::SessionKey& key, config::Instant now) override;
  [[nodiscard]] std::optional<HostSeat> seat(const vtam::SessionKey& key) const override;
  // The gate has called it.
  void turn_has_come(const vtam::SessionKey& key);
  // may_read() may have changed.
  void go_on(const vtam::SessionKey& key);

  [[nodiscard]] std::size_t size() const { return lines_.size(); }

 private:
  using Due = std::multimap<config::Instant, vtam::SessionKey>;
  struct Entry {
    std::unique_ptr<HostLine> line{};
    std::optional<Due::iterator> due{};
  };
  [[nodiscard]] Entry* find(const vtam::SessionKey& key);
  // One step of a line, whatever comes of it.
  template <class Step>
  void work(const vtam::SessionKey& key, Step step);
  void wait(Entry& entry);
  void wait_readable(Entry& entry);
  void wait_writable(Entry& entry);
  void watch_time(Entry& entry);
  void unwatch(Entry& entry);
  void watch_clock();
  void on_clock();
  void bury(std::unique_ptr<HostLine> line);

  asio::io_context& context_;
  Surroundings around_;
  asio::steady_timer timer_;
  HostScratch scratch_;
  std::unordered_map<vtam::SessionKey, Entry> lines_;
  Due due_;  // of those that are being connected: an idle line has none
  // Over, but perhaps still working: they go when the present call is done.
  std::vector<std::unique_ptr<HostLine>> buried_;
};

}  // namespace server
