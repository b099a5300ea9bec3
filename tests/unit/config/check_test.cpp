#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/draft.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The findings of the checks on one JSON file that reads without any.
std::vector<std::string> check(std::string_view text) {
  const Draft draft = read(text);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

// A partition that has nothing wrong, with more settings in it.
std::string partition(const std::string& more) {
  return R"({"name": "p", "listeners": [{"port": 3270}], "menu": ["DEMO"], )" + more + "}";
}

// The same with the application of its menu, as one file.
std::string file(const std::string& more) {
  return R"({"applications": [{"name": "DEMO", "type": "demo"}], "servers": [)" + partition(more) +
         "]}";
}

TEST(Checks, AGoodConfigurationHasNoFindings) {
  EXPECT_THAT(check(file(R"("lus": [{"names": "T[001-100]"}])")), IsEmpty());
}

TEST(Checks, ALuDefinedTwiceNamesBothPositions) {
  EXPECT_THAT(
      check(R"({"applications": [{"name": "DEMO", "type": "demo", "description": "d"}], "servers": [
  {"name": "a", "listeners": [{"port": 1}], "lus": [{"names": "T[1-3]"}]},
  {"name": "b", "listeners": [{"port": 2}], "lus": [{"names": "T3"}, {"names": "T4"}]}]})"),
      ElementsAre("site/a.json:3:63: error: LU T3 is already defined at site/a.json:2:63; LU names "
                  "are unique in the whole process: rename one"));
}

TEST(Checks, RangesThatOverlapAreOneFinding) {
  EXPECT_THAT(
      check(
          R"({"listeners": [{"port": 1}], "menu": ["D"], "applications": [{"name": "D", "type": "demo"}],
  "lus": [{"names": "T[001-500]"}, {"names": "U1"},
          {"names": "T[101-600]"},
          {"names": "U1,T[001-002]"}]})"),
      ElementsAre("site/a.json:3:21: error: LU T101 (and 399 more of this range) is already "
                  "defined at site/a.json:2:21; LU names are unique in the whole process: rename "
                  "one",
                  "site/a.json:4:21: error: LU U1 is already defined at site/a.json:2:46; LU names "
                  "are unique in the whole process: rename one",
                  "site/a.json:4:21: error: LU T001 (and 1 more of this range) is already defined "
                  "at site/a.json:2:21; LU names are unique in the whole process: rename one"));
}

TEST(Checks, ALuIsNotCalledLikeAnApplicationOrTheMenu) {
  EXPECT_THAT(
      check(file(R"("lus": [{"names": "demo,bsttusst"}])")),
      ElementsAre(HasSubstr("error: LU DEMO has the name of the application at site/a.json:1:19; "
                            "both are rows of one APPL table: rename one"),
                  HasSubstr("error: BSTTUSST is the APPL behind the menu; give this LU another "
                            "name")));
}

TEST(Checks, AnApplicationDefinedTwiceNamesBothPositions) {
  EXPECT_THAT(
      check(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1"}], "applications": [
  {"name": "A", "type": "demo", "description": "x"},
  {"name": "a", "type": "demo"},
  {"name": "BSTTUSST", "type": "demo"}]})"),
      ElementsAre("site/a.json:3:3: error: application A is already defined at site/a.json:2:3; "
                  "keep one of the two",
                  "site/a.json:4:3: error: BSTTUSST is the APPL behind the menu; give this "
                  "application another name"));
}

TEST(Checks, APartitionWithoutListenersOrLusIsNamed) {
  EXPECT_THAT(check(R"({"name": "p", "lus": [{"names": "T1"}], "menu": ["DEMO"],
   "applications": [{"name": "DEMO", "type": "demo"}]})"),
              ElementsAre("site/a.json:1:1: error: partition 'p' has no listener, so nobody can "
                          "connect; add \"listeners\": [ {\"address\": \"127.0.0.1\", \"port\": "
                          "3270} ]"));
  EXPECT_THAT(check(file(R"("lus": [])")),
              ElementsAre("site/a.json:1:66: warning: partition 'p' has no LUs, so every client is "
                          "refused; add \"lus\": [ {\"names\": \"T[001-100]\"} ]"));
}

