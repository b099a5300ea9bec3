#include "vtam/code_page_choice.h"

#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

struct Row {
  const char* lu;
  const char* listener;
  const char* partition;
  const char* replied;  // nullptr: the terminal was not asked, or named none
  bool asked;
  const char* page;
  const char* unknown;
};

class PageChoice : public testing::TestWithParam<Row> {};

TEST_P(PageChoice, FollowsTheTable) {
  static const tn3270::CodePages kPages;
  const Row& row = GetParam();
  config::LuSettings lu = test::terminal("T001");
  lu.code_page = row.lu;
  PageQuestion question{lu, row.listener, row.partition, std::nullopt};
  EXPECT_EQ(client_decides(question), row.asked);
  if (row.replied != nullptr) {
    question.replied = row.replied;
  }
  const ChosenPage chosen = choose_code_page(kPages, question);
  EXPECT_EQ(chosen.page->number(), row.page);
  EXPECT_EQ(chosen.unknown, row.unknown);
}

INSTANTIATE_TEST_SUITE_P(Rows, PageChoice,
                         testing::Values(
                             // Nothing is said: the deck's default table.
                             Row{"", "", "DN_03", nullptr, false, "037", ""},
                             Row{"", "", "", nullptr, false, "037", ""},
                             // The partition, the listener, the LU: the nearest counts.
                             Row{"", "", "273", nullptr, false, "273", ""},
                             Row{"", "500", "273", nullptr, false, "500", ""},
                             Row{"1140", "500", "273", nullptr, false, "1140", ""},
                             Row{"1140", "client", "273", "500", false, "1140", ""},
                             // What a terminal says is not asked for where a number was said.
                             Row{"", "", "273", "500", false, "273", ""},
                             // "client", wherever it is nearest.
                             Row{"client", "500", "273", "1141", true, "1141", ""},
                             Row{"", "client", "273", "1141", true, "1141", ""},
                             Row{"", "", "client", "1141", true, "1141", ""},
                             // A terminal that says nothing has its partition's page.
                             Row{"client", "500", "273", nullptr, true, "273", ""},
                             Row{"", "client", "DN_03", nullptr, true, "037", ""},
                             Row{"", "", "client", nullptr, true, "037", ""},
                             Row{"client", "", "273", "930", true, "273", ""},
                             // No such page: 037, and somebody is told.
                             Row{"9999", "", "273", nullptr, false, "037", "9999"},
                             Row{"", "930", "273", nullptr, false, "037", "930"},
                             Row{"", "", "DN_99", nullptr, false, "037", "DN_99"},
                             Row{"client", "", "DN_99", nullptr, true, "037", "DN_99"}));

}  // namespace
}  // namespace vtam
