#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <thread>
#include <vector>

#include "tests/e2e/mapping_shop.h"
#include "tests/e2e/printer.h"

// What groups give, keep and take away, asked by real clients.
namespace e2e {
namespace {

using testing::HasSubstr;

TEST(Pools, GroupsGiveTheLowestOrWhatWasFreeLongest) {
  MappingShop shop(
      R"({"names": "LOW[1-3]", "group": "LOW"}, {"names": "SEQ[1-3]", "group": "SEQ"})",
      R"("groups": [ {"name": "LOW", "order": "lowest"},
                           {"name": "SEQ", "order": "sequential"} ],)");
  const std::string low = "LOW@" + shop.daemon().host();
  S3270 first(low);
  ASSERT_TRUE(first.wait_for_field());
  EXPECT_EQ(first.lu(), "LOW1");
  EXPECT_EQ(shop.passing_by(low), "LOW2");
  EXPECT_EQ(shop.passing_by(low), "LOW2");
  shop.leave(first, "LOW1");
  EXPECT_EQ(shop.passing_by(low), "LOW1");
  const std::string sequential = "SEQ@" + shop.daemon().host();
  for (const char* next : {"SEQ1", "SEQ2", "SEQ3", "SEQ1"}) {
    EXPECT_EQ(shop.passing_by(sequential), next);
  }
}

TEST(Pools, AGroupThatRunsOutIsSaidOnceUntilItHasRoomAgain) {
  MappingShop shop(R"({"names": "C[1-4]", "group": "CROWD"})",
                   R"("groups": [ {"name": "CROWD", "warn_at": 75} ],)");
  const std::string host = "CROWD@" + shop.daemon().host();
  std::vector<std::unique_ptr<S3270>> crowd;
  const auto come = [&] {
    crowd.push_back(std::make_unique<S3270>(host));
    ASSERT_TRUE(crowd.back()->wait_for_field());
  };
  come();
  come();
  EXPECT_EQ(shop.count("TND104W"), 0U);
  come();
  EXPECT_TRUE(shop.daemon().log_has("TND104W LUs of group CROWD: 3 of 4 are in use"));
  come();
  EXPECT_EQ(shop.count("TND104W"), 1U);
  shop.leave(*crowd[0], "C1");
  shop.leave(*crowd[1], "C2");
  come();
  EXPECT_TRUE(shop.daemon().log_has("TND101I C1"));
  for (int attempt = 0; attempt < 100 && shop.count("TND104W") < 2; ++attempt) {
    std::this_thread::sleep_for(Milliseconds(20));
  }
  EXPECT_EQ(shop.count("TND104W"), 2U);
}

TEST(Pools, ALuIsKeptForItsClientAndForNobodyElse) {
  MappingShop shop(R"({"names": "T[001-002]"})", R"("sessions": {"keep_lu": 60},)");
  const std::string regular = shop.at("127.0.0.5");
  EXPECT_EQ(shop.passing_by(regular), "T001");
  S3270 other(shop.at("127.0.0.6"));
  ASSERT_TRUE(other.wait_for_field());
  EXPECT_EQ(other.lu(), "T002");
  S3270 late(shop.at("127.0.0.7"));
  EXPECT_TRUE(late.wait_for_text("all 2 generic LUs of TEST are taken or kept")) << late.screen();
  S3270 thief("T001@" + shop.at("127.0.0.8"));
  EXPECT_TRUE(thief.wait_for_text("T001 is kept for its last client")) << thief.screen();
  S3270 again(regular);
  EXPECT_EQ(shop.given(again), "T001 generic pool of TEST, kept for this client");
}

TEST(Pools, ALuIsKeptNoLongerThanTheSettingsSay) {
  MappingShop shop(R"({"names": "T001"})", R"("sessions": {"keep_lu": 1},)");
  EXPECT_EQ(shop.passing_by(shop.at("127.0.0.5")), "T001");
  std::this_thread::sleep_for(Milliseconds(1100));
  EXPECT_EQ(shop.passing_by(shop.at("127.0.0.6")), "T001");
}

constexpr const char* kDesks = R"(
  {"names": "D[1-2]", "group": "DESKS"},
  {"names": "P[1-2]", "type": "printer", "application": "DEMO", "group": "PAPER"})";

TEST(Pools, APartnerByGroupComesAndGoesWithItsTerminal) {
  MappingShop shop(kDesks, R"("groups": [ {"name": "DESKS", "printers": "PAPER"} ],
                       "sessions": {"drop_partner": true},)");
  S3270 terminal("D2@" + shop.daemon().host());
  ASSERT_TRUE(terminal.wait_for_field());
  EXPECT_EQ(terminal.lu(), "D2");
  Printer printer(shop.daemon().host(), {"-assoc", "D2"});
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(shop.rule("P2"), "partner of D2");
  shop.leave(terminal, "D2");
  EXPECT_TRUE(printer.process().finish(std::chrono::seconds(5)).has_value());
  EXPECT_TRUE(shop.daemon().log_has("TND102I P2"));
  EXPECT_THAT(shop.daemon().ctl({"show", "P2"}).output, HasSubstr("CONCT"));
}

TEST(Pools, APartnerStaysWhereTheSettingsDoNotDropIt) {
  MappingShop shop(kDesks, R"("groups": [ {"name": "DESKS", "printers": "PAPER"} ],)");
  S3270 terminal("D1@" + shop.daemon().host());
  ASSERT_TRUE(terminal.wait_for_field());
  Printer printer(shop.daemon().host(), {"-assoc", "D1"});
  EXPECT_FALSE(printer.page().empty());
  shop.leave(terminal, "D1");
  EXPECT_FALSE(printer.process().finish(Milliseconds(300)).has_value());
  EXPECT_EQ(shop.rule("P1"), "partner of D1");
  EXPECT_EQ(shop.count("TND102I P1"), 0U);
}

// A client that is there, but neither reads nor answers.
TEST(Pools, ALuIsTakenFromAClientThatIsStopped) {
  MappingShop shop(R"({"names": "T[001-002]"})", R"("timing": {"probe_answer": 1},)");
  S3270 stopped("T001@" + shop.at("127.0.0.5"));
  ASSERT_TRUE(stopped.wait_for_field());
  S3270 silent("T002@" + shop.daemon().host());
  ASSERT_TRUE(silent.wait_for_field());
  stopped.process().signal(SIGSTOP);
  std::this_thread::sleep_for(Milliseconds(1100));
  S3270 heir("T001@" + shop.daemon().host());
  EXPECT_EQ(shop.given(heir), "T001 named by the client");
  EXPECT_TRUE(shop.daemon().log_has("ended TIMEMARK"));
  stopped.process().signal(SIGCONT);
  // Just as silent, but it answers.
  S3270 refused("T002@" + shop.daemon().host());
  EXPECT_TRUE(refused.wait_for_text("T002 is in use")) << refused.screen();
  EXPECT_EQ(silent.state(), "connected-tn3270e");
}

}  // namespace
}  // namespace e2e
