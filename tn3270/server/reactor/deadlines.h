#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "config/time.h"

namespace server {

// What a slot is waited for. Whether an entry still means anything is the slot's to say when it is
// due.
enum class DeadlineKind : std::uint8_t {
  Phase,
  Negotiation,
  FirstByte,  // TLS or not, where both are served
  Handshake,  // TLS
  Notice,
  Probe,
  Release,
  Guesser,     // the answer to a client that is held back
  Unfinished,  // the rest of a record or of a sub-negotiation
  Silence,     // NOP, and whether the client lives
  Inactivity,  // neither input nor print
  Answer,      // the session waits for its client
  Pause,       // a printer logs on again
  Kept,        // a session without a client
  Output       // the reactor's own: what the client does not read
};

struct Deadline {
  config::Instant due;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  DeadlineKind kind = DeadlineKind::Phase;
  friend bool operator>(const Deadline& a, const Deadline& b) { return a.due > b.due; }
};

// All deadlines of a reactor: one timer serves them.
class Deadlines {
 public:
  void add(Deadline deadline) {
    heap_.push_back(deadline);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  }

  [[nodiscard]] std::optional<Deadline> take_due(config::Instant now) {
    if (heap_.empty() || heap_.front().due > now) {
      return std::nullopt;
    }
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const Deadline due = heap_.back();
    heap_.pop_back();
    return due;
  }

  [[nodiscard]] std::optional<config::Instant> earliest() const {
    if (heap_.empty()) {
      return std::nullopt;
    }
    return heap_.front().due;
  }

  [[nodiscard]] std::size_t size() const { return heap_.size(); }

  // Forgets all that `wanted` says no to: clients that come and go by the thousand would leave
  // theirs behind until they are due.
  template <class Wanted>
  void keep(Wanted wanted) {
    std::erase_if(heap_, [&](const Deadline& one) { return !wanted(one); });
    heap_.shrink_to_fit();
    std::make_heap(heap_.begin(), heap_.end(), std::greater<>());
  }

 private:
  std::vector<Deadline> heap_;  // the earliest first
};

}  // namespace server
