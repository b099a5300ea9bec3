#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Real s3270 clients log on.
namespace e2e {
namespace {

using testing::HasSubstr;

const char* const kApplications = R"(
  "menu": ["DEMO", "DBDCCICS"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                    {"name": "DBDCCICS", "description": "CICS/TS AND ICCF", "type": "socket"} ],)";

TEST(Logon, GenericTn3270eClientSeesTheMenu) {
  Daemon daemon(usual_json(kApplications));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.state(), "connected-tn3270e");
  EXPECT_EQ(client.lu(), "T001");
  EXPECT_EQ(client.query("Tn3270eOptions"), "BIND-IMAGE RESPONSES SYSREQ");
  EXPECT_EQ(client.query("BindPluName"), "BSTTUSST");
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome to the test ***"));
  EXPECT_THAT(client.screen(), HasSubstr("DBDCCICS"));
}

TEST(Logon, ByNameAndByList) {
  Daemon daemon(usual_json(kApplications));
  S3270 first("T005@" + daemon.host());
  ASSERT_TRUE(first.wait_for_field());
  EXPECT_EQ(first.lu(), "T005");
  S3270 second("NOSUCH,T005,T006@" + daemon.host());
  ASSERT_TRUE(second.wait_for_field());
  EXPECT_EQ(second.lu(), "T006");
  EXPECT_TRUE(daemon.log_has("INV-NAME"));
  EXPECT_TRUE(daemon.log_has("DEVICE-IN-USE"));
}

TEST(Logon, ANameInUseIsSaidInWordsThatS3270Shows) {
  Daemon daemon(usual_json(kApplications));
  S3270 first("T005@" + daemon.host());
  ASSERT_TRUE(first.wait_for_field());
  S3270 second("T005@" + daemon.host());
  EXPECT_TRUE(second.wait_for_text("T005 is in use"));
  EXPECT_EQ(second.state(), "connected-nvt");
  EXPECT_EQ(first.state(), "connected-tn3270e") << "the holder is not disturbed";
  EXPECT_TRUE(daemon.log_has("BSTT075E T005 LUNAME NOT AVAIL: held by 127.0.0.1"));
}

TEST(Logon, ClassicTn3270) {
  Daemon daemon(usual_json(kApplications));
  S3270 client("N:" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.state(), "connected-3270");
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome to the test ***"));
  S3270 named("N:T009@" + daemon.host());
  ASSERT_TRUE(named.wait_for_field());
  EXPECT_THAT(daemon.ctl({"show", "T009"}).output, HasSubstr("tn3270"));
}

TEST(Logon, OneListenerServesBothFamilies) {
  std::string json = usual_json(kApplications);
  json.replace(json.find("127.0.0.1"), 9, "::");
  Daemon daemon(json);
  S3270 four("T001@127.0.0.1:" + std::to_string(daemon.port()));
  S3270 six("T002@[::1]:" + std::to_string(daemon.port()));
  ASSERT_TRUE(four.wait_for_field());
  ASSERT_TRUE(six.wait_for_field());
  EXPECT_THAT(daemon.ctl({"show", "T002"}).output, HasSubstr("::1"));
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace e2e
