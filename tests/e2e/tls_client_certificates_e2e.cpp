#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Clients that show certificates, and those that do not.
namespace e2e {
namespace {

using testing::HasSubstr;

class TlsClients : public testing::Test {
 protected:
  [[nodiscard]] std::string listener(const std::string& settings) const {
    return certificates_.on(usual_json(), "immediate", settings);
  }
  static std::string host(const Daemon& daemon) {
    return "L:localhost:" + std::to_string(daemon.port());
  }
  [[nodiscard]] std::vector<std::string> showing(const std::string& file) const {
    return {"-cafile", certificates_.ca(), "-certfile", file, "-keyfile", file};
  }
  // What openssl says that shows `file`; empty: none.
  [[nodiscard]] std::string openssl(const Daemon& daemon, const std::string& file) const {
    std::vector<std::string> command = {
        "openssl",     "s_client",  "-connect", daemon.host(),      "-tls1_2",
        "-servername", "localhost", "-CAfile",  certificates_.ca(), "-verify_return_error"};
    if (!file.empty()) {
      command.insert(command.end(), {"-cert", file, "-key", file});
    }
    const Finished said = run(command);
    return said.output + said.errors;
  }
  const Certificates certificates_;
};

constexpr const char* kNeedsOne =
    "TLS-HANDSHAKE: the client sent no certificate, and here it needs one";

TEST_F(TlsClients, AreRequiredAndVerified) {
  Daemon daemon(listener(R"("client_certificate": "required")"));
  S3270 joe(host(daemon), showing(certificates_.client("JOE")));
  EXPECT_TRUE(joe.wait_for_field()) << daemon.log();
  EXPECT_EQ(joe.query("Tls"), "secure host-verified");
  EXPECT_THAT(openssl(daemon, certificates_.client("ANN")),
              HasSubstr("Verify return code: 0 (ok)"));
}

TEST_F(TlsClients, WithoutACertificateAreRefusedInWords) {
  Daemon daemon(listener(R"("client_certificate": "required")"));
  static_cast<void>(
      run({"s3270", "-cafile", certificates_.ca(), host(daemon)}, "Wait(3,InputField)\nQuit()\n"));
  EXPECT_TRUE(daemon.log_has(kNeedsOne)) << daemon.log();
  EXPECT_THAT(openssl(daemon, ""), HasSubstr("handshake failure"));
}

TEST_F(TlsClients, MayShowNoneWhereItIsOptional) {
  Daemon daemon(listener(R"("client_certificate": "optional")"));
  S3270 without(host(daemon), {"-cafile", certificates_.ca()});
  EXPECT_TRUE(without.wait_for_field()) << daemon.log();
  S3270 with(host(daemon), showing(certificates_.client("JOE")));
  EXPECT_TRUE(with.wait_for_field()) << daemon.log();
}

TEST_F(TlsClients, OfAnotherCaAreRefusedByName) {
  const Certificates others;
  Daemon daemon(listener(R"("client_certificate": "required")"));
  EXPECT_THAT(openssl(daemon, others.client("EVE")), HasSubstr("alert unknown ca"));
  EXPECT_TRUE(daemon.log_has("the client's certificate CN=EVE was issued by CN=tn3270d test CA of"))
      << daemon.log();
}

TEST_F(TlsClients, ThatAreRevokedAreRefused) {
  const std::string joe = certificates_.client("JOE");
  const std::string ann = certificates_.client("ANN");
  const std::string list = certificates_.revoke(joe);
  Daemon daemon(listener(R"("client_certificate": "required", "client_crl": ")" + list + "\""));
  EXPECT_THAT(openssl(daemon, joe), HasSubstr("alert certificate revoked"));
  EXPECT_TRUE(daemon.log_has("the client's certificate CN=JOE was revoked by its issuer"));
  EXPECT_THAT(openssl(daemon, ann), HasSubstr("Verify return code: 0 (ok)"));
}

TEST_F(TlsClients, AreTakenUnverifiedOnlyWhereThatIsSaid) {
  const Certificates others;
  Daemon daemon(listener(R"("client_certificate": "required", "allow_unverified": true)"));
  S3270 eve(host(daemon), showing(others.client("EVE")));
  EXPECT_TRUE(eve.wait_for_field()) << daemon.log();
}

}  // namespace
}  // namespace e2e
