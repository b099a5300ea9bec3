#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/usual_hall.h"

// MODEL 2: what V NET,INACT in its three forms, V NET,ACT and V NET,TERM do to clients.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::HasSubstr;

ScriptedTerminal::Manners named(const std::string& lu) {
  ScriptedTerminal::Manners manners;
  manners.lus = {lu};
  return manners;
}

TEST(Vary, InactLetsSessionsGoOnAndRefusesNewOnes) {
  FakeHall hall(kUsual);
  Client& inside = hall.connect();
  Client& outside = hall.connect();
  hall.enter(inside, "DEMO");
  EXPECT_EQ(hall.vary("V NET,INACT,ID=DEMO").back().id, "TND311I");
  EXPECT_EQ(hall.view("T001").application, "DEMO");
  EXPECT_TRUE(inside.open);
  hall.enter(outside, "DEMO");
  EXPECT_EQ(hall.view("T002").application, "BSTTUSST");
  EXPECT_THAT(outside.screen(), HasSubstr("was varied inactive"));
}

TEST(Vary, ActMakesLogonsPossibleAgain) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.vary("V NET,INACT,ID=DEMO");
  EXPECT_EQ(hall.vary("V NET,ACT,ID=DEMO").back().text, "IST093I DEMO ACTIVE");
  hall.enter(client, "DEMO");
  EXPECT_EQ(hall.view("T001").application, "DEMO");
}

TEST(Vary, InactAtOnceSendsTheUsersOfAnApplicationBackToTheMenu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "DEMO");
  EXPECT_EQ(hall.vary("V NET,INACT,ID=DEMO,I").back().text, "IST105I DEMO NODE NOW INACTIVE");
  EXPECT_TRUE(client.open);
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
}

TEST(Vary, InactAtOnceWaitsForAnApplicationThatHangsAndForceDoesNot) {
  FakeHall hall(kUsual);
  Client& waiting = hall.connect();
  hall.enter(waiting, "HANG");
  hall.vary("V NET,INACT,ID=HANG,I");
  EXPECT_EQ(hall.state("T001"), "TERMINATING");
  hall.vary("V NET,INACT,ID=HANG,F");
  EXPECT_EQ(hall.state("T001"), "CONCT") << "nobody is waited for any more";

  FakeHall other(kUsual);
  Client& forced = other.connect();
  other.enter(forced, "HANG");
  other.vary("V NET,INACT,ID=HANG,F");
  EXPECT_NE(other.state("T001"), "TERMINATING");
}

TEST(Vary, InactOfALuKeepsItsClientAndThenTheLuIsInactive) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(named("T001"));
  hall.vary("V NET,INACT,ID=T001");
  EXPECT_TRUE(client.open);
  EXPECT_EQ(hall.state("T001"), "ACT/S");
  hall.hang_up(client);
  EXPECT_EQ(hall.state("T001"), "INACT");
  EXPECT_FALSE(hall.connect(named("T001")).terminal.rejects().empty());
  hall.vary("V NET,ACT,ID=T001");
  EXPECT_EQ(hall.connect(named("T001")).terminal.lu(), "T001");
}

TEST(Vary, InactOfALuAtOnceEndsItAsByKill) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(named("T001"));
  hall.vary("V NET,INACT,ID=T001,I");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(client.terminal.records().back().type, 4) << "UNBIND before the close";
  EXPECT_EQ(hall.state("T001"), "INACT");
}

TEST(Vary, ForceOfALuFreesItFromAnApplicationThatHangs) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(named("T001"));
  hall.enter(client, "HANG");
  hall.vary("V NET,INACT,ID=T001,I");
  EXPECT_EQ(hall.state("T001"), "TERMINATING");
  hall.vary("V NET,INACT,ID=T001,F");
  EXPECT_EQ(hall.state("T001"), "INACT");
}

TEST(Vary, InactOfTheImpliedNodeLeavesNobodyAnything) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "DEMO");
  hall.vary("V NET,INACT,ID=IMPLIED,F");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "INACT");
  hall.connect();
  EXPECT_EQ(hall.state("T002"), "INACT");
}

TEST(Vary, TermEndsOneSessionAndTheClientStays) {
  FakeHall hall(kUsual);
  Client& one = hall.connect();
  Client& other = hall.connect();
  hall.enter(one, "DEMO");
  hall.enter(other, "DEMO");
  hall.vary("V NET,TERM,LU1=T001");
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_EQ(hall.view("T002").application, "DEMO");
  EXPECT_TRUE(one.open);
}

}  // namespace
}  // namespace conversation
