#pragma once

#include <cstdint>

#include "tn3270/datastream/bytes.h"

// What a RESPONSE says: RFC 2355 8.1.3 and 10.4.1, PROTOCOL 1.5 and 1.9.
namespace tn3270::response {

// RESPONSE-FLAG of a RESPONSE; the last is SNA-SENSE's.
inline constexpr std::uint8_t kPositive = 0;
inline constexpr std::uint8_t kNegative = 1;
inline constexpr std::uint8_t kWithSense = 2;

// REQUEST-FLAG of a REQUEST.
inline constexpr std::uint8_t kErrorConditionCleared = 0;

// Sense codes.
inline constexpr std::uint32_t kCommandReject = 0x10030000;
inline constexpr std::uint32_t kInterventionRequired = 0x08020000;
inline constexpr std::uint32_t kOperationCheck = 0x10050000;
inline constexpr std::uint32_t kComponentDisconnected = 0x08310000;

// The sense code that the data of a negative RESPONSE stands for: its one code byte, or the four
// bytes of SNA-SENSE. Data that is missing is an operation check.
[[nodiscard]] std::uint32_t sense_of_code(Bytes data);
[[nodiscard]] std::uint32_t sense_of_four(Bytes data);

// The code byte for a sense code. There are four; all others are operation checks.
[[nodiscard]] std::uint8_t code_of(std::uint32_t sense);

}  // namespace tn3270::response
