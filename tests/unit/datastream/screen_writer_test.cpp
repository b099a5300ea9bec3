#include "tn3270/datastream/screen_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "config/verify.h"
#include "tests/unit/datastream/screen_reader.h"
#include "tn3270/datastream/screen_model.h"

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

TEST_F(ScreenWriting, SetsTheLookOfWhatFollows) {
  auto screen = writer();
  screen.color(Color::Red);
  screen.background(Color::Yellow);
  screen.highlight(Highlight::Reverse);
  screen.text("A");
  screen.reset_attributes();
  EXPECT_EQ(screen.take(), (ByteBuffer{0xF5, 0xC3, 0x28, 0x42, 0xF2, 0x28, 0x45, 0xF6, 0x28, 0x41,
                                       0xF2, 0xC1, 0x28, 0x00, 0x00}));
  auto field = writer();
  field.field({.entry = Entry::Any, .background = Color::Blue});
  EXPECT_EQ(field.take(), (ByteBuffer{0xF5, 0xC3, 0x29, 0x02, 0xC0, 0x40, 0x45, 0xF1}));
}

TEST_F(ScreenWriting, ModifiesFields) {
  auto screen = writer();
  screen.modify_field({.attribute = FieldChange::Attribute{Entry::Any, Intensity::Bright, Mdt::On},
                       .color = Color::Red,
                       .highlight = Highlight::Default,
                       .background = Color::Default});
  EXPECT_EQ(screen.address(), 1);
  screen.modify_field({.attribute = {}, .color = {}, .highlight = {}, .background = {}});
  EXPECT_EQ(screen.address(), 2);
  EXPECT_EQ(screen.take(), (ByteBuffer{0xF5, 0xC3, 0x2C, 0x04, 0xC0, 0xC9, 0x41, 0x00, 0x42, 0xF2,
                                       0x45, 0x00, 0x2C, 0x00}));
}

TEST_F(ScreenWriting, ModifiesFieldsOfBasicTerminalsAsFarAsTheyHaveAttributes) {
  auto screen = writer(Attributes::Basic);
  screen.modify_field({.attribute = FieldChange::Attribute{Entry::Any, Intensity::Bright, Mdt::On},
                       .color = Color::Red,
                       .highlight = {},
                       .background = {}});
  screen.modify_field({.attribute = {}, .color = Color::Red, .highlight = {}, .background = {}});
  EXPECT_EQ(screen.address(), 2);
  EXPECT_EQ(screen.take(), (ByteBuffer{0xF5, 0xC3, 0x1D, 0xC9, 0x11, 0x40, 0xC2}));
}

TEST_F(ScreenWriting, EscapesGraphicCharacters) {
  auto screen = writer();
  screen.graphic(0xC5);
  EXPECT_EQ(screen.address(), 1);
  screen.repeat_graphic_to(79, 0xA2);
  EXPECT_EQ(screen.address(), 79);
  screen.graphic(0xD5);
  EXPECT_EQ(screen.record(),
            (ByteBuffer{0xF5, 0xC3, 0x08, 0xC5, 0x3C, 0xC1, 0x4F, 0x08, 0xA2, 0x08, 0xD5}));
  ScreenModel model({});
  ASSERT_EQ(model.apply(screen.record()), std::nullopt);
  EXPECT_EQ(model.text(*page_).at(0).substr(0, 6), "\u250C\u2500");
  EXPECT_THROW(screen.graphic(0x3F), config::BrokenInvariant);
  EXPECT_THROW(screen.graphic(0xFF), config::BrokenInvariant);
  EXPECT_THROW(screen.repeat_graphic_to(100, 0x11), config::BrokenInvariant);
}

TEST_F(ScreenWriting, TabsWhereTheCallerKnowsAField) {
  auto screen = writer();
  screen.program_tab(41);
  EXPECT_EQ(screen.address(), 41);
  screen.program_tab(0);
  EXPECT_EQ(screen.record(), (ByteBuffer{0xF5, 0xC3, 0x05, 0x05}));
  screen.move_to({1, 11});
  EXPECT_THROW(screen.program_tab(10), config::BrokenInvariant);
  EXPECT_THROW(screen.program_tab(1920), config::BrokenInvariant);
}

TEST_F(ScreenWriting, HasRecordsThatAreOneCommand) {
  EXPECT_EQ(command_record(Command::EraseAllUnprotected), ByteBuffer{0x6F});
  EXPECT_EQ(command_record(Command::ReadBuffer), ByteBuffer{0xF2});
  EXPECT_EQ(command_record(Command::ReadModified), ByteBuffer{0xF6});
  EXPECT_EQ(command_record(Command::ReadModifiedAll), ByteBuffer{0x6E});
  EXPECT_THROW(static_cast<void>(command_record(Command::Write)), config::BrokenInvariant);
}

TEST_F(ScreenWriting, LeavesColourOutForBasicTerminals) {
  auto screen = writer(Attributes::Basic);
  screen.field({Entry::Protected, Intensity::Bright, Color::Red, Highlight::Underscore});
  screen.color(Color::Blue);
  screen.background(Color::Blue);
  screen.highlight(Highlight::Blink);
  screen.reset_attributes();
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
