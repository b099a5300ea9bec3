// One user with several applications: another server of ours, a program at the application socket,
// and a built-in one. Real clients, TN3270E and classic.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/s3270.h"
#include "tests/e2e/shown_fields.h"

namespace e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string host_json() {
  return json_of(R"({"names": "T[001-020]", "type": "terminal", "application": "DEMO"})",
                 R"("applications": [{"name": "DEMO", "type": "demo"}],)");
}

// `sessions`: further keys of "sessions", each with a comma before it.
std::string gateway_json(const Daemon& host, const std::string& sessions = "",
                         const std::string& menu_key = "PA3") {
  return json_of(R"({"names": "T[001-020]", "type": "terminal"})",
                 R"("sessions": {"several": {"most": 4, "menu_key": ")" + menu_key + R"("})" +
                     sessions + R"(},
  "application_socket": {"path": "acb.sock"},
  "menu": ["FAR", "ORDERS", "IVP"],
  "applications": [{"name": "FAR", "description": "FAR AWAY", "type": "host", "host": "localhost",
                    "port": )" +
                     std::to_string(host.port()) + R"(, "lu": "from client"},
                   {"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"},
                   {"name": "IVP", "description": "IVP", "type": "ivp"}],)");
}

// All that a user of s3270 has before him.
struct Seen {
  std::vector<std::string> buffer;  // code by code, with every attribute
  std::string cursor;
  friend bool operator==(const Seen&, const Seen&) = default;
};
Seen seen(S3270& client) {
  return {client.action("ReadBuffer(Ebcdic)").data, cursor_place(client)};
}

constexpr const char* kMenu = "Welcome to the test";

// A user with FAR, ORDERS and IVP at once: something is typed in the first two of them, and not
// sent. He is on the menu.
class Desk {
 public:
  explicit Desk(Daemon& gateway, const std::string& how,
                const std::vector<std::string>& options = {"-model", "3278-2"},
                std::string menu_key = "PA(3)")
      : orders_((gateway.folder() / "acb.sock").string()),
        user_(how, options),
        menu_key_(std::move(menu_key)) {
    orders_.introduce("orders");
    orders_.open("ORDERS");
  }
  void begin() {
    ASSERT_TRUE(user_.wait_for_field());
    user_.action("Set(AidWait,false)");  // applications answer when they like
    choose("FAR", "A demonstration");
    ASSERT_TRUE(user_.action("String(\"SMITH\")").ok);
    far_ = seen(user_);
    leave();
    choose("ORDERS", "");
    const Json logon = orders_.await("logon");
    ASSERT_FALSE(logon.is_null());
    session_ = logon.at("session");
    orders_.send({{"type", "accept"}, {"session", session_}});
    orders_.send(screen_of(session_, "ORDERS OF THE DAY"));
    ASSERT_TRUE(user_.wait_for_text("ORDERS OF THE DAY")) << user_.screen();
    ASSERT_TRUE(user_.wait_for_field());
    ASSERT_TRUE(user_.action("String(\"abc\")").ok);
    ASSERT_TRUE(user_.action("Left()").ok);
    orders_seen_ = seen(user_);
    leave();
    choose("IVP", "1 of");
    ivp_ = seen(user_);
    leave();
    EXPECT_THAT(user_.screen(), HasSubstr("live"));
  }
  void choose(const std::string& name, const std::string& shows) {
    ASSERT_TRUE(user_.action("String(\"" + name + "\")").ok);
    ASSERT_TRUE(user_.action("Enter()").ok);
    if (!shows.empty()) {
      ASSERT_TRUE(user_.wait_for_text(shows)) << user_.screen();
      ASSERT_TRUE(user_.wait_for_field());
    }
  }
  void leave() {
    ASSERT_TRUE(user_.action(menu_key_).ok);
    ASSERT_TRUE(user_.wait_for_text(kMenu)) << user_.screen();
    ASSERT_TRUE(user_.wait_for_field());
  }
  void next(const std::string& shows) {
    ASSERT_TRUE(user_.action("PA(2)").ok);
    ASSERT_TRUE(user_.wait_for_text(shows)) << user_.screen();
    ASSERT_TRUE(user_.wait_for_field());
  }
  // Each is come back to, by the menu and by the other key.
  void expect_all() {
    choose("FAR", "A demonstration");
    EXPECT_EQ(seen(user_), far_);
    leave();
    choose("ORDERS", "ORDERS OF THE DAY");
    EXPECT_EQ(seen(user_), orders_seen_);
    next("A demonstration");
    EXPECT_EQ(seen(user_), far_);
    next("1 of");
    EXPECT_EQ(seen(user_), ivp_);
    next("ORDERS OF THE DAY");
    EXPECT_EQ(seen(user_), orders_seen_);
    leave();
  }
  [[nodiscard]] S3270& user() { return user_; }
  [[nodiscard]] LineClient& orders() { return orders_; }
  [[nodiscard]] const Json& session() const { return session_; }

