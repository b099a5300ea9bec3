#include "printers/format/pdf_fonts.h"

#include <filesystem>
#include <span>
#include <utility>

#include "printers/format/pdf_document.h"

namespace printers {
namespace {

constexpr std::array kFontFiles{
    kPrintFont,
    FontFile{"DejaVuSansMono-Bold.ttf", "fonts-dejavu-core"},
    FontFile{"DejaVuSans.ttf", "fonts-dejavu-core"},       // Hebrew, Lao
    FontFile{"DejaVuSans-Bold.ttf", "fonts-dejavu-core"},  // the same
    FontFile{"unifont_sample.ttf", "fonts-unifont"},       // the rest of the basic plane
};
// Who is asked, in this order.
constexpr std::array<std::uint8_t, 3> kRegular{0, 2, 4};
constexpr std::array<std::uint8_t, 5> kBold{1, 3, 0, 2, 4};

constexpr std::size_t kCharacters = 0x10000;  // libharu's text ends with the basic plane
constexpr std::uint8_t kNotAsked = 0xFF;
constexpr std::uint8_t kNone = 0xFE;
constexpr double kUnits = 1000;  // of a font's size

}  // namespace

std::vector<std::string> font_folders() {
  return {
      "/usr/share/fonts/truetype/dejavu",  // Debian
      "/usr/share/fonts/truetype/unifont",
      "/usr/share/fonts/dejavu-sans-mono-fonts",  // Fedora
      "/usr/share/fonts/dejavu-sans-fonts",
      "/usr/share/fonts/TTF",  // Arch
      "/usr/local/share/fonts",
  };
}

std::optional<std::string> find_font(const std::vector<std::string>& folders,
                                     const FontFile& font) {
  for (const std::string& folder : folders) {
    std::string path = folder + "/" + std::string(font.name);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)) {
      return path;
    }
  }
  return std::nullopt;
}

std::string no_such_font(const FontFile& font) {
  return "font " + std::string(font.name) + " is not installed (package " +
         std::string(font.package) + ")";
}

PdfFonts::PdfFonts(HPDF_Doc document, std::vector<std::string> folders)
    : document_(document), folders_(std::move(folders)) {
  static_assert(kFontFiles.size() == kFonts);
  for (std::vector<std::uint8_t>& table : chosen_) {
    table.assign(kCharacters, kNotAsked);
  }
}

const PdfFonts::Face* PdfFonts::load(std::size_t index) {
  Slot& slot = slots_.at(index);
  if (std::exchange(slot.tried, true)) {
    return slot.face.font == nullptr ? nullptr : &slot.face;
  }
  const FontFile& file = kFontFiles.at(index);
  const std::optional<std::string> path = find_font(folders_, file);
  if (!path) {
    missing_.push_back(file);
    return nullptr;
  }
  const char* const name = HPDF_LoadTTFontFromFile(document_, path->c_str(), HPDF_TRUE);
  slot.face.font = name == nullptr ? nullptr : make_unicode_font(document_, name);
  if (slot.face.font == nullptr) {
    failure_ = "font " + *path + " can't be used: " + trouble_of(document_);
    return nullptr;
  }
  slot.face.definition = HPDF_Doc_FindFontDef(document_, name);
  slot.face.usual = index < 2;
  return &slot.face;
}

std::uint8_t PdfFonts::choose(char32_t character, bool bold) {
  const auto order = bold ? std::span<const std::uint8_t>(kBold) : kRegular;
  for (const std::uint8_t index : order) {
    const Face* const face = load(index);
    if (failure_) {
      break;
    }
    if (face != nullptr &&
        HPDF_TTFontDef_GetGlyphid(face->definition, static_cast<HPDF_UINT16>(character)) != 0) {
      return index;
    }
  }
  return kNone;
}

const PdfFonts::Face* PdfFonts::face(char32_t character, bool bold) {
  if (character >= kCharacters) {
    return nullptr;
  }
  std::uint8_t& chosen = chosen_[bold ? 1 : 0][character];
  if (chosen == kNotAsked) {
    chosen = choose(character, bold);
  }
  return chosen == kNone || failure_ ? nullptr : &slots_.at(chosen).face;
}

double PdfFonts::advance(const Face& face, char32_t character) {
  const auto code = static_cast<HPDF_UNICODE>(character);
  return HPDF_TTFontDef_GetCharWidth(face.definition, code) / kUnits;
}

}  // namespace printers
