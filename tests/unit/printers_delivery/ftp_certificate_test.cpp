#include "printers/delivery/ftp_certificate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "printers/delivery/ftp_delivery.h"
#include "tests/unit/printers_delivery/ftp_tls_double.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

using What = DeliveryResult::What;
using Script = FtpTlsDouble::Script;
using DataKey = FtpTlsDouble::DataKey;
using AfterCcc = FtpTlsDouble::AfterCcc;

config::DeliverySettings settings_for(const FtpTlsDouble& server) {
  config::DeliverySettings settings;
  settings.host = "127.0.0.1";
  settings.port = server.port();
  settings.user = "paula";
  settings.password = "geheim";
  settings.tls = config::DeliveryTls::Explicit;
  settings.verify = false;
  settings.connect = std::chrono::seconds(5);
  settings.answer = std::chrono::seconds(5);
  return settings;
}

DeliveryResult deliver_to(const config::DeliverySettings& settings, const std::string& bytes) {
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  return deliver_ftp(lu_of(config::LuType::Ftp, settings), job.parcel(), order.stop(), progress);
}

TEST(FtpCertificate, IsTheSameOnBothConnections) {
  const FtpTlsDouble server({});
  const DeliveryResult result = deliver_to(settings_for(server), "a job\n");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(server.stored(), "a job\n");
}

class AnotherCertificate : public ::testing::TestWithParam<bool> {};

TEST_P(AnotherCertificate, OnTheDataConnectionFailsTheJobBeforeAByteIsSent) {
  const FtpTlsDouble server({.key = DataKey::Another});
  config::DeliverySettings settings = settings_for(server);
  settings.ccc = GetParam();
  for (const std::string bytes : {"a job\n", ""}) {
    const DeliveryResult result = deliver_to(settings, bytes);
    EXPECT_EQ(result.what, What::Failed);
    EXPECT_EQ(result.why, "127.0.0.1:" + std::to_string(server.port()) +
                              " shows another certificate on the data connection than on the "
                              "control connection");
  }
  EXPECT_EQ(server.stored(), "");
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutCcc, AnotherCertificate, ::testing::Bool());

TEST(FtpCertificate, MayDifferIfTheSettingsSaySo) {
  const FtpTlsDouble server({.key = DataKey::Another});
  config::DeliverySettings settings = settings_for(server);
  settings.same_certificate = false;
  const DeliveryResult result = deliver_to(settings, "a job\n");
  EXPECT_EQ(result.what, What::Printed) << result.why;
}

// --- CCC

std::size_t times(const FtpTlsDouble& server, const std::string& command) {
  const std::vector<std::string> all = server.commands();
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), command));
}

TEST(FtpCcc, IsNotSaidUnlessItIsAskedFor) {
  const FtpTlsDouble server({});
  EXPECT_EQ(deliver_to(settings_for(server), "x").what, What::Printed);
  EXPECT_EQ(times(server, "CCC"), 0U);
}

TEST(FtpCcc, LeavesDataProtected) {
  const FtpTlsDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.ccc = true;
  const DeliveryResult result = deliver_to(settings, "x");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(times(server, "CCC"), 1U);
  EXPECT_EQ(server.stored(), "x");
}

struct Denial {
  AfterCcc after;
  const char* refusal;
  std::size_t bytes;
};
void PrintTo(const Denial& denial, std::ostream* out) {
  *out << denial.refusal << " for " << denial.bytes;
}

class FtpCccDenied : public ::testing::TestWithParam<Denial> {};

TEST_P(FtpCccDenied, RepeatsTheJobWithoutIt) {
  const FtpTlsDouble server({.after_ccc = GetParam().after, .refusal = GetParam().refusal});
  config::DeliverySettings settings = settings_for(server);
  settings.ccc = true;
  const std::string bytes(GetParam().bytes, 'x');
  const DeliveryResult result = deliver_to(settings, bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_TRUE(server.stored() == bytes);
  EXPECT_EQ(times(server, "CCC"), 1U);
  EXPECT_EQ(times(server, "AUTH TLS"), 2U);
}

INSTANTIATE_TEST_SUITE_P(
    All, FtpCccDenied,
    ::testing::Values(Denial{AfterCcc::Refused, "534 policy", 10},
                      Denial{AfterCcc::Refused, "522 session reuse required", 10},
                      Denial{AfterCcc::Refused, "425 no data connection", 10},
                      Denial{AfterCcc::ThenDenied, "534 TLS NEGOTIATION FAILED", 10},
                      Denial{AfterCcc::ThenDenied, "534 TLS NEGOTIATION FAILED", 20000000}));

TEST(FtpCcc, IsNotBlamedForAFullDisk) {
  const FtpTlsDouble server({.after_ccc = AfterCcc::Refused, .refusal = "452 disk full"});
  config::DeliverySettings settings = settings_for(server);
  settings.ccc = true;
  EXPECT_EQ(deliver_to(settings, "x").what, What::Retry);
  EXPECT_EQ(times(server, "AUTH TLS"), 1U);
}

}  // namespace
}  // namespace printers
