#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/name_pattern.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The findings of the checks on a partition with these settings, from line 2 on.
std::vector<std::string> check(const std::string& more) {
  const Draft draft = read(R"({"name": "p", "listeners": [{"port": 1}], "menu": ["DEMO"],)"
                           R"( "applications": [{"name": "DEMO", "type": "demo"}],)"
                           "\n" +
                           more + "}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

TEST(GroupChecks, GroupsThatFitHaveNoFindings) {
  EXPECT_THAT(check(R"("lus": [{"names": "T[1-3]", "group": "A"}, {"names": "U1", "group": "B"},
    {"names": "P[1-3]", "type": "printer", "group": "PRT"}],
    "groups": [{"name": "A", "printers": "PRT", "warn_at": 90, "application": "DEMO",
                "allow": ["DEMO"], "deny": ["BSTTVNET"]}, {"name": "B"}, {"name": "PRT"}])"),
              IsEmpty());
}

TEST(GroupChecks, AGroupIsDescribedOnceAndHasLus) {
  EXPECT_THAT(check(R"("lus": [{"names": "T1", "group": "A"}], "groups": [
{"name": "A"},
{"name": "A", "order": "lowest"},
{"name": "B"}])"),
              ElementsAre("site/a.json:4:1: error: group A is already described at "
                          "site/a.json:3:1; keep one of the two",
                          "site/a.json:5:1: warning: group B has no LUs; give some LUs "
                          "\"group\": \"B\", or remove it"));
}

TEST(GroupChecks, PartnersAreAsManyPrintersAndNobodyElses) {
  EXPECT_THAT(
      check(R"("lus": [{"names": "T[1-3]", "group": "A"}, {"names": "U[1-2]", "group": "B"},
  {"names": "V[1-2]", "group": "C"}, {"names": "W1", "group": "D"}, {"names": "X1", "group": "E"},
  {"names": "P[1-2]", "type": "printer", "group": "PRT"}], "groups": [
{"name": "A", "printers": "PRT"},
{"name": "B", "printers": "PRT"},
{"name": "C", "printers": "PRT"},
{"name": "D", "printers": "NONE"},
{"name": "E", "printers": "B"},
{"name": "PRT", "printers": "PRT"}])"),
      ElementsAre(
          "site/a.json:5:1: error: 'printers' of group A is PRT, which has 2 printers for 3 "
          "terminals (unequal associated groups); each terminal has one of its own: make them as "
          "many",
          "site/a.json:7:1: error: 'printers' of group C is PRT, which is already that of group B "
          "at site/a.json:6:1; each printer has one terminal: name another group",
          "site/a.json:8:1: error: 'printers' of group D is NONE, a group without LUs; give it 1 "
          "printer",
          "site/a.json:9:1: error: 'printers' of group E is B, which has 2 terminals; name a group "
          "of printers only",
          "site/a.json:10:1: warning: group PRT has no terminals that could have partners; take "
          "'printers' out"));
  EXPECT_THAT(
      check(
          R"("lus": [{"names": "T1", "group": "A"}], "groups": [{"name": "A", "printers": "A"}])"),
      ElementsAre("site/a.json:2:52: error: 'printers' of group A is A, the group itself; name a "
                  "group of printers"));
}

TEST(GroupChecks, AnOwnPrinterBesideThoseOfTheGroupIsNoted) {
  EXPECT_THAT(check(R"("lus": [{"names": "T1", "group": "A", "printer": "P8"},
  {"names": "P1", "type": "printer", "group": "PRT"}, {"names": "P8", "type": "printer"}],
  "groups": [{"name": "A", "printers": "PRT"}])"),
              ElementsAre("site/a.json:2:19: note: terminal T1 has a printer of its own, which "
                          "counts; its group A names PRT"));
  EXPECT_THAT(check(R"("lus": [{"names": "T[1-2]", "group": "A", "printer": "P[8-9]"},
  {"names": "P[1-2]", "type": "printer", "group": "PRT"}, {"names": "P[8-9]", "type": "printer"}],
  "groups": [{"name": "A", "printers": "PRT"}])"),
              ElementsAre("site/a.json:2:19: note: 2 terminals of group A (the first is T1) have "
                          "printers of their own, which count; the group names PRT"));
}

