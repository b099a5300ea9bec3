#include "vtam/logmode_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"
#include "vtam/typeterm.h"

namespace vtam {
namespace {

using test::device;
using test::mode;
using test::printer;
using test::row;
using test::table;
using test::terminal;
using testing::HasSubstr;

struct Question {
  config::LuSettings lu = terminal("T001");
  std::optional<config::ApplRow> book_row;
  const char* type = "IBM-3278-2-E";
  std::optional<config::ModeName> typed;

  [[nodiscard]] std::variant<ChosenMode, ModeRefusal> ask(const ModeTables& tables) const {
    return choose_logmode(tables, {.lu = &lu,
                                   .row = book_row ? &*book_row : nullptr,
                                   .device = device(type),
                                   .typed = typed});
  }
};

std::string chosen(const Question& question, ModeSource source) {
  const ModeTables tables;
  const auto answer = question.ask(tables);
  if (const auto* refused = std::get_if<ModeRefusal>(&answer)) {
    return "refused: " + refused->text;
  }
  EXPECT_EQ(std::get<ChosenMode>(answer).source, source);
  return std::get<ChosenMode>(answer).mode->name.text();
}

TEST(LogmodeChoice, TypedBeatsLuBeatsRowBeatsBuiltIn) {
  Question question;
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
  question.book_row = row("T001");
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
  question.book_row->dlogmod = mode("D4B32XX3");
  EXPECT_EQ(chosen(question, ModeSource::Row), "D4B32XX3");
  question.lu.logmode = mode("S3270");
  EXPECT_EQ(chosen(question, ModeSource::Lu), "S3270");
  question.typed = mode("D4B32782");
  EXPECT_EQ(chosen(question, ModeSource::Typed), "D4B32782");
}

TEST(LogmodeChoice, ImpliedRowsAreSearchedInIesinclm) {
  Question question;
  question.lu.logmode = mode("SP3273QN");
  EXPECT_EQ(chosen(question, ModeSource::Lu), "SP3273QN");
  question.book_row = row("T001");  // a row without MODETAB: ISTINCLM only
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
  question.book_row->modetab = table("IESINCLM");
  EXPECT_EQ(chosen(question, ModeSource::Lu), "SP3273QN");
}

TEST(LogmodeChoice, ADefaultIsClampedAndATypedOneRefused) {
  Question question;
  question.lu.logmode = mode("SP3275QN");
  const ModeTables tables;
  const auto answer = question.ask(tables);
  ASSERT_TRUE(std::holds_alternative<ChosenMode>(answer));
  EXPECT_EQ(std::get<ChosenMode>(answer).sizes.screen, tn3270::ScreenSizes{});
  question.typed = mode("SP3275QN");
  EXPECT_EQ(chosen(question, ModeSource::Typed),
            "refused: LOGMODE(SP3275QN) is too large for IBM-3278-2-E (sense 0821); leave it out");
  question.type = "IBM-3278-5-E";
  EXPECT_EQ(chosen(question, ModeSource::Typed), "SP3275QN");
}

TEST(LogmodeChoice, AnUnknownTypedModeIsRefusedAndAnUnknownDefaultPassedOver) {
  Question question;
  question.lu.logmode = mode("NOSUCH");
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
  question.typed = mode("NOSUCH");
  EXPECT_THAT(chosen(question, ModeSource::Typed), HasSubstr("NOSUCH) is unknown (sense 0821)"));
}

TEST(LogmodeChoice, DisplaysAndPrintersHaveModesOfTheirOwn) {
  Question question;
  question.typed = mode("SCS");
  EXPECT_THAT(chosen(question, ModeSource::Typed), HasSubstr("another kind of LU"));
  question.typed.reset();
  question.lu.logmode = mode("SPDSCPRT");
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
  question.lu = printer("P001");
  question.type = "IBM-3287-1";
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SPDSCPRT");
  question.lu.data = config::PrinterData::Scs;
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SPSCSPRT");
}

TEST(Typeterm, OfTheLuComesFirst) {
  const ModeTables tables;
  config::LuSettings lu = terminal("T001");
  lu.typeterm = "MYTERM";
  const LogMode& sp = *tables.find(mode("SP3272QN"), ModeTables::iesinclm());
  const auto choice = choose_typeterm(lu, config::Autoinstall::Vsespg, sp);
  EXPECT_EQ(choice.typeterm, "MYTERM");
  EXPECT_EQ(choice.rule, "typeterm of T001");
}

TEST(Typeterm, ElseTheAutoinstallTableDecidesByLogmode) {
  const ModeTables tables;
  const auto choice = [&](config::Autoinstall autoinstall, const char* name) {
    return choose_typeterm(terminal("T001"), autoinstall,
                           *tables.find(mode(name), ModeTables::iesinclm()));
  };
  const auto dfh = config::Autoinstall::Dfhterm;
  const auto spg = config::Autoinstall::Vsespg;
  EXPECT_EQ(choice(dfh, "SP3272QN").typeterm, "DFH3270");
  EXPECT_EQ(choice(dfh, "SP3272QN").rule, "DFHTERM: SP3272QN -> DFH3270");
  EXPECT_EQ(choice(spg, "SP3272QN").typeterm, "VSE3278Q");
  EXPECT_EQ(choice(spg, "SP3272QN").rule, "VSESPG: SP3272QN -> VSE3278Q");
  EXPECT_EQ(choice(dfh, "SPDSCPRT").typeterm, "VSEDSCP");
  EXPECT_EQ(choice(spg, "SPSCSPRT").typeterm, "VSESCSPA");
}

}  // namespace
}  // namespace vtam
