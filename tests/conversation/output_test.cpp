#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "config/limits.h"
#include "tests/conversation/fake_application.h"
#include "tests/conversation/sharing_shop.h"

// Printer LUs that no client serves: the server holds them, and what they are sent goes to the
// spool.
namespace conversation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kShop = R"({
  "name": "TEST", "title": "T",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T001", "type": "terminal"},
           {"names": "DIR1", "type": "direct", "application": "BSTTVNET", "host": "127.0.0.1",
            "data": "scs"},
           {"names": "LPR1", "type": "lpr", "application": "BSTTVNET", "host": "127.0.0.1",
            "queue": "lp"} ],
  "applications": [ {"name": "ORDERS", "description": "ORDERS", "type": "socket"},
                    {"name": "BSTTVNET", "description": "PRINTERS", "type": "printer-sharing"} ]
})";

// Its application does not let go.
constexpr const char* kHungShop = R"({
  "name": "TEST", "title": "T",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "HUNG", "type": "direct", "application": "HANG", "host": "127.0.0.1"} ],
  "applications": [ {"name": "HANG", "description": "HANGS", "type": "hang"} ]
})";

vtam::PrintText text(const std::string& line, bool end_of_job, const std::string& id = "") {
  return {.text = line, .end_of_job = end_of_job, .id = id};
}

// Acquires DIR1 and prints on it.
struct Office {
  FakeHall hall{kShop};
  FakeApplication orders{hall, "ORDERS"};
  Office() {
    hall.acquire("DIR1", orders.acb());
    orders.accept();
  }
};

TEST(OutputLu, IsHeldByTheServerFromTheStart) {
  FakeHall hall(kShop);
  for (const char* lu : {"DIR1", "LPR1"}) {
    EXPECT_EQ(hall.state(lu), "ACT/S");
    EXPECT_EQ(hall.view(lu).application, "BSTTVNET");
    EXPECT_EQ(hall.view(lu).connection, "output");
    EXPECT_FALSE(hall.view(lu).client.has_value());
  }
  EXPECT_EQ(hall.view("DIR1").logmode, "SPSCSPRT");
  EXPECT_EQ(hall.view("LPR1").logmode, "SPDSCPRT");
}

TEST(OutputLu, IsRefusedToClients) {
  FakeHall hall(kShop);
  auto manners = printer_client("DIR1");
  const Client& client = hall.connect(manners);
  EXPECT_FALSE(client.open && !client.terminal.records().empty());
  EXPECT_EQ(hall.state("DIR1"), "ACT/S");
}

TEST(OutputLu, SpoolsWhatAnApplicationPrintsAndAnswersWithTheJob) {
  Office office;
  EXPECT_EQ(office.hall.view("DIR1").application, "ORDERS");
  office.orders.say(text("HELLO\n", true, "7"));
  const auto printed = office.orders.told<vtam::Printed>();
  ASSERT_THAT(printed, SizeIs(1));
  EXPECT_EQ(printed[0].id, "7");
  EXPECT_EQ(printed[0].job, 1U);
  ASSERT_THAT(office.hall.spool().jobs, SizeIs(1));
  const FakeSpool::Job& job = office.hall.spool().jobs[0];
  EXPECT_EQ(job.facts.printer.text(), "DIR1");
  EXPECT_EQ(job.facts.application.value().text(), "ORDERS");
  EXPECT_EQ(job.facts.code_page, "037");
  EXPECT_FALSE(job.facts.bind.empty());
  ASSERT_THAT(job.pieces, SizeIs(1));
  EXPECT_EQ(job.pieces[0].kind, printers::PieceKind::Scs);
  EXPECT_EQ(tn3270::cp037()->decode(tn3270::Bytes(job.pieces[0].bytes).first(5)), "HELLO");
  EXPECT_TRUE(job.complete);
}

TEST(OutputLu, ShowsWhatWaitsForItInTheListOfPrinters) {
  Office office;
  office.orders.say(text("ONE\n", true));
  office.orders.say(text("TWO\n", true));
  Client& user = office.hall.connect();
  office.hall.enter(user, "BSTTVNET");
  EXPECT_THAT(user.screen(), testing::ContainsRegex("DIR1 +direct +ACT/S +ORDERS +2 wait +2 open"));
}

TEST(OutputLu, GivesAnAnswerOnlyWhenTheSpoolHasOne) {
  Office office;
  office.hall.spool().answers = FakeSpool::Answers::Silent;
  office.orders.say(text("ONE\n", false));
  office.orders.say(text("TWO\n", false));
  EXPECT_THAT(office.orders.told<vtam::Printed>(), IsEmpty());
  ASSERT_THAT(office.hall.spool().jobs, SizeIs(1));
  EXPECT_THAT(office.hall.spool().jobs[0].pieces, SizeIs(1)) << "one is under way at a time";
  office.hall.spool().answers = FakeSpool::Answers::Durable;
  office.hall.spool().answer();
  office.hall.settle();
  EXPECT_THAT(office.orders.told<vtam::Printed>(), SizeIs(2));
  EXPECT_THAT(office.hall.spool().jobs[0].pieces, SizeIs(2));
}

