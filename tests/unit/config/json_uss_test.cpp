#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "config/limits.h"
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

TEST(UssMessages, HaveANumberLinesAndWhomTheyAreFor) {
  const ServerSettings read = server(R"({"uss": [
    {"number": 10, "code_page": "273", "size": "27x132", "lines": ["Willkommen", "", "@@LUNAME"]},
    {"number": 0, "lines": []}]})");
  ASSERT_EQ(read.uss.size(), 2U);
  EXPECT_EQ(read.uss[0].number, 10);
  EXPECT_EQ(read.uss[0].code_page, "273");
  EXPECT_EQ(read.uss[0].size, "27x132");
  EXPECT_THAT(read.uss[0].lines, ElementsAre("Willkommen", "", "@@LUNAME"));
  EXPECT_EQ(read.uss[0].at.line, 2U);
  EXPECT_EQ(read.uss[1].number, 0);
  EXPECT_EQ(read.uss[1].code_page, "");
  EXPECT_FALSE(read.uss[1].size);
}

TEST(UssMessages, SayWhatIsWrongWithThem) {
  const std::string size =
      "error: 'size' must be the rows and columns of a screen, like \"24x80\" or \"27x132\"";
  EXPECT_THAT(
      findings(R"({"uss": [
{"number": 15, "lines": []},
{"lines": []},
{"number": 1},
{"number": 1, "size": "80", "lines": []},
{"number": 1, "size": "024x80", "lines": []},
{"number": 1, "size": "255x255", "lines": []},
{"number": 1, "code_page": "client", "lines": []},
{"number": 1, "lines": ["two\nlines", 5]}]})"),
      ElementsAre(
          "site/a.json:2:12: error: 'number' must be a whole number from 0 to 14, not 15",
          "site/a.json:3:1: error: this USS message has no 'number'; add one from 0 to 14: 7 is a "
          "session that failed, 10 the welcome",
          "site/a.json:4:1: error: this USS message has no 'lines'; add \"lines\": [\"TEXT\"]",
          "site/a.json:5:23: " + size, "site/a.json:6:23: " + size, "site/a.json:7:23: " + size,
          "site/a.json:8:28: error: a USS message is for one code page; write its number, or leave "
          "'code_page' out for all",
          "site/a.json:9:25: error: a line of a USS message has a control character; write each "
          "line as a text of its own",
          "site/a.json:9:39: error: an entry here must be text, not a number"));
}

TEST(Sessions, AreReadInSeconds) {
  const SessionSettings read = server(R"({"sessions": {
    "keep_at_logoff": false, "explain_errors": false, "terminal_inactive": 1800,
    "printer_inactive": 0.5, "keep_lu": 60, "drop_partner": true}})")
                                   .sessions;
  EXPECT_FALSE(read.keep_at_logoff);
  EXPECT_FALSE(read.explain_errors);
  EXPECT_EQ(read.terminal_inactive, std::chrono::minutes(30));
  EXPECT_EQ(read.printer_inactive, std::chrono::milliseconds(500));
  EXPECT_EQ(read.keep_lu, std::chrono::minutes(1));
  EXPECT_TRUE(read.drop_partner);
}

TEST(Sessions, NeverEndByThemselvesUnlessItIsSaid) {
  const SessionSettings read = server(R"({"sessions": {"terminal_inactive": 0}})").sessions;
  EXPECT_TRUE(read.keep_at_logoff);
  EXPECT_TRUE(read.explain_errors);
  EXPECT_EQ(read.terminal_inactive, Ticks());
  EXPECT_EQ(read.keep_lu, Ticks());
  EXPECT_THAT(findings(R"({"sessions": {"keep_lu": -1}})"),
              ElementsAre("site/a.json:1:26: error: 'keep_lu' must be 0 (never) or a number of "
                          "seconds from 0.05 to 86400, not -1"));
}

TEST(Throttle, CountsNamesAndLogons) {
  const ThrottleSettings read =
      server(R"({"throttle": {"refused_names": 5, "logons": 0, "loopback": true}})").throttle;
  EXPECT_EQ(read.refused_names, 5U);
  EXPECT_EQ(read.logons, 0U);
  EXPECT_TRUE(read.loopback);
}

TEST(Throttle, CountsToItsLimitAndNotBeyond) {
  const std::string most = std::to_string(limits::kThrottleMost);
  EXPECT_EQ(server("{\"throttle\": {\"logons\": " + most + "}}").throttle.logons,
            limits::kThrottleMost);
  EXPECT_THAT(findings(R"({"throttle": {"logons": 1000001, "refused_names": 2.5}})"),
              ElementsAre("site/a.json:1:25: error: 'logons' must be a whole number from 0 to " +
                              most + ", not 1000001",
                          "site/a.json:1:51: error: 'refused_names' must be a whole number from 0 "
                          "to " +
                              most + ", not 2.5"));
}

}  // namespace
}  // namespace config
