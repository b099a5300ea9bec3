#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/seat.h"
#include "vtam/programs/builtin.h"

// A printer's session: no menu, one RU at a time, and patience with a printer that needs a hand.
namespace vtam {
namespace {

using test::full_terminal;
using test::Seat;
using test::Words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using For = LuSession::Waiting::For;

Terminal printer_client() {
  Terminal terminal = full_terminal("IBM-3287-1");
  terminal.functions = "BIND-IMAGE DATA-STREAM-CTL RESPONSES SCS-CTL-CODES SYSREQ";
  return terminal;
}

Write ru(std::uint8_t what, RuKind kind = RuKind::Data3270) {
  return {{0xF1, 0xC8, what}, kind, false};
}

// P001 is a LU3 printer that logs on to DEMO, P002 a LU1 printer.
struct PrinterSeat : Seat {
  explicit PrinterSeat(const char* application = "DEMO") {
    auto& lus = shop.config.servers[0].lus;
    lus.clear();
    lus.push_back(test::printer("P001"));
    lus.push_back(test::printer("P002"));
    lus[1].data = config::PrinterData::Scs;
    for (config::LuSettings& lu : lus) {
      lu.application = test::appl(application);
    }
    fakes.demo->logon = {};
    fakes.demo->logon = [](const Logon&, ProgramOutcomes&) {};
  }
  // DEMO writes what is given next time it may.
  Words print(std::vector<ProgramOutcome> outcomes) {
    fakes.demo->receive = [what = std::move(outcomes)](tn3270::Bytes, ProgramOutcomes& made) {
      made.insert(made.end(), what.begin(), what.end());
    };
    return type({0xE8});
  }
  [[nodiscard]] const std::vector<std::string>& told() const { return fakes.demo->told; }
};

const tn3270::ByteBuffer& bind_image_of(const Seat& seat) {
  return std::get<SendBind>(seat.last.front()).image;
}

TEST(PrinterSession, LogsOnToItsOwnApplicationAsLu3) {
  PrinterSeat seat;
  seat.sit();
  EXPECT_EQ(seat.session->state(), LuState::Activ);
  EXPECT_THAT(seat.start(printer_client()), ElementsAre("BIND DEMO"));
  EXPECT_EQ(bind_image_of(seat).at(14), 0x03);
  EXPECT_EQ(seat.session->state(), LuState::ActS);
  EXPECT_EQ(seat.session->logmode(), test::mode("SPDSCPRT"));
  EXPECT_EQ(seat.session->typeterm(), "VSEDSCP");
  EXPECT_EQ(seat.fakes.demo->logons[0].kind, RuKind::Data3270);
  EXPECT_THAT(seat.fakes.menu->told, IsEmpty());
}

TEST(PrinterSession, LogsOnAsLu1WhereThePrinterTakesScs) {
  PrinterSeat seat;
  EXPECT_THAT(seat.sit(1).start(printer_client()), ElementsAre("BIND DEMO"));
  EXPECT_EQ(bind_image_of(seat).at(14), 0x01);
  EXPECT_EQ(seat.session->logmode(), test::mode("SPSCSPRT"));
  EXPECT_EQ(seat.session->typeterm(), "VSESCSPA");
  EXPECT_EQ(seat.fakes.demo->logons[0].kind, RuKind::Scs);
  EXPECT_THAT(seat.print({ru(0x01, RuKind::Scs)}), ElementsAre("SCS 01"));
}

TEST(PrinterSession, PassesOverALogmodeOfTheOtherKind) {
  PrinterSeat seat;
  seat.shop.config.servers[0].lus[0].logmode = test::mode("SPSCSPRT");
  seat.shop.config.servers[0].lus[1].logmode = test::mode("DSC4K");
  seat.sit(0).start(printer_client());
  EXPECT_EQ(seat.session->logmode(), test::mode("SPDSCPRT"));
  seat.sit(1).start(printer_client());
  EXPECT_EQ(seat.session->logmode(), test::mode("SPSCSPRT"));
}

TEST(PrinterSession, WithoutBindImageOnlyDataFlows) {
  PrinterSeat seat;
  Terminal plain = printer_client();
  plain.bind_image = false;
  EXPECT_THAT(seat.sit().start(plain), IsEmpty());
  EXPECT_THAT(seat.print({ru(0x01), EndJob{}}), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.answer(), ElementsAre("EOJ"));
}

TEST(PrinterSession, WaitsWithoutASessionWhereItsApplicationIsNotToBeHad) {
  struct Row {
    const char* application;
    const char* why;
  };
  for (const Row& row : {Row{"CICSTS", "CICSTS is not served yet (type host)"},
                         Row{"NOSUCH", "NOSUCH has not been started"},
                         Row{"P002", "P002 is a LU, not an application"}}) {
    PrinterSeat seat(row.application);
    EXPECT_THAT(seat.sit().start(printer_client()), ElementsAre("REPORT"));
    EXPECT_EQ(seat.report(), std::string("P001 waits without a session: ") + row.why);
    EXPECT_EQ(seat.session->state(), LuState::Activ);
    EXPECT_FALSE(seat.session->application());
    EXPECT_EQ(seat.session->waiting().what, For::Nothing);
    EXPECT_THAT(seat.type(), IsEmpty());
    EXPECT_THAT(seat.cleared(), IsEmpty());
    EXPECT_THAT(seat.lose(LossReason::Kill), ElementsAre("CLOSE", "RELEASED"));
  }
}

TEST(PrinterSession, WithoutAnApplicationOrWithTheMenuWaitsToo) {
  PrinterSeat seat("BSTTUSST");
  EXPECT_THAT(seat.sit().start(printer_client()), ElementsAre("REPORT"));
  EXPECT_EQ(seat.report(), "P001 waits without a session: it has no application to log on to");
  seat.shop.config.servers[0].lus[0].application.reset();
  EXPECT_THAT(seat.sit().start(printer_client()), ElementsAre("REPORT"));
  EXPECT_THAT(seat.fakes.menu->told, IsEmpty());
}

TEST(PrinterSession, LogsOnAgainWhenItsApplicationReleasesIt) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  EXPECT_THAT(seat.print({Release{}}), ElementsAre("UNBIND 01", "BIND DEMO"));
  EXPECT_EQ(seat.session->state(), LuState::ActS);
  EXPECT_EQ(seat.fakes.demo->logons.size(), 2U);
}

TEST(PrinterSession, ReportsWhatItsApplicationSaidAtTheEnd) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  EXPECT_THAT(seat.print({Release{"NO MORE JOBS"}}),
              ElementsAre("UNBIND 01", "REPORT", "BIND DEMO"));
  EXPECT_EQ(seat.report(), "P001: NO MORE JOBS");
}

