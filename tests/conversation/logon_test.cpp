#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/keys.h"
#include "tests/conversation/usual_hall.h"

namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint8_t kInUse = 1;
constexpr std::uint8_t kInvName = 3;
constexpr std::uint8_t kTypeNameError = 5;
constexpr std::uint8_t kUnknownError = 6;

ScriptedTerminal::Manners named(std::vector<std::string> lus) {
  ScriptedTerminal::Manners manners;
  manners.lus = std::move(lus);
  return manners;
}

TEST(Logon, AGenericClientGetsTheFirstLuAndTheMenu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  EXPECT_TRUE(client.terminal.ready());
  EXPECT_EQ(client.terminal.lu(), "T001");
  EXPECT_THAT(client.terminal.agreed(), ElementsAre(0, 2, 4));
  EXPECT_EQ(client.terminal.records().front().type, 3) << "BIND comes before the first screen";
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome ***"));
  EXPECT_EQ(hall.state("T001"), "ACT/S");
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_EQ(hall.view("T001").connection, "tn3270e");
}

TEST(Logon, ChoosingDemoIsAnUnbindAndANewBind) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "demo");
  std::vector<int> types;
  for (const auto& record : client.terminal.records()) {
    types.push_back(record.type);
  }
  EXPECT_THAT(types, ElementsAre(4, 3, 0));
  EXPECT_EQ(hall.view("T001").application, "DEMO");
  hall.key(client, kPf3, 0);
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_TRUE(client.open);
}

TEST(Logon, PfThreeOnTheMenuEndsTheConnectionAndFreesTheLu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.key(client, kPf3, 0);
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "CONCT");
  EXPECT_EQ(hall.table(0).used() + hall.table(1).used(), 0U);
}

TEST(Logon, ARefusedLogonComesBackToTheMenuWithASentence) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  for (const char* wish :
       {"CLOSED", "LOGON APPLID(NOWHERE)", "LOGON APPLID(DEMO) LOGMODE(NOMODE)"}) {
    hall.enter(client, wish);
    EXPECT_TRUE(client.open) << wish;
    EXPECT_EQ(hall.view("T001").application, "BSTTUSST") << wish;
    EXPECT_THAT(client.screen(), HasSubstr("*** Welcome ***")) << wish;
  }
}

TEST(Logon, AskingTheMenuForItselfIsAnsweredInWords) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "LOGON APPLID(BSTTUSST)");
  EXPECT_THAT(client.screen(), HasSubstr("BSTTUSST is this menu"));
}

TEST(Logon, AListOfNamesIsTriedInOrder) {
  FakeHall hall(kUsual);
  hall.connect(named({"T003"}));
  Client& client = hall.connect(named({"NOSUCH", "P001", "T003", "T004"}));
  EXPECT_THAT(client.terminal.rejects(), ElementsAre(kInvName, kTypeNameError, kInUse));
  EXPECT_EQ(client.terminal.lu(), "T004");
}

TEST(Logon, AnExhaustedPoolIsUnknownErrorAndThenALineOfText) {
  FakeHall hall(kUsual);
  // N001 is generic too.
  for (int i = 0; i < 6; ++i) {
    EXPECT_TRUE(hall.connect().terminal.ready());
  }
  Client& client = hall.connect();
  EXPECT_THAT(client.terminal.rejects(), ElementsAre(kUnknownError));
  EXPECT_THAT(client.terminal.nvt_text(), HasSubstr("\r\n"));
  EXPECT_TRUE(client.open) << "x3270 shows the line only while the connection stands";
  hall.pass(std::chrono::seconds(3));
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.entry("T001").state, vtam::LuState::Activ);
}

TEST(Logon, ANonSnaLuAgreesResponsesOnlyAndGetsNoBind) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(named({"N001"}));
  EXPECT_THAT(client.terminal.agreed(), ElementsAre(2));
  EXPECT_EQ(client.terminal.records().front().type, 0);
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome ***"));
}

TEST(Logon, AClassicClientNamesItsLuInTheTerminalType) {
  FakeHall hall(kUsual);
  ScriptedTerminal::Manners manners = named({"T004"});
  manners.tn3270e = false;
  manners.device = "IBM-3279-2-E";
  Client& client = hall.connect(manners);
  EXPECT_TRUE(client.terminal.ready());
  EXPECT_EQ(hall.state("T004"), "ACT/S");
  EXPECT_EQ(hall.view("T004").connection, "tn3270");
  EXPECT_THAT(client.screen(), HasSubstr("*** Welcome ***"));
}

TEST(Logon, AClassicClientWithAListIsAskedAgain) {
  FakeHall hall(kUsual);
  ScriptedTerminal::Manners manners = named({"NOSUCH", "T002"});
  manners.tn3270e = false;
  Client& client = hall.connect(manners);
  EXPECT_TRUE(client.terminal.ready());
  EXPECT_EQ(hall.state("T002"), "ACT/S");
}

TEST(Logon, ATerminalThatIsNo3270IsToldSo) {
  FakeHall hall(kUsual);
  ScriptedTerminal::Manners manners;
  manners.tn3270e = false;
  manners.device = "XTERM";
  Client& client = hall.connect(manners);
  EXPECT_THAT(client.terminal.nvt_text(), HasSubstr("3270"));
  hall.pass(std::chrono::seconds(3));
  EXPECT_FALSE(client.open);
}

TEST(Logon, ALuOfAnApplicationGoesThereWithoutAMenu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(named({"D001"}));
  EXPECT_EQ(hall.view("D001").application, "DEMO");
  hall.key(client, kPf3, 0);
  EXPECT_TRUE(client.open) << "never a loop of reconnects";
  Client& other = hall.connect(named({"C001"}));
  EXPECT_TRUE(other.open);
  EXPECT_THAT(other.screen(), HasSubstr("CLOSED"));
}

TEST(Logon, LogoffUnderSysreqGoesBackToTheMenu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "DEMO");
  client.terminal.forget_records();
  client.terminal.press_sysreq();
  hall.settle();
  ASSERT_EQ(client.terminal.records().size(), 1U);
  EXPECT_EQ(client.terminal.records().front().type, 7);
  client.terminal.send_sscp({0xD3, 0xD6, 0xC7, 0xD6, 0xC6, 0xC6});
  hall.settle();
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_TRUE(client.open);
}

TEST(Logon, APartitionsLusAreItsOwn) {
  FakeHall hall(R"({"servers": [
    {"name": "A", "listeners": [{"name": "a", "address": "127.0.0.1", "port": 3270}],
     "lus": [{"names": "T001", "type": "terminal"}]},
    {"name": "B", "listeners": [{"name": "b", "address": "127.0.0.1", "port": 5023}],
     "lus": [{"names": "U001", "type": "terminal"}]}],
    "applications": [{"name": "DEMO", "description": "DEMO", "type": "demo"}]})");
  EXPECT_EQ(hall.connect({}, 1).terminal.lu(), "U001");
  EXPECT_THAT(hall.connect(named({"T001", "X"}), 1).terminal.rejects(),
              ElementsAre(kInvName, kInvName));
  EXPECT_THAT(hall.connect(named({"T001"}), 0).terminal.rejects(), IsEmpty());
}

}  // namespace
}  // namespace conversation
