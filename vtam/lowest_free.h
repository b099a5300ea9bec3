#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace vtam {

// A set of places, 0 and up, that knows its lowest one: a bit for each place, and above each 64
// bits one that says whether there are any. All steps cost the same at 100,000 places as at 64:
// three words.
class LowestFree {
 public:
  void put(std::uint32_t place);   // grows as needed
  void take(std::uint32_t place);  // REQUIRES: was put
  [[nodiscard]] std::optional<std::uint32_t> lowest() const;

 private:
  std::vector<std::vector<std::uint64_t>> levels_;  // places first, one word last
};

}  // namespace vtam
