#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Every model of a real s3270, in TN3270E and in classic.
namespace e2e {
namespace {

using testing::Each;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
constexpr const char* kWelcome = "*** Welcome to the test ***";

struct Model {
  const char* option;
  const char* size;     // as Query(ScreenCurSize) says it
  const char* shown;    // as DEMO says it
  const char* device;   // in TN3270E
  const char* classic;  // in TERMINAL-TYPE
};
void PrintTo(const Model& model, std::ostream* out) {
  *out << model.option;
}

void works_in_menu_and_demo(S3270& client, const Model& model) {
  EXPECT_EQ(client.query("ScreenCurSize"), model.size);
  EXPECT_THAT(client.screen(), HasSubstr(kWelcome));
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_TRUE(client.wait_for_text(std::string("Screen size  . ") + model.shown))
      << client.screen();
  EXPECT_EQ(client.query("ScreenCurSize"), model.size);
  ASSERT_TRUE(client.press("PF(3)"));
  EXPECT_TRUE(client.wait_for_text(kWelcome));
  EXPECT_EQ(client.query("ScreenCurSize"), model.size);
}

class EveryModel : public testing::TestWithParam<Model> {};

TEST_P(EveryModel, HasItsOwnScreenInMenuAndApplication) {
  Daemon daemon(usual_json(kDemo));
  const Model& model = GetParam();
  S3270 extended(daemon.host(), {"-model", model.option});
  ASSERT_TRUE(extended.wait_for_field());
  EXPECT_EQ(extended.state(), "connected-tn3270e");
  EXPECT_EQ(extended.lu(), "T001");
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr(model.device));
  works_in_menu_and_demo(extended, model);