TEST(Checks, NothingToServeIsAnError) {
  EXPECT_THAT(check("{}"), ElementsAre("site/a.json: error: there is nothing to serve: no "
                                       "listeners and no LUs; give a deck, or a JSON file with "
                                       "\"listeners\" and \"lus\""));
}

TEST(Checks, WhatCouldNotBeReadIsNotReportedAsMissing) {
  Draft draft = read("{\"lus\": [{\"names\": \"T[\"}]}");
  ASSERT_TRUE(draft.problems.has_errors());
  const std::size_t before = draft.problems.all().size();
  for (const Check& check : standard_checks()) {
    check(draft.config, draft.problems);
  }
  EXPECT_EQ(draft.problems.all().size(), before);
}

TEST(Checks, AnEmptyMenuForGenericTerminalsIsAWarning) {
  EXPECT_THAT(check(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1"}],
    "applications": [{"name": "A", "type": "demo"}]})"),
              ElementsAre("site/a.json:1:1: warning: the menu of partition 'a' is empty; add "
                          "applications with a description, or a \"menu\""));
  EXPECT_THAT(check(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1", "application": "A"}],
    "applications": [{"name": "A", "type": "demo"}]})"),
              IsEmpty());
}

TEST(Checks, PartitionsOfOneNameAreAWarning) {
  EXPECT_THAT(check(R"({"servers": [
  {"listeners": [{"port": 1}], "lus": [{"names": "T1"}], "menu": ["A"]},
  {"listeners": [{"port": 2}], "lus": [{"names": "T2"}], "menu": ["A"]}],
  "applications": [{"name": "A", "type": "demo"}]})"),
              ElementsAre("site/a.json:3:3: warning: this partition is called 'a' like that of "
                          "site/a.json:2:3; give one a name of its own (JSON \"name\", JOB name)"));
}

TEST(Checks, ATargetThatNobodyOpenedIsOneNote) {
  EXPECT_THAT(
      check(R"({"listeners": [{"port": 1}], "menu": ["CICS", "BSTTVNET"],
  "lus": [{"names": "T[1-9]", "application": "CICS"}, {"names": "U1", "application": "IMS"}]})"),
      ElementsAre("site/a.json:1:39: note: the menu names CICS, which nobody has opened (CONCT): "
                  "add {\"name\": \"CICS\", \"type\": …} to \"applications\", or open its ACB",
                  "site/a.json:2:65: note: LU U1 names IMS, which nobody has opened (CONCT): add "
                  "{\"name\": \"IMS\", \"type\": …} to \"applications\", or open its ACB"));
}

TEST(Checks, AMenuLineSaidTwiceIsAWarning) {
  EXPECT_THAT(check(R"({"listeners": [{"port": 1}], "menu": ["A", "A"], "lus": [{"names": "T1"}],
  "applications": [{"name": "A", "type": "demo"}]})"),
              ElementsAre("site/a.json:1:44: warning: A is on the menu twice; first at "
                          "site/a.json:1:39"));
}

TEST(Checks, FilesThatAreNotThereAreNotes) {
  const auto found = check(
      R"({"listeners": [{"name": "l", "port": 1, "certificate": "no.pem"}],
"lus": [{"names": "P1", "type": "printer"}],
"libraries": {"PRD2.CONFIG": "no.d"}, "iccf": {"51": "no51"}})");
  EXPECT_THAT(found, Contains("site/a.json:1:16: note: the certificate of listener 'l' "
                              "'site/no.pem' does not exist"));
  EXPECT_THAT(found, Contains("site/a.json:3:1: note: the directory 'site/no.d' of library "
                              "PRD2.CONFIG does not exist; its members cannot be included"));
  EXPECT_THAT(found, Contains("site/a.json:3:39: note: the directory 'site/no51' of ICCF library "
                              "51 does not exist; its members cannot be included"));
  EXPECT_EQ(found.size(), 4U);
}

}  // namespace
}  // namespace config
