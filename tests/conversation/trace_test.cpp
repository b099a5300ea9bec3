#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/keeping_shop.h"
#include "tests/conversation/usual_hall.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/hex_lines.h"
#include "tn3270/server/trace_queue.h"

namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::HasSubstr;
using testing::Not;

constexpr std::uint16_t kDemoName = 11 * 80 + 18;  // first cell of the demo's fields
constexpr std::uint16_t kDemoPassword = 14 * 80 + 18;

// A trace of one LU in every reactor of the hall, as the admin thread would ask for it.
class Watcher {
 public:
  Watcher(FakeHall& hall, const std::string& lu, std::uint64_t number = 1)
      : hall_(hall), number_(number) {
    for (std::uint16_t reactor = 0; reactor < 2; ++reactor) {
      hall_.table(reactor).trace(
          server::TraceBegin{
              number_, *config::LuName::parse(lu),
              [queue = queue_](std::vector<std::string> lines) { queue->put(std::move(lines)); }},
          kNow);
    }
  }
  ~Watcher() { end(); }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  void end() {
    for (std::uint16_t reactor = 0; reactor < 2; ++reactor) {
      hall_.table(reactor).trace(server::TraceEnd{number_});
    }
  }
  std::string lines() {
    std::string all;
    queue_->take(std::string::npos, all);
    return all;
  }

 private:
  static constexpr config::Instant kNow{config::Ticks(1'000'000)};
  FakeHall& hall_;
  std::uint64_t number_;
  std::shared_ptr<server::TraceQueue> queue_ = std::make_shared<server::TraceQueue>();
};

ScriptedTerminal::Manners named(const std::string& lu) {
  ScriptedTerminal::Manners manners;
  manners.lus = {lu};
  return manners;
}

// Enter, with `text` in the field whose first cell is `address` (below 4,096: 14-bit is as good).
void type_into(FakeHall& hall, Client& client, std::uint16_t address, const std::string& text) {
  const auto high = static_cast<std::uint8_t>(address >> 8U);
  const auto low = static_cast<std::uint8_t>(address & 0xFFU);
  tn3270::ByteBuffer record{0x7D, high, low, 0x11, high, low};
  const tn3270::ByteBuffer typed = tn3270::cp037()->encode(text);
  record.insert(record.end(), typed.begin(), typed.end());
  client.terminal.send(record);
  hall.settle();
}

// The text as it would stand in hex lines, without their blanks.
std::string ebcdic_hex(const std::string& text) {
  std::string hex;
  for (const std::uint8_t byte : tn3270::cp037()->encode(text)) {
    hex += tn3270::hex_byte(byte);
  }
  return hex;
}

std::string squeezed(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(),
                            [](unsigned char c) { return std::isspace(c) != 0; }),
             text.end());
  return text;
}

TEST(Trace, ShowsALogonFromTheFirstByteOn) {
  FakeHall hall(kUsual);
  Watcher watcher(hall, "T002");
  (void)hall.connect(named("T002"));
  const std::string lines = watcher.lines();
  const std::vector<std::string> expected{
      "S> DO TN3270E\n",
      "C> WILL TN3270E\n",
      "C> SB TN3270E DEVICE-TYPE REQUEST IBM-3278-2-E CONNECT T002 SE\n",
      "-- T002 goes to 127.0.0.1 port 40001, IBM-3278-2-E\n",
      "S> SB TN3270E DEVICE-TYPE IS IBM-3278-2-E CONNECT T002 SE\n",
      "S> BIND-IMAGE: PLU BSTTUSST",
      "*** Welcome ***"};
  std::size_t at = 0;
  for (const std::string& line : expected) {
    const std::size_t found = lines.find(line, at);
    ASSERT_NE(found, std::string::npos) << line << " is missing in\n" << lines;
    at = found;
  }
}

TEST(Trace, IsOfItsLuOnly) {
  FakeHall hall(kUsual);
  Watcher watcher(hall, "T002");
  Client& other = hall.connect(named("T001"));
  hall.enter(other, "demo");
  EXPECT_EQ(watcher.lines(), "");
}

