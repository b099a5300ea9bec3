#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/fake_hall.h"
#include "tests/conversation/usual_hall.h"

// What a living session costs in deadlines: one of a kind, whatever its client does.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;

TEST(DeadlinesOfASession, AreNotMadeByRecordsThatEndWhereTheNextBegins) {
  FakeHall hall(kUsual, 1);
  Client& client = hall.connect();
  ASSERT_TRUE(client.terminal.ready());
  const std::size_t before = hall.table(0).deadlines();
  hall.receive(client, {0x07});
  for (int i = 0; i < 1'000; ++i) {
    hall.receive(client, {0x00, 0x00, 0x00, 0x00, 0xFF, 0xEF, 0x07});
  }
  EXPECT_LE(hall.table(0).deadlines(), before + 1);
  hall.pass(config::limits::kUnfinished);
  EXPECT_FALSE(client.open) << "the last one never ended";
}

TEST(DeadlinesOfASession, AreNotMadeByEachRecordOfAPrinter) {
  FakeHall hall(R"({
    "name": "TEST", "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
    "lus": [ {"names": "P001", "type": "printer", "application": "DEMO"} ],
    "applications": [ {"name": "DEMO", "description": "D", "type": "demo"} ]
  })",
                1);
  ScriptedTerminal::Manners manners;
  manners.device = "IBM-3287-1";
  manners.functions = {0, 1, 2, 3, 4};
  Client& client = hall.connect(manners);
  const std::size_t before = hall.table(0).deadlines();
  for (std::uint8_t sequence = 0; sequence < 200; ++sequence) {
    client.terminal.send_raw({0x02, 0x00, 0x01, 0x00, sequence, 0x01, 0xFF, 0xEF});
    client.terminal.clear_condition();
    hall.settle();
  }
  EXPECT_LE(hall.table(0).deadlines(), before + 1);
}

}  // namespace
}  // namespace conversation