TEST(PrinterSession, PausesWhenItIsReleasedAgainAndAgain) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(seat.print({Release{}}), ElementsAre("UNBIND 01", "BIND DEMO")) << i;
  }
  EXPECT_THAT(seat.print({Release{}}), ElementsAre("UNBIND 01", "REPORT"));
  EXPECT_EQ(seat.report(),
            "P001 waits without a session: DEMO ends its sessions at once; it logs on again after "
            "a pause");
  EXPECT_EQ(seat.session->state(), LuState::Activ);
  EXPECT_EQ(seat.session->waiting().what, For::LogonPause);
  seat.pass(config::limits::kLogonsAgainIn);
  EXPECT_THAT(seat.give_up(), ElementsAre("BIND DEMO"));
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  EXPECT_THAT(seat.print({Release{}}), ElementsAre("UNBIND 01", "BIND DEMO"));
}

TEST(PrinterSession, ThatIsReleasedNowAndThenNeverPauses) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  for (int i = 0; i < 12; ++i) {
    EXPECT_THAT(seat.print({Release{}}), ElementsAre("UNBIND 01", "BIND DEMO")) << i;
    seat.pass(std::chrono::seconds(2));
  }
}

TEST(PrinterSession, MayBePassedOnButNotToTheMenu) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  EXPECT_THAT(seat.print({PassTo{test::appl("OTHER"), std::nullopt, ""}}),
              ElementsAre("UNBIND 01", "BIND OTHER"));
  EXPECT_THAT(seat.print({PassTo{test::appl("BSTTUSST"), std::nullopt, ""}}),
              ElementsAre("UNBIND 01", "REPORT", "BIND DEMO"));
  EXPECT_EQ(seat.report(), "P001: BSTTUSST is for terminals");
  EXPECT_EQ(seat.session->state(), LuState::ActS);
}

TEST(PrinterSession, AnApplicationThatPassesInALoopIsStopped) {
  PrinterSeat seat;
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(PassTo{test::appl("OTHER"), std::nullopt, ""});
  };
  seat.sit().start(printer_client());
  EXPECT_EQ(seat.fakes.demo->logons.size(), config::limits::kPassRounds + 1);
  EXPECT_EQ(seat.session->state(), LuState::Activ);
}

