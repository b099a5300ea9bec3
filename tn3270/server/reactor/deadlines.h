#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

#include "config/time.h"

namespace server {

// What a slot is waited for. Whether an entry still means anything is the slot's to say when it is
// due.
enum class DeadlineKind : std::uint8_t {
  Phase,
  Negotiation,
  Handshake,  // TLS
  Notice,
  Probe,
  Release,
  Unfinished,  // the rest of a record or of a sub-negotiation
  Silence,     // NOP, and whether the client lives
  Answer,      // the session waits for its client
  Output       // the reactor's own: what the client does not read
};

struct Deadline {
  config::Instant due;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  DeadlineKind kind = DeadlineKind::Phase;
  friend bool operator>(const Deadline& a, const Deadline& b) { return a.due > b.due; }
};

// All deadlines of a reactor: one timer serves them. An idle session has none.
class Deadlines {
 public:
  void add(Deadline deadline) { queue_.push(deadline); }

  [[nodiscard]] std::optional<Deadline> take_due(config::Instant now) {
    if (queue_.empty() || queue_.top().due > now) {
      return std::nullopt;
    }
    const Deadline due = queue_.top();
    queue_.pop();
    return due;
  }

  [[nodiscard]] std::optional<config::Instant> earliest() const {
    if (queue_.empty()) {
      return std::nullopt;
    }
    return queue_.top().due;
  }

 private:
  std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> queue_;
};

}  // namespace server
