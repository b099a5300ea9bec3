#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Config config_of(std::string_view text) {
  const Draft draft = read(text);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return draft.config;
}

TEST(ModeTables, HaveTheBytesOfTheBind) {
  const Config config = config_of(R"({"modetabs": [{"name": "MYTAB", "entries": [
    {"name": "MODEL5", "fm": "03", "ts": "04", "primary": "b1", "secondary": "90",
     "common": "3080", "ru_sizes": "87F8", "pservic": "028000000000185018841B7F",
     "srcvpac": 1, "ssndpac": 2, "psndpac": 63}]}]})");
  ASSERT_EQ(config.mode_tables.size(), 1U);
  EXPECT_EQ(config.mode_tables[0].name.text(), "MYTAB");
  EXPECT_EQ(config.mode_tables[0].at.column, 15U);
  ASSERT_EQ(config.mode_tables[0].entries.size(), 1U);
  const ModeEntry& entry = config.mode_tables[0].entries[0];
  EXPECT_EQ(entry.name.text(), "MODEL5");
  EXPECT_EQ(entry.fm_profile, 0x03);
  EXPECT_EQ(entry.ts_profile, 0x04);
  EXPECT_EQ(entry.primary, 0xB1);
  EXPECT_EQ(entry.secondary, 0x90);
  EXPECT_EQ(entry.common, 0x3080);
  EXPECT_EQ(entry.ru_sizes, 0x87F8);
  EXPECT_THAT(entry.pservic,
              ElementsAre(0x02, 0x80, 0, 0, 0, 0, 0x18, 0x50, 0x18, 0x84, 0x1B, 0x7F));
  EXPECT_EQ(entry.secondary_receive_pacing, 1);
  EXPECT_EQ(entry.secondary_send_pacing, 2);
  EXPECT_EQ(entry.primary_send_pacing, 63);
  EXPECT_EQ(entry.at.line, 2U);
}

TEST(ModeTables, SayWhatIsWrongWithTheirBytes) {
  EXPECT_THAT(
      findings(R"({"modetabs": [{"name": "T", "entries": [
{"name": "A", "fm": "3"},
{"name": "B", "fm": 3},
{"name": "C", "common": "30G0"},
{"name": "D", "ru_sizes": "-7F8"},
{"name": "E", "pservic": "0280"},
{"name": "F", "srcvpac": 64},
{"fm": "02"}]}, {"entries": [{"name": "A"}]}, {"name": "T"}]})"),
      ElementsAre(
          "site/a.json:2:21: error: 'fm' must be 2 hexadecimal digits in quotes, not '3'",
          "site/a.json:3:21: error: 'fm' must be 2 hexadecimal digits in quotes, not a number",
          "site/a.json:4:25: error: 'common' must be 4 hexadecimal digits in quotes, not '30G0'",
          "site/a.json:5:27: error: 'ru_sizes' must be 4 hexadecimal digits in quotes, not '-7F8'",
          "site/a.json:6:26: error: 'pservic' must be 24 hexadecimal digits in quotes, not '0280'",
          "site/a.json:7:26: error: 'srcvpac' must be a whole number from 0 to 63, not 64",
          "site/a.json:8:1: error: this logmode has no 'name'; add \"name\": \"MYMODE\"",
          "site/a.json:8:17: error: this logmode table has no 'name'; add \"name\": \"MYTABLE\"",
          "site/a.json:8:47: warning: this logmode table has no entries; add \"entries\": "
          "[{\"name\": \"MYMODE\", …}]"));
}

TEST(Typeterms, AreRowsOfTwoNames) {
  const Config config =
      config_of(R"({"typeterms": [{"typeterm": "VSE3278Q", "logmode": "sp3272qn"}]})");
  ASSERT_EQ(config.typeterms.size(), 1U);
  EXPECT_EQ(config.typeterms[0].typeterm, "VSE3278Q");
  EXPECT_EQ(config.typeterms[0].logmode.text(), "SP3272QN");
  EXPECT_EQ(config.typeterms[0].at.column, 16U);
  EXPECT_THAT(findings(R"({"typeterms": [{"typeterm": "VSE3278Q"}]})"),
              ElementsAre("site/a.json:1:16: error: a row of this table has a 'typeterm' and its "
                          "'logmode'; write both: {\"typeterm\": \"VSE3278Q\", \"logmode\": "
                          "\"SP3272QN\"}"));
}

