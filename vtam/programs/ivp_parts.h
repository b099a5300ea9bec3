#pragma once

#include <string>
#include <string_view>

#include "vtam/programs/ivp_orders.h"
#include "vtam/programs/ivp_page.h"

// The pages of the IVP, one function each: fields into `screen`, what fields can't say through
// `orders`.
namespace vtam::ivp {

// Rows of a page between its heading and its message.
inline constexpr int kFirstRow = 3;

void put(Screen& screen, int row, int column, std::string text,
         tn3270::Color color = tn3270::Color::Default);
// With a label before it; characters that the session can't show are '?'.
void put_fact(Screen& screen, int row, std::string_view label, const std::string& value,
              const tn3270::CodePage& page);
[[nodiscard]] std::string hex(std::uint8_t byte);

void terminal(const IvpState& state, Screen& screen);
void colors(const IvpState& state, Screen& screen);
void color_letters(IvpOrders& orders);
void fields(const IvpState& state, Screen& screen);
void keys(const IvpState& state, Screen& screen);
void pen_field(IvpOrders& orders);
void timing(const IvpState& state, Screen& screen);
// 64 codes from `first` on, each with its character and Unicode.
void characters(const tn3270::CodePage& page, std::uint8_t first, IvpOrders& orders);
void graphics(IvpOrders& orders);
// A whole record: a ruler at the edges of a screen without fields.
[[nodiscard]] tn3270::ByteBuffer ruler(const IvpState& state, ScreenChoice which,
                                       ShownScreen& shown);

}  // namespace vtam::ivp
