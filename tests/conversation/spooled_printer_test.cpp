#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/fake_application.h"
#include "tests/conversation/sharing_shop.h"

// Clients' printer LUs where there is a spool: what an application writes is durable at once, and a
// client prints complete jobs, of which none is lost with it.
namespace conversation {
namespace {

using What = printers::DeliveryResult::What;
using doubles::ScriptedTerminal;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint8_t kData3270 = 0;
constexpr std::uint8_t kScs = 1;
constexpr std::uint8_t kBind = 3;
constexpr std::uint8_t kUnbind = 4;
constexpr std::uint8_t kEndOfJob = 8;

// P002 is a client's, with ORDERS.
struct Office {
  FakeHall hall{kSharingShop, 2, FakeHall::ClientPrinters::Spooled};
  FakeApplication orders{hall, "ORDERS"};
  Client* printer = nullptr;

  explicit Office(const ScriptedTerminal::Manners& manners = printer_client("P002"))
      : printer(&hall.connect(manners)) {
    hall.acquire(manners.lus.front(), orders.acb());
    orders.accept();
    printer->terminal.forget_records();
  }
  // One job of so many RUs.
  void print(int records) {
    for (int record = 1; record <= records; ++record) {
      orders.say(vtam::PrintText{.text = "LINE\n", .end_of_job = record == records, .id = "1"});
    }
  }
  [[nodiscard]] std::vector<std::uint8_t> types() const {
    std::vector<std::uint8_t> types;
    for (const auto& record : printer->terminal.records()) {
      types.push_back(record.type);
    }
    return types;
  }
  [[nodiscard]] const FakeSpool::Job& job() { return hall.spool().jobs.back(); }
  [[nodiscard]] What last_result() { return job().deliveries.back().what; }
};

ScriptedTerminal::Manners silent() {
  ScriptedTerminal::Manners manners = printer_client("P002");
  manners.answers_records = false;
  return manners;
}

// A positive response to the record that came last.
void answer(FakeHall& hall, Client& client) {
  const auto sequence = client.terminal.records().back().sequence;
  client.terminal.send_raw({0x02, 0x00, 0x00, static_cast<std::uint8_t>(sequence >> 8U),
                            static_cast<std::uint8_t>(sequence), 0x00, 0xFF, 0xEF});
  hall.settle();
}

TEST(SpooledPrinter, SeesNothingUntilAJobIsComplete) {
  Office office;
  EXPECT_THAT(office.types(), IsEmpty()) << "its session is with the spool";
  office.orders.say(vtam::PrintText{.text = "LINE\n", .end_of_job = false});
  EXPECT_THAT(office.types(), IsEmpty());
  EXPECT_THAT(office.orders.told<vtam::Printed>(), SizeIs(1)) << "durable, so it is answered";
  office.orders.say(vtam::PrintText{.text = "LINE\n", .end_of_job = true});
  EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kScs, kEndOfJob, kUnbind));
  EXPECT_EQ(office.last_result(), What::Printed);
  EXPECT_EQ(office.hall.view("P002").application, "ORDERS");
  EXPECT_EQ(office.hall.view("P002").connection, "tn3270e");
}

TEST(SpooledPrinter, OfLu3Gets3270Data) {
  Office office(printer_client("P001"));
  office.print(1);
  EXPECT_THAT(office.types(), ElementsAre(kBind, kData3270, kEndOfJob, kUnbind));
}

TEST(SpooledPrinter, IsSentAJobPieceByPieceAsItAnswers) {
  Office office(silent());
  office.print(5);
  EXPECT_THAT(office.types(), ElementsAre(kBind, kScs));
  EXPECT_THAT(office.orders.told<vtam::Printed>(), SizeIs(5)) << "whatever the printer says";
  for (std::size_t record = 1; record <= 5; ++record) {
    EXPECT_THAT(office.types(), SizeIs(1 + record));
    answer(office.hall, *office.printer);
  }
}

