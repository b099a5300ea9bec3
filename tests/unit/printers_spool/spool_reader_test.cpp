#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

using Ids = std::vector<JobId>;

Ids ids_of(const std::vector<JobRow>& rows) {
  Ids ids;
  for (const JobRow& row : rows) {
    ids.push_back(row.id);
  }
  return ids;
}

std::uintmax_t log_size(const SpoolFolder& folder) {
  return std::filesystem::file_size(folder.file() + "-wal");
}

constexpr std::uintmax_t kLongLog = 20U << 20U;

// `count` commits of 256 KB.
void write_much(Spool& spool, int count) {
  const auto bytes = many_bytes(1 << 18);
  const JobId job = std::get<JobId>(spool.begin(facts("P009"), at(0)));
  for (int i = 0; i < count; ++i) {
    ASSERT_EQ(spool.append(job, PieceKind::Bytes, bytes), std::nullopt);
    ASSERT_TRUE(spool.commit()) << spool.why();
  }
}

TEST(SpoolReader, PagesThroughTheJobsByTheirIds) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  Ids all;
  for (int i = 0; i < 25; ++i) {
    all.push_back(job_in(*spool, JobState::Queued, i % 2 == 0 ? "P001" : "P002"));
  }
  ASSERT_EQ(spool->requeue(all.front(), lu("P002")), std::nullopt);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  Ids found;
  for (JobId after = 0;;) {
    const Ids page = ids_of(reader->rows({}, after, 10));
    if (page.empty()) {
      break;
    }
    ASSERT_LE(page.size(), 10U);
    found.insert(found.end(), page.begin(), page.end());
    after = page.back();
  }
  EXPECT_EQ(found, all);
  EXPECT_TRUE(reader->rows({}, 0, 0).empty());
}

TEST(SpoolReader, ListsWhatAFilterWants) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId open = job_in(*spool, JobState::Open, "P001");
  const JobId queued = job_in(*spool, JobState::Queued, "P002");
  const JobId sending = job_in(*spool, JobState::Sending, "P001");
  const JobId retry = job_in(*spool, JobState::Retry, "P002");
  const JobId held = job_in(*spool, JobState::Held, "P001");
  const JobId printed = job_in(*spool, JobState::Printed, "P001");
  const JobId failed = job_in(*spool, JobState::Failed, "P002");
  const JobId cancelled = job_in(*spool, JobState::Cancelled, "P001");
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  const auto list = [&](const JobFilter& filter) { return ids_of(reader->rows(filter, 0, 99)); };
  const auto p1 = lu("P001");
  EXPECT_EQ(list({.printer = p1}), (Ids{open, sending, held, printed, cancelled}));
  EXPECT_EQ(list({.state = JobState::Failed}), (Ids{failed}));
  EXPECT_EQ(list({.unfinished = true}), (Ids{open, queued, sending, retry, held}));
  EXPECT_EQ(list({.printer = p1, .state = JobState::Printed}), (Ids{printed}));
  EXPECT_EQ(list({.printer = p1, .unfinished = true}), (Ids{open, sending, held}));
  EXPECT_EQ(list({.state = JobState::Held, .unfinished = true}), (Ids{held}));
  EXPECT_EQ(list({.state = JobState::Printed, .unfinished = true}), Ids());
  EXPECT_EQ(list({.printer = p1, .state = JobState::Open, .unfinished = true}), (Ids{open}));
  EXPECT_EQ(ids_of(reader->rows({.printer = p1}, held, 1)), (Ids{printed}));
  EXPECT_EQ(reader->row(999), std::nullopt);
}

TEST(SpoolReader, CountsTheJobsOfEachPrinterAndState) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  for (int i = 0; i < 3; ++i) {
    static_cast<void>(job_in(*spool, JobState::Queued, "P001"));
  }
  static_cast<void>(job_in(*spool, JobState::Printed, "P001"));
  static_cast<void>(job_in(*spool, JobState::Held, "P002"));
  ASSERT_TRUE(spool->commit());
  const auto counts = folder.reader()->counts();
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_EQ(counts[0].printer, lu("P001"));
  EXPECT_EQ(counts[0].state, JobState::Queued);
  EXPECT_EQ(counts[0].jobs, 3U);
  EXPECT_EQ(counts[1].state, JobState::Printed);
  EXPECT_EQ(counts[2].printer, lu("P002"));
}

