#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "config/check/checks.h"
#include "config/limits.h"

namespace config::check {
namespace {

// Places in PSERVIC, which is BIND bytes 14-25 (PROTOCOL 4.9).
constexpr std::size_t kLuType = 0;
constexpr std::size_t kFirstSize = 6;
constexpr std::size_t kSecondSize = 8;
constexpr std::size_t kSizeCode = 10;

constexpr std::uint8_t kScs = 0x01;  // LU type 1 has no screen, and other things in these bytes
constexpr std::uint8_t kOneSize = 0x7E;
constexpr std::uint8_t kTwoSizes = 0x7F;

std::string hex(std::uint8_t byte) {
  constexpr std::array<char, 17> kDigits{"0123456789ABCDEF"};
  return {kDigits.at(byte >> 4U), kDigits.at(byte & 0x0FU)};
}

// What is wrong with the size at `place`; empty: nothing.
std::string size_fault(const ModeEntry& entry, std::size_t place) {
  const std::uint32_t rows = entry.pservic.at(place);
  const std::uint32_t columns = entry.pservic.at(place + 1);
  const std::string digits =
      "digits " + std::to_string(place * 2 + 1) + " to " + std::to_string(place * 2 + 4);
  if (rows == 0 || columns == 0) {
    return "no rows and columns there (" + digits + "); write them, like 1850 for 24x80";
  }
  if (rows * columns > limits::kScreenCells) {
    return std::to_string(rows) + "x" + std::to_string(columns) + " there (" + digits +
           "), more than the " + std::to_string(limits::kScreenCells) +
           " cells of the largest screen; make it smaller";
  }
  return {};
}

void sizes(const ModeEntry& entry, Problems& problems) {
  const std::uint8_t code = entry.pservic.at(kSizeCode);
  if (entry.pservic.at(kLuType) == kScs) {
    return;
  }
  const std::string who = "logmode " + entry.name.text() + " has size code " + hex(code);
  if (code != kOneSize && code != kTwoSizes) {
    if (code > 0x03) {
      problems.error(entry.at, who +
                                   " in digits 21 and 22 of its PSERVIC, which stands for "
                                   "nothing; write 00 or 02 for 24x80, 03 for what the terminal "
                                   "says, 7E for one size or 7F for two");
    }
    return;
  }
  std::string wrong = size_fault(entry, kFirstSize);
  if (wrong.empty() && code == kTwoSizes) {
    wrong = size_fault(entry, kSecondSize);
  }
  if (!wrong.empty()) {
    problems.error(entry.at, who + ", which takes its sizes from PSERVIC, and " + wrong);
  }
}

// BIND bytes 8 to 12 have six bits for a window; the others mean something else.
void windows(const ModeEntry& entry, Problems& problems) {
  constexpr std::uint8_t kLargest = 0x3F;
  if (std::max({entry.secondary_receive_pacing, entry.secondary_send_pacing,
                entry.primary_send_pacing}) > kLargest) {
    problems.error(entry.at, "logmode " + entry.name.text() +
                                 " has a pacing window (SRCVPAC, SSNDPAC, PSNDPAC) of more than " +
                                 std::to_string(kLargest) + "; make it smaller");
  }
}

void entries(const Config& config, const ModeTable& table, Problems& problems) {
  std::unordered_map<ModeName, Position> seen;
  for (const ModeEntry& entry : table.entries) {
    const auto [first, is_new] = seen.emplace(entry.name, entry.at);
    if (!is_new) {
      problems.error(entry.at, "logmode " + entry.name.text() + " is already in table " +
                                   table.name.text() + " at " +
                                   format(first->second, config.files) + "; keep one of the two");
    }
    sizes(entry, problems);
    windows(entry, problems);
  }
}

}  // namespace

void mode_tables(const Config& config, Problems& problems) {
  std::unordered_map<TableName, Position> tables;
  for (const ModeTable& table : config.mode_tables) {
    const auto [first, is_new] = tables.emplace(table.name, table.at);
    if (!is_new) {
      problems.error(table.at, "logmode table " + table.name.text() + " is already defined at " +
                                   format(first->second, config.files) + "; make one of the two");
    }
    entries(config, table, problems);
  }
  std::unordered_map<ModeName, Position> rows;
  for (const TypetermRow& row : config.typeterms) {
    const auto [first, is_new] = rows.emplace(row.logmode, row.at);
    if (!is_new) {
      problems.error(row.at, "logmode " + row.logmode.text() + " already has a TYPETERM at " +
                                 format(first->second, config.files) + "; keep one of the two");
    }
  }
}

}  // namespace config::check