TEST(GroupChecks, ApplicationsThatNobodyDefinedAreNamed) {
  EXPECT_THAT(
      check(R"("lus": [{"names": "T1", "group": "A"}], "groups": [
{"name": "A", "allow": ["DEM*", "DENO", "DEM*"], "deny": ["ZZZ*", "BSTTVNET"]}])"),
      ElementsAre("site/a.json:3:1: warning: 'allow' of group A has DENO, and no application is "
                  "called so; did you mean 'DEMO'?; correct it, or add it to \"applications\"",
                  "site/a.json:3:1: warning: 'allow' of group A has DEM* twice; take one out",
                  "site/a.json:3:1: warning: 'deny' of group A has ZZZ*, and no application is "
                  "called so; correct it, or add it to \"applications\""));
}

TEST(GroupChecks, RowsOfNodesAreApplicationsToo) {
  EXPECT_THAT(check(R"("lus": [{"names": "T1", "group": "A"}],
"nodes": [{"name": "N", "rows": [{"name": "CICS"}, {"name": "BSTTUSST", "pass": true}]}],
"groups": [{"name": "A", "deny": ["CICS"]}])"),
              IsEmpty());
}

TEST(GroupChecks, DenyTakesAwayWhatAllowGives) {
  EXPECT_THAT(check(R"("lus": [{"names": "T1", "group": "A"}], "groups": [
{"name": "A", "allow": ["DEMO", "BSTTVNET"], "deny": ["DEM*"]}])"),
              ElementsAre("site/a.json:3:1: warning: group A allows DEMO, which it denies by DEM*, "
                          "and that counts; take one out"));
}

TEST(GroupChecks, NobodyIsSentWhereHisGroupMayNotGo) {
  EXPECT_THAT(
      check(R"("lus": [{"names": "T[1-9]", "group": "A", "application": "DEMO"}], "groups": [
{"name": "A", "deny": ["DEMO"], "application": "DEMO"}], "mapping": [
{"group": "A", "application": "DEMO"}])"),
      ElementsAre("site/a.json:3:1: error: group A names DEMO, which group A (site/a.json:3:1) may "
                  "not log on to; allow it there, or name another",
                  "site/a.json:2:19: error: LU T1 names DEMO, which group A (site/a.json:3:1) may "
                  "not log on to; allow it there, or name another",
                  "site/a.json:4:1: error: this rule names DEMO, which group A (site/a.json:3:1) "
                  "may not log on to; allow it there, or name another"));
}

TEST(GroupChecks, DefaultApplicationsThatNobodyOpenedAreNoted) {
  const std::string rest =
      ", which nobody has opened (CONCT): add {\"name\": \"X\", \"type\": …} to \"applications\", "
      "or open its ACB";
  EXPECT_THAT(check(R"("lus": [{"names": "T1", "group": "A"}], "groups": [
{"name": "A", "application": "X"}])"),
              ElementsAre("site/a.json:3:1: note: group A names X" + rest));
  EXPECT_THAT(check(R"("lus": [{"names": "T1"}], "mapping": [
{"application": "X"}])"),
              ElementsAre("site/a.json:3:1: note: this rule names X" + rest));
  const Draft draft = read(
      R"({"listeners": [{"name": "l", "port": 1, "application": "X"}], "lus": [{"names": "T1"}],)"
      R"( "menu": ["DEMO"], "applications": [{"name": "DEMO", "type": "demo"}]})");
  EXPECT_THAT(check_findings(draft.config),
              ElementsAre("site/a.json:1:16: note: listener 'l' names X" + rest));
}

TEST(NamePatterns, FitOneNameOrAllThatBeginSo) {
  EXPECT_TRUE(fits_pattern("CICS", "CICS"));
  EXPECT_FALSE(fits_pattern("CICS", "CICS1"));
  EXPECT_TRUE(fits_pattern("CICS*", "CICS"));
  EXPECT_TRUE(fits_pattern("CICS*", "CICS1"));
  EXPECT_FALSE(fits_pattern("CICS*", "CIC"));
  EXPECT_TRUE(fits_pattern("*", "ANY"));
  EXPECT_TRUE(covers_pattern("*", "CICS*"));
  EXPECT_TRUE(covers_pattern("C*", "CICS"));
  EXPECT_TRUE(covers_pattern("CICS*", "CICS*"));
  EXPECT_FALSE(covers_pattern("CICS*", "C*"));
  EXPECT_FALSE(covers_pattern("CICS", "CICS*"));
}

}  // namespace
}  // namespace config
