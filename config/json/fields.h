#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <string_view>
#include <vector>

#include "config/json/reading.h"

// A section of the JSON is a table of its keys, each with the function that reads its value.
namespace config::json {

template <class Section>
struct Field {
  std::string_view key;
  void (*read)(Reading& reading, const Value& value, Section& section);
};

template <class Section, std::size_t N>
std::vector<std::string_view> keys_of(const Field<Section> (&fields)[N]) {
  std::vector<std::string_view> keys;
  std::transform(std::begin(fields), std::end(fields), std::back_inserter(keys),
                 [](const Field<Section>& field) { return field.key; });
  return keys;
}

// Reads the members of `object`, each key at most once. False if it is no object.
template <class Section, std::size_t N>
bool read_fields(Reading& reading, const Value& object, const Field<Section> (&fields)[N],
                 Section& section) {
  if (!reading.is(object, Kind::Object, "an object { … }")) {
    return false;
  }
  std::array<Position, N> seen{};
  for (const Value member : object) {
    const auto* const field =
        std::find_if(std::begin(fields), std::end(fields),
                     [&](const Field<Section>& known) { return known.key == member.key(); });
    if (field == std::end(fields)) {
      reading.unknown_key(member, keys_of(fields));
    } else if (reading.only_once(member, seen[static_cast<std::size_t>(field - fields)])) {
      field->read(reading, member, section);
    }
  }
  return true;
}

// Calls read(entry) for each entry of a list.
template <class Read>
void read_list(Reading& reading, const Value& list, Read read) {
  if (reading.is(list, Kind::List, "a list [ … ]")) {
    for (const Value entry : list) {
      read(entry);
    }
  }
}

// Calls read(member) for each member of an object whose keys are the user's own (names of
// libraries, hosts …), each key at most once.
template <class Read>
void read_map(Reading& reading, const Value& object, Read read) {
  if (!reading.is(object, Kind::Object, "an object { … }")) {
    return;
  }
  std::map<std::string_view, Position> seen;
  for (const Value member : object) {
    if (member.key().empty()) {
      reading.error(member.key_at(), "an empty name; write what it stands for");
    } else if (reading.only_once(member, seen[member.key()])) {
      read(member);
    }
  }
}

}  // namespace config::json
