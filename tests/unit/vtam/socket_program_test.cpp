#include "vtam/acb/socket_program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/shop.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

using test::appl;
using test::device;
using test::lu_name;
using test::mode;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Ears final : public AcbSink {
 public:
  void put(AcbEvent event) override { events.push_back(std::move(event)); }
  void put(AcquireNews /*news*/) override {}
  std::vector<AcbEvent> events;
};

// One session, and what its program has answered and told.
struct Socket {
  explicit Socket(AcbMode of = AcbMode::Screen, RuKind kind = RuKind::Data3270,
                  bool printer = false) {
    logon.device = device(printer ? "IBM-3287-1" : "IBM-3278-2-E");
    logon.kind = kind;
    logon.page = page.get();
    logon.printer = printer;
    logon.key = {{1, 2, 3}, 4};
    program = socket_application(7, of, ears)(logon);
  }
  Socket& begin() {
    program->on_logon(logon, made);
    return *this;
  }
  Socket& accept() {
    begin().say(AcceptLogon{});
    ears->events.clear();
    return *this;
  }
  void say(Said said) { program->on_said(std::move(said), made); }
  void receive(const tn3270::ByteBuffer& record) { program->on_receive(record, made); }
  void answer(std::uint32_t sense = 0) { program->on_response({sense == 0, sense}, made); }
  void print(const char* text, const char* id, bool end = false) {
    say(PrintText{.text = text, .end_of_job = end, .id = id});
  }
  template <class What>
  [[nodiscard]] std::vector<What> told() const {
    std::vector<What> found;
    for (const AcbEvent& event : ears->events) {
      if (const auto* what = std::get_if<What>(&event.heard)) {
        found.push_back(*what);
      }
    }
    return found;
  }
  template <class What>
  [[nodiscard]] std::size_t count() const {
    std::size_t found = 0;
    for (const ProgramOutcome& outcome : made) {
      found += std::holds_alternative<What>(outcome) ? 1U : 0U;
    }
    return found;
  }

  std::shared_ptr<const tn3270::CodePage> page = tn3270::CodePage::open("037");
  std::shared_ptr<Ears> ears = std::make_shared<Ears>();
  Logon logon{.lu = lu_name("T001"),
              .application = appl("PAYROLL"),
              .logmode = mode("SP3272QN"),
              .typeterm = "DFH3270",
              .device = device("IBM-3278-2-E"),
              .screen = {},
              .page = nullptr,
              .functions = "",
              .client = "",
              .data = "",
              .notice = ""};
  std::unique_ptr<Program> program;
  ProgramOutcomes made;
};

SendScreen screen(const char* text) {
  SendScreen send;
  send.screen.fields.push_back({.place = {1, 2}, .text = text});
  return send;
}

TEST(SocketProgram, SaysOfWhichAcbAndSessionItIs) {
  Socket socket;
  socket.begin();
  ASSERT_THAT(socket.ears->events, SizeIs(1));
  EXPECT_EQ(socket.ears->events[0].acb, 7U);
  EXPECT_EQ(socket.ears->events[0].key.text(), "1.2.3.4");
  EXPECT_EQ(socket.program->acb(), 7U);
  EXPECT_THAT(socket.made, IsEmpty()) << "nothing goes to the terminal before its application";
}

TEST(SocketProgram, NeedsNoAcceptAfterAnAcquire) {
  Socket socket;
  socket.logon.acquire = 11;
  socket.begin();
  EXPECT_EQ(socket.told<SessionBegun>().at(0).acquire, 11U);
  socket.receive({0x7D, 0x40, 0x40});
  EXPECT_THAT(socket.told<UserInput>(), SizeIs(1));
}

TEST(SocketProgram, RejectsWithASenseOfItsOwn) {
  Socket plain;
  plain.begin().say(RejectLogon{});
  EXPECT_EQ(std::get<Release>(plain.made.at(0)).sense, 0x08010000U);
  EXPECT_EQ(std::get<Release>(plain.made.at(0)).notice, "PAYROLL has refused the logon");
  Socket said;
  said.begin().say(RejectLogon{.sense = sense::kPermissionRejected, .why = "not today"});
  EXPECT_EQ(std::get<Release>(said.made.at(0)).sense, sense::kPermissionRejected);
  EXPECT_EQ(std::get<Release>(said.made.at(0)).notice, "PAYROLL: not today");
}

TEST(SocketProgram, WantsARepaintWhereItCanNotReadItsTerminal) {
  Socket socket;
  socket.accept().receive({0x7D, 0x40});  // half a cursor
  socket.receive({0x88, 0x00, 0x05, 0x81, 0x80, 0x80});
  EXPECT_THAT(socket.told<RepaintWanted>(), SizeIs(2));
  EXPECT_THAT(socket.told<UserInput>(), IsEmpty());
}

TEST(SocketProgram, AnswersToSendsKeepTheirNumbers) {
  Socket socket;
  socket.accept();
  for (const char* id : {"1", "2"}) {
    SendScreen send = screen("TEXT");
    send.response = true;
    send.id = id;
    socket.say(send);
  }
  EXPECT_TRUE(std::get<Write>(socket.made.at(0)).definite);
  socket.answer(sense::kParameterError);
  socket.answer();
  socket.answer();  // of nothing
  const auto answers = socket.told<Responded>();
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0].id, "1");
  EXPECT_FALSE(answers[0].answer.positive);
  EXPECT_EQ(answers[1].id, "2");
}

