// Every operation in every state: a table of what is allowed, and what the row says afterwards.
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

using S = JobState;

constexpr std::array kStates = {S::Open, S::Queued,  S::Sending, S::Retry,
                                S::Held, S::Printed, S::Failed,  S::Cancelled};

struct Operation {
  std::string name;
  std::function<Spool::Done(Spool&, JobId)> run;
  // What each state, in the order of kStates, becomes; nothing: WrongState.
  std::array<std::optional<S>, kStates.size()> becomes;
};

const DeliveryNote kNote{3, 400, "the printer says so"};
constexpr std::nullopt_t kNo = std::nullopt;

std::vector<Operation> operations() {
  return {
      {"append",
       [](Spool& s, JobId j) { return s.append(j, PieceKind::Scs, bytes_of("X")); },
       {S::Open, kNo, kNo, kNo, kNo, kNo, kNo, kNo}},
      {"finish",
       [](Spool& s, JobId j) { return s.finish(j, false, at(9)); },
       {S::Queued, kNo, kNo, kNo, kNo, kNo, kNo, kNo}},
      {"sending",
       [](Spool& s, JobId j) { return s.sending(j); },
       {kNo, S::Sending, kNo, S::Sending, kNo, kNo, kNo, kNo}},
      {"printed",
       [](Spool& s, JobId j) { return s.printed(j, kNote, at(9)); },
       {kNo, kNo, S::Printed, kNo, kNo, kNo, kNo, kNo}},
      {"retry",
       [](Spool& s, JobId j) { return s.retry(j, kNote, at(99)); },
       {kNo, kNo, S::Retry, kNo, kNo, kNo, kNo, kNo}},
      {"failed",
       [](Spool& s, JobId j) { return s.failed(j, kNote, at(9)); },
       {kNo, kNo, S::Failed, kNo, kNo, kNo, kNo, kNo}},
      {"unknown",
       [](Spool& s, JobId j) { return s.unknown(j, kNote); },
       {kNo, kNo, S::Held, kNo, kNo, kNo, kNo, kNo}},
      {"requeued",
       [](Spool& s, JobId j) { return s.requeued(j); },
       {kNo, kNo, S::Queued, kNo, kNo, kNo, kNo, kNo}},
      {"hold",
       [](Spool& s, JobId j) { return s.hold(j, "wait"); },
       {S::Held, S::Held, kNo, S::Held, kNo, kNo, kNo, kNo}},
      {"release",
       [](Spool& s, JobId j) { return s.release(j); },
       {kNo, kNo, kNo, S::Queued, S::Queued, kNo, S::Queued, kNo}},
      {"requeue",
       [](Spool& s, JobId j) { return s.requeue(j, lu("P002")); },
       {kNo, S::Queued, kNo, S::Queued, S::Queued, S::Queued, S::Queued, kNo}},
      {"cancel",
       [](Spool& s, JobId j) { return s.cancel(j, at(9)); },
       {S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, kNo, S::Cancelled,
        kNo}},
  };
}

JobRow row_of(Spool& spool, const SpoolFolder& folder, JobId job) {
  EXPECT_TRUE(spool.commit()) << spool.why();
  return folder.reader()->row(job).value();
}

TEST(SpoolStates, AllowEachOperationWhereTheTableSaysAndNowhereElse) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  for (const Operation& operation : operations()) {
    for (std::size_t i = 0; i < kStates.size(); ++i) {
      SCOPED_TRACE(operation.name + " of a job that is " + text(kStates.at(i)));
      const JobId job = job_in(*spool, kStates.at(i));
      const JobRow before = row_of(*spool, folder, job);
      ASSERT_EQ(before.state, kStates.at(i));
      const auto refusal = operation.run(*spool, job);
      const JobRow after = row_of(*spool, folder, job);
      if (const auto& becomes = operation.becomes.at(i)) {
        EXPECT_EQ(refusal, std::nullopt);
        EXPECT_EQ(after.state, *becomes);
        EXPECT_EQ(after.ended.has_value(),
                  *becomes == S::Printed || *becomes == S::Failed || *becomes == S::Cancelled);
        EXPECT_EQ(after.next_try.has_value(), *becomes == S::Retry);
      } else {
        EXPECT_EQ(refusal, SpoolRefusal::WrongState);
        EXPECT_EQ(after.state, before.state);
        EXPECT_EQ(after.why, before.why);
        EXPECT_EQ(after.bytes, before.bytes);
        EXPECT_EQ(after.tries, before.tries);
        EXPECT_NE(spool->why().find(text(before.state)), std::string::npos) << spool->why();
      }
    }
  }
}

