#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/several_user.h"

// Several applications of a client that is lost: they are kept together, and come back together.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using vtam::SessionLost;

ScriptedTerminal::Manners named(const std::string& lu, const std::string& device = "IBM-3278-2-E") {
  ScriptedTerminal::Manners manners;
  manners.lus = {lu};
  manners.device = device;
  return manners;
}

struct KeptDesk : SeveralDesk {
  explicit KeptDesk(const std::string& keep = R"({"seconds": 300})")
      : SeveralDesk(several_shop(R"(, "keep": )" + keep), named("T001")) {}
  void expect_all() {
    EXPECT_THAT(user.screen(), HasSubstr("ORDERS OF THE DAY"));
    user.press(kNextKey);
    EXPECT_THAT(user.screen(), HasSubstr("WAGES OF THE WEEK"));
    user.press(kNextKey);
    EXPECT_THAT(user.screen(), HasSubstr("ORDERS OF THE DAY"));
    EXPECT_THAT(payroll.told<SessionLost>(), IsEmpty());
    EXPECT_THAT(orders.told<SessionLost>(), IsEmpty());
  }
};

TEST(SeveralKept, ComeBackTogetherOnAnyReactor) {
  KeptDesk desk;
  for (int round = 0; round < 2; ++round) {  // to each of the two in turn
    const tn3270::ScreenModel before = desk.user.shown();
    desk.hall.hang_up(desk.user.client());
    EXPECT_EQ(desk.hall.state("T001"), "ACT/S");
    EXPECT_THAT(desk.hall.view("T001").suspended, SizeIs(1));
    desk.user.sit_at(desk.hall.connect(named("T001")));
    EXPECT_EQ(desk.user.shown(), before);
    desk.expect_all();
  }
  EXPECT_EQ(desk.hall.table(1).used(), 0U);
}

TEST(SeveralKept, ComeBackToTheMenuToo) {
  KeptDesk desk;
  desk.user.press(kMenuKey);
  desk.hall.hang_up(desk.user.client());
  desk.user.sit_at(desk.hall.connect(named("T001")));
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(desk.user.screen(), HasSubstr("live"));
  desk.user.press(kNextKey);
  desk.expect_all();
}

TEST(SeveralKept, AllOfThemGoOnMeanwhile) {
  KeptDesk desk;
  desk.hall.hang_up(desk.user.client());
  for (int i = 0; i < 30; ++i) {
    desk.payroll.send("WAGE " + std::to_string(i), true, "7");
    desk.orders.send("ORDER " + std::to_string(i));
  }
  EXPECT_THAT(desk.payroll.told<vtam::Responded>(), SizeIs(30));
  EXPECT_THAT(desk.payroll.told<vtam::SendRefused>(), IsEmpty());
  EXPECT_THAT(desk.orders.told<vtam::SendRefused>(), IsEmpty());
  desk.user.sit_at(desk.hall.connect(named("T001")));
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDER 29"));
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("WAGE 29"));
}

TEST(SeveralKept, AClientThatIsLostWhileItIsAskedComesBack) {
  KeptDesk desk;
  desk.user.mute = true;
  desk.user.press(kMenuKey);
  desk.hall.hang_up(desk.user.client());
  desk.hall.pass(std::chrono::seconds(30));
  desk.user.mute = false;
  desk.user.sit_at(desk.hall.connect(named("T001")));
  desk.expect_all();
}

TEST(SeveralKept, TheirTimeEndsTogether) {
  KeptDesk desk;
  desk.hall.hang_up(desk.user.client());
  desk.hall.pass(std::chrono::seconds(301));
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.orders.told<SessionLost>(), SizeIs(1));
  desk.payroll.say(vtam::CloseSession{});
  desk.orders.say(vtam::CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
}

TEST(SeveralKept, AreTakenOverTogether) {
  KeptDesk desk(R"({"takeover": "address"})");
  Client& old = desk.user.client();
  desk.user.sit_at(desk.hall.connect(named("T001")));
  EXPECT_FALSE(old.open);
  desk.expect_all();
}

TEST(SeveralKept, EndWhileNobodyIsThere) {
  KeptDesk desk;
  desk.user.press(kMenuKey);
  desk.hall.hang_up(desk.user.client());
  desk.payroll.ends(vtam::AcbEnd::Lost);
  desk.orders.say(vtam::CloseSession{});
  desk.user.sit_at(desk.hall.connect(named("T001")));
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(desk.user.screen(), HasSubstr("PAYROLL has ended unexpectedly"));
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS has ended"));
  desk.user.press(kPf3);
  EXPECT_FALSE(desk.user.client().open);
}

// One of them has a screen that the new client cannot show.
TEST(SeveralKept, TheKeyPassesOverWhatDoesNotFit) {
  FakeHall hall(several_shop(R"(, "keep": {"seconds": 300})"));
  FakeApplication payroll(hall, "PAYROLL");
  FakeApplication orders(hall, "ORDERS");
  SeveralUser large(hall, hall.connect(named("T001", "IBM-3278-4-E")));
  large.mute = true;
  large.choose("LOGON APPLID(PAYROLL) LOGMODE(SP3274QN)");
  payroll.accept();
  ASSERT_EQ(hall.view("T001").screen, "24x80/43x80");
  large.press(kMenuKey);
  large.refuse();
  large.choose("LOGON APPLID(ORDERS) LOGMODE(D4A32782)");
  orders.accept();
  orders.send("ORDERS OF THE DAY");
  hall.hang_up(large.client());

  SeveralUser user(hall, hall.connect(named("T001")));
  EXPECT_THAT(user.screen(), HasSubstr("ORDERS OF THE DAY"));
  user.press(kNextKey);
  EXPECT_THAT(user.screen(), HasSubstr("ORDERS OF THE DAY"));
  user.press(kMenuKey);
  user.choose("PAYROLL");
  EXPECT_THAT(user.screen(), HasSubstr("43x80"));
  EXPECT_TRUE(user.on_menu());
  EXPECT_THAT(payroll.told<SessionLost>(), IsEmpty());
}

}  // namespace
}  // namespace conversation
