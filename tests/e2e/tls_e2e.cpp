#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// A listener that speaks TLS from the first byte.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
const char* const kImpatient = R"(
  "timing": {"tls_handshake": 1},)";

class Tls : public testing::Test {
 protected:
  // x3270 4.1 compares names, so never 127.0.0.1 where it verifies.
  [[nodiscard]] std::string localhost() const {
    return "L:localhost:" + std::to_string(daemon_.port());
  }
  void nobody_has_a_lu() {
    EXPECT_THAT(daemon_.ctl({"lus"}).output, Not(HasSubstr("ACT"))) << daemon_.log();
  }
  Certificates certificates_;
  Daemon daemon_{certificates_.on(usual_json(std::string(kDemo) + kImpatient), "immediate")};
};

TEST_F(Tls, AVerifiedCertificate) {
  S3270 client(localhost(), {"-cafile", certificates_.ca(), "-model", "3279-2"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("Tls"), "secure host-verified");
  EXPECT_EQ(client.state(), "connected-tn3270e");
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_TRUE(client.wait_for_text("DEMO  A demonstration"));
  EXPECT_THAT(daemon_.ctl({"show", "T001"}).output, HasSubstr(", TLS\n"));
}

TEST_F(Tls, AnUnverifiedOneAndClassic) {
  S3270 client("L:" + daemon_.host(), {"-noverifycert", "-model", "3278-2"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("Tls"), "secure host-unverified");
  S3270 classic("L:N:" + daemon_.host(), {"-noverifycert", "-model", "3278-2"});
  ASSERT_TRUE(classic.wait_for_field());
  EXPECT_EQ(classic.state(), "connected-3270");
}

TEST_F(Tls, AClientThatDistrustsTheCertificateLeavesNoLuBehind) {
  const Certificates others;
  const Finished client = run({"s3270", "-cafile", others.ca(), localhost()}, "Quit()\n");
  EXPECT_NE(client.status, 0);
  EXPECT_THAT(client.errors + client.output, HasSubstr("Connection failed"));
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE: the client ended it: unknown CA"));
  nobody_has_a_lu();
}

TEST_F(Tls, OldAndNewVersionsByOpenssl) {
  const auto hello = [this](const char* version) {
    return run({"openssl", "s_client", "-connect", daemon_.host(), version, "-servername",
                "localhost", "-CAfile", certificates_.ca(), "-verify_hostname", "localhost",
                "-verify_return_error"})
        .output;
  };
  EXPECT_THAT(hello("-tls1_2"), HasSubstr("New, TLSv1.2, Cipher is ECDHE-ECDSA"));
  EXPECT_THAT(hello("-tls1_3"), HasSubstr("New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384"));
  EXPECT_THAT(hello("-tls1_3"), HasSubstr("Verify return code: 0 (ok)"));
  EXPECT_THAT(hello("-tls1_1"), HasSubstr("New, (NONE)"));
  EXPECT_TRUE(daemon_.log_has("no TLS version in common"));
}

TEST(TlsPrinter, PrintsInTls) {
  const Certificates certificates;
  Daemon daemon(certificates.on(
      json_of(R"({"names": "P001", "type": "printer", "application": "DEMO"})", kDemo),
      "immediate"));
  Printer printer("L:P001@localhost:" + std::to_string(daemon.port()),
                  {"-cafile", certificates.ca()});
  EXPECT_THAT(printer.page(), testing::Contains(HasSubstr("Logical unit  P001")));
  EXPECT_THAT(daemon.ctl({"show", "P001"}).output, HasSubstr(", TLS\n"));
}

// A handshake that waits for its client is no work, and counts for nothing.
TEST(TlsAdmission, SilentClientsKeepNobodyOut) {
  const Certificates certificates;
  Daemon daemon(certificates.on(usual_json(R"("admission": {"handshakes": 1},)"), "immediate"));
  const RawClient one(daemon.port());
  const RawClient two(daemon.port());
  S3270 client("L:localhost:" + std::to_string(daemon.port()), {"-cafile", certificates.ca()});
  EXPECT_TRUE(client.wait_for_field(5)) << daemon.log();
}

// Forty clients and then a session of the same reactor speak while the server sees nothing. Between
// any two handshakes the session has its turn: it does not wait for all who spoke before it.
TEST(TlsAdmission, ASessionIsHeardBetweenTheHandshakesOfOthers) {
  constexpr std::size_t kOthers = 40;
  const std::size_t reactors = std::max(1U, std::thread::hardware_concurrency());
  const Certificates certificates;
  Daemon daemon(certificates.on(usual_json(), "immediate"));
  RawClient client(daemon.port());
  ASSERT_TRUE(client.start_tls());
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(client.log_on(terminal));
  std::vector<std::unique_ptr<RawClient>> others;
  std::vector<std::unique_ptr<RawClient>> elsewhere;
  for (std::size_t number = 1; others.size() < kOthers; ++number) {
    // Each goes where the fewest are: every so-manieth to the session's.
    auto& list = number % reactors == 0 ? others : elsewhere;
    list.push_back(std::make_unique<RawClient>(daemon.port()));
  }
  RawClient last(daemon.port());
  ASSERT_TRUE(last.start_tls()) << "the others have arrived before";

  daemon.process().signal(SIGSTOP);
  siginfo_t stopped{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(daemon.process().pid()), &stopped, WSTOPPED), 0);
  for (const auto& other : others) {
    EXPECT_TRUE(
        other->send({'G', 'E', 'T', ' ', '/', ' ', 'H', 'T', 'T', 'P', '/', '1', '.', '1'}));
  }
  terminal.send({0xF3, 0x40, 0x40});  // PF3 ends it
  EXPECT_TRUE(client.talk(terminal, [] { return true; }));
  daemon.process().signal(SIGCONT);
  for (const auto& other : others) {
    EXPECT_TRUE(other->closed_within(seconds(5)));
  }
  ASSERT_TRUE(client.closed_within(seconds(5)));
  ASSERT_TRUE(daemon.log_has("ended UNBIND"));
  const std::string log = daemon.log();
  const std::string before = log.substr(0, log.find("ended UNBIND"));
  const std::string first = before.substr(0, before.find("ended TLS-HANDSHAKE") + 1);
  EXPECT_THAT(before.substr(first.size()), Not(HasSubstr("ended TLS-HANDSHAKE")))
      << "more than one came before the session";
}

TEST_F(Tls, WhatIsNotTlsIsNamed) {
  const RawClient browser(daemon_.port());
  browser.send({'G', 'E', 'T', ' ', '/', ' ', 'H', 'T', 'T', 'P', '/', '1', '.', '1'});
  EXPECT_TRUE(browser.closed_within(seconds(3)));
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE: this is not TLS: an HTTP request came"));
  const RawClient telnet(daemon_.port());
  telnet.send({0xFF, 0xFB, 0x28, 0xFF, 0xFB, 0x18});
  EXPECT_TRUE(telnet.closed_within(seconds(3)));
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE: this is not TLS: telnet came"));
  const RawClient noise(daemon_.port());
  noise.send({0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0xDE, 0xAD, 0xBE, 0xEF});
  noise.send(tn3270::ByteBuffer(500, 0xA5));
  EXPECT_TRUE(noise.closed_within(seconds(3)));
  nobody_has_a_lu();
}

TEST_F(Tls, ASilentClientIsDroppedAtTheHandshakesDeadline) {
  const RawClient silent(daemon_.port());
  RawClient half(daemon_.port());  // only to make a ClientHello
  tn3270::ByteBuffer hello = half.prepare_tls();
  hello.resize(hello.size() / 2);
  const RawClient slow(daemon_.port());
  slow.send(hello);
  EXPECT_TRUE(silent.closed_within(seconds(3)));
  EXPECT_TRUE(slow.closed_within(seconds(3)));
  EXPECT_TRUE(daemon_.log_has("TLS-HANDSHAKE: it did not end within its time"));
}

TEST_F(Tls, SeveralRecordsInOneOfTls) {
  RawClient client(daemon_.port());
  ASSERT_TRUE(client.start_tls());
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(client.log_on(terminal));
  terminal.forget_records();
  terminal.press_sysreq();
  terminal.send_sscp({0xD1, 0xE4, 0xD5, 0xD2});
  terminal.send_sscp({0xC8, 0xC5, 0xD3, 0xD7});
  EXPECT_TRUE(client.talk(terminal, [&] { return terminal.records().size() >= 3; }));
  for (const auto& record : terminal.records()) {
    EXPECT_EQ(record.type, 7) << "SSCP-LU-DATA";
  }
}

TEST_F(Tls, KillEndsAClientInTls) {
  S3270 client(localhost(), {"-cafile", certificates_.ca()});
  ASSERT_TRUE(client.wait_for_field());
  const Finished killed = daemon_.ctl({"kill", "T001"});
  EXPECT_EQ(killed.status, 0) << killed.errors;
  EXPECT_TRUE(client.action("Wait(5,Disconnect)").ok);
  nobody_has_a_lu();
  RawClient raw(daemon_.port());
  ASSERT_TRUE(raw.start_tls());
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(raw.log_on(terminal));
  EXPECT_EQ(daemon_.ctl({"kill", terminal.lu()}).status, 0);
  EXPECT_TRUE(raw.closed_within(seconds(3)));
}

}  // namespace
}  // namespace e2e
