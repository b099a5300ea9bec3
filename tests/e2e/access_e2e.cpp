#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/doubles/scripted_terminal.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// Who may connect, how many, and who a load balancer's client is. Everything here comes from
// loopback: other addresses are said in headers of PROXY protocol v2.
namespace e2e {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

std::string listener(const std::string& keys) {
  return R"({"name": "TEST", "listeners": [{"name": "clear", "port": @PORT@, )" + keys + R"(}],
    "lus": [{"names": "T[001-020]", "type": "terminal"}, {"names": "S001", "type": "terminal",
             "group": "SALES"}],
    "mapping": [{"client": "192.0.2.7", "group": "SALES"}],
    "applications": [{"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"}],
    @ADMIN@})";
}

tn3270::ByteBuffer proxied(const std::vector<std::uint8_t>& client) {
  tn3270::ByteBuffer bytes{0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51,
                           0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0x00, 0x0C};
  bytes.insert(bytes.end(), client.begin(), client.end());
  bytes.insert(bytes.end(), {127, 0, 0, 1, 0x9C, 0x40, 0x0C, 0xC6});
  return bytes;
}

const char* const kBehindABalancer = R"("proxy_protocol": ["127.0.0.1"])";

TEST(LoadBalancer, ItsClientsAreMappedByTheirOwnAddress) {
  Daemon daemon(listener(kBehindABalancer));
  const RawClient client(daemon.port());
  ASSERT_TRUE(client.send(proxied({192, 0, 2, 7})));
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(client.log_on(terminal)) << daemon.log();
  EXPECT_EQ(terminal.lu(), "S001");
  EXPECT_THAT(daemon.ctl({"show", "S001"}).output, HasSubstr("192.0.2.7 port 40000"));
}

TEST(LoadBalancer, AHeaderMayComeInPieces) {
  Daemon daemon(listener(kBehindABalancer));
  const RawClient client(daemon.port());
  for (const std::uint8_t byte : proxied({192, 0, 2, 7})) {
    ASSERT_TRUE(client.send({byte}));
    EXPECT_FALSE(client.receive(milliseconds(2)));
  }
  doubles::ScriptedTerminal terminal({});
  EXPECT_TRUE(client.log_on(terminal)) << daemon.log();
}

TEST(LoadBalancer, WhoDoesNotSayForWhomItConnectsIsTurnedAway) {
  Daemon daemon(listener(kBehindABalancer));
  const RawClient telnet(daemon.port());
  ASSERT_TRUE(telnet.send({0xFF, 0xFB, 0x28}));
  EXPECT_TRUE(telnet.closed_within(seconds(3)));
  EXPECT_TRUE(daemon.log_has("TND121W load balancer 127.0.0.1"));
  EXPECT_THAT(daemon.log(), HasSubstr("send-proxy-v2"));
}

TEST(Access, TheFirstRuleThatFitsDecides) {
  Daemon daemon(listener(std::string(kBehindABalancer) +
                         R"(, "access": [{"deny": "192.0.2.9"}, {"allow": "192.0.2.0/24"}])"));
  const RawClient denied(daemon.port());
  denied.send(proxied({192, 0, 2, 9}));
  EXPECT_TRUE(denied.closed_within(seconds(3)));
  EXPECT_TRUE(daemon.log_has("TND120W 192.0.2.9 port 40000 may not connect to clear 127.0.0.1"));
  const RawClient stranger(daemon.port());
  stranger.send(proxied({198, 51, 100, 1}));
  EXPECT_TRUE(stranger.closed_within(seconds(3)));
  const RawClient client(daemon.port());
  client.send(proxied({192, 0, 2, 7}));
  doubles::ScriptedTerminal terminal({});
  EXPECT_TRUE(client.log_on(terminal)) << daemon.log();
}

TEST(Access, ClientsOfThisMachineAlwaysMay) {
  Daemon daemon(listener(R"("access": [{"deny": "any"}])"));
  S3270 client(daemon.host());
  EXPECT_TRUE(client.wait_for_field());
}

TEST(Access, AnAddressHasNoMoreClientsThanItMay) {
  Daemon daemon(listener(std::string(kBehindABalancer) + R"(, "clients_per_address": 1)"));
  auto first = std::make_unique<RawClient>(daemon.port());
  first->send(proxied({192, 0, 2, 7}));
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(first->log_on(terminal));
  const RawClient second(daemon.port());
  second.send(proxied({192, 0, 2, 7}));
  EXPECT_TRUE(second.closed_within(seconds(3)));
  EXPECT_TRUE(daemon.log_has("its address has 1 client already, as many as one may"));
  first.reset();
  ASSERT_TRUE(daemon.log_has("TND102I"));
  const RawClient third(daemon.port());
  third.send(proxied({192, 0, 2, 7}));
  doubles::ScriptedTerminal another({});
  EXPECT_TRUE(third.log_on(another)) << daemon.log();
}

TEST(Access, AListenerIsFull) {
  Daemon daemon(listener(R"("clients": 1)"));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  const RawClient second(daemon.port());
  EXPECT_TRUE(second.closed_within(seconds(3)));
  EXPECT_TRUE(daemon.log_has("the listener has 1 client already"));
}

// Seed 3.7.9.
TEST(Access, ASuspendedPortTakesNobodyAndKeepsItsSessions) {
  Daemon daemon(listener(R"("sna": true)"));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  const std::string port = std::to_string(daemon.port());
  const Finished suspended = daemon.ctl({"command", "MSG BSTTINET,D=PORT " + port + " SUSPEND"});
  EXPECT_THAT(suspended.output,
              HasSubstr("TND350I clear 127.0.0.1 port " + port + " is suspended"));
  EXPECT_NE(run({"openssl", "s_client", "-connect", daemon.host()}).status, 0);
  EXPECT_THAT(run({"openssl", "s_client", "-connect", daemon.host()}).errors,
              HasSubstr("Connection refused"));
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_TRUE(client.wait_for_text("A demonstration"));
  EXPECT_THAT(daemon.ctl({"command", "PORT " + port + " RESUME"}).output,
              HasSubstr("takes clients again"));
  S3270 next(daemon.host());
  EXPECT_TRUE(next.wait_for_field());
  const Finished unknown = daemon.ctl({"command", "PORT 1 SUSPEND"});
  EXPECT_THAT(unknown.output + unknown.errors, HasSubstr("TND351E no listener has port 1; there"));
}

}  // namespace
}  // namespace e2e
