// tn3270d in front of tn3270d: TN3270E on both legs, in every size, with TLS, responses and
// printers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

namespace e2e {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::Not;

// Each LU is asked for by its own name, so that screens that show it are the same.
std::string gateway_json(std::uint16_t port, const std::string& more = "",
                         const std::string& lus = "", const std::string& keys = "") {
  return json_of(R"({"names": "T[001-020]", "type": "terminal"})" + lus,
                 keys +
                     R"("applications": [{"name": "FAR", "description": "FAR AWAY", "type": "host",
          "host": "localhost", "port": )" +
                     std::to_string(port) + R"(, "lu": "from client")" + more + R"(}],)");
}

std::string host_json(const std::string& lus = "") {
  return json_of(R"({"names": "T[001-020]", "type": "terminal", "application": "IVP"})" + lus,
                 R"("applications": [{"name": "IVP", "description": "IVP", "type": "ivp"},
                     {"name": "DEMO", "description": "DEMO", "type": "demo"}],)");
}

// Pages of the IVP, with their attributes; the first one shows the client's port.
std::vector<std::vector<std::string>> pages_of(S3270& client) {
  std::vector<std::vector<std::string>> pages;
  EXPECT_TRUE(client.wait_for_text("1 of"));
  for (int page = 2; page < 8; ++page) {
    EXPECT_TRUE(client.press("PF(8)"));
    pages.push_back(client.action("ReadBuffer(Ebcdic)").data);
  }
  return pages;
}

class HostChain : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(HostChain, ShowsWhatTheHostShows) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host.port()));
  std::vector<std::vector<std::string>> direct;
  {
    S3270 client("T007@" + host.host(), GetParam());
    direct = pages_of(client);
  }
  ASSERT_TRUE(host.shows({"lus"}, "T007  terminal  CONCT"));
  S3270 client("T007@" + gateway.host(), GetParam());
  ASSERT_TRUE(client.enter("FAR"));
  EXPECT_THAT(pages_of(client), ElementsAreArray(direct)) << gateway.log();
  EXPECT_EQ(client.query("BindPluName"), "IVP") << "the host's own BIND";
}

INSTANTIATE_TEST_SUITE_P(Models, HostChain,
                         testing::Values(std::vector<std::string>{"-model", "3278-2"},
                                         std::vector<std::string>{"-model", "3279-3"},
                                         std::vector<std::string>{"-model", "3279-4"},
                                         std::vector<std::string>{"-model", "3279-5"},
                                         std::vector<std::string>{"-model", "3279-2", "-oversize",
                                                                  "132x43"}));

TEST(HostChainKeys, LeadBackToTheMenuAndFreeTheHostsLu) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host.port()));
  S3270 client("T003@" + gateway.host());
  ASSERT_TRUE(client.enter("FAR"));
  ASSERT_TRUE(client.wait_for_text("1 of")) << gateway.log();
  EXPECT_TRUE(host.shows({"lus"}, "T003  terminal  ACT/S"));
  ASSERT_TRUE(client.press("PA(3)"));
  EXPECT_TRUE(client.wait_for_text("Welcome to the test"));
  EXPECT_TRUE(host.shows({"lus"}, "T003  terminal  CONCT"));
  ASSERT_TRUE(client.enter("FAR"));
  EXPECT_TRUE(client.wait_for_text("1 of")) << "and there again";
}

TEST(HostChainKeys, KillClosesTheConnectionToTheHost) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host.port()));
  S3270 client("T003@" + gateway.host());
  ASSERT_TRUE(client.enter("FAR"));
  ASSERT_TRUE(client.wait_for_text("1 of")) << gateway.log();
  EXPECT_THAT(
      gateway.ctl({"command", "D NET,ID=FAR"}).output,
      HasSubstr("TND333I host localhost port " + std::to_string(host.port()) + ": up, 1 session"));
  EXPECT_EQ(gateway.ctl({"kill", "T003"}).status, 0);
  EXPECT_TRUE(host.shows({"lus"}, "T003  terminal  CONCT"));
  EXPECT_TRUE(gateway.shows({"command", "D NET,ID=FAR"}, ": up, 0 sessions"));
}

TEST(HostChainEnds, AreSaidOnTheMenu) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host.port()));
  S3270 holder("T004@" + host.host());
  ASSERT_TRUE(holder.wait_for_text("1 of"));
  S3270 client("T004@" + gateway.host());
  ASSERT_TRUE(client.enter("FAR"));
  EXPECT_TRUE(client.wait_for_text("refuses T004: DEVICE-IN-USE")) << client.screen();
  S3270 other("T005@" + gateway.host());
  ASSERT_TRUE(other.enter("FAR"));
  ASSERT_TRUE(other.wait_for_text("1 of"));
  EXPECT_EQ(host.ctl({"kill", "T005"}).status, 0);
  EXPECT_TRUE(other.wait_for_text("the host has ended the session")) << other.screen();
  host.process().signal(SIGTERM);
  ASSERT_TRUE(host.process().finish(std::chrono::seconds(10)));
  ASSERT_TRUE(other.enter("FAR"));
  EXPECT_TRUE(other.wait_for_text("Connection refused")) << other.screen();
}

