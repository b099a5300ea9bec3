#include <gtest/gtest.h>

#include "tests/programs/spool_crash.h"
#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

// spool_bench does the same 200 times.
TEST(SpoolKill, LosesAndDoublesNothingAtAnyInstant) {
  const SpoolFolder folder;
  const crash::Outcome outcome =
      crash::run(folder.path().string(), 20, std::chrono::milliseconds(60), 3270);
  EXPECT_EQ(outcome.lost, 0U);
  EXPECT_EQ(outcome.doubled, 0U);
  for (const std::string& fault : outcome.faults) {
    ADD_FAILURE() << fault;
  }
  EXPECT_EQ(outcome.kills, 20);
  EXPECT_GT(outcome.durable, 0U);
  EXPECT_GT(outcome.pieces, 0U);
}

}  // namespace
}  // namespace printers