  S3270 classic("N:" + daemon.host(), {"-model", model.option});
  ASSERT_TRUE(classic.wait_for_field());
  EXPECT_EQ(classic.state(), "connected-3270");
  EXPECT_THAT(daemon.ctl({"show", "T002"}).output, HasSubstr(model.classic));
  works_in_menu_and_demo(classic, model);
}

INSTANTIATE_TEST_SUITE_P(
    Models, EveryModel,
    testing::Values(Model{"3278-2", "24 80", "24x80", "IBM-3278-2-E", "IBM-3278-2-E"},
                    Model{"3278-3", "32 80", "32x80", "IBM-3278-3-E", "IBM-3278-3-E"},
                    Model{"3278-4", "43 80", "43x80", "IBM-3278-4-E", "IBM-3278-4-E"},
                    Model{"3278-5", "27 132", "27x132", "IBM-3278-5-E", "IBM-3278-5-E"},
                    Model{"3279-2", "24 80", "24x80", "IBM-3278-2-E", "IBM-3279-2-E"},
                    Model{"3279-3", "32 80", "32x80", "IBM-3278-3-E", "IBM-3279-3-E"},
                    Model{"3279-4", "43 80", "43x80", "IBM-3278-4-E", "IBM-3279-4-E"},
                    Model{"3279-5", "27 132", "27x132", "IBM-3278-5-E", "IBM-3279-5-E"}));

// S: leaves -E out of the device type. SP3272QN gives 24x80 to a device that cannot be queried.
TEST(Models, AStandardDataStreamIsNotQueried) {
  Daemon daemon(usual_json(kDemo));
  S3270 client("S:" + daemon.host(), {"-model", "3278-4"});
  ASSERT_TRUE(client.wait_for_field());
  const std::string shown = daemon.ctl({"show", "T001"}).output;
  EXPECT_THAT(shown, HasSubstr("IBM-3278-4\n"));
  works_in_menu_and_demo(client, {"3278-4", "24 80", "24x80", "IBM-3278-4", "IBM-3278-4"});
}

class Oversize : public testing::TestWithParam<const char*> {};

TEST_P(Oversize, IsAskedForItsSizeBeforeTheFirstScreen) {
  Daemon daemon(usual_json(kDemo));
  S3270 client(GetParam() + daemon.host(), {"-model", "3279-4", "-oversize", "160x60"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr("IBM-DYNAMIC"));
  const auto rows = client.action("Ascii()").data;
  ASSERT_THAT(rows, SizeIs(60));
  EXPECT_THAT(rows, Each(SizeIs(160)));
  EXPECT_THAT(rows.front(), EndsWith("LU T001")) << "to the right edge of the real size";
  const auto buffer = client.action("ReadBuffer(Ebcdic)").data;
  ASSERT_THAT(buffer, SizeIs(60));
  for (const std::string& row : buffer) {
    EXPECT_EQ(std::count(row.begin(), row.end(), ' '), 159) << row;
  }
  works_in_menu_and_demo(client, {"", "60 160", "60x160", "", ""});
}

INSTANTIATE_TEST_SUITE_P(Protocols, Oversize, testing::Values("", "N:"));

// LUs that say no logmode, on a listener with a device table.
std::string with_device_table() {
  std::string json = json_of(R"({"names": "T[001-020]", "type": "terminal"})", kDemo);
  const std::string port = R"("port": @PORT@)";
  json.replace(json.find(port), port.size(), port + R"(, "device_modes": [
    {"device": "IBM-3278-4", "tn3270": "NSX32704", "tn3270e": "SNX32703"},
    {"device": "IBM-3279-*", "tn3270": "D4B32782"} ])");
  return json;
}

struct OfTable {
  const char* protocol;  // "N:" is classic
  const char* option;
  const char* logmode;
  const char* size;   // as Query(ScreenCurSize) says it
  const char* shown;  // as DEMO says it
};

TEST(DeviceTable, GivesEveryClientTheLogmodeOfItsTypeAndProtocol) {
  Daemon daemon(with_device_table());
  for (const OfTable& one : {
           OfTable{"", "3278-4", "SNX32703", "32 80", "32x80"},
           OfTable{"N:", "3278-4", "NSX32704", "43 80", "43x80"},
           OfTable{"N:", "3279-5", "D4B32782", "24 80", "24x80"},
           OfTable{"", "3279-5", "SP3272QN", "27 132", "27x132"},  // says IBM-3278-5-E
       }) {
    S3270 client(one.protocol + daemon.host(), {"-model", one.option});
    ASSERT_TRUE(client.wait_for_field()) << one.logmode;
    const std::string lu = client.screen().substr(client.screen().find("LU T") + 3, 4);
    EXPECT_THAT(daemon.ctl({"show", lu}).output, HasSubstr(one.logmode));
    works_in_menu_and_demo(client, {one.option, one.size, one.shown, "", ""});
  }
}

TEST(DeviceTable, IsWeakerThanWhatTheUserTypes) {
  Daemon daemon(with_device_table());
  S3270 client(daemon.host(), {"-model", "3278-4"});
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("LOGON APPLID(DEMO) LOGMODE(D4C32785)"));
  EXPECT_TRUE(client.wait_for_text("0821")) << client.screen();
  ASSERT_TRUE(client.enter("LOGON APPLID(DEMO) LOGMODE(SNX32704)"));
  EXPECT_TRUE(client.wait_for_text("Screen size  . 43x80")) << client.screen();
  EXPECT_EQ(client.query("ScreenCurSize"), "43 80");
}

TEST(ModeTables, OfTheSettingsReplaceWhatIsBuiltIn) {
  Daemon daemon(usual_json(std::string(kDemo) + R"(
  "modetabs": [ {"name": "IESINCLM", "entries": [
    {"name": "SP3272QN", "fm": "02", "ts": "02", "primary": "71", "secondary": "40",
     "common": "2000", "pservic": "008000000000185000007E00"} ]} ],
  "typeterms": [ {"logmode": "SP3272QN", "typeterm": "MYTERM"} ],)"));
  S3270 client(daemon.host(), {"-model", "3278-4"});
  ASSERT_TRUE(client.wait_for_field());
  works_in_menu_and_demo(client, {"3278-4", "24 80", "24x80", "", ""});
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output,
              HasSubstr("MYTERM (typeterms: SP3272QN -> MYTERM)"));
}

}  // namespace
}  // namespace e2e
