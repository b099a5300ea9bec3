#include <string>
#include <string_view>

#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/utf8.h"
#include "vtam/programs/ivp_parts.h"

namespace vtam::ivp {
namespace {

constexpr unsigned kRows = 16;
constexpr unsigned kBegin = static_cast<unsigned>(kFirstRow);

std::string unicode(char32_t character) {
  return hex(static_cast<std::uint8_t>(character >> 8U & 0xFFU)) +
         hex(static_cast<std::uint8_t>(character & 0xFFU));
}

}  // namespace

void characters(const tn3270::CodePage& page, std::uint8_t first, IvpOrders& orders) {
  for (unsigned row = 0; row < kRows; ++row) {
    orders.at({kBegin + row, 1});
    orders.field();
    for (unsigned code = first + row; code < first + 4 * kRows && code < 0xFF; code += kRows) {
      const auto byte = static_cast<std::uint8_t>(code);
      const std::string text = page.decode(tn3270::Bytes(&byte, 1));
      std::string_view rest = text;
      const char32_t character = tn3270::take_character(rest);
      orders.text(hex(byte) + " ");
      if (character == tn3270::kReplacement) {
        orders.text("- none          ");
      } else {
        orders.code(byte);
        orders.text(" U+" + unicode(character) + "        ");
      }
    }
  }
}

void graphics(IvpOrders& orders) {
  constexpr unsigned kInRow = 8;
  orders.at({kBegin, 1});
  orders.field();
  orders.text("Code page 310, sent with a graphic escape: code, character, Unicode");
  unsigned put = 0;
  for (unsigned code = 0x40; code < 0xFF; ++code) {
    const auto byte = static_cast<std::uint8_t>(code);
    const char32_t character = tn3270::apl_character(byte);
    if (character == tn3270::kReplacement) {
      continue;
    }
    if (put % kInRow == 0) {
      orders.at({kBegin + 2 + put / kInRow, 1});
      orders.field();
    }
    orders.text(hex(byte) + " ");
    orders.graphic(byte);
    orders.text(" " + unicode(character));
    orders.text(put % kInRow == kInRow - 1 ? "" : " ");
    ++put;
  }
}

}  // namespace vtam::ivp
