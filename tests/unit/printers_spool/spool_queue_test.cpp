#include <gtest/gtest.h>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

using config::QueueOrder;

constexpr QueueOrder kKeep = QueueOrder::Keep;
constexpr QueueOrder kContinue = QueueOrder::Continue;

JobId turn(Spool& spool, QueueOrder order, WallTime now = at(10)) {
  const auto row = spool.next(lu("P001"), order, now);
  return row ? row->id : 0;
}

TEST(SpoolQueue, TheOldestJobIsNext) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  EXPECT_EQ(turn(*spool, kKeep), 0U);
  const JobId first = job_in(*spool, JobState::Queued);
  const JobId second = job_in(*spool, JobState::Queued);
  EXPECT_EQ(turn(*spool, kKeep), first);
  EXPECT_EQ(turn(*spool, kContinue), first);
  EXPECT_EQ(spool->next(lu("P002"), kKeep, at(10)), std::nullopt);
  ASSERT_EQ(spool->cancel(first, at(10)), std::nullopt);
  EXPECT_EQ(turn(*spool, kKeep), second);
}

TEST(SpoolQueue, TheRowThatIsNextIsWhole) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Queued);
  const auto row = spool->next(lu("P001"), kKeep, at(10));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->id, job);
  EXPECT_EQ(row->state, JobState::Queued);
  EXPECT_EQ(row->facts.name, "REPORT");
  EXPECT_EQ(row->bytes, 5U);
}

TEST(SpoolQueue, KeepingTheOrderWhatCanNotBePrintedBlocksThoseBehindIt) {
  for (const JobState state : {JobState::Sending, JobState::Held, JobState::Retry}) {
    const SpoolFolder folder;
    const auto spool = folder.open();
    const JobId blocker = job_in(*spool, state);
    const JobId behind = job_in(*spool, JobState::Queued);
    EXPECT_EQ(turn(*spool, kKeep), 0U) << text(state);
    EXPECT_EQ(turn(*spool, kContinue), behind) << text(state);
    ASSERT_EQ(spool->cancel(blocker, at(10)), std::nullopt);
    EXPECT_EQ(turn(*spool, kKeep), behind) << text(state);
  }
}

TEST(SpoolQueue, WhatIsStillBeingWrittenOrHasEndedBlocksNobody) {
  for (const JobState state :
       {JobState::Open, JobState::Printed, JobState::Failed, JobState::Cancelled}) {
    const SpoolFolder folder;
    const auto spool = folder.open();
    static_cast<void>(job_in(*spool, state));
    const JobId behind = job_in(*spool, JobState::Queued);
    EXPECT_EQ(turn(*spool, kKeep), behind) << text(state);
    EXPECT_EQ(turn(*spool, kContinue), behind) << text(state);
  }
}

TEST(SpoolQueue, ARetryThatIsDueIsNextAndOneThatIsNotSaysWhen) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  EXPECT_EQ(spool->next_due(lu("P001")), std::nullopt);
  const JobId retry = job_in(*spool, JobState::Retry);  // at(60)
  EXPECT_EQ(turn(*spool, kKeep, at(59)), 0U);
  EXPECT_EQ(turn(*spool, kContinue, at(59)), 0U);
  EXPECT_EQ(turn(*spool, kKeep, at(60)), retry);
  EXPECT_EQ(turn(*spool, kContinue, at(60)), retry);
  EXPECT_EQ(spool->next_due(lu("P001")), at(60));
  EXPECT_EQ(spool->next_due(lu("P002")), std::nullopt);
  ASSERT_EQ(spool->sending(retry), std::nullopt);
  EXPECT_EQ(spool->next_due(lu("P001")), std::nullopt);
}

TEST(SpoolQueue, AReleasedJobIsWhereItWas) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId held = job_in(*spool, JobState::Held);
  const JobId queued = job_in(*spool, JobState::Queued);
  EXPECT_EQ(turn(*spool, kContinue), queued);
  ASSERT_EQ(spool->release(held), std::nullopt);
  EXPECT_EQ(turn(*spool, kKeep), held);
  EXPECT_EQ(turn(*spool, kContinue), held);
}

TEST(SpoolQueue, ARequeuedJobIsTheLastOfItsQueueAndBeforeThoseThatComeLater) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId first = job_in(*spool, JobState::Queued);
  const JobId second = job_in(*spool, JobState::Queued);
  ASSERT_EQ(spool->requeue(first, lu("P001")), std::nullopt);
  ASSERT_EQ(spool->requeue(second, lu("P001")), std::nullopt);
  const JobId third = job_in(*spool, JobState::Queued);
  for (const JobId job : {first, second, third}) {
    EXPECT_EQ(turn(*spool, kKeep), job);
    ASSERT_EQ(spool->sending(job), std::nullopt);
    ASSERT_EQ(spool->printed(job, {}, at(11)), std::nullopt);
  }
}

TEST(SpoolQueue, ThePlaceInTheQueueSurvivesARestart) {
  const SpoolFolder folder;
  JobId first = 0;
  JobId second = 0;
  {
    const auto spool = folder.open();
    first = job_in(*spool, JobState::Queued);
    second = job_in(*spool, JobState::Queued);
    ASSERT_EQ(spool->requeue(first, lu("P001")), std::nullopt);
    ASSERT_TRUE(spool->commit());
  }
  const auto spool = folder.open();
  const JobId third = job_in(*spool, JobState::Queued);
  for (const JobId job : {second, first, third}) {
    EXPECT_EQ(turn(*spool, kKeep), job);
    ASSERT_EQ(spool->cancel(job, at(11)), std::nullopt);
  }
}

TEST(SpoolQueue, APrintedJobIsPrintedAgainOnAnotherPrinter) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Printed);
  const JobId there = job_in(*spool, JobState::Queued, "P002");
  ASSERT_EQ(spool->requeue(job, lu("P002")), std::nullopt);
  ASSERT_TRUE(spool->commit());
  EXPECT_EQ(spool->next(lu("P002"), kKeep, at(10))->id, there);
  const auto reader = folder.reader();
  const JobRow row = reader->row(job).value();
  EXPECT_EQ(row.facts.printer, lu("P002"));
  EXPECT_EQ(row.tries, 0U);
  EXPECT_EQ(row.pages, 0U);
  EXPECT_EQ(row.sent, 0U);
  EXPECT_EQ(text_of(*reader, job), "HELLO");
}

}  // namespace
}  // namespace printers