TEST(Trace, NeverShowsAPassword) {
  for (const bool tn3270e : {true, false}) {
    FakeHall hall(kUsual);
    ScriptedTerminal::Manners manners = named("T001");
    manners.tn3270e = tn3270e;
    Watcher watcher(hall, "T001");
    Client& client = hall.connect(manners);
    hall.enter(client, "demo");
    Watcher late(hall, "T001", 2);
    type_into(hall, client, kDemoName, "VISIBLE");
    const std::string late_lines = late.lines();
    type_into(hall, client, kDemoPassword, "sesame");
    const std::string lines = watcher.lines() + late_lines + late.lines();
    EXPECT_THAT(lines, HasSubstr("(12,19)=\"VISIBLE\""));
    EXPECT_THAT(squeezed(lines), HasSubstr(ebcdic_hex("VISIBLE")));
    EXPECT_THAT(lines, HasSubstr("(15,19)=<hidden 6>"));
    EXPECT_THAT(lines, Not(HasSubstr("sesame")));
    EXPECT_THAT(squeezed(lines), Not(HasSubstr(ebcdic_hex("sesame"))));
    EXPECT_THAT(late_lines, HasSubstr("what it types is hidden until the next erase"));
    EXPECT_THAT(late_lines, HasSubstr("(12,19)=<hidden 7>")) << "no erase was seen yet";
  }
}

TEST(Trace, FollowsItsLuFromClientToClient) {
  FakeHall hall(kUsual);
  Watcher watcher(hall, "T001");
  Client& first = hall.connect(named("T001"));
  hall.hang_up(first);
  hall.settle();
  EXPECT_THAT(watcher.lines(), HasSubstr("-- the connection of T001 has ended\n"));
  (void)hall.connect(named("T001"));
  const std::string lines = watcher.lines();
  EXPECT_THAT(lines, HasSubstr("S> DO TN3270E\n"));
  EXPECT_THAT(lines, HasSubstr("-- T001 goes to 127.0.0.1 port 40002"));
}

TEST(Trace, ShowsTheUnbindOfAKill) {
  FakeHall hall(kUsual);
  (void)hall.connect(named("T001"));
  Watcher watcher(hall, "T001");
  EXPECT_THAT(watcher.lines(), HasSubstr("-- T001 is with 127.0.0.1 port 40001, IBM-3278-2-E"));
  (void)hall.kill("T001");
  const std::string lines = watcher.lines();
  const std::size_t unbind = lines.find("S> UNBIND reason");
  ASSERT_NE(unbind, std::string::npos) << lines;
  EXPECT_LT(unbind, lines.find("-- the connection of T001 has ended\n"));
  EXPECT_EQ(lines.find("S> UNBIND", unbind + 1), std::string::npos) << "once";
}

TEST(Trace, StopsWhenNobodyListens) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(named("T001"));
  Watcher watcher(hall, "T001");
  (void)watcher.lines();
  watcher.end();
  hall.enter(client, "demo");
  EXPECT_EQ(watcher.lines(), "");
}

// Before the LU is known the bytes are kept, but not without bound.
TEST(Trace, OfAClientThatTalksTooLongBeginsInTheMiddle) {
  FakeHall hall(kUsual);
  Watcher watcher(hall, "T001");
  ScriptedTerminal::Manners mute = named("T001");
  mute.mute = true;
  Client& client = hall.connect(mute);
  hall.receive(client, {0xFF, 0xFB, 0x28});
  constexpr std::size_t kName = 450;
  tn3270::ByteBuffer strange{0xFF, 0xFA, 0x28, 0x02, 0x07};
  strange.insert(strange.end(), kName, 'X');
  strange.insert(strange.end(), {0xFF, 0xF0});
  for (std::size_t i = 0; i <= config::limits::kTraceNegotiation / kName; ++i) {
    hall.receive(client, strange);
  }
  hall.receive(client, {0xFF, 0xFA, 0x28, 0x02, 0x07, 'I', 'B', 'M', '-', '3',  '2',
                        '7',  '8',  '-',  '2',  0x01, 'T', '0', '0', '1', 0xFF, 0xF0});
  const std::string lines = watcher.lines();
  EXPECT_THAT(lines, Not(HasSubstr("XXX")));
  EXPECT_THAT(lines, HasSubstr("-- T001 is with 127.0.0.1"));
  EXPECT_THAT(lines, HasSubstr("S> SB TN3270E DEVICE-TYPE IS IBM-3278-2 CONNECT T001 SE"));
}

// The connection has negotiated in another slot, perhaps of another reactor.
TEST(Trace, GoesOnWithTheClientThatComesBackToItsSession) {
  FakeHall hall(keeping_shop(R"({"seconds": 60})"));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  Watcher watcher(hall, "T001");
  hall.hang_up(first);
  EXPECT_THAT(watcher.lines(), HasSubstr("the connection of T001 has ended"));
  Client& back = hall.connect();
  EXPECT_EQ(back.terminal.lu(), "T001");
  const std::string lines = watcher.lines();
  EXPECT_THAT(lines, HasSubstr("Erase/Write"));
  EXPECT_THAT(lines, HasSubstr("SMITH"));
  EXPECT_THAT(lines, Not(HasSubstr("a fault of tn3270d")));
}

}  // namespace
}  // namespace conversation