TEST(PrinterSession, SendsOneRuAtATimeWithADefiniteResponse) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  EXPECT_THAT(seat.print({ru(0x01), ru(0x02), EndJob{}, ru(0x03)}), ElementsAre("DATA 01"));
  EXPECT_TRUE(std::get<SendData>(seat.last.front()).definite);
  const auto first = seat.session->waiting();
  EXPECT_EQ(first.what, For::PrinterResponse);
  EXPECT_THAT(seat.answer(), ElementsAre("DATA 02"));
  EXPECT_EQ(seat.session->waiting().what, For::PrinterResponse);
  EXPECT_NE(seat.session->waiting().turn, first.turn);
  EXPECT_THAT(seat.answer(), ElementsAre("EOJ", "DATA 03"));
  EXPECT_THAT(seat.answer(), IsEmpty());
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  EXPECT_THAT(seat.told(),
              ElementsAre("logon P001 DEMO", "receive E8", "positive", "positive", "positive"));
}

TEST(PrinterSession, AnswersTheApplicationItselfWhenTooMuchWaits) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  const std::vector<ProgramOutcome> many(config::limits::kPrinterQueue + 3, ru(0x01));
  EXPECT_THAT(seat.print(many), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.told(), ElementsAre("logon P001 DEMO", "receive E8", "negative 08120000",
                                       "negative 08120000"));
}

TEST(PrinterSession, EndsAnApplicationThatDoesNotHearThatTooMuchWaits) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  seat.fakes.demo->response = [](const Answer&, ProgramOutcomes& made) {
    made.push_back(ru(0x02));
  };
  const std::vector<ProgramOutcome> many(config::limits::kPrinterQueue + 2, ru(0x01));
  seat.print(many);
  EXPECT_EQ(seat.report(), "P001: DEMO writes on and on");
  EXPECT_EQ(seat.session->state(), LuState::ActS);
}

TEST(PrinterSession, StopsWhileThePrinterNeedsAHandAndGoesOn) {
  struct Row {
    std::uint32_t sense;
    const char* negative;
    const char* status;
  };
  for (const Row& row : {Row{0x08020000, "negative 08020000", "status 00010000"},
                         Row{0x08310000, "negative 08310000", "status 082B0000"}}) {
    PrinterSeat seat;
    seat.sit().start(printer_client());
    seat.fakes.demo->status = [](std::uint32_t, ProgramOutcomes& made) {
      made.push_back(ru(0x01));
    };
    seat.print({ru(0x01), ru(0x02)});
    EXPECT_THAT(seat.answer(row.sense), ElementsAre("REPORT"));
    EXPECT_EQ(seat.session->waiting().what, For::Nothing);
    EXPECT_THAT(seat.give_up(), IsEmpty());
    // The refused RU is the application's to send again, behind what was written already.
    EXPECT_THAT(seat.cleared(), ElementsAre("DATA 02"));
    EXPECT_THAT(seat.answer(), ElementsAre("DATA 01"));
    EXPECT_THAT(seat.told(),
                ElementsAre("logon P001 DEMO", "receive E8", row.negative, row.status, "positive"));
    EXPECT_THAT(seat.cleared(), IsEmpty());
  }
}

TEST(PrinterSession, GoesOnAfterAnyOtherRefusal) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  seat.print({ru(0x01), ru(0x02)});
  EXPECT_THAT(seat.answer(0x10030000), ElementsAre("REPORT", "DATA 02"));
  EXPECT_EQ(seat.report(),
            "P001: the printer answered a record of DEMO with command reject (sense 1003 0000)");
  EXPECT_THAT(seat.cleared(), IsEmpty());  // pr3287 says it is ready after every refusal
  EXPECT_THAT(seat.told(), ElementsAre("logon P001 DEMO", "receive E8", "negative 10030000"));
}

TEST(PrinterSession, DoesNotWaitForAClientThatCannotAnswer) {
  PrinterSeat seat;
  Terminal silent = printer_client();
  silent.responses = false;
  seat.sit().start(silent);
  EXPECT_THAT(seat.print({ru(0x01), ru(0x02), EndJob{}}), ElementsAre("DATA 01", "DATA 02", "EOJ"));
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  EXPECT_THAT(seat.told(), ElementsAre("logon P001 DEMO", "receive E8", "positive", "positive"));
}