TEST(OutputLu, TellsTheApplicationThatTheSpoolIsFull) {
  Office office;
  office.hall.spool().answers = FakeSpool::Answers::Full;
  office.orders.say(text("ONE\n", true, "1"));
  const auto refused = office.orders.told<vtam::SendRefused>();
  ASSERT_THAT(refused, SizeIs(1));
  EXPECT_EQ(refused[0].rule, "NOT-PRINTED");
  EXPECT_EQ(refused[0].sense, vtam::sense::kInsufficientResource);
  EXPECT_THAT(office.hall.spool().jobs, IsEmpty());
}

TEST(OutputLu, EndsAJobWhenItsApplicationLetsGo) {
  Office office;
  office.orders.say(text("ONE\n", false));
  EXPECT_FALSE(office.hall.spool().jobs.at(0).complete);
  office.orders.say(vtam::CloseSession{});
  EXPECT_TRUE(office.hall.spool().jobs.at(0).complete);
  EXPECT_EQ(office.hall.view("DIR1").application, "BSTTVNET");
}

TEST(OutputLu, HoldsAJobWhoseApplicationHasDied) {
  Office office;
  office.orders.say(text("ONE\n", false));
  office.orders.ends(vtam::AcbEnd::Lost);
  const FakeSpool::Job& job = office.hall.spool().jobs.at(0);
  EXPECT_FALSE(job.complete);
  EXPECT_THAT(job.abandoned, HasSubstr("application"));
  EXPECT_EQ(office.hall.view("DIR1").application, "BSTTVNET");
}

TEST(OutputLu, ComesBackAfterKillAndItsDeliveryIsStopped) {
  Office office;
  office.orders.say(text("ONE\n", false));
  office.hall.kill("DIR1");
  EXPECT_FALSE(office.hall.spool().jobs.at(0).abandoned.empty());
  EXPECT_THAT(office.hall.spool().stopped, ElementsAre("DIR1"));
  EXPECT_EQ(office.hall.state("DIR1"), "TERMINATING") << "until ORDERS lets go";
  office.orders.say(vtam::CloseSession{});
  EXPECT_EQ(office.hall.state("DIR1"), "ACT/S");
  EXPECT_EQ(office.hall.view("DIR1").application, "BSTTVNET");
}

TEST(OutputLu, OfAHungApplicationIsFreedByReact) {
  FakeHall hall(kHungShop);
  EXPECT_EQ(hall.view("HUNG").application, "HANG");
  hall.kill("HUNG");
  EXPECT_EQ(hall.state("HUNG"), "TERMINATING");
  hall.react("HUNG");
  EXPECT_EQ(hall.state("HUNG"), "ACT/S") << "its ACB is open again at once";
}

TEST(OutputLu, IsInactiveWhileItsRowIs) {
  FakeHall hall(kShop);
  hall.vary("V NET,INACT,ID=DIR1,F");
  EXPECT_EQ(hall.state("DIR1"), "INACT");
  hall.vary("V NET,ACT,ID=DIR1");
  EXPECT_EQ(hall.state("DIR1"), "ACT/S");
}

TEST(OutputLu, LeavesAtVaryInactOnceItsApplicationHasLetGo) {
  Office office;
  office.hall.vary("V NET,INACT,ID=DIR1");
  office.hall.vary("V NET,INACT,ID=LPR1");
  EXPECT_EQ(office.hall.state("LPR1"), "INACT") << "nobody used it";
  EXPECT_EQ(office.hall.view("DIR1").application, "ORDERS") << "sessions go on";
  office.orders.say(text("ONE\n", false));
  office.orders.say(vtam::CloseSession{});
  EXPECT_EQ(office.hall.state("DIR1"), "INACT");
  EXPECT_TRUE(office.hall.spool().jobs.at(0).complete);
}

TEST(OutputLu, HoldsAJobWhoseApplicationClosesBeforeItsLastRuIsDurable) {
  Office office;
  office.hall.spool().answers = FakeSpool::Answers::Silent;
  office.orders.say(text("ONE\n", true));
  office.orders.ends(vtam::AcbEnd::Closed);
  EXPECT_FALSE(office.hall.spool().jobs.at(0).abandoned.empty());
}

TEST(OutputLu, IsNotEndedForDoingNothing) {
  FakeHall hall(kShop);
  hall.pass(std::chrono::hours(24));
  EXPECT_EQ(hall.state("DIR1"), "ACT/S");
}

TEST(OutputLu, EndsWithTheServer) {
  Office office;
  office.orders.say(text("ONE\n", false));
  office.hall.stop();
  EXPECT_FALSE(office.hall.spool().jobs.at(0).complete);
  EXPECT_THAT(office.hall.spool().jobs.at(0).abandoned, HasSubstr("ending"));
}

}  // namespace
}  // namespace conversation
