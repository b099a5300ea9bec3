#pragma once

#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "config/time.h"
#include "printers/delivery/delivery.h"

namespace printers {

// Sockets that are shut once `Stop` comes, by a thread of its own. libcurl 7.88 waits inside
// itself, by the second and not in its multi interface, for the answer to a finished upload, to CCC
// and to QUIT; nothing but the end of the socket reaches it there. Closing stays with the sockets'
// owner.
class SocketGuard {
 public:
  explicit SocketGuard(const Stop& stop);
  ~SocketGuard();
  SocketGuard(const SocketGuard&) = delete;
  SocketGuard& operator=(const SocketGuard&) = delete;

  void add(int socket);     // one that comes too late is shut at once
  bool remove(int socket);  // before it is closed; false: it was never added
  // From now on they live no longer than this.
  void shut_after(config::Ticks rest);

 private:
  void watch();
  void shut_all();

  const Stop& stop_;
  int wake_;
  std::mutex mutex_;  // guards what follows
  std::vector<int> sockets_;
  std::optional<config::Ticks> rest_;
  bool shut_ = false;
  bool ending_ = false;
  std::thread watcher_;  // the last: it sees all of the above
};

}  // namespace printers
