#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/deck/card.h"

namespace config::deck {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(DeckCard, KeepsThePositionOfEveryLine) {
  const auto cards = cards_of("ID 44\n\n* comment\nOPEN A 1\n", 7);
  ASSERT_THAT(cards, SizeIs(4));
  EXPECT_EQ(cards[0].at, (Position{7, 1, 1}));
  EXPECT_EQ(cards[3].at, (Position{7, 4, 1}));
  EXPECT_EQ(cards[3].position(5), (Position{7, 4, 6}));
}

TEST(DeckCard, LineEndsOfWindowsCtrlZAndByteOrderMarkAreNoText) {
  const auto cards = cards_of("\xEF\xBB\xBFID 44\r\nOPEN\tA\t1  \r\n\x1A\x1A", 0);
  ASSERT_THAT(cards, SizeIs(2));
  EXPECT_EQ(cards[0].text, "ID 44");
  EXPECT_EQ(cards[1].text, "OPEN A 1");
}

TEST(DeckCard, TheLastLineNeedsNoLineEnd) {
  EXPECT_THAT(cards_of("A\nB", 0), SizeIs(2));
  EXPECT_THAT(cards_of("", 0), IsEmpty());
}

TEST(DeckCard, Columns73To80AreNotRead) {
  const auto cards = cards_of("TITLE X" + std::string(65, ' ') + "00000100", 0);
  EXPECT_EQ(cards[0].text, "TITLE X");
  EXPECT_FALSE(cards[0].mark.has_value());
  EXPECT_FALSE(cards[0].cut);
}

TEST(DeckCard, SomethingInColumn72IsTheMarkOfAContinuation) {
  const auto cards = cards_of(std::string(71, 'A') + "X00000100\n" + std::string(71, 'A'), 0);
  EXPECT_EQ(cards[0].mark, 71U);
  EXPECT_THAT(cards[0].text, SizeIs(72));
  EXPECT_FALSE(cards[1].mark.has_value());
}

TEST(DeckCard, AWordThatGoesOnPastColumn72IsCut) {
  EXPECT_TRUE(cards_of(std::string(73, 'A'), 0)[0].cut);
  EXPECT_FALSE(cards_of(std::string(72, 'A'), 0)[0].cut);
  EXPECT_TRUE(cards_of("A" + std::string(80, ' ') + "B", 0)[0].cut);
}

TEST(DeckCard, ColumnsAreCharactersSoThatATitleIsNeverCutInsideOfOne) {
  std::string title = "TITLE ";
  for (int i = 0; i < 70; ++i) {
    title += "ä";
  }
  const auto cards = cards_of(title, 0);
  EXPECT_THAT(cards[0].text, SizeIs(6 + 66 * 2));
}

TEST(DeckCard, WhatIsNotUtf8IsFoundWhereItBegins) {
  EXPECT_EQ(not_utf8("Gr\xC3\xBC\xC3\x9F"), std::nullopt);
  EXPECT_EQ(not_utf8("\xE2\x82\xAC\xF0\x9F\x98\x80"), std::nullopt);
  EXPECT_EQ(not_utf8("Gr\xFC"), 2U);            // ISO 8859-1
  EXPECT_EQ(not_utf8("A\xC3"), 1U);             // cut off
  EXPECT_EQ(not_utf8("\xC0\x80"), 0U);          // longer than needed
  EXPECT_EQ(not_utf8("\xED\xA0\x80"), 0U);      // a surrogate
  EXPECT_EQ(not_utf8("\xF4\x90\x80\x80"), 0U);  // past the last one
  EXPECT_EQ(not_utf8("\x80"), 0U);
}

TEST(DeckCard, OperandsAreSeparatedByCommasOutsideOfQuotesAndParentheses) {
  const auto operands = split_operands("A,B=(C,D),E='F,G',", 10);
  ASSERT_THAT(operands, SizeIs(4));
  EXPECT_EQ(operands[1].text, "B=(C,D)");
  EXPECT_EQ(operands[1].offset, 12U);
  EXPECT_EQ(operands[2].text, "E='F,G'");
  EXPECT_EQ(operands[3].text, "");
}

TEST(DeckCard, OnlyAStarThatComesFirstMakesAComment) {
  EXPECT_TRUE(is_comment(cards_of("* A", 0)[0]));
  EXPECT_FALSE(is_comment(cards_of("TITLE *** A", 0)[0]));
}

}  // namespace
}  // namespace config::deck
