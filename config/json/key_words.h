#pragma once

#include <cstdint>
#include <span>

#include "config/json/reading.h"
#include "config/several_settings.h"

// Keys that the server keeps for itself, as the JSON spells them. Enter, Clear and PF1 to PF12 are
// the applications'.
namespace config::json {

using KeyWord = Word<std::uint8_t>;

inline constexpr KeyWord kKeys[] = {
    {"none", kNoKey}, {"PA1", 0x6C},     {"PA2", 0x6E},  {"PA3", 0x6B},  {"PF13", 0xC1},
    {"PF14", 0xC2},   {"PF15", 0xC3},    {"PF16", 0xC4}, {"PF17", 0xC5}, {"PF18", 0xC6},
    {"PF19", 0xC7},   {"PF20", 0xC8},    {"PF21", 0xC9}, {"PF22", 0x4A}, {"PF23", 0x4B},
    {"PF24", 0x4C},   {"ATTN", kAttnKey}};
inline constexpr std::span<const KeyWord> kKeyOrNone{kKeys};
inline constexpr std::span<const KeyWord> kKey = kKeyOrNone.subspan(1);
// ATTN goes to the host.
inline constexpr std::span<const KeyWord> kHostKeyOrNone = kKeyOrNone.first(kKeyOrNone.size() - 1);

}  // namespace config::json
