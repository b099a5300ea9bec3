#include "vtam/acb/line_screen.h"

#include <array>
#include <string>
#include <utility>

#include "config/limits.h"

namespace vtam {
namespace {

using config::limits::kScreenCells;
using tn3270::Color;
using tn3270::Highlight;

constexpr std::array<Word<Color>, 7> kColors = {{{"blue", Color::Blue},
                                                 {"red", Color::Red},
                                                 {"pink", Color::Pink},
                                                 {"green", Color::Green},
                                                 {"turquoise", Color::Turquoise},
                                                 {"yellow", Color::Yellow},
                                                 {"white", Color::White}}};
constexpr std::array<Word<Highlight>, 3> kHighlights = {{{"blink", Highlight::Blink},
                                                         {"reverse", Highlight::Reverse},
                                                         {"underscore", Highlight::Underscore}}};
constexpr std::array<Word<ScreenChoice>, 2> kChoices = {
    {{"primary", ScreenChoice::Primary}, {"alternate", ScreenChoice::Alternate}}};

bool take_coordinate(JsonValue value, int& into, Complaint& complaint) {
  constexpr auto kFarthest = std::int64_t{kScreenCells};
  std::int64_t whole = 0;
  if (value.kind() == JsonKind::Whole && value.whole() == 0) {
    complaint.why = "counts from 1, or from -1 at the end; there is no 0";
    return false;
  }
  if (!take_whole(value, -kFarthest, kFarthest, whole, complaint)) {
    return false;
  }
  into = static_cast<int>(whole);
  return true;
}

bool take_cells(JsonValue value, std::int64_t most, unsigned& into, Complaint& complaint) {
  std::int64_t whole = 0;
  if (!take_whole(value, 1, most, whole, complaint)) {
    return false;
  }
  into = static_cast<unsigned>(whole);
  return true;
}

bool take_length(JsonValue value, ScreenField& field, Complaint& complaint) {
  unsigned cells = 0;
  if (!take_cells(value, kScreenCells, cells, complaint)) {
    return false;
  }
  field.length = cells;
  return true;
}

bool take_field_text(JsonValue value, ScreenField& field, Complaint& complaint) {
  if (!field.text.empty()) {
    complaint.why = "and \"text\" say the same thing: give one of them";
    return false;
  }
  return take(value, field.text, complaint);
}

bool take_protected(JsonValue value, ScreenField& field, Complaint& complaint) {
  bool is_protected = false;
  if (!take(value, is_protected, complaint)) {
    return false;
  }
  field.is_protected = is_protected;
  return true;
}

using F = ScreenField;
// The most frequent first: every member of every field is looked up here.
constexpr std::array<Member<F>, 15> kField = {{
    {"row", [](JsonValue v, F& f, Complaint& c) { return take_coordinate(v, f.place.row, c); },
     true},
    {"column",
     [](JsonValue v, F& f, Complaint& c) { return take_coordinate(v, f.place.column, c); }, true},
    {"text", take_field_text},
    {"name", [](JsonValue v, F& f, Complaint& c) { return take_line(v, f.name, c); }},
    {"length", take_length},
    {"color", [](JsonValue v, F& f, Complaint& c) { return take_word(v, kColors, f.color, c); }},
    {"value", take_field_text},
    {"protected", take_protected},
    {"intense", [](JsonValue v, F& f, Complaint& c) { return take(v, f.intense, c); }},
    {"highlight",
     [](JsonValue v, F& f, Complaint& c) { return take_word(v, kHighlights, f.highlight, c); }},
    {"numeric", [](JsonValue v, F& f, Complaint& c) { return take(v, f.numeric, c); }},
    {"hidden", [](JsonValue v, F& f, Complaint& c) { return take(v, f.hidden, c); }},
    {"skip", [](JsonValue v, F& f, Complaint& c) { return take(v, f.skip, c); }},
    {"modified", [](JsonValue v, F& f, Complaint& c) { return take(v, f.modified, c); }},
    {"background",
     [](JsonValue v, F& f, Complaint& c) { return take_word(v, kColors, f.background, c); }},
}};

constexpr std::array<Member<ScreenPlace>, 2> kPlace = {{
    {"row", [](JsonValue v, ScreenPlace& p, Complaint& c) { return take_coordinate(v, p.row, c); },
     true},
    {"column",
     [](JsonValue v, ScreenPlace& p, Complaint& c) { return take_coordinate(v, p.column, c); },
     true},
}};

// A BIND has a byte for each.
constexpr std::int64_t kMostRows = 255;
constexpr std::array<Member<ScreenNeeds>, 2> kNeeds = {{
    {"rows",
     [](JsonValue v, ScreenNeeds& n, Complaint& c) { return take_cells(v, kMostRows, n.rows, c); },
     true},
    {"columns",
     [](JsonValue v, ScreenNeeds& n, Complaint& c) {
       return take_cells(v, kMostRows, n.columns, c);
     },
     true},
}};

// How many there will be; not more than screens have, which may be as long as a line.
std::size_t fields_of(JsonValue list) {
  constexpr std::size_t kUsual = 128;
  std::size_t count = 0;
  for (auto entry = list.begin(); count < kUsual && entry != list.end(); ++entry) {
    ++count;
  }
  return count;
}

bool take_fields(JsonValue value, Screen& screen, Complaint& complaint) {
  if (value.kind() != JsonKind::List) {
    return complain(value, "a list", complaint);
  }
  screen.fields.reserve(fields_of(value));
  for (const JsonValue entry : value) {
    if (!read_members(entry, kField, screen.fields.emplace_back(), complaint)) {
      go_outwards('[' + std::to_string(screen.fields.size() - 1) + ']', complaint);
      return false;
    }
  }
  return true;
}

bool take_size(JsonValue value, Screen& screen, Complaint& complaint) {
  if (value.kind() == JsonKind::Object) {
    return read_members(value, kNeeds, screen.size.emplace<ScreenNeeds>(), complaint);
  }
  return take_word(value, kChoices, screen.size.emplace<ScreenChoice>(), complaint);
}

bool take_cursor(JsonValue value, Screen& screen, Complaint& complaint) {
  if (value.kind() == JsonKind::Text) {
    screen.cursor = std::string(value.text());
    return true;
  }
  if (value.kind() != JsonKind::Object) {
    return complain(value, "a field's name or an object", complaint);
  }
  ScreenPlace place;
  const bool good = read_members(value, kPlace, place, complaint);
  screen.cursor = place;
  return good;
}

bool take_message_color(JsonValue value, Screen& screen, Complaint& complaint) {
  return take_word(value, kColors, screen.message_color.emplace(), complaint);
}

constexpr std::array<Member<Screen>, 2> kMessage = {{
    {"text", [](JsonValue v, Screen& s, Complaint& c) { return take(v, s.message, c); }, true},
    {"color", take_message_color},
}};

bool take_message(JsonValue value, Screen& screen, Complaint& complaint) {
  if (value.kind() == JsonKind::Object) {
    return read_members(value, kMessage, screen, complaint);
  }
  if (value.kind() != JsonKind::Text) {
    return complain(value, "text or an object", complaint);
  }
  return take(value, screen.message, complaint);
}

constexpr std::array<Member<Screen>, 5> kScreen = {{
    {"fields", take_fields},
    {"size", take_size},
    {"cursor", take_cursor},
    {"message", take_message},
    {"keys", [](JsonValue v, Screen& s, Complaint& c) { return take(v, s.keys, c); }},
}};

}  // namespace

bool take_screen(JsonValue value, Screen& into, Complaint& complaint) {
  return read_members(value, kScreen, into, complaint);
}

}  // namespace vtam
