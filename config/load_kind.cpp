#include "config/load_kind.h"

#include <algorithm>

namespace config {
namespace {

// How much of a file decides.
constexpr std::size_t kSample = 4096;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Without white space and // and /* */ comments, which our JSON may begin with. Decks may begin
// with the same characters; what is left of them is then no JSON.
std::string_view without_comments(std::string_view text) {
  while (!text.empty()) {
    if (is_blank(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with("//")) {
      text.remove_prefix(std::min(text.find('\n'), text.size()));
    } else if (text.starts_with("/*")) {
      const std::size_t end = text.find("*/", 2);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    } else {
      break;
    }
  }
  return text;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && !is_blank(c) && c != '\f' && c != '\x1A') || byte == 0x7F;
}

// EBCDIC writes a blank as X'40' and letters and digits from X'81' up; ASCII text has neither many
// '@' nor bytes above X'7F' everywhere.
bool looks_like_ebcdic(std::string_view sample) {
  const auto high = std::count_if(sample.begin(), sample.end(),
                                  [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
  const auto blanks = std::count(sample.begin(), sample.end(), '\x40');
  const auto size = static_cast<std::ptrdiff_t>(sample.size());
  return high * 10 > size * 2 && blanks > std::count(sample.begin(), sample.end(), ' ');
}

}  // namespace

FileKind kind_of_file(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  const std::string_view sample = text.substr(0, kSample);
  if (looks_like_ebcdic(sample)) {
    return FileKind::Ebcdic;
  }
  if (std::any_of(text.begin(), text.end(), is_control)) {
    return FileKind::Binary;
  }
  if (std::all_of(text.begin(), text.end(), [](char c) { return is_blank(c) || c == '\x1A'; })) {
    return FileKind::Empty;
  }
  return without_comments(text).starts_with('{') ? FileKind::Json : FileKind::Cards;
}

}  // namespace config
