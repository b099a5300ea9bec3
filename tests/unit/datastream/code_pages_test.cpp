#include "tn3270/datastream/code_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "tn3270/datastream/code_page_names.h"
#include "tn3270/datastream/utf8.h"

namespace tn3270 {
namespace {

const std::string kUnknown = "\xEF\xBF\xBD";  // U+FFFD

std::string decoded(const CodePage& page, unsigned byte) {
  return page.decode(ByteBuffer{static_cast<std::uint8_t>(byte)});
}

TEST(CodePageName, IsTakenHoweverPeopleWriteIt) {
  for (const char* name :
       {"37", "037", "0037", "cp037", "CP37", "IBM037", "ibm-37", "cp-037", "IBM-037"}) {
    EXPECT_EQ(code_page_number(name), 37U) << name;
  }
  EXPECT_EQ(code_page_number("CP1140"), 1140U);
  EXPECT_EQ(code_page_number("16804"), 16804U);
  for (const char* name : {"", "0", "000", "cp", "IBM", "IBM-", "-37", "+37", " 37", "37 ", "0x25",
                           "037//TRANSLIT", "100000", "99999999999999999999", "cpcp37", "UTF-8"}) {
    EXPECT_EQ(code_page_number(name), std::nullopt) << name;
  }
}

TEST(CodePageName, HasAtLeastThreeDigits) {
  EXPECT_EQ(code_page_name(37), "037");
  EXPECT_EQ(code_page_name(500), "500");
  EXPECT_EQ(code_page_name(16804), "16804");
}

TEST(CodePageName, ComesWithTheReasonWhyThereIsNoSuchPage) {
  EXPECT_EQ(why_no_code_page("cp930"),
            "code page 930 has two-byte characters, and only single-byte pages can be chosen");
  EXPECT_EQ(why_no_code_page("850"), "code page 850 is no EBCDIC page that iconv knows");
  EXPECT_EQ(why_no_code_page("latin-1"), "'latin-1' is no code page's number");
  EXPECT_EQ(why_no_code_page("\x1b[2J" + std::string(100, 'x')),
            "'?[2J" + std::string(16, 'x') + "' is no code page's number");
}

TEST(CodePages, AreAllThatIconvHas) {
  std::vector<std::string> found;
  for (unsigned number = 1; number < 20'000; ++number) {
    if (const auto page = CodePage::open(std::to_string(number))) {
      found.push_back(page->number());
    }
  }
  EXPECT_EQ(code_pages(), found);
  EXPECT_EQ(found.size(), single_byte_pages().size());
}

TEST(CodePages, HoldTheUsualOnesInOrder) {
  const std::vector<std::string> names = code_pages();
  for (const char* name :
       {"037",  "273",  "275",  "277",  "278",  "280",  "284",  "285",  "297",  "424",  "500",
        "870",  "871",  "875",  "880",  "905",  "1025", "1026", "1047", "1112", "1122", "1123",
        "1130", "1132", "1140", "1141", "1142", "1143", "1144", "1145", "1146", "1147", "1148",
        "1149", "1153", "1154", "1155", "1156", "1157", "1158", "1160", "1164"}) {
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
  }
  EXPECT_EQ(names.front(), "037");
  EXPECT_EQ(names.back(), "16804");
}

TEST(CodePages, FindEveryPageByAnyOfItsNames) {
  const CodePages pages;
  for (const std::string& name : pages.names()) {
    const auto page = pages.find(name);
    ASSERT_NE(page, nullptr) << name;
    EXPECT_EQ(page->number(), name);
    EXPECT_EQ(pages.find("ibm-" + name), page);
    EXPECT_EQ(pages.find("CP" + name), page);
  }
  EXPECT_EQ(pages.find("37"), pages.find("cp037"));
}

TEST(CodePages, FindNoOthers) {
  const CodePages pages;
  for (const char* name : {"", "0", "1", "850", "930", "933", "935", "937", "939", "1364", "1388",
                           "1390", "1399", "1252", "99999", "client", "037x"}) {
    EXPECT_EQ(pages.find(name), nullptr) << name;
    EXPECT_FALSE(why_no_code_page(name).empty());
  }
}

TEST(CodePages, MayBeReadFromAnyThread) {
  const CodePages pages;
  std::vector<std::thread> threads;
  std::vector<ByteBuffer> written(4);
  for (ByteBuffer& out : written) {
    threads.emplace_back([&pages, &out] {
      for (unsigned round = 0; round < 200; ++round) {
        out = pages.find("1141")->encode("\xC3\x84\xE2\x82\xAC");
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(written, std::vector<ByteBuffer>(4, ByteBuffer{0x4A, 0x9F}));
}

// Every page of this system, by its name.
class EveryCodePage : public testing::TestWithParam<std::string> {
 protected:
  std::shared_ptr<const CodePage> page_ = CodePage::open(GetParam());
};

TEST_P(EveryCodePage, IsEbcdic) {
  EXPECT_EQ(page_->encode("ABCDEFGHI JKLMNOPQR"),
            (ByteBuffer{0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0x40, 0xD1, 0xD2,
                        0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9}));
  EXPECT_EQ(page_->encode("STUVWXYZ0123456789"),
            (ByteBuffer{0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xF0, 0xF1, 0xF2, 0xF3,
                        0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9}));
  // Not the ampersand: the old Hebrew pages have a letter in its place.
  EXPECT_EQ(page_->encode("().,*-/+"),
            (ByteBuffer{0x4D, 0x5D, 0x4B, 0x6B, 0x5C, 0x60, 0x61, 0x4E}));
}

TEST_P(EveryCodePage, BringsEveryCharacterBack) {
  std::set<std::string> characters;
  for (unsigned byte = 0x40; byte < 256; ++byte) {
    const std::string character = decoded(*page_, byte);
    if (character == kUnknown) {
      continue;
    }
    const ByteBuffer back = page_->encode(character);
    ASSERT_EQ(back.size(), 1U) << byte;
    EXPECT_EQ(decoded(*page_, back[0]), character) << byte;
    // Of several bytes for one character the first is written.
    EXPECT_EQ(characters.insert(character).second, back[0] == byte) << byte;
  }
  EXPECT_GE(characters.size(), 88U);
}

TEST_P(EveryCodePage, WritesNoOrderWhateverTheText) {
  for (char32_t character = 0; character < 0x3000; ++character) {
    std::string text;
    append_character(character, text);
    for (const std::uint8_t byte : page_->encode(text)) {
      ASSERT_GE(byte, 0x3F) << unsigned(character);
    }
  }
}

TEST_P(EveryCodePage, ShowsNoControlByte) {
  for (unsigned byte = 1; byte < 0x40; ++byte) {
    EXPECT_EQ(decoded(*page_, byte), kUnknown) << byte;
  }
}

TEST_P(EveryCodePage, WritesSubForWhatItHasNot) {
  EXPECT_EQ(page_->encode("\xF0\x9F\x98\x80"), (ByteBuffer{0x3F}));
  EXPECT_EQ(page_->encode("\xE4\xB8\xAD"), (ByteBuffer{0x3F}));  // a Chinese character
  EXPECT_EQ(page_->encode("\xEF\xBF\xBD"), (ByteBuffer{0x3F}));  // U+FFFD
  EXPECT_EQ(page_->encode("\xC0\x80\xFF"), (ByteBuffer{0x3F, 0x3F, 0x3F}));
}

TEST_P(EveryCodePage, SurvivesMalformedText) {
  std::mt19937 random(3270);
  for (unsigned round = 0; round < 500; ++round) {
    std::string text(random() % 40, ' ');
    for (char& c : text) {
      c = static_cast<char>(random() % 4 == 0 ? random() % 128 : 128 + random() % 128);
    }
    const ByteBuffer bytes = page_->encode(text);
    EXPECT_LE(bytes.size(), text.size());
    EXPECT_EQ(std::count_if(bytes.begin(), bytes.end(), [](auto byte) { return byte < 0x3F; }), 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Iconv, EveryCodePage, testing::ValuesIn(code_pages()),
                         [](const auto& page) { return "cp" + page.param; });

}  // namespace
}  // namespace tn3270
