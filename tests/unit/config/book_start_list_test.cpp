#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/book/start_list.h"
#include "tests/unit/config/load_fixture.h"

namespace config::book {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  std::vector<std::string> nodes;
  std::vector<std::string> problems;
};

Read read(const std::string& text) {
  Problems problems;
  Read result;
  const StartList list = read_start_list(deck::cards_of(text, 0), "ATCCON00", {0, 1, 1}, problems);
  for (const NodeName node : list.nodes) {
    result.nodes.push_back(node.text());
  }
  for (const Problem& problem : problems.all()) {
    result.problems.push_back(format(problem, {"list"}));
  }
  return result;
}

std::string continued(std::string text) {
  text.resize(71, ' ');
  return text + "X00000100\n";
}

TEST(StartList, NamesAreSeparatedByCommasAndColumn72Continues) {
  const Read list = read("* what starts\n" + continued("VTMLOG,vnetappl,") + "  VNETPRT\n");
  EXPECT_THAT(list.nodes, ElementsAre("VTMLOG", "VNETAPPL", "VNETPRT"));
  EXPECT_THAT(list.problems, IsEmpty());
}

TEST(StartList, AContinuationThatIsCutOffIsAnErrorAtColumn72) {
  EXPECT_THAT(
      read(continued("A,B,")).problems,
      ElementsAre(HasSubstr("list:1:72: error: column 72 continues the list, but nothing")));
}

TEST(StartList, ACommaAtTheEndIsAnErrorAtTheComma) {
  EXPECT_THAT(read("A,B,\n").problems,
              ElementsAre(HasSubstr("list:1:4: error: a comma ends the list")));
}

TEST(StartList, NamesOnMoreCardsAreTakenWithAWarning) {
  const Read list = read("A\nB\nC\n");
  EXPECT_THAT(list.nodes, ElementsAre("A", "B", "C"));
  EXPECT_THAT(list.problems,
              ElementsAre(HasSubstr("list:2:1: warning: the card before this ends")));
}

TEST(StartList, ABadNameAndAMissingOneAreErrorsWithTheirColumns) {
  EXPECT_THAT(read("A,VNETAPPL1,,B\n").problems,
              ElementsAre(HasSubstr("list:1:3: error: start list: 'VNETAPPL1' has 9 characters"),
                          HasSubstr("list:1:13: error: start list: a name is missing")));
}

TEST(StartList, WhatFollowsABlankIsARemark) {
  const Read list = read("A,B C,D\n");
  EXPECT_THAT(list.nodes, ElementsAre("A", "B"));
  EXPECT_THAT(list.problems, ElementsAre(HasSubstr("list:1:5: warning: a blank ends the names")));
}

TEST(StartList, ABareFileIsRecognisedAndASecondOneIsAnError) {
  const Loaded loaded = TestFiles()
                            .add("ATCCON00.B", "* start\nVNETAPPL,VNETPRT\n")
                            .add("ATCCON01.B", "OTHER\n")
                            .load({"ATCCON00.B", "ATCCON01.B"});
  ASSERT_TRUE(loaded.config->start_list.has_value());
  EXPECT_EQ(loaded.config->start_list->name, "ATCCON00");
  EXPECT_EQ(loaded.config->start_list->nodes.size(), 2U);
  EXPECT_THAT(errors_of(loaded), Contains(testing::AllOf(HasSubstr("ATCCON01.B:1:1: error: "),
                                                         HasSubstr("ATCCON00.B:1:1"))));
}

}  // namespace
}  // namespace config::book
