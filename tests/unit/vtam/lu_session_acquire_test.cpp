#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/seat.h"
#include "vtam/programs/printer_sharing.h"
#include "vtam/sense.h"

// A LU that applications acquire: who gives way, who is asked, what follows (MODEL 2).
namespace vtam {
namespace {

using test::appl;
using test::full_terminal;
using test::Seat;
using test::Words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using For = LuSession::Waiting::For;

// P001 is with BSTTVNET while nobody wants it, T001 is generic; A and B are fakes that hold what
// they have until they are told to release it, OWN prints on a printer of its own, P002.
struct AcquireSeat : Seat {
  std::shared_ptr<test::Script> a;
  std::shared_ptr<test::Script> b;

  AcquireSeat() {
    auto& lus = shop.config.servers[0].lus;
    lus = {test::printer("P001"), test::terminal("T001"), test::printer("P002")};
    lus[2].application = appl("DEMO");
    a = test::add_fake(shop.catalog, "a");
    b = test::add_fake(shop.catalog, "b");
    a->logon = b->logon = [](const Logon&, ProgramOutcomes&) {};
    shop.catalog.add("printer-sharing", [](const Logon& logon) -> std::unique_ptr<Program> {
      if (logon.device.printer()) {
        return std::make_unique<PrinterSharing>();
      }
      return std::make_unique<PrinterList>(logon);
    });
    shop.application("A", "a");
    shop.application("B", "b");
  }
  static Terminal client(bool printer) {
    return full_terminal(printer ? "IBM-3287-1" : "IBM-3278-4-E");
  }
  AcquireSeat& printer(std::size_t index = 0) {
    sit(index).start(client(true));
    return *this;
  }
  AcquireSeat& terminal() {
    sit(1).start(client(false));
    return *this;
  }
  Words acquire(AcquireId number, const char* by, const char* logmode = nullptr) {
    AcquireRequest request{number, appl(by)};
    if (logmode != nullptr) {
      request.logmode = test::mode(logmode);
    }
    return call([&] { session->acquire(request, last); });
  }
  // The holder closes its session at its next input.
  Words closes(const std::shared_ptr<test::Script>& holder, ProgramOutcome how = Release{}) {
    holder->receive = [how = std::move(how)](tn3270::Bytes, ProgramOutcomes& made) {
      made.push_back(how);
    };
    Words words = type();
    holder->receive = {};
    return words;
  }
  [[nodiscard]] AcquireNews news() const {
    for (const SessionOutcome& outcome : last) {
      if (const auto* told = std::get_if<AcquireTold>(&outcome)) {
        return told->news;
      }
    }
    return {};
  }
  // In session with it.
  [[nodiscard]] std::string holder() const {
    const auto application = session->application();
    return application ? application->text() : "";
  }
};

TEST(Acquire, TakesAPrinterFromPrinterSharingAndGivesItBack) {
  AcquireSeat seat;
  EXPECT_THAT(seat.sit().start(AcquireSeat::client(true)), ElementsAre("BIND BSTTVNET"));
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("UNBIND 01", "BIND A"));
  EXPECT_EQ(seat.a->logons.at(0).acquire, 7U);
  EXPECT_EQ(seat.holder(), "A");
  EXPECT_EQ(seat.session->acquirer(), nullptr);
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND BSTTVNET"));
  EXPECT_EQ(seat.holder(), "BSTTVNET");
}

TEST(Acquire, TakesAPrinterThatWaitsWithoutASession) {
  AcquireSeat seat;
  seat.shop.config.servers[0].lus[0].application = appl("CLOSED");
  EXPECT_THAT(seat.sit().start(AcquireSeat::client(true)), ElementsAre("REPORT"));
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("BIND A"));
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "REPORT"));
  EXPECT_EQ(seat.session->state(), LuState::Activ);
}

