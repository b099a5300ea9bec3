#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "config/names.h"
#include "printers/job.h"
#include "tn3270/server/printing/message.h"
#include "tn3270/server/reactor/message.h"
#include "vtam/session_id.h"

namespace server {

// Jobs that go to printers of clients: who serves which LU, and what is under way there. Their
// records are handed out a few at a time. Owned by the spooler's thread.
class ClientJobs {
 public:
  using Post = std::function<void(std::uint16_t reactor, Message message)>;
  explicit ClientJobs(Post post) : post_(std::move(post)) {}

  void arrived(const ClientArrived& client);
  void left(const ClientLeft& client);
  [[nodiscard]] bool present(config::LuName printer) const;
  [[nodiscard]] bool busy(config::LuName printer) const;

  // REQUIRES: present, not busy.
  void start(const printers::JobRow& row);
  void stop(config::LuName printer);
  // False: that is not under way.
  [[nodiscard]] bool progress(const PiecesWanted& wanted);
  void ended(config::LuName printer) { running_.erase(printer); }
  // Appends what is under way.
  void views(std::vector<DeliveryView>& views) const;

 private:
  struct Running {
    vtam::SessionId session;
    printers::JobId job = 0;
    std::uint64_t sent = 0;
    std::uint64_t size = 0;
  };

  Post post_;
  std::map<config::LuName, vtam::SessionId> clients_;
  std::map<config::LuName, Running> running_;
};

}  // namespace server
