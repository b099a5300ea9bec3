#include <array>
#include <string>

#include "vtam/programs/ivp_parts.h"

namespace vtam::ivp {
namespace {

using tn3270::Color;
using tn3270::Highlight;

struct Named {
  Color color;
  const char* name;
};
constexpr std::array kColors{Named{Color::Blue, "Blue"},           Named{Color::Red, "Red"},
                             Named{Color::Pink, "Pink"},           Named{Color::Green, "Green"},
                             Named{Color::Turquoise, "Turquoise"}, Named{Color::Yellow, "Yellow"},
                             Named{Color::White, "White"}};
struct Lit {
  Highlight highlight;
  const char* name;
};
constexpr std::array kHighlights{Lit{Highlight::Default, "Default"}, Lit{Highlight::Blink, "Blink"},
                                 Lit{Highlight::Reverse, "Reverse"},
                                 Lit{Highlight::Underscore, "Underscore"},
                                 Lit{Highlight::Intensify, "Intensify"}};

constexpr int kHighlightRow = kFirstRow + 11;
constexpr int kLetterRow = kHighlightRow + 4;

void put_examples(Screen& screen, int row, bool intense) {
  int column = 2;
  for (const auto& lit : kHighlights) {
    screen.fields.push_back(
        {.place = {row, column}, .text = lit.name, .intense = intense, .highlight = lit.highlight});
    column += 14;
  }
}

}  // namespace

// A colour a row, a background a column.
void colors(const IvpState& state, Screen& screen) {
  put(screen, kFirstRow, 2,
      state.form.attributes == tn3270::Attributes::Extended
          ? "Each row is a colour, each column a background:"
          : "Your device type has no colours; they are left out.");
  constexpr int kWidth = 9;
  for (std::size_t column = 0; column < kColors.size(); ++column) {
    put(screen, kFirstRow + 1, 13 + kWidth * static_cast<int>(column),
        std::string(kColors.at(column).name).substr(0, kWidth - 1));
  }
  int row = kFirstRow + 2;
  for (const auto& color : kColors) {
    put(screen, row, 2, color.name, color.color);
    int column = 13;
    for (const auto& background : kColors) {
      screen.fields.push_back({.place = {row, column},
                               .text = " Sample ",
                               .color = color.color,
                               .background = background.color});
      column += kWidth;
    }
    ++row;
  }
  put(screen, kHighlightRow - 1, 2, "Highlights, normal and intensified:");
  put_examples(screen, kHighlightRow, false);
  put_examples(screen, kHighlightRow + 1, true);
}

// Set Attribute: characters with looks of their own within one field.
void color_letters(IvpOrders& orders) {
  orders.at({static_cast<unsigned>(kLetterRow), 1});
  orders.field();
  orders.text("Letters by Set Attribute: ");
  for (const auto& color : kColors) {
    orders.set_attribute(tn3270::AttributeType::Foreground, static_cast<std::uint8_t>(color.color));
    orders.text(std::string(color.name).substr(0, 1));
  }
  orders.set_attribute(tn3270::AttributeType::All, 0);
}

}  // namespace vtam::ivp
