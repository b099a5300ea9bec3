#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Mapping rules that ask who the client is by its certificate.
namespace e2e {
namespace {

using testing::HasSubstr;

const char* const kRules = R"(
  "mapping": [{"certificate": "CN=JOE*", "lu": "S001", "user": "@"},
              {"certificate": "*", "user": "STAFF"}],)";

class CertificateMapping : public testing::Test {
 protected:
  [[nodiscard]] std::string json(const std::string& tls_settings) const {
    return certificates_.on(json_of(R"({"names": "T[001-020]", "type": "terminal"},
                                       {"names": "S001", "type": "terminal", "group": "SALES"})",
                                    kRules),
                            "immediate", tls_settings);
  }
  S3270 client(const Daemon& daemon, const std::string& name) const {
    const std::string file = certificates_.client(name);
    return S3270("L:localhost:" + std::to_string(daemon.port()),
                 {"-cafile", certificates_.ca(), "-certfile", file, "-keyfile", file});
  }
  const Certificates certificates_;
};

TEST_F(CertificateMapping, GivesALuAndAUserByTheSubject) {
  Daemon daemon(json(R"("client_certificate": "required")"));
  S3270 joe = client(daemon, "JOE");
  ASSERT_TRUE(joe.wait_for_field()) << daemon.log();
  EXPECT_EQ(joe.lu(), "S001");
  EXPECT_THAT(daemon.ctl({"show", "S001"}).output,
              HasSubstr(", TLS, certificate CN=JOE, user JOE\n"));
  S3270 ann = client(daemon, "ANN");
  ASSERT_TRUE(ann.wait_for_field()) << daemon.log();
  EXPECT_EQ(ann.lu(), "T001");
  EXPECT_TRUE(daemon.log_has("certificate CN=ANN, user STAFF")) << daemon.log();
}

TEST_F(CertificateMapping, NeverBelievesWhatNobodyHasVerified) {
  Daemon daemon(certificates_.on(usual_json(), "immediate",
                                 R"("client_certificate": "required", "allow_unverified": true)"));
  const Certificates others;
  const std::string file = others.client("JOE");
  S3270 joe("L:localhost:" + std::to_string(daemon.port()),
            {"-cafile", certificates_.ca(), "-certfile", file, "-keyfile", file});
  ASSERT_TRUE(joe.wait_for_field()) << daemon.log();
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output,
              HasSubstr("certificate CN=JOE (not verified)\n"));
}

}  // namespace
}  // namespace e2e
