#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_hall.h"

// Terminals at which nobody works, printers that have nothing to print.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using std::chrono::seconds;

constexpr std::uint8_t kSscpLuData = 7;

const char* const kShop = R"({
  "name": "TEST",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-005]", "type": "terminal"},
           {"names": "P001", "type": "printer", "application": "DEMO"} ],
  "sessions": {"terminal_inactive": 600, "printer_inactive": 1200},
  "timing": {"keepalive": 60},
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ]
})";

ScriptedTerminal::Manners printer() {
  ScriptedTerminal::Manners manners;
  manners.device = "IBM-3287-1";
  manners.functions = {0, 1, 2, 3, 4};
  manners.answers_records = true;
  manners.lus = {"P001"};
  return manners;
}

TEST(Inactivity, EndsATerminalAtWhichNobodyTypes) {
  FakeHall hall(kShop);
  Client& client = hall.connect();
  hall.pass(seconds(599));
  EXPECT_TRUE(client.open);
  client.terminal.forget_records();
  hall.pass(seconds(1));
  EXPECT_FALSE(client.open);
  ASSERT_EQ(client.terminal.records().size(), 2U);
  EXPECT_EQ(client.terminal.records()[0].type, 4) << "UNBIND";
  EXPECT_EQ(client.terminal.records()[1].type, kSscpLuData) << "and a word";
  EXPECT_EQ(hall.state("T001"), "CONCT");
}

TEST(Inactivity, IsOverWithEveryKey) {
  FakeHall hall(kShop);
  Client& client = hall.connect();
  for (int i = 0; i < 4; ++i) {
    hall.pass(seconds(400));
    hall.enter(client, "");
    EXPECT_TRUE(client.open) << i;
  }
  hall.pass(seconds(600));
  EXPECT_FALSE(client.open);
}

TEST(Inactivity, OfAPrinterIsCountedFromItsLastOutput) {
  FakeHall hall(kShop);
  Client& client = hall.connect(printer());
  ASSERT_EQ(hall.state("P001"), "ACT/S");
  hall.pass(seconds(1199));
  EXPECT_TRUE(client.open) << "the limit of terminals is not a printer's";
  hall.pass(seconds(1));
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("P001"), "CONCT");
}

TEST(Inactivity, IsNothingWhereNoLimitIsSaid) {
  std::string unlimited = kShop;
  const std::string limits = R"("sessions": {"terminal_inactive": 600, "printer_inactive": 1200},)";
  unlimited.erase(unlimited.find(limits), limits.size());
  FakeHall hall(unlimited);
  Client& client = hall.connect();
  hall.pass(std::chrono::hours(100));
  EXPECT_TRUE(client.open);
}

}  // namespace
}  // namespace conversation
