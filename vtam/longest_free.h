#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace vtam {

// A set of places, 0 and up, that knows which was put first: a list through an array.
class LongestFree {
 public:
  void put(std::uint32_t place);   // grows as needed. REQUIRES: is not in it
  void take(std::uint32_t place);  // REQUIRES: was put
  [[nodiscard]] std::optional<std::uint32_t> longest() const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Link {
    std::uint32_t previous = kNone;
    std::uint32_t next = kNone;
  };
  std::vector<Link> links_;
  std::uint32_t first_ = kNone;
  std::uint32_t last_ = kNone;
};

}  // namespace vtam
