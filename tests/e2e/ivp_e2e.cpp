#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// The IVP's pages before a real s3270: its colours, its characters, its keys.
namespace e2e {
namespace {

using testing::HasSubstr;

constexpr const char* kIvp = R"(
  "applications": [ {"name": "IVP", "description": "CHECK-UP", "type": "ivp"} ],)";

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) {
    text += line + "\n";
  }
  return text;
}

class Ivp : public testing::Test {
 protected:
  void log_on(S3270& client) {
    ASSERT_TRUE(client.wait_for_field());
    ASSERT_TRUE(client.enter("IVP"));
    ASSERT_TRUE(client.wait_for_text("IVP  Your terminal")) << client.screen();
  }
  void go_to(S3270& client, const std::string& page, const std::string& title) {
    ASSERT_TRUE(client.action("MoveCursor(0,74)").ok);
    ASSERT_TRUE(client.enter(page));
    ASSERT_TRUE(client.wait_for_text(title)) << client.screen();
  }
  Daemon daemon_{usual_json(kIvp)};
  std::vector<std::string> options_{"-utf8", "-model", "3279-4-E"};
};

TEST_F(Ivp, ShowsItsColoursOnTheTerminal) {
  S3270 client(daemon_.host(), options_);
  log_on(client);
  go_to(client, "2", "Colours and highlights");
  const std::string buffer = joined(client.action("ReadBuffer(Ascii)").data);
  for (const char* attributes :
       {"42=f1,45=f2", "42=f2,45=f3", "42=f3,45=f4", "42=f4,45=f5", "42=f5,45=f6", "42=f6,45=f7",
        "42=f7,45=f1", "41=f1", "41=f2", "41=f4", "SA(42=f1)", "SA(42=f7)"}) {
    EXPECT_THAT(buffer, HasSubstr(attributes));
  }
}

TEST_F(Ivp, ShowsItsCharactersOnTheTerminal) {
  S3270 client(daemon_.host(), options_);
  log_on(client);
  go_to(client, "6", "Characters C0 to FE");
  for (const char* text : {"C1 A U+0041", "C0 { U+007B", "CC ö U+00F6", "FE Ú U+00DA"}) {
    EXPECT_THAT(client.screen(), HasSubstr(text));
  }
  go_to(client, "7", "Graphic escapes");
  for (const char* text : {"C5 ┌ 250C", "A2 ─ 2500", "D3 ┼ 253C", "8C ≤ 2264", "E7 € 20AC"}) {
    EXPECT_THAT(client.screen(), HasSubstr(text));
  }
}

TEST_F(Ivp, MissesNoKeyOfTheTerminal) {
  S3270 client(daemon_.host(), options_);
  log_on(client);
  go_to(client, "8", "31 keys are still missing");
  for (int key = 1; key <= 24; ++key) {
    ASSERT_TRUE(client.press("PF(" + std::to_string(key) + ")")) << key;
  }
  for (const char* key : {"PA(1)", "PA(2)", "PA(3)", "Clear()"}) {
    ASSERT_TRUE(client.press(key)) << key;
  }
  EXPECT_TRUE(client.wait_for_text("3 keys are still missing")) << client.screen();
  ASSERT_TRUE(client.action("MoveCursor(16,1)").ok);
  ASSERT_TRUE(client.press("CursorSelect()"));
  EXPECT_TRUE(client.wait_for_text("* CursorSelect")) << client.screen();
  ASSERT_TRUE(client.action("SysReq()").ok);
  client.action("Wait(0.3,Output)");
  ASSERT_TRUE(client.action("SysReq()").ok);
  EXPECT_TRUE(client.wait_for_text("1 key is still missing")) << client.screen();
  ASSERT_TRUE(client.press("PF(3)"));
  EXPECT_TRUE(client.wait_for_text("IVP ended.")) << client.screen();
}

TEST_F(Ivp, ChangesTheSizeOfTheScreen) {
  S3270 client(daemon_.host(), options_);
  log_on(client);
  ASSERT_TRUE(client.press("PF(7)"));
  ASSERT_TRUE(client.action("PF(7)").ok);  // the next screens have no fields to wait for
  ASSERT_TRUE(client.wait_for_text("43x80 by Erase/Write Alternate")) << client.screen();
  EXPECT_THAT(client.screen(), HasSubstr("This line was addressed with 14 bits."));
  ASSERT_TRUE(client.action("PF(7)").ok);
  EXPECT_TRUE(client.wait_for_text("24x80 by Erase/Write")) << client.screen();
  EXPECT_THAT(client.screen(), HasSubstr("This line was addressed with 12 bits."));
}

TEST_F(Ivp, MeasuresRoundTripsWithAndWithoutResponses) {
  for (const bool classic : {false, true}) {
    S3270 client((classic ? "N:" : "") + daemon_.host(), options_);
    log_on(client);
    ASSERT_TRUE(client.press("PF(7)"));
    EXPECT_TRUE(client.wait_for_text(classic ? "Read Modified" : "definite responses"))
        << client.screen();
    ASSERT_TRUE(client.press("Enter"));
    EXPECT_TRUE(client.wait_for_text("the last 10")) << client.screen();
  }
}

TEST_F(Ivp, SaysWhatCameOutOfItsFields) {
  S3270 client(daemon_.host(), options_);
  log_on(client);
  go_to(client, "3", "Unprotected");
  ASSERT_TRUE(client.action("MoveCursor(4,29)").ok);
  ASSERT_TRUE(client.enter("Grüße"));
  EXPECT_TRUE(client.wait_for_text("\"Grüße\"")) << client.screen();
  EXPECT_THAT(client.screen(), HasSubstr("\"it comes back\""));
}

}  // namespace
}  // namespace e2e
