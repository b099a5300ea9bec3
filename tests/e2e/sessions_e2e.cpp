#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Where sessions begin, wait and end, with real s3270 clients.
namespace e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// LATER is of a node that is not active from the start.
std::string shop(const std::string& more = "") {
  return json_of(R"({"names": "T[001-005]", "type": "terminal"},
                    {"names": "S[001-005]", "type": "terminal", "group": "SALES"})",
                 R"(
  "groups": [ {"name": "SALES", "application": "DEMO", "allow": ["DEMO"]} ],
  "menu": ["DEMO", "SECRET", "LATER"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                    {"name": "SECRET", "description": "NOT FOR ALL", "type": "demo"},
                    {"name": "LATER", "description": "NOT YET", "type": "demo", "queue": true} ],
  "nodes": [ {"name": "VNETAPPL", "rows": [ {"name": "BSTTUSST", "acquire": true, "pass": true} ]},
             {"name": "NIGHT", "rows": [ {"name": "LATER"} ]} ],
  "start_list": ["VNETAPPL"],)" +
                     more);
}

TEST(Sessions, BeginAtTheGroupsApplicationAndMayNotHaveAnother) {
  Daemon daemon(shop());
  S3270 client("S001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("BindPluName"), "DEMO");
  client.press("PF(3)");
  EXPECT_TRUE(client.wait_for_text("Session with DEMO ended"));
  EXPECT_THAT(client.screen(), Not(HasSubstr("SECRET")));
  client.enter("LOGON APPLID(SECRET)");
  EXPECT_TRUE(client.wait_for_text("SECRET is not for this LU"));
}

TEST(Sessions, WaitUntilTheOperatorActivatesTheirNode) {
  Daemon daemon(shop());
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  client.enter("LATER");
  ASSERT_TRUE(client.wait_for_text("Your logon to LATER waits since"));
  EXPECT_EQ(client.query("BindPluName"), "BSTTUSST");
  EXPECT_EQ(daemon.ctl({"command", "V NET,ACT,ID=NIGHT"}).status, 0);
  ASSERT_TRUE(client.wait_for_text("LATER  A demonstration application"));
  EXPECT_EQ(client.query("BindPluName"), "LATER");
}

TEST(Sessions, AreDiscardedInWordsWhenTheOperatorInactivatesTheirNode) {
  Daemon daemon(shop());
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  client.enter("LATER");
  ASSERT_TRUE(client.wait_for_text("Your logon to LATER waits since"));
  EXPECT_EQ(daemon.ctl({"command", "V NET,INACT,ID=NIGHT"}).status, 0);
  EXPECT_TRUE(client.wait_for_text("the logon that waited is discarded"));
}

TEST(Sessions, ThatAreRefusedShowThePartitionsOwnMessage) {
  Daemon daemon(
      shop(R"("uss": [ {"number": 7, "lines": ["NO @@APPLID HERE", "SENSE @@SENSE"]} ],)"));
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  client.enter("NOWHERE");
  ASSERT_TRUE(client.wait_for_text("SENSE 087D0001"));
  client.press("Enter");
  EXPECT_TRUE(client.wait_for_text("DEMO APPLICATION"));
}

TEST(Sessions, EndWhenNobodyTypesAndTheLogSaysWhy) {
  Daemon daemon(shop(R"("sessions": {"terminal_inactive": 1},)"));
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_TRUE(daemon.log_has("ended INACT-S: no input for 1 s"));
  EXPECT_TRUE(daemon.log_has("T001"));
}

}  // namespace
}  // namespace e2e
