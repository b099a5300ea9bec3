#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/unit/vtam/programs_seat.h"
#include "tn3270/datastream/screen_model.h"
#include "vtam/programs/builtin.h"

namespace vtam {
namespace {

using test::logon_of;
using testing::HasSubstr;
using testing::Not;
using tn3270::Aid;
using tn3270::ByteBuffer;

// A user before the pages, who sees what a screen model shows.
class Ivp : public testing::Test {
 protected:
  void SetUp() override { log_on("IBM-3278-4-E"); }

  void log_on(const std::string& device, const std::string& functions = "RESPONSES") {
    logon_ = logon_of(device, "IVP");
    logon_.functions = functions;
    logon_.now = &moment_;
    ProgramCatalog catalog;
    add_builtin(catalog);
    model_.emplace(logon_.screen);
    program_ = (*catalog.find("ivp"))(logon_);
    ProgramOutcomes outcomes;
    program_->on_logon(logon_, outcomes);
    take(std::move(outcomes));
  }
  void take(ProgramOutcomes outcomes) {
    ASSERT_EQ(outcomes.size(), 1U) << "every event has one answer";
    outcome_ = std::move(outcomes.front());
    if (const auto* write = std::get_if<Write>(&outcome_)) {
      EXPECT_EQ(model_->apply(write->record), std::nullopt);
    }
  }
  void receive(const ByteBuffer& record) {
    ProgramOutcomes outcomes;
    program_->on_receive(record, outcomes);
    take(std::move(outcomes));
  }
  void press(Aid aid) {
    ByteBuffer record{static_cast<std::uint8_t>(aid)};
    if (aid != Aid::Clear && aid != Aid::Pa1 && aid != Aid::Pa2 && aid != Aid::Pa3) {
      record.insert(record.end(), {0x40, 0x40});
    }
    receive(record);
  }
  // Into the field at (1,75), then Enter.
  void go_to(const std::string& page) {
    ByteBuffer record{0x7D, 0xC1, 0x4B, 0x11, 0xC1, 0x4A};
    for (const char digit : page) {
      record.push_back(static_cast<std::uint8_t>(0xF0 + (digit - '0')));
    }
    receive(record);
  }
  void answer(const Answer& answer) {
    ProgramOutcomes outcomes;
    program_->on_response(answer, outcomes);
    take(std::move(outcomes));
  }
  [[nodiscard]] std::string screen() const {
    std::string text;
    for (const auto& row : model_->text(*logon_.page)) {
      text += row + "\n";
    }
    return text;
  }
  [[nodiscard]] std::string row(std::size_t number) const {
    return model_->text(*logon_.page).at(number - 1);
  }
  [[nodiscard]] ByteBuffer record() const { return std::get<Write>(outcome_).record; }

