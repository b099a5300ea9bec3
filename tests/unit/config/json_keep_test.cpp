#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ServerSettings server(std::string_view text) {
  const Draft draft = read(text);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return draft.config.servers.at(0);
}

TEST(Keep, NothingIsKeptUnlessSomebodySaysSo) {
  const KeepSettings usual = server(R"({"sessions": {"keep_lu": 30}})").sessions.keep;
  EXPECT_FALSE(usual.on());
  EXPECT_EQ(usual.takeover, Takeover::Never);
  EXPECT_FALSE(usual.tell);
}

TEST(Keep, IsSaidForAPartitionAndForItsGroups) {
  const ServerSettings read = server(R"({
    "lus": [{"names": "T001"}, {"names": "A001", "group": "DESK"}, {"names": "B001", "group": "B"}],
    "sessions": {"keep": {"seconds": 300, "takeover": "dead", "tell": true}},
    "groups": [{"name": "DESK", "keep": {"takeover": "certificate", "by": ["certificate"]}},
               {"name": "B", "order": "lowest"}]})");
  const KeepSettings& partition = keep_of(read, read.lus.at(0));
  EXPECT_EQ(partition.lost, std::chrono::seconds(300));
  EXPECT_EQ(partition.takeover, Takeover::Dead);
  EXPECT_TRUE(partition.tell && partition.by_certificate && partition.by_address);
  const KeepSettings& desk = keep_of(read, read.lus.at(1));
  EXPECT_EQ(desk.lost, Ticks::zero()) << "a group's is the whole of it";
  EXPECT_EQ(desk.takeover, Takeover::Certificate);
  EXPECT_TRUE(desk.by_certificate && desk.on());
  EXPECT_FALSE(desk.by_address || desk.tell);
  EXPECT_EQ(keep_of(read, read.lus.at(2)).takeover, Takeover::Dead);
}

TEST(Keep, SaysWhatIsWrong) {
  EXPECT_THAT(
      findings(R"({"groups": [
{"name": "A", "keep": {"by": []}},
{"name": "B", "keep": {"by": ["address"], "takeover": "certificate"}},
{"name": "C", "keep": {"by": ["certificate"], "takeover": "address"}},
{"name": "D", "keep": {"takeover": "always"}},
{"name": "E", "keep": 300}]})"),
      ElementsAre(
          "site/a.json:2:30: error: 'by' is empty, so nobody would get a session back; write "
          "\"certificate\", \"address\" or both",
          "site/a.json:3:23: error: 'takeover' is \"certificate\", but 'by' does not name it; add "
          "it there",
          "site/a.json:4:23: error: 'takeover' is \"address\", but 'by' does not name it; add it "
          "there",
          "site/a.json:5:36: error: 'takeover' must be one of never, dead, certificate, "
          "address, not 'always'",
          "site/a.json:6:23: error: 'keep' must be an object { … }, not a number"));
}

TEST(Keep, OfAGroupWithoutTerminalsIsSpokenOf) {
  const Draft draft = read(R"({"lus": [{"names": "P001", "type": "printer", "group": "P"}],
"groups": [{"name": "P", "keep": {"seconds": 60}}]})");
  EXPECT_THAT(check_findings(draft.config),
              Contains("site/a.json:2:34: warning: group P has no terminals whose sessions could "
                       "be kept; take 'keep' out"));
}

}  // namespace
}  // namespace config
