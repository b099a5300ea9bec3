#include "tn3270/datastream/code_page.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/datastream/screen_reader.h"
#include "tn3270/datastream/utf8.h"

namespace tn3270 {
namespace {

const std::string kUnknown = "\xEF\xBF\xBD";  // U+FFFD

class Cp037 : public testing::Test {
 protected:
  std::shared_ptr<const CodePage> page_ = cp037();
  [[nodiscard]] std::string decode(const ByteBuffer& bytes) const { return page_->decode(bytes); }
};

TEST_F(Cp037, EncodesTextAsIbmPrintsIt) {
  EXPECT_EQ(page_->encode("LOGOFF"), (ByteBuffer{0xD3, 0xD6, 0xC7, 0xD6, 0xC6, 0xC6}));
  EXPECT_EQ(page_->encode("[]^"), (ByteBuffer{0xBA, 0xBB, 0xB0}));
  EXPECT_EQ(page_->encode("\xC3\xA4"), (ByteBuffer{0x43}));  // a with diaeresis
  const std::string line = "The quick brown fox, 0123456789: (a+b)*c/d = 100% @#$ 'x' \"y\" <z>?!";
  EXPECT_EQ(page_->encode(line), test::ebcdic(line));
}

TEST_F(Cp037, BringsEveryGraphicByteBack) {
  for (unsigned byte = 0x40; byte < 0xFF; ++byte) {
    const ByteBuffer one{static_cast<std::uint8_t>(byte)};
    EXPECT_EQ(page_->encode(decode(one)), one) << byte;
  }
}

TEST_F(Cp037, NeverWritesAnOrder) {
  for (char32_t character = 0; character < 0x3000; ++character) {
    std::string text;
    append_character(character, text);
    const ByteBuffer bytes = page_->encode(text);
    ASSERT_EQ(bytes.size(), 1U) << unsigned(character);
    ASSERT_TRUE(bytes[0] == 0x3F || (bytes[0] >= 0x40 && bytes[0] < 0xFF)) << unsigned(character);
  }
}

TEST_F(Cp037, WritesSubForWhatItHasNotAndBlankForControls) {
  EXPECT_EQ(page_->encode("\xE2\x82\xAC"), (ByteBuffer{0x3F}));      // euro sign
  EXPECT_EQ(page_->encode("\xF0\x9F\x98\x80"), (ByteBuffer{0x3F}));  // beyond the BMP
  EXPECT_EQ(page_->encode("A\tB\x11\x1D\x7F\xC2\x85"),
            (ByteBuffer{0xC1, 0x40, 0xC2, 0x40, 0x40, 0x40, 0x40}));
}

TEST_F(Cp037, WritesSubForEveryByteOfMalformedUtf8) {
  EXPECT_EQ(page_->encode("A\xFF\x80"), (ByteBuffer{0xC1, 0x3F, 0x3F}));
  EXPECT_EQ(page_->encode("\xE2\x82"), (ByteBuffer{0x3F, 0x3F}));
  EXPECT_EQ(page_->encode("\xC0\xAF"), (ByteBuffer{0x3F, 0x3F}));            // overlong
  EXPECT_EQ(page_->encode("\xED\xA0\x80"), (ByteBuffer{0x3F, 0x3F, 0x3F}));  // surrogate
}

TEST_F(Cp037, StopsAtTheCharactersAskedFor) {
  ByteBuffer out;
  EXPECT_EQ(page_->encode("\xC3\xA4\xC3\xB6\xC3\xBC", 2, out), 2U);
  EXPECT_EQ(out, (ByteBuffer{0x43, 0xCC}));
}

TEST_F(Cp037, MeasuresPlainTextUpToTheFirstOtherCharacter) {
  EXPECT_EQ(page_->plain_run(" ~Aa0"), 5U);
  EXPECT_EQ(page_->plain_run("abc\tdef"), 3U);
  EXPECT_EQ(page_->plain_run("ab\x7F"), 2U);
  EXPECT_EQ(page_->plain_run("a\xC3\xA4"), 1U);
  EXPECT_EQ(page_->plain_run(""), 0U);
}

TEST_F(Cp037, EncodesPlainAndOtherTextInOneGo) {
  ByteBuffer out{0x11};
  EXPECT_EQ(page_->encode("AB\xC3\xA4"
                          "C\tD",
                          5, out),
            5U);
  EXPECT_EQ(out, (ByteBuffer{0x11, 0xC1, 0xC2, 0x43, 0xC3, 0x40}));
}

TEST_F(Cp037, ShowsNoControlByteOfInboundText) {
  EXPECT_EQ(decode({0xC1, 0x00, 0xC2}), "A B");
  for (unsigned byte = 1; byte < 0x40; ++byte) {
    EXPECT_EQ(decode({static_cast<std::uint8_t>(byte)}), kUnknown) << byte;
  }
  EXPECT_EQ(decode({0xFF}), kUnknown);
}

TEST_F(Cp037, ShowsAGraphicEscapeAsOneUnknownCharacter) {
  EXPECT_EQ(decode({0xC1, 0x08, 0xC2, 0xC3}), "A" + kUnknown + "C");
  EXPECT_EQ(decode({0x08}), kUnknown);
}

TEST(CodePage, OpensOtherEbcdicPagesByNumber) {
  const auto german = CodePage::open("273");
  ASSERT_NE(german, nullptr);
  EXPECT_EQ(german->encode("\xC3\x84"), (ByteBuffer{0x4A}));
  const auto euro = CodePage::open("1140");
  ASSERT_NE(euro, nullptr);
  EXPECT_EQ(euro->encode("\xE2\x82\xAC"), (ByteBuffer{0x9F}));
  EXPECT_EQ(euro->decode(ByteBuffer{0x9F}), "\xE2\x82\xAC");
  EXPECT_EQ(euro->number(), "1140");
}

TEST(CodePage, RefusesWhatIsNoSingleByteEbcdic) {
  for (const char* number : {"", "99999", "850", "437", "UTF-8", "037//TRANSLIT", "943"}) {
    EXPECT_EQ(CodePage::open(number), nullptr) << number;
  }
}

TEST(Utf8, TakesAndAppendsTheSameCharacters) {
  for (const char32_t character :
       {0x24U, 0xA2U, 0x7FFU, 0x800U, 0x20ACU, 0xFFFDU, 0x10348U, 0x10FFFFU}) {
    std::string text;
    append_character(character, text);
    std::string_view rest = text;
    EXPECT_EQ(take_character(rest), character);
    EXPECT_TRUE(rest.empty());
  }
}

}  // namespace
}  // namespace tn3270
