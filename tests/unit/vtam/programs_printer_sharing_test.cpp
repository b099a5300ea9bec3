#include "vtam/programs/printer_sharing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/programs_seat.h"
#include "vtam/programs/demo_printer.h"
#include "vtam/sense.h"

// The printer sharing application: on a printer, and as a list on a terminal.
namespace vtam {
namespace {

using test::logon_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tn3270::Aid;

std::vector<PrinterRow> printers(std::size_t count) {
  std::vector<PrinterRow> rows;
  for (std::size_t index = 1; index <= count; ++index) {
    const std::string number = std::to_string(index);
    const std::string name = "P" + std::string(4 - number.size(), '0') + number;
    rows.push_back({*config::LuName::parse(name), "printer", "ACT/S", "BSTTVNET", "", ""});
  }
  return rows;
}

// One user before the list.
class ListUser {
 public:
  explicit ListUser(std::size_t count, const char* device = "IBM-3278-2-E",
                    tn3270::ScreenSizes sizes = {})
      : rows_(printers(count)), logon_(logon_of(device, "BSTTVNET")) {
    if (sizes.primary.rows > 0) {
      logon_.screen = sizes;
    }
    screen_ = std::make_unique<tn3270::test::ScreenReader>(logon_.screen);
    program_ = std::make_unique<PrinterList>(logon_);
    ProgramOutcomes made;
    program_->on_logon(logon_, made);
    answer(made);
  }
  void press(Aid aid) { receive(screen_->press(aid)); }
  void receive(const tn3270::ByteBuffer& record) {
    ProgramOutcomes made;
    program_->on_receive(record, made);
    answer(made);
  }
  void repaint() {
    ProgramOutcomes made;
    program_->on_repaint(made);
    answer(made);
  }
  void shrink(std::size_t count) { rows_ = printers(count); }
  std::string text() { return screen_->screen(); }
  [[nodiscard]] bool released() const { return released_; }

 private:
  void answer(const ProgramOutcomes& made) {
    ASSERT_THAT(made, SizeIs(1)) << "every event has one answer";
    released_ = std::holds_alternative<Release>(made.front());
    if (released_) {
      return;
    }
    ASSERT_TRUE(std::holds_alternative<WantPrinters>(made.front()));
    ProgramOutcomes shown;
    program_->on_printers(rows_, shown);
    ASSERT_THAT(shown, SizeIs(1));
    ASSERT_NO_THROW(screen_->apply(std::get<Write>(shown.front()).record));
    ASSERT_FALSE(screen_->locked());
  }

