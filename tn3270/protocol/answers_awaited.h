#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "config/limits.h"

namespace tn3270 {

// The numbers of the records that were sent with ALWAYS-RESPONSE and have no answer yet. A client
// may leave some unanswered for ever (x3270 drops 3270-DATA before BIND, PROTOCOL 1.5), so the
// oldest gives way when there are too many.
class AnswersAwaited {
 public:
  void sent(std::uint16_t sequence);
  // Whether this record was waited for; from now on it is not.
  [[nodiscard]] bool answered(std::uint16_t sequence);

 private:
  std::array<std::uint16_t, config::limits::kAnswersAwaited> numbers_{};
  std::uint8_t count_ = 0;  // oldest first
};

}  // namespace tn3270
