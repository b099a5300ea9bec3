#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Certificates that are renewed while the server runs.
namespace e2e {
namespace {

using testing::HasSubstr;

class TlsReload : public testing::Test {
 protected:
  [[nodiscard]] std::string localhost() const {
    return "L:localhost:" + std::to_string(daemon_.port());
  }
  // The fingerprint of what a new client is sent.
  [[nodiscard]] std::string shown() const {
    const Finished sent = run({"openssl", "s_client", "-connect", daemon_.host()});
    return run({"openssl", "x509", "-noout", "-fingerprint"}, sent.output).output;
  }
  void renew() const {
    const Finished made =
        run({tn3270d_binary(), "certificate", "--force", "--directory",
             std::filesystem::path(certificates_.server()).parent_path().string()});
    ASSERT_EQ(made.status, 0) << made.errors;
  }
  const Certificates certificates_;
  Daemon daemon_{certificates_.on(usual_json(), "immediate")};
};

TEST_F(TlsReload, GivesNewClientsTheNewCertificateAndLeavesOldOnesAlone) {
  S3270 client(localhost(), {"-cafile", certificates_.ca()});
  ASSERT_TRUE(client.wait_for_field());
  const std::string before = shown();
  renew();
  EXPECT_EQ(shown(), before) << "nobody has asked for it yet";
  daemon_.process().signal(SIGHUP);
  ASSERT_TRUE(daemon_.log_has("TND020I")) << daemon_.log();
  EXPECT_THAT(daemon_.log(), HasSubstr("new connections get CN=localhost until"));
  EXPECT_NE(shown(), before);
  EXPECT_TRUE(client.press("Clear")) << "the old session lives";
  EXPECT_EQ(client.query("Tls"), "secure host-verified");
  S3270 another(localhost(), {"-cafile", certificates_.ca()});
  EXPECT_TRUE(another.wait_for_field());
}

TEST_F(TlsReload, KeepsTheOldOneWhenTheNewOneDoesNotLoad) {
  const std::string before = shown();
  std::ofstream(certificates_.server()) << "half a certificate";
  daemon_.process().signal(SIGHUP);
  ASSERT_TRUE(daemon_.log_has("TND021W")) << daemon_.log();
  EXPECT_THAT(daemon_.log(), HasSubstr("what was loaded before stays in service: CN=localhost"));
  EXPECT_EQ(shown(), before);
}

}  // namespace
}  // namespace e2e