  std::vector<PrinterRow> rows_;
  Logon logon_;
  std::unique_ptr<tn3270::test::ScreenReader> screen_;
  std::unique_ptr<PrinterList> program_;
  bool released_ = false;
};

TEST(PrinterSharing, PrintsNothingAndLetsGoForWhoeverWantsThePrinter) {
  PrinterSharing program;
  ProgramOutcomes made;
  program.on_logon(logon_of("IBM-3287-1", "BSTTVNET"), made);
  program.on_receive(tn3270::ByteBuffer{0x6C}, made);
  program.on_repaint(made);
  program.on_status(sense::kReady, made);
  EXPECT_THAT(made, IsEmpty());
  program.on_release_wanted(*config::ApplId::parse("CICS"), made);
  EXPECT_TRUE(std::holds_alternative<Release>(made.at(0)));
  made.clear();
  program.on_lost(LossReason::Kill, made);
  EXPECT_TRUE(std::holds_alternative<Release>(made.at(0)));
}

TEST(PrinterList, ShowsEveryPrinterWithItsHolder) {
  ListUser user(2);
  EXPECT_THAT(user.text(), HasSubstr("2 printers"));
  EXPECT_THAT(user.text(), testing::ContainsRegex("P0001 +printer +ACT/S +BSTTVNET"));
  EXPECT_THAT(user.text(), HasSubstr("LU T001"));
}

TEST(PrinterList, SaysWhereThereIsNoPrinterOrOne) {
  EXPECT_THAT(ListUser(0).text(), HasSubstr("No printers"));
  EXPECT_THAT(ListUser(1).text(), HasSubstr(" 1 printer\n"));
  EXPECT_THAT(ListUser(config::limits::kPrinterRows).text(), HasSubstr("The first 5000 printers"));
}

TEST(PrinterList, TurnsPagesAndStopsAtTheFirstAndTheLast) {
  ListUser user(20);
  EXPECT_THAT(user.text(), HasSubstr("Page 1 of 2"));
  user.press(Aid::Pf7);
  EXPECT_THAT(user.text(), HasSubstr("This is the first page."));
  user.press(Aid::Pf8);
  EXPECT_THAT(user.text(), HasSubstr("Page 2 of 2"));
  EXPECT_THAT(user.text(), HasSubstr("P0018"));
  user.press(Aid::Pf20);
  EXPECT_THAT(user.text(), HasSubstr("This is the last page."));
  user.press(Aid::Enter);
  EXPECT_THAT(user.text(), HasSubstr("Page 2 of 2")) << "a refresh stays where it is";
  user.shrink(3);
  user.press(Aid::Pf5);
  EXPECT_THAT(user.text(), HasSubstr("P0003")) << "and goes back where there are fewer";
  user.repaint();
  EXPECT_THAT(user.text(), HasSubstr("P0003"));
}

TEST(PrinterList, EndsWithPf3AndKnowsNoOtherKey) {
  ListUser user(3);
  user.press(Aid::Pf9);
  EXPECT_THAT(user.text(), HasSubstr("PF9 has no meaning here."));
  user.press(Aid::Clear);
  EXPECT_FALSE(user.released());
  user.press(Aid::Pf15);
  EXPECT_TRUE(user.released());
}

TEST(PrinterList, SurvivesGarbageAndSmallScreens) {
  for (const tn3270::ScreenSize size : {tn3270::ScreenSize{12, 40}, tn3270::ScreenSize{1, 1},
                                        tn3270::ScreenSize{5, 8}, tn3270::ScreenSize{43, 80}}) {
    ListUser user(40, "IBM-3278-2-E", {size, size});
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (byte != 0xF3 && byte != 0xC3) {  // PF3 and PF15
        user.receive({static_cast<std::uint8_t>(byte), 0x40});
        user.receive({static_cast<std::uint8_t>(byte), 0x40, 0x40, 0x11, 0xFF});
      }
    }
    EXPECT_FALSE(user.released());
  }
}

TEST(DemoPrinter, LetsGoOfThePrinterWhenItsPageIsDone) {
  const config::ApplId by = *config::ApplId::parse("CICS");
  DemoPrinter program(logon_of("IBM-3287-1", "DEMO"));
  ProgramOutcomes made;
  program.on_logon(logon_of("IBM-3287-1", "DEMO"), made);
  program.on_release_wanted(by, made);
  EXPECT_THAT(made, SizeIs(1)) << "the page only";
  made.clear();
  program.on_response({false, sense::kInterventionRequired}, made);
  EXPECT_THAT(made, IsEmpty()) << "it is printed again";
  program.on_status(sense::kReady, made);
  program.on_response({}, made);
  ASSERT_THAT(made, SizeIs(3));
  EXPECT_TRUE(std::holds_alternative<EndJob>(made[1]));
  EXPECT_TRUE(std::holds_alternative<Release>(made[2]));

  DemoPrinter idle(logon_of("IBM-3287-1", "DEMO"));
  made.clear();
  idle.on_logon(logon_of("IBM-3287-1", "DEMO"), made);
  idle.on_response({}, made);
  made.clear();
  idle.on_release_wanted(by, made);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_TRUE(std::holds_alternative<Release>(made[0]));
}

}  // namespace
}  // namespace vtam
