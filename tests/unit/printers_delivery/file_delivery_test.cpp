#include "printers/delivery/file_delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::UnorderedElementsAre;
using What = DeliveryResult::What;

class FileDelivery : public testing::Test {
 protected:
  FileDelivery() {
    std::string pattern = (fs::temp_directory_path() / "tn3270d-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FileDelivery() override { fs::remove_all(folder_); }

  [[nodiscard]] config::LuSettings lu(const std::string& name) const {
    config::DeliverySettings settings;
    settings.directory = folder_.string();
    settings.file_name = name;
    return lu_of(config::LuType::File, settings);
  }
  DeliveryResult deliver_as(const std::string& name, const std::string& bytes) {
    const SentJob job(bytes);
    const StopOrder order;
    return deliver_file(lu(name), job.parcel(), order.stop(), progress_);
  }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  fs::path folder_;
  Progress progress_;
};

TEST_F(FileDelivery, MakesAFileOfEachJob) {
  const std::string bytes(1'000'003, 'x');
  const DeliveryResult result = deliver_as("{lu}.{date}.{sequence}", bytes);
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_EQ(result.where, (folder_ / "PRT1.20261121.7").string());
  EXPECT_EQ(result.sent, bytes.size());
  EXPECT_EQ(progress_.sent, bytes.size());
  EXPECT_TRUE(text_of("PRT1.20261121.7") == bytes);
  EXPECT_THAT(names(), UnorderedElementsAre("PRT1.20261121.7"));
}

TEST_F(FileDelivery, LeavesAnEmptyFileOfAnEmptyJob) {
  EXPECT_EQ(deliver_as("empty", "").what, What::Printed);
  EXPECT_EQ(fs::file_size(folder_ / "empty"), 0U);
}

TEST_F(FileDelivery, OverwritesNothing) {
  EXPECT_EQ(deliver_as("report.pdf", "first").what, What::Printed);
  EXPECT_EQ(deliver_as("report.pdf", "second").where, (folder_ / "report-2.pdf").string());
  EXPECT_EQ(deliver_as("report.pdf", "third").what, What::Printed);
  EXPECT_EQ(text_of("report.pdf"), "first");
  EXPECT_EQ(text_of("report-2.pdf"), "second");
  EXPECT_EQ(text_of("report-3.pdf"), "third");
}

TEST_F(FileDelivery, StaysInItsDirectory) {
  EXPECT_EQ(deliver_as("../../{lu}/x", "bytes").what, What::Printed);
  EXPECT_THAT(names(), UnorderedElementsAre("_._.._PRT1_x"));
}

TEST_F(FileDelivery, UsesAgainWhatACrashHasLeft) {
  std::ofstream(folder_ / ".PRT1.job-12.part") << "a longer half of the job";
  EXPECT_EQ(deliver_as("x", "bytes").what, What::Printed);
  EXPECT_THAT(names(), UnorderedElementsAre("x"));
  EXPECT_EQ(text_of("x"), "bytes");
}

TEST_F(FileDelivery, FollowsNoLinkOfItsTemporaryName) {
  std::ofstream(folder_ / "precious") << "precious";
  fs::create_symlink(folder_ / "precious", folder_ / ".PRT1.job-12.part");
  EXPECT_EQ(deliver_as("x", "bytes").what, What::Retry);
  EXPECT_EQ(text_of("precious"), "precious");
}

TEST_F(FileDelivery, TriesAgainWhenThereIsNoDirectory) {
  config::DeliverySettings settings;
  settings.directory = (folder_ / "gone").string();
  const SentJob job("bytes");
  const StopOrder order;
  const config::LuSettings lu = lu_of(config::LuType::File, settings);
  const DeliveryResult result = deliver_file(lu, job.parcel(), order.stop(), progress_);
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("gone: No such file or directory"));
  EXPECT_EQ(probe_file(lu).what, ProbeResult::What::Rejected);
}

TEST_F(FileDelivery, LeavesNothingWhenTheJobCannotBeReadOrIsStopped) {
  SentJob job("bytes");
  job.parcel().size = 100;
  StopOrder order;
  EXPECT_EQ(deliver_file(lu("x"), job.parcel(), order.stop(), progress_).what, What::Retry);
  order.give();
  EXPECT_EQ(deliver_file(lu("x"), job.parcel(), order.stop(), progress_).what, What::Stopped);
  EXPECT_THAT(names(), testing::IsEmpty());
}

TEST_F(FileDelivery, IsProbedByItsDirectory) {
  EXPECT_EQ(probe_file(lu("x")).what, ProbeResult::What::Ready);
  EXPECT_THAT(names(), testing::IsEmpty());
}

}  // namespace
}  // namespace printers
