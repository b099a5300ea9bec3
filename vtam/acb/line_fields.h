#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/names.h"
#include "tn3270/datastream/bytes.h"
#include "vtam/acb/json_reader.h"

// Members of an object as values of ours: strict about what we know, silent about what we do not.
namespace vtam {

// What is wrong with which member: "screen.fields[3].row" "must be a whole number, not text".
struct Complaint {
  std::string field{};
  std::string why{};
};

// One member that a T may have.
template <class T>
struct Member {
  std::string_view name;
  bool (*read)(JsonValue value, T& into, Complaint& complaint);
  bool needed = false;
};

// "must be `expected`, not …"; always false.
bool complain(JsonValue value, std::string_view expected, Complaint& complaint);
// Puts what `complaint` is about behind `outer`.
void go_outwards(std::string_view outer, Complaint& complaint);

bool take(JsonValue value, std::string& into, Complaint& complaint);
bool take(JsonValue value, bool& into, Complaint& complaint);
bool take_whole(JsonValue value, std::int64_t least, std::int64_t most, std::int64_t& into,
                Complaint& complaint);
// A text that is shown or logged: one line of at most config::limits::kApplicationText bytes.
bool take_line(JsonValue value, std::string& into, Complaint& complaint);
bool take_base64(JsonValue value, tn3270::ByteBuffer& into, Complaint& complaint);

template <class Name>
bool take_name(JsonValue value, std::optional<Name>& into, Complaint& complaint) {
  if (value.kind() != JsonKind::Text) {
    return complain(value, "a name of 1 to 8 characters", complaint);
  }
  into = Name::parse(value.text());
  if (!into) {
    complaint.why = "is no name: " + config::name_fault_text(value.text());
  }
  return into.has_value();
}

template <class T>
struct Word {
  std::string_view word;
  T meaning;
};
template <class T, std::size_t N>
bool take_word(JsonValue value, const std::array<Word<T>, N>& words, T& into,
               Complaint& complaint) {
  if (value.kind() == JsonKind::Text) {
    for (const Word<T>& known : words) {
      if (known.word == value.text()) {
        into = known.meaning;
        return true;
      }
    }
  }
  std::string all;
  for (const Word<T>& known : words) {
    all += (all.empty() ? "\"" : ", \"") + std::string(known.word) + '"';
  }
  return complain(value, (N > 1 ? "one of " : "") + all, complaint);
}

// The members of `object` that `members` names; false: `complaint` says what is wrong.
template <class T, std::size_t N>
bool read_members(JsonValue object, const std::array<Member<T>, N>& members, T& into,
                  Complaint& complaint) {
  static_assert(N <= 32);
  if (object.kind() != JsonKind::Object) {
    return complain(object, "an object", complaint);
  }
  std::uint32_t seen = 0;
  for (const JsonValue value : object) {
    for (std::size_t index = 0; index < N; ++index) {
      if (members[index].name != value.key()) {
        continue;
      }
      if ((seen >> index & 1U) != 0) {
        complaint = {std::string(value.key()), "is said twice"};
        return false;
      }
      seen |= 1U << index;
      if (!members[index].read(value, into, complaint)) {
        go_outwards(value.key(), complaint);
        return false;
      }
      break;
    }
  }
  for (std::size_t index = 0; index < N; ++index) {
    if (members[index].needed && (seen >> index & 1U) == 0) {
      complaint = {std::string(members[index].name), "is missing"};
      return false;
    }
  }
  return true;
}

}  // namespace vtam