TEST(SpoolReader, NamesTheLastJobOfEachPrinter) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  static_cast<void>(job_in(*spool, JobState::Queued, "P002"));
  static_cast<void>(job_in(*spool, JobState::Queued, "P001"));
  const JobId one = job_in(*spool, JobState::Printed, "P001");
  const JobId two = job_in(*spool, JobState::Queued, "P002");
  ASSERT_TRUE(spool->commit());
  EXPECT_EQ(ids_of(folder.reader()->last_jobs()), (Ids{one, two}));
}

TEST(SpoolReader, StopsWhenItsTakerHasEnough) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(spool->append(job, PieceKind::Scs, bytes_of("X")), std::nullopt);
  }
  ASSERT_TRUE(spool->commit());
  int taken = 0;
  EXPECT_TRUE(folder.reader()->pieces(job, [&](PieceKind, tn3270::Bytes) { return ++taken < 4; }));
  EXPECT_EQ(taken, 4);
}

TEST(SpoolReader, TellsAListThatCouldNotBeReadFromAnEmptyOne) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Queued);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_FALSE(reader->row(job + 1));
  EXPECT_FALSE(reader->failed());
  sqlite3* foreign = nullptr;
  ASSERT_EQ(sqlite3_open(folder.file().c_str(), &foreign), SQLITE_OK);
  const auto rename = [&](const char* sql) {
    return sqlite3_exec(foreign, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
  };
  ASSERT_TRUE(rename("ALTER TABLE job RENAME TO hidden"));
  EXPECT_TRUE(reader->rows({}, 0, 10).empty());
  EXPECT_TRUE(reader->failed());
  EXPECT_NE(reader->why().find("no such table"), std::string::npos) << reader->why();
  EXPECT_TRUE(reader->counts().empty());
  EXPECT_TRUE(reader->failed());
  ASSERT_TRUE(rename("ALTER TABLE hidden RENAME TO job"));
  sqlite3_close(foreign);
  EXPECT_EQ(reader->rows({}, 0, 10).size(), 1U);
  EXPECT_FALSE(reader->failed());
}

TEST(SpoolReader, SaysThatAJobHasGoneWhileItIsRead) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  for (unsigned i = 0; i < 20; ++i) {
    ASSERT_EQ(spool->append(job, PieceKind::Scs, many_bytes(100'000, i)), std::nullopt);
  }
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_FALSE(reader->pieces(job, [&](PieceKind, tn3270::Bytes) {
    static_cast<void>(spool->cancel(job, at(1)));
    static_cast<void>(spool->tidy(at(1)));
    return spool->commit();
  }));
  EXPECT_NE(reader->why().find("is missing"), std::string::npos) << reader->why();
}

TEST(SpoolReader, ThatIsSlowLetsTheLogBeBegunAnew) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Queued);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_TRUE(reader->pieces(job, [&](PieceKind, tn3270::Bytes) {
    write_much(*spool, 160);
    return true;
  }));
  EXPECT_LT(log_size(folder), kLongLog);
}

TEST(SpoolReader, ThatIsBusyAllTheTimeNeitherBlocksTheWriterNorTheLog) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  static_cast<void>(job_in(*spool, JobState::Queued));
  ASSERT_TRUE(spool->commit());
  std::atomic<bool> stop{false};
  std::atomic<int> lists{0};
  std::thread other([&] {
    const auto reader = folder.reader();
    while (!stop) {
      lists += reader->rows({}, 0, 100).empty() ? 0 : 1;
    }
  });
  write_much(*spool, 160);
  // A reader that has no processor for a while keeps its snapshot for as long.
  for (int more = 0; more < 100 && log_size(folder) >= kLongLog; ++more) {
    write_much(*spool, 4);
  }
  EXPECT_LT(log_size(folder), kLongLog);
  stop = true;
  other.join();
  EXPECT_GT(lists, 0);
}

TEST(SpoolReader, OfAStrangerThatKeepsItsSnapshotOnlyCostsALongerLogUntilItEnds) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  static_cast<void>(job_in(*spool, JobState::Queued));
  ASSERT_TRUE(spool->commit());
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(folder.file().c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, "BEGIN; SELECT * FROM job", nullptr, nullptr, nullptr), SQLITE_OK);
  write_much(*spool, 120);
  EXPECT_GT(log_size(folder), kLongLog);
  sqlite3_close(handle);
  write_much(*spool, 40);
  EXPECT_LT(log_size(folder), kLongLog);
}

}  // namespace
}  // namespace printers
