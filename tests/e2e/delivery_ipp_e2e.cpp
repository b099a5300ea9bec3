// IPP deliveries to a real cupsd.
#include <gtest/gtest.h>

#include "printers/delivery/ipp_delivery.h"
#include "tests/e2e/ipp_sink.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace e2e {
namespace {

using config::DeliverySettings;
using printers::DeliveryResult;
using printers::ProbeResult;
using What = DeliveryResult::What;

class IppDelivered : public ::testing::Test {
 protected:
  [[nodiscard]] static DeliverySettings settings(const std::string& uri) {
    DeliverySettings settings;
    settings.uri = uri;
    settings.connect = std::chrono::seconds(20);
    settings.answer = std::chrono::seconds(20);
    return settings;
  }
  static DeliveryResult deliver(const DeliverySettings& settings, const std::string& name,
                                const std::string& bytes) {
    printers::SentJob job(bytes);
    job.parcel().facts.name = name;
    const printers::StopOrder order;
    printers::Progress progress;
    return printers::deliver_ipp(printers::lu_of(config::LuType::Ipp, settings), job.parcel(),
                                 order.stop(), progress);
  }
  static ProbeResult probe(const DeliverySettings& settings) {
    const printers::StopOrder order;
    return printers::probe_ipp(printers::lu_of(config::LuType::Ipp, settings), order.stop());
  }

  TemporaryFolder folder_;
  OwnCertificate certificate_ = make_certificate(folder_, "cupsd", "localhost");
  IppSink sink_{certificate_};
};

TEST_F(IppDelivered, ToCupsdByteForByteInEachFormat) {
  DeliverySettings lp = settings(sink_.uri("lp"));
  std::string bytes;
  for (int i = 0; i < 300000; ++i) {
    bytes += static_cast<char>(i * 7 / 5);
  }
  DeliveryResult result = deliver(lp, "text", "page one\n\f");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_NE(result.why.find("completed"), std::string::npos) << result.why;
  EXPECT_EQ(sink_.job("text"), "page one\n\f");
  lp.format.output = config::PrintOutput::Raw;
  result = deliver(lp, "raw", bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_TRUE(sink_.job("raw") == bytes);
  lp.format.output = config::PrintOutput::Pdf;
  result = deliver(lp, "pdf", "%PDF-1.4\n%%EOF\n");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(sink_.job("pdf"), "%PDF-1.4\n%%EOF\n");
}

TEST_F(IppDelivered, InTlsToACertificateThatIsKnown) {
  DeliverySettings secure = settings(sink_.secure_uri("lp"));
  DeliveryResult result = deliver(secure, "secret", "x");
  EXPECT_EQ(result.what, What::Failed) << result.why;
  EXPECT_EQ(probe(secure).what, ProbeResult::What::Rejected);
  secure.ca = certificate_.certificate;
  result = deliver(secure, "secret", "known");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(sink_.job("secret"), "known");
  secure.ca.clear();
  secure.verify = false;
  result = deliver(secure, "taken", "as it is");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(sink_.job("taken"), "as it is");
}

TEST_F(IppDelivered, NotIfThePrinterGivesItUp) {
  const DeliveryResult result = deliver(settings(sink_.uri("broken")), "broken", "x");
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_NE(result.why.find("aborted"), std::string::npos) << result.why;
}

TEST_F(IppDelivered, NotToAQueueThatIsNotThere) {
  const DeliveryResult result = deliver(settings(sink_.uri("nowhere")), "x", "x");
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_NE(result.why.find("not-found"), std::string::npos) << result.why;
  EXPECT_EQ(probe(settings(sink_.uri("nowhere"))).what, ProbeResult::What::Rejected);
}

TEST_F(IppDelivered, LaterIfTheQueueIsClosed) {
  const DeliveryResult result = deliver(settings(sink_.uri("closed")), "x", "x");
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_NE(result.why.find("not-accepting-jobs"), std::string::npos) << result.why;
  const ProbeResult probed = probe(settings(sink_.uri("closed")));
  EXPECT_EQ(probed.what, ProbeResult::What::Rejected);
  EXPECT_NE(probed.detail.find("takes no jobs"), std::string::npos) << probed.detail;
}

TEST_F(IppDelivered, WhereAProbeFindsThePrinterReady) {
  const ProbeResult probed = probe(settings(sink_.uri("lp")));
  EXPECT_EQ(probed.what, ProbeResult::What::Ready) << probed.detail;
  EXPECT_NE(probed.detail.find("takes jobs (idle)"), std::string::npos) << probed.detail;
}

}  // namespace
}  // namespace e2e
