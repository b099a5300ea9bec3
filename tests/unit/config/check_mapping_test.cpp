#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The findings of the checks on these rules, each in a line of its own from line 2 on.
std::vector<std::string> check(const std::string& rules) {
  const Draft draft = read(R"({"applications": [{"name": "DEMO", "type": "demo"}], "servers": [)"
                           R"({"name": "q", "listeners": [{"port": 2}], "menu": ["DEMO"],)"
                           R"( "lus": [{"names": "Q1"}]},)"
                           R"({"name": "p", "listeners": [{"name": "clear", "port": 1}],)"
                           R"( "menu": ["DEMO"], "lus": [{"names": "T[1-2]"},)"
                           R"( {"names": "S[1-2]", "group": "A"},)"
                           R"( {"names": "P1", "type": "printer"},)"
                           R"( {"names": "P2", "type": "printer", "group": "B"},)"
                           R"( {"names": "D1", "type": "direct", "host": "h"}],)"
                           R"( "mapping": [)"
                           "\n" +
                           rules + "]}]}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

TEST(MappingChecks, RulesThatDifferHaveNoFindings) {
  EXPECT_THAT(check(R"({"client": "10.1.2.3", "lu": "T1"},
{"client": "10.1.0.0/16", "group": "A"},
{"client": "10.1.0.0/17", "group": "A"},
{"client": "10.1.0.0/16", "listener": "clear", "lu": "T2"},
{"host": "reception", "group": "A"},
{"listener": "clear", "device": "IBM-3278-2", "logmode": "SP3272QN"},
{"listener": "clear", "device": "IBM-3278-*", "application": "DEMO"},
{"listener": "clear", "device": "IBM-*", "application": "DEMO"},
{"specific": false})"),
              IsEmpty());
}

TEST(MappingChecks, ARuleGivesWhatThePartitionHas) {
  EXPECT_THAT(
      check(R"({"client": "10.0.0.1", "lu": "T9"},
{"client": "10.0.0.2", "lu": "Q1"},
{"client": "10.0.0.3", "lu": "D1"},
{"client": "10.0.0.4", "group": "C"},
{"listener": "cleer", "lu": "T1"})"),
      ElementsAre(
          "site/a.json:2:1: error: this rule gives LU T9, which is not defined; add it to \"lus\", "
          "or name another",
          "site/a.json:3:1: error: this rule gives LU Q1 of partition 'q', which clients of 'p' "
          "cannot reach; name one of this partition",
          "site/a.json:4:1: error: this rule gives LU D1, which the server delivers itself (type "
          "direct); name a terminal or printer",
          "site/a.json:5:1: error: this rule gives a LU of group C, in which partition 'p' has "
          "none; give some LUs \"group\": \"C\", or name another",
          "site/a.json:6:1: error: this rule is for the listener 'cleer', which partition 'p' does "
          "not have; did you mean 'clear'?; write the 'name' of one of its listeners"));
}

TEST(MappingChecks, RulesForTheSameClientsContradictOrRepeatEachOther) {
  EXPECT_THAT(
      check(R"({"client": "10.1.0.0/16", "lu": "T1"},
{"client": "::ffff:10.1.0.0/112", "lu": "T2"},
{"client": "10.1.0.0/16", "lu": "T1"},
{"host": "reception", "listener": "clear", "device": "IBM-DYNAMIC", "group": "A"},
{"host": "RECEPTION", "listener": "clear", "device": "IBM-DYNAMIC", "group": "A",
 "specific": false},
{"specific": false},
{"logmode": "SP3272QN"})"),
      ElementsAre(
          "site/a.json:3:1: error: this rule is for the same clients as the one at "
          "site/a.json:2:1 and gives them something else; keep one of the two",
          "site/a.json:4:1: warning: this rule says the same as the one at site/a.json:2:1; remove "
          "one",
          "site/a.json:6:1: error: this rule is for the same clients as the one at "
          "site/a.json:5:1 and gives them something else; keep one of the two",
          "site/a.json:9:1: error: this rule is for the same clients as the one at "
          "site/a.json:8:1 and gives them something else; keep one of the two"));
}

TEST(MappingChecks, TerminalsAndPrintersHaveRulesOfTheirOwn) {
  EXPECT_THAT(check(R"({"client": "10.0.0.1", "lu": "T1"},
{"client": "10.0.0.1", "lu": "P1"},
{"client": "10.0.0.2", "group": "A"},
{"client": "10.0.0.2", "group": "B"},
{"client": "10.0.0.2", "application": "DEMO"},
{"client": "10.0.0.3", "lu": "T1"},
{"client": "10.0.0.3", "application": "DEMO"})"),
              ElementsAre("site/a.json:6:1: error: this rule is for the same clients as the one at "
                          "site/a.json:4:1 and gives them something else; keep one of the two"));
}

TEST(MappingChecks, AnEarlierBeginningOfADeviceHidesALongerOne) {
  EXPECT_THAT(check(R"({"device": "IBM-327*", "lu": "T1"},
{"device": "IBM-3279-*", "lu": "T2"},
{"device": "IBM-3279-2", "lu": "T2"},
{"device": "IBM-3279-2-E", "lu": "T1"})"),
              ElementsAre("site/a.json:3:1: warning: this rule never counts: the one at "
                          "site/a.json:2:1 for 'IBM-327*' comes first for 'IBM-3279-*'; put this "
                          "one before it",
                          "site/a.json:5:1: warning: this rule never counts: the one at "
                          "site/a.json:4:1 for 'IBM-3279-2' comes first for 'IBM-3279-2-E'; put "
                          "this one before it"));
}

TEST(MappingChecks, ARuleThatGivesNothingIsNoted) {
  EXPECT_THAT(check(R"({"client": "10.0.0.1"})"),
              ElementsAre("site/a.json:2:1: note: this rule gives its clients nothing: they are "
                          "served as without rules, and less exact ones do not count for them"));
}

TEST(MappingChecks, ClientsWithoutNamesNeedSomethingToGet) {
  const Draft draft = read(R"({"listeners": [{"port": 1}], "lus":
[{"names": "T1", "application": "DEMO"}],
"applications": [{"name": "DEMO", "type": "demo"}],
"mapping": [{"specific": false}, {"client": "10.0.0.1", "specific": false, "lu": "T1"}]})");
  EXPECT_THAT(check_findings(draft.config),
              ElementsAre("site/a.json:4:13: warning: clients of this rule may choose no LU by its "
                          "name, and the partition has no generic ones; give them a 'lu' or "
                          "'group'"));
}

TEST(DeviceModeChecks, LogmodesThatNeverCountAreNamed) {
  const auto check_modes = [](const std::string& modes) {
    const Draft draft = read(R"({"menu": ["DEMO"], "lus": [{"names": "T1"}], "applications":)"
                             R"( [{"name": "DEMO", "type": "demo"}], "listeners": [{"port": 1,)"
                             R"( "device_modes": [)"
                             "\n" +
                             modes + "]}]}");
    EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
    return check_findings(draft.config);
  };
  EXPECT_THAT(check_modes(R"({"device": "IBM-3278-2", "tn3270": "A"},
{"device": "IBM-3278-2", "tn3270e": "B"},
{"device": "IBM-3278-*", "tn3270": "A", "tn3270e": "B"},
{"device": "IBM-3279-2-E", "tn3270": "A"},
{"device": "IBM-*", "tn3270": "A"})"),
              IsEmpty());
  EXPECT_THAT(check_modes(R"({"device": "IBM-3278-2", "tn3270": "A"},
{"device": "IBM-3278-2-E", "tn3270": "B"},
{"device": "IBM-32*", "tn3270": "A", "tn3270e": "B"},
{"device": "IBM-3279-*", "tn3270e": "C"})"),
              ElementsAre("site/a.json:3:1: warning: the logmodes of 'IBM-3278-2-E' never count: "
                          "those of 'IBM-3278-2' at site/a.json:2:1 come first; put these before "
                          "them, or remove them",
                          "site/a.json:5:1: warning: the logmodes of 'IBM-3279-*' never count: "
                          "those of 'IBM-32*' at site/a.json:4:1 come first; put these before "
                          "them, or remove them"));
}

}  // namespace
}  // namespace config
