#include "vtam/programs/print_demo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/programs_seat.h"
#include "vtam/programs/demo_page.h"
#include "vtam/programs/demo_printer.h"
#include "vtam/sense.h"

// The type printdemo: a user at a terminal names a printer, and a page is sent there.
namespace vtam {
namespace {

using test::logon_of;
using testing::HasSubstr;
using testing::SizeIs;
using tn3270::Aid;
using What = AcquireResult::What;

const Moment kNow{{}, std::chrono::seconds(1'795'273'345)};  // 2026-11-21 15:02:25

// One user before the form.
class FormUser {
 public:
  explicit FormUser(std::optional<tn3270::ScreenSize> size = std::nullopt)
      : logon_(logon_of("IBM-3278-2-E", "PRTDEMO")) {
    if (size) {
      logon_.screen = {*size, *size};
    }
    screen_ = std::make_unique<tn3270::test::ScreenReader>(logon_.screen);
    program_ = std::make_unique<PrintDemo>(logon_);
    ProgramOutcomes made;
    program_->on_logon(logon_, made);
    answer(made);
  }
  void type(unsigned row, std::string_view text) {
    screen_->move_cursor(row, 22);
    screen_->type(text);
  }
  void press(Aid aid) { receive(screen_->press(aid)); }
  void receive(const tn3270::ByteBuffer& record) {
    ProgramOutcomes made;
    program_->on_receive(record, made);
    answer(made);
  }
  void hear(What what, std::string text) {
    ProgramOutcomes made;
    program_->on_acquired({what, std::move(text)}, made);
    answer(made);
  }
  void repaint() {
    ProgramOutcomes made;
    program_->on_repaint(made);
    answer(made);
  }
  std::string text() { return screen_->screen(); }

  std::optional<AcquirePrinter> wanted;  // of the last call
  bool released = false;

 private:
  void answer(const ProgramOutcomes& made) {
    ASSERT_THAT(made, SizeIs(1)) << "every event has one answer";
    released = std::holds_alternative<Release>(made.front());
    const auto* acquire = std::get_if<AcquirePrinter>(&made.front());
    wanted = acquire == nullptr ? std::nullopt : std::optional(*acquire);
    if (const auto* write = std::get_if<Write>(&made.front())) {
      ASSERT_NO_THROW(screen_->apply(write->record));
      ASSERT_FALSE(screen_->locked());
    }
  }

  Logon logon_;
  std::unique_ptr<tn3270::test::ScreenReader> screen_;
  std::unique_ptr<PrintDemo> program_;
};

TEST(PrintDemo, WantsThePrinterThatItsUserNames) {
  FormUser user;
  EXPECT_THAT(user.text(), HasSubstr("PRTDEMO  A test page for a printer"));
  user.type(4, "dir1");
  user.press(Aid::Enter);
  ASSERT_TRUE(user.wanted);
  EXPECT_EQ(user.wanted->lu.text(), "DIR1");
  EXPECT_EQ(user.wanted->data, "- T001");
  user.hear(What::Done, "Page sent to DIR1 as job 12");
  EXPECT_THAT(user.text(), HasSubstr("Page sent to DIR1 as job 12."));
  user.type(6, "3");
  user.press(Aid::Enter);
  ASSERT_TRUE(user.wanted) << "the name is still there";
  EXPECT_EQ(user.wanted->data, "3 T001");
  user.repaint();
  EXPECT_THAT(user.text(), HasSubstr("Nothing has been heard of DIR1 yet."));
}

TEST(PrintDemo, SaysWhatIsWrongWithTheForm) {
  FormUser user;
  user.press(Aid::Enter);
  EXPECT_THAT(user.text(), HasSubstr("Type the name of a printer LU."));
  user.type(4, "1DIR");
  user.press(Aid::Enter);
  EXPECT_THAT(user.text(), HasSubstr("'1DIR' must begin with A-Z"));
  user.type(4, "DIR1");
  user.type(6, "2");
  user.press(Aid::Enter);
  EXPECT_THAT(user.text(), HasSubstr("The form of the page is 1, 3 or blank."));
  EXPECT_FALSE(user.wanted);
}

TEST(PrintDemo, EndsWithPf3AndKnowsNoOtherKey) {
  FormUser user;
  user.press(Aid::Pf9);
  EXPECT_THAT(user.text(), HasSubstr("PF9 has no meaning here."));
  user.press(Aid::Clear);
  EXPECT_FALSE(user.released);
  user.press(Aid::Pf3);
  EXPECT_TRUE(user.released);
}

TEST(PrintDemo, SurvivesGarbageAndSmallScreens) {
  for (const tn3270::ScreenSize size : {tn3270::ScreenSize{12, 40}, tn3270::ScreenSize{1, 1},
                                        tn3270::ScreenSize{5, 8}, tn3270::ScreenSize{43, 80}}) {
    FormUser user(size);
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (byte != 0xF3 && byte != 0xC3) {  // PF3 and PF15
        user.receive({static_cast<std::uint8_t>(byte), 0x40});
        user.receive({static_cast<std::uint8_t>(byte), 0x40, 0x40, 0x11, 0xFF});
      }
    }
    EXPECT_FALSE(user.released);
    EXPECT_FALSE(user.wanted);
  }
}

TEST(PageOrder, IsReadAsItWasWritten) {
  for (const PageForm form : {PageForm::AsBound, PageForm::Scs, PageForm::Data3270}) {
    const auto read = PageOrder::read(PageOrder{form, *config::LuName::parse("T001")}.text());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->form, form);
    EXPECT_EQ(read->terminal.text(), "T001");
  }
  for (const char* wrong : {"", "3", "3 ", "2 T001", "3T001", "3 1A"}) {
    EXPECT_FALSE(PageOrder::read(wrong)) << wrong;
  }
}

// On a printer that was acquired for a user of T001.
Logon ordered(RuKind kind, const char* data) {
  Logon logon = logon_of("IBM-3287-1", "PRTDEMO");
  logon.lu = *config::LuName::parse("P001");
  logon.kind = kind;
  logon.asker = SessionKey{};
  logon.data = data;
  logon.now = &kNow;
  return logon;
}

// What it says to the user, then how it goes on.
std::string told(const ProgramOutcomes& made) {
  std::string words;
  for (const ProgramOutcome& outcome : made) {
    if (const auto* tell = std::get_if<TellAsker>(&outcome)) {
      const char* const what[] = {"DONE ", "LATER ", "REFUSED "};
      words += what[static_cast<std::size_t>(tell->result.what)] + tell->result.text + " | ";
    } else if (std::holds_alternative<Release>(outcome)) {
      words += "RELEASE";
    } else {
      words += std::holds_alternative<Write>(outcome) ? "WRITE" : "END ";
    }
  }
  return words;
}

TEST(OrderedPage, IsToldWithItsJobAndThePrinterIsLetGo) {
  const Logon logon = ordered(RuKind::Scs, "1 T001");
  DemoPrinter program(logon);
  ProgramOutcomes made;
  program.on_logon(logon, made);
  EXPECT_EQ(told(made), "WRITE");
  made.clear();
  program.on_response({.positive = true, .job = 12}, made);
  EXPECT_EQ(told(made), "END DONE Page sent to P001 as job 12 | RELEASE");
}

TEST(OrderedPage, IsToldWithoutAJobWhereThePrinterItselfHasAnswered) {
  const Logon logon = ordered(RuKind::Data3270, "- T001");
  DemoPrinter program(logon);
  ProgramOutcomes made;
  program.on_logon(logon, made);
  made.clear();
  program.on_response({}, made);
  EXPECT_EQ(told(made), "END DONE Page sent to P001 | RELEASE");
}

TEST(OrderedPage, WaitsForAPrinterThatNeedsAttentionAndSaysSo) {
  const Logon logon = ordered(RuKind::Data3270, "3 T001");
  DemoPrinter program(logon);
  ProgramOutcomes made;
  program.on_logon(logon, made);
  made.clear();
  program.on_response({false, sense::kInterventionRequired}, made);
  EXPECT_EQ(told(made),
            "LATER P001 needs attention: intervention required (sense 0802 0000); the page is sent "
            "when it is ready | ");
  made.clear();
  program.on_status(sense::kReady, made);
  EXPECT_EQ(told(made), "WRITE");
  made.clear();
  program.on_response({false, sense::kInterventionRequired}, made);
  EXPECT_EQ(told(made),
            "END REFUSED P001 has refused the page: intervention required (sense 0802 0000) | "
            "RELEASE");
}

TEST(OrderedPage, IsRefusedWhereThePrinterTakesTheOtherData) {
  for (const auto& [kind, order, words] :
       {std::tuple(RuKind::Scs, "3 T001", "P001 is LU1 (SCS)"),
        std::tuple(RuKind::Data3270, "1 T001", "P001 is LU3 (3270)")}) {
    const Logon logon = ordered(kind, order);
    DemoPrinter program(logon);
    ProgramOutcomes made;
    program.on_logon(logon, made);
    EXPECT_THAT(told(made), testing::AllOf(HasSubstr("REFUSED"), HasSubstr(words),
                                           testing::EndsWith("page can't be sent | RELEASE")));
  }
}

TEST(OrderedPage, NamesTheTerminalAndItsForm) {
  const auto page = tn3270::cp037();
  const std::string scs = page->decode(write_demo_page(ordered(RuKind::Scs, "1 T007")));
  EXPECT_THAT(scs, HasSubstr("Sent from     T007 at 15:02:25 on 11/21/26"));
  EXPECT_THAT(scs, HasSubstr("Kind          LU1, SCS"));
  Logon logon = ordered(RuKind::Data3270, "3 T007");
  logon.screen = {tn3270::kModel2, tn3270::kModel2};
  const tn3270::ByteBuffer lu3 = write_demo_page(logon);
  EXPECT_LE(lu3.size(), 1920U);
  EXPECT_THAT(page->decode(lu3), HasSubstr("Kind          LU3, a 3270 data stream; buffer 24x80"));
}

}  // namespace
}  // namespace vtam
