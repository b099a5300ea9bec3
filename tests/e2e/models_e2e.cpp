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

}  // namespace
}  // namespace e2e
