#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ServerSettings server(std::string_view text) {
  const Draft draft = read(text);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return draft.config.servers.at(0);
}

TEST(Groups, HaveEverythingThatIsSaidOfThem) {
  const ServerSettings read = server(R"({"groups": [
    {"name": "sales", "order": "lowest", "warn_at": 90, "application": "cics",
     "allow": ["CICS*", "tso"], "deny": ["CICSTEST"], "printers": "SALESPRT"}]})");
  ASSERT_EQ(read.groups.size(), 1U);
  const GroupSettings& group = read.groups.front();
  EXPECT_EQ(group.name.text(), "SALES");
  EXPECT_EQ(group.order, PoolOrder::Lowest);
  EXPECT_EQ(group.warn_at, 90U);
  EXPECT_EQ(group.application->text(), "CICS");
  EXPECT_THAT(group.allow, ElementsAre("CICS*", "TSO"));
  EXPECT_THAT(group.deny, ElementsAre("CICSTEST"));
  EXPECT_EQ(group.printers->text(), "SALESPRT");
  EXPECT_EQ(group.at.line, 2U);
}

TEST(Groups, AreSequentialAndOpenToAllUnlessTheySayMore) {
  const GroupSettings group = server(R"({"groups": [{"name": "A"}]})").groups.at(0);
  EXPECT_EQ(group.order, PoolOrder::Sequential);
  EXPECT_FALSE(group.warn_at);
  EXPECT_FALSE(group.application);
  EXPECT_FALSE(group.printers);
  EXPECT_THAT(group.allow, IsEmpty());
  EXPECT_THAT(group.deny, IsEmpty());
}

TEST(Groups, SayWhatIsWrongWithThem) {
  EXPECT_THAT(
      findings(R"({"groups": [
{"name": "1A"},
{"order": "lowest"},
{"name": "B", "order": "highest"},
{"name": "C", "warn_at": 101},
{"name": "D", "allow": []},
{"name": "E", "deny": ["C*S", "", 5]},
"F"]})"),
      ElementsAre(
          "site/a.json:2:10: error: '1A' must begin with A-Z, @, # or $",
          "site/a.json:3:1: error: this group has no 'name'; add the name that its LUs have as "
          "'group'",
          "site/a.json:4:24: error: 'order' must be one of sequential, lowest, not 'highest'",
          "site/a.json:5:26: error: 'warn_at' must be a whole number from 1 to 100, not 101",
          "site/a.json:6:24: error: 'allow' is empty; write names of applications, or remove it",
          "site/a.json:7:24: error: 'C*S' may hold only A-Z, 0-9, @, # and $",
          "site/a.json:7:31: error: a name is missing: VTAM names have 1 to 8 characters",
          "site/a.json:7:35: error: an entry here must be a name, or a beginning of names and '*', "
          "not a number",
          "site/a.json:8:1: error: an entry here must be an object { … }, not text"));
}

TEST(Mapping, KeepsItsRulesInTheirOrder) {
  const ServerSettings read = server(R"({"mapping": [
    {"client": "10.1.0.0/16", "listener": "secure", "device": "ibm-3279-*", "group": "SALES",
     "specific": false, "application": "CICS", "logmode": "SP3275QN"},
    {"host": "reception.example", "lu": "t001"},
    {}]})");
  ASSERT_EQ(read.mapping.size(), 3U);
  const MapRule& first = read.mapping.front();
  EXPECT_EQ(first.client, "10.1.0.0/16");
  EXPECT_EQ(first.host, "");
  EXPECT_EQ(first.listener, "secure");
  EXPECT_EQ(first.device, "IBM-3279-*");
  EXPECT_FALSE(first.lu);
  EXPECT_EQ(first.group->text(), "SALES");
  EXPECT_FALSE(first.specific);
  EXPECT_EQ(first.application->text(), "CICS");
  EXPECT_EQ(first.logmode->text(), "SP3275QN");
  EXPECT_EQ(first.at.line, 2U);
  EXPECT_EQ(read.mapping[1].host, "reception.example");
  EXPECT_EQ(read.mapping[1].lu->text(), "T001");
  EXPECT_TRUE(read.mapping[1].specific);
  EXPECT_EQ(read.mapping[2].at.line, 5U);
}

TEST(Mapping, SaysWhatIsWrongWithARule) {
  EXPECT_THAT(
      findings(R"({"mapping": [
{"client": "10.1.0.0/33"},
{"client": "10.1.2.3/16"},
{"client": "reception.example"},
{"host": "10.1.2.3"},
{"host": "10.1.0.0/16"},
{"device": "3278-2"},
{"device": "IBM-3278 2"},
{"lu": "T001", "group": "SALES"},
{"specific": "no"}]})"),
      ElementsAre(
          "site/a.json:2:12: error: '10.1.0.0/33' has more bits than the 32 of an address; write a "
          "smaller number behind the '/'",
          "site/a.json:3:12: error: '10.1.2.3/16' has bits behind its prefix; write '10.1.0.0/16', "
          "or the address without '/'",
          "site/a.json:4:12: error: 'reception.example' is neither an address nor a network; write "
          "one like \"10.1.2.3\", \"10.1.0.0/16\" or \"fd00::/8\", and a name of DNS with \"host\"",
          "site/a.json:5:10: error: 'host' is a name that is looked up; write the address as "
          "\"client\"",
          "site/a.json:6:10: error: 'host' is a name that is looked up; write the address as "
          "\"client\"",
          "site/a.json:7:12: error: '3278-2' is not a terminal type: they begin with IBM-; write "
          "one like \"IBM-3278-2\", or the beginning of some and '*' like \"IBM-3279-*\"",
          "site/a.json:8:12: error: 'IBM-3278 2' is not a terminal type: they begin with IBM-; "
          "write one like \"IBM-3278-2\", or the beginning of some and '*' like \"IBM-3279-*\"",
          "site/a.json:9:1: error: this rule gives both a LU and one of a group; keep 'lu' or "
          "'group'",
          "site/a.json:10:14: error: 'specific' must be true or false, not text"));
}

TEST(Mapping, BelongsToOnePartition) {
  EXPECT_THAT(findings(R"({"mapping": [],
"servers": []})"),
              ElementsAre("site/a.json:1:2: error: 'mapping' stands beside 'servers' of line 2; "
                          "move it into one of its entries"));
}

}  // namespace
}  // namespace config
