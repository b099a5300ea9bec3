#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The findings of the checks on a partition with these settings, from line 2 on.
std::vector<std::string> check(const std::string& more) {
  const Draft draft = read(R"({"listeners": [{"port": 1}], "menu": ["DEMO"],)"
                           R"( "lus": [{"names": "T1"}],)"
                           R"( "applications": [{"name": "DEMO", "type": "demo"}],)"
                           "\n" +
                           more + "}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

std::string of(char c, std::size_t count) {
  return std::string(count, c);
}

TEST(UssChecks, AMessageIsSaidOnceForACodePageAndSize) {
  EXPECT_THAT(check(R"("uss": [{"number": 10, "lines": []}, {"number": 11, "lines": []},
{"number": 10, "size": "24x80", "lines": []},
{"number": 10, "code_page": "037", "lines": []},
{"number": 10, "code_page": "DN_03", "lines": []},
{"number": 10, "lines": ["other"]}])"),
              ElementsAre("site/a.json:5:1: error: USS message 10 is already said for the same "
                          "code page and size at site/a.json:4:1; keep one of the two",
                          "site/a.json:6:1: error: USS message 10 is already said for the same "
                          "code page and size at site/a.json:2:9; keep one of the two"));
}

TEST(UssChecks, LinesFitTheScreenInCharacters) {
  std::string umlauts;
  for (int i = 0; i < 80; ++i) {
    umlauts += "ü";
  }
  EXPECT_THAT(check(R"("uss": [{"number": 1, "lines": [")" + umlauts + "\"]}]"), IsEmpty());
  EXPECT_THAT(
      check("\"uss\": [{\"number\": 1, \"lines\": [\"" + of('x', 81) + "\"]},\n" +
            R"({"number": 2, "size": "27x132", "lines": ["", ")" + of('x', 133) + "\"]}]"),
      ElementsAre("site/a.json:2:9: warning: line 1 of USS message 1 has 81 characters, more than "
                  "the 80 columns of 24x80 and is cut there; make it shorter, or write one with "
                  "\"size\": \"24x80\" too",
                  "site/a.json:3:1: error: line 2 of USS message 2 has 133 characters, more than "
                  "the 132 columns of its size 27x132; make it shorter"));
}

TEST(UssChecks, AMessageHasNoMoreLinesThanTheScreen) {
  std::string many = "\"\"";
  for (int i = 1; i < 25; ++i) {
    many += ", \"\"";
  }
  EXPECT_THAT(check(R"("uss": [{"number": 1, "size": "24x80", "lines": [)" + many + "]}]"),
              ElementsAre("site/a.json:2:9: error: USS message 1 has 25 lines, more than the 24 "
                          "rows of its size 24x80; make it shorter"));
}

TEST(UssChecks, WhatLooksLikeASubstitutionIsOne) {
  EXPECT_THAT(check(R"("uss": [{"number": 10, "lines": ["@@LUNAME@@APPLID @@LOGMODEX", "@@ @A @",
    "@@DATE @@TIME @@@@DATE @@@@TIME @@@@@@@@@IPADDR @@@SENSE", "@@CLIENT @@SIZE @@SENSE @@TEXT",
    "ops@@example", "@@@@LUNAME"]}])"),
              IsEmpty());
  EXPECT_THAT(
      check(R"("uss": [{"number": 10, "lines": ["on @@LUNAME at @@TYME", "@@SSCPNM", "@IPADDR",
"@@IPADDR"]}])"),
      ElementsAre(
          "site/a.json:2:9: warning: line 1 of USS message 10 has @@TYME, which stands for nothing "
          "and is shown as it is; did you mean '@@TIME'?; correct it, or take it out",
          "site/a.json:2:9: warning: line 2 of USS message 10 has @@SSCPNM, which stands for "
          "nothing and is shown as it is; correct it, or take it out",
          "site/a.json:2:9: warning: line 4 of USS message 10 has @@IPADDR, which stands for "
          "nothing and is shown as it is; correct it, or take it out"));
}