TEST(Acquire, AsksTheHolderAndComesBeforeTheLusOwnLogon) {
  AcquireSeat seat;
  seat.printer().acquire(1, "A");
  EXPECT_THAT(seat.acquire(2, "B"), ElementsAre("WAITING 2"));
  EXPECT_EQ(seat.news().why, "A") << "who holds it";
  EXPECT_EQ(seat.a->told.back(), "release B");
  EXPECT_EQ(seat.session->acquirer()->application, appl("B"));
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND B"));
  EXPECT_EQ(seat.b->logons.at(0).acquire, 2U);
  EXPECT_EQ(seat.session->acquirer(), nullptr);
  EXPECT_THAT(seat.closes(seat.b), ElementsAre("UNBIND 01", "BIND BSTTVNET"));
}

TEST(Acquire, AHolderThatLetsGoAtOnceIsNotWaitedFor) {
  AcquireSeat seat;
  seat.a->release = [](config::ApplId, ProgramOutcomes& made) { made.push_back(Release{}); };
  seat.printer().acquire(1, "A");
  EXPECT_THAT(seat.acquire(2, "B"), ElementsAre("UNBIND 01", "BIND B"));
}

TEST(Acquire, CanBeCancelledWhileItWaits) {
  AcquireSeat seat;
  seat.printer().acquire(1, "A");
  seat.acquire(2, "B");
  seat.session->cancel_acquire(1);
  EXPECT_NE(seat.session->acquirer(), nullptr) << "number 1 is not the one that waits";
  seat.session->cancel_acquire(2);
  EXPECT_EQ(seat.session->acquirer(), nullptr);
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND BSTTVNET"));
  EXPECT_THAT(seat.b->told, IsEmpty());
}

TEST(Acquire, OneWaitsAndASecondOneIsRefused) {
  AcquireSeat seat;
  seat.printer().acquire(1, "A");
  seat.acquire(2, "B");
  EXPECT_THAT(seat.acquire(2, "B"), IsEmpty()) << "the same one, asked again";
  EXPECT_THAT(seat.acquire(3, "DEMO"), ElementsAre("REFUSED 3"));
  EXPECT_THAT(seat.news().why, HasSubstr("B waits for P001 already"));
  EXPECT_EQ(seat.news().sense, sense::kSessionLimit);
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND B"));
}

TEST(Acquire, IsRefusedWithoutAuth) {
  AcquireSeat seat;
  config::MajorNode book = test::book();
  for (const char* name : {"A", "P001", "P002"}) {
    book.rows.push_back(test::row(name));
  }
  seat.shop.config.nodes = {book};
  seat.printer();
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("REFUSED 7"));
  EXPECT_EQ(seat.news().why, "A may not acquire LUs: it needs AUTH=(ACQ) in book VNETAPPL");
  EXPECT_EQ(seat.news().sense, sense::kPermissionRejected);
  EXPECT_EQ(seat.holder(), "BSTTVNET");
  EXPECT_THAT(seat.acquire(8, "BSTTVNET"), ElementsAre("REFUSED 8"));
}

TEST(Acquire, IsRefusedWithSenseAndSentence) {
  AcquireSeat seat;
  config::GroupSettings group{.name = *config::GroupName::parse("HALL")};
  group.deny = {"B"};
  seat.shop.config.servers[0].groups = {group};
  seat.shop.config.servers[0].lus[0].group = group.name;
  seat.printer();
  EXPECT_THAT(seat.acquire(1, "B"), ElementsAre("REFUSED 1"));
  EXPECT_EQ(seat.news().why, "B is not for this LU (group HALL)");
  EXPECT_THAT(seat.acquire(2, "NOSUCH"), ElementsAre("REFUSED 2"));
  EXPECT_THAT(seat.acquire(3, "CICSTS"), ElementsAre("REFUSED 3"));
  EXPECT_EQ(seat.news().sense, sense::kPluInactive) << "its ACB is not open";
  EXPECT_THAT(seat.acquire(4, "A", "NOSUCH"), ElementsAre("REFUSED 4"));
  EXPECT_EQ(seat.news().sense, sense::kInvalidParameters);
  EXPECT_EQ(seat.holder(), "BSTTVNET");
  seat.acquire(5, "A");
  EXPECT_THAT(seat.acquire(6, "A"), ElementsAre("REFUSED 6"));
  EXPECT_EQ(seat.news().why, "P001 is in session with A already");
}

