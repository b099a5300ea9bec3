#pragma once

#include <cstdint>
#include <string>

// Sense and status codes as far as sessions here carry them (PROTOCOL 1.5 and 1.8).
namespace vtam::sense {

inline constexpr std::uint32_t kNotAvailable = 0x08010000;
inline constexpr std::uint32_t kInterventionRequired = 0x08020000;
inline constexpr std::uint32_t kSessionLimit = 0x08050000;
inline constexpr std::uint32_t kPermissionRejected = 0x080A0000;
inline constexpr std::uint32_t kInsufficientResource = 0x08120000;
inline constexpr std::uint32_t kInvalidParameters = 0x08210000;
inline constexpr std::uint32_t kLuNotReady = 0x082D0000;  // SYSREQ has suspended the session
inline constexpr std::uint32_t kComponentDisconnected = 0x08310000;
inline constexpr std::uint32_t kPluInactive = 0x08570002;  // VTAM: the application's ACB is closed
inline constexpr std::uint32_t kSluInactive = 0x08570003;  // nobody has the LU
inline constexpr std::uint32_t kUnknownName = 0x087D0001;  // VTAM: nobody knows the name
inline constexpr std::uint32_t kFunctionNotSupported = 0x10030000;  // clients: command reject
inline constexpr std::uint32_t kParameterError = 0x10050000;        // clients: operation check

// LUSTAT.
inline constexpr std::uint32_t kReady = 0x00010000;
inline constexpr std::uint32_t kPresentationSpaceLost = 0x082B0000;

// "08570002", as VTAM's messages have it.
[[nodiscard]] std::string digits(std::uint32_t code);
// "intervention required (sense 0802 0000)"; an unknown one is "sense 1234 5678".
[[nodiscard]] std::string text(std::uint32_t code);

}  // namespace vtam::sense
