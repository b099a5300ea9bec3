#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace control {

enum class Method : std::uint8_t { Get, Post };

inline constexpr int kHttpOk = 200;

struct Answer {
  int status = 0;
  std::string body;
};
// Of a POST; may be empty.
struct Body {
  std::string text{};
  std::string type = "application/json";
};
// Nobody answered; why, as a sentence.
struct Unreachable {
  std::string why;
};

// What to do after a line of a stream.
enum class Next : std::uint8_t { GoOn, Stop };
using LineTaker = std::function<Next(std::string_view line)>;

// One call to the server.
class Transport {
 public:
  virtual ~Transport() = default;
  // `target` begins with '/' and is percent-encoded.
  [[nodiscard]] virtual std::variant<Answer, Unreachable> call(Method method,
                                                               const std::string& target,
                                                               const Body& body) = 0;
  // A GET whose answer comes line by line for as long as the server has something to say. With
  // status 200 each line goes to `take` as it comes, without its end, and the answer's body stays
  // empty. Unreachable also if the stream breaks off.
  [[nodiscard]] virtual std::variant<Answer, Unreachable> stream(const std::string& target,
                                                                 const LineTaker& take) = 0;
};

}  // namespace control