TEST(Acquire, FindsNoClientBeforeTheStartAndAfterTheEnd) {
  AcquireSeat seat;
  seat.sit();
  EXPECT_THAT(seat.acquire(1, "A"), ElementsAre("NOCLIENT 1"));
  seat.start(AcquireSeat::client(true));
  seat.acquire(2, "A");
  seat.a->lost = [](LossReason, ProgramOutcomes&) {};
  seat.lose(LossReason::Kill);
  EXPECT_EQ(seat.session->state(), LuState::Terminating);
  EXPECT_THAT(seat.acquire(3, "B"), ElementsAre("NOCLIENT 3"));
  EXPECT_EQ(seat.news().why, "P001 is TERMINATING");
  EXPECT_EQ(seat.news().sense, sense::kSluInactive);
  seat.react();
  EXPECT_THAT(seat.acquire(4, "B"), ElementsAre("NOCLIENT 4"));
}

TEST(Acquire, WhoWaitsIsToldWhenTheClientGoes) {
  const auto waiting = [](AcquireSeat& seat) {
    seat.printer().acquire(1, "A");
    seat.acquire(2, "B");
  };
  {
    AcquireSeat seat;
    waiting(seat);
    EXPECT_THAT(seat.lose(LossReason::Kill),
                ElementsAre("NOCLIENT 2", "UNBIND 01", "CLOSE", "RELEASED"));
  }
  {
    AcquireSeat seat;
    waiting(seat);
    EXPECT_THAT(seat.react(), ElementsAre("NOCLIENT 2", "UNBIND 0F", "CLOSE", "RELEASED"));
  }
  {
    AcquireSeat seat;
    waiting(seat);
    seat.a->lost = [](LossReason, ProgramOutcomes&) {};
    EXPECT_THAT(seat.lose(LossReason::ClientLost), ElementsAre("NOCLIENT 2", "UNBIND 0F", "CLOSE"));
    EXPECT_THAT(seat.react(), ElementsAre("RELEASED")) << "told once";
  }
  {
    AcquireSeat seat;
    waiting(seat);
    EXPECT_THAT(seat.closes(seat.a, Disconnect{}),
                ElementsAre("NOCLIENT 2", "UNBIND 01", "CLOSE", "RELEASED"));
  }
}

TEST(Acquire, TakesATerminalFromItsMenuAndGivesTheMenuBack) {
  AcquireSeat seat;
  seat.terminal();
  EXPECT_THAT(seat.acquire(7, "A", "SP3272QN"), ElementsAre("UNBIND 01", "BIND A"));
  EXPECT_EQ(seat.session->logmode_rule(), "as typed");
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
}

TEST(Acquire, TakesATerminalWhoseLogonIsQueued) {
  AcquireSeat seat;
  seat.shop.config.applications.push_back(
      {.name = appl("LATER"), .description = "", .type = "", .at = {}, .queue = true});
  seat.terminal().choose("LATER");
  ASSERT_NE(seat.session->queued_for(), nullptr);
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("UNBIND 01", "BIND A"));
  EXPECT_EQ(seat.session->queued_for(), nullptr);
}

TEST(Acquire, WaitsForAUserWhoIsInAnApplicationAndComesBeforeTheMenu) {
  AcquireSeat seat;
  seat.terminal().choose("DEMO");
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("WAITING 7"));
  EXPECT_EQ(seat.news().why, "DEMO");
  EXPECT_THAT(seat.closes(seat.fakes.demo), ElementsAre("UNBIND 01", "BIND A"));
}