 private:
  LineClient orders_;
  S3270 user_;
  const std::string menu_key_;  // s3270's action
  Json session_{};
  Seen far_{};
  Seen orders_seen_{};
  Seen ivp_{};
};

class Several : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] std::string how(const Daemon& daemon) const {
    return GetParam() + "T003@" + daemon.host();
  }
};

TEST_P(Several, AreLeftAndComeBackTo) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host));
  Desk desk(gateway, how(gateway));
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.expect_all());
  const std::string shown = gateway.ctl({"show", "T003"}).output;
  EXPECT_THAT(shown, HasSubstr("suspended"));
  EXPECT_THAT(shown, HasSubstr("ORDERS"));
  const std::string console = gateway.ctl({"command", "D NET,ID=T003,E"}).output;
  for (const char* const name : {"FAR", "ORDERS", "IVP"}) {
    EXPECT_THAT(console, HasSubstr(std::string("TND334I ") + name));
  }
  EXPECT_THAT(gateway.log() + host.log(), Not(HasSubstr("TND107E")));
  EXPECT_THAT(host.log(), Not(HasSubstr("TND102I T003"))) << "the host has noticed nothing";
}

TEST_P(Several, AreLeftWithAttnToo) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host, "", "ATTN"));
  Desk desk(gateway, how(gateway), {"-model", "3278-2"}, "Attn()");
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.expect_all());
  // A terminal that waits for its application can be taken away from it.
  ASSERT_NO_FATAL_FAILURE(desk.choose("ORDERS", "ORDERS OF THE DAY"));
  desk.user().action("PF(5)");
  EXPECT_EQ(desk.orders().await("input").at("aid"), "PF5");
  ASSERT_NO_FATAL_FAILURE(desk.leave());
  desk.orders().send(screen_of(desk.session(), "WRITTEN MEANWHILE"));
  ASSERT_NO_FATAL_FAILURE(desk.choose("ORDERS", "WRITTEN MEANWHILE"));
}

TEST_P(Several, WhatTheyWriteMeanwhileIsSeenAndWhatWasTypedIsSent) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host));
  Desk desk(gateway, how(gateway));
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.choose("ORDERS", "ORDERS OF THE DAY"));
  desk.user().action("PF(5)");
  const Json input = desk.orders().await("input");
  EXPECT_EQ(input.at("aid"), "PF5");
  EXPECT_EQ(input.at("fields"), Json({{"user", "abc"}}));
  desk.user().action("Reset()");
  ASSERT_NO_FATAL_FAILURE(desk.leave());
  desk.orders().send(screen_of(desk.session(), "WRITTEN MEANWHILE"));
  ASSERT_NO_FATAL_FAILURE(desk.choose("FAR", "A demonstration"));
  desk.user().action("Enter()");
  EXPECT_TRUE(desk.user().wait_for_text("You typed:")) << desk.user().screen();
  EXPECT_THAT(desk.user().screen(), HasSubstr("SMITH"));
  ASSERT_NO_FATAL_FAILURE(desk.leave());
  ASSERT_NO_FATAL_FAILURE(desk.choose("ORDERS", "WRITTEN MEANWHILE"));
}

