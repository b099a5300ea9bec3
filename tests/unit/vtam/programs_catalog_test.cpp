#include <gtest/gtest.h>

#include <set>
#include <string>

#include "config/verify.h"
#include "tests/programs/hang_program.h"
#include "tests/unit/vtam/programs_seat.h"
#include "vtam/program.h"
#include "vtam/programs/builtin.h"

namespace vtam {
namespace {

TEST(ProgramCatalog, FindsProgramsByTheWordOfTheConfiguration) {
  ProgramCatalog catalog;
  EXPECT_EQ(catalog.find("demo"), nullptr);
  add_builtin(catalog);
  EXPECT_NE(catalog.find("menu"), nullptr);
  EXPECT_NE(catalog.find("demo"), nullptr);
  EXPECT_EQ(catalog.find("hang"), nullptr);
  EXPECT_EQ(catalog.find("DEMO"), nullptr);
}

TEST(ProgramCatalog, TakesATypeOnlyOnce) {
  ProgramCatalog catalog;
  add_builtin(catalog);
  EXPECT_THROW(add_builtin(catalog), config::BrokenInvariant);
  EXPECT_THROW(catalog.add("empty", ProgramFactory()), config::BrokenInvariant);
}

TEST(LossReasonText, IsDifferentForEveryReason) {
  std::set<std::string> texts;
  for (const LossReason reason : {LossReason::ClientLost, LossReason::Kill, LossReason::React,
                                  LossReason::Logoff, LossReason::Shutdown, LossReason::Broken}) {
    texts.insert(text(reason));
  }
  EXPECT_EQ(texts.size(), 6U);
}

TEST(HangProgram, AnswersNothingAfterItsFirstScreen) {
  ProgramCatalog catalog;
  programs::add_hang(catalog);
  const Logon logon = test::logon_of("IBM-3278-2", "HANG");
  const auto program = (*catalog.find("hang"))(logon);
  ProgramOutcomes outcomes;
  program->on_logon(logon, outcomes);
  ASSERT_EQ(outcomes.size(), 1U);
  tn3270::test::ScreenReader screen(logon.screen);
  screen.apply(std::get<Write>(outcomes.front()).record);
  EXPECT_NE(screen.row_of("HANG hangs"), 0U);
  outcomes.clear();
  program->on_receive(tn3270::ByteBuffer{0x7D, 0x40, 0x40}, outcomes);
  program->on_repaint(outcomes);
  program->on_lost(LossReason::Kill, outcomes);
  EXPECT_TRUE(outcomes.empty());
}

}  // namespace
}  // namespace vtam
