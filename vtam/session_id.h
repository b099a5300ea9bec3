#pragma once

#include <cstdint>

namespace vtam {

// Who holds a LU: a slot of a reactor in one of its lives. Freeing a slot adds one to its
// generation, so whatever carries an older SessionId (a timer, an answer, an application's message)
// is recognised as stale.
struct SessionId {
  std::uint16_t reactor = 0;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  friend bool operator==(const SessionId&, const SessionId&) = default;
};

}  // namespace vtam
