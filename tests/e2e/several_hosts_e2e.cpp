// One user with two hosts of different kinds at a time, Hercules, which is classic, and another
// server of ours, and with a program at the application socket.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/e2e/daemon.h"
#include "tests/e2e/hercules.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/s3270.h"
#include "tests/e2e/shown_fields.h"

namespace e2e {
namespace {

using testing::HasSubstr;

std::string gateway_json(const Hercules& hercules, const Daemon& host) {
  return json_of(R"({"names": "T[001-020]", "type": "terminal"})",
                 R"("sessions": {"several": {}}, "applications": [
  {"name": "HERC", "description": "HERCULES", "type": "host", "host": "127.0.0.1", "port": )" +
                     std::to_string(hercules.port()) + R"(, "connect_inflight": 1},
  {"name": "FAR", "description": "FAR AWAY", "type": "host", "host": "127.0.0.1", "port": )" +
                     std::to_string(host.port()) + R"(, "lu": "from client"},
  {"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"}],
  "application_socket": {"path": "acb.sock"},)");
}

std::string host_json() {
  return json_of(R"({"names": "T[001-020]", "type": "terminal", "application": "IVP"})",
                 R"("applications": [{"name": "IVP", "description": "IVP", "type": "ivp"}],)");
}

struct Seen {
  std::vector<std::string> buffer;
  std::string cursor;
  friend bool operator==(const Seen&, const Seen&) = default;
};
Seen seen(S3270& client) {
  return {client.action("ReadBuffer(Ebcdic)").data, cursor_place(client)};
}

class SeveralHosts : public testing::TestWithParam<const char*> {};

TEST_P(SeveralHosts, AreLeftAndComeBackTo) {
  Hercules hercules(4);
  Daemon host(host_json());
  Daemon gateway(gateway_json(hercules, host));
  LineClient orders((gateway.folder() / "acb.sock").string());
  orders.introduce("orders");
  orders.open("ORDERS");
  S3270 user(GetParam() + gateway.host(), {"-model", "3279-4"});
  ASSERT_TRUE(user.enter("HERC"));
  ASSERT_TRUE(shows_guest(user)) << gateway.log() << hercules.log();
  ASSERT_TRUE(user.enter("SIZE"));  // it fills the alternate size
  ASSERT_TRUE(user.action("String(\"abc\")").ok);
  const Seen herc = seen(user);
  ASSERT_TRUE(user.press("PA(3)"));
  ASSERT_TRUE(user.enter("FAR"));
  ASSERT_TRUE(user.wait_for_text("1 of")) << user.screen();
  ASSERT_TRUE(user.press("PF(8)"));
  const Seen far = seen(user);
  ASSERT_TRUE(user.press("PA(3)"));
  user.action("Set(AidWait,false)");  // it answers when it likes
  user.action("String(\"ORDERS\")");
  user.action("Enter()");
  const Json logon = orders.await("logon");
  ASSERT_FALSE(logon.is_null());
  orders.send({{"type", "accept"}, {"session", logon.at("session")}});
  orders.send(screen_of(logon.at("session"), "ORDERS OF THE DAY"));
  ASSERT_TRUE(user.wait_for_text("ORDERS OF THE DAY")) << user.screen();
  user.action("Set(AidWait,true)");
  ASSERT_TRUE(user.wait_for_field());
  ASSERT_TRUE(user.action("String(\"SMITH\")").ok);
  const Seen typed = seen(user);

  for (int round = 0; round < 2; ++round) {
    ASSERT_TRUE(user.press("PA(2)"));
    EXPECT_EQ(seen(user), far) << user.screen();
    ASSERT_TRUE(user.press("PA(2)"));
    EXPECT_EQ(seen(user), herc) << user.screen();
    ASSERT_TRUE(user.press("PA(2)"));
    EXPECT_EQ(seen(user), typed) << user.screen();
  }
  ASSERT_TRUE(user.press("PA(3)"));
  ASSERT_TRUE(user.enter("HERC"));
  EXPECT_EQ(seen(user), herc) << user.screen();
  ASSERT_TRUE(user.press("Enter"));
  EXPECT_TRUE(user.wait_for_text("TYPED abc ")) << user.screen();
  ASSERT_TRUE(user.press("PA(3)"));

  hercules.process().signal(SIGKILL);
  EXPECT_TRUE(user.wait_for_text("HERC: the host ")) << user.screen();
  ASSERT_TRUE(user.enter("FAR"));
  EXPECT_EQ(seen(user), far);
}

INSTANTIATE_TEST_SUITE_P(Clients, SeveralHosts, testing::Values("", "N:"), [](const auto& client) {
  return std::string(*client.param == 0 ? "Tn3270e" : "Classic");
});

}  // namespace
}  // namespace e2e
