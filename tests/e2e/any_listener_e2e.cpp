#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// TLS, STARTTLS and clear text on one port.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

class AnyListener : public testing::Test {
 protected:
  Certificates certificates_;
  Daemon daemon_{certificates_.on(usual_json(), "any")};
};

TEST_F(AnyListener, TakesTlsFromTheFirstByte) {
  S3270 client("L:localhost:" + std::to_string(daemon_.port()), {"-cafile", certificates_.ca()});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("Tls"), "secure host-verified");
  EXPECT_THAT(daemon_.ctl({"show", "T001"}).output, HasSubstr(", TLS\n"));
}

TEST_F(AnyListener, OffersStarttlsToWhomeverIsSilent) {
  S3270 client("localhost:" + std::to_string(daemon_.port()), {"-cafile", certificates_.ca()});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("Tls"), "secure host-verified");
}

TEST_F(AnyListener, GoesOnInTheClearWithWhomeverRefuses) {
  S3270 client(daemon_.host(), {"-set", "startTls=false"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("Tls"), "not secure");
  EXPECT_THAT(daemon_.ctl({"show", "T001"}).output, HasSubstr(", no TLS\n"));
  client.process().signal(SIGKILL);  // it would connect again and again
}

TEST_F(AnyListener, AnswersWhomeverSpeaksTelnetFirstAtOnce) {
  const RawClient client(daemon_.port());
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_TRUE(client.send({0xFF, 0xFB, 0x18}));
  EXPECT_TRUE(client.receive(seconds(3)));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(1));
}

}  // namespace
}  // namespace e2e