TEST(HostChainTls, IsVerified) {
  const Certificates certificates;
  const Certificates others;
  Daemon host(certificates.on(host_json(), "immediate"));
  const auto tls = [&](const std::string& ca) {
    return gateway_json(host.port(), R"(, "tls": "immediate", "ca": ")" + ca + "\"");
  };
  {
    Daemon gateway(tls(certificates.ca()));
    S3270 client(gateway.host());
    ASSERT_TRUE(client.enter("FAR"));
    EXPECT_TRUE(client.wait_for_text("1 of")) << client.screen() << gateway.log();
  }
  Daemon gateway(tls(others.ca()));
  S3270 client(gateway.host());
  ASSERT_TRUE(client.enter("FAR"));
  EXPECT_TRUE(client.wait_for_text("certificate")) << client.screen() << gateway.log();
  EXPECT_THAT(client.screen(), Not(HasSubstr("1 of")));
}

TEST(HostChainTls, ByStartTlsOrNotAtAll) {
  const Certificates certificates;
  const std::string more = R"(, "tls": "negotiated", "ca": ")" + certificates.ca() + "\"";
  {
    Daemon host(certificates.on(host_json(), "required"));
    Daemon gateway(gateway_json(host.port(), more));
    S3270 client(gateway.host());
    ASSERT_TRUE(client.enter("FAR"));
    EXPECT_TRUE(client.wait_for_text("1 of")) << client.screen() << gateway.log();
  }
  Daemon host(host_json());
  Daemon gateway(gateway_json(host.port(), more));
  S3270 client(gateway.host());
  ASSERT_TRUE(client.enter("FAR"));
  EXPECT_TRUE(client.wait_for_text("not established")) << client.screen();
  EXPECT_TRUE(host.shows({"lus"}, "T001  terminal  CONCT")) << "no name was said in the clear";
}

TEST(HostChainCheck, SaysWhatIsWrongWithAHost) {
  const TemporaryFolder folder;
  const auto checked = [&](const std::string& keys) {
    const auto file = folder.write("a.json", R"({"listeners": [{"port": 39999}],
        "lus": [{"names": "T1"}], "applications": [{"name": "FAR", "description": "FAR AWAY",
        "type": "host", "host": "192.0.2.1", )" + keys +
                                                 "}]}");
    return run({tn3270d_binary(), "check", file.string()});
  };
  const Finished good = checked(R"("device": "IBM-3278-4-E")");
  EXPECT_EQ(good.status, 0) << good.errors;
  EXPECT_THAT(good.output, HasSubstr("FAR AWAY (192.0.2.1 port 23)"));
  const Finished device = checked(R"("device": "IBM-3278-9")");
  EXPECT_NE(device.status, 0);
  EXPECT_THAT(device.output + device.errors, HasSubstr("'IBM-3278-9', which is no terminal"));
  const Finished ca = checked(R"("tls": "immediate", "ca": "none.pem")");
  EXPECT_NE(ca.status, 0);
  EXPECT_THAT(ca.output + ca.errors, HasSubstr("application FAR: "));
}

// Neither the host nor its screen notices that the client was gone.
TEST(HostChainKeep, ALostClientComesBackToItsHost) {
  Daemon host(json_of(R"({"names": "T[001-020]", "type": "terminal", "application": "DEMO"})",
                      R"("applications": [{"name": "DEMO", "type": "demo"}],)"));
  Daemon gateway(gateway_json(host.port(), "", "", R"("sessions": {"keep": {"seconds": 60}},)"));
  std::vector<std::string> before;
  {
    S3270 client("T003@" + gateway.host());
    ASSERT_TRUE(client.enter("FAR"));
    ASSERT_TRUE(client.wait_for_text("A demonstration")) << gateway.log();
    ASSERT_TRUE(client.enter("SMITH"));
    ASSERT_TRUE(client.wait_for_text("You typed:"));
    before = client.action("ReadBuffer(Ebcdic)").data;
    client.process().signal(SIGKILL);
    ASSERT_TRUE(gateway.log_has("TND130I T003"));
  }
  S3270 back("T003@" + gateway.host());
  ASSERT_TRUE(back.wait_for_text("SMITH")) << back.screen() << gateway.log();
  EXPECT_THAT(back.action("ReadBuffer(Ebcdic)").data, ElementsAreArray(before));
  EXPECT_EQ(back.query("BindPluName"), "DEMO") << "the host's BIND, not ours";
  ASSERT_TRUE(back.enter("JONES"));
  EXPECT_TRUE(back.wait_for_text("JONES"));
  EXPECT_THAT(host.log(), Not(HasSubstr("TND102I T003")));
}

}  // namespace
}  // namespace e2e
