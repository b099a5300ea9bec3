#include "vtam/mode_table_check.h"

#include <cstdint>
#include <string>
#include <unordered_map>

#include "config/limits.h"

namespace vtam {
namespace {

constexpr std::uint8_t kPrimaryOnly = 0x7E;
constexpr std::uint8_t kBoth = 0x7F;

bool is_known_size_code(std::uint8_t code) {
  return code <= 0x03 || code == kPrimaryOnly || code == kBoth;
}

std::string size(std::uint8_t rows, std::uint8_t columns) {
  return std::to_string(rows) + "x" + std::to_string(columns);
}

// Of a size that PSERVIC says: what is wrong with it.
std::string size_fault(std::uint8_t rows, std::uint8_t columns) {
  if (rows == 0 || columns == 0) {
    return "says " + size(rows, columns) + ", which stands for 24x80; write that";
  }
  if (std::uint32_t{rows} * columns > config::limits::kScreenCells) {
    return "says " + size(rows, columns) +
           ", which no 3270 can have: an address reaches 16384 cells";
  }
  return "";
}

std::string fault(const config::ModeEntry& entry) {
  const auto& pservic = entry.pservic;
  const std::uint8_t code = pservic[10];
  if (!is_known_size_code(code)) {
    return "has a size code that terminals do not know (PSERVIC byte 11); 24x80 is used: write 02, "
           "03, 7E or 7F";
  }
  std::string wrong;
  if (code == kPrimaryOnly || code == kBoth) {
    wrong = size_fault(pservic[6], pservic[7]);
  }
  return wrong.empty() && code == kBoth ? size_fault(pservic[8], pservic[9]) : wrong;
}

}  // namespace

void check_mode_tables(const config::Config& config, config::Problems& problems) {
  std::unordered_map<std::string, config::Position> first;  // by the words for it
  for (const config::ModeTable& table : config.mode_tables) {
    for (const config::ModeEntry& entry : table.entries) {
      const std::string what = "logmode " + entry.name.text() + " of " + table.name.text() + " ";
      const auto [known, is_new] = first.emplace(what, entry.at);
      if (!is_new) {
        problems.warning(entry.at, what + "is also said at " +
                                       config::format(known->second, config.files) +
                                       "; this one counts: remove one");
      }
      if (const std::string wrong = fault(entry); !wrong.empty()) {
        problems.warning(entry.at, what + wrong);
      }
    }
  }
}

}  // namespace vtam
