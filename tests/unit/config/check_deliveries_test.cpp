#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The findings of the checks on LUs that begin in line 2.
std::vector<std::string> check(const std::string& lus) {
  const Draft draft = read(R"({"listeners": [{"port": 1}], "lus": [)"
                           "\n" +
                           lus + "]}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

TEST(DeliveryChecks, PrintersAreServedWithoutAWord) {
  EXPECT_THAT(check(R"({"names": "D[1-9]", "type": "direct", "host": "h"},
{"names": "L1", "type": "lpr", "host": "h", "queue": "q"},
{"names": "F[1-9]", "type": "ftp", "host": "h", "user": "u"},
{"names": "I1", "type": "ipp", "uri": "ipp://h/lp"},
{"names": "O1", "type": "file", "directory": "d"},
{"names": "C1", "type": "command", "command": ["/bin/cat"]})"),
              IsEmpty());
}

TEST(DeliveryChecks, JobsThatReplaceEachOtherAreAWarning) {
  EXPECT_THAT(
      check(R"({"names": "F[1-9]", "type": "ftp", "host": "h", "user": "u", "file_name": "{lu}"},
{"names": "G[1-9]", "type": "ftp", "host": "h", "user": "u", "file_name": "R.{sequence}"},
{"names": "H1", "type": "ftp", "host": "h", "user": "u", "file_name": "R.{sequence}"},
{"names": "I[1-9]", "type": "ftp", "host": "h", "user": "u", "file_name": "{job}"},
{"names": "J[1-9]", "type": "ftp", "host": "h", "user": "u", "file_name": "R", "append": true},
{"names": "K[1-9]", "type": "file", "directory": "d", "file_name": "R"})"),
      ElementsAre("site/a.json:2:11: warning: each job of LU F1 replaces the one before: '{lu}' is "
                  "the same for all; add {sequence} to \"file_name\", or \"append\": true",
                  "site/a.json:3:11: warning: jobs of 9 LUs (the first is G1) replace each other: "
                  "'R.{sequence}' is the same for all of them; add {lu} to \"file_name\""));
}

TEST(DeliveryChecks, ACertificateThatNobodyVerifiesIsANote) {
  EXPECT_THAT(
      check(
          R"({"names": "F[1-9]", "type": "ftp", "host": "h", "user": "u", "tls": "explicit", "verify": false},
{"names": "G1", "type": "ftp", "host": "h", "user": "u", "tls": "implicit", "verify": false,
 "pin": "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},
{"names": "I1", "type": "ipp", "uri": "ipps://h/lp", "verify": false},
{"names": "I2", "type": "ipp", "uri": "ipp://h/lp", "verify": false})"),
      ElementsAre("site/a.json:2:11: note: LU F1 does not verify the server's certificate: whoever "
                  "is between can read the password and the jobs; name its issuer with \"ca\"",
                  "site/a.json:5:11: note: LU I1 does not verify the server's certificate: whoever "
                  "is between can read the password and the jobs; name its issuer with \"ca\""));
}

}  // namespace
}  // namespace config
