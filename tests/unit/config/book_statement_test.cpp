#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/book/statement.h"

namespace config::book {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  std::vector<Statement> statements;
  std::vector<std::string> problems;
};

Read read(const std::string& text) {
  Problems problems;
  Read result;
  result.statements = statements_of(deck::cards_of(text, 0), problems);
  for (const Problem& problem : problems.all()) {
    result.problems.push_back(format(problem, {"book"}));
  }
  return result;
}

// `text` with an X in column 72.
std::string continued(std::string text) {
  text.resize(71, ' ');
  return text + "X\n";
}

TEST(BookStatement, HasALabelAnOperationOperandsAndRemarks) {
  const Read book = read("T001     APPL  AUTH=(ACQ),EAS=1   the first terminal\n");
  ASSERT_THAT(book.statements, SizeIs(1));
  const Statement& statement = book.statements[0];
  EXPECT_EQ(statement.label, "T001");
  EXPECT_EQ(statement.operation, "APPL");
  EXPECT_EQ(statement.at, (Position{0, 1, 10}));
  ASSERT_THAT(statement.operands, SizeIs(2));
  EXPECT_EQ(statement.operands[0].key, "AUTH");
  EXPECT_EQ(statement.operands[0].value, "(ACQ)");
  EXPECT_EQ(statement.operands[1].at, (Position{0, 1, 27}));
  EXPECT_EQ(statement.operands[1].value_at, (Position{0, 1, 31}));
  EXPECT_THAT(book.problems, IsEmpty());
}

TEST(BookStatement, ALabelIsOnlyWhatBeginsInColumn1) {
  const Read book = read(" GROUP MODETAB=A\nT001 APPL\n");
  EXPECT_EQ(book.statements.at(0).label, "");
  EXPECT_EQ(book.statements.at(0).operation, "GROUP");
  EXPECT_EQ(book.statements.at(1).label, "T001");
}

TEST(BookStatement, CommentsBlankCardsAndEndMarksAreNoStatements) {
  EXPECT_THAT(read("* comment\n\n/+\n/*\n").statements, IsEmpty());
}

TEST(BookStatement, Column72ContinuesItInColumn16OfTheNextCard) {
  const Read book = read(continued("T001 APPL AUTH=(ACQ),") + "               EAS=1,ACBNAME=X\n");
  ASSERT_THAT(book.statements, SizeIs(1));
  ASSERT_THAT(book.statements[0].operands, SizeIs(3));
  EXPECT_EQ(book.statements[0].operands[1].at, (Position{0, 2, 16}));
  EXPECT_EQ(book.statements[0].operands[2].value_at, (Position{0, 2, 30}));
  EXPECT_THAT(book.problems, IsEmpty());
}

TEST(BookStatement, AListMayGoOnOnTheNextCardAndRemarksMayFollowTheComma) {
  const Read book = read(continued("T001 APPL AUTH=(ACQ,   may acquire") + "   PASS),EAS=1\n");
  ASSERT_THAT(book.statements.at(0).operands, SizeIs(2));
  EXPECT_EQ(book.statements[0].operands[0].value, "(ACQ,PASS)");
}

TEST(BookStatement, AWordThatFillsTheCardGoesOn) {
  std::string card = "T001 APPL AUTH=(ACQ),";
  card += std::string(71 - card.size() - 7, ' ');
  const std::string first = "T001 APPL " + std::string(71 - 10 - 8, ' ') + "EAS=1,MO";
  const Read book = read(first + "X\n               DETAB=A\n");
  ASSERT_THAT(book.statements.at(0).operands, SizeIs(2));
  EXPECT_EQ(book.statements[0].operands[1].key, "MODETAB");
}

TEST(BookStatement, SequenceNumbersAreNotRead) {
  std::string card = "T001 APPL EAS=1";
  card.resize(72, ' ');
  EXPECT_THAT(read(card + "00000100\n").statements.at(0).operands, SizeIs(1));
}

TEST(BookStatement, AContinuationThatIsCutOffIsAnErrorAtColumn72) {
  EXPECT_THAT(read(continued("T001 APPL AUTH=(ACQ),")).problems,
              ElementsAre("book:1:72: error: column 72 continues this statement, but the book ends "
                          "here; blank column 72, or continue the operands in column 16"));
  EXPECT_THAT(read(continued("T001 APPL AUTH=(ACQ),") + "/+\n").problems,
              ElementsAre(HasSubstr("the book ends here")));
}

TEST(BookStatement, AContinuationThatANewStatementFollowsIsAnErrorAndTheStatementIsRead) {
  const Read book = read(continued("T001 APPL EAS=1,") + "T002 APPL\n");
  EXPECT_THAT(book.problems, ElementsAre(HasSubstr("book:1:72: error: column 72 continues this "
                                                   "statement, but the next card is not")));
  EXPECT_THAT(book.statements, SizeIs(2));
}

TEST(BookStatement, ACommaThatNothingFollowsIsAnErrorBehindIt) {
  EXPECT_THAT(read("T001 APPL EAS=1,\nT002 APPL\n").problems,
              ElementsAre(HasSubstr("book:1:17: error: a comma ends the operands, but nothing")));
}

TEST(BookStatement, AMissingMarkIsAnErrorAndTheOperandsAreReadAllTheSame) {
  const Read book = read("T001 APPL EAS=1,\n               AUTH=(ACQ)\n");
  EXPECT_THAT(book.problems, ElementsAre(HasSubstr("book:1:17: error: a comma ends the operands, "
                                                   "but column 72 is blank; put an X there")));
  EXPECT_THAT(book.statements.at(0).operands, SizeIs(2));
}

TEST(BookStatement, ContinuedRemarksAreNoOperands) {
  const Read book = read(continued("T001 APPL EAS=1   remark") + "               AUTH=(ACQ)\n");
  EXPECT_THAT(book.problems, ElementsAre(HasSubstr("book:2:1: warning: this card goes on with the "
                                                   "remarks")));
  EXPECT_THAT(book.statements.at(0).operands, SizeIs(1));
}

TEST(BookStatement, ABlankWithinParenthesesIsAnError) {
  EXPECT_THAT(read("T001 APPL AUTH=(ACQ, PASS),EAS=1\n").problems,
              ElementsAre(HasSubstr("book:1:21: error: a blank ends the operands")));
}

TEST(BookStatement, AMarkWithoutAStatementIsAnError) {
  EXPECT_THAT(read(continued("")).problems, ElementsAre(HasSubstr("book:1:72: error: ")));
}

}  // namespace
}  // namespace config::book
