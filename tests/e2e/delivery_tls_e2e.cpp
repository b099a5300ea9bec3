#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "printers/delivery/delivery.h"
#include "tests/e2e/certificates.h"
#include "tests/e2e/lpd_sink.h"
#include "tests/e2e/raw_sink.h"
#include "tests/e2e/stunnel.h"
#include "tests/unit/printers_delivery/sent_job.h"
#include "tn3270/server/printing/printer_tls.h"

// Raw and LPR printers behind TLS: stunnel in front of p910nd and LPRng.
namespace e2e {
namespace {

using config::LuType;
using printers::DeliveryResult;
using printers::SentJob;
using printers::StopOrder;
using testing::HasSubstr;
using What = DeliveryResult::What;
using Probed = printers::ProbeResult::What;

config::DeliverySettings by_tls(std::uint16_t port, const std::string& ca) {
  config::DeliverySettings settings;
  settings.host = "localhost";
  settings.port = port;
  settings.queue = "lp";
  settings.tls = config::DeliveryTls::Implicit;
  settings.ca = ca;
  settings.connect = std::chrono::seconds(3);
  return settings;
}

DeliveryResult deliver(LuType type, const config::DeliverySettings& settings,
                       const std::string& bytes) {
  const SentJob job(bytes);
  const StopOrder order;
  printers::Progress progress;
  return printers::deliver(printers::lu_of(type, settings), job.parcel(), order.stop(), progress,
                           server::tls_for_printers());
}

printers::ProbeResult probe(LuType type, const config::DeliverySettings& settings) {
  const StopOrder order;
  return printers::probe(printers::lu_of(type, settings), order.stop(), server::tls_for_printers());
}

TEST(DeliveryTls, BringsEveryByteToP910ndBehindStunnel) {
  const Certificates certificates;
  const RawSink printer;
  const Stunnel tls(certificates.server(), printer.port());
  const config::DeliverySettings settings = by_tls(tls.port(), certificates.ca());
  const std::string bytes = printers::every_byte(3'000'001);
  const DeliveryResult result = deliver(LuType::Direct, settings, bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.why, "") << "stunnel says the end of TLS";
  EXPECT_EQ(result.sent, bytes.size());
  const std::vector<std::string> jobs = printer.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_TRUE(jobs[0] == bytes);
  const printers::ProbeResult found = probe(LuType::Direct, settings);
  EXPECT_EQ(found.what, Probed::Ready) << found.detail;
}

TEST(DeliveryTls, SpeaksRfc1179ToLprngBehindStunnel) {
  const Certificates certificates;
  const LpdSink spooler;
  const Stunnel tls(certificates.server(), spooler.port());
  const config::DeliverySettings settings = by_tls(tls.port(), certificates.ca());
  EXPECT_EQ(probe(LuType::Lpr, settings).what, Probed::Ready);
  const std::string bytes = printers::every_byte(1'000'001);
  const DeliveryResult result = deliver(LuType::Lpr, settings, bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  const std::vector<SpooledJob> jobs = spooler.jobs(1);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_TRUE(jobs[0].bytes == bytes);
}

TEST(DeliveryTls, TellsNothingToAPrinterThatIsNotTrusted) {
  const Certificates certificates;
  const Certificates others;
  const RawSink printer;
  const Stunnel tls(certificates.server(), printer.port());
  config::DeliverySettings settings = by_tls(tls.port(), others.ca());
  const DeliveryResult result = deliver(LuType::Direct, settings, "a secret");
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_THAT(result.why, HasSubstr("certificate"));
  EXPECT_EQ(probe(LuType::Direct, settings).what, Probed::Rejected);
  EXPECT_THAT(printer.jobs(1, Milliseconds(300)), testing::IsEmpty());
  settings.verify = false;
  EXPECT_EQ(deliver(LuType::Direct, settings, "a secret").what, What::Printed);
}

TEST(DeliveryTls, ShowsItsCertificateToAPrintServerThatAsks) {
  const Certificates certificates;
  const RawSink printer;
  const Stunnel tls(certificates.server(), printer.port(),
                    "verifyChain = yes\nCAfile = " + certificates.ca() + "\n");
  config::DeliverySettings settings = by_tls(tls.port(), certificates.ca());
  EXPECT_NE(deliver(LuType::Direct, settings, "a page").what, What::Printed);
  settings.identity = certificates.client("JOE");
  const DeliveryResult result = deliver(LuType::Direct, settings, "a page");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_THAT(printer.jobs(1), testing::ElementsAre("a page"));
}

TEST(DeliveryTls, SaysSoWherePrintersSpeakClearText) {
  const Certificates certificates;
  const LpdSink spooler;
  const DeliveryResult result =
      deliver(LuType::Lpr, by_tls(spooler.port(), certificates.ca()), "a page");
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, testing::AnyOf(HasSubstr("clear text"), HasSubstr("this is not TLS"),
                                         HasSubstr("Connection reset")));
}

}  // namespace
}  // namespace e2e