TEST(PrinterSession, APrinterThatDoesNotAnswerIsLost) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  seat.print({ru(0x01)});
  EXPECT_THAT(seat.give_up(), ElementsAre("REPORT", "UNBIND 0F", "CLOSE", "RELEASED"));
  EXPECT_THAT(seat.report(), HasSubstr("did not answer a record of DEMO"));
  EXPECT_THAT(seat.told(),
              ElementsAre("logon P001 DEMO", "receive E8", "lost connection lost", "gone"));
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  EXPECT_THAT(seat.give_up(), IsEmpty());
}

TEST(PrinterSession, AnAnswerToAnEarlierApplicationIsNotTheNextOnes) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  seat.print({ru(0x01), ru(0x02), PassTo{test::appl("OTHER"), std::nullopt, ""}});
  seat.fakes.demo->told.clear();
  EXPECT_THAT(seat.print({ru(0x05)}), IsEmpty());
  EXPECT_THAT(seat.answer(), ElementsAre("DATA 05"));
  EXPECT_THAT(seat.told(), ElementsAre("receive E8"));
  seat.answer();
  EXPECT_THAT(seat.told(), ElementsAre("receive E8", "positive"));
}

TEST(PrinterSession, RefusesTheOtherKindOfData) {
  PrinterSeat seat;
  seat.sit(1).start(printer_client());
  EXPECT_THAT(seat.print({ru(0x01)}), ElementsAre("REPORT"));
  EXPECT_EQ(seat.report(), "P002: DEMO wrote a 3270 data stream to a LU that takes SCS");
  EXPECT_THAT(seat.told(), ElementsAre("logon P002 DEMO", "receive E8", "negative 10030000"));
}

TEST(PrinterSession, HasNoKeyboardForSysreq) {
  PrinterSeat seat;
  seat.sit().start(printer_client());
  EXPECT_THAT(seat.sysreq(), IsEmpty());
  EXPECT_THAT(seat.sscp("LOGOFF"), IsEmpty());
  EXPECT_THAT(seat.print({ru(0x01)}), ElementsAre("DATA 01"));
}

TEST(PrinterSession, IsNeverQueried) {
  PrinterSeat seat;
  seat.shop.config.servers[0].lus[0].code_page = "client";
  EXPECT_THAT(seat.sit().start(printer_client()), ElementsAre("BIND DEMO"));
  EXPECT_EQ(seat.session->code_page(), "037");
}

// The real demo on a printer, from its page to the end of its job.
struct DemoSeat : test::Shop {
  NetworkPtr real;
  std::unique_ptr<LuSession> session;
  SessionOutcomes last;

  DemoSeat() : Shop({test::printer("P001")}) {
    config.servers[0].lus[0].application = test::appl("DEMO");
    application("DEMO", "demo");
    add_builtin(catalog);
    real = network();
    session = std::make_unique<LuSession>(real->config().servers[0].lus[0], std::uint16_t{0}, real);
    session->start(printer_client(), last);
  }
  Words answer(const Answer& answer) {
    last.clear();
    session->response(true, answer, last);
    return test::in_words(last);
  }
};

TEST(PrinterSession, TheDemoPrintsOnePageAndEndsItsJob) {
  DemoSeat seat;
  EXPECT_THAT(test::in_words(seat.last), ElementsAre("BIND DEMO", "DATA 19"));
  EXPECT_THAT(seat.answer({}), ElementsAre("EOJ"));
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
}

TEST(PrinterSession, TheDemoPrintsAgainForAPrinterThatWasNotReady) {
  DemoSeat seat;
  EXPECT_THAT(seat.answer({false, 0x08020000}), ElementsAre("REPORT"));
  seat.last.clear();
  seat.session->condition_cleared(seat.last);
  EXPECT_THAT(test::in_words(seat.last), ElementsAre("DATA 19"));
  EXPECT_THAT(seat.answer({}), ElementsAre("EOJ"));
}

TEST(PrinterSession, TheDemoGivesUpAPageThatCannotBePrinted) {
  DemoSeat seat;
  EXPECT_THAT(seat.answer({false, 0x10030000}), ElementsAre("REPORT", "EOJ"));
  seat.last.clear();
  seat.session->condition_cleared(seat.last);
  EXPECT_THAT(seat.last, IsEmpty());
}

}  // namespace
}  // namespace vtam
