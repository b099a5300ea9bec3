#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace printers {

// What a job's formatting has to say, no more than limits::kFormatRemarks; the others are counted.
class Remarks {
 public:
  void add(std::string remark);
  // The same words only once.
  void once(const std::string& remark);

  [[nodiscard]] std::vector<std::string> take() { return std::move(said_); }
  [[nodiscard]] std::uint64_t more() const { return more_; }

 private:
  std::vector<std::string> said_;
  std::vector<std::string> once_;
  std::uint64_t more_ = 0;
};

// "1F"
[[nodiscard]] std::string hex(std::uint8_t byte);
// " at offset 204"
[[nodiscard]] std::string at_offset(std::uint64_t offset);

}  // namespace printers
