#include "printers/format/page_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/printers_format/printing.h"

namespace printers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Carriage : public testing::Test {
 protected:
  static config::FormatSettings settings() {
    config::FormatSettings settings;
    settings.columns = 10;
    settings.lines = 4;
    return settings;
  }
  void type(std::string_view text) {
    for (const char character : text) {
      character == '|' ? page_.new_line() : page_.put(static_cast<char32_t>(character));
    }
  }
  std::vector<std::string> finish() {
    page_.finish();
    return pages_.rows();
  }

  PageList pages_;
  Remarks remarks_;
  PageBuilder page_{settings(), TransparentData::Keep, pages_, remarks_};
};

TEST_F(Carriage, WrapsLongLines) {
  type("0123456789AB|C");
  EXPECT_THAT(finish(), ElementsAre("0123456789|AB|C|J"));
}

TEST_F(Carriage, FillsALineWithoutWrapping) {
  type("0123456789|A");
  EXPECT_THAT(finish(), ElementsAre("0123456789|A|J"));
}

TEST_F(Carriage, BlanksBehindTheLastColumnBeginNoLineOfTheirOwn) {
  type("0123456789      |A            B            |C");
  EXPECT_THAT(finish(), ElementsAre("0123456789|A|   B|C|J"));
}

TEST(PageBuilder, CutsLongLinesIfItIsToldTo) {
  config::FormatSettings settings;
  settings.columns = 3;
  settings.overflow = config::Overflow::Cut;
  PageList pages;
  Remarks remarks;
  PageBuilder page(settings, TransparentData::Keep, pages, remarks);
  for (const char32_t character : U"ABCDE") {
    page.put(character);
  }
  page.new_line();
  page.put(U'F');
  page.finish();
  EXPECT_THAT(pages.rows(), ElementsAre("ABC|F|J"));
  EXPECT_THAT(remarks.take(), ElementsAre("lines longer than 3 columns were cut"));
}

TEST_F(Carriage, PassesOnAPageWithoutALengthWhenItIsFull) {
  type("1|2|3|4|5|6");
  EXPECT_THAT(finish(), ElementsAre("1|2|3|4|+", "5|6|J"));
}

TEST_F(Carriage, AFormFeedBehindTheLastLineMakesNoSecondPage) {
  type("1|2|3|4|");
  page_.form_feed();
  type("5");
  EXPECT_THAT(finish(), ElementsAre("1|2|3|4|F", "5|J"));
}

TEST_F(Carriage, ManyNewLinesHoldNoMemory) {
  type("1");
  for (int i = 0; i < 100'000; ++i) {
    page_.new_line();
  }
  type("2");
  EXPECT_THAT(finish().size(), 25'001U);
  EXPECT_EQ(pages_.rows().back(), "2|J");
}

TEST_F(Carriage, MakesNoBlankPage) {
  page_.form_feed();
  type("||");
  page_.form_feed();
  type("A");
  page_.form_feed();
  page_.form_feed();
  type("   |");
  EXPECT_THAT(finish(), ElementsAre("A|F"));
}

TEST_F(Carriage, KeepsBlankLinesButNoBlanksAtTheEnd) {
  type("A  || B |");
  EXPECT_THAT(finish(), ElementsAre("A|| B|J"));
}

TEST_F(Carriage, OverstrikesAreBounded) {
  for (int i = 0; i < 1000; ++i) {
    type("A");
    page_.carriage_return();
  }
  EXPECT_THAT(finish(), ElementsAre("A<A<A<A<A<A<A<A<A|J"));
  EXPECT_EQ(remarks_.take().size(), 1U);
}

TEST_F(Carriage, EveryPageKnowsTheJobsOwnColumns) {
  page_.set(HorizontalFormat{132, 0, {}});
  type("A");
  page_.form_feed();
  page_.set(HorizontalFormat{});
  page_.set(HorizontalFormat{0, 0, {}});
  type("B");
  finish();
  ASSERT_EQ(pages_.pages.size(), 2U);
  EXPECT_EQ(pages_.pages[0].columns, 132U);
  EXPECT_EQ(pages_.pages[1].columns, 10U);
}

TEST_F(Carriage, LongTransparentDataIsPassedOnInParts) {
  type("A");
  const tn3270::ByteBuffer much(300'000, 0x42);
  for (int i = 0; i < 10; ++i) {
    page_.transparent(much);
  }
  type("B|");
  finish();
  std::size_t size = 0;
  for (const Page& page : pages_.pages) {
    for (const Transparent& one : page.transparent) {
      size += one.bytes.size();
    }
  }
  EXPECT_EQ(size, 3'000'000U);
  EXPECT_TRUE(pages_.pages.at(0).continued);
  EXPECT_LT(pages_.pages.at(0).transparent.at(0).bytes.size(), 1'500'000U);
}

TEST(PageBuilder, DroppedTransparentDataIsRemarked) {
  PageList pages;
  Remarks remarks;
  PageBuilder page({}, TransparentData::Drop, pages, remarks);
  page.transparent(tn3270::ByteBuffer(7, 0));
  page.finish();
  EXPECT_THAT(pages.pages, IsEmpty());
  EXPECT_THAT(remarks.take(), ElementsAre("7 bytes for the printer alone were left out"));
}

TEST(Remarks, AreBoundedAndTheOthersCounted) {
  Remarks remarks;
  for (std::size_t i = 0; i < config::limits::kFormatRemarks + 5; ++i) {
    remarks.add(std::to_string(i));
  }
  EXPECT_EQ(remarks.more(), 5U);
  EXPECT_EQ(remarks.take().size(), config::limits::kFormatRemarks);
}

}  // namespace
}  // namespace printers
