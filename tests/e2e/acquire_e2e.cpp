#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>

#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/s3270.h"

// Two applications, a real pr3287 and a real s3270: who has the printer, who has the terminal.
namespace e2e {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr const char* kShop = R"(
  "application_socket": {"path": "acb.sock"},
  "applications": [
    {"name": "PAY", "description": "PAYROLL", "type": "socket"},
    {"name": "ORD", "description": "ORDERS", "type": "socket"},
    {"name": "BSTTVNET", "description": "PRINTER SHARING", "type": "printer-sharing"}],)";

struct Shop : testing::Test {
  Daemon daemon{json_of(R"({"names": "T[001-005]"},
                           {"names": "P001", "type": "printer", "application": "BSTTVNET",
                            "data": "scs"})",
                        kShop)};
  LineClient pay{(daemon.folder() / "acb.sock").string()};
  LineClient ord{(daemon.folder() / "acb.sock").string()};

  Shop() {
    pay.introduce("pay");
    pay.open("PAY");
    ord.introduce("ord");
    ord.open("ORD");
  }

  [[nodiscard]] std::string printer_as_operators_see_it() const {
    return daemon.ctl({"command", "D NET,ID=P001,E"}).output;
  }
  // What the operator sees becomes true soon.
  [[nodiscard]] bool is_seen(const std::string& text) const {
    for (int tries = 0; tries < 50; ++tries) {
      if (printer_as_operators_see_it().find(text) != std::string::npos) {
        return true;
      }
      std::this_thread::sleep_for(Milliseconds(100));
    }
    return false;
  }
};

Json acquire(const char* lu, bool queue = false) {
  return {{"type", "acquire"}, {"lu", lu}, {"queue", queue}, {"id", 1}};
}

Json close(const Json& session) {
  return {{"type", "close"}, {"session", session}};
}

TEST_F(Shop, APrinterGoesFromOneApplicationToTheOtherAndBack) {
  ord.send(acquire("P001"));
  EXPECT_EQ(ord.await("refused").at("rule"), "NO-CLIENT");

  const Printer printer("P001@" + daemon.host());
  ASSERT_TRUE(is_seen("BSTTVNET")) << printer_as_operators_see_it();
  pay.send(acquire("P001"));
  const Json paid = pay.await("acquired");
  ASSERT_FALSE(paid.is_null());
  EXPECT_EQ(paid.at("lu_type"), "printer");
  EXPECT_EQ(paid.at("scs"), true);
  EXPECT_TRUE(is_seen("PAY")) << printer_as_operators_see_it();

  ord.send(acquire("P001", true));
  EXPECT_EQ(pay.await("release").at("by"), "ORD");
  EXPECT_THAT(printer_as_operators_see_it(), HasSubstr("ORD")) << "who waits";
  pay.send({{"type", "print"},
            {"session", paid.at("session")},
            {"text", "PAID 100\n"},
            {"end_of_job", true}});
  EXPECT_FALSE(pay.await("printed").is_null());
  pay.send(close(paid.at("session")));
  const Json ordered = ord.await("acquired");
  ASSERT_FALSE(ordered.is_null());
  EXPECT_EQ(ordered.at("id"), 1);
  EXPECT_THAT(printer.page(), Contains("PAID 100"));

  ord.send(close(ordered.at("session")));
  EXPECT_FALSE(ord.await("closed").is_null());
  EXPECT_TRUE(is_seen("BSTTVNET")) << printer_as_operators_see_it();
}

TEST_F(Shop, AHolderThatNeverReleasesIsNamed) {
  const Printer printer("P001@" + daemon.host());
  ASSERT_TRUE(is_seen("BSTTVNET")) << printer_as_operators_see_it();
  pay.send(acquire("P001"));
  ASSERT_FALSE(pay.await("acquired").is_null());
  ord.send(acquire("P001"));
  const Json refused = ord.await("refused", std::chrono::seconds(15));
  ASSERT_FALSE(refused.is_null());
  EXPECT_EQ(refused.at("rule"), "NOT-RELEASED");
  EXPECT_THAT(refused.at("why").get<std::string>(), HasSubstr("PAY"));
  EXPECT_TRUE(is_seen("PAY")) << "and it is not disturbed";
}

TEST_F(Shop, ATerminalIsPassedToAndFro) {
  S3270 user("T003@" + daemon.host());
  ASSERT_TRUE(user.wait_for_field());
  user.action("Set(AidWait,false)");
  user.action("String(\"PAY\")");
  user.action("Enter()");
  Json session = pay.await("logon");
  LineClient* from = &pay;
  LineClient* to = &ord;
  const char* target = "ORD";
  for (int round = 0; round < 6; ++round) {
    ASSERT_FALSE(session.is_null()) << round;
    EXPECT_EQ(session.at("lu"), "T003");
    from->send({{"type", "accept"}, {"session", session.at("session")}});
    from->send(screen_of(session.at("session"), "ROUND " + std::to_string(round)));
    ASSERT_TRUE(user.wait_for_text("ROUND " + std::to_string(round))) << user.screen();
    from->send({{"type", "close"},
                {"session", session.at("session")},
                {"pass_to", target},
                {"data", "round " + std::to_string(round)}});
    EXPECT_FALSE(from->await("closed").is_null());
    session = to->await("logon");
    ASSERT_FALSE(session.is_null());
    EXPECT_EQ(session.at("data"), "round " + std::to_string(round));
    EXPECT_EQ(session.at("from"), from == &pay ? "PAY" : "ORD");
    std::swap(from, to);
    target = from == &pay ? "ORD" : "PAY";
  }
  // The application has its logon when the BIND leaves; the client reads it a moment later.
  for (int tries = 0; tries < 50 && user.query("BindPluName") != "PAY"; ++tries) {
    std::this_thread::sleep_for(Milliseconds(50));
  }
  EXPECT_EQ(user.query("BindPluName"), "PAY");
}

TEST_F(Shop, AUserAtATerminalIsAcquiredFromTheMenu) {
  S3270 user("T004@" + daemon.host());
  ASSERT_TRUE(user.wait_for_field());
  ord.send(acquire("T004"));
  const Json session = ord.await("acquired");
  ASSERT_FALSE(session.is_null());
  ord.send(screen_of(session.at("session"), "YOU WERE CHOSEN"));
  EXPECT_TRUE(user.wait_for_text("YOU WERE CHOSEN")) << user.screen();
  ord.send(close(session.at("session")));
  EXPECT_TRUE(user.wait_for_text("PRINTER SHARING")) << user.screen();
}

}  // namespace
}  // namespace e2e