TEST(Acquire, ComesBeforeTheEndWhereSessionsEndWithTheirApplication) {
  AcquireSeat seat;
  seat.shop.config.servers[0].sessions.keep_at_logoff = false;
  seat.terminal().choose("DEMO");
  seat.acquire(7, "A");
  EXPECT_THAT(seat.closes(seat.fakes.demo), ElementsAre("UNBIND 01", "BIND A"));
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
}

TEST(Acquire, ComesAfterAPassWhoseTargetIsAskedInTurn) {
  AcquireSeat seat;
  seat.terminal().choose("DEMO");
  seat.acquire(7, "A");
  EXPECT_THAT(seat.closes(seat.fakes.demo, PassTo{appl("B"), std::nullopt, ""}),
              ElementsAre("UNBIND 01", "BIND B", "WAITING 7"));
  EXPECT_EQ(seat.b->told.back(), "release A");
  EXPECT_THAT(seat.closes(seat.b), ElementsAre("UNBIND 01", "BIND A"));
}

TEST(Acquire, IsServedByAPassToWhoWaits) {
  AcquireSeat seat;
  seat.terminal().choose("DEMO");
  seat.acquire(7, "A");
  EXPECT_THAT(seat.closes(seat.fakes.demo, PassTo{appl("A"), std::nullopt, ""}),
              ElementsAre("UNBIND 01", "BIND A"));
  EXPECT_EQ(seat.a->logons.at(0).acquire, 7U);
  EXPECT_EQ(seat.session->acquirer(), nullptr);
}

TEST(Acquire, ComesAfterLogoffUnderSysreq) {
  AcquireSeat seat;
  seat.terminal().choose("DEMO");
  seat.acquire(7, "A");
  seat.sysreq();
  EXPECT_THAT(seat.sscp("LOGOFF"), ElementsAre("UNBIND 01", "BIND A"));
}

TEST(Acquire, WaitsForATerminalThatIsAskedForItsSize) {
  AcquireSeat seat;
  seat.sit(1).start(full_terminal("IBM-DYNAMIC"));
  ASSERT_EQ(seat.session->waiting().what, For::QueryReply);
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("WAITING 7"));
  EXPECT_THAT(seat.give_up(), ElementsAre("REPORT", "UNBIND 01", "BIND A"));
}

TEST(Acquire, IsRefusedWhileItWaitsWhenTheNodeOfItsApplicationGoesInactive) {
  AcquireSeat seat;
  seat.printer().acquire(1, "A");
  seat.acquire(2, "B");
  seat.before.push_back(seat.network);
  NetworkChange change;
  change.to = Activation::Inactive;
  change.row = appl("B");
  seat.network = std::make_shared<const Network>(*seat.network, change);
  seat.last.clear();
  seat.session->network_changed(seat.last);
  EXPECT_THAT(test::in_words(seat.last), ElementsAre("REFUSED 2"));
  EXPECT_THAT(seat.news().why, HasSubstr("B is not active"));
  EXPECT_EQ(seat.session->acquirer(), nullptr);
  EXPECT_EQ(seat.holder(), "A") << "who has it keeps it";
}

TEST(Acquire, ComesAfterTheOperatorHasBrokenTheHoldersSession) {
  for (const Wait wait : {Wait::No, Wait::Yes}) {
    AcquireSeat seat;
    seat.printer().acquire(1, "A");
    seat.acquire(2, "B");
    EXPECT_THAT(seat.break_application(wait),
                ElementsAre(wait == Wait::No ? "UNBIND 0F" : "UNBIND 01", "BIND B"));
  }
}

