#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// SysReq(), Attn() and Interrupt() of a real s3270 (PROTOCOL 1.8 and 2.1).
namespace e2e {
namespace {

using testing::HasSubstr;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
constexpr const char* kWelcome = "*** Welcome to the test ***";
constexpr const char* kDemoTitle = "DEMO  A demonstration application";
constexpr const char* kPa1 = "PA1: here is the screen again.";

class Keys : public testing::Test {
 protected:
  void log_on_to_demo(S3270& client) {
    ASSERT_TRUE(client.wait_for_field());
    ASSERT_TRUE(client.enter("DEMO"));
    ASSERT_TRUE(client.wait_for_text(kDemoTitle));
  }
  // The screen is VTAM's; its line feed may have come before we wait for it.
  void suspend(S3270& client) {
    ASSERT_TRUE(client.action("SysReq()").ok);
    client.action("Wait(0.3,Output)");
    ASSERT_EQ(client.query("ConnectionState"), "connected-sscp");
  }
  void say(S3270& client, const std::string& text) {
    ASSERT_TRUE(client.action("String(\"" + text + "\")").ok);
    ASSERT_TRUE(client.action("Enter()").ok);
  }
  Daemon daemon_{usual_json(kDemo)};
};

TEST_F(Keys, SysreqSpeaksWithVtamAndASecondOneRepaints) {
  S3270 client(daemon_.host());
  log_on_to_demo(client);
  suspend(client);
  say(client, "JUNK");
  EXPECT_TRUE(client.wait_for_text("COMMAND UNRECOGNIZED")) << client.screen();
  ASSERT_TRUE(client.action("SysReq()").ok);
  EXPECT_TRUE(client.wait_for_text(kDemoTitle)) << "LUSTAT 082B: the application repaints";
  EXPECT_EQ(client.state(), "connected-tn3270e");
  EXPECT_TRUE(client.enter("Ada")) << "and goes on";
  EXPECT_TRUE(client.wait_for_text("Received 1 field."));
}

TEST_F(Keys, LogoffUnderSysreqLeadsToTheMenu) {
  S3270 client(daemon_.host());
  log_on_to_demo(client);
  suspend(client);
  say(client, "logoff");
  EXPECT_TRUE(client.wait_for_text(kWelcome)) << client.screen();
  EXPECT_EQ(client.query("BindPluName"), "BSTTUSST");
  EXPECT_TRUE(client.enter("DEMO"));
  EXPECT_TRUE(client.wait_for_text(kDemoTitle));
}

TEST_F(Keys, AttnAndInterruptArePa1InTn3270e) {
  S3270 client(daemon_.host());
  log_on_to_demo(client);
  for (const char* key : {"Attn()", "Interrupt()"}) {
    ASSERT_TRUE(client.action(key).ok);
    EXPECT_TRUE(client.wait_for_text(kPa1)) << key;
    ASSERT_TRUE(client.press("Enter"));
    EXPECT_TRUE(client.wait_for_text("Nothing was typed")) << key;
  }
}

TEST_F(Keys, AttnInterruptAndSysreqInClassic) {
  S3270 client("N:" + daemon_.host());
  log_on_to_demo(client);
  for (const char* key : {"Attn()", "Interrupt()"}) {
    ASSERT_TRUE(client.action(key).ok);
    EXPECT_TRUE(client.wait_for_text(kPa1)) << key;
    ASSERT_TRUE(client.press("Enter"));
    EXPECT_TRUE(client.wait_for_text("Nothing was typed")) << key;
  }
  // The test request record: the application's, as any key (PROTOCOL 2.1).
  ASSERT_TRUE(client.action("SysReq()").ok);
  EXPECT_TRUE(client.wait_for_text("You pressed SysReq"));
}

}  // namespace
}  // namespace e2e
