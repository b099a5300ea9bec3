#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_application.h"
#include "tests/conversation/keys.h"
#include "tests/conversation/sharing_shop.h"
#include "tn3270/datastream/address.h"

// The type printdemo: a user at a terminal sends a test page to a printer that he names.
namespace conversation {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kShop = R"({
  "name": "TEST", "title": "T",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "groups": [ {"name": "BOSS", "deny": ["PRTDEMO"]} ],
  "lus": [ {"names": "T[001-002]", "type": "terminal"},
           {"names": "P001", "type": "printer", "application": "BSTTVNET"},
           {"names": "P002", "type": "printer", "application": "BSTTVNET", "data": "scs"},
           {"names": "P003", "type": "printer", "application": "BSTTVNET", "group": "BOSS"},
           {"names": "DIR1", "type": "direct", "application": "BSTTVNET", "host": "127.0.0.1",
            "data": "scs"} ],
  "menu": ["PRTDEMO"],
  "applications": [ {"name": "ORDERS", "description": "ORDERS", "type": "socket"},
                    {"name": "PRTDEMO", "description": "TEST PAGE", "type": "printdemo"} ]
})";

// A user in session with PRTDEMO.
struct Room {
  FakeHall hall{kShop};
  Client* user = &hall.connect();

  Room() { hall.enter(*user, "PRTDEMO"); }

  // Types into both fields and presses Enter; what the screen says then.
  std::string send(const std::string& printer, const std::string& form = "") {
    tn3270::ByteBuffer record{kEnter, 0x40, 0x40};
    for (const auto& [place, text] : {std::pair(tn3270::Place{4, 22}, printer + " "),
                                      std::pair(tn3270::Place{6, 22}, form + " ")}) {
      record.push_back(0x11);  // SBA
      tn3270::append_address(tn3270::address_of(place, tn3270::kModel2), tn3270::kModel2, record);
      const tn3270::ByteBuffer ebcdic = tn3270::cp037()->encode(text);
      record.insert(record.end(), ebcdic.begin(), ebcdic.end());
    }
    user->terminal.forget_records();
    user->terminal.send(record);
    hall.settle();
    return user->terminal.records().empty() ? std::string() : user->screen();
  }
};

TEST(PrintDemo, SendsAPageToAnOutputLuAndTellsTheJob) {
  Room room;
  EXPECT_EQ(room.hall.view("T001").application, "PRTDEMO");
  EXPECT_THAT(room.send("dir1"), HasSubstr("Page sent to DIR1 as job 1."));
  ASSERT_THAT(room.hall.spool().jobs, SizeIs(1));
  const FakeSpool::Job& job = room.hall.spool().jobs[0];
  EXPECT_TRUE(job.complete);
  EXPECT_EQ(job.facts.application.value().text(), "PRTDEMO");
  ASSERT_THAT(job.pieces, SizeIs(1));
  EXPECT_THAT(tn3270::cp037()->decode(job.pieces[0].bytes), HasSubstr("Sent from     T001"));
  EXPECT_EQ(room.hall.view("DIR1").application, "BSTTVNET") << "it is let go";
  EXPECT_THAT(room.send("DIR1", "1"), HasSubstr("Page sent to DIR1 as job 2."));
  room.hall.key(*room.user, kPf3, 0);
  EXPECT_EQ(room.hall.view("T001").application, "BSTTUSST");
}

TEST(PrintDemo, SendsAPageToAClientsPrinterAndGivesItBack) {
  Room room;
  for (const auto& [lu, form, type] :
       {std::tuple("P001", "3", std::uint8_t{0}), std::tuple("P002", "1", std::uint8_t{1})}) {
    const Client& printer = room.hall.connect(printer_client(lu));
    EXPECT_THAT(room.send(lu, form), HasSubstr(std::string("Page sent to ") + lu));
    const auto page =
        std::find_if(printer.terminal.records().begin(), printer.terminal.records().end(),
                     [](const auto& record) { return record.type < 2; });
    ASSERT_NE(page, printer.terminal.records().end());
    EXPECT_EQ(page->type, type) << "3270 data or SCS";
    EXPECT_EQ(room.hall.view(lu).application, "BSTTVNET");
  }
}

