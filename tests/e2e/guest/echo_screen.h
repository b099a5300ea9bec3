#pragma once

#include <cstddef>
#include <string>

namespace e2e {

// What the guest of `Hercules` writes to a terminal, and where in it is what differs.
struct EchoScreen {
  std::string stream;  // from the write control character on
  std::size_t fill = 0;
  std::size_t device = 0;         // 4 hexadecimal digits
  std::size_t hidden_device = 0;  // the same in a field that does not show
  std::size_t inputs = 0;         // 8 digits
  std::size_t aid = 0;            // 2 hexadecimal digits
  std::size_t typed = 0;          // kEchoTyped blanks
};

// How much one may type.
inline constexpr std::size_t kEchoTyped = 60;

[[nodiscard]] EchoScreen echo_screen();

}  // namespace e2e
