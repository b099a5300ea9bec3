#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace server {

// The body of an answer that comes piece by piece, for as long as somebody listens. Called on the
// admin thread only; destroyed when the last piece is out, the client has gone or the server ends.
class BodySource {
 public:
  enum class State : std::uint8_t { More, Ended };

  virtual ~BodySource() = default;
  // Once, before the first take(): to be called, from any thread, when there is something new.
  virtual void wake_with(std::function<void()> wake) = 0;
  // Appends what there is, about `most` bytes of it; nothing if there is nothing new.
  [[nodiscard]] virtual State take(std::size_t most, std::string& out) = 0;
};

}  // namespace server
