#include "printers/format/text_reader.h"

#include <algorithm>
#include <cstdint>

#include "tn3270/datastream/utf8.h"

namespace printers {
namespace {

constexpr std::size_t kTab = 8;
constexpr char32_t kByteOrderMark = 0xFEFF;

// How many bytes a character has that begins with this one; 1 for what is none.
std::size_t length_of(char first) {
  const auto byte = static_cast<std::uint8_t>(first);
  if (byte < 0xC2 || byte > 0xF4) {
    return 1;
  }
  return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool continues(char byte) {
  return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80;
}

// How many bytes at the end are the beginning of a character whose rest is missing.
std::size_t cut_at_end(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const char byte = text[text.size() - back];
    if (!continues(byte)) {
      return length_of(byte) > back ? back : 0;
    }
  }
  return 0;
}

}  // namespace

void TextReader::feed(tn3270::Bytes piece) {
  std::string_view text(reinterpret_cast<const char*>(piece.data()), piece.size());
  while (begun_size_ > 0 && !text.empty() && begun_size_ < length_of(begun_[0]) &&
         continues(text.front())) {
    begun_.at(begun_size_) = text.front();
    ++begun_size_;
    text.remove_prefix(1);
  }
  if (text.empty() && begun_size_ > 0 && begun_size_ < length_of(begun_[0])) {
    return;
  }
  finish();
  const std::size_t cut = cut_at_end(text);
  take_all(text.substr(0, text.size() - cut));
  begun_size_ = cut;
  std::copy(text.end() - static_cast<std::ptrdiff_t>(cut), text.end(), begun_.begin());
}

void TextReader::finish() {
  const std::size_t size = begun_size_;
  begun_size_ = 0;
  take_all({begun_.data(), size});
}

void TextReader::take_all(std::string_view text) {
  while (!text.empty()) {
    take(tn3270::take_character(text));
  }
}

void TextReader::take(char32_t character) {
  const bool first = begins_;
  begins_ = false;
  if (tn3270::is_control(character)) {
    control(character);
  } else if (!first || character != kByteOrderMark) {
    page_.put(character);
  }
}

void TextReader::control(char32_t character) {
  switch (character) {
    case U'\n':
      page_.new_line();
      break;
    case U'\r':
      page_.carriage_return();
      break;
    case U'\f':
      page_.form_feed();
      break;
    case U'\t':
      page_.tab_every(kTab);
      break;
    case U'\b':
      page_.back_space();
      break;
    default:
      remarks_.once("control character " + hex(static_cast<std::uint8_t>(character)) +
                    " in text was left out");
  }
}

}  // namespace printers
