#include "vtam/acb/screen_text.h"

#include <utility>

#include "config/verify.h"
#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/utf8.h"

namespace vtam {
namespace {

// "U+2713"
std::string name_of(char32_t character) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (char32_t rest = character; rest != 0 || digits.size() < 4; rest >>= 4U) {
    digits.insert(digits.begin(), kDigits[rest & 0xFU]);
  }
  return "U+" + digits;
}

}  // namespace

TextFault unmappable(std::string_view character, const tn3270::CodePage& page) {
  std::string_view text = character;
  return {"UNMAPPABLE", "code page " + page.number() + " has no " +
                            name_of(tn3270::take_character(text)) + " '" + std::string(character) +
                            "'"};
}

HostCharacter take_host_character(std::string_view& text, const tn3270::CodePage& page) {
  const std::string_view before = text;
  const char32_t character = tn3270::take_character(text);
  // A replacement character that was sent as one has three bytes.
  if (character == tn3270::kReplacement && before.size() - text.size() == 1) {
    return {.fault = TextFault{"UTF-8", "the text is no UTF-8"}};
  }
  if (tn3270::is_control(character)) {
    return {.fault =
                TextFault{"CONTROL", "the text has the control character " + name_of(character)}};
  }
  if (const auto code = page.code_of(character)) {
    return {.code = *code};
  }
  if (const auto code = tn3270::apl_code(character)) {
    return {.code = *code, .graphic = true};
  }
  return {.fault = unmappable(before.substr(0, before.size() - text.size()), page)};
}

MeasuredText measure_text(std::string_view text, const tn3270::CodePage& page) {
  MeasuredText measured;
  while (true) {
    const std::size_t plain = page.plain_run(text);
    measured.cells += plain;
    text.remove_prefix(plain);
    if (text.empty()) {
      return measured;
    }
    ++measured.cells;
    auto taken = take_host_character(text, page);
    if (taken.fault && !measured.fault) {
      measured.fault = std::move(taken.fault);
    }
  }
}

std::string cut_text(std::string_view text, std::size_t cells) {
  constexpr std::string_view kCut = "...";
  std::string_view rest = text;
  std::string_view kept;
  for (std::size_t count = 0; !rest.empty(); ++count) {
    if (count == cells) {
      return cells < kCut.size() ? std::string(kCut.substr(0, cells))
                                 : std::string(kept).append(kCut);
    }
    static_cast<void>(tn3270::take_character(rest));
    if (count + kCut.size() < cells) {
      kept = text.substr(0, text.size() - rest.size());
    }
  }
  return std::string(text);
}

void write_text(tn3270::ScreenWriter& writer, std::string_view text, const tn3270::CodePage& page) {
  while (true) {
    // The writer ends with the row; each of these characters is one cell.
    for (std::size_t plain = page.plain_run(text); plain > 0;) {
      const std::size_t written = writer.text(text, plain);
      text.remove_prefix(written);
      plain -= written;
    }
    if (text.empty()) {
      return;
    }
    const std::string_view from = text;
    const auto taken = take_host_character(text, page);
    VERIFY(!taken.fault, "a text that was not measured");
    if (taken.graphic) {
      writer.graphic(taken.code);
    } else {
      writer.text(from.substr(0, from.size() - text.size()), 1);
    }
  }
}

}  // namespace vtam
