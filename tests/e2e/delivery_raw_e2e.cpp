#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "printers/delivery/delivery.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_sink.h"
#include "tests/unit/printers_delivery/sent_job.h"

// DIRECT printers: the real p910nd.
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

config::LuSettings direct_to(std::uint16_t port) {
  config::DeliverySettings settings;
  settings.host = "localhost";
  settings.port = port;
  return printers::lu_of(config::LuType::Direct, settings);
}

DeliveryResult deliver_to(std::uint16_t port, const std::string& bytes) {
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  return printers::deliver(direct_to(port), job.parcel(), order.stop(), progress);
}

TEST(DeliveryRaw, BringsEveryByteToP910nd) {
  const RawSink printer;
  const std::string bytes = every_byte(3'000'001);
  const DeliveryResult result = deliver_to(printer.port(), bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.sent, bytes.size());
  const std::vector<std::string> jobs = printer.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_TRUE(jobs[0] == bytes);
}

TEST(DeliveryRaw, WaitsWhileP910ndServesAnother) {
  const RawSink printer;
  const std::string slow = every_byte(30'000'000);
  std::vector<DeliveryResult> results(3);
  std::vector<std::thread> deliveries;
  for (std::size_t job = 0; job < results.size(); ++job) {
    deliveries.emplace_back([&, job] {
      results[job] = deliver_to(printer.port(), job == 0 ? slow : "page " + std::to_string(job));
    });
  }
  for (std::thread& delivery : deliveries) {
    delivery.join();
  }
  for (const DeliveryResult& result : results) {
    EXPECT_EQ(result.what, What::Printed) << result.why;
  }
  std::vector<std::string> jobs = printer.jobs(3);
  EXPECT_THAT(jobs, testing::UnorderedElementsAre(slow, "page 1", "page 2"));
}

TEST(DeliveryRaw, NeedsNoPrinterForAnEmptyJob) {
  EXPECT_EQ(deliver_to(free_port(), "").what, What::Printed);
}

TEST(DeliveryRaw, TriesAgainLaterWhereThePrinterIsOff) {
  const DeliveryResult result = deliver_to(free_port(), "a page");
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("Connection refused"));
}

TEST(DeliveryRaw, TestsP910ndWithoutPrinting) {
  const RawSink printer;
  const StopOrder order;
  const printers::ProbeResult found = probe(direct_to(printer.port()), order.stop());
  EXPECT_EQ(found.what, Probed::Ready) << found.detail;
  EXPECT_THAT(printer.jobs(1), testing::ElementsAre(""));
  EXPECT_EQ(probe(direct_to(free_port()), order.stop()).what, Probed::Refused);
}

}  // namespace
}  // namespace e2e