// A session that an operator ends, and an application that takes the LU back at once, for ever.
TEST(Acquire, PausesWhereAnApplicationAcquiresAgainAndAgainWhatItLoses) {
  AcquireSeat seat;
  seat.printer().acquire(1, "A");
  AcquireId number = 2;
  for (std::uint32_t again = 0; again < config::limits::kLogonsAgain; ++again) {
    seat.break_application(Wait::Yes);
    EXPECT_THAT(seat.acquire(number++, "A"), testing::Contains("BIND A"));
  }
  seat.break_application(Wait::Yes);
  EXPECT_THAT(seat.acquire(number, "A"), ElementsAre("REPORT", "WAITING 5"));
  EXPECT_THAT(seat.report(), HasSubstr("A acquires it again and again"));
  EXPECT_EQ(seat.session->waiting().what, For::LogonPause);
  seat.pass(config::limits::kLogonsAgainIn);
  EXPECT_THAT(seat.give_up(), ElementsAre("BIND A"));
  EXPECT_EQ(seat.a->logons.back().acquire, number);
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
}

TEST(Acquire, DoesNotPauseWhereAnApplicationHasClosedItsSessions) {
  AcquireSeat seat;
  seat.printer();
  for (AcquireId number = 1; number <= AcquireId{3} * config::limits::kLogonsAgain; ++number) {
    EXPECT_THAT(seat.acquire(number, "A"), ElementsAre("UNBIND 01", "BIND A"));
    EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND BSTTVNET"));
  }
}

TEST(Acquire, OfATerminalThatPausesLeavesItsUserAlone) {
  AcquireSeat seat;
  seat.terminal().acquire(1, "A");
  for (AcquireId number = 2; number <= 1 + config::limits::kLogonsAgain; ++number) {
    seat.break_application(Wait::Yes);
    seat.acquire(number, "A");
  }
  seat.break_application(Wait::Yes);
  EXPECT_THAT(seat.acquire(9, "A"), ElementsAre("REPORT", "WAITING 9"));
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
  EXPECT_THAT(seat.fakes.demo->told, testing::Not(testing::Contains("release A")));
  seat.pass(config::limits::kLogonsAgainIn);
  EXPECT_THAT(seat.give_up(), ElementsAre("WAITING 9"));
  EXPECT_EQ(seat.fakes.demo->told.back(), "release A");
}

// A program of the server's acquires it for session 4 of some terminal.
Words acquire_for_asker(AcquireSeat& seat) {
  AcquireRequest request{kAcquireOfProgram, appl("A")};
  request.asker = SessionKey{{1, 2, 3}, 4};
  request.data = "ORDER";
  return seat.call([&] { seat.session->acquire(request, seat.last); });
}
std::string told_asker(const AcquireSeat& seat) {
  for (const SessionOutcome& outcome : seat.last) {
    if (const auto* told = std::get_if<AskerTold>(&outcome)) {
      EXPECT_EQ(told->asker.turn, 4U);
      return told->result.text;
    }
  }
  return {};
}

TEST(AcquirePrinter, GivesItsProgramTheOrderAndTellsTheAskerOnce) {
  AcquireSeat seat;
  seat.printer();
  EXPECT_THAT(acquire_for_asker(seat), ElementsAre("UNBIND 01", "BIND A"));
  EXPECT_EQ(seat.a->logons.at(0).data, "ORDER");
  ASSERT_TRUE(seat.a->logons.at(0).asker);
  EXPECT_EQ(seat.a->logons.at(0).asker->turn, 4U);
  seat.a->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.emplace_back(TellAsker{{AcquireResult::What::Later, "NO PAPER"}});
  };
  EXPECT_THAT(seat.type(), ElementsAre("TELLS LATER"));
  seat.a->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.emplace_back(TellAsker{{AcquireResult::What::Done, "DONE"}});
    made.emplace_back(TellAsker{{AcquireResult::What::Refused, "TOO MUCH"}});
  };
  EXPECT_THAT(seat.type(), ElementsAre("TELLS DONE"));
  EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "BIND BSTTVNET"));
}

