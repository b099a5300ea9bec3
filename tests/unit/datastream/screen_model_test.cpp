#include "tn3270/datastream/screen_model.h"

#include <gtest/gtest.h>

#include <string>

#include "config/verify.h"
#include "tests/unit/datastream/screen_model_fixture.h"

namespace tn3270 {
namespace {

using test::kSmall;
using test::ScreenModels;

TEST_F(ScreenModels, BeginBlankAndLocked) {
  EXPECT_EQ(shown(), "........../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 0);
  EXPECT_TRUE(screen_.keyboard_locked());
  EXPECT_FALSE(screen_.formatted());
  EXPECT_EQ(screen_.attribute_of(3), std::nullopt);
  EXPECT_FALSE(screen_.protected_at(3));
  EXPECT_FALSE(screen_.hidden(3));
}

TEST_F(ScreenModels, HaveASizeThatAddressesReach) {
  EXPECT_THROW(ScreenModel({{0, 80}, kModel2}), config::BrokenInvariant);
  EXPECT_THROW(ScreenModel({kModel2, {255, 255}}), config::BrokenInvariant);
}

TEST_F(ScreenModels, ChangeTheirSizeWithEraseWriteAlternate) {
  apply("F1 C2 C1 13");
  apply("7E 40 C2");
  EXPECT_EQ(shown(), "B.........../............/............/............/............");
  EXPECT_EQ(screen_.size(), kSmall.alternate);
  EXPECT_EQ(screen_.cursor(), 0);
  apply("F1 40 11 40 7B");  // address 59 is there in the alternate size only
  EXPECT_EQ(fault("F1 40 11 40 7C"), OutboundFault::AddressOffScreen);
  apply("F5 40");
  EXPECT_EQ(shown(), "........../........../........../..........");
  EXPECT_EQ(fault("F1 40 11 40 7B"), OutboundFault::AddressOffScreen);
}

TEST_F(ScreenModels, WriteWhereTheCursorIs) {
  apply("F5 40 C1 C2 13 C3");
  EXPECT_EQ(screen_.cursor(), 2);
  apply("F1 40 C4 C5");
  EXPECT_EQ(shown(), "ABDE....../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 2);
}

TEST_F(ScreenModels, WrapAtTheEndOfTheBuffer) {
  apply("F5 40 11 40 E6 C1 C2 C3 1D 60 13");
  EXPECT_EQ(shown(), "C|......../........../........../........AB");
  EXPECT_EQ(screen_.cursor(), 2);
}

TEST_F(ScreenModels, UnlockTheKeyboardOnlyByTheWcc) {
  apply("F5 40 C1");
  EXPECT_TRUE(screen_.keyboard_locked());
  apply("F1 C2");
  EXPECT_FALSE(screen_.keyboard_locked());
  apply("F5 40");
  EXPECT_FALSE(screen_.keyboard_locked());
}

TEST_F(ScreenModels, ResetTheModifiedDataTagsBeforeTheOrders) {
  apply("F5 40 1D C1 1D 61 C1");
  EXPECT_EQ(cell(0).code, 0x01);
  apply("F1 40 11 40 C3 1D 4D");
  EXPECT_EQ(cell(0).code, 0x01);
  apply("F1 C1 11 40 C5 1D C1");
  EXPECT_EQ(cell(0).code, 0x00);
  EXPECT_EQ(cell(1).code, 0x20);
  EXPECT_EQ(cell(2).code, 0xC1);  // an A is no attribute
  EXPECT_EQ(cell(3).code, 0x0C);
  EXPECT_EQ(cell(5).code, 0x01);
}

TEST_F(ScreenModels, KeepTheSixBitsOfAnAttribute) {
  apply("F5 40 1D 60 1D 20 1D FF 29 01 C0 C8");
  EXPECT_EQ(cell(0).code, 0x20);
  EXPECT_EQ(cell(0), cell(1));
  EXPECT_EQ(cell(2).code, 0x3F);
  EXPECT_EQ(cell(3).code, 0x08);
}

TEST_F(ScreenModels, StartFieldsWithEveryExtendedAttribute) {
  apply("F5 40 29 09 C0 60 42 F2 45 F1 41 F4 43 F1 46 F0 C2 0F C1 04 FE 01");
  EXPECT_EQ(cell(0), (Cell{0x20, true, false, {0xF2, 0xF1, 0xF4, 0xF1, 0xF0, 0x0F, 0x04, 0x01}}));
  apply("F5 40 29 00 29 02 99 99 42 F2");  // nobody knows type 99
  EXPECT_EQ(cell(0), (Cell{0, true, false, {}}));
  EXPECT_EQ(cell(1), (Cell{0, true, false, {0xF2, 0, 0, 0, 0, 0, 0, 0}}));
  apply("F1 40 1D 60");
  EXPECT_EQ(cell(0), (Cell{0x20, true, false, {}}));
}

TEST_F(ScreenModels, ModifyOnlyWhatIsNamed) {
  apply("F5 40 29 03 C0 C1 42 F2 41 F4 C1");
  apply("F1 40 2C 01 42 F5 13");
  EXPECT_EQ(cell(0), (Cell{0x01, true, false, {0xF5, 0, 0xF4, 0, 0, 0, 0, 0}}));
  EXPECT_EQ(screen_.cursor(), 1);  // behind the attribute
  apply("F1 40 11 40 40 2C 02 C0 60 41 00");
  EXPECT_EQ(cell(0), (Cell{0x20, true, false, {0xF5, 0, 0, 0, 0, 0, 0, 0}}));
  EXPECT_EQ(shown(), "|A......../........../........../..........");
}

TEST_F(ScreenModels, RefuseToModifyWhatIsNoField) {
  apply("F5 40 1D 60 C1");
  EXPECT_EQ(fault("F1 40 C2 11 40 C1 2C 01 C0 40 C3"), OutboundFault::NotAField);
  EXPECT_EQ(shown(), "BA......../........../........../..........");
}

TEST_F(ScreenModels, GiveCharactersTheLookThatWasSet) {
  apply("F5 40 C1 28 42 F2 28 41 F1 28 45 F3 28 43 F1 28 46 FF C2 1D 60 C3 28 00 00 C4");
  EXPECT_EQ(cell(0).look, Look{});
  EXPECT_EQ(cell(1).look, (Look{0xF2, 0xF3, 0xF1, 0xF1, 0xFF, 0, 0, 0}));
  EXPECT_EQ(cell(2).look, Look{});
  EXPECT_EQ(cell(3).look, cell(1).look);
  EXPECT_EQ(cell(4).look, Look{});
}

TEST_F(ScreenModels, SetNoAttributesOfFieldsForCharacters) {
  apply("F5 40 28 C2 0F 28 C1 04 28 FE 01 28 C0 60 28 99 99 C1");
  EXPECT_EQ(cell(0), (Cell{0xC1, false, false, {}}));
}

TEST_F(ScreenModels, ForgetTheLookAtTheEndOfTheWrite) {
  apply("F5 40 28 42 F2 C1 13");
  apply("F1 40 C2");
  EXPECT_EQ(cell(0).look.foreground, 0xF2);
  EXPECT_EQ(cell(1).look, Look{});
}

TEST_F(ScreenModels, RepeatUpToTheStopAddress) {
  apply("F5 40 28 42 F2 11 40 C1 3C 40 C5 5C C1");
  EXPECT_EQ(shown(), ".****A..../........../........../..........");
  EXPECT_EQ(cell(4).look.foreground, 0xF2);
  apply("F1 40 11 40 E6 3C 40 C2 60");  // around the end
  EXPECT_EQ(shown(), "--***A..../........../........../........--");
  apply("F1 40 11 40 C3 3C 40 C4 08 A2");
  EXPECT_EQ(cell(3), (Cell{0xA2, false, true, {}}));
  EXPECT_EQ(cell(4).code, 0x5C);
}

TEST_F(ScreenModels, FillTheScreenWhenRepeatingToTheCurrentAddress) {
  apply("F5 40 1D 60 11 40 C5 3C 40 C5 5C C1");
  EXPECT_EQ(shown(), "*****A****/**********/**********/**********");
}

TEST_F(ScreenModels, ReplaceFieldsByWhatIsWrittenOverThem) {
  apply("F5 40 29 02 C0 60 42 F2 C1");
  apply("F1 40 C2");
  EXPECT_EQ(cell(0), (Cell{0xC2, false, false, {}}));
  EXPECT_FALSE(screen_.formatted());
}

TEST_F(ScreenModels, EraseOnlyUnprotectedCellsToAnAddress) {
  apply("F5 40 1D 60 C1 C1 1D C1 28 42 F2 C2 C2 1D 60 C3 1D 40 C4 C4");
  apply("F1 40 11 40 C1 12 40 4A C5");
  EXPECT_EQ(shown(), "|AA|..|C|./E........./........../..........");
  EXPECT_EQ(cell(3).code, 0x01);  // the tag stays
  EXPECT_EQ(cell(4), Cell{});
}

TEST_F(ScreenModels, EraseAllUnprotectedCellsWhenTheStopIsTheCurrentAddress) {
  apply("F5 40 1D 60 C1 1D 40 C2 11 40 E6 C3 C3");
  apply("F1 40 11 40 C2 12 40 C2 C4");
  EXPECT_EQ(shown(), "|AD......./........../........../..........");
  apply("F5 40 C1 C2 C3");
  apply("F1 40 11 40 C1 12 40 C2");  // without fields all is unprotected
  EXPECT_EQ(shown(), "A.C......./........../........../..........");
}

TEST_F(ScreenModels, TabToTheNextUnprotectedField) {
  apply("F5 40 1D 60 C1 C1 1D 40 C2 C2 1D 40 1D 60 1D 40 C4");
  apply("F1 40 05 13");
  EXPECT_EQ(screen_.cursor(), 4);
  EXPECT_EQ(shown(), "|AA|BB|||D/........../........../..........");
  // From within it: the one behind has no cell, the next one has.
  apply("F1 40 05 13");
  EXPECT_EQ(screen_.cursor(), 9);
  apply("F1 40 05 13");  // none before the end of the buffer
  EXPECT_EQ(screen_.cursor(), 0);
}

TEST_F(ScreenModels, TabFromAnUnprotectedAttributeIntoItsField) {
  apply("F5 40 1D 40 C1 1D 40 C2");
  apply("F1 40 05 13");
  EXPECT_EQ(screen_.cursor(), 1);
  apply("F1 40 11 40 40 C3 11 40 40 1D 60 11 40 40 05 13");  // a protected one: the next
  EXPECT_EQ(screen_.cursor(), 3);
}

TEST_F(ScreenModels, NullTheRestOfTheFieldWhenATabFollowsText) {
  const std::string before = "F5 40 1D 60 C1 C1 C1 1D 40 C2 C2";
  apply(before);
  apply("F1 40 11 40 C1 C3 05 C4");
  EXPECT_EQ(shown(), "|C..|DB.../........../........../..........");
  apply(before);
  apply("F1 40 11 40 C1 08 C3 05");  // an escaped character is text
  EXPECT_EQ(shown(), "|C..|BB.../........../........../..........");
  apply(before);
  apply("F1 40 11 40 C1 00 05");  // so is a null
  EXPECT_EQ(shown(), "|...|BB.../........../........../..........");
  apply(before);
  apply("F1 40 11 40 C1 C3 1C 05");  // a format code is not
  EXPECT_EQ(cell(3).code, 0xC1);
  for (const char* order : {"13", "28 42 F1", "11 40 C2", "3C 40 C2 C3", "12 40 C2", "05"}) {
    apply(before);
    apply("F1 40 11 40 C1 C3 11 40 C1 " + std::string(order) + " 05");
    EXPECT_EQ(shown().substr(2), "AA|BB.../........../........../..........") << order;
  }
}

TEST_F(ScreenModels, GoOnNullingAtTheBeginningWithASecondTab) {
  apply("F5 40 C1 C1 1D 60 C2 C2 C2");
  apply("F1 40 11 40 C4 C3 05 05 C4");
  EXPECT_EQ(shown(), "D.|BC...../........../........../..........");
  apply("F5 40 C1 C1 C1 05 05 C4");  // a screen without fields is nulled to its end only
  EXPECT_EQ(shown(), "DAA......./........../........../..........");
}

TEST_F(ScreenModels, KeepGraphicCharactersApart) {
  apply("F5 40 08 C1 C1 08 1D");
  EXPECT_EQ(cell(0), (Cell{0xC1, false, true, {}}));
  EXPECT_EQ(cell(1), (Cell{0xC1, false, false, {}}));
  EXPECT_EQ(cell(2), (Cell{0x1D, false, true, {}}));
}

TEST_F(ScreenModels, StoreFormatCodesAndPassOverOtherControls) {
  apply("F5 40 00 0C 0D 15 19 25 1C 1E 3F FF 01 3A C1");
  const ByteBuffer expected{0x00, 0x0C, 0x0D, 0x15, 0x19, 0x25, 0x1C, 0x1E, 0x3F, 0xFF, 0xC1};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(cell(i), (Cell{expected[i], false, false, {}})) << i;
  }
}

TEST_F(ScreenModels, EraseAllUnprotectedFields) {
  apply("F5 40 11 40 E6 C9 C9 11 40 40 C1 C1 1D 61 C2 1D C1 28 42 F2 C3 C3 1D C1");
  apply("6F");
  EXPECT_EQ(shown(), "..|B|..|../........../........../..........");
  EXPECT_EQ(cell(2).code, 0x21);  // protected ones keep their tag
  EXPECT_EQ(cell(4).code, 0x00);
  EXPECT_EQ(cell(7).code, 0x00);
  EXPECT_EQ(cell(5), Cell{});
  EXPECT_EQ(screen_.cursor(), 5);
  EXPECT_FALSE(screen_.keyboard_locked());
}

TEST_F(ScreenModels, EraseNothingOfAProtectedScreen) {
  apply("F5 40 1D 60 C1 13");
  apply("6F");
  EXPECT_EQ(shown(), "|A......../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 0);
  apply("F5 40 C1 13");
  apply("0F");
  EXPECT_EQ(shown(), "........../........../........../..........");
  EXPECT_EQ(screen_.cursor(), 0);
}

TEST_F(ScreenModels, KeepWhatCameBeforeAFault) {
  EXPECT_EQ(fault("F5 C2 1D 60 C1 13 C2 11 40 F9 C3"), OutboundFault::AddressOffScreen);
  EXPECT_EQ(shown(), "|AB......./........../........../..........");
  EXPECT_EQ(screen_.cursor(), 2);
  EXPECT_FALSE(screen_.keyboard_locked());
  EXPECT_EQ(fault("F1 40 C4 1D"), OutboundFault::CutOrder);
  EXPECT_EQ(shown(), "|AD......./........../........../..........");
}

TEST_F(ScreenModels, ChangeNothingForARecordThatIsNone) {
  apply("F5 40 C1");
  const ScreenModel before = screen_;
  EXPECT_EQ(fault(""), OutboundFault::Empty);
  EXPECT_EQ(fault("F5"), OutboundFault::NoWcc);
  EXPECT_EQ(fault("99 40"), OutboundFault::UnknownCommand);
  EXPECT_EQ(screen_, before);
}

TEST_F(ScreenModels, ChangeNothingForReads) {
  apply("F5 40 1D C1 C1");
  const ScreenModel before = screen_;
  for (const char* record :
       {"F2", "F6", "6E", "02", "06", "0E", "03", "F3 0005 01 FF 02", "F3 0006 01 FF 03 80",
        "F3 0005 09 00 02", "F3 0007 0C 00 00 00 00", "F3 0005 01 00 F6", "F3 0004 D0 00", "F3"}) {
    apply(record);
    EXPECT_EQ(screen_, before) << record;
  }
}

TEST_F(ScreenModels, EraseAndWriteByStructuredFields) {
  apply("F5 C2 C1 13");
  apply("F3 0006 40 00 F1 40 0005 01 FF 02");
  EXPECT_EQ(screen_.size(), kSmall.primary);
  apply("F3 0004 03 80 0009 40 00 F1 C2 1D 60 C2");
  EXPECT_EQ(screen_.size(), kSmall.alternate);
  EXPECT_EQ(cell(1).code, 0xC2);
  apply("F3 0004 03 00");
  EXPECT_EQ(shown(), "........../........../........../..........");
  apply("F3 0000 40 00 7E 40 C3");
  EXPECT_EQ(screen_.size(), kSmall.alternate);
  EXPECT_EQ(cell(0).code, 0xC3);
  apply("F3 0008 40 00 F5 40 1D 40 0005 40 00 6F");
  EXPECT_EQ(screen_.cursor(), 1);
}

TEST_F(ScreenModels, KeepTheFieldsBeforeAFaultyOne) {
  EXPECT_EQ(fault("F3 0008 40 00 F5 40 C1 C2 0002 40"), OutboundFault::FieldLength);
  EXPECT_EQ(shown(), "AB......../........../........../..........");
  const ScreenModel before = screen_;
  EXPECT_EQ(fault("F3 0003 03"), OutboundFault::FieldLength);
  EXPECT_EQ(fault("F3 0003 40"), OutboundFault::FieldLength);
  EXPECT_EQ(fault("F3 0006 40 01 F5 40"), OutboundFault::NoPartition);
  EXPECT_EQ(fault("F3 0004 40 00"), OutboundFault::Empty);
  EXPECT_EQ(fault("F3 0005 40 00 F5"), OutboundFault::NoWcc);
  EXPECT_EQ(fault("F3 0006 40 00 F3 00"), OutboundFault::UnknownCommand);
  EXPECT_EQ(fault("F3 0005 40 00 F2"), OutboundFault::UnknownCommand);
  EXPECT_EQ(screen_, before);
  EXPECT_EQ(fault("F3 0007 40 00 F1 40 1D 0004 03 80"), OutboundFault::CutOrder);
  EXPECT_EQ(screen_.size(), kSmall.primary);
}

TEST_F(ScreenModels, KnowWhichAttributeGoverns) {
  apply("F5 40 11 40 C3 1D 60 11 40 50 1D 4C C1");
  EXPECT_EQ(screen_.attribute_of(3), 3);
  EXPECT_EQ(screen_.attribute_of(9), 3);
  EXPECT_EQ(screen_.attribute_of(0), 16);  // around the end
  EXPECT_TRUE(screen_.protected_at(4));
  EXPECT_FALSE(screen_.hidden(4));
  EXPECT_TRUE(screen_.hidden(2));
  EXPECT_FALSE(screen_.protected_at(2));
  EXPECT_THROW(static_cast<void>(screen_.attribute_of(40)), config::BrokenInvariant);
}

TEST_F(ScreenModels, ShowTheirTextAsPeopleSeeIt) {
  apply("F5 40 1D 60 C1 00 C2 1C 1E 0C 0D 15 19 0E 0F 25 1D 60 08 C5 08 A2 08 D5 08 42 3F 43");
  EXPECT_EQ(screen_.text(*page_),
            (std::vector<std::string>{" A B*;    ", "    \u250C\u2500\u2510\uFFFD\uFFFD\u00E4",
                                      "          ", "          "}));
}

TEST_F(ScreenModels, ShowNothingOfHiddenFields) {
  apply("F5 40 C1 C1 1D 60 C2 1D 4C C3");
  EXPECT_EQ(screen_.text(*page_).at(0), "   B      ");  // the last field goes on around the end
  apply("F5 40 C1 C1");
  EXPECT_EQ(screen_.text(*page_).at(0), "AA        ");
}

TEST_F(ScreenModels, ShowTheAplSetOfFieldsAndCharacters) {
  apply("F5 40 29 02 C0 60 43 F1 A2 40 28 43 F1 85 1D 60 A2 28 00 00 A2");
  EXPECT_EQ(screen_.text(*page_).at(0), " \u2500 \u2502 \u2500s   ");
}

}  // namespace
}  // namespace tn3270
