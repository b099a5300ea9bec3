// What may be found where a spool should be: each has one sentence, and nothing of it is changed.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <random>
#include <vector>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

unsigned mode_of(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777U : 0;
}

// A spool with `jobs` in it, closed.
void fill(const SpoolFolder& folder, int jobs = 20) {
  const auto spool = folder.open();
  for (int i = 0; i < jobs; ++i) {
    static_cast<void>(job_in(*spool, JobState::Queued, "P001", std::string(3'000, 'A')));
  }
  ASSERT_TRUE(spool->commit());
}

void run_sql(const std::string& path, const char* sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

// The sentence, after which the file is what it was.
std::string refused(const SpoolFolder& folder) {
  const std::string before = file_bytes(folder.file());
  const std::string why = folder.fault();
  EXPECT_EQ(file_bytes(folder.file()), before);
  EXPECT_TRUE(has(why, folder.file())) << why;
  EXPECT_FALSE(has(why, "\n")) << why;
  return why;
}

TEST(SpoolOpen, MakesAFileThatOnlyItsOwnerReads) {
  const SpoolFolder folder;
  const auto mask = ::umask(0);
  const auto spool = folder.open();
  ::umask(mask);
  static_cast<void>(job_in(*spool, JobState::Queued));
  ASSERT_TRUE(spool->commit());
  for (const char* part : {"", "-wal", "-shm", "-lock"}) {
    EXPECT_EQ(mode_of(folder.file() + part), 0600U) << part;
  }
  EXPECT_FALSE(fs::exists(folder.file() + "-new"));
}

TEST(SpoolOpen, SaysInTheFileWhoseItIs) {
  const SpoolFolder folder;
  fill(folder);
  const std::string bytes = file_bytes(folder.file());
  EXPECT_EQ(bytes.substr(68, 4), "TN3P");
  EXPECT_EQ(bytes.substr(60, 4), std::string("\0\0\0\1", 4));
}

TEST(SpoolOpen, LeavesOneFileBehindWithoutALog) {
  const SpoolFolder folder;
  fill(folder);
  EXPECT_FALSE(fs::exists(folder.file() + "-wal"));
}

TEST(SpoolOpen, ATrialThatWasKilledWhileMakingTheFileIsNoHindrance) {
  const SpoolFolder folder;
  write_file(folder.file() + "-new", "half of it");
  write_file(folder.file() + "-new-journal", "half of it");
  fill(folder);
  EXPECT_FALSE(fs::exists(folder.file() + "-new"));
}

TEST(SpoolOpen, AFolderThatIsNotThereIsNamed) {
  SpoolFolder folder;
  folder.settings.path = (folder.path() / "var" / "spool.db").string();
  const std::string why = folder.fault();
  EXPECT_TRUE(has(why, (folder.path() / "var").string() + " does not exist")) << why;
  write_file((folder.path() / "var").string(), "a file");
  EXPECT_TRUE(has(folder.fault(), "is not a folder")) << folder.fault();
}

TEST(SpoolOpen, APathThatIsAFolderIsNoSpool) {
  SpoolFolder folder;
  folder.settings.path = (folder.path() / "inner").string();
  fs::create_directory(folder.settings.path);
  EXPECT_TRUE(has(folder.fault(), "is not a file")) << folder.fault();
}

// A user that may not write: root may do all, so the child gives that up.
std::string fault_as_nobody(const SpoolFolder& folder) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) {
    return "no pipe";
  }
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) {
      ::_exit(1);
    }
    const std::string why = folder.fault();
    ::_exit(::write(ends[1], why.data(), why.size()) < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  std::string why(4'096, ' ');
  const ssize_t got = ::read(ends[0], why.data(), why.size());
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return why.substr(0, got < 0 ? 0 : static_cast<std::size_t>(got));
}

TEST(SpoolOpen, AFolderThatCanNotBeWrittenIsNamed) {
  const SpoolFolder folder;
  fs::permissions(folder.path(), fs::perms(0555));
  const std::string why = fault_as_nobody(folder);
  EXPECT_TRUE(has(why, folder.path().string() + " can't be written")) << why;
  fs::permissions(folder.path(), fs::perms(0755));
  EXPECT_FALSE(fs::exists(folder.file()));
}

TEST(SpoolOpen, AFileThatCanNotBeWrittenIsNamed) {
  const SpoolFolder folder;
  fill(folder);
  fs::permissions(folder.path(), fs::perms(0777));
  fs::remove(folder.file() + "-lock");
  fs::permissions(folder.file(), fs::perms(0444));
  EXPECT_TRUE(has(fault_as_nobody(folder), "can't be written"));
  fs::remove(folder.file() + "-lock");
  fs::permissions(folder.file(), fs::perms(0000));
  EXPECT_TRUE(has(fault_as_nobody(folder), "can't be read"));
}

TEST(SpoolOpen, ASecondServerIsToldWhoHasIt) {
  const SpoolFolder folder;
  auto first = folder.open();
  const JobId job = job_in(*first, JobState::Queued);
  ASSERT_TRUE(first->commit());
  const std::string why = folder.fault();
  EXPECT_TRUE(has(why, "in use by another server (process " + std::to_string(::getpid()) + ")"))
      << why;
  EXPECT_EQ(first->hold(job, "and the first goes on"), std::nullopt);
  EXPECT_TRUE(first->commit());
  first.reset();
  EXPECT_TRUE(folder.open()->recovered().empty());
}

TEST(SpoolOpen, AProgramThatHasLockedItIsSaid) {
  const SpoolFolder folder;
  fill(folder);
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(folder.file().c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_TRUE(has(folder.fault(), "is locked by another program")) << folder.fault();
  sqlite3_close(handle);
  EXPECT_NE(folder.open(), nullptr);
}

TEST(SpoolOpen, ATextIsNoSpool) {
  const SpoolFolder folder;
  write_file(folder.file(), "Dear reader,\n" + std::string(5'000, 'x'));
  EXPECT_TRUE(has(refused(folder), "is no SQLite file"));
  write_file(folder.file(), "short");
  EXPECT_TRUE(has(refused(folder), "is no SQLite file"));
}

TEST(SpoolOpen, AnEmptyFileIsNoSpool) {
  const SpoolFolder folder;
  write_file(folder.file(), "");
  EXPECT_TRUE(has(refused(folder), "is empty"));
}

TEST(SpoolOpen, AnotherProgramsDatabaseIsNoSpool) {
  const SpoolFolder folder;
  run_sql(folder.file(), "CREATE TABLE address (name TEXT)");
  EXPECT_TRUE(has(refused(folder), "of another program"));
}

TEST(SpoolOpen, ANewerFormatIsNotTouched) {
  const SpoolFolder folder;
  fill(folder);
  run_sql(folder.file(), "PRAGMA user_version=2");
  const std::string why = refused(folder);
  EXPECT_TRUE(has(why, "newer server (format 2; this one knows 1)")) << why;
  run_sql(folder.file(), "PRAGMA user_version=0");
  EXPECT_TRUE(has(refused(folder), "has a format that there never was (0)"));
}

TEST(SpoolOpen, ANewerFormatThatOnlyTheLogKnowsIsNotTouchedEither) {
  const SpoolFolder folder;
  fill(folder);
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(folder.file().c_str(), &handle), SQLITE_OK);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  ASSERT_EQ(sqlite3_exec(handle, "PRAGMA user_version=3", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
  const std::string log = file_bytes(folder.file() + "-wal");
  ASSERT_FALSE(log.empty());
  EXPECT_TRUE(has(refused(folder), "newer server (format 3"));
  EXPECT_EQ(file_bytes(folder.file() + "-wal"), log);
}

TEST(SpoolOpen, ALogWithoutItsSpoolIsKept) {
  const SpoolFolder folder;
  write_file(folder.file() + "-wal", "frames");
  const std::string why = folder.fault();
  EXPECT_TRUE(has(why, "is missing, but its log")) << why;
  EXPECT_EQ(file_bytes(folder.file() + "-wal"), "frames");
  EXPECT_FALSE(fs::exists(folder.file()));
}

TEST(SpoolOpen, AFileThatWasCutIsDamaged) {
  const SpoolFolder folder;
  fill(folder);
  const std::string whole = file_bytes(folder.file());
  for (const std::size_t size :
       {whole.size() / 2, whole.size() - 4'096, std::size_t{4'096}, std::size_t{100}}) {
    write_file(folder.file(), whole.substr(0, size));
    EXPECT_TRUE(has(refused(folder), "is damaged")) << size << refused(folder);
  }
}

TEST(SpoolOpen, ATableThatIsMissingIsDamage) {
  const SpoolFolder folder;
  fill(folder);
  run_sql(folder.file(), "DROP TABLE gone");
  EXPECT_TRUE(has(refused(folder), "is damaged"));
}

// Whatever is flipped: the file is refused, or all that is handed out is what was appended, and
// what is not is said to be damaged.
TEST(SpoolOpen, FlippedBytesAreRefusedOrHarmTheirOwnJobOnly) {
  const SpoolFolder folder;
  fill(folder);
  const std::string whole = file_bytes(folder.file());
  std::mt19937 random(20);
  int refusals = 0;
  int damaged = 0;
  for (int round = 0; round < 150; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 1 + round % 3; ++i) {
      auto& byte = bytes.at(random() % bytes.size());
      byte = static_cast<char>(byte ^ static_cast<char>(1U << (random() % 8)));
    }
    write_file(folder.file(), bytes);
    auto opened = Spool::open(folder.settings, at(0));
    if (std::holds_alternative<SpoolFault>(opened)) {
      EXPECT_EQ(file_bytes(folder.file()), bytes);
      ++refusals;
      continue;
    }
    const auto reader = folder.reader();
    for (JobId job = 1; job <= 20; ++job) {
      std::string text;
      const bool all = reader->pieces(job, [&](PieceKind, tn3270::Bytes part) {
        text.append(part.begin(), part.end());
        return true;
      });
      damaged += all ? 0 : 1;
      EXPECT_TRUE(!all || text == std::string(3'000, 'A')) << "job " << job;
    }
  }
  EXPECT_GT(refusals, 0);
  EXPECT_GT(damaged, 0);
}

TEST(SpoolOpen, WhatWasBeingWrittenIsHeldAndSaid) {
  const SpoolFolder folder;
  JobId written = 0;
  {
    const auto spool = folder.open();
    written = job_in(*spool, JobState::Open);
    static_cast<void>(job_in(*spool, JobState::Queued));
    ASSERT_TRUE(spool->commit());
  }
  {
    const auto spool = folder.open();
    ASSERT_EQ(spool->recovered().size(), 1U);
    const JobRow& row = spool->recovered().front();
    EXPECT_EQ(row.id, written);
    EXPECT_EQ(row.state, JobState::Held);
    EXPECT_EQ(row.why, "the server ended while it was being written");
    EXPECT_FALSE(row.outcome_unknown);
    EXPECT_EQ(folder.reader()->row(written)->state, JobState::Held);
    EXPECT_EQ(text_of(*folder.reader(), written), "HELLO");
  }
  EXPECT_TRUE(folder.open()->recovered().empty());
}

TEST(SpoolOpen, WhatWasBeingSentIsHeldAndItsOutcomeUnknown) {
  const SpoolFolder folder;
  JobId sent = 0;
  {
    const auto spool = folder.open();
    sent = job_in(*spool, JobState::Sending);
    ASSERT_TRUE(spool->commit());
  }
  const auto spool = folder.open();
  ASSERT_EQ(spool->recovered().size(), 1U);
  EXPECT_EQ(spool->recovered().front().id, sent);
  EXPECT_TRUE(spool->recovered().front().outcome_unknown);
  EXPECT_TRUE(has(spool->recovered().front().why, "may have been printed"));
  EXPECT_EQ(spool->next(lu("P001"), config::QueueOrder::Keep, at(9)), std::nullopt);
  ASSERT_EQ(spool->release(sent), std::nullopt);
  EXPECT_EQ(spool->next(lu("P001"), config::QueueOrder::Keep, at(9))->id, sent);
}

TEST(SpoolOpen, AReaderOfNothingSaysSo) {
  const SpoolFolder folder;
  EXPECT_TRUE(std::holds_alternative<SpoolFault>(SpoolReader::open(folder.file())));
  run_sql(folder.file(), "CREATE TABLE address (name TEXT)");
  const auto opened = SpoolReader::open(folder.file());
  ASSERT_TRUE(std::holds_alternative<SpoolFault>(opened));
  EXPECT_TRUE(has(std::get<SpoolFault>(opened).why, "is not one"));
}

}  // namespace
}  // namespace printers
