#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_application.h"
#include "tests/conversation/keys.h"
#include "tests/conversation/sharing_shop.h"

// Applications at the socket that acquire LUs and are asked to release them (MODEL 2).
namespace conversation {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using vtam::AcbEnd;
using vtam::CloseSession;
using vtam::ReleaseWanted;
using vtam::SessionBegun;
using vtam::SessionLost;
using What = vtam::AcquireNews::What;

// A printer that PAYROLL has acquired, and that ORDERS waits for.
struct Wanted {
  FakeHall hall{kSharingShop};
  FakeApplication payroll{hall, "PAYROLL"};
  FakeApplication orders{hall, "ORDERS"};
  Client* printer = &hall.connect(printer_client("P001"));

  Wanted& held() {
    hall.acquire("P001", payroll.acb());
    return *this;
  }
  Wanted& wanted() {
    held();
    hall.acquire("P001", orders.acb());
    EXPECT_THAT(orders.told<SessionBegun>(), IsEmpty());
    const auto news = hall.acquire_news();
    EXPECT_THAT(news, SizeIs(1));
    EXPECT_TRUE(!news.empty() && news.front().what == What::Waiting);
    return *this;
  }
  std::string holder() { return hall.view("P001").application; }
};

TEST(Acquire, ASharedPrinterGoesFromHandToHandAndComesBack) {
  Wanted shop;
  EXPECT_EQ(shop.holder(), "BSTTVNET");
  EXPECT_EQ(shop.hall.state("P001"), "ACT/S");
  shop.held();
  const auto begun = shop.payroll.told<SessionBegun>();
  ASSERT_THAT(begun, SizeIs(1));
  EXPECT_EQ(begun.front().acquire, 1U);
  EXPECT_TRUE(begun.front().printer);
  EXPECT_EQ(shop.holder(), "PAYROLL");

  shop.hall.acquire("P001", shop.orders.acb());
  const auto asked = shop.payroll.told<ReleaseWanted>();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked.front().by.text(), "ORDERS");
  EXPECT_EQ(shop.hall.view("P001").acquirer, "ORDERS");
  EXPECT_EQ(shop.holder(), "PAYROLL");

  shop.payroll.say(CloseSession{});
  EXPECT_EQ(shop.holder(), "ORDERS");
  EXPECT_EQ(shop.hall.view("P001").acquirer, "");
  EXPECT_THAT(shop.orders.told<SessionBegun>(), SizeIs(1));

  shop.orders.say(CloseSession{});
  EXPECT_EQ(shop.holder(), "BSTTVNET");
  EXPECT_TRUE(shop.printer->open);
}

TEST(Acquire, WhoeverNeverAnswersTheReleaseKeepsThePrinter) {
  Wanted shop;
  shop.wanted();
  shop.hall.pass(std::chrono::minutes(5));
  EXPECT_EQ(shop.holder(), "PAYROLL");
  shop.hall.cancel_acquire("P001", 2);
  EXPECT_EQ(shop.hall.view("P001").acquirer, "");
  shop.payroll.say(CloseSession{});
  EXPECT_EQ(shop.holder(), "BSTTVNET") << "nobody waits any more";
}

TEST(Acquire, KillEndsTheHolderAndTellsWhoWaits) {
  Wanted shop;
  shop.wanted();
  shop.hall.kill("P001");
  EXPECT_FALSE(shop.printer->open);
  EXPECT_THAT(shop.payroll.told<SessionLost>(), SizeIs(1));
  const auto news = shop.hall.acquire_news();
  ASSERT_THAT(news, SizeIs(1));
  EXPECT_EQ(news.front().what, What::NoClient);
  EXPECT_EQ(shop.hall.state("P001"), "TERMINATING");
  shop.hall.acquire("P001", shop.orders.acb());
  EXPECT_EQ(shop.hall.acquire_news().at(0).what, What::NoClient);
  shop.payroll.say(CloseSession{});
  EXPECT_EQ(shop.hall.state("P001"), "CONCT");
}

TEST(Acquire, ReactFreesThePrinterWhateverItsHolderDoes) {
  Wanted shop;
  shop.wanted();
  shop.hall.react("P001");
  EXPECT_EQ(shop.hall.state("P001"), "CONCT");
  EXPECT_EQ(shop.hall.acquire_news().at(0).what, What::NoClient);
  Client& back = shop.hall.connect(printer_client("P001"));
  EXPECT_EQ(shop.holder(), "BSTTVNET");
  shop.payroll.say(CloseSession{});  // of the old life
  EXPECT_TRUE(back.open);
  shop.hall.acquire("P001", shop.orders.acb());
  EXPECT_EQ(shop.holder(), "ORDERS");
}

TEST(Acquire, KillAndReactOfAnIdlePrinterFreeIt) {
  for (const bool kill : {true, false}) {
    Wanted shop;
    kill ? shop.hall.kill("P001") : shop.hall.react("P001");
    EXPECT_EQ(shop.hall.state("P001"), "CONCT");
    EXPECT_FALSE(shop.printer->open);
  }
}

TEST(Acquire, APrinterWhoseHolderDiesGoesToWhoWaits) {
  Wanted shop;
  shop.wanted().payroll.ends(AcbEnd::Lost);
  EXPECT_EQ(shop.holder(), "ORDERS");
  shop.orders.ends(AcbEnd::Closed);
  EXPECT_EQ(shop.holder(), "BSTTVNET");
  EXPECT_TRUE(shop.printer->open);
}

TEST(Acquire, ALuWithoutAClientIsNotThere) {
  Wanted shop;
  shop.hall.acquire("P002", shop.orders.acb());
  EXPECT_EQ(shop.hall.acquire_news().at(0).what, What::NoClient);
}

TEST(Acquire, TakesATerminalFromItsMenu) {
  Wanted shop;
  Client& user = shop.hall.connect();
  shop.hall.acquire("T001", shop.orders.acb());
  shop.orders.send("YOUR ORDER IS READY");
  EXPECT_THAT(user.screen(), HasSubstr("YOUR ORDER IS READY"));
  shop.orders.say(CloseSession{});
  EXPECT_EQ(shop.hall.view("T001").application, "BSTTUSST");
}

TEST(Acquire, LeavesAUserInTheDemoUntilHeEnds) {
  Wanted shop;
  Client& user = shop.hall.connect();
  shop.hall.enter(user, "DEMO");
  shop.hall.acquire("T001", shop.orders.acb());
  const auto news = shop.hall.acquire_news();
  ASSERT_THAT(news, SizeIs(1));
  EXPECT_EQ(news.front().why, "DEMO");
  shop.hall.key(user, kPf3, 0);
  EXPECT_EQ(shop.hall.view("T001").application, "ORDERS");
}

TEST(Acquire, IsRefusedToAnApplicationThatAnOperatorHasVariedInactive) {
  FakeHall hall(kSharingShop);
  FakeApplication payroll(hall, "PAYROLL");
  hall.connect(printer_client("P001"));
  hall.vary("V NET,INACT,ID=PAYROLL");
  hall.acquire("P001", payroll.acb());
  const auto news = hall.acquire_news();
  ASSERT_THAT(news, SizeIs(1));
  EXPECT_EQ(news.front().what, What::Refused);
  EXPECT_THAT(news.front().why, HasSubstr("PAYROLL is not active"));
  EXPECT_EQ(hall.view("P001").application, "BSTTVNET");
}

}  // namespace
}  // namespace conversation
