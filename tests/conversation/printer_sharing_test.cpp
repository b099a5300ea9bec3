#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/fake_application.h"
#include "tests/conversation/keys.h"
#include "tests/conversation/sharing_shop.h"

// BSTTVNET: idle printers sit with it, and users at terminals see who has which.
namespace conversation {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(PrinterSharing, HoldsPrintersAndPrintsNothing) {
  FakeHall hall(kSharingShop);
  for (const char* lu : {"P001", "P002"}) {
    const Client& printer = hall.connect(printer_client(lu));
    EXPECT_EQ(hall.state(lu), "ACT/S");
    EXPECT_EQ(hall.view(lu).application, "BSTTVNET");
    for (const auto& record : printer.terminal.records()) {
      EXPECT_EQ(record.type, 3) << "BIND only";
    }
  }
}

TEST(PrinterSharing, ShowsWhoHasWhichPrinter) {
  FakeHall hall(kSharingShop);
  FakeApplication payroll(hall, "PAYROLL");
  FakeApplication orders(hall, "ORDERS");
  Client& user = hall.connect();  // of the first reactor
  hall.connect(printer_client("P001"));
  hall.connect(printer_client("P002"));
  hall.acquire("P002", payroll.acb());
  hall.acquire("P002", orders.acb());
  hall.enter(user, "BSTTVNET");
  EXPECT_THAT(user.screen(),
              AllOf(HasSubstr("3 printers"), ContainsRegex("P001 +printer +ACT/S +BSTTVNET"),
                    ContainsRegex("P002 +printer +ACT/S +PAYROLL +ORDERS waits"),
                    ContainsRegex("DIR +direct +ACT/S +BSTTVNET")));
  EXPECT_EQ(hall.view("T001").application, "BSTTVNET");
  hall.key(user, kPf3, 0);
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
}

TEST(PrinterSharing, ShowsPrintersWithoutAnyClient) {
  FakeHall hall(kSharingShop);
  Client& user = hall.connect();
  hall.enter(user, "BSTTVNET");
  EXPECT_THAT(user.screen(), ContainsRegex("P001 +printer +CONCT"));
}

TEST(PrinterSharing, RefreshesItsListWhenItIsNotFreshAnyMore) {
  FakeHall hall(kSharingShop);
  Client& user = hall.connect();
  hall.enter(user, "BSTTVNET");
  hall.connect(printer_client("P001"));
  hall.key(user, kEnter, 0);
  EXPECT_THAT(user.screen(), Not(ContainsRegex("P001 +printer +ACT/S")))
      << "within a second it is the same list";
  hall.pass(config::limits::kPrinterListFresh);
  hall.key(user, kEnter, 0);
  EXPECT_THAT(user.screen(), ContainsRegex("P001 +printer +ACT/S +BSTTVNET"));
}

TEST(PrinterSharing, GivesATerminalThatLooksAtTheListToWhoAcquiresIt) {
  FakeHall hall(kSharingShop);
  FakeApplication orders(hall, "ORDERS");
  Client& user = hall.connect();
  hall.enter(user, "BSTTVNET");
  hall.acquire("T001", orders.acb());
  EXPECT_EQ(hall.view("T001").application, "ORDERS");
}

}  // namespace
}  // namespace conversation
