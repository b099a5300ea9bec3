#pragma once

#include <bitset>
#include <cstddef>
#include <string>

#include "tn3270/datastream/orders.h"

namespace vtam {

// Which keys of a terminal have arrived: PF1 to PF24, Enter, PA1 to PA3, Clear, CursorSelect, ATTN
// and SYSREQ.
class IvpKeys {
 public:
  static constexpr std::size_t kCount = 32;

  // False: the key had arrived before, or is none of them.
  bool press(tn3270::Aid aid);
  void attention() { pressed_.set(kAttention); }
  void system_request() { pressed_.set(kSystemRequest); }

  [[nodiscard]] std::size_t missing() const { return kCount - pressed_.count(); }
  [[nodiscard]] bool arrived(std::size_t key) const { return pressed_.test(key); }
  [[nodiscard]] static std::string name(std::size_t key);

 private:
  static constexpr std::size_t kAttention = 30;
  static constexpr std::size_t kSystemRequest = 31;

  std::bitset<kCount> pressed_;
};

}  // namespace vtam