TEST(ModeTableChecks, TablesEntriesAndTypetermsAreDefinedOnce) {
  EXPECT_THAT(check(R"("modetabs": [
{"name": "A", "entries": [{"name": "M"}, {"name": "N"},
{"name": "M"}]}, {"name": "B", "entries": [{"name": "M"}]},
{"name": "A", "entries": [{"name": "M"}]}], "typeterms": [{"typeterm": "X", "logmode": "M"},
{"typeterm": "Y", "logmode": "M"}, {"typeterm": "Y", "logmode": "N"}])"),
              ElementsAre("site/a.json:4:1: error: logmode M is already in table A at "
                          "site/a.json:3:27; keep one of the two",
                          "site/a.json:5:1: error: logmode table A is already defined at "
                          "site/a.json:3:1; make one of the two",
                          "site/a.json:6:1: error: logmode M already has a TYPETERM at "
                          "site/a.json:5:59; keep one of the two"));
}

TEST(ModeTableChecks, ALogmodeSaysTheSizesThatItPromises) {
  EXPECT_THAT(check(R"("modetabs": [{"name": "A", "entries": [
{"name": "NONE"}, {"name": "OLD", "pservic": "000000000000000000000200"},
{"name": "QUERY", "pservic": "008000000000000000000300"},
{"name": "ONE", "pservic": "028000000000185000007E00"},
{"name": "TWO", "pservic": "02800000000018501B847F00"},
{"name": "SCS", "pservic": "01000000E100000000007E00"}]}])"),
              IsEmpty());
  const std::string promise = ", which takes its sizes from PSERVIC, and ";
  EXPECT_THAT(
      check(R"("modetabs": [{"name": "A", "entries": [
{"name": "A", "pservic": "028000000000000000007E00"},
{"name": "B", "pservic": "028000000000185000007F00"},
{"name": "C", "pservic": "02800000000018501B007F00"},
{"name": "D", "pservic": "02800000000018508484FF00"},
{"name": "E", "pservic": "0280000000001850FFFF7F00"}]}])"),
      ElementsAre("site/a.json:3:1: error: logmode A has size code 7E" + promise +
                      "no rows and columns there (digits 13 to 16); write them, like 1850 for "
                      "24x80",
                  "site/a.json:4:1: error: logmode B has size code 7F" + promise +
                      "no rows and columns there (digits 17 to 20); write them, like 1850 for "
                      "24x80",
                  "site/a.json:5:1: error: logmode C has size code 7F" + promise +
                      "no rows and columns there (digits 17 to 20); write them, like 1850 for "
                      "24x80",
                  "site/a.json:6:1: error: logmode D has size code FF in digits 21 and 22 of its "
                  "PSERVIC, which stands for nothing; write 00 or 02 for 24x80, 03 for what the "
                  "terminal says, 7E for one size or 7F for two",
                  "site/a.json:7:1: error: logmode E has size code 7F" + promise +
                      "255x255 there (digits 17 to 20), more than the 16384 cells of the largest "
                      "screen; make it smaller"));
}

// JSON takes no larger one; a book's X'40' is a byte like any other.
TEST(ModeTableChecks, AWindowHasSixBits) {
  Draft draft = read(R"({"listeners": [{"port": 1}], "menu": ["DEMO"], "lus": [{"names": "T1"}],
"applications": [{"name": "DEMO", "type": "demo"}],
"modetabs": [{"name": "A", "entries": [{"name": "M", "psndpac": 63}]}]})");
  EXPECT_THAT(check_findings(draft.config), IsEmpty());
  draft.config.mode_tables[0].entries[0].secondary_send_pacing = 0x40;
  EXPECT_THAT(check_findings(draft.config),
              ElementsAre("site/a.json:3:40: error: logmode M has a pacing window (SRCVPAC, "
                          "SSNDPAC, PSNDPAC) of more than 63; make it smaller"));
}

}  // namespace
}  // namespace config
