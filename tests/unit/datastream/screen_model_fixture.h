#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "tn3270/datastream/screen_model.h"

namespace tn3270::test {

// A screen of 4x10 or, as its alternate, 5x12: small enough to see whole.
inline constexpr ScreenSizes kSmall{{4, 10}, {5, 12}};

// Bytes in hex; blanks are passed over.
inline ByteBuffer bytes(std::string_view hex) {
  std::string digits;
  std::remove_copy(hex.begin(), hex.end(), std::back_inserter(digits), ' ');
  ByteBuffer out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    out.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
  }
  return out;
}

class ScreenModels : public testing::Test {
 protected:
  void apply(std::string_view hex) { EXPECT_EQ(screen_.apply(bytes(hex)), std::nullopt) << hex; }
  std::optional<OutboundFault> fault(std::string_view hex) { return screen_.apply(bytes(hex)); }
  // Codes as text: attributes are '|', nulls '.', hidden ones included.
  [[nodiscard]] std::string shown() const { return shown(screen_); }
  [[nodiscard]] std::string shown(const ScreenModel& screen) const {
    std::string text;
    for (std::size_t i = 0; i < screen.cells().size(); ++i) {
      const Cell& cell = screen.cells()[i];
      text += i != 0 && i % screen.size().columns == 0 ? "/" : "";
      text += cell.attribute ? "|" : cell.code == 0 ? "." : page_->decode(Bytes(&cell.code, 1));
    }
    return text;
  }
  [[nodiscard]] const Cell& cell(std::size_t address) const { return screen_.cells()[address]; }

  std::shared_ptr<const CodePage> page_ = cp037();
  ScreenModel screen_{kSmall};
};

}  // namespace tn3270::test
