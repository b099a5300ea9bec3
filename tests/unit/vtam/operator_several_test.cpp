#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/operator_shop.h"

// What an operator sees of a user who has several applications.
namespace vtam {
namespace {

using testing::Contains;
using testing::HasSubstr;

// T001 is with DEMO; its user has left CICS, and OTHER has not let go.
std::vector<std::string> console(const char* command) {
  OperatorView view = test::operator_view();
  view.lus.front().suspended = {{test::appl("CICS")}, {test::appl("OTHER"), true}};
  return test::console(command, view);
}

TEST(OperatorSeveral, DisplayOfTheLuHasThemAll) {
  const auto lines = console("D NET,ID=T001,E");
  EXPECT_THAT(lines, Contains("TND334I CICS is suspended: its user has left it, and may go back"));
  EXPECT_THAT(lines, Contains("TND334I OTHER has been told to end and has not released it"));
  EXPECT_THAT(lines,
              Contains("IST171I ACTIVE SESSIONS = 0000000003, SESSION REQUESTS = 0000000000"));
  EXPECT_THAT(lines, Contains(HasSubstr("IST635I DEMO     ACTIV-P")));
  EXPECT_THAT(lines, Contains(HasSubstr("IST635I CICS     ACTIV-P")));
  EXPECT_THAT(lines, Contains(HasSubstr("IST635I OTHER    PTERM-P")));
}

TEST(OperatorSeveral, DisplayOfAnApplicationCountsTheSuspendedToo) {
  const auto lines = console("D NET,ID=CICS,E");
  EXPECT_THAT(lines,
              Contains("IST171I ACTIVE SESSIONS = 0000000001, SESSION REQUESTS = 0000000000"));
  EXPECT_THAT(lines, Contains(HasSubstr("IST635I T001     ACTIV-S")));
}

TEST(OperatorSeveral, DisplayOfSessionsHasARowForEach) {
  const auto lines = console("D NET,SESSIONS");
  EXPECT_THAT(lines, Contains("IST874I DEMO     T001     ***NA***         ACTIV"));
  EXPECT_THAT(lines, Contains("IST874I CICS     T001     ***NA***         ACTIV"));
  EXPECT_THAT(lines, Contains("IST874I OTHER    T001     ***NA***         PTERM"));
}

TEST(OperatorSeveral, QueryNamesThem) {
  EXPECT_THAT(console("QUERY T001"), Contains(HasSubstr(", suspended CICS")));
}

}  // namespace
}  // namespace vtam
