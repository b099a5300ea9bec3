#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "printers/delivery/delivery.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/lpd_sink.h"
#include "tests/unit/printers_delivery/sent_job.h"

// LPR printers: the real LPRng.
namespace e2e {
namespace {

using printers::DeliveryResult;
using printers::every_byte;
using printers::Progress;
using printers::SentJob;
using printers::StopOrder;
using testing::HasSubstr;
using What = DeliveryResult::What;
using Probed = printers::ProbeResult::What;

config::DeliverySettings queue_at(std::uint16_t port) {
  config::DeliverySettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.queue = "lp";
  settings.host_name = "gate";
  return settings;
}

DeliveryResult deliver_to(const config::DeliverySettings& settings, const std::string& bytes,
                          printers::JobId number = 12) {
  SentJob job(bytes);
  job.parcel().job = number;
  job.parcel().facts.name = "PAYROLL";
  job.parcel().facts.application = config::ApplId::parse("PAYAPPL");
  const StopOrder order;
  Progress progress;
  return printers::deliver(printers::lu_of(config::LuType::Lpr, settings), job.parcel(),
                           order.stop(), progress);
}

class DeliveryLpr : public testing::Test {
 protected:
  LpdSink spooler_;
};

TEST_F(DeliveryLpr, BringsEveryByteToLprng) {
  const std::string bytes = every_byte(3'000'001);
  const DeliveryResult result = deliver_to(queue_at(spooler_.port()), bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.why, "");
  EXPECT_EQ(result.where, "lp:dfA012gate");
  const std::vector<SpooledJob> jobs = spooler_.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_TRUE(jobs[0].bytes == bytes);
  for (const char* said : {"-hgate\n", "-nPAYAPPL\n", "-JPAYROLL\n", "-fPAYROLL\n", "-Fl\n"}) {
    EXPECT_THAT(jobs[0].arguments, HasSubstr(said));
  }
}

TEST_F(DeliveryLpr, SaysWhatItsSettingsWant) {
  config::DeliverySettings settings = queue_at(spooler_.port());
  settings.control = config::ControlFile::Last;
  settings.filtered = true;
  settings.class_name = "forms";
  settings.user = "joe";
  settings.job_name = "{lu}-{sequence}";
  settings.lpr_banner = true;
  EXPECT_EQ(deliver_to(settings, "a page").what, What::Printed);
  const std::vector<SpooledJob> jobs = spooler_.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].bytes, "a page");
  for (const char* said : {"-njoe\n", "-JPRT1-7\n", "-Cforms\n", "-Ff\n", "-Ljoe\n"}) {
    EXPECT_THAT(jobs[0].arguments, HasSubstr(said));
  }
}

TEST_F(DeliveryLpr, BringsOneJobBehindTheOther) {
  for (printers::JobId job = 1; job <= 5; ++job) {
    EXPECT_EQ(deliver_to(queue_at(spooler_.port()), "page " + std::to_string(job), job).what,
              What::Printed);
  }
  const std::vector<SpooledJob> jobs = spooler_.jobs(5);
  ASSERT_EQ(jobs.size(), 5U);
  for (std::size_t at = 0; at < jobs.size(); ++at) {
    EXPECT_EQ(jobs[at].bytes, "page " + std::to_string(at + 1));
  }
}

TEST_F(DeliveryLpr, NeverGivesAQueueThatIsNotThereAnotherTry) {
  config::DeliverySettings settings = queue_at(spooler_.port());
  settings.queue = "none";
  const DeliveryResult result = deliver_to(settings, "a page");
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_THAT(result.why, HasSubstr("queue none at 127.0.0.1 port"));
  EXPECT_THAT(result.why, HasSubstr("spool queue for 'none' does not exist"));
}

TEST_F(DeliveryLpr, SendsNoEmptyJob) {
  const DeliveryResult result = deliver_to(queue_at(spooler_.port()), "");
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_THAT(result.why, HasSubstr("empty"));
  EXPECT_EQ(deliver_to(queue_at(spooler_.port()), "a page").what, What::Printed);
  const std::vector<SpooledJob> jobs = spooler_.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].bytes, "a page");
}

TEST_F(DeliveryLpr, TestsAQueueWithoutPrinting) {
  const StopOrder order;
  config::DeliverySettings settings = queue_at(spooler_.port());
  const auto probed = [&] {
    return probe(printers::lu_of(config::LuType::Lpr, settings), order.stop());
  };
  EXPECT_EQ(probed().what, Probed::Ready) << probed().detail;
  settings.queue = "none";
  EXPECT_EQ(probed().what, Probed::Rejected);
  EXPECT_THAT(probed().detail, HasSubstr("does not exist"));
  EXPECT_EQ(deliver_to(queue_at(spooler_.port()), "a page").what, What::Printed);
  const std::vector<SpooledJob> jobs = spooler_.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].bytes, "a page");
}

}  // namespace
}  // namespace e2e
