#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

ServerSettings server(std::string_view text) {
  const Draft draft = read(text);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return draft.config.servers.at(0);
}

TEST(Several, NobodyHasThemUnlessSomebodySaysSo) {
  EXPECT_FALSE(server(R"({"sessions": {"keep_lu": 30}})").sessions.several.on());
}

TEST(Several, IsSaidForAPartitionAndForItsGroups) {
  const ServerSettings read = server(R"({
    "lus": [{"names": "T001"}, {"names": "A001", "group": "DESK"}, {"names": "B001", "group": "B"},
            {"names": "C001", "group": "ONE"}],
    "sessions": {"several": {}},
    "groups": [{"name": "DESK", "several": {"most": 16, "menu_key": "ATTN", "next_key": "none"}},
               {"name": "B", "order": "lowest"}, {"name": "ONE", "several": {"most": 1}}]})");
  const SeveralSettings& partition = several_of(read, read.lus.at(0));
  EXPECT_EQ(partition.most, 4U);
  EXPECT_EQ(partition.menu_key, 0x6B) << "PA3";
  EXPECT_EQ(partition.next_key, 0x6E) << "PA2";
  const SeveralSettings& desk = several_of(read, read.lus.at(1));
  EXPECT_EQ(desk.most, 16U);
  EXPECT_EQ(desk.menu_key, kAttnKey);
  EXPECT_EQ(desk.next_key, kNoKey);
  EXPECT_TRUE(several_of(read, read.lus.at(2)).on());
  EXPECT_FALSE(several_of(read, read.lus.at(3)).on());
}

TEST(Several, SaysWhatIsWrong) {
  EXPECT_THAT(
      findings(R"({"groups": [
{"name": "A", "several": {"most": 17}},
{"name": "B", "several": {"menu_key": "none"}},
{"name": "C", "several": {"menu_key": "PA2"}},
{"name": "D", "several": {"next_key": "PF3"}},
{"name": "E", "several": 3}]})"),
      ElementsAre("site/a.json:2:35: error: 'most' must be a whole number from 1 to 16, not 17",
                  StartsWith("site/a.json:3:39: error: 'menu_key' must be one of PA1, PA2, PA3, "),
                  "site/a.json:4:26: error: 'menu_key' and 'next_key' are both PA2; name another "
                  "key for one of the two",
                  StartsWith("site/a.json:5:39: error: 'next_key' must be one of none, PA1, PA2, "),
                  "site/a.json:6:26: error: 'several' must be an object { … }, not a number"));
}

TEST(Several, OfAGroupWithoutTerminalsIsSpokenOf) {
  const Draft draft = read(R"({"lus": [{"names": "P001", "type": "printer", "group": "P"}],
"groups": [{"name": "P", "several": {}}]})");
  EXPECT_THAT(check_findings(draft.config),
              Contains("site/a.json:2:37: warning: group P has no terminals whose users could have "
                       "several applications; take 'several' out"));
}

}  // namespace
}  // namespace config
