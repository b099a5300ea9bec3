#pragma once

#include <sys/types.h>

#include <array>
#include <asio/steady_timer.hpp>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "config/limits.h"
#include "config/settings.h"
#include "tn3270/server/acb/application_connection.h"
#include "tn3270/server/acb/inbox.h"
#include "tn3270/server/acb/socket_file.h"
#include "tn3270/server/accept_loop.h"
#include "tn3270/server/activation/passed_sockets.h"
#include "tn3270/server/current_network.h"
#include "tn3270/server/listener.h"
#include "tn3270/server/log.h"
#include "tn3270/server/tls/reloadable_context.h"
#include "tn3270/server/wall_clock.h"
#include "vtam/acb/desk.h"

namespace server {

// The application socket: one thread with all connections of applications and the desk that they
// are served at. What the desk wants is carried out here: lines to applications, messages to the
// sessions' reactors, ACBs that open and close in the network.
class AcbServer {
 public:
  // What it needs of the hall; pointers outlive it.
  struct Surroundings {
    config::ApplicationSocketSettings settings;
    config::TimingSettings timing;
    std::string version;
    CurrentNetwork* network = nullptr;
    Guarded<vtam::Directory>* directory = nullptr;
    TlsContexts* certificates = nullptr;
    PassedSockets* sockets = nullptr;  // used while it is made; null: none were passed
    Log* log = nullptr;
    std::function<void(std::uint16_t reactor, Message message)> post;
    WallClock clock;
  };

  // Makes the socket file and opens the port. Throws std::runtime_error in words.
  explicit AcbServer(Surroundings around);
  ~AcbServer();
  AcbServer(const AcbServer&) = delete;
  AcbServer& operator=(const AcbServer&) = delete;

  void start();
  // After the reactors have ended: what their sessions have said is sent, within
  // limits::kApplicationsEnd, and the thread is over.
  void end();

  // Where reactors put what becomes of acquires.
  [[nodiscard]] std::shared_ptr<vtam::AcbSink> sink() const { return inbox_; }
  // From any thread; the answer comes in this one's. Nothing comes once it has ended.
  void views(std::function<void(std::vector<OpenAcbView>)> answer) {
    inbox_->post(AcbViewsWanted{std::move(answer)});
  }
  [[nodiscard]] config::Instant heartbeat() const {
    return config::Instant(config::Ticks(heartbeat_.load(std::memory_order_relaxed)));
  }
  // "/run/tn3270d/acb.sock and 0.0.0.0 port 3271": for the start's messages.
  [[nodiscard]] std::string where() const;

 private:
  // acb_server.cpp
  void open_tcp();
  void take(std::vector<AcbMessage>& messages);
  void take(vtam::AcbEvent& event);
  void take(const vtam::AcquireNews& news);
  void take(const AcbViewsWanted& wanted);
  void take(const EndApplications& end);
  void tick();
  void finish_if_over();

  // acb_connections.cpp
  void arrive(int descriptor, const std::shared_ptr<const TlsContext>& tls, std::string where,
              std::string refusal);
  void arrive_local(int descriptor);
  void introduce(vtam::ConnectionId id, ApplicationConnection& connection);
  void wait_readable(vtam::ConnectionId id);
  void wait_writable(vtam::ConnectionId id);
  void on_readable(vtam::ConnectionId id);
  bool take_line(vtam::ConnectionId id, const ApplicationConnection& connection,
                 std::string_view line, const vtam::Network& network, config::Instant now);
  void lose(vtam::ConnectionId id, const std::string& why);
  void flush(vtam::ConnectionId id);
  void check_connections(config::Instant now);
  [[nodiscard]] bool is_stranger(vtam::ConnectionId id,
                                 const ApplicationConnection& connection) const;
  [[nodiscard]] std::size_t strangers() const;
  [[nodiscard]] std::size_t admitted() const;
  [[nodiscard]] ApplicationConnection* find(vtam::ConnectionId id);

  // acb_outcomes.cpp
  void settle();
  void perform(vtam::SendLine& send);
  void perform(const vtam::EndApplication& end);
  void perform(const vtam::OpenAcb& open);
  void perform(const vtam::CloseAcb& close);
  void perform(vtam::TellSession& tell);
  void perform(const vtam::AcquireLu& acquire);
  void perform(const vtam::CancelAcquire& cancel);
  void perform(const vtam::DeskLog& line);
  void change_network();

  Surroundings around_;
  std::vector<uid_t> users_;  // who may connect; empty: everybody whom the file's mode lets
  std::shared_ptr<AcbInbox> inbox_;
  vtam::Desk desk_;
  vtam::DeskOutcomes outcomes_;   // of the desk, not carried out yet
  vtam::DeskOutcomes performed_;  // those that are being carried out; kept for its room
  std::vector<vtam::AcquireNews> news_;
  std::vector<vtam::AcbChange> changes_;  // ACBs that have opened and closed since the last change
  std::vector<AcbClosed> closed_;
  std::map<vtam::AcbId, config::Instant> opened_;  // ACBs that are open, since when
  std::unordered_map<vtam::ConnectionId, ApplicationConnection> connections_;
  std::unordered_set<vtam::ConnectionId> touched_;  // have lines that are to be sent
  vtam::ConnectionId last_connection_ = 0;
  std::map<uid_t, std::string> user_names_;
  SocketFile file_;
  const ReloadableContext* tls_ = nullptr;  // null: there is no TCP
  std::unique_ptr<AcceptLoop> local_;
  std::unique_ptr<Listener> tcp_;
  asio::steady_timer timer_;
  std::vector<AcbMessage> taken_;
  std::array<std::uint8_t, config::limits::kApplicationRead> scratch_{};
  bool stopping_ = false;
  config::Instant stop_by_{};
  std::atomic<config::Ticks::rep> heartbeat_{0};
  std::thread thread_;
};

}  // namespace server
