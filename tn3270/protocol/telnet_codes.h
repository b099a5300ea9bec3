#pragma once

#include <cstdint>

// Telnet's bytes on the wire: RFC 854 and 885, option numbers of RFC 856, 860, 885, 1091 and 2355.
namespace tn3270::telnet {

inline constexpr std::uint8_t kIac = 0xFF;

enum class Verb : std::uint8_t { Will = 0xFB, Wont = 0xFC, Do = 0xFD, Dont = 0xFE };

// Commands without an operand.
inline constexpr std::uint8_t kLowestCommand = 0xEC;  // EOF, the lowest code that has a meaning
inline constexpr std::uint8_t kEor = 0xEF;
inline constexpr std::uint8_t kSe = 0xF0;
inline constexpr std::uint8_t kNop = 0xF1;
inline constexpr std::uint8_t kBrk = 0xF3;
inline constexpr std::uint8_t kIp = 0xF4;
inline constexpr std::uint8_t kAo = 0xF5;
inline constexpr std::uint8_t kSb = 0xFA;

namespace option {
inline constexpr std::uint8_t kBinary = 0;
inline constexpr std::uint8_t kTimingMark = 6;
inline constexpr std::uint8_t kTerminalType = 24;
inline constexpr std::uint8_t kEor = 25;
inline constexpr std::uint8_t kTn3270e = 40;
inline constexpr std::uint8_t kStartTls = 46;  // PROTOCOL 3.1
}  // namespace option

// RFC 1091.
inline constexpr std::uint8_t kTerminalTypeIs = 0;
inline constexpr std::uint8_t kTerminalTypeSend = 1;

// The one code of STARTTLS.
inline constexpr std::uint8_t kFollows = 1;

}  // namespace tn3270::telnet
