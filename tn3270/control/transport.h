#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace control {

enum class Method : std::uint8_t { Get, Post };

struct Answer {
  int status = 0;
  std::string body;
};
// Nobody answered; why, as a sentence.
struct Unreachable {
  std::string why;
};

// One call to the server.
class Transport {
 public:
  virtual ~Transport() = default;
  // `target` begins with '/' and is percent-encoded.
  [[nodiscard]] virtual std::variant<Answer, Unreachable> call(Method method,
                                                               const std::string& target) = 0;
};

}  // namespace control
