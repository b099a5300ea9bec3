#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::IsEmpty;

// A configuration with every part.
constexpr std::string_view kWhole = R"({
  "title": "*** Welcome to VSE C01 ***",
  "listeners": [ {"name": "terminals", "address": "127.0.0.1", "port": 3270, "tls": "none"},      // none | immediate | negotiated | required | any
                 {"name": "secure", "address": "::", "port": 3992, "tls": "immediate", "certificate": "server.pem"} ],
  "lus": [ {"names": "T[001-100]", "type": "terminal", "logmode": "SP3272QN"},
           {"names": "P001", "type": "printer", "application": "BSTTVNET", "data": "scs"},          // scs | dsc
           {"names": "DIR", "type": "direct", "application": "BSTTVNET", "host": "127.0.0.1", "port": 9100},
           {"names": "LPR1", "type": "lpr", "application": "BSTTVNET", "host": "127.0.0.1", "port": 515, "queue": "hp2505"},
           {"names": "FTP1", "type": "ftp", "application": "BSTTVNET", "host": "127.0.0.1", "port": 21, "user": "u", "password_file": "ftp.secret",
            "tls": "explicit", "verify": true, "ca": "ca.pem", "directory": "in"} ],
  "applications": [ {"name": "DBDCCICS", "description": "CICS/TS AND ICCF", "type": "demo"},          // demo | ivp | host | socket | printer-sharing
                    {"name": "BSTTVNET", "description": "PRINTER SHARING APPLICATION", "type": "printer-sharing"} ],
  "libraries": {"PRD2.CONFIG": "config.d"}, "iccf": {"51": "iccf51"},
  "stacks": {"44": {"address": "127.0.0.1", "hosts": {"VSEC01": "127.0.0.1"}, "port_map": {"23": 3270}}},
  "spool": {"path": "spool.db"},
  "application_socket": {"path": "acb.sock", "mode": "0666", "users": ["joe"],
    "tcp": {"port": 3271, "certificate": "server.pem", "token_file": "application.tokens"}},
  "admin": {"address": "127.0.0.1", "port": 8270, "token_file": "admin.token"}
})";

TEST(JsonExample, AWholeConfigurationLoadsWithNothingButNotes) {
  Draft draft = read(kWhole);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_EQ(draft.config.servers.size(), 1U);
  EXPECT_EQ(draft.config.servers[0].lus.size(), 104U);
  EXPECT_EQ(draft.config.servers[0].listeners.size(), 2U);
  EXPECT_EQ(draft.config.applications.size(), 2U);
  EXPECT_EQ(draft.config.stacks.at("44").port_map.at(23), 3270);
  for (const Check& check : standard_checks()) {
    check(draft.config, draft.problems);
  }
  for (const Problem& problem : draft.problems.all()) {
    EXPECT_EQ(problem.severity, Severity::Note) << problem.text;
  }
}

// Whatever is cut off or overwritten: findings with a position, never an exception or a crash.
TEST(JsonExample, EveryDamageIsAFindingInTheText) {
  const auto lines_of_text =
      static_cast<std::uint32_t>(std::count(kWhole.begin(), kWhole.end(), '\n') + 1);
  const auto inside = [&](const Draft& draft) {
    return std::all_of(
        draft.problems.all().begin(), draft.problems.all().end(), [&](const Problem& problem) {
          return problem.at.line > 0 && problem.at.line <= lines_of_text && problem.at.column > 0;
        });
  };
  for (std::size_t size = 0; size < kWhole.size(); size += 3) {
    const Draft cut = read(kWhole.substr(0, size));
    EXPECT_TRUE(cut.problems.has_errors()) << size;
    EXPECT_TRUE(inside(cut)) << size;
  }
  for (std::size_t at = 0; at < kWhole.size(); at += 3) {
    std::string damaged(kWhole);
    damaged[at] = "\"{}[],:/\\\xFF-0"[at % 13];
    EXPECT_TRUE(inside(read(damaged))) << at;
  }
}

// The budget of a start with 100,000 LUs is 1 s for everything. Processor time, so that a busy
// machine does not matter; without optimisation and with sanitizers it may take thirty times that,
// which anything that is not linear would exceed at once.
TEST(JsonExample, ManyLusReadInLinearTime) {
  std::string text = "{\"listeners\": [{\"port\": 3270}], \"lus\": [";
  for (int i = 0; i < 100'000; ++i) {
    const std::string digits = std::to_string(100'000 + i);
    text += (i == 0 ? "" : ",") + std::string("{\"names\": \"T") + digits +
            "\", \"type\": \"terminal\", \"logmode\": \"SP3272QN\"}";
  }
  text += "]}";
  const std::clock_t start = std::clock();
  Draft draft = read(text);
  for (const Check& check : standard_checks()) {
    check(draft.config, draft.problems);
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_FALSE(draft.problems.has_errors());
  EXPECT_EQ(draft.config.servers.at(0).lus.size(), 100'000U);
  EXPECT_LT(seconds, 30);
}

}  // namespace
}  // namespace config