TEST(SocketProgram, RecordsHaveALength) {
  Socket socket(AcbMode::Datastream);
  socket.accept().say(SendRecord{.record = {}, .id = "1"});
  socket.say(SendRecord{.record = tn3270::ByteBuffer(config::limits::kApplicationSend + 1, 0x40),
                        .id = "2"});
  EXPECT_EQ(socket.count<Write>(), 0U);
  const auto refused = socket.told<SendRefused>();
  ASSERT_THAT(refused, SizeIs(2));
  EXPECT_EQ(refused[1].rule, "LENGTH");
  EXPECT_THAT(socket.told<CreditBack>(), SizeIs(2)) << "at once";
}

TEST(SocketProgram, CreditComesBackInSteps) {
  Socket socket;
  socket.accept();
  for (std::uint32_t sends = 1; sends < config::limits::kCreditStep; ++sends) {
    socket.say(screen("TEXT"));
    socket.program->on_room(socket.made);
  }
  EXPECT_THAT(socket.told<CreditBack>(), IsEmpty());
  socket.say(screen("TEXT"));
  socket.program->on_room(socket.made);
  ASSERT_THAT(socket.told<CreditBack>(), SizeIs(1));
  EXPECT_EQ(socket.told<CreditBack>()[0].n, config::limits::kCreditStep);
}

TEST(SocketProgram, CreditOfASendWithAResponseWaitsForIt) {
  Socket socket;
  socket.accept();
  SendScreen send = screen("TEXT");
  send.response = true;
  for (std::uint32_t step = 0; step < config::limits::kCreditStep; ++step) {
    socket.say(send);
  }
  socket.program->on_room(socket.made);
  EXPECT_THAT(socket.told<CreditBack>(), IsEmpty());
  for (std::uint32_t step = 0; step < config::limits::kCreditStep; ++step) {
    socket.answer();
  }
  ASSERT_THAT(socket.told<CreditBack>(), SizeIs(1));
  EXPECT_EQ(socket.told<CreditBack>()[0].n, config::limits::kCreditStep);
}

TEST(SocketProgram, AttnIsToldOnceForEachScreenAndCostsNoInput) {
  Socket socket;
  socket.accept();
  for (std::uint32_t press = 0; press < 2 * config::limits::kApplicationInputs; ++press) {
    socket.program->on_signal(socket.made);
    socket.program->on_repaint(socket.made);
  }
  EXPECT_THAT(socket.told<Signalled>(), SizeIs(1));
  EXPECT_THAT(socket.told<RepaintWanted>(), SizeIs(1));
  socket.receive({0x7D, 0x40, 0x40});
  EXPECT_THAT(socket.told<UserInput>(), SizeIs(1));
  socket.say(screen("TEXT"));
  socket.program->on_signal(socket.made);
  EXPECT_THAT(socket.told<Signalled>(), SizeIs(2));
}

TEST(SocketProgram, HearsOnceThatAnotherApplicationWantsItsLu) {
  Socket socket;
  socket.accept();
  socket.program->on_release_wanted(appl("ORDERS"), socket.made);
  socket.program->on_release_wanted(appl("ORDERS"), socket.made);
  EXPECT_THAT(socket.told<ReleaseWanted>(), SizeIs(1));
  socket.program->on_release_wanted(appl("CICS"), socket.made);
  EXPECT_THAT(socket.told<ReleaseWanted>(), SizeIs(2));
}

TEST(SocketProgram, LetsGoWithARejectThatCrossesWithItsLoss) {
  Socket socket;
  socket.begin();
  socket.program->on_lost(LossReason::ClientLost, socket.made);
  EXPECT_THAT(socket.made, IsEmpty());
  socket.say(RejectLogon{});
  EXPECT_EQ(socket.count<Release>(), 1U);
}

TEST(SocketProgram, SaysOnceThatInputIsDropped) {
  Socket socket;
  socket.accept();
  for (std::uint32_t keys = 0; keys < config::limits::kApplicationInputs + 3; ++keys) {
    socket.receive({0x7D, 0x40, 0x40});
  }
  EXPECT_EQ(socket.count<Remark>(), 1U);
  EXPECT_THAT(socket.told<UserInput>(), SizeIs(config::limits::kApplicationInputs));
}

TEST(SocketProgram, IsLostOnceAndLetsGoWithClose) {
  Socket socket;
  socket.accept();
  socket.program->on_lost(LossReason::Kill, socket.made);
  socket.program->on_lost(LossReason::Kill, socket.made);
  EXPECT_THAT(socket.told<SessionLost>(), SizeIs(1));
  socket.say(screen("TOO LATE"));
  EXPECT_THAT(socket.made, IsEmpty());
  socket.say(CloseSession{.pass_to = appl("ORDERS")});
  ASSERT_THAT(socket.made, SizeIs(1));
  EXPECT_TRUE(std::holds_alternative<Release>(socket.made[0]));
  EXPECT_THAT(socket.told<SessionClosed>(), IsEmpty()) << "nothing follows lost";
}