TEST_P(Several, AHostThatDiesIsReadOnTheMenu) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host));
  Desk desk(gateway, how(gateway));
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.choose("ORDERS", "ORDERS OF THE DAY"));
  host.process().signal(SIGKILL);
  EXPECT_TRUE(gateway.shows({"command", "D NET,ID=FAR"}, "0 sessions"));
  EXPECT_THAT(desk.user().screen(), HasSubstr("ORDERS OF THE DAY"));
  ASSERT_NO_FATAL_FAILURE(desk.leave());
  EXPECT_THAT(desk.user().screen(), HasSubstr("FAR: the host "));
  ASSERT_NO_FATAL_FAILURE(desk.next("ORDERS OF THE DAY"));
  ASSERT_NO_FATAL_FAILURE(desk.next("1 of"));
  ASSERT_NO_FATAL_FAILURE(desk.next("ORDERS OF THE DAY"));
}

TEST_P(Several, AreEndedOneByOneAndTogether) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host));
  Desk desk(gateway, how(gateway));
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.choose("LOGOFF FAR", "FAR has ended"));
  EXPECT_TRUE(host.shows({"lus"}, "T003  terminal  CONCT"));
  ASSERT_NO_FATAL_FAILURE(desk.choose("LOGOFF", "Live: "));
  ASSERT_NO_FATAL_FAILURE(desk.choose("FAR", "A demonstration"));
  ASSERT_NO_FATAL_FAILURE(desk.leave());
  ASSERT_NO_FATAL_FAILURE(desk.choose("LOGOFF ALL", ""));
  EXPECT_TRUE(host.shows({"lus"}, "T003  terminal  CONCT"));
  EXPECT_FALSE(desk.orders().await("lost").is_null());
  desk.orders().send({{"type", "close"}, {"session", desk.session()}});
  EXPECT_TRUE(gateway.shows({"lus"}, "T003  terminal  CONCT"));
}

TEST_P(Several, KillEndsAllLines) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host));
  Desk desk(gateway, how(gateway));
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  EXPECT_EQ(gateway.ctl({"kill", "T003"}).status, 0);
  EXPECT_TRUE(host.shows({"lus"}, "T003  terminal  CONCT"));
  EXPECT_TRUE(gateway.shows({"lus"}, "T003  terminal  TERMINATING")) << "ORDERS has it";
  EXPECT_FALSE(desk.orders().await("lost").is_null());
  desk.orders().send({{"type", "close"}, {"session", desk.session()}});
  EXPECT_TRUE(gateway.shows({"lus"}, "T003  terminal  CONCT"));
}

TEST_P(Several, AKilledClientComesBackToThemAll) {
  Daemon host(host_json());
  Daemon gateway(gateway_json(host, R"(, "keep": {"seconds": 60})"));
  Desk desk(gateway, how(gateway));
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.choose("ORDERS", "ORDERS OF THE DAY"));
  desk.user().process().signal(SIGKILL);
  ASSERT_TRUE(gateway.log_has("TND130I T003"));
  desk.orders().send(screen_of(desk.session(), "WRITTEN MEANWHILE"));
  S3270 back(how(gateway));
  ASSERT_TRUE(back.wait_for_text("WRITTEN MEANWHILE")) << back.screen() << gateway.log();
  ASSERT_TRUE(back.press("PA(2)"));
  ASSERT_TRUE(back.wait_for_text("1 of")) << back.screen();
  ASSERT_TRUE(back.press("PA(2)"));
  ASSERT_TRUE(back.wait_for_text("A demonstration")) << back.screen();
  EXPECT_THAT(back.screen(), HasSubstr("SMITH")) << "typed before he left it";
  ASSERT_TRUE(back.press("PA(3)"));
  EXPECT_THAT(back.screen(), HasSubstr(kMenu));
  EXPECT_THAT(host.log(), Not(HasSubstr("TND102I T003")));
}

INSTANTIATE_TEST_SUITE_P(Clients, Several, testing::Values("", "N:"), [](const auto& client) {
  return std::string(client.param.empty() ? "Tn3270e" : "Classic");
});

TEST(SeveralTls, AreLeftAndComeBackToInTls) {
  const Certificates certificates;
  Daemon host(host_json());
  Daemon gateway(certificates.on(gateway_json(host), "immediate"));
  Desk desk(gateway, "L:T003@localhost:" + std::to_string(gateway.port()),
            {"-cafile", certificates.ca(), "-model", "3279-2"});
  ASSERT_NO_FATAL_FAILURE(desk.begin());
  ASSERT_NO_FATAL_FAILURE(desk.expect_all());
  EXPECT_EQ(desk.user().query("Tls"), "secure host-verified");
}

}  // namespace
}  // namespace e2e