TEST(SpoolStates, KnowNoJobThatWasNeverBegun) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  for (const Operation& operation : operations()) {
    EXPECT_EQ(operation.run(*spool, 77), SpoolRefusal::NoSuchJob) << operation.name;
  }
}

TEST(SpoolStates, KeepAllThatIsKnownOfAJob) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  JobFacts all = facts("P001");
  all.submitter = "API (operator)";
  all.sizes = {{24, 80}, {43, 132}};
  all.bind = {0x31, 0x03, 0x00, 0xFF};
  const JobId job = std::get<JobId>(spool->begin(all, at(5)));
  ASSERT_EQ(spool->append(job, PieceKind::Data3270, bytes_of("ONE")), std::nullopt);
  ASSERT_EQ(spool->append(job, PieceKind::Scs, bytes_of("THREE")), std::nullopt);
  const JobRow row = row_of(*spool, folder, job);
  EXPECT_EQ(row.id, job);
  EXPECT_EQ(row.facts.printer, all.printer);
  EXPECT_EQ(row.facts.application, all.application);
  EXPECT_EQ(row.facts.name, "REPORT");
  EXPECT_EQ(row.facts.submitter, "API (operator)");
  EXPECT_EQ(row.facts.code_page, "037");
  EXPECT_EQ(row.facts.sizes, all.sizes);
  EXPECT_EQ(row.facts.bind, all.bind);
  EXPECT_EQ(row.created, at(5));
  EXPECT_EQ(row.bytes, 8U);
  EXPECT_EQ(row.pieces, 2U);
  EXPECT_EQ(row.tries, 0U);
}

TEST(SpoolStates, AJobThatIsHeldBeforeItsEndIsIncompleteUntilSomebodyHasJudgedIt) {
  const SpoolFolder folder;
  JobId left = 0;
  {
    const auto spool = folder.open();
    const JobId open = job_in(*spool, S::Open);
    const JobId whole = job_in(*spool, S::Queued);
    left = job_in(*spool, S::Open);
    ASSERT_EQ(spool->hold(open, "its session has died"), std::nullopt);
    ASSERT_EQ(spool->hold(whole, "wait"), std::nullopt);
    EXPECT_TRUE(row_of(*spool, folder, open).incomplete);
    EXPECT_FALSE(row_of(*spool, folder, whole).incomplete);
    ASSERT_EQ(spool->release(open), std::nullopt);
    ASSERT_EQ(spool->hold(open, "wait"), std::nullopt);
    EXPECT_FALSE(row_of(*spool, folder, open).incomplete);
  }
  const auto spool = folder.open();
  EXPECT_TRUE(row_of(*spool, folder, left).incomplete) << "the server ended";
  ASSERT_EQ(spool->requeue(left, lu("P002")), std::nullopt);
  EXPECT_FALSE(row_of(*spool, folder, left).incomplete);
}

TEST(SpoolStates, AJobOfNobodyHasNoApplication) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = std::get<JobId>(spool->begin(JobFacts{lu("P001")}, at(0)));
  EXPECT_EQ(row_of(*spool, folder, job).facts.application, std::nullopt);
}

