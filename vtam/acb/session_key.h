#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "vtam/session_id.h"

namespace vtam {

// One session of a LU with an application: which life of which slot, and the how-manieth session of
// that life. Never used again while the server lives. As text, "reactor.slot.generation.turn", it
// is the opaque `session` of the application socket.
struct SessionKey {
  SessionId session;
  std::uint32_t turn = 0;
  friend bool operator==(const SessionKey&, const SessionKey&) = default;
  [[nodiscard]] std::string text() const {
    return std::to_string(session.reactor) + "." + std::to_string(session.slot) + "." +
           std::to_string(session.generation) + "." + std::to_string(turn);
  }
};

// One opening of an ACB; never used again while the server lives. 0: none.
using AcbId = std::uint64_t;
// One request of an application to acquire a LU; never used again. 0: none.
using AcquireId = std::uint64_t;
// Of a program of the server's. One number for all, as none of them waits.
inline constexpr AcquireId kAcquireOfProgram = ~AcquireId{0};

}  // namespace vtam

template <>
struct std::hash<vtam::SessionKey> {
  std::size_t operator()(const vtam::SessionKey& key) const noexcept {
    const auto mixed = (std::uint64_t{key.session.slot} << 32U) ^
                       (std::uint64_t{key.session.generation} << 16U) ^
                       (std::uint64_t{key.session.reactor} << 56U) ^ key.turn;
    return std::hash<std::uint64_t>{}(mixed * 0x9E3779B97F4A7C15U);
  }
};
