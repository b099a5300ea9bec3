// What users and operators are told of the line to a host: why it ended, why it is not called,
// where it leads to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"
#include "tests/e2e/scripted_host.h"

namespace e2e {
namespace {

using namespace std::string_literals;
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

// Telnet options of classic TN3270, or TN3270E without a function; then a screen, GOOD DAY.
const std::string kClassic =
    "\xFF\xFD\x18\xFF\xFA\x18\x01\xFF\xF0\xFF\xFD\x19\xFF\xFB\x19\xFF\xFD\x00\xFF\xFB\x00"s;
const std::string kTn3270e =
    "\xFF\xFD\x28\xFF\xFA\x28\x08\x02\xFF\xF0\xFF\xFA\x28\x02\x04"s
    "IBM-3278-2-E\x01"s
    "LU07\xFF\xF0\xFF\xFA\x28\x03\x04\xFF\xF0"s;
const std::string kHeader = "\x00\x00\x00\x00\x00"s;
const std::string kScreen = "\xF5\xC3\xC7\xD6\xD6\xC4\x40\xC4\xC1\xE8\x1D\x40\x13\xFF\xEF"s;

// What stands on the menu after the host has said `farewell` and gone.
std::string menu_after(const std::string& greeting, const std::string& farewell,
                       ScriptedHost::End end = ScriptedHost::End::Closed) {
  const ScriptedHost host(greeting, farewell, end);
  Daemon gateway(gateway_json(host.port(), ""));
  S3270 client(gateway.host(), {"-model", "3278-2"});
  EXPECT_TRUE(client.enter("FAR"));
  EXPECT_TRUE(client.wait_for_text("GOOD DAY")) << client.screen() << gateway.log();
  EXPECT_TRUE(client.action("Enter()").ok);
  EXPECT_TRUE(client.wait_for_text("Session with FAR ended")) << client.screen();
  return flowing(client.screen());
}

TEST(HostLastWords, AreOnTheMenu) {
  const auto said = HasSubstr(
      "Session with FAR ended: the host has ended the session; its last words: DOWN FOR BACKUP / "
      "BACK AT 17:00");
  const std::string text = "LONG AGO\r\nDOWN FOR BACKUP\r\nBACK AT 17:00\r\n";
  EXPECT_THAT(menu_after(kClassic + kScreen, "\xFF\xFC\x00"s + text), said) << "out of 3270 mode";
  EXPECT_THAT(menu_after(kClassic + kScreen, text), said) << "in it";
  EXPECT_THAT(menu_after(kTn3270e + kHeader + kScreen, "\x05\x00\x00\x00\x00"s + text + "\xFF\xEF"),
              said)
      << "NVT-DATA";
}

TEST(HostLastWords, AreThereAlthoughTheConnectionIsReset) {
  EXPECT_THAT(
      menu_after(kClassic + kScreen, "\xFF\xFC\x00GOING DOWN\r\n"s, ScriptedHost::End::Reset),
      HasSubstr("the host is lost: Connection reset by peer; its last words: GOING DOWN"));
}

TEST(HostLastWords, AreNotWhatAScreenHasFollowed) {
  EXPECT_THAT(menu_after("WELCOME\r\n" + kClassic + kScreen, ""), Not(HasSubstr("last words")));
  EXPECT_THAT(menu_after(kTn3270e + "\x05\x00\x00\x00\x00HELLO\xFF\xEF"s + kHeader + kScreen, ""),
              Not(HasSubstr("last words")));
}

// A server like ours tells classic clients in a line of text why it sends them away.
TEST(HostLastWords, AreThoseOfAServerThatHasNoLu) {
  Daemon host(host_json("T004"));
  S3270 holder(host.host());
  ASSERT_TRUE(holder.wait_for_text("A demonstration"));
  const auto refused = [&](const std::string& lu) {
    Daemon gateway(gateway_json(host.port(), R"(, "tn3270e": false)" + lu));
    S3270 client("T004@" + gateway.host(), {"-model", "3278-2"});
    EXPECT_TRUE(client.enter("FAR"));
    EXPECT_TRUE(client.wait_for_text("not established")) << client.screen() << gateway.log();
    return flowing(client.screen());
  };
  EXPECT_THAT(refused(""), HasSubstr("has closed the connection; its last words: "));
  EXPECT_THAT(refused(R"(, "lu": "from client")"), HasSubstr("its last words: T004 "));
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

TEST(HostSeat, IsShownToOperators) {
  Daemon host(host_json("H[001-009]"));
  Daemon gateway(gateway_json(host.port(), R"(, "lu": "H007")"));
  S3270 client("T003@" + gateway.host());
  ASSERT_TRUE(client.wait_for_text("FAR AWAY"));
  EXPECT_THAT(gateway.ctl({"show", "T003"}).output, HasSubstr("at its host    -\n"));
  EXPECT_THAT(gateway.ctl({"command", "D NET,ID=T003,E"}).output, Not(HasSubstr("TND335I")));
  ASSERT_TRUE(client.enter("FAR"));
  ASSERT_TRUE(client.wait_for_text("A demonstration")) << client.screen();
  const std::string place = "localhost port " + std::to_string(host.port());
  EXPECT_THAT(gateway.ctl({"show", "T003"}).output,
              HasSubstr("at its host    " + place + ", no TLS, as LU H007\n"));
  EXPECT_THAT(gateway.ctl({"command", "D NET,ID=T003,E"}).output,
              HasSubstr("TND335I HOST = " + place + ", LU = H007"));
  ASSERT_TRUE(client.press("PA(3)"));
  ASSERT_TRUE(client.wait_for_text("FAR AWAY"));
  EXPECT_THAT(gateway.ctl({"show", "T003"}).output, HasSubstr("at its host    -\n"));
}

}  // namespace
}  // namespace e2e
