#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/usual_hall.h"

// MODEL 3, row by row.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using server::CommandDone;
using server::CommandRefused;
using testing::ElementsAre;

ScriptedTerminal::Manners named(const std::string& lu) {
  ScriptedTerminal::Manners manners;
  manners.lus = {lu};
  return manners;
}

void expect_done(const server::CommandAnswer& answer, const std::string& was,
                 const std::string& now) {
  const auto* done = std::get_if<CommandDone>(&answer);
  ASSERT_NE(done, nullptr) << std::get<CommandRefused>(answer).detail;
  EXPECT_EQ(done->was, was);
  EXPECT_EQ(done->now, now);
}

TEST(Kill, OnTheMenuFreesTheLuAtOnce) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  expect_done(hall.kill("T001"), "ACT/S", "CONCT");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(client.terminal.records().back().type, 4) << "UNBIND before the close";
  EXPECT_EQ(hall.connect(named("T001")).terminal.lu(), "T001");
}

TEST(Kill, InDemoFreesTheLuAtOnce) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "DEMO");
  expect_done(hall.kill("T001"), "ACT/S", "CONCT");
  EXPECT_FALSE(client.open);
}

TEST(Kill, WithAHungApplicationLeavesTheLuTerminatingUntilReact) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "HANG");
  EXPECT_EQ(hall.view("T001").application, "HANG");
  expect_done(hall.kill("T001"), "ACT/S", "TERMINATING");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "TERMINATING");

  const auto again = hall.kill("T001");
  ASSERT_TRUE(std::holds_alternative<CommandRefused>(again));
  EXPECT_EQ(std::get<CommandRefused>(again).rule, "TERMINATING");
  EXPECT_THAT(hall.connect(named("T001")).terminal.rejects(), ElementsAre(1));

  expect_done(hall.react("T001"), "TERMINATING", "CONCT");
  EXPECT_EQ(hall.connect(named("T001")).terminal.lu(), "T001");
}

TEST(Kill, InMidNegotiationClosesTheConnection) {
  FakeHall hall(kUsual);
  ScriptedTerminal::Manners manners = named("T002");
  manners.stops_at_functions = true;
  Client& client = hall.connect(manners);
  ASSERT_FALSE(client.terminal.ready());
  EXPECT_TRUE(std::holds_alternative<CommandDone>(hall.kill("T002")));
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T002"), "CONCT");
}

TEST(React, OnTheMenuClosesTheConnectionAndFreesTheLu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  expect_done(hall.react("T001"), "ACT/S", "CONCT");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(client.terminal.records().back().type, 4) << "UNBIND before the close";
  EXPECT_EQ(hall.connect(named("T001")).terminal.lu(), "T001");
}

TEST(React, InDemoFreesTheLu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "DEMO");
  expect_done(hall.react("T001"), "ACT/S", "CONCT");
  EXPECT_FALSE(client.open);
}

TEST(React, InMidNegotiationClosesTheConnection) {
  FakeHall hall(kUsual);
  ScriptedTerminal::Manners manners = named("T002");
  manners.stops_at_functions = true;
  Client& client = hall.connect(manners);
  expect_done(hall.react("T002"), "ACTIV", "CONCT");
  EXPECT_FALSE(client.open);
}

TEST(React, OfALivingSessionClosesItAndFreesTheLu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "HANG");
  expect_done(hall.react("T001"), "ACT/S", "CONCT");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.connect(named("T001")).terminal.lu(), "T001");
}

TEST(React, BeginsANewLifeInWhichTheOldOneCannotAct) {
  FakeHall hall(kUsual, 1);
  Client& client = hall.connect();
  hall.enter(client, "HANG");
  const auto before = hall.entry("T001").holder;
  hall.react("T001");
  const auto after_connect = [&] {
    hall.connect(named("T001"));
    return hall.entry("T001").holder;
  }();
  ASSERT_TRUE(before && after_connect);
  EXPECT_EQ(before->slot, after_connect->slot);
  EXPECT_EQ(before->generation + 1, after_connect->generation);
  server::Reply reply;
  server::Operate stale{server::OperatorVerb::Kill, *before, *config::LuName::parse("T001"),
                        [](const server::CommandAnswer&) {}};
  EXPECT_FALSE(hall.table(0).operate(stale, config::Instant(config::Ticks(2'000'000)), reply));
  EXPECT_EQ(hall.table(0).counters().stale_messages, 1U);
  EXPECT_EQ(hall.state("T001"), "ACT/S");
}

TEST(LostClient, IsEndedAsByKill) {
  FakeHall hall(kUsual);
  Client& menu = hall.connect();
  Client& hung = hall.connect();
  hall.enter(hung, "HANG");
  hall.hang_up(menu);
  hall.hang_up(hung);
  EXPECT_EQ(hall.state("T001"), "CONCT");
  EXPECT_EQ(hall.state("T002"), "TERMINATING");
}

}  // namespace
}  // namespace conversation
