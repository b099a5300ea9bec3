#include "tn3270/datastream/screen_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "config/verify.h"
#include "tests/unit/datastream/screen_reader.h"

namespace tn3270 {
namespace {

constexpr ScreenSize k27x132{27, 132};

class ScreenWriting : public testing::Test {
 protected:
  [[nodiscard]] ScreenWriter writer(Attributes attributes = Attributes::Extended,
                                    ScreenSize size = kModel2) const {
    return {{Command::EraseWrite, Wcc::Restore | Wcc::ResetMdt}, size, attributes, *page_};
  }
  std::shared_ptr<const CodePage> page_ = cp037();
};

TEST_F(ScreenWriting, BeginsWithCommandAndWcc) {
  EXPECT_EQ(writer().take(), (ByteBuffer{0xF5, 0xC3}));
  ScreenWriter write({Command::Write, Wcc::Restore | Wcc::Alarm}, kModel2, Attributes::Basic,
                     *page_);
  EXPECT_EQ(write.take(), (ByteBuffer{0xF1, 0xC6}));
  ScreenWriter alternate({Command::EraseWriteAlternate, Wcc::None}, k27x132, Attributes::Basic,
                         *page_);
  EXPECT_EQ(alternate.take(), (ByteBuffer{0x7E, 0x40}));
}

TEST_F(ScreenWriting, WritesEveryOrderAsTheManualHasIt) {
  auto screen = writer();
  screen.move_to({2, 1});
  screen.field({Entry::Autoskip, Intensity::Bright, Color::Red, Highlight::Underscore});
  screen.text("Hi");
  screen.color(Color::Blue);
  screen.cursor();
  screen.repeat_to(100, '-');
  screen.erase_to(kModel2.cells());
  EXPECT_EQ(screen.take(), (ByteBuffer{0xF5, 0xC3, 0x11, 0xC1, 0x50, 0x29, 0x03, 0xC0, 0xF8,
                                       0x41, 0xF4, 0x42, 0xF2, 0xC8, 0x89, 0x28, 0x42, 0xF1,
                                       0x13, 0x3C, 0xC1, 0xE4, 0x60, 0x12, 0x40, 0x40}));
}

TEST_F(ScreenWriting, LeavesColourOutForBasicTerminals) {
  auto screen = writer(Attributes::Basic);
  screen.field({Entry::Protected, Intensity::Bright, Color::Red, Highlight::Underscore});
  screen.color(Color::Blue);
  EXPECT_EQ(screen.take(), (ByteBuffer{0xF5, 0xC3, 0x1D, 0xE8}));
}

TEST_F(ScreenWriting, NeedsNoExtendedFieldWithoutColour) {
  auto screen = writer();
  screen.field({Entry::Any, Intensity::Hidden, Color::Default, Highlight::Default, Mdt::On});
  EXPECT_EQ(screen.take(), (ByteBuffer{0xF5, 0xC3, 0x1D, 0x4D}));
}

TEST_F(ScreenWriting, CutsTextAtTheEndOfItsRow) {
  auto screen = writer();
  screen.move_to({1, 79});
  EXPECT_EQ(screen.text("ABCDEF"), 2U);
  EXPECT_EQ(screen.address(), 80);
  EXPECT_EQ(screen.text("ABCDEF", 3), 3U);
}

TEST_F(ScreenWriting, FillsTheLastCell) {
  auto screen = writer();
  screen.move_to({24, 80});
  screen.text("X");
  EXPECT_EQ(screen.address(), 0);
  auto whole = writer();
  whole.repeat_to(kModel2.cells(), '*');
  test::ScreenReader reader({});
  auto with_field = writer();
  with_field.field({});
  with_field.repeat_to(kModel2.cells(), '*');
  reader.apply(with_field.record());
  EXPECT_EQ(reader.row(1), " " + std::string(79, '*'));
  EXPECT_EQ(reader.row(24), std::string(80, '*'));
}

TEST_F(ScreenWriting, BeyondTheScreenIsOurOwnFault) {
  auto screen = writer();
  EXPECT_THROW(screen.move_to({25, 1}), config::BrokenInvariant);
  EXPECT_THROW(screen.move_to({1, 81}), config::BrokenInvariant);
  EXPECT_THROW(screen.repeat_to(static_cast<BufferAddress>(kModel2.cells() + 1), ' '),
               config::BrokenInvariant);
  EXPECT_THROW(screen.repeat_to(0, ' '), config::BrokenInvariant);
  EXPECT_THROW(ScreenWriter({Command::ReadBuffer, Wcc::None}, kModel2, Attributes::Basic, *page_),
               config::BrokenInvariant);
  EXPECT_THROW(static_cast<void>(writer(Attributes::Basic, ScreenSize{0, 0})),
               config::BrokenInvariant);
}

TEST_F(ScreenWriting, ReachesEveryCellOfALargeScreen) {
  const ScreenSize large{62, 160};
  auto screen = writer(Attributes::Extended, large);
  screen.field({});
  screen.move_to({62, 155});
  screen.text("CORNER");
  test::ScreenReader reader({large, large});
  reader.apply(screen.record());
  EXPECT_EQ(reader.row_of("CORNER"), 62U);
}

}  // namespace
}  // namespace tn3270
