#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// The menu and DEMO as a user at a real s3270 sees them.
namespace e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

const char* const kTwo = R"(
  "menu": ["DEMO", "CLOSED"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

// Row (from 0) where the screen shows `text`; -1 if nowhere.
int row_of(S3270& client, const std::string& text) {
  const auto rows = client.action("Ascii()").data;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].find(text) != std::string::npos) {
      return static_cast<int>(row);
    }
  }
  return -1;
}

TEST(Menu, TheCursorChooses) {
  Daemon daemon(usual_json(kTwo));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  const int row = row_of(client, "DEMO APPLICATION");
  ASSERT_GE(row, 0);
  ASSERT_TRUE(client.action("MoveCursor(" + std::to_string(row) + ",5)").ok);
  ASSERT_TRUE(client.press("Enter"));
  EXPECT_EQ(client.query("BindPluName"), "DEMO");
  EXPECT_THAT(client.screen(), HasSubstr("T001"));
}

TEST(Menu, TypingChooses) {
  Daemon daemon(usual_json(kTwo));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  for (const char* text : {"demo", "LOGON APPLID(DEMO)", "logon applid(demo) data(hello)"}) {
    ASSERT_TRUE(client.enter(text)) << text;
    EXPECT_EQ(client.query("BindPluName"), "DEMO") << text;
    ASSERT_TRUE(client.press("PF(3)")) << text;
    EXPECT_EQ(client.query("BindPluName"), "BSTTUSST") << text;
  }
}

TEST(Menu, ClearAndPaKeysBringItBack) {
  Daemon daemon(usual_json(kTwo));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  for (const char* key : {"Clear", "PA(1)", "PA(2)", "PF(12)", "Attn"}) {
    EXPECT_TRUE(client.press(key)) << key;
    EXPECT_TRUE(client.wait_for_text("*** Welcome to the test ***")) << key;
  }
}

TEST(Menu, AClosedApplicationIsRefusedInWordsAndTheUserStays) {
  Daemon daemon(usual_json(kTwo));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("CLOSED"));
  EXPECT_EQ(client.state(), "connected-tn3270e");
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome to the test ***"));
  ASSERT_TRUE(client.enter("NOSUCHAP"));
  EXPECT_THAT(client.screen(), HasSubstr("NOSUCHAP"));
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_EQ(client.query("BindPluName"), "DEMO") << "the next try works";
}

TEST(Menu, PfThreeAndLogoffEndTheConnection) {
  Daemon daemon(usual_json(kTwo));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  client.action("PF(3)");
  EXPECT_TRUE(client.action("Wait(5,Disconnect)").ok);
  S3270 other(daemon.host());
  ASSERT_TRUE(other.wait_for_field());
  other.action("String(\"logoff\")");
  other.action("Enter()");
  EXPECT_TRUE(other.action("Wait(5,Disconnect)").ok);
}

TEST(Menu, ALongListIsPaged) {
  std::string menu;
  for (int i = 1; i <= 60; ++i) {
    menu += (menu.empty() ? "\"APPL" : ", \"APPL") + std::to_string(100 + i) + "\"";
  }
  Daemon daemon(usual_json("\"menu\": [" + menu + "],"));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_THAT(client.screen(), HasSubstr("APPL101"));
  ASSERT_TRUE(client.press("PF(8)"));
  EXPECT_THAT(client.screen(), Not(HasSubstr("APPL101 ")));
  ASSERT_TRUE(client.press("PF(7)"));
  EXPECT_THAT(client.screen(), HasSubstr("APPL101"));
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(client.press("PF(8)"));
  }
  EXPECT_THAT(client.screen(), HasSubstr("APPL160"));
}

TEST(Demo, EchoesWhatWasTyped) {
  Daemon daemon(usual_json(kTwo));
  S3270 client(daemon.host(), {"-model", "3279-4"});
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("DEMO"));
  ASSERT_TRUE(client.enter("Grace Hopper"));
  const std::string screen = client.screen();
  EXPECT_NE(screen.find("Grace Hopper"), screen.rfind("Grace Hopper")) << screen;
  EXPECT_THAT(screen, HasSubstr("IBM-3278-4-E"));
  EXPECT_THAT(screen, HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace e2e
