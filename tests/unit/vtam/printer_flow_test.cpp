#include "vtam/printer_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/limits.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Settled = PrinterFlow::Settled;

constexpr Answer kPositive{};
constexpr Answer kNotReady{.positive = false, .sense = sense::kInterventionRequired};
constexpr Answer kDisconnected{.positive = false, .sense = sense::kComponentDisconnected};
constexpr Answer kReject{.positive = false, .sense = sense::kFunctionNotSupported};

Write ru(std::uint8_t what) {
  return {{what}, RuKind::Scs, true};
}

// Everything that may go out now: the RUs' bytes, "E" for the end of a job.
std::vector<std::string> out(PrinterFlow& flow) {
  std::vector<std::string> items;
  while (const auto item = flow.next()) {
    const auto* write = std::get_if<Write>(&*item);
    items.push_back(write == nullptr ? "E" : std::to_string(write->record.front()));
  }
  return items;
}

struct Flow : PrinterFlow {
  Flow() : PrinterFlow(Pace::OneByOne) {}
};

TEST(PrinterFlow, SendsTheNextRuWhenTheLastOneIsAnswered) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_TRUE(flow.write(ru(2)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_TRUE(flow.outstanding());
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
  EXPECT_THAT(out(flow), ElementsAre("2"));
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
  EXPECT_FALSE(flow.outstanding());
  EXPECT_THAT(out(flow), IsEmpty());
}

TEST(PrinterFlow, KeepsTheEndOfAJobInItsPlace) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  flow.end_job();
  EXPECT_TRUE(flow.write(ru(2)));
  flow.end_job();
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
  EXPECT_THAT(out(flow), ElementsAre("E", "2"));
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
  EXPECT_THAT(out(flow), ElementsAre("E"));
}

TEST(PrinterFlow, EndsAnIdleJobAtOnce) {
  Flow flow;
  flow.end_job();
  EXPECT_THAT(out(flow), ElementsAre("E"));
}

TEST(PrinterFlow, TakesEndsOfOneJobForOne) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  for (int i = 0; i < 1'000; ++i) {
    flow.end_job();
  }
  EXPECT_EQ(flow.queued(), 2U);
}

TEST(PrinterFlow, TakesNoMoreThanItsQueueHolds) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(0)));
  EXPECT_THAT(out(flow), ElementsAre("0"));
  for (std::size_t i = 0; i < config::limits::kPrinterQueue; ++i) {
    EXPECT_TRUE(flow.write(ru(1)));
    flow.end_job();
  }
  EXPECT_FALSE(flow.write(ru(2)));
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_TRUE(flow.write(ru(3)));
  EXPECT_FALSE(flow.write(ru(4)));
}

TEST(PrinterFlow, StopsWhileThePrinterNeedsAHand) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_TRUE(flow.write(ru(2)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_EQ(flow.settle(kNotReady), Settled::Answered);
  EXPECT_TRUE(flow.stopped());
  EXPECT_FALSE(flow.outstanding());
  EXPECT_TRUE(flow.write(ru(3)));
  flow.end_job();
  EXPECT_THAT(out(flow), IsEmpty());
  EXPECT_EQ(flow.ready(), 0x00010000U);
  EXPECT_THAT(out(flow), ElementsAre("2"));
}

TEST(PrinterFlow, SaysWhatADisconnectedPrinterHasLost) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_EQ(flow.settle(kDisconnected), Settled::Answered);
  EXPECT_TRUE(flow.stopped());
  EXPECT_EQ(flow.ready(), 0x082B0000U);
  EXPECT_FALSE(flow.stopped());
}

TEST(PrinterFlow, GoesOnAfterAnyOtherRefusal) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_TRUE(flow.write(ru(2)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_EQ(flow.settle(kReject), Settled::Answered);
  EXPECT_THAT(out(flow), ElementsAre("2"));
  EXPECT_EQ(flow.ready(), std::nullopt);  // pr3287 says it is ready after every refusal
}

TEST(PrinterFlow, ExpectsNoAnswerToNothing) {
  Flow flow;
  EXPECT_EQ(flow.settle(kPositive), Settled::Unexpected);
  EXPECT_EQ(flow.settle(kNotReady), Settled::Unexpected);
  EXPECT_FALSE(flow.stopped());
  EXPECT_EQ(flow.turn(), 0U);
}

TEST(PrinterFlow, WaitsForAnAnswerThatNobodyWantsAnyMore) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_TRUE(flow.write(ru(2)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  flow.forget();
  EXPECT_EQ(flow.queued(), 0U);
  EXPECT_TRUE(flow.write(ru(3)));
  EXPECT_THAT(out(flow), IsEmpty());
  EXPECT_EQ(flow.settle(kPositive), Settled::Stale);
  EXPECT_THAT(out(flow), ElementsAre("3"));
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
}

TEST(PrinterFlow, ForgetsWithNothingOutstanding) {
  Flow flow;
  flow.forget();
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
}

TEST(PrinterFlow, StaysStoppedThoughTheSessionIsAnother) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_THAT(out(flow), ElementsAre("1"));
  flow.forget();
  EXPECT_EQ(flow.settle(kNotReady), Settled::Stale);
  EXPECT_TRUE(flow.write(ru(2)));
  EXPECT_THAT(out(flow), IsEmpty());
  EXPECT_EQ(flow.ready(), 0x00010000U);
  EXPECT_THAT(out(flow), ElementsAre("2"));
}

TEST(PrinterFlow, HasAnotherTurnForEachRuAndEachAnswer) {
  Flow flow;
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_TRUE(flow.write(ru(2)));
  EXPECT_EQ(flow.turn(), 0U);
  EXPECT_THAT(out(flow), ElementsAre("1"));
  EXPECT_EQ(flow.turn(), 1U);
  EXPECT_EQ(flow.settle(kPositive), Settled::Answered);
  EXPECT_EQ(flow.turn(), 2U);
  EXPECT_THAT(out(flow), ElementsAre("2"));
  EXPECT_EQ(flow.turn(), 3U);
}

TEST(PrinterFlow, SendsEverythingAtOnceToAClientThatCannotAnswer) {
  PrinterFlow flow(PrinterFlow::Pace::Unpaced);
  EXPECT_TRUE(flow.write(ru(1)));
  EXPECT_TRUE(flow.write(ru(2)));
  flow.end_job();
  EXPECT_THAT(out(flow), ElementsAre("1", "2", "E"));
  EXPECT_FALSE(flow.outstanding());
  EXPECT_EQ(flow.turn(), 0U);
}

}  // namespace
}  // namespace vtam
