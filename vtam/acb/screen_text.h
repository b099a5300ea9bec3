#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/screen_writer.h"

// Text of applications as characters that a session can show.
namespace vtam {

// Why a text can't be sent: a rule of FieldFault and its sentence.
struct TextFault {
  const char* rule = "";
  std::string why;
};

// One character as a terminal takes it: of the session's code page, else of the APL set.
struct HostCharacter {
  std::uint8_t code = 0;
  bool graphic = false;  // of the APL set
  std::optional<TextFault> fault{};
};
// Takes the first character off `text`. REQUIRES: not empty.
[[nodiscard]] HostCharacter take_host_character(std::string_view& text,
                                                const tn3270::CodePage& page);

// What is said of a character (in UTF-8) that a session can't have.
[[nodiscard]] TextFault unmappable(std::string_view character, const tn3270::CodePage& page);

struct MeasuredText {
  std::size_t cells = 0;
  std::optional<TextFault> fault{};  // of the first character that has one
};
[[nodiscard]] MeasuredText measure_text(std::string_view text, const tn3270::CodePage& page);

// As much of `text` as that many cells hold; what is cut ends with "...".
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t cells);

// From the writer's address on, over the ends of rows. REQUIRES: measure_text() finds no fault, and
// it ends on the screen.
void write_text(tn3270::ScreenWriter& writer, std::string_view text, const tn3270::CodePage& page);

}  // namespace vtam
