#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/acb_screen_fixture.h"
#include "tn3270/datastream/inbound.h"

namespace vtam {

static bool operator==(const ScreenPlace& a, const ScreenPlace& b) {
  return a.row == b.row && a.column == b.column;
}

namespace {

using test::Screens;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using tn3270::Aid;
using tn3270::ByteBuffer;

class AcbScreenInput : public Screens {
 protected:
  void SetUp() override {
    show({{.place = {1, 2}, .name = "name", .length = 5},
          {.place = {2, 2}, .name = "secret", .length = 8, .hidden = true},
          {.place = {3, 2}, .length = 4, .is_protected = false}});
  }
  [[nodiscard]] UserInput read(ByteBuffer record) {
    record_ = std::move(record);
    const auto parsed = tn3270::parse_inbound(record_, {32, 80});
    const auto* input = std::get_if<tn3270::Inbound>(&parsed);
    if (input == nullptr) {
      ADD_FAILURE() << "the record is no input";
      return {};
    }
    return read_input(*input, shown_, *page_);
  }
  ByteBuffer record_;
};

TEST_F(AcbScreenInput, BringsModifiedFieldsByName) {
  const auto input = read({0x7D, 0x40, 0xC6, 0x11, 0x40, 0xC1, 0xC1, 0x84, 0x81, 0x40, 0x40,  //
                           0x11, 0xC1, 0xD1, 0xD7, 0xA6});
  EXPECT_EQ(input.aid, Aid::Enter);
  EXPECT_EQ(input.cursor, (ScreenPlace{1, 7}));
  EXPECT_THAT(input.fields, ElementsAre(Pair("name", "Ada"), Pair("secret", "Pw")));
  EXPECT_THAT(input.others, IsEmpty());
}

TEST_F(AcbScreenInput, KeepsBlanksBeforeAText) {
  const auto input = read({0x7D, 0x40, 0x40, 0x11, 0x40, 0xC1, 0x40, 0x00, 0xC1, 0x00, 0x40});
  EXPECT_THAT(input.fields, ElementsAre(Pair("name", "  A")));
}

TEST_F(AcbScreenInput, SaysThatAFieldWasEmptied) {
  const auto input = read({0xF3, 0x40, 0x40, 0x11, 0x40, 0xC1});
  EXPECT_EQ(input.aid, Aid::Pf3);
  EXPECT_THAT(input.fields, ElementsAre(Pair("name", "")));
}

TEST_F(AcbScreenInput, TellsFieldsWithoutANameByTheirPlace) {
  const auto input = read({0x7D, 0x40, 0x40, 0x11, 0xC2, 0x61, 0xC1, 0xC2});
  EXPECT_THAT(input.fields, IsEmpty());
  EXPECT_THAT(input.others, ElementsAre(Pair(ScreenPlace{3, 2}, "AB")));
}

TEST_F(AcbScreenInput, TakesTextOnAScreenWithoutFields) {
  show(of({}));
  const auto input = read({0x7D, 0x40, 0x40, 0xD3, 0xD6, 0xC7, 0xD6, 0xC6, 0xC6});
  EXPECT_THAT(input.others, ElementsAre(Pair(ScreenPlace{1, 1}, "LOGOFF")));
}

TEST_F(AcbScreenInput, HasNothingWithPaKeysAndClear) {
  for (const unsigned key : {0x6CU, 0x6EU, 0x6BU, 0x6DU}) {
    const auto input = read({static_cast<std::uint8_t>(key)});
    EXPECT_EQ(static_cast<unsigned>(input.aid), key);
    EXPECT_EQ(input.cursor, std::nullopt);
    EXPECT_THAT(input.fields, IsEmpty());
  }
  const auto strange = read({0x6C, 0x40, 0x40, 0x11, 0x40, 0xC1, 0xC1});
  EXPECT_THAT(strange.fields, IsEmpty());
}

TEST_F(AcbScreenInput, ReadsGraphicEscapes) {
  const auto input = read({0x7D, 0x40, 0x40, 0x11, 0x40, 0xC1, 0x08, 0xC5, 0xC1, 0x08, 0xA2});
  EXPECT_THAT(input.fields, ElementsAre(Pair("name", "┌A─")));
}

TEST_F(AcbScreenInput, CutsWhatAClientSendsBeyondAField) {
  ByteBuffer record{0x7D, 0x40, 0x40, 0x11, 0x40, 0xC1};
  record.insert(record.end(), 1000, 0xC1);
  EXPECT_THAT(read(record).fields, ElementsAre(Pair("name", "AAAAA")));
}

TEST_F(AcbScreenInput, CountsTextInsideAFieldToIt) {
  const auto input = read({0x7D, 0x40, 0x40, 0x11, 0x40, 0xC3, 0xC1, 0xC2, 0xC3, 0xC4});
  EXPECT_THAT(input.fields, ElementsAre(Pair("name", "ABC")));
  const auto behind = read({0x7D, 0x40, 0x40, 0x11, 0x40, 0xC6, 0xC1});
  EXPECT_THAT(behind.others, ElementsAre(Pair(ScreenPlace{1, 7}, "A")));
}

TEST_F(AcbScreenInput, HasEachNameOnce) {
  const auto input = read({0x7D, 0x40, 0x40, 0x11, 0x40, 0xC1, 0xC1, 0x11, 0x40, 0xC1, 0xC2});
  EXPECT_THAT(input.fields, ElementsAre(Pair("name", "B")));
}

TEST_F(AcbScreenInput, BringsBackWhatWasSent) {
  show({{.place = {1, 2}, .name = "a", .text = "Größe ⌈1⌊ [x]", .length = 20, .modified = true}});
  const auto& cells = model_.cells();
  ByteBuffer record{0x7D, 0x40, 0x40, 0x11, 0x40, 0xC1};
  for (std::size_t at = 1; at <= 20; ++at) {
    if (cells[at].graphic) {
      record.push_back(0x08);
    }
    if (cells[at].code != 0) {
      record.push_back(cells[at].code);
    }
  }
  EXPECT_THAT(read(record).fields, ElementsAre(Pair("a", "Größe ⌈1⌊ [x]")));
}

}  // namespace
}  // namespace vtam
