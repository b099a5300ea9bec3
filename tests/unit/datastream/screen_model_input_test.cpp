#include <gtest/gtest.h>

#include <string>

#include "tests/unit/datastream/screen_model_fixture.h"
#include "tn3270/datastream/inbound.h"

namespace tn3270 {
namespace {

using test::bytes;
using test::kSmall;

class ScreenInput : public test::ScreenModels {
 protected:
  // What a client sends.
  void receive(std::string_view hex, ReplyMode mode = ReplyMode::Field) {
    const ByteBuffer record = bytes(hex);
    const auto parsed = parse_inbound(record, kSmall.alternate, {.reply_mode = mode});
    ASSERT_TRUE(std::holds_alternative<Inbound>(parsed)) << hex;
    screen_.apply(std::get<Inbound>(parsed));
  }
};

TEST_F(ScreenInput, FillsFieldsAndMarksThem) {
  apply("F5 C2 1D 60 C1 1D 40 28 42 F2 C2 C2 C2 1D 60 1D 40 C3");
  receive("7D 40 C5 11 40 C3 C4 C5");
  EXPECT_EQ(shown(), "|A|DE.||C./........../........../..........");
  EXPECT_EQ(cell(2).code, 0x01);
  EXPECT_EQ(cell(7).code, 0x00);    // not sent: not modified
  EXPECT_EQ(cell(3).look, Look{});  // what a user types has the field's look
  EXPECT_EQ(screen_.cursor(), 5);
  EXPECT_TRUE(screen_.keyboard_locked());
}

TEST_F(ScreenInput, NullsAFieldThatCameEmpty) {
  apply("F5 C2 1D 40 C1 C2 1D 60");
  receive("F3 40 C1 11 40 C1");
  EXPECT_EQ(shown(), "|..|....../........../........../..........");
  EXPECT_EQ(cell(0).code, 0x01);
}

TEST_F(ScreenInput, LeavesAFieldAloneThatIsAsItWas) {
  apply("F5 C2 1D C1 C1 00 28 42 F2 C2 28 00 00 08 A2 1D 60");
  const ScreenModel before = screen_;
  receive("7D 40 40 11 40 C1 C1 C2 08 A2");
  EXPECT_EQ(screen_.cells(), before.cells());
  receive("7D 40 40 11 40 C1 C1 C2 A2");  // the same byte of another set
  EXPECT_EQ(shown().substr(0, 6), "|ABs.|");
}

TEST_F(ScreenInput, GoesAroundTheEndOfTheBuffer) {
  apply("F5 C2 1D 60 11 40 E6 1D 40");
  receive("7D 40 40 11 40 E7 C1 C2 C3");  // one cell, then the next attribute
  EXPECT_EQ(shown(), "|........./........../........../........|A");
  apply("F5 C2 11 40 C2 1D 60 11 40 E6 1D 40");
  receive("7D 40 40 11 40 E7 C1 C2 C3 C4");
  EXPECT_EQ(shown(), "BC|......./........../........../........|A");
}

TEST_F(ScreenInput, StartsWhereTheClientSays) {
  apply("F5 C2 1D 40 C1 C2 C3 1D 60");
  receive("7D 40 40 11 40 C2 C4");
  EXPECT_EQ(shown(), "|AD.|...../........../........../..........");
  EXPECT_EQ(cell(0).code, 0x01);
}

TEST_F(ScreenInput, NeverChangesProtectedContents) {
  apply("F5 C2 1D 61 C1 C2 1D 60");
  receive("7D 40 40 11 40 C1 C3 C3 C3");
  EXPECT_EQ(shown(), "|AB|....../........../........../..........");
  EXPECT_EQ(cell(0).code, 0x21);
}

TEST_F(ScreenInput, SelectsDetectableFields) {
  apply("F5 C2 1D 64 6F C1 1D 60 6F C1 1D 60");
  receive("7D 40 40 11 40 C1 6E C1 11 40 C4 6E C1");
  EXPECT_EQ(shown(), "|>A|?A|.../........../........../..........");
  receive("7D 40 40 11 40 C1 C2 C2");
  EXPECT_EQ(shown(), "|>A|?A|.../........../........../..........");
  receive("7D 40 40 11 40 C1");
  EXPECT_EQ(shown(), "|>A|?A|.../........../........../..........");
}

TEST_F(ScreenInput, TakesNoContentsFromThePen) {
  apply("F5 C2 1D 44 6F C1 1D 60");
  receive("7E 40 40 11 40 C1");
  EXPECT_EQ(shown(), "|?A|....../........../........../..........");
  EXPECT_EQ(cell(0).code, 0x05);
}

TEST_F(ScreenInput, MarksFieldsWithoutCells) {
  apply("F5 C2 1D 40 1D 40 C1");
  receive("7D 40 40 11 40 C1");
  EXPECT_EQ(cell(0).code, 0x01);
  EXPECT_EQ(cell(1).code, 0x00);
  EXPECT_EQ(cell(2).code, 0xC1);
}

TEST_F(ScreenInput, FillsAScreenWithoutFields) {
  apply("F5 C2 C1 00 C2");
  receive("7D 40 C5 C1 C2 C3 08 A2");
  EXPECT_EQ(shown(), "ABCs....../........../........../..........");
  EXPECT_TRUE(cell(3).graphic);
  receive("7D 40 40 11 40 C2 C4");  // a client that sends an address all the same
  EXPECT_EQ(shown(), "ABD......./........../........../..........");
  apply("F5 C2 1D 40 C1");
  receive("7D 40 40 C2");  // no address, but fields: nobody knows where
  EXPECT_EQ(shown(), "|A......../........../........../..........");
}

TEST_F(ScreenInput, ErasesWithClear) {
  apply("7E C2 1D 40 C1 13");
  receive("6D");
  EXPECT_EQ(shown(), "............/............/............/............/............");
  EXPECT_EQ(screen_.cursor(), 0);
  EXPECT_TRUE(screen_.keyboard_locked());
}

TEST_F(ScreenInput, LocksTheKeyboardOnAShortRead) {
  apply("F5 C2 1D 40 C1 13");
  receive("6C");
  EXPECT_EQ(shown(), "|A......../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 2);
  EXPECT_TRUE(screen_.keyboard_locked());
}

TEST_F(ScreenInput, LocksNothingWhenNoKeyWasPressed) {
  apply("F5 C2 1D 40 C1");
  receive("60 40 C1 11 40 C1 C4");
  EXPECT_EQ(shown(), "|D......../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 1);
  EXPECT_FALSE(screen_.keyboard_locked());
  receive("61 40 C1 11 40 C1 C5");
  EXPECT_EQ(cell(1).code, 0xC5);
  EXPECT_FALSE(screen_.keyboard_locked());
}

TEST_F(ScreenInput, HasLooksInTheCharacterReplyMode) {
  apply("F5 C2 1D 40 28 42 F2 C1 28 00 00 C2 00 1D 60 1D 61 1D 40");
  const ScreenModel before = screen_;
  receive("7D 40 40 11 40 C1 28 42 F2 C1 28 42 00 C2", ReplyMode::Character);
  EXPECT_EQ(cell(1), before.cells()[1]);
  EXPECT_EQ(cell(2), before.cells()[2]);
  receive("7D 40 40 11 40 C1 28 42 F5 C1 C2 11 40 C6 C3 11 40 C7 C4", ReplyMode::Character);
  EXPECT_EQ(shown().substr(0, 9), "|AB.|||D.");
  EXPECT_EQ(cell(1).look.foreground, 0xF5);
  EXPECT_EQ(cell(2).look.foreground, 0xF5);
  EXPECT_EQ(cell(7).look.foreground, 0xF5);  // it goes on until another one comes
}

TEST_F(ScreenInput, IsNotWhatATerminalSaysAboutItself) {
  apply("F5 C2 1D 40 C1");
  const ScreenModel before = screen_;
  receive("88 00 04 81 FF");
  EXPECT_EQ(screen_, before);
}

TEST_F(ScreenInput, StaysOnTheScreen) {
  apply("F5 C2 1D 40 C1");
  receive("7D 40 7B 11 40 7B C4");  // 59 is on the alternate screen only
  EXPECT_EQ(shown(), "|A......../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 0);
}

}  // namespace
}  // namespace tn3270