TEST(AcquirePrinter, TellsTheAskerThatTheSessionHasEnded) {
  {
    AcquireSeat seat;
    acquire_for_asker(seat.printer());
    EXPECT_THAT(seat.closes(seat.a), ElementsAre("UNBIND 01", "TELLS REFUSED", "BIND BSTTVNET"));
    EXPECT_EQ(told_asker(seat), "The session with P001 has ended");
  }
  for (const Wait wait : {Wait::No, Wait::Yes}) {
    AcquireSeat seat;
    acquire_for_asker(seat.printer());
    EXPECT_THAT(seat.break_application(wait), testing::Contains("TELLS REFUSED"));
  }
  {
    AcquireSeat seat;
    acquire_for_asker(seat.printer());
    EXPECT_THAT(seat.lose(LossReason::Kill),
                ElementsAre("TELLS REFUSED", "UNBIND 01", "CLOSE", "RELEASED"));
    EXPECT_THAT(told_asker(seat), testing::StartsWith("The session with P001 has ended: "));
  }
  {
    AcquireSeat seat;
    acquire_for_asker(seat.printer());
    EXPECT_THAT(seat.react(), ElementsAre("TELLS REFUSED", "UNBIND 0F", "CLOSE", "RELEASED"));
  }
}

TEST(AcquirePrinter, DoesNotWait) {
  AcquireSeat seat;
  seat.printer().acquire(1, "B");
  EXPECT_THAT(acquire_for_asker(seat), ElementsAre("TELLS REFUSED"));
  EXPECT_EQ(seat.b->told.back(), "release A") << "who has it is asked";
  EXPECT_THAT(told_asker(seat), HasSubstr("P001 is in session with B, which has been asked"));
  EXPECT_EQ(seat.session->acquirer(), nullptr);
  EXPECT_THAT(seat.closes(seat.b), ElementsAre("UNBIND 01", "BIND BSTTVNET"));
  seat.acquire(2, "B");
  seat.acquire(3, "DEMO");
  EXPECT_THAT(acquire_for_asker(seat), ElementsAre("TELLS REFUSED"));
  EXPECT_THAT(told_asker(seat), HasSubstr("DEMO waits for P001 already"));
  EXPECT_EQ(seat.session->acquirer()->acquire, 3U) << "who waits keeps his place";
}

TEST(AcquirePrinter, IsAnsweredToTheSessionThatAskedAndNoLaterOne) {
  AcquireSeat seat;
  seat.terminal().choose("DEMO");
  const std::uint32_t turn = seat.fakes.demo->logons.back().key.turn;
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.emplace_back(AcquirePrinter{test::lu_name("P001"), "ORDER"});
  };
  EXPECT_THAT(seat.type(), ElementsAre("WANTS P001"));
  const auto& wanted = std::get<PrinterWanted>(seat.last.front());
  EXPECT_EQ(wanted.request.application.text(), "DEMO");
  EXPECT_EQ(wanted.request.data, "ORDER");
  EXPECT_EQ(wanted.request.asker->turn, turn);
  EXPECT_TRUE(seat.session->acquired(turn, {}, seat.last));
  EXPECT_FALSE(seat.session->acquired(turn + 1, {}, seat.last));
}

TEST(PrinterSharing, GivesRowsToTheProgramThatHasAsked) {
  AcquireSeat seat;
  seat.shop.application("SHARING", "printer-sharing");
  seat.terminal();
  EXPECT_THAT(seat.choose("SHARING"), ElementsAre("UNBIND 01", "BIND SHARING", "PRINTERS"));
  seat.last.clear();
  seat.session->printers({{.lu = test::lu_name("P001")}}, seat.last);
  ASSERT_EQ(seat.last.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<SendData>(seat.last.front()));
  EXPECT_THAT(seat.acquire(7, "A"), ElementsAre("UNBIND 01", "BIND A"))
      << "it gives its user's terminal to whoever wants it";
}

}  // namespace
}  // namespace vtam
