#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

using config::Ticks;

// Until nothing is left to do; how many turns that takes.
int tidy_all(Spool& spool, WallTime now) {
  int turns = 0;
  while (spool.tidy(now) > 0) {
    EXPECT_TRUE(spool.commit()) << spool.why();
    ++turns;
  }
  EXPECT_TRUE(spool.commit());
  return turns;
}

int pieces_in(const std::string& path) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_prepare_v2(handle, "SELECT count(*) FROM piece", -1, &statement, nullptr),
            SQLITE_OK);
  EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
  const int count = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  return count;
}

TEST(SpoolTidy, RemovesWhatIsOldAndNothingElse) {
  SpoolFolder folder;
  folder.settings.keep_printed = std::chrono::seconds(100);
  folder.settings.keep_failed = std::chrono::seconds(200);
  const auto spool = folder.open();
  const JobId printed = job_in(*spool, JobState::Printed);  // at(3)
  const JobId failed = job_in(*spool, JobState::Failed);
  const JobId cancelled = job_in(*spool, JobState::Cancelled);
  const JobId queued = job_in(*spool, JobState::Queued);
  const JobId held = job_in(*spool, JobState::Held);
  const JobId sending = job_in(*spool, JobState::Sending);
  const JobId retry = job_in(*spool, JobState::Retry);
  const JobId open = job_in(*spool, JobState::Open);
  const JobId released = job_in(*spool, JobState::Failed);
  ASSERT_EQ(spool->release(released), std::nullopt);
  const auto left = [&](WallTime now) {
    static_cast<void>(tidy_all(*spool, now));
    std::vector<JobId> ids;
    for (const JobRow& row : folder.reader()->rows({}, 0, 100)) {
      ids.push_back(row.id);
    }
    return ids;
  };
  using Ids = std::vector<JobId>;
  EXPECT_EQ(left(at(102)).size(), 9U);
  EXPECT_EQ(left(at(103)), (Ids{failed, cancelled, queued, held, sending, retry, open, released}));
  EXPECT_EQ(left(at(202)).size(), 8U);
  EXPECT_EQ(left(at(203)), (Ids{queued, held, sending, retry, open, released}));
  EXPECT_EQ(left(at(9'999'999)).size(), 6U);
  EXPECT_EQ(spool->bytes(), 30U);
  EXPECT_EQ(pieces_in(folder.file()), 6);
  EXPECT_EQ(spool->hold(printed, ""), SpoolRefusal::NoSuchJob);
}

TEST(SpoolTidy, KeepsNothingPrintedIfNothingIsWanted) {
  SpoolFolder folder;
  folder.settings.keep_printed = Ticks(0);
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Printed);
  EXPECT_GT(spool->tidy(at(3)), 0U);
  ASSERT_TRUE(spool->commit());
  EXPECT_EQ(folder.reader()->row(job), std::nullopt);
  EXPECT_EQ(spool->bytes(), 0U);
  EXPECT_EQ(spool->tidy(at(3)), 0U);
}

TEST(SpoolTidy, WorksInSmallTurnsAndTheFileShrinks) {
  SpoolFolder folder;
  folder.settings.keep_printed = Ticks(0);
  {
    const auto spool = folder.open();
    const JobId large = std::get<JobId>(spool->begin(facts("P001"), at(0)));
    for (unsigned i = 0; i < 40; ++i) {
      ASSERT_EQ(spool->append(large, PieceKind::Bytes, many_bytes(1 << 20, i)), std::nullopt);
    }
    ASSERT_EQ(spool->finish(large, false, at(0)), std::nullopt);
    ASSERT_EQ(spool->sending(large), std::nullopt);
    ASSERT_EQ(spool->printed(large, {}, at(1)), std::nullopt);
    const JobId kept = job_in(*spool, JobState::Queued, "P001", "KEPT");
    ASSERT_TRUE(spool->commit());
    EXPECT_GT(spool->tidy(at(2)), 0U);
    ASSERT_TRUE(spool->commit());
    EXPECT_EQ(folder.reader()->row(large), std::nullopt);
    EXPECT_EQ(spool->bytes(), 4U);
    EXPECT_GT(tidy_all(*spool, at(2)), 5);
    EXPECT_EQ(text_of(*folder.reader(), kept), "KEPT");
  }
  EXPECT_LT(std::filesystem::file_size(folder.file()), 10U << 20U);
  EXPECT_EQ(pieces_in(folder.file()), 1);
}

TEST(SpoolTidy, GoesOnAfterARestart) {
  SpoolFolder folder;
  folder.settings.keep_printed = Ticks(0);
  {
    const auto spool = folder.open();
    const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
    for (int i = 0; i < 3'000; ++i) {
      ASSERT_EQ(spool->append(job, PieceKind::Scs, bytes_of("X")), std::nullopt);
    }
    ASSERT_EQ(spool->cancel(job, at(1)), std::nullopt);
    ASSERT_TRUE(spool->commit());
    ASSERT_GT(spool->tidy(at(1)), 0U);
    ASSERT_TRUE(spool->commit());
  }
  const int left = pieces_in(folder.file());
  EXPECT_GT(left, 0);
  EXPECT_LT(left, 3'000);
  const auto spool = folder.open();
  EXPECT_EQ(spool->bytes(), 0U);
  static_cast<void>(tidy_all(*spool, at(1)));
  EXPECT_EQ(pieces_in(folder.file()), 0);
}

TEST(SpoolTidy, ThatIsNotCommittedHasRemovedNothing) {
  SpoolFolder folder;
  folder.settings.keep_printed = Ticks(0);
  JobId job = 0;
  {
    const auto spool = folder.open();
    job = job_in(*spool, JobState::Printed);
    ASSERT_TRUE(spool->commit());
    ASSERT_GT(spool->tidy(at(100)), 0U);
  }
  EXPECT_EQ(folder.open()->bytes(), 5U);
  EXPECT_EQ(text_of(*folder.reader(), job), "HELLO");
}

}  // namespace
}  // namespace printers
