#include "printers/format/pdf_fonts.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "printers/format/pdf_document.h"
#include "printers/format/pdf_sheet.h"
#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/code_pages.h"
#include "tn3270/datastream/utf8.h"

namespace printers {
namespace {

std::set<char32_t> characters_of(const tn3270::CodePage& page) {
  std::set<char32_t> characters;
  for (unsigned byte = 0x40; byte < 256; ++byte) {
    const std::string decoded = page.decode(tn3270::ByteBuffer{static_cast<std::uint8_t>(byte)});
    std::string_view text(decoded);
    characters.insert(tn3270::take_character(text));
  }
  characters.erase(tn3270::kReplacement);
  return characters;
}

class PdfFontsOfThisSystem : public testing::Test {
 protected:
  // Those that no font has.
  std::string lacking(const std::set<char32_t>& characters, bool bold) {
    std::string text;
    for (const char32_t character : characters) {
      if (fonts_.face(character, bold) == nullptr) {
        tn3270::append_character(character, text);
      }
    }
    return text;
  }
  DocumentHandle document_ = make_document({});
  PdfFonts fonts_{document_.get(), font_folders()};
};

TEST_F(PdfFontsOfThisSystem, HaveEveryCharacterOfEveryCodePage) {
  const tn3270::CodePages pages;
  std::size_t tested = 0;
  for (const std::string& name : pages.names()) {
    const std::set<char32_t> characters = characters_of(*pages.find(name));
    tested += characters.size();
    EXPECT_EQ(lacking(characters, false), "") << "code page " << name;
    EXPECT_EQ(lacking(characters, true), "") << "code page " << name << ", bold";
  }
  EXPECT_GT(tested, 60U * 88U);
  EXPECT_EQ(fonts_.failure(), std::nullopt);
  EXPECT_TRUE(fonts_.missing().empty());
}

TEST_F(PdfFontsOfThisSystem, HaveTheCharactersOfAGraphicEscape) {
  std::set<char32_t> characters;
  for (unsigned code = 0; code < 256; ++code) {
    characters.insert(tn3270::apl_character(static_cast<std::uint8_t>(code)));
  }
  EXPECT_GT(characters.size(), 100U);
  EXPECT_EQ(lacking(characters, false), "");
  EXPECT_EQ(lacking(characters, true), "");
}

TEST_F(PdfFontsOfThisSystem, HaveTwoByteCharacters) {
  EXPECT_EQ(lacking({U'漢', U'字', U'カ', U'한', U'中', U'Ａ'}, false), "");
}

TEST_F(PdfFontsOfThisSystem, HaveNothingBeyondTheBasicPlane) {
  EXPECT_EQ(fonts_.face(0x1F600, false), nullptr);
  EXPECT_EQ(fonts_.face(0x10FFFF, false), nullptr);
}

TEST_F(PdfFontsOfThisSystem, TakeTheUsualFontForEveryLatinPage) {
  const tn3270::CodePages pages;
  for (const char* const name :
       {"037", "273", "297", "500", "870", "875", "1025", "1047", "1140"}) {
    for (const char32_t character : characters_of(*pages.find(name))) {
      const PdfFonts::Face* const face = fonts_.face(character, false);
      ASSERT_NE(face, nullptr);
      EXPECT_TRUE(face->usual) << name << " " << static_cast<unsigned>(character);
      EXPECT_NEAR(PdfFonts::advance(*face, character), kFontAdvance, 0.001);
    }
  }
}

TEST(PdfFonts, SayWhichPackageIsMissing) {
  EXPECT_EQ(find_font({"/nowhere", "/"}, kPrintFont), std::nullopt);
  EXPECT_EQ(no_such_font(kPrintFont),
            "font DejaVuSansMono.ttf is not installed (package fonts-dejavu-core)");
}

TEST(PdfFonts, RememberThatAnotherFontIsMissing) {
  const DocumentHandle document = make_document({});
  PdfFonts fonts(document.get(), {"/usr/share/fonts/truetype/dejavu"});
  EXPECT_EQ(fonts.face(U'カ', false), nullptr);
  EXPECT_EQ(fonts.face(U'キ', true), nullptr);
  EXPECT_NE(fonts.face(U'A', false), nullptr);
  ASSERT_EQ(fonts.missing().size(), 1U);
  EXPECT_EQ(fonts.missing().front().package, "fonts-unifont");
  EXPECT_EQ(fonts.failure(), std::nullopt);
}

}  // namespace
}  // namespace printers
