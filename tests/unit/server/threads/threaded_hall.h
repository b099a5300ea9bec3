#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/doubles/scripted_terminal.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/log.h"
#include "tn3270/server/reactor/reactor.h"
#include "vtam/directory.h"
#include "vtam/network.h"
#include "vtam/program.h"

namespace server {

// The hall's reactors with their threads, and clients on socket pairs. All may be called from any
// thread.
class ThreadedHall {
 public:
  ThreadedHall(const std::string& json, std::uint16_t reactors);
  ~ThreadedHall();  // stops what stop() has not
  ThreadedHall(const ThreadedHall&) = delete;
  ThreadedHall& operator=(const ThreadedHall&) = delete;

  // A new client of that reactor; the caller owns the descriptor.
  [[nodiscard]] int connect(std::uint16_t reactor);
  void stop();  // posts Stop and waits for the threads

  // Waits for the answer, for at most 10 s.
  [[nodiscard]] std::vector<LuView> views(std::uint16_t reactor);
  [[nodiscard]] CommandAnswer operate(OperatorVerb verb, const std::string& lu);

  [[nodiscard]] std::size_t held();  // LUs that somebody has
  [[nodiscard]] std::size_t load(std::uint16_t reactor) const { return reactors_[reactor]->load(); }
  [[nodiscard]] config::Instant heartbeat(std::uint16_t reactor) const {
    return reactors_[reactor]->heartbeat();
  }
  [[nodiscard]] std::uint16_t reactors() const {
    return static_cast<std::uint16_t>(reactors_.size());
  }

 private:
  vtam::ProgramCatalog catalog_;
  vtam::NetworkPtr network_;
  std::unique_ptr<Guarded<vtam::Directory>> directory_;
  Log log_{Log::Target::Nowhere};
  Entrance entrance_;
  std::vector<std::unique_ptr<Reactor>> reactors_;
  bool stopped_ = false;
};

// A terminal at the other end of a descriptor, which it closes. Talks until `done` or 10 s have
// passed.
class SocketTerminal {
 public:
  SocketTerminal(int descriptor, doubles::ScriptedTerminal::Manners manners);
  ~SocketTerminal();
  SocketTerminal(const SocketTerminal&) = delete;
  SocketTerminal& operator=(const SocketTerminal&) = delete;

  enum class Outcome : std::uint8_t { Done, Closed, TimedOut };
  Outcome talk_until(const std::function<bool(const doubles::ScriptedTerminal&)>& done);
  Outcome talk_until_ready();
  [[nodiscard]] doubles::ScriptedTerminal& terminal() { return terminal_; }

 private:
  int descriptor_;
  doubles::ScriptedTerminal terminal_;
};

}  // namespace server
