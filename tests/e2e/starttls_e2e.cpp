#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <utility>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// STARTTLS, option 46 (PROTOCOL 3.1 with its traps).
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
const char* const kImpatient = R"(
  "timing": {"tls_handshake": 1, "negotiation_phase": 1},)";

class StartTls : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] std::string localhost() const {
    return "localhost:" + std::to_string(daemon_.port());
  }
  static doubles::ScriptedTerminal::Manners secure(tn3270::ByteBuffer behind_follows = {}) {
    doubles::ScriptedTerminal::Manners manners;
    manners.starttls = true;
    manners.behind_follows = std::move(behind_follows);
    return manners;
  }
  Certificates certificates_;
  Daemon daemon_{certificates_.on(usual_json(std::string(kDemo) + kImpatient), GetParam())};
};

TEST_P(StartTls, S3270TakesItAndVerifies) {
  S3270 client(localhost(), {"-cafile", certificates_.ca(), "-model", "3279-4"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("Tls"), "secure host-verified");
  EXPECT_EQ(client.state(), "connected-tn3270e");
  EXPECT_THAT(daemon_.ctl({"show", "T001"}).output, HasSubstr(", TLS\n"));
}

TEST_P(StartTls, AClientThatDistrustsTheCertificateLeavesNoLuBehind) {
  const Certificates others;
  const Finished client = run({"s3270", "-cafile", others.ca(), localhost()}, "Quit()\n");
  EXPECT_NE(client.status, 0);
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE"));
  EXPECT_THAT(daemon_.ctl({"lus"}).output, Not(HasSubstr("ACT")));
}

// x3270 sends its ClientHello in the same segment as FOLLOWS.
TEST_P(StartTls, AClientHelloThatWasReadAheadIsUsed) {
  RawClient client(daemon_.port());
  doubles::ScriptedTerminal terminal(secure(client.prepare_tls()));
  ASSERT_TRUE(client.talk(terminal, [&] { return terminal.secured(); }));
  ASSERT_TRUE(client.finish_tls(terminal.behind_follows()));
  terminal.start_inside_tls();
  EXPECT_TRUE(client.log_on(terminal));
  EXPECT_EQ(terminal.lu(), "T001");
}

TEST_P(StartTls, PlainTextBehindFollowsEndsTheConnection) {
  // WILL TN3270E, as if it had been said inside TLS (compare CVE-2011-0411).
  doubles::ScriptedTerminal terminal(secure({0xFF, 0xFB, 0x28, 0xFF, 0xFB, 0x18}));
  const RawClient client(daemon_.port());
  client.talk(terminal, [&] { return terminal.secured(); });
  EXPECT_TRUE(client.closed_within(seconds(3)));
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE: this is not TLS: telnet came"));
}

TEST_P(StartTls, AHandshakeThatDoesNotComeIsNotWaitedForForEver) {
  doubles::ScriptedTerminal terminal(secure());
  const RawClient client(daemon_.port());
  ASSERT_TRUE(client.talk(terminal, [&] { return terminal.secured(); }));
  EXPECT_TRUE(client.closed_within(seconds(3)));
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE: it did not end within its time"));
}

INSTANTIATE_TEST_SUITE_P(OfferedAndRequired, StartTls, testing::Values("negotiated", "required"));

// s3270 4.1 with startTls off connects again and again, and faster and faster, as soon as its
// connection has ended: it is ended by force.
class Refusing : public testing::Test {
 protected:
  void start(const char* tls) {
    daemon_ = std::make_unique<Daemon>(certificates_.on(usual_json(kDemo), tls));
    client_ = std::make_unique<S3270>(
        daemon_->host(), std::vector<std::string>{"-model", "3278-2", "-set", "startTls=false"});
  }
  void TearDown() override {
    if (client_) {
      client_->process().signal(SIGKILL);
    }
  }
  Certificates certificates_;
  std::unique_ptr<Daemon> daemon_;
  std::unique_ptr<S3270> client_;
};

TEST_F(Refusing, AnOfferGoesOnInTheClear) {
  start("negotiated");
  ASSERT_TRUE(client_->wait_for_field());
  EXPECT_EQ(client_->query("Tls"), "not secure");
  EXPECT_EQ(client_->state(), "connected-tn3270e");
  EXPECT_THAT(daemon_->ctl({"show", "T001"}).output, HasSubstr("no TLS"));
}

TEST_F(Refusing, ADemandIsToldInWords) {
  start("required");
  EXPECT_TRUE(client_->wait_for_text("This server needs TLS (STARTTLS was refused)."));
  client_->process().signal(SIGKILL);
  EXPECT_TRUE(daemon_->log_has("client refuses STARTTLS"));
  EXPECT_THAT(daemon_->ctl({"lus"}).output, Not(HasSubstr("ACT")));
}

}  // namespace
}  // namespace e2e
