#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/fake_hall.h"

// Who gets which LU by where the client comes from, and what happens when it has gone.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::Each;
using testing::ElementsAre;
using testing::SizeIs;

constexpr const char* kOffice = R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-003]", "type": "terminal"},
           {"names": "S[001-002]", "type": "terminal", "group": "SALES"},
           {"names": "Q[001-002]", "type": "printer", "application": "DEMO", "group": "SALESP"} ],
  "groups": [ {"name": "SALES", "printers": "SALESP"} ],
  "mapping": [ {"client": "10.1.2.3", "lu": "T003", "specific": false},
               {"client": "10.1.0.0/16", "group": "SALES", "application": "DEMO"} ],
  "sessions": {"keep_lu": 60, "drop_partner": true},
  "menu": ["DEMO"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ]
})";

ScriptedTerminal::Manners asking_for(std::vector<std::string> lus) {
  ScriptedTerminal::Manners manners;
  manners.lus = std::move(lus);
  return manners;
}

TEST(Mapping, AClientGetsWhatTheRuleOfItsAddressSays) {
  FakeHall hall(kOffice);
  EXPECT_EQ(hall.connect({}, 0, "10.1.2.3").terminal.lu(), "T003");
  EXPECT_EQ(hall.connect({}, 0, "10.1.9.9").terminal.lu(), "S001");
  EXPECT_EQ(hall.connect({}, 0, "192.0.2.1").terminal.lu(), "T001");
  EXPECT_EQ(hall.view("T003").rule, "rule 1 (client 10.1.2.3): LU T003, no names");
}

TEST(Mapping, ARulesApplicationComesBeforeTheMenu) {
  FakeHall hall(kOffice);
  hall.connect({}, 0, "10.1.9.9");
  EXPECT_EQ(hall.view("S001").application, "DEMO");
}

TEST(Mapping, AClientThatMayNotChooseHearsUnsupportedReq) {
  FakeHall hall(kOffice);
  const Client& client = hall.connect(asking_for({"T001"}), 0, "10.1.2.3");
  EXPECT_THAT(client.terminal.rejects(), ElementsAre(7));
}

TEST(Mapping, AKeptLuIsTheSameClientsOnly) {
  FakeHall hall(kOffice);
  Client& first = hall.connect({}, 0, "192.0.2.1");
  ASSERT_EQ(first.terminal.lu(), "T001");
  hall.hang_up(first);
  EXPECT_THAT(hall.connect(asking_for({"T001"}), 0, "192.0.2.2").terminal.rejects(),
              ElementsAre(1));
  EXPECT_EQ(hall.connect({}, 0, "192.0.2.1").terminal.lu(), "T001");
}

TEST(Mapping, AKeptLuIsAnybodysAfterReact) {
  FakeHall hall(kOffice);
  ASSERT_EQ(hall.connect({}, 0, "192.0.2.1").terminal.lu(), "T001");
  hall.react("T001");
  EXPECT_EQ(hall.connect(asking_for({"T001"}), 0, "192.0.2.2").terminal.lu(), "T001");
}

TEST(Mapping, APartnerPrinterEndsWithItsTerminal) {
  FakeHall hall(kOffice);
  Client& terminal = hall.connect({}, 0, "10.1.9.9");
  ASSERT_EQ(terminal.terminal.lu(), "S001");
  ScriptedTerminal::Manners manners = asking_for({"S001"});
  manners.device = "IBM-3287-1";
  manners.associate = true;
  manners.functions = {0, 1, 2, 3, 4};
  Client& printer = hall.connect(manners, 0, "10.1.9.9");
  ASSERT_EQ(printer.terminal.lu(), "Q001");
  hall.hang_up(terminal);
  EXPECT_FALSE(printer.open);
  EXPECT_EQ(hall.state("Q001"), "CONCT");
}

TEST(Guessing, EverythingIsRefusedLateOnceItIsTooMuch) {
  FakeHall hall(kOffice);
  std::vector<std::string> names;
  for (unsigned i = 0; i <= config::limits::kRefusedNames; ++i) {
    names.push_back("X" + std::to_string(i));
  }
  names.emplace_back("T001");
  Client& guesser = hall.connect(asking_for(names), 0, "192.0.2.1");
  EXPECT_THAT(guesser.terminal.rejects(), SizeIs(config::limits::kRefusedNames));
  EXPECT_THAT(guesser.terminal.rejects(), Each(3));
  hall.pass(config::limits::kGuesserWaits - std::chrono::milliseconds(1));
  EXPECT_THAT(guesser.terminal.rejects(), SizeIs(config::limits::kRefusedNames));
  hall.pass(std::chrono::milliseconds(1));
  ASSERT_THAT(guesser.terminal.rejects(), SizeIs(config::limits::kRefusedNames + 1));
  EXPECT_EQ(guesser.terminal.rejects().back(), 6);
  hall.pass(config::limits::kGuesserWaits);
  EXPECT_EQ(guesser.terminal.rejects().back(), 6) << "T001 is free, but not for a guesser";
  EXPECT_EQ(hall.state("T001"), "CONCT");
  EXPECT_EQ(hall.connect(asking_for({"T001"}), 0, "192.0.2.2").terminal.lu(), "T001");
}

TEST(Guessing, OfApplicationsFromTheMenuEndsTheSessionAndIsRememberedToo) {
  FakeHall hall(kOffice);
  const auto guess = [&hall](Client& client, unsigned number) {
    hall.enter(client, "Y" + std::to_string(number));
    hall.pass(std::chrono::seconds(1));  // slower than the throttle of one session
  };
  Client& first = hall.connect(asking_for({"T001"}), 0, "192.0.2.1");
  for (unsigned i = 0; i < config::limits::kRefusedNames / 2; ++i) {
    guess(first, i);
  }
  Client& second = hall.connect(asking_for({"T002"}), 0, "192.0.2.1");
  for (unsigned i = config::limits::kRefusedNames / 2; i <= config::limits::kRefusedNames; ++i) {
    guess(second, i);
  }
  hall.pass(config::limits::kGuesserWaits);
  EXPECT_FALSE(second.open) << "the 21st name, counted over both sessions";
  Client& third = hall.connect(asking_for({"T003"}), 0, "192.0.2.1");
  hall.pass(config::limits::kGuesserWaits);
  EXPECT_THAT(third.terminal.rejects(), testing::ElementsAre(6));
}

}  // namespace
}  // namespace conversation
