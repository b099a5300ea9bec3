#include <algorithm>
#include <iterator>
#include <utility>

#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/utf8.h"
#include "vtam/acb/screen_record.h"

namespace vtam {
namespace {

using tn3270::Aid;
using tn3270::BufferAddress;
using tn3270::Bytes;

// One cell of what was typed: a byte, or a graphic escape with its character.
std::size_t cell_size(Bytes data) {
  return data[0] == static_cast<std::uint8_t>(tn3270::Order::Ge) && data.size() > 1 ? 2 : 1;
}

// At most `most` cells, without the blanks at the end.
std::string text_of(Bytes data, std::size_t most, const tn3270::CodePage& page) {
  std::string text;
  for (std::size_t cells = 0; cells < most && !data.empty(); ++cells) {
    const std::size_t size = cell_size(data);
    if (size == 2) {
      tn3270::append_character(tn3270::apl_character(data[1]), text);
    } else {
      text += page.decode(data.first(1));
    }
    data = data.subspan(size);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// nullptr: the address is in none of the named fields.
const NamedField* field_at(BufferAddress address, const ShownScreen& shown) {
  const auto behind = std::upper_bound(
      shown.fields.begin(), shown.fields.end(), address,
      [](BufferAddress wanted, const NamedField& field) { return wanted < field.address; });
  if (behind == shown.fields.begin()) {
    return nullptr;
  }
  const auto& field = *std::prev(behind);
  return address - field.address < field.length ? &field : nullptr;
}

// A terminal may believe in a larger screen than ours: no place is refused here.
ScreenPlace place_at(BufferAddress address, tn3270::ScreenSize size) {
  return {address / size.columns + 1, address % size.columns + 1};
}

bool brings_nothing(Aid aid) {
  return aid == Aid::Pa1 || aid == Aid::Pa2 || aid == Aid::Pa3 || aid == Aid::Clear;
}

void put(UserInput& result, const NamedField& field, std::string text) {
  const auto same = std::find_if(result.fields.begin(), result.fields.end(),
                                 [&](const auto& other) { return other.first == field.name; });
  if (same != result.fields.end()) {
    same->second = std::move(text);
  } else {
    result.fields.emplace_back(field.name, std::move(text));
  }
}

}  // namespace

UserInput read_input(const tn3270::Inbound& input, const ShownScreen& shown,
                     const tn3270::CodePage& page) {
  UserInput result;
  result.aid = input.aid;
  if (brings_nothing(input.aid)) {
    return result;
  }
  if (input.cursor) {
    result.cursor = place_at(*input.cursor, shown.size);
  }
  if (!input.unformatted.empty()) {
    result.others.emplace_back(ScreenPlace{},
                               text_of(input.unformatted, input.unformatted.size(), page));
  }
  for (const auto& typed : input.fields) {
    if (const auto* field = field_at(typed.address, shown)) {
      const auto room = static_cast<std::size_t>(field->address + field->length - typed.address);
      put(result, *field, text_of(typed.data, room, page));
    } else {
      result.others.emplace_back(place_at(typed.address, shown.size),
                                 text_of(typed.data, typed.data.size(), page));
    }
  }
  return result;
}

}  // namespace vtam
