// What users and operators are told of the line to a host: why it ended, why it is not called,
// where it leads to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

namespace e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

// The answer on a screen of 24x80, where it may be broken into two rows.
std::string flowing(const std::string& screen) {
  std::string text;
  for (const char one : screen) {
    const char shown = one == '\n' ? ' ' : one;
    if (shown != ' ' || text.empty() || text.back() != ' ') {
      text += shown;
    }
  }
  return text;
}

std::string gateway_json(std::uint16_t port, const std::string& more) {
  return json_of(R"({"names": "T[001-020]", "type": "terminal"})",
                 R"("applications": [{"name": "FAR", "description": "FAR AWAY", "type": "host",
          "host": "localhost", "port": )" +
                     std::to_string(port) + more + R"(}],)");
}

std::string host_json(const std::string& lus) {
  return json_of(R"({"names": ")" + lus + R"(", "type": "terminal"})",
                 R"("mapping": [{"application": "DEMO"}],
                    "applications": [{"name": "DEMO", "type": "demo"}],)");
}

// One failure opens the circuit of this host, and for a minute.
TEST(HostCircuit, IsThatOfItsSettings) {
  Daemon gateway(gateway_json(free_port(), R"(, "failures": 1, "retry": 60)"));
  S3270 client(gateway.host(), {"-model", "3278-2"});
  ASSERT_TRUE(client.enter("FAR"));
  ASSERT_TRUE(client.wait_for_text("refused")) << client.screen();
  EXPECT_THAT(flowing(client.screen()), Not(HasSubstr("tried again")));
  EXPECT_TRUE(gateway.shows({"command", "D NET,ID=FAR"}, ": down, 0 sessions, 1 failure"));
  ASSERT_TRUE(client.enter("FAR"));
  EXPECT_TRUE(client.wait_for_text("(tried")) << client.screen();
}

TEST(HostCircuit, StaysClosedWithoutALimit) {
  Daemon gateway(gateway_json(free_port(), R"(, "failures": 0)"));
  S3270 client(gateway.host(), {"-model", "3278-2"});
  for (int time = 1; time <= 5; ++time) {
    ASSERT_TRUE(client.enter("FAR"));
    EXPECT_TRUE(gateway.shows({"command", "D NET,ID=FAR"},
                              ": failing, 0 sessions, " + std::to_string(time) + " failure"));
  }
  EXPECT_THAT(flowing(client.screen()), Not(HasSubstr("tried again")));
}

TEST(HostDevice, HasToFitTheTerminal) {
  Daemon host(host_json("T[001-009]"));
  Daemon gateway(gateway_json(host.port(), R"(, "device": "IBM-3278-4-E")"));
  S3270 small(gateway.host(), {"-model", "3278-2"});
  ASSERT_TRUE(small.enter("FAR"));
  ASSERT_TRUE(small.wait_for_text("43x80")) << small.screen();
  EXPECT_THAT(
      flowing(small.screen()),
      HasSubstr(
          "FAR wants a 43x80 screen, and this terminal has 24x80; set the terminal to model 4"));
  S3270 large(gateway.host(), {"-model", "3279-4"});
  ASSERT_TRUE(large.enter("FAR"));
  EXPECT_TRUE(large.wait_for_text("A demonstration")) << large.screen();
  S3270 dynamic(gateway.host(), {"-model", "3279-2", "-oversize", "132x43"});
  ASSERT_TRUE(dynamic.enter("FAR"));
  EXPECT_TRUE(dynamic.wait_for_text("A demonstration")) << dynamic.screen();
  S3270 classic("N:" + gateway.host(), {"-model", "3278-5"});
  ASSERT_TRUE(classic.enter("FAR"));
  EXPECT_TRUE(classic.wait_for_text("27x132")) << classic.screen();
}

}  // namespace
}  // namespace e2e
