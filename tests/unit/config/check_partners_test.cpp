#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/draft.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The findings of the checks on two partitions, "a" with these LUs (from line 2) and "b" with
// those.
std::vector<std::string> check(const std::string& a, const std::string& b = R"({"names": "B1"})") {
  const Draft draft =
      read(R"({"applications": [{"name": "D", "type": "demo", "description": "d"}], "servers": [
{"name": "a", "listeners": [{"port": 1}], "lus": [
)" + a + R"(]},
{"name": "b", "listeners": [{"port": 2}], "lus": [
)" + b + "]}]}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

TEST(Partners, AreFoundBeforeAndAfterTheirTerminals) {
  EXPECT_THAT(check(R"({"names": "P1", "type": "printer"}, {"names": "T[1-2]", "printer": "P[1-2]"},
{"names": "P2", "type": "printer", "data": "scs"})"),
              IsEmpty());
}

TEST(Partners, ArePrintersOfTheSamePartition) {
  EXPECT_THAT(check(R"({"names": "P1", "type": "printer"},
{"names": "U[1-5]", "printer": "Q[1-5]"},
{"names": "V1", "printer": "U1"})",
                    R"({"names": "W1", "printer": "P1"})"),
              ElementsAre("site/a.json:4:11: error: the partner of terminal U1 is Q1, which is "
                          "not defined; add {\"names\": \"Q1\", \"type\": \"printer\"} to "
                          "\"lus\"",
                          "site/a.json:5:11: error: the partner of terminal V1 is U1, which is "
                          "not a LU of type printer; name one",
                          "site/a.json:7:11: error: the partner of terminal W1 is P1 of "
                          "partition 'a', which clients of 'b' cannot reach; name one of this "
                          "partition"));
}

TEST(Partners, BelongToOneTerminal) {
  EXPECT_THAT(check(R"({"names": "P[1-3]", "type": "printer"},
{"names": "T[1-2]", "printer": "P[1-2]"},
{"names": "U1", "printer": "P2"},
{"names": "V[1-2]", "printer": "P3,P3"})"),
              ElementsAre("site/a.json:5:11: error: the partner of terminal U1 is P2, which is "
                          "already that of T2 at site/a.json:4:11; each terminal has a partner of "
                          "its own: name another",
                          "site/a.json:6:11: error: the partner of terminal V2 is P3, which is "
                          "already that of V1 at site/a.json:6:11; each terminal has a partner of "
                          "its own: name another"));
}

TEST(Partners, AreInNoGroup) {
  EXPECT_THAT(check(R"({"names": "P1", "type": "printer", "group": "PRTS"},
{"names": "T1", "printer": "P1"}, {"names": "P2", "type": "printer", "group": "PRTS"})"),
              ElementsAre("site/a.json:4:11: error: the partner of terminal T1 is P1, which is in "
                          "the group PRTS at site/a.json:3:11, where others could take it; take it "
                          "out of the group"));
}

TEST(Groups, AreNotCalledLikeALuOfTheirPartition) {
  EXPECT_THAT(check(R"({"names": "T[1-3]", "group": "POOL"},
{"names": "pool"}, {"names": "P1", "type": "printer", "group": "PRTS"})",
                    R"({"names": "PRTS"}, {"names": "X1", "group": "x1"})"),
              ElementsAre("site/a.json:4:11: error: LU POOL has the name of the group at "
                          "site/a.json:3:11; a CONNECT could mean either: rename one",
                          "site/a.json:6:30: error: LU X1 has the name of the group at "
                          "site/a.json:6:30; a CONNECT could mean either: rename one"));
}

}  // namespace
}  // namespace config
