#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/reader.h"
#include "config/settings.h"
#include "tn3270/server/activation/passed_sockets.h"
#include "tn3270/server/log.h"
#include "vtam/program.h"

namespace server {

struct Hall;

// The whole running server: directory, reactors, listeners, admin thread. main() makes one; nothing
// is global.
class Server {
 public:
  // Builds the tables and opens every port. Throws std::runtime_error in words if a port or the
  // token file is not to be had: then nothing runs. `catalog` and `log` outlive it.
  // `read_again` reads the same files another time, for V NET,ACT of a book. What is listened on in
  // `passed` is not bound.
  Server(std::shared_ptr<const config::Config> config, const vtam::ProgramCatalog& catalog,
         Log& log, std::function<config::Loaded()> read_again, PassedSockets passed = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Serves until SIGTERM or SIGINT; `ending` is called when the end begins. Called once, on the
  // main thread.
  void run(const std::function<void()>& ending);

 private:
  std::unique_ptr<Hall> hall_;
};

}  // namespace server