TEST(Nodes, SayWhatAnApplStatementSays) {
  const Config config = config_of(R"({"nodes": [{"name": "VNETAPPL", "rows": [
    {"name": "T001", "acb_name": "TERM1", "acquire": true, "pass": true, "eas": 1,
     "modetab": "MYTAB", "dlogmod": "MODEL5", "group": "TERMS", "password": "s3cret"},
    {"name": "T002"}]}, {"name": "OTHER"}]})");
  ASSERT_EQ(config.nodes.size(), 2U);
  EXPECT_EQ(config.nodes[0].name.text(), "VNETAPPL");
  EXPECT_THAT(config.nodes[1].rows, IsEmpty());
  ASSERT_EQ(config.nodes[0].rows.size(), 2U);
  const ApplRow& row = config.nodes[0].rows[0];
  EXPECT_EQ(row.name.text(), "T001");
  EXPECT_EQ(row.acb_name->text(), "TERM1");
  EXPECT_TRUE(row.acquire);
  EXPECT_TRUE(row.pass);
  EXPECT_EQ(row.eas, 1);
  EXPECT_EQ(row.modetab->text(), "MYTAB");
  EXPECT_EQ(row.modetab_at.line, 3U);
  EXPECT_EQ(row.dlogmod->text(), "MODEL5");
  EXPECT_EQ(row.dlogmod_at.column, 37U);
  EXPECT_EQ(row.group->text(), "TERMS");
  EXPECT_EQ(row.password, "s3cret");
  EXPECT_EQ(row.at.line, 2U);
  const ApplRow& plain = config.nodes[0].rows[1];
  EXPECT_FALSE(plain.acquire || plain.pass || plain.acb_name || plain.dlogmod);
  EXPECT_EQ(plain.eas, 509);
}

TEST(Nodes, SayWhatIsWrongWithARowAndNeverAPassword) {
  EXPECT_THAT(
      findings(R"({"nodes": [{"name": "A", "rows": [
{"eas": 1},
{"name": "T1", "eas": 65536},
{"name": "T2", "password": "far too long"},
{"name": "T3", "acquire": 1}]}, {"rows": []}]})"),
      ElementsAre(
          "site/a.json:2:1: error: this row has no 'name'; add the name of an application "
          "or LU",
          "site/a.json:3:23: error: 'eas' must be a whole number from 0 to 65535, not 65536",
          "site/a.json:4:28: error: 'password' has 1 to 8 characters without blanks; "
          "shorten it",
          "site/a.json:5:27: error: 'acquire' must be true or false, not a number",
          "site/a.json:5:33: error: this major node has no 'name'; add \"name\": "
          "\"VNETAPPL\""));
}

TEST(StartLists, NameNodesInTheirOrder) {
  const Config config = config_of(R"({"start_list": ["VNETAPPL", "other"]})");
  ASSERT_TRUE(config.start_list);
  ASSERT_EQ(config.start_list->nodes.size(), 2U);
  EXPECT_EQ(config.start_list->nodes[0].text(), "VNETAPPL");
  EXPECT_EQ(config.start_list->nodes[1].text(), "OTHER");
  EXPECT_EQ(config.start_list->name, "a");
  EXPECT_EQ(config.start_list->at.column, 2U);
  EXPECT_TRUE(config_of(R"({"start_list": []})").start_list);
}

TEST(StartLists, AreSaidOnceWithThoseOfCards) {
  Draft draft;
  draft.config.files = {"atccon00", "site/a.json"};
  ASSERT_TRUE(draft.claim("start list", {0, 1, 1}));
  read_json(R"({"start_list": ["A"]})", 1, "site/a.json", draft);
  EXPECT_THAT(lines(draft.problems, draft.config.files),
              ElementsAre("site/a.json:1:2: error: 'start list' holds for the whole process and "
                          "was already said at atccon00:1:1; keep one of the two"));
  EXPECT_FALSE(draft.config.start_list);
}

TEST(Listeners, HaveLogmodesByDeviceAndAnApplication) {
  const Config config = config_of(R"({"listeners": [{"port": 1, "application": "CICS",
    "device_modes": [{"device": "ibm-3278-2", "tn3270": "SP3272QN", "tn3270e": "D4C32XX3"},
                     {"device": "IBM-*", "tn3270e": "SNX32702"}]}]})");
  const ListenerSettings& listener = config.servers.at(0).listeners.at(0);
  EXPECT_EQ(listener.application->text(), "CICS");
  ASSERT_EQ(listener.device_modes.size(), 2U);
  EXPECT_EQ(listener.device_modes[0].device, "IBM-3278-2");
  EXPECT_EQ(listener.device_modes[0].tn3270->text(), "SP3272QN");
  EXPECT_EQ(listener.device_modes[0].tn3270e->text(), "D4C32XX3");
  EXPECT_EQ(listener.device_modes[0].at.line, 2U);
  EXPECT_FALSE(listener.device_modes[1].tn3270);
  EXPECT_THAT(
      findings(R"({"listeners": [{"port": 1, "device_modes": [{"device": "IBM-*"},
{"tn3270": "A"}]}]})"),
      ElementsAre("site/a.json:1:45: error: this device has no logmode; add \"tn3270\": "
                  "\"SP3272QN\" for classic clients, or \"tn3270e\" for those of TN3270E",
                  "site/a.json:2:1: error: these logmodes have no 'device'; add \"device\": "
                  "\"IBM-3278-2\""));
}

TEST(Applications, MayLetLogonsWait) {
  const Config config = config_of(R"({"applications": [
    {"name": "A", "type": "demo", "queue": true}, {"name": "B", "type": "demo"}]})");
  EXPECT_TRUE(config.applications.at(0).queue);
  EXPECT_FALSE(config.applications.at(1).queue);
}

}  // namespace
}  // namespace config
