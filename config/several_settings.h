#pragma once

#include <cstdint>
#include <string>

#include "config/limits.h"
#include "config/problem.h"

namespace config {

// A key of the terminal's that the server keeps for itself: its AID (PROTOCOL 4.4), or one of
// these, which no AID is.
inline constexpr std::uint8_t kNoKey = 0x00;
inline constexpr std::uint8_t kAttnKey = 0x01;         // telnet's IP (PROTOCOL 1.8)
[[nodiscard]] std::string key_text(std::uint8_t key);  // as in JSON: "PA3", "none"

// Applications of one user at the same time (JSON "several").
struct SeveralSettings {
  // So many at most; 1: one, which ends before the next one begins.
  std::uint32_t most = 1;
  std::uint8_t menu_key = limits::kSeveralMenuKey;  // suspends the application, shows the menu
  std::uint8_t next_key = limits::kSeveralNextKey;  // … or the next one that is live
  Position at{};

  [[nodiscard]] bool on() const { return most > 1; }
};

}  // namespace config