TEST(SpooledPrinter, PrintsFromTheBeginningForTheNextClient) {
  Office office(silent());
  office.print(3);
  answer(office.hall, *office.printer);
  EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kScs));
  office.hall.hang_up(*office.printer);
  EXPECT_EQ(office.last_result(), What::Retry);
  office.orders.say(vtam::CloseSession{});
  Client& next = office.hall.connect(printer_client("P002"));
  office.printer = &next;
  EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kScs, kScs, kEndOfJob, kUnbind));
  EXPECT_EQ(office.last_result(), What::Printed);
}

TEST(SpooledPrinter, MayHavePrintedWhatItHadWholeWhenItsClientWentAway) {
  Office office(silent());
  office.print(1);
  office.hall.hang_up(*office.printer);
  EXPECT_EQ(office.last_result(), What::Unknown);
}

TEST(SpooledPrinter, IsWaitedForWhileItNeedsAHand) {
  for (const auto how :
       {ScriptedTerminal::Clears::AsTheRfcSays, ScriptedTerminal::Clears::AsPr3287Does}) {
    Office office;
    office.printer->terminal.answer_next(ScriptedTerminal::Trouble::InterventionRequired);
    office.print(2);
    EXPECT_THAT(office.types(), ElementsAre(kBind, kScs));
    office.hall.pass(config::limits::kPrinterResponse * 2);
    EXPECT_TRUE(office.printer->open) << "no clock runs while somebody brings paper";
    EXPECT_THAT(office.types(), SizeIs(2));
    office.printer->terminal.clear_condition(how);
    office.hall.settle();
    EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kScs, kScs, kEndOfJob, kUnbind))
        << "the first record once more";
    EXPECT_EQ(office.last_result(), What::Printed);
  }
}

TEST(SpooledPrinter, ThatNeedsAHandAgainAndAgainIsTriedLater) {
  Office office;
  for (int hand = 0; hand < 3; ++hand) {
    office.printer->terminal.answer_next(ScriptedTerminal::Trouble::InterventionRequired);
  }
  office.print(1);
  for (int hand = 0; hand < 2; ++hand) {
    EXPECT_THAT(office.job().deliveries, IsEmpty());
    office.printer->terminal.clear_condition();
    office.hall.settle();
  }
  ASSERT_THAT(office.job().deliveries, SizeIs(1));
  EXPECT_EQ(office.last_result(), What::Retry);
}

TEST(SpooledPrinter, ThatRefusesARecordEndsTheDelivery) {
  struct Row {
    ScriptedTerminal::Trouble trouble;
    What what;
    const char* sense;
  };
  for (const Row& row : {Row{ScriptedTerminal::Trouble::CommandReject, What::Failed, "1003 0000"},
                         Row{ScriptedTerminal::Trouble::OperationCheck, What::Failed, "1005 0000"},
                         Row{ScriptedTerminal::Trouble::Disconnected, What::Retry, "0831 0000"}}) {
    Office office;
    office.printer->terminal.answer_next(row.trouble);
    office.print(2);
    ASSERT_THAT(office.job().deliveries, SizeIs(1));
    EXPECT_EQ(office.last_result(), row.what);
    EXPECT_THAT(office.job().deliveries[0].why, HasSubstr("record 1 of 2"));
    EXPECT_THAT(office.job().deliveries[0].why, HasSubstr(row.sense));
    EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kEndOfJob, kUnbind));
  }
}

TEST(SpooledPrinter, ThatDoesNotAnswerIsLostAndItsJobIsNot) {
  Office office(silent());
  office.print(2);
  office.hall.pass(config::limits::kPrinterResponse + seconds(1));
  EXPECT_FALSE(office.printer->open);
  EXPECT_EQ(office.last_result(), What::Retry);
}

TEST(SpooledPrinter, IsStoppedByTheOperatorAndAnswersLate) {
  Office office(silent());
  office.print(3);
  office.hall.spool().stop(config::LuName::parse("P002").value());
  office.hall.settle();
  EXPECT_EQ(office.last_result(), What::Stopped);
  EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kEndOfJob, kUnbind, kBind))
      << "the job begins again, but for its first record";
  office.printer->terminal.send_raw({0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xEF});
  office.hall.settle();
  EXPECT_EQ(office.types().back(), kScs) << "the late answer was the stopped job's";
}

