#include "vtam/logmode_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

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
  std::optional<config::ApplRow> book_row{};
  const char* type = "IBM-3278-2-E";
  std::optional<config::ModeName> typed{};
  ClientModes client{};

  [[nodiscard]] std::variant<ChosenMode, ModeRefusal> ask(const ModeTables& tables) const {
    return choose_logmode(tables, {.lu = &lu,
                                   .row = book_row ? &*book_row : nullptr,
                                   .device = device(type),
                                   .typed = typed,
                                   .client = client});
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

std::string described(const Question& question) {
  const ModeTables tables;
  return describe(std::get<ChosenMode>(question.ask(tables)));
}

// Everybody says something else; one after the other falls silent, the strongest first.
TEST(LogmodeChoice, TypedBeatsRuleBeatsLuBeatsRowBeatsListenerBeatsBuiltIn) {
  Question question;
  question.type = "IBM-3278-5-E";
  question.typed = mode("D4B32782");
  question.client = {.rule = mode("SNX32702"), .listener = mode("D4C32783")};
  question.lu.logmode = mode("S3270");
  question.book_row = row("T001");
  question.book_row->dlogmod = mode("D4B32XX3");
  EXPECT_EQ(chosen(question, ModeSource::Typed), "D4B32782");
  EXPECT_EQ(described(question), "logmode D4B32782 as typed");
  question.typed.reset();
  EXPECT_EQ(chosen(question, ModeSource::Rule), "SNX32702");
  EXPECT_EQ(described(question), "logmode SNX32702 by the mapping rule");
  question.client.rule.reset();
  EXPECT_EQ(chosen(question, ModeSource::Lu), "S3270");
  EXPECT_EQ(described(question), "logmode S3270 of the LU");
  question.lu.logmode.reset();
  EXPECT_EQ(chosen(question, ModeSource::Row), "D4B32XX3");
  EXPECT_EQ(described(question), "logmode D4B32XX3 by DLOGMOD of its APPL");
  question.book_row->dlogmod.reset();
  EXPECT_EQ(chosen(question, ModeSource::Listener), "D4C32783");
  EXPECT_EQ(described(question),
            "logmode D4C32783 by the listener's device table, clamped to the device");
  question.type = "IBM-3278-3-E";
  EXPECT_EQ(described(question), "logmode D4C32783 by the listener's device table");
  question.client.listener.reset();
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
  EXPECT_EQ(described(question), "logmode SP3272QN, built in");
}

TEST(LogmodeChoice, EveryUnfitDefaultIsPassedOverForTheNextWeakerOne) {
  Question question;
  question.client = {.rule = mode("NOSUCH"), .listener = mode("D4C32782")};
  question.lu.logmode = mode("SCS");  // a printer's
  question.book_row = row("T001");
  question.book_row->dlogmod = mode("SP3272QN");  // not in ISTINCLM
  EXPECT_EQ(chosen(question, ModeSource::Listener), "D4C32782");
  question.client.listener = mode("DSC2K");
  EXPECT_EQ(chosen(question, ModeSource::BuiltIn), "SP3272QN");
}

struct DeviceRow {
  const char* type;
  ClientKind kind;
  const char* logmode;
};

TEST(DeviceMode, TheFirstRowThatFitsDeviceAndKindOfClientCounts) {
  const std::vector<config::DeviceMode> rows = {
      {.device = "IBM-3278-5-E", .tn3270 = {}, .tn3270e = mode("SNX32705")},
      {.device = "IBM-3278-5", .tn3270 = mode("NSX32705"), .tn3270e = mode("D4C32785")},
      {.device = "IBM-3279-*", .tn3270 = mode("NSX32703"), .tn3270e = {}},
      {.device = "IBM-*", .tn3270 = mode("D4B32782"), .tn3270e = mode("D4C32782")}};
  for (const DeviceRow& one : {
           DeviceRow{"IBM-3278-5-E", ClientKind::Tn3270e, "SNX32705"},
           DeviceRow{"IBM-3278-5", ClientKind::Tn3270e, "D4C32785"},
           DeviceRow{"IBM-3278-5-E", ClientKind::Tn3270, "NSX32705"},
           DeviceRow{"IBM-3279-3-E", ClientKind::Tn3270, "NSX32703"},
           DeviceRow{"IBM-3279-3-E", ClientKind::Tn3270e, "D4C32782"},
           DeviceRow{"IBM-DYNAMIC", ClientKind::Tn3270e, "D4C32782"},
       }) {
    const auto terminal_type = tn3270::DeviceType::from_terminal_type(one.type);
    ASSERT_TRUE(terminal_type);
    EXPECT_EQ(device_mode(rows, *terminal_type, one.kind), mode(one.logmode)) << one.type;
  }
  EXPECT_EQ(device_mode({rows[0]}, device("IBM-3278-4"), ClientKind::Tn3270e), std::nullopt);
  EXPECT_EQ(device_mode({}, device("IBM-3278-4"), ClientKind::Tn3270e), std::nullopt);
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

}  // namespace
}  // namespace vtam
