#include "printers/format/remarks.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/limits.h"

namespace printers {

void Remarks::add(std::string remark) {
  if (said_.size() < config::limits::kFormatRemarks) {
    said_.push_back(std::move(remark));
  } else {
    ++more_;
  }
}

void Remarks::once(const std::string& remark) {
  if (std::find(once_.begin(), once_.end(), remark) == once_.end()) {
    once_.push_back(remark);
    add(remark);
  }
}

std::string hex(std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {kDigits[byte >> 4U], kDigits[byte & 0xFU]};
}

std::string at_offset(std::uint64_t offset) {
  return " at offset " + std::to_string(offset);
}

}  // namespace printers