TEST(SocketProgram, HearsNothingOfTheEndOfItsOwnAcb) {
  Socket socket;
  socket.accept();
  socket.program->on_lost(LossReason::AcbClosed, socket.made);
  socket.program.reset();
  EXPECT_THAT(socket.ears->events, IsEmpty());
}

TEST(SocketProgram, ASessionThatIsSimplyGoneIsLost) {
  Socket socket;
  socket.accept();
  socket.program.reset();
  ASSERT_THAT(socket.told<SessionLost>(), SizeIs(1));
  EXPECT_EQ(socket.told<SessionLost>()[0].reason, LossReason::Broken);
}

struct SocketPrinter : Socket {
  SocketPrinter() : Socket(AcbMode::Screen, RuKind::Scs, true) { accept(); }
};

TEST(SocketProgram, PrintsOneRuAtATimeAndSaysWhatIsPrinted) {
  SocketPrinter printer;
  printer.print("ONE\n", "1");
  printer.print("TWO\n", "2", true);
  EXPECT_EQ(printer.count<Write>(), 1U);
  EXPECT_EQ(std::get<Write>(printer.made[0]).kind, RuKind::Scs);
  printer.answer();
  EXPECT_EQ(printer.count<Write>(), 2U);
  EXPECT_EQ(printer.count<EndJob>(), 0U);
  printer.answer();
  EXPECT_EQ(printer.count<EndJob>(), 1U);
  const auto printed = printer.told<Printed>();
  ASSERT_THAT(printed, SizeIs(2));
  EXPECT_EQ(printed[0].id, "1");
  EXPECT_EQ(printed[1].id, "2");
}

TEST(SocketProgram, PrintsAgainWhatAPrinterHadNoPaperFor) {
  SocketPrinter printer;
  printer.print("ONE\n", "1");
  printer.answer(sense::kInterventionRequired);
  EXPECT_EQ(printer.told<PrinterStatus>().at(0).lustat, sense::kInterventionRequired);
  EXPECT_EQ(printer.count<Write>(), 1U);
  printer.program->on_status(sense::kReady, printer.made);
  EXPECT_EQ(printer.told<PrinterStatus>().at(1).lustat, sense::kReady);
  EXPECT_EQ(printer.count<Write>(), 2U);
  printer.answer();
  EXPECT_THAT(printer.told<Printed>(), SizeIs(1));
}

TEST(SocketProgram, GivesUpAPrintThatIsRefusedTwice) {
  SocketPrinter printer;
  printer.print("ONE\n", "1", true);
  printer.answer(sense::kInterventionRequired);
  printer.program->on_status(sense::kReady, printer.made);
  printer.answer(sense::kInterventionRequired);
  const auto refused = printer.told<SendRefused>();
  ASSERT_THAT(refused, SizeIs(1));
  EXPECT_EQ(refused[0].rule, "NOT-PRINTED");
  EXPECT_EQ(refused[0].sense, sense::kInterventionRequired);
  EXPECT_THAT(printer.told<Printed>(), IsEmpty());
  EXPECT_EQ(printer.count<EndJob>(), 1U) << "what was printed of it is a job";
}

TEST(SocketProgram, ClosesAPrinterWhenEverythingIsPrinted) {
  SocketPrinter printer;
  printer.print("ONE\n", "1");
  printer.say(CloseSession{.id = "2"});
  EXPECT_EQ(printer.count<Release>(), 0U);
  printer.answer();
  EXPECT_EQ(printer.count<Release>(), 1U);
  EXPECT_THAT(printer.told<Printed>(), SizeIs(1));
  EXPECT_EQ(printer.told<SessionClosed>().at(0).id, "2");
}

TEST(SocketProgram, LetsGoOfAPrinterAtOnceThatIsLostWhileItCloses) {
  SocketPrinter printer;
  printer.print("ONE\n", "1");
  printer.say(CloseSession{.id = "2"});
  printer.program->on_lost(LossReason::ClientLost, printer.made);
  EXPECT_EQ(printer.count<Release>(), 1U);
  EXPECT_THAT(printer.told<SessionLost>(), IsEmpty());
  EXPECT_THAT(printer.told<SessionClosed>(), SizeIs(1));
}

TEST(SocketProgram, ScsIsForPrintersThatTakeIt) {
  Socket printer(AcbMode::Screen, RuKind::Data3270, true);
  printer.accept().say(PrintScs{.scs = {0xC1}, .id = "1"});
  EXPECT_EQ(printer.told<SendRefused>().at(0).rule, "NOT-SCS");
  SocketPrinter lu1;
  lu1.say(PrintScs{.scs = tn3270::ByteBuffer(config::limits::kPrintRu + 1, 0xC1), .id = "1"});
  lu1.answer();
  EXPECT_EQ(lu1.count<Write>(), 2U);
  EXPECT_EQ(std::get<Write>(lu1.made[1]).record.size(), 1U);
}

}  // namespace
}  // namespace vtam
