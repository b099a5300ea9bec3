#include "vtam/programs/panel.h"

#include <algorithm>

#include "tn3270/datastream/utf8.h"
#include "vtam/programs/wrap.h"

namespace vtam {
namespace {

using tn3270::Color;
using tn3270::Entry;
using tn3270::FieldLook;
using tn3270::Highlight;
using tn3270::Intensity;

constexpr tn3270::WriteKind whole_screen(tn3270::Command erase) {
  return {erase, tn3270::Wcc::Restore | tn3270::Wcc::ResetMdt};
}

unsigned characters(std::string_view text) {
  unsigned count = 0;
  while (!text.empty()) {
    static_cast<void>(tn3270::take_character(text));
    ++count;
  }
  return count;
}

}  // namespace

Frame Frame::of(const Logon& logon) {
  Frame frame;
  const bool larger = logon.screen.alternate.cells() > logon.screen.primary.cells();
  const bool alternate = logon.alternate && larger;
  frame.size = alternate ? logon.screen.alternate : logon.screen.primary;
  frame.erase = alternate ? tn3270::Command::EraseWriteAlternate : tn3270::Command::EraseWrite;
  if (logon.device.extended_attributes()) {
    frame.attributes = tn3270::Attributes::Extended;
  }
  return frame;
}

FieldLook look(Role role) {
  switch (role) {
    case Role::Heading:
    case Role::Keys:
      return {Entry::Autoskip, Intensity::Normal, Color::Blue};
    case Role::Title:
      return {Entry::Autoskip, Intensity::Bright, Color::White};
    case Role::Label:
    case Role::Description:
      return {Entry::Autoskip, Intensity::Normal, Color::Green};
    case Role::Value:
      return {Entry::Autoskip, Intensity::Normal, Color::Turquoise};
    case Role::Name:
      return {Entry::Autoskip, Intensity::Bright, Color::Turquoise};
    case Role::Input:
      return {Entry::Any, Intensity::Normal, Color::White, Highlight::Underscore};
    case Role::NumericInput:
      return {Entry::Numeric, Intensity::Normal, Color::White, Highlight::Underscore};
    case Role::HiddenInput:
      return {Entry::Any, Intensity::Hidden, Color::White, Highlight::Underscore};
    case Role::Info:
      return {Entry::Autoskip, Intensity::Bright, Color::Yellow};
    case Role::Error:
      return {Entry::Autoskip, Intensity::Bright, Color::Red};
  }
  return {};
}

Panel::Panel(const Frame& frame, const tn3270::CodePage& page)
    : frame_(frame), writer_(whole_screen(frame.erase), frame.size, frame.attributes, page) {}

bool Panel::begin(tn3270::Place place, const FieldLook& look) {
  if (place.column < 2 || !tn3270::on_screen(place, frame_.size)) {
    return false;
  }
  writer_.move_to({place.row, place.column - 1});
  writer_.field(look);
  return true;
}

void Panel::put(tn3270::Place place, std::string_view text, Role role) {
  if (begin(place, look(role))) {
    writer_.text(text);
  }
}

void Panel::put_right(unsigned row, std::string_view text, Role role) {
  const unsigned width = std::min(characters(text), columns() - 1);
  put({row, columns() - width + 1}, text, role);
}

void Panel::put_centred(unsigned row, std::string_view text, Role role) {
  const unsigned width = std::min(characters(text), columns() - 1);
  put({row, std::max((columns() - width) / 2 + 1, 2U)}, text, role);
}

void Panel::input(tn3270::Place place, unsigned width, std::string_view text, Role role) {
  if (place.column + width > columns() || !begin(place, look(role))) {
    return;
  }
  writer_.text(text, width);
  writer_.move_to({place.row, place.column + width});
  writer_.field(look(Role::Label));
}

void Panel::message(unsigned row, unsigned rows, std::string_view sentence, Role role) {
  for (const auto line : wrap(sentence, columns() - 1, rows)) {
    put({row++, 2}, line, role);
  }
}

void Panel::cursor(tn3270::Place place) {
  if (tn3270::on_screen(place, frame_.size)) {
    writer_.move_to(place);
    writer_.cursor();
  }
}

}  // namespace vtam