TEST(SpoolStates, AccountForADelivery) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, S::Queued);
  ASSERT_EQ(spool->sending(job), std::nullopt);
  ASSERT_EQ(spool->retry(job, {1, 100, "no answer"}, at(30)), std::nullopt);
  JobRow row = row_of(*spool, folder, job);
  EXPECT_EQ(row.tries, 1U);
  EXPECT_EQ(row.why, "no answer");
  EXPECT_EQ(row.next_try, at(30));
  EXPECT_EQ(row.sent, 100U);
  ASSERT_EQ(spool->sending(job), std::nullopt);
  EXPECT_EQ(row_of(*spool, folder, job).why, "");
  ASSERT_EQ(spool->printed(job, {2, 5'000'000'000, ""}, at(31)), std::nullopt);
  row = row_of(*spool, folder, job);
  EXPECT_EQ(row.tries, 2U);
  EXPECT_EQ(row.pages, 2U);
  EXPECT_EQ(row.sent, 5'000'000'000U);
  EXPECT_EQ(row.ended, at(31));
}

TEST(SpoolStates, ADeliveryThatHadNotBegunIsNoTry) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, S::Sending);
  ASSERT_EQ(spool->requeued(job), std::nullopt);
  EXPECT_EQ(row_of(*spool, folder, job).tries, 0U);
}

TEST(SpoolStates, AnUnknownOutcomeStaysMarkedWhenTheJobIsRedone) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, S::Sending);
  ASSERT_EQ(spool->unknown(job, kNote), std::nullopt);
  JobRow row = row_of(*spool, folder, job);
  EXPECT_EQ(row.state, S::Held);
  EXPECT_TRUE(row.outcome_unknown);
  EXPECT_EQ(row.why, kNote.why);
  ASSERT_EQ(spool->release(job), std::nullopt);
  ASSERT_EQ(spool->sending(job), std::nullopt);
  ASSERT_EQ(spool->printed(job, kNote, at(9)), std::nullopt);
  row = row_of(*spool, folder, job);
  EXPECT_EQ(row.state, S::Printed);
  EXPECT_TRUE(row.outcome_unknown);
}

TEST(SpoolStates, AnOrdinaryHoldMarksNothing) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  EXPECT_FALSE(row_of(*spool, folder, job_in(*spool, S::Held)).outcome_unknown);
}

TEST(SpoolStates, AFailedJobThatIsReleasedHasAllItsTriesAgain) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId failed = job_in(*spool, S::Failed);
  ASSERT_EQ(spool->release(failed), std::nullopt);
  EXPECT_EQ(row_of(*spool, folder, failed).tries, 0U);
  const JobId retried = job_in(*spool, S::Retry);
  ASSERT_EQ(spool->release(retried), std::nullopt);
  EXPECT_EQ(row_of(*spool, folder, retried).tries, 1U);
}

TEST(SpoolStates, AnEmptyJobIsPrintedAtOnceUnlessItIsWanted) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId empty = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  const JobId wanted = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  ASSERT_EQ(spool->finish(empty, false, at(7)), std::nullopt);
  ASSERT_EQ(spool->finish(wanted, true, at(7)), std::nullopt);
  EXPECT_EQ(row_of(*spool, folder, empty).state, S::Printed);
  EXPECT_EQ(row_of(*spool, folder, empty).ended, at(7));
  EXPECT_EQ(row_of(*spool, folder, wanted).state, S::Queued);
  EXPECT_EQ(row_of(*spool, folder, wanted).ended, std::nullopt);
  EXPECT_TRUE(pieces_of(*folder.reader(), wanted).empty());
}

TEST(SpoolStates, AnIdIsNeverUsedAgain) {
  SpoolFolder folder;
  folder.settings.keep_printed = config::Ticks(0);
  JobId last = 0;
  {
    const auto spool = folder.open();
    last = job_in(*spool, S::Printed);
    while (spool->tidy(at(100)) > 0) {
      ASSERT_TRUE(spool->commit());
    }
    ASSERT_TRUE(spool->commit());
    EXPECT_EQ(folder.reader()->row(last), std::nullopt);
  }
  EXPECT_GT(std::get<JobId>(folder.open()->begin(facts("P001"), at(0))), last);
}

}  // namespace
}  // namespace printers
