#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <span>
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

template <class AnyField>
std::vector<std::string_view> keys_of(std::span<const AnyField> fields) {
  std::vector<std::string_view> keys;
  std::transform(fields.begin(), fields.end(), std::back_inserter(keys),
                 [](const AnyField& field) { return field.key; });
  return keys;
}

template <class Section, std::size_t N>
std::vector<std::string_view> keys_of(const Field<Section> (&fields)[N]) {
  return keys_of(std::span<const Field<Section>>(fields));
}

// Reads the members of `object`, each key at most once. False if it is no object. `AnyField` has a
// key and a function that reads, as Field has.
template <class AnyField, class Section>
bool read_fields(Reading& reading, const Value& object, std::span<const AnyField> fields,
                 Section& section) {
  if (!reading.is(object, Kind::Object, "an object { … }")) {
    return false;
  }
  std::vector<Position> seen(fields.size());
  for (const Value member : object) {
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const AnyField& known) {
      return known.key == member.key();
    });
    if (field == fields.end()) {
      reading.unknown_key(member, keys_of(fields));
    } else if (reading.only_once(member, seen[static_cast<std::size_t>(field - fields.begin())])) {
      field->read(reading, member, section);
    }
  }
  return true;
}

template <class Section, std::size_t N>
bool read_fields(Reading& reading, const Value& object, const Field<Section> (&fields)[N],
                 Section& section) {
  return read_fields(reading, object, std::span<const Field<Section>>(fields), section);
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
