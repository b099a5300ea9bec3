// A disk that is full: what was asked for since the last commit is gone as if it had never been,
// all before it is there, and it goes on when there is room again.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

namespace fs = std::filesystem;

// No file of this process grows beyond `bytes`.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SizeLimit(const SizeLimit&) = delete;
  SizeLimit& operator=(const SizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

// One job a commit until that fails. How many are durable.
int fill_until_full(Spool& spool, std::size_t size, int most) {
  for (int durable = 0; durable < most; ++durable) {
    const auto begun = spool.begin(facts("P001"), at(1));
    bool refused = std::holds_alternative<SpoolRefusal>(begun);
    if (!refused) {
      const JobId job = std::get<JobId>(begun);
      const auto appended = spool.append(job, PieceKind::Scs, many_bytes(size));
      if (appended) {
        EXPECT_EQ(appended, SpoolRefusal::Full) << spool.why();
        EXPECT_FALSE(spool.why().empty());
      }
      refused = appended || spool.finish(job, false, at(2));
    }
    if (!spool.commit()) {
      EXPECT_FALSE(spool.why().empty());
      return durable;
    }
    if (refused) {
      return durable;
    }
  }
  return most;
}

void hold_what_is_durable(const SpoolFolder& folder, Spool& spool, int durable, std::size_t size) {
  const auto reader = folder.reader();
  const auto rows = reader->rows({}, 0, 10'000);
  int whole = 0;
  std::uint64_t bytes = 0;
  for (const JobRow& row : rows) {
    bytes += row.bytes;
    std::size_t read = 0;
    EXPECT_TRUE(reader->pieces(row.id, [&](PieceKind, tn3270::Bytes part) {
      read += part.size();
      return true;
    })) << reader->why();
    EXPECT_EQ(read, row.bytes);
    whole += row.state == JobState::Queued && row.bytes == size ? 1 : 0;
  }
  EXPECT_EQ(whole, durable);
  EXPECT_EQ(spool.bytes(), bytes);
}

TEST(SpoolFull, AFileThatMayNotGrowUndoesWhatIsNotDurable) {
  constexpr std::size_t kSize = 20'000;
  const SpoolFolder folder;
  const auto spool = folder.open();
  int durable = 0;
  {
    const SizeLimit limit(1 << 20);
    durable = fill_until_full(*spool, kSize, 200);
    ASSERT_LT(durable, 200);
    ASSERT_GT(durable, 5);
    hold_what_is_durable(folder, *spool, durable, kSize);
  }
  durable += fill_until_full(*spool, kSize, 20);
  hold_what_is_durable(folder, *spool, durable, kSize);
}

TEST(SpoolFull, ALargePieceThatDoesNotFitIsRefusedWhole) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Open);
  ASSERT_TRUE(spool->commit());
  {
    const SizeLimit limit(8 << 20);
    const auto refusal = spool->append(job, PieceKind::Bytes, many_bytes(40 << 20));
    const bool durable = spool->commit();
    EXPECT_TRUE(refusal == SpoolRefusal::Full || !durable) << spool->why();
    EXPECT_EQ(text_of(*folder.reader(), job), "HELLO");
    EXPECT_EQ(spool->bytes(), 5U);
  }
  EXPECT_EQ(spool->append(job, PieceKind::Bytes, bytes_of("!")), std::nullopt);
  ASSERT_TRUE(spool->commit());
  EXPECT_EQ(text_of(*folder.reader(), job), "HELLO!");
}

// 4 MB that really end. Needs the right to mount; the limit of file sizes above needs none.
class SmallDisk {
 public:
  SmallDisk() { mounted_ = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=4m") == 0; }
  ~SmallDisk() {
    if (mounted_) {
      ::umount2(folder_.path().c_str(), MNT_DETACH);
    }
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] fs::path path() const { return folder_.path(); }

 private:
  SpoolFolder folder_;
  bool mounted_ = false;
};

TEST(SpoolFull, ADiskThatIsFullUndoesWhatIsNotDurable) {
  constexpr std::size_t kSize = 50'000;
  const SmallDisk disk;
  if (!disk.mounted()) {
    GTEST_SKIP() << "this user may not mount";
  }
  const SpoolFolder folder(disk.path());
  const auto spool = folder.open();
  write_file((disk.path() / "ballast").string(), std::string(1 << 20, 'b'));
  int durable = fill_until_full(*spool, kSize, 200);
  ASSERT_LT(durable, 200);
  ASSERT_GT(durable, 5);
  hold_what_is_durable(folder, *spool, durable, kSize);
  fs::remove(disk.path() / "ballast");
  durable += fill_until_full(*spool, kSize, 5);
  hold_what_is_durable(folder, *spool, durable, kSize);
}

TEST(SpoolFull, AFullDiskHasNoRoomForANewSpool) {
  const SmallDisk disk;
  if (!disk.mounted()) {
    GTEST_SKIP() << "this user may not mount";
  }
  const SpoolFolder folder(disk.path());
  write_file((disk.path() / "ballast").string(), std::string(4 << 20, 'b'));
  const std::string why = folder.fault();
  EXPECT_NE(why.find("can't be made"), std::string::npos) << why;
  fs::remove(disk.path() / "ballast");
  EXPECT_NE(folder.open(), nullptr);
}

TEST(SpoolFull, WhatIsNotCommittedIsNotThereForAnybody) {
  const SpoolFolder folder;
  JobId job = 0;
  {
    const auto spool = folder.open();
    job = job_in(*spool, JobState::Queued);
    EXPECT_EQ(folder.reader()->row(job), std::nullopt);
  }
  const auto spool = folder.open();
  EXPECT_EQ(folder.reader()->row(job), std::nullopt);
  EXPECT_TRUE(spool->commit()) << "nothing to do is done";
}

}  // namespace
}  // namespace printers
