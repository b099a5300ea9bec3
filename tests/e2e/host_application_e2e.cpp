// Host applications with a host of other people behind them: what a client sees through tn3270d is
// what it sees there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/hercules.h"
#include "tests/e2e/raw_sink.h"
#include "tests/e2e/s3270.h"

namespace e2e {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::Not;

std::string at(std::uint16_t port) {
  return R"("host": "127.0.0.1", "port": )" + std::to_string(port);
}

// Every terminal comes to this host at its logon; `more` are further keys of the application, each
// with a comma before it.
std::string gateway_json(const std::string& host, const std::string& more = "") {
  return json_of(
      R"({"names": "G[0001-0060]", "type": "terminal"})",
      R"("mapping": [{"application": "HERC"}], "applications": [{"name": "HERC", "description": "HERCULES", "type": "host", )" +
          host + R"(, "tls": "none")" + more + "}],");
}
std::string gateway_json(const Hercules& host, const std::string& more = "") {
  return gateway_json(at(host.port()), more);
}

// The screens of one conversation, with all attributes: the guest's first, and its answer to each
// input.
std::vector<std::vector<std::string>> screens_of(S3270& client) {
  std::vector<std::vector<std::string>> screens;
  const auto take = [&] { screens.push_back(client.action("ReadBuffer(Ebcdic)").data); };
  EXPECT_TRUE(shows_guest(client));
  take();
  for (const char* text : {"HELLO", "SIZE", "AND BACK", "SIZE", ""}) {
    EXPECT_TRUE(client.enter(text)) << text;
    take();
  }
  for (const char* key : {"PF(1)", "PF(24)", "PA(1)", "PA(2)", "Clear"}) {
    EXPECT_TRUE(client.press(key)) << key;
    take();
  }
  return screens;
}

// A client of the gateway and one of the host in turn, on the same and only device.
class HostApplication : public testing::TestWithParam<const char*> {};

TEST_P(HostApplication, ShowsWhatTheHostShows) {
  const Hercules host(1);
  const std::vector<std::string> model = {"-model", GetParam()};
  std::vector<std::vector<std::string>> direct;
  {
    S3270 client(host.host(), model);
    direct = screens_of(client);
  }
  ASSERT_TRUE(host.has_lost(1)) << host.log();
  Daemon gateway(gateway_json(host));
  std::size_t gone = 1;
  for (const std::string& how : {gateway.host(), "N:" + gateway.host()}) {  // TN3270E and classic
    {
      S3270 client(how, model);
      EXPECT_THAT(screens_of(client), ElementsAreArray(direct)) << how << "\n" << gateway.log();
    }
    ASSERT_TRUE(host.has_lost(++gone)) << host.log();
  }
}

INSTANTIATE_TEST_SUITE_P(Models, HostApplication,
                         testing::Values("3278-2", "3278-3", "3278-4", "3278-5", "3279-2",
                                         "3279-4"));

TEST(HostApplicationTls, GivesItToAHostThatHasNone) {
  const Certificates certificates;
  const Hercules host(4);
  Daemon gateway(certificates.on(gateway_json(host), "immediate"));
  S3270 client("L:localhost:" + std::to_string(gateway.port()),
               {"-cafile", certificates.ca(), "-model", "3278-2"});
  ASSERT_TRUE(shows_guest(client)) << gateway.log();
  EXPECT_EQ(client.query("Tls"), "secure host-verified");
  EXPECT_EQ(client.state(), "connected-tn3270e");
  ASSERT_TRUE(client.enter("IN TLS"));
  EXPECT_THAT(client.screen(), HasSubstr("TYPED IN TLS "));
}

TEST(HostApplicationLu, IsTheDeviceThatItNames) {
  const Hercules host(4);
  Daemon gateway(gateway_json(host, R"(, "lu": "0102")"));
  S3270 client(gateway.host());
  ASSERT_TRUE(shows_guest(client)) << gateway.log();
  EXPECT_THAT(client.screen(), HasSubstr("DEVICE 0102 "));
  EXPECT_EQ(client.lu().substr(0, 1), "G") << "its own name stays the gateway's";
}

// Two that negotiate with Hercules at once may hang for ever: the gateway does not let them.
TEST(HostApplicationQueue, BringsFiftyUsersOneAtATime) {
  constexpr std::size_t kUsers = 50;
  const Hercules host(kUsers);
  Daemon gateway(gateway_json(host, R"(, "connect_inflight": 1, "connect_timeout": 60)"));
  std::vector<std::unique_ptr<S3270>> users;
  for (std::size_t one = 0; one < kUsers; ++one) {
    users.push_back(std::make_unique<S3270>(gateway.host()));
  }
  for (const auto& user : users) {
    ASSERT_TRUE(shows_guest(*user)) << gateway.log() << host.log();
  }
  for (const auto& user : users) {
    user->process().write("String(\"ALL AT ONCE\")\nEnter()\n");
  }
  for (const auto& user : users) {
    EXPECT_TRUE(user->wait_for_text("TYPED ALL AT ONCE ")) << user->screen();
    EXPECT_THAT(user->screen(), HasSubstr("INPUTS 00000001"));
  }
}

TEST(HostApplicationFailure, IsServedAgainWhenItsHostIsBack) {
  auto host = std::make_unique<Hercules>(4);
  const std::uint16_t port = host->port();
  Daemon gateway(gateway_json(*host, R"(, "connect_timeout": 2)"));
  S3270 before(gateway.host());
  ASSERT_TRUE(shows_guest(before)) << gateway.log();
  host->process().signal(SIGKILL);
  ASSERT_TRUE(host->process().finish(std::chrono::seconds(5)).has_value());
  EXPECT_TRUE(before.wait_for_text("the host ")) << before.screen() << gateway.log();
  EXPECT_THAT(before.screen(), Not(HasSubstr("TN3270D TEST GUEST")));
  EXPECT_TRUE(gateway.process().running());

  host = std::make_unique<Hercules>(4, Hercules::Guest::Echo, port);
  S3270 after(gateway.host());
  ASSERT_TRUE(shows_guest(after)) << gateway.log();
  ASSERT_TRUE(after.enter("BACK"));
  EXPECT_THAT(after.screen(), HasSubstr("TYPED BACK "));
}

// Two hosts, the first of them down.
TEST(HostApplicationFailure, IsServedByTheNextHost) {
  const Hercules host(4);
  Daemon gateway(gateway_json(R"("hosts": [{)" + at(free_port()) + "}, {" + at(host.port()) +
                              R"(}], "order": "failover")"));
  S3270 client(gateway.host());
  EXPECT_TRUE(shows_guest(client)) << gateway.log();
}

// A host's printer session ends at one of our printers, by way of the spool.
TEST(HostApplicationPrinter, PrintsWhereOursDo) {
  const RawSink sink;
  Daemon host(json_of(R"({"names": "P001", "type": "printer", "application": "DEMO"})",
                      R"("applications": [{"name": "DEMO", "type": "demo"}],)"));
  Daemon gateway(json_of(
      R"({"names": "P001", "type": "direct", "application": "FAR", "host": "127.0.0.1", "port": )" +
          std::to_string(sink.port()) + "}",
      R"("applications": [{"name": "FAR", "type": "host", "lu": "from client", )" +
          at(host.port()) + "}],"));
  const auto jobs = sink.jobs(1);
  ASSERT_FALSE(jobs.empty()) << gateway.log() << host.log();
  EXPECT_THAT(jobs[0], HasSubstr("P001"));
  EXPECT_THAT(jobs[0], HasSubstr("DEMO"));
}

}  // namespace
}  // namespace e2e
