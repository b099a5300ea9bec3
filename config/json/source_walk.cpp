#include "config/json/source_walk.h"

#include <algorithm>

namespace config::json {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kNumberCharacters = "0123456789+-.eE";

void step(Place& place, char c) {
  if (c == '\n') {
    ++place.line;
    place.column = 1;
  } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
    ++place.column;  // not for the later bytes of a UTF-8 character
  }
}

// The size of the quoted text at the front of `rest`.
std::size_t quoted_size(std::string_view rest) {
  std::size_t i = 1;
  while (i < rest.size() && rest[i] != '"') {
    i += rest[i] == '\\' ? 2U : 1U;
  }
  return std::min(i + 1, rest.size());
}

}  // namespace

SourceWalk::SourceWalk(std::string_view source) : source_(source) {
  if (source_.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    offset_ = kByteOrderMark.size();
  }
}

Token SourceWalk::text() {
  skip_gap();
  return take(quoted_size(source_.substr(offset_)));
}

Token SourceWalk::number() {
  skip_gap();
  const std::size_t end = source_.find_first_not_of(kNumberCharacters, offset_);
  return take(std::min(end, source_.size()) - offset_);
}

Token SourceWalk::fixed(std::size_t size) {
  skip_gap();
  return take(size);
}

Token SourceWalk::refused(std::size_t consumed) {
  // A ',' or ':' too many is passed as a gap here; the parser's count is exact for those.
  const std::size_t last = consumed > 0 ? consumed - 1 : 0;
  SourceWalk before = *this;
  skip_gap();
  if (offset_ > last && last >= before.offset_) {
    before.advance(last - before.offset_);
    *this = before;
  }
  return take(offset_ < source_.size() ? 1 : 0);
}

void SourceWalk::skip_gap() {
  while (offset_ < source_.size()) {
    const char c = source_[offset_];
    if (c == ',' || c == ':') {
      comma_ = c == ',' ? std::optional<Place>(place_) : std::nullopt;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':') {
      advance(1);
    } else if (c != '/' || !skip_comment()) {
      return;
    }
  }
}

bool SourceWalk::skip_comment() {
  const std::string_view rest = source_.substr(offset_);
  if (rest.substr(0, 2) == "//") {
    advance(std::min(rest.find_first_of("\r\n"), rest.size()));
    return true;
  }
  const std::size_t close = rest.find("*/", 2);
  if (rest.substr(0, 2) == "/*" && close != std::string_view::npos) {
    advance(close + 2);
    return true;
  }
  return false;
}

void SourceWalk::advance(std::size_t count) {
  const std::size_t end = std::min(offset_ + count, source_.size());
  for (; offset_ < end; ++offset_) {
    step(place_, source_[offset_]);
  }
}

Token SourceWalk::take(std::size_t size) {
  const Token token{place_, offset_, source_.substr(offset_, size), comma_};
  comma_.reset();
  advance(size);
  return token;
}

Place place_of(std::string_view source, std::size_t offset) {
  Place place;
  const bool marked = source.substr(0, kByteOrderMark.size()) == kByteOrderMark;
  for (std::size_t i = marked ? kByteOrderMark.size() : 0; i < std::min(offset, source.size());
       ++i) {
    step(place, source[i]);
  }
  return place;
}

}  // namespace config::json