  Moment moment_{};
  Logon logon_ = logon_of("IBM-3278-2-E", "IVP");
  std::optional<tn3270::ScreenModel> model_;
  std::unique_ptr<Program> program_;
  ProgramOutcome outcome_ = EndJob{};
};

TEST_F(Ivp, BeginsWithWhatItKnowsOfTheTerminal) {
  for (const char* text :
       {"T001", "IBM-3278-4-E", "24x80", "43x80", "RESPONSES", "037", "127.0.0.1 port 40112",
        "SP3272QN VSE3278Q", "11  Response time", "Page 1 of 11"}) {
    EXPECT_THAT(screen(), HasSubstr(text));
  }
  EXPECT_FALSE(model_->keyboard_locked());
}

TEST_F(Ivp, ShowsWhatNoTerminalCanAsAMark) {
  logon_.data =
      "\xEF\xBF\xBD"
      "x";
  ProgramOutcomes outcomes;
  program_->on_logon(logon_, outcomes);
  take(std::move(outcomes));
  EXPECT_THAT(screen(), HasSubstr("?x"));
}

TEST_F(Ivp, TurnsItsPagesRoundAndRound) {
  press(Aid::Pf8);
  EXPECT_THAT(row(1), HasSubstr("Colours and highlights"));
  press(Aid::Pf7);
  press(Aid::Pf7);
  EXPECT_THAT(row(1), HasSubstr("Response time"));
  press(Aid::Pf8);
  EXPECT_THAT(row(1), HasSubstr("Your terminal"));
}

TEST_F(Ivp, GoesToAPageByItsNumber) {
  go_to("7");
  EXPECT_THAT(row(1), HasSubstr("Graphic escapes"));
  for (const char* wrong : {"0", "12", "99", ""}) {
    go_to(wrong);
    EXPECT_THAT(screen(), HasSubstr("There is no such page.")) << wrong;
    EXPECT_THAT(row(1), HasSubstr("Graphic escapes"));
  }
}

TEST_F(Ivp, EndsWithPf3) {
  press(Aid::Pf3);
  EXPECT_EQ(std::get<Release>(outcome_).notice, "IVP ended.");
}

TEST_F(Ivp, UnlocksTheKeyboardOnEveryPageOfEveryModel) {
  for (const char* device : {"IBM-3278-2", "IBM-3278-3-E", "IBM-3278-5-E", "IBM-DYNAMIC"}) {
    log_on(device);
    for (unsigned page = 0; page < 11; ++page) {
      EXPECT_FALSE(model_->keyboard_locked()) << device << " page " << page;
      EXPECT_THAT(screen(), Not(HasSubstr("Not on this terminal"))) << device << " page " << page;
      press(Aid::Pf8);
    }
  }
}

TEST_F(Ivp, ShowsEveryColourOnEveryBackground) {
  go_to("2");
  for (std::uint8_t color = 0xF1; color <= 0xF7; ++color) {
    for (std::uint8_t background = 0xF1; background <= 0xF7; ++background) {
      const auto& cells = model_->cells();
      EXPECT_TRUE(std::any_of(cells.begin(), cells.end(), [&](const tn3270::Cell& cell) {
        return cell.attribute && cell.look.foreground == color &&
               cell.look.background == background;
      }));
    }
  }
  EXPECT_THAT(screen(), HasSubstr("Letters by Set Attribute: BRPGTYW"));
}

TEST_F(Ivp, LeavesColoursOutForTerminalsWithoutThem) {
  log_on("IBM-3278-2");
  go_to("2");
  EXPECT_THAT(screen(), HasSubstr("no colours"));
  const auto& cells = model_->cells();
  EXPECT_TRUE(std::all_of(cells.begin(), cells.end(),
                          [](const tn3270::Cell& cell) { return cell.look == tn3270::Look{}; }));
}

TEST_F(Ivp, ShowsEveryCharacterOfTheCodePage) {
  std::string pages;
  for (const char* page : {"4", "5", "6"}) {
    go_to(page);
    pages += screen();
  }
  for (unsigned code = 0x41; code < 0xFF; ++code) {
    const auto byte = static_cast<std::uint8_t>(code);
    const std::string character = logon_.page->decode(tn3270::Bytes(&byte, 1));
    constexpr const char* kDigits = "0123456789ABCDEF";
    const std::string hex{kDigits[code >> 4U], kDigits[code & 0xFU]};
    EXPECT_THAT(pages, HasSubstr(" " + hex + " " + character + " U+")) << hex;
  }
  EXPECT_THAT(pages, HasSubstr("C1 A U+0041"));
}

TEST_F(Ivp, ShowsWhatAGraphicEscapeHas) {
  go_to("7");
  for (const char* text : {"C5 ┌ 250C", "A2 ─ 2500", "85 │ 2502", "E7 € 20AC", "FE ⍎ 234E"}) {
    EXPECT_THAT(screen(), HasSubstr(text));
  }
}

TEST_F(Ivp, SaysWhatCameOutOfItsFields) {
  go_to("3");
  EXPECT_THAT(screen(), HasSubstr("not modified"));
  // "any" is at (5,30), "hidden" at (9,30), as addresses of 12 bits.
  receive({0x7D, 0x40, 0x40, 0x11, 0xC5, 0x5D, 0xC1, 0xC2, 0x11, 0x4A, 0x5D, 0xE2, 0xE2, 0xE2});
  EXPECT_THAT(row(5), HasSubstr("\"AB\""));
  EXPECT_THAT(row(9), HasSubstr("3 characters"));
  EXPECT_THAT(row(7), HasSubstr("not modified"));
}

TEST_F(Ivp, MissesNoKey) {
  go_to("8");
  EXPECT_THAT(screen(), HasSubstr("* Enter"));
  EXPECT_THAT(screen(), HasSubstr("31 keys are still missing"));
  for (const Aid aid :
       {Aid::Pf1,  Aid::Pf2,  Aid::Pf3,  Aid::Pf4,  Aid::Pf5,  Aid::Pf6,  Aid::Pf7,
        Aid::Pf8,  Aid::Pf9,  Aid::Pf10, Aid::Pf11, Aid::Pf12, Aid::Pf13, Aid::Pf14,
        Aid::Pf15, Aid::Pf16, Aid::Pf17, Aid::Pf18, Aid::Pf19, Aid::Pf20, Aid::Pf21,
        Aid::Pf22, Aid::Pf23, Aid::Pf24, Aid::Pa1,  Aid::Pa2,  Aid::Pa3,  Aid::Clear}) {
    press(aid);
    EXPECT_THAT(row(1), HasSubstr("Keys")) << "also keys that lead elsewhere stay, once";
  }
  receive({0x7E, 0x40, 0x40});
  EXPECT_THAT(screen(), HasSubstr("2 keys are still missing"));
  ProgramOutcomes outcomes;
  program_->on_repaint(outcomes);
  take(std::exchange(outcomes, {}));
  program_->on_signal(outcomes);
  take(std::exchange(outcomes, {}));
  EXPECT_THAT(screen(), HasSubstr("Every key has arrived."));
  press(Aid::Pf3);
  EXPECT_TRUE(std::holds_alternative<Release>(outcome_));
}

TEST_F(Ivp, SaysHowTheLastKeyCame) {
  go_to("8");
  receive({0xF5, 0xC1, 0x50});
  EXPECT_THAT(screen(), HasSubstr("Last key PF5, AID F5, cursor row 2 column 1 in 12 bits (C150)"));
  receive({0xF6, 0x00, 0x50});
  EXPECT_THAT(screen(), HasSubstr("AID F6, cursor row 2 column 1 in 14 bits (0050)"));
}

TEST_F(Ivp, MeasuresBothSizesWithRulersInTheirCorners) {
  go_to("9");
  EXPECT_EQ(record().front(), 0xF5);
  EXPECT_EQ(row(1).substr(0, 12), "123456789012");
  EXPECT_EQ(row(24).back(), '0');
  EXPECT_THAT(screen(), HasSubstr("24x80 by Erase/Write"));
  EXPECT_THAT(screen(), HasSubstr("addressed with 12 bits"));
  EXPECT_THAT(screen(), HasSubstr("addressed with 14 bits"));
  press(Aid::Pf8);
  EXPECT_EQ(record().front(), 0x7E);
  EXPECT_THAT(screen(), HasSubstr("43x80 by Erase/Write Alternate"));
  EXPECT_EQ(row(43).substr(0, 3), "123");
}

TEST_F(Ivp, MeasuresResponsesInSeries) {
  press(Aid::Pf7);
  press(Aid::Enter);
  for (int trip = 1; trip <= 10; ++trip) {
    ASSERT_TRUE(std::get<Write>(outcome_).definite);
    EXPECT_EQ(record(), (ByteBuffer{0xF1, 0x40})) << "which changes nothing";
    moment_.now += config::Ticks(trip);
    answer({});
  }
  EXPECT_FALSE(std::get<Write>(outcome_).definite);
  EXPECT_THAT(screen(), HasSubstr("1 ms"));
  EXPECT_THAT(screen(), HasSubstr("6 ms"));
  EXPECT_THAT(screen(), HasSubstr("10 ms"));
  EXPECT_THAT(screen(), HasSubstr("the last 10"));
  EXPECT_FALSE(model_->keyboard_locked());
}

TEST_F(Ivp, MeasuresReadsWhereThereAreNoResponses) {
  log_on("IBM-3278-2-E", "classic");
  press(Aid::Pf7);
  EXPECT_THAT(screen(), HasSubstr("Read Modified"));
  press(Aid::Enter);
  for (int trip = 0; trip < 10; ++trip) {
    EXPECT_EQ(record(), ByteBuffer{0xF6});
    moment_.now += config::Ticks(7);
    receive({0x7D, 0x40, 0x40});
  }
  EXPECT_THAT(screen(), HasSubstr("7 ms"));
}

TEST_F(Ivp, GivesUpMeasuringWhereTheTerminalRefuses) {
  press(Aid::Pf7);
  press(Aid::Enter);
  answer({.positive = false, .sense = 0x10030000});
  EXPECT_THAT(screen(), HasSubstr("refused"));
  EXPECT_FALSE(model_->keyboard_locked());
}

TEST_F(Ivp, GoesOnWithAKeyThatComesWhileItMeasures) {
  press(Aid::Pf7);
  press(Aid::Enter);
  press(Aid::Pa1);
  EXPECT_FALSE(model_->keyboard_locked());
  ProgramOutcomes outcomes;
  program_->on_response({}, outcomes);
  EXPECT_TRUE(outcomes.empty()) << "late, and of nobody's interest";
}

TEST_F(Ivp, AnswersRecordsItDoesNotUnderstandWithASentence) {
  receive({0x7D, 0x40});
  EXPECT_THAT(screen(), HasSubstr("the cursor address is cut"));
  EXPECT_FALSE(model_->keyboard_locked());
}

TEST_F(Ivp, SaysSoOnATerminalThatIsTooSmall) {
  logon_.screen = {{12, 40}, {12, 40}};
  logon_.alternate = false;
  model_.emplace(logon_.screen);
  ProgramOutcomes outcomes;
  program_->on_logon(logon_, outcomes);
  take(std::move(outcomes));
  EXPECT_THAT(screen(), HasSubstr("Not on this terminal"));
}

TEST_F(Ivp, LetsGoAtOnce) {
  ProgramOutcomes outcomes;
  program_->on_lost(LossReason::Kill, outcomes);
  take(std::move(outcomes));
  EXPECT_TRUE(std::holds_alternative<Release>(outcome_));
}

TEST(IvpPrinter, PrintsATestPage) {
  Logon logon = logon_of("IBM-3287-1", "IVP");
  ProgramCatalog catalog;
  add_builtin(catalog);
  const auto program = (*catalog.find("ivp"))(logon);
  ProgramOutcomes outcomes;
  program->on_logon(logon, outcomes);
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_TRUE(std::get<Write>(outcomes.front()).definite);
}

}  // namespace
}  // namespace vtam