TEST(SpooledPrinter, WithoutResponsesGetsEachRecordWhenTheOneBeforeHasLeft) {
  ScriptedTerminal::Manners manners = printer_client("P002");
  manners.functions = {0, 1, 3};
  Office office(manners);
  office.print(3);
  EXPECT_THAT(office.types(), ElementsAre(kBind, kScs, kScs, kScs, kEndOfJob, kUnbind));
  EXPECT_EQ(office.last_result(), What::Printed);
}

TEST(SpooledPrinter, OfRfc1646PrintsJobsToo) {
  ScriptedTerminal::Manners manners = printer_client("P001");
  manners.tn3270e = false;
  Office office(manners);
  office.print(2);
  EXPECT_EQ(office.last_result(), What::Printed);
  EXPECT_THAT(office.types(), ElementsAre(0, 0));
}

// An operator can send any job to any printer.
TEST(SpooledPrinter, RefusesAJobInAFormThatItsClientHasNotAgreedOn) {
  struct Row {
    std::vector<std::uint8_t> functions;
    const char* lu;
    printers::PieceKind kind;
    const char* why;
  };
  for (const Row& row : {Row{{0, 1, 2}, "P001", printers::PieceKind::Scs, "it is SCS"},
                         Row{{0, 2, 3}, "P002", printers::PieceKind::Data3270, "3270 data stream"},
                         Row{{0, 2, 3}, "P002", printers::PieceKind::Text, "print it anew"}}) {
    FakeHall hall(kSharingShop, 2, FakeHall::ClientPrinters::Spooled);
    FakeSpool::Job job{{config::LuName::parse(row.lu).value()}, {{row.kind, {0x40}}}, true};
    job.facts.bind = {0x31};
    hall.spool().jobs.push_back(job);
    ScriptedTerminal::Manners manners = printer_client(row.lu);
    manners.functions = row.functions;
    const Client& client = hall.connect(manners);
    EXPECT_TRUE(client.open);
    ASSERT_THAT(hall.spool().jobs[0].deliveries, SizeIs(1));
    EXPECT_EQ(hall.spool().jobs[0].deliveries[0].what, What::Failed);
    EXPECT_THAT(hall.spool().jobs[0].deliveries[0].why, HasSubstr(row.why));
  }
}

TEST(SpooledPrinter, WhoseJobCannotBeReadIsTriedAgainLater) {
  Office office;
  office.hall.spool().unreadable = true;
  office.print(1);
  ASSERT_THAT(office.job().deliveries, SizeIs(1));
  EXPECT_EQ(office.last_result(), What::Retry);
  EXPECT_THAT(office.job().deliveries[0].why, HasSubstr("damaged"));
}

TEST(SpooledPrinter, HoldsAJobOfWhichItsApplicationHasWrittenAHalf) {
  Office office;
  office.orders.say(vtam::PrintText{.text = "LINE\n", .end_of_job = false});
  office.hall.hang_up(*office.printer);
  EXPECT_FALSE(office.job().complete);
  EXPECT_THAT(office.job().abandoned, HasSubstr("hangs up"));
}

TEST(SpooledPrinter, IsKilledWithItsDeliveryAndFree) {
  Office office(silent());
  office.print(2);
  office.hall.kill("P002");
  EXPECT_FALSE(office.printer->open);
  EXPECT_THAT(office.hall.spool().stopped, ElementsAre("P002"));
  EXPECT_EQ(office.last_result(), What::Retry);
  office.hall.react("P002");
  EXPECT_EQ(office.hall.state("P002"), "CONCT");
}

TEST(SpooledPrinter, HasNothingLeftOfTheServersEnd) {
  Office office(silent());
  office.print(2);
  office.hall.stop();
  EXPECT_EQ(office.last_result(), What::Stopped);
}

}  // namespace
}  // namespace conversation
