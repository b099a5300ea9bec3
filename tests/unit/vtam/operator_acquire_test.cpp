#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/operator_shop.h"

// What an operator sees of a LU that an application has acquired and waits for.
namespace vtam {
namespace {

using testing::Contains;
using testing::Not;

// T001 is with DEMO, and CICS waits for it.
std::vector<std::string> console(const char* command) {
  OperatorView view = test::operator_view();
  view.lus.front().acquirer = test::appl("CICS");
  return test::console(command, view);
}

TEST(OperatorAcquire, DisplayOfTheLuNamesWhoWaitsAndForWhom) {
  const auto lines = console("D NET,ID=T001,E");
  EXPECT_THAT(lines, Contains("TND328I CICS has acquired it and waits until DEMO releases it"));
  EXPECT_THAT(lines,
              Contains("IST171I ACTIVE SESSIONS = 0000000001, SESSION REQUESTS = 0000000001"));
  EXPECT_THAT(console("D NET,ID=T002"), Not(Contains(testing::HasSubstr("TND328I"))));
}

TEST(OperatorAcquire, DisplayOfTheApplicationCountsItsRequest) {
  EXPECT_THAT(console("D NET,ID=CICS"),
              Contains("IST171I ACTIVE SESSIONS = 0000000000, SESSION REQUESTS = 0000000001"));
}

TEST(OperatorAcquire, DisplayOfSessionsHasItAmongTheQueuedOnes) {
  const auto lines = console("D NET,SESSIONS");
  EXPECT_THAT(lines, Contains("IST874I CICS     T001     ***NA***         QUEUED"));
  EXPECT_THAT(lines, Contains("IST878I NUMBER OF QUEUED SESSIONS = 1"));
}

TEST(OperatorAcquire, QueryNamesIt) {
  EXPECT_THAT(console("QUERY T001"), Contains(testing::HasSubstr(", CICS waits for it")));
}

}  // namespace
}  // namespace vtam
