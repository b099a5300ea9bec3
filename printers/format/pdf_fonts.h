#pragma once

#include <hpdf.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "printers/format/page.h"

namespace printers {

// One font file and the package of Debian that has it.
struct FontFile {
  std::string_view name;
  std::string_view package;
};

// The font of every PDF. It has no Hebrew, Thai, Lao, Devanagari and kana; others stand in.
inline constexpr FontFile kPrintFont{"DejaVuSansMono.ttf", "fonts-dejavu-core"};

// Where this system keeps them, in the order in which they are asked.
[[nodiscard]] std::vector<std::string> font_folders();

// The path of a font, or nullopt: no folder has it.
[[nodiscard]] std::optional<std::string> find_font(const std::vector<std::string>& folders,
                                                   const FontFile& font);
// "font DejaVuSansMono.ttf is not installed (package fonts-dejavu-core)"
[[nodiscard]] std::string no_such_font(const FontFile& font);

// The fonts of one document. Each is loaded when the first of its characters comes, and embedded
// with those characters alone.
class PdfFonts {
 public:
  // What one character is drawn with.
  struct Face {
    HPDF_Font font = nullptr;
    HPDF_FontDef definition = nullptr;
    bool usual = false;  // each of its characters is kFontAdvance wide
  };

  // `document` outlives it.
  PdfFonts(HPDF_Doc document, std::vector<std::string> folders);

  // nullptr: no font has the character, or failure().
  [[nodiscard]] const Face* face(char32_t character, bool bold);
  // Of a character that `face` has, of the font's size.
  [[nodiscard]] static double advance(const Face& face, char32_t character);

  // A font could not be loaded, in words.
  [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }
  // Fonts that were looked for in vain.
  [[nodiscard]] const std::vector<FontFile>& missing() const { return missing_; }

 private:
  static constexpr std::size_t kFonts = 5;
  struct Slot {
    bool tried = false;
    Face face{};
  };
  [[nodiscard]] const Face* load(std::size_t index);
  [[nodiscard]] std::uint8_t choose(char32_t character, bool bold);

  HPDF_Doc document_;
  std::vector<std::string> folders_;
  std::array<Slot, kFonts> slots_{};
  // By character: not asked yet, none, or a slot's number.
  std::array<std::vector<std::uint8_t>, 2> chosen_{};
  std::optional<std::string> failure_{};
  std::vector<FontFile> missing_{};
};

}  // namespace printers