TEST(PrintDemo, SaysWhyNothingWasSent) {
  Room room;
  EXPECT_THAT(room.send("NOSUCH"), HasSubstr("NOSUCH is not the name of a LU here."));
  EXPECT_THAT(room.send("T002"), HasSubstr("T002 is not a printer."));
  EXPECT_THAT(room.send("P001"), HasSubstr("P001 has no client."));
  room.hall.connect(printer_client("P003"));
  EXPECT_THAT(room.send("P003"), HasSubstr("PRTDEMO is not for this LU (group BOSS)."));
  EXPECT_THAT(room.send("DIR1", "3"), HasSubstr("DIR1 is LU1 (SCS) by its logmode SPSCSPRT"));
  EXPECT_EQ(room.hall.view("DIR1").application, "BSTTVNET");
  room.hall.vary("V NET,INACT,ID=DIR1,F");
  EXPECT_THAT(room.send("DIR1"), HasSubstr("DIR1 is not active"));
  EXPECT_THAT(room.hall.spool().jobs, IsEmpty());
}

TEST(PrintDemo, LeavesAPrinterToWhoHasIt) {
  Room room;
  FakeApplication orders(room.hall, "ORDERS");
  room.hall.acquire("DIR1", orders.acb());
  orders.accept();
  EXPECT_THAT(room.send("DIR1"),
              HasSubstr("DIR1 is in session with ORDERS, which has been asked to "
                        "release it; try again."));
  EXPECT_THAT(orders.told<vtam::ReleaseWanted>(), SizeIs(1));
  orders.say(vtam::CloseSession{});
  EXPECT_EQ(room.hall.view("DIR1").application, "BSTTVNET") << "nobody waits for it";
  EXPECT_THAT(room.send("DIR1"), HasSubstr("Page sent to DIR1"));
}

TEST(PrintDemo, TellsThatTheSpoolIsFull) {
  Room room;
  room.hall.spool().answers = FakeSpool::Answers::Full;
  EXPECT_THAT(room.send("DIR1"),
              HasSubstr("DIR1 has refused the page: insufficient resource (sense 0812 0000)."));
}

TEST(PrintDemo, AnswersOnlyWhenThePageIsDurable) {
  Room room;
  room.hall.spool().answers = FakeSpool::Answers::Silent;
  EXPECT_EQ(room.send("DIR1"), "") << "the keyboard stays locked";
  EXPECT_THAT(room.send("DIR1"), HasSubstr("DIR1 is in session with PRTDEMO already."));
  room.hall.spool().answer();
  room.hall.settle();
  EXPECT_THAT(room.user->screen(), HasSubstr("Page sent to DIR1 as job 1."));
}

TEST(PrintDemo, TellsThatThePrinterWasTakenAway) {
  Room room;
  room.hall.spool().answers = FakeSpool::Answers::Silent;
  EXPECT_EQ(room.send("DIR1"), "");
  room.hall.kill("DIR1");
  EXPECT_THAT(room.user->screen(), HasSubstr("The session with DIR1 has ended"));
}

TEST(PrintDemo, ForgetsAUserWhoHasGone) {
  Room room;
  room.hall.spool().answers = FakeSpool::Answers::Silent;
  room.send("DIR1");
  room.hall.key(*room.user, kPf3, 0);
  room.hall.spool().answer();
  room.hall.settle();
  EXPECT_THAT(room.user->screen(), testing::Not(HasSubstr("Page sent")));
  EXPECT_EQ(room.hall.view("DIR1").application, "BSTTVNET");
}

}  // namespace
}  // namespace conversation
