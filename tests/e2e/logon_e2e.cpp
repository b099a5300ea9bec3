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

struct ModelCase {
  const char* option;
  const char* size;    // as Query(ScreenCurSize) says it on the menu
  const char* device;  // as the server saw it
};
class EveryModel : public testing::TestWithParam<ModelCase> {};

TEST_P(EveryModel, GetsItsOwnScreenSizeInMenuAndApplication) {
  Daemon daemon(usual_json(kApplications));
  S3270 client(daemon.host(), {"-model", GetParam().option});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("ScreenCurSize"), GetParam().size);
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome to the test ***"));
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr(GetParam().device));
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_TRUE(client.wait_for_text("DEMO"));
  EXPECT_EQ(client.query("ScreenCurSize"), GetParam().size);
  ASSERT_TRUE(client.press("PF(3)"));
  EXPECT_TRUE(client.wait_for_text("*** Welcome to the test ***"));
}

void PrintTo(const ModelCase& model, std::ostream* out) {
  *out << model.option;
}

INSTANTIATE_TEST_SUITE_P(Models, EveryModel,
                         testing::Values(ModelCase{"3278-2", "24 80", "IBM-3278-2-E"},
                                         ModelCase{"3278-3", "32 80", "IBM-3278-3-E"},
                                         ModelCase{"3278-4", "43 80", "IBM-3278-4-E"},
                                         ModelCase{"3278-5", "27 132", "IBM-3278-5-E"},
                                         ModelCase{"3279-2", "24 80", "IBM-3278-2-E"},
                                         ModelCase{"3279-5", "27 132", "IBM-3278-5-E"}));

TEST(Logon, ADynamicDeviceGetsTwentyFourByEighty) {
  Daemon daemon(usual_json(kApplications));
  S3270 client(daemon.host(), {"-model", "3279-2", "-oversize", "160x60"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.query("ScreenCurSize"), "24 80");
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr("IBM-DYNAMIC"));
}

TEST(Logon, APrinterIsRefusedInWords) {
  Daemon daemon(usual_json(kApplications));
  for (const std::string& host : {daemon.host(), "P001@" + daemon.host()}) {
    const Finished printer = run({"pr3287", "-command", "cat", host});
    EXPECT_NE(printer.status, 0);
    EXPECT_THAT(printer.errors + printer.output, HasSubstr("UNSUPPORTED-REQ")) << host;
  }
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

TEST(Logon, ManyReconnectsOnOneNameLeaveTheLuFree) {
  Daemon daemon(usual_json(kApplications));
  for (int round = 0; round < 25; ++round) {
    S3270 client("T007@" + daemon.host());
    ASSERT_TRUE(client.wait_for_field()) << "round " << round;
    ASSERT_EQ(client.lu(), "T007") << "round " << round;
    ASSERT_TRUE(client.action("Disconnect()").ok);
  }
  EXPECT_THAT(daemon.ctl({"show", "T007"}).output, HasSubstr("CONCT"));
}

}  // namespace
}  // namespace e2e
