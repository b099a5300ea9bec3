#include <string>
#include <utility>
#include <variant>

#include "config/verify.h"
#include "tn3270/datastream/screen_writer.h"
#include "vtam/acb/screen_target.h"
#include "vtam/programs/ivp_parts.h"

namespace vtam::ivp {
namespace {

using tn3270::Place;
using tn3270::ScreenSize;

char digit(unsigned number) {
  return static_cast<char>('0' + number % 10);
}

std::string units(unsigned columns) {
  std::string text;
  for (unsigned column = 1; column <= columns; ++column) {
    text += digit(column);
  }
  return text;
}

void write_edges(tn3270::ScreenWriter& writer, ScreenSize size) {
  writer.move_to({1, 1});
  writer.text(units(size.columns));
  for (unsigned row = 2; row < size.rows; ++row) {
    for (const unsigned column : {1U, unsigned{size.columns}}) {
      writer.move_to({row, column});
      writer.text(std::string(1, digit(row)));
    }
  }
  writer.move_to({size.rows, 1});
  writer.text(units(size.columns));
}

void write_words(tn3270::ScreenWriter& writer, const IvpState& state, ScreenSize size,
                 const ScreenTarget& target) {
  const bool alternate = target.command == tn3270::Command::EraseWriteAlternate;
  const char* coded = size.cells() > 4096 ? "14" : "12";
  unsigned row = 3;
  const auto line = [&](const std::string& text) {
    writer.move_to({row++, 4});
    writer.text(text, size.columns - 5U);
  };
  line(size_words(size) + (alternate ? " by Erase/Write Alternate" : " by Erase/Write"));
  line(std::string("This line was addressed with ") + coded + " bits.");
  if (!state.message.empty()) {
    line(state.message);
  }
  ++row;
  line("A ruler is at each edge; the four corners are digits.");
  line("PF3=End  PF7=Back  PF8=Forward");
}

}  // namespace

tn3270::ByteBuffer ruler(const IvpState& state, ScreenChoice which, ShownScreen& shown) {
  SendScreen send;
  send.screen.size = which;
  const auto chosen = choose_size(send, state.form, shown);
  VERIFY(std::holds_alternative<ScreenTarget>(chosen), "a size that every terminal has");
  const auto& target = std::get<ScreenTarget>(chosen);
  const ScreenSize size = target.size;
  tn3270::ScreenWriter writer({target.command, tn3270::Wcc::Restore | tn3270::Wcc::ResetMdt}, size,
                              state.form.attributes, *state.form.page);
  write_edges(writer, size);
  if (size.rows >= 12 && size.columns >= 40) {
    write_words(writer, state, size, target);
    writer.move_to({size.rows - 2U, 4});
    writer.cursor();
  }
  auto record = writer.take();
  if (size.rows >= 12 && size.columns >= 40) {
    IvpOrders orders(size, *state.form.page, record);
    orders.at_14_bits({9, 4});
    orders.text("This line was addressed with 14 bits.");
  }
  shown = ShownScreen{.size = size, .fields = {}, .attributes = {}, .written = true};
  return record;
}

}  // namespace vtam::ivp
