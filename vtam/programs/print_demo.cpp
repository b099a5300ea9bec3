#include "vtam/programs/print_demo.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tn3270/datastream/aid.h"
#include "vtam/programs/demo_page.h"

namespace vtam {
namespace {

using tn3270::Aid;

constexpr unsigned kInputColumn = 22;
constexpr unsigned kHintColumn = kInputColumn + 10;
constexpr tn3270::Place kPrinterPlace{4, kInputColumn};
constexpr tn3270::Place kFormPlace{6, kInputColumn};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? std::string()
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

PrintDemo::PrintDemo(const Logon& logon)
    : page_(logon.page), lu_(logon.lu), application_(logon.application), frame_(Frame::of(logon)) {}

void PrintDemo::show(ProgramOutcomes& outcomes) const {
  Panel panel(frame_, *page_);
  panel.put({1, 2}, application_.text() + "  A test page for a printer", Role::Title);
  panel.put_right(1, "LU " + lu_.text(), Role::Heading);
  panel.put({2, 2}, "Type the name of a printer and press Enter:", Role::Heading);
  panel.put({kPrinterPlace.row, 2}, "Printer LU . . . .", Role::Label);
  panel.input(kPrinterPlace, config::LuName::kSize, printer_, Role::Input);
  panel.put({kFormPlace.row, 2}, "Form of the page .", Role::Label);
  panel.input(kFormPlace, 1, form_, Role::Input);
  panel.put({kFormPlace.row, kHintColumn}, "1      LU1, SCS", Role::Description);
  panel.put({kFormPlace.row + 1, kHintColumn}, "3      LU3, a 3270 data stream", Role::Description);
  panel.put({kFormPlace.row + 2, kHintColumn}, "blank  as the printer's session is",
            Role::Description);
  panel.put({10, 2},
            "The page names the printer's session and this terminal. It has a ruler of " +
                std::to_string(kDemoRuler),
            Role::Description);
  panel.put({11, 2}, "columns and every character of the code page.", Role::Description);
  const unsigned bottom = frame_.size.rows;
  panel.message(bottom > 2 ? bottom - 2 : 1, 2, message_, role_);
  panel.put({bottom, 2}, "Enter=Send  PF3=End", Role::Keys);
  panel.cursor(cursor_ == Field::Printer ? kPrinterPlace : kFormPlace);
  outcomes.emplace_back(Write{panel.finish()});
}

void PrintDemo::say(std::string message, Role role, ProgramOutcomes& outcomes) {
  message_ = std::move(message);
  role_ = role;
  show(outcomes);
}

void PrintDemo::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  show(outcomes);
}

void PrintDemo::on_repaint(ProgramOutcomes& outcomes) {
  show(outcomes);
}

void PrintDemo::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

void PrintDemo::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  const auto parsed = tn3270::parse_inbound(record, frame_.size);
  if (const auto* fault = std::get_if<tn3270::Fault>(&parsed)) {
    say(std::string("Your terminal's answer was not understood: ") + text(fault->what) + ".",
        Role::Error, outcomes);
    return;
  }
  const auto& input = std::get<tn3270::Inbound>(parsed);
  switch (input.aid) {
    case Aid::Pf3:
    case Aid::Pf15:
      outcomes.emplace_back(Release{application_.text() + " ended."});
      return;
    case Aid::Enter:
      take(input, outcomes);
      return;
    case Aid::Clear:
    case Aid::Pa1:
    case Aid::Pa2:
    case Aid::Pa3:
    case Aid::None:
      show(outcomes);
      return;
    default:
      say(text(input.aid) + " has no meaning here.", Role::Error, outcomes);
  }
}

void PrintDemo::take(const tn3270::Inbound& input, ProgramOutcomes& outcomes) {
  for (const auto& field : input.fields) {
    const tn3270::Place place = tn3270::place_of(field.address, frame_.size);
    const bool printer = place == kPrinterPlace;
    if (!printer && place != kFormPlace) {
      say("Your terminal sent a field that is not on this screen. Please try again.", Role::Error,
          outcomes);
      return;
    }
    const std::size_t most = printer ? config::LuName::kSize : 1;
    const auto kept = field.data.first(std::min(field.data.size(), most));
    (printer ? printer_ : form_) = trimmed(page_->decode(kept));
  }
  send(outcomes);
}

void PrintDemo::send(ProgramOutcomes& outcomes) {
  cursor_ = Field::Printer;
  if (printer_.empty()) {
    say("Type the name of a printer LU.", Role::Error, outcomes);
    return;
  }
  const auto lu = config::LuName::parse(printer_);
  if (!lu) {
    say(config::name_fault_text(printer_) + ".", Role::Error, outcomes);
    return;
  }
  printer_ = lu->text();
  const auto form = page_form(form_);
  if (!form) {
    cursor_ = Field::Form;
    say("The form of the page is 1, 3 or blank.", Role::Error, outcomes);
    return;
  }
  message_ = "Nothing has been heard of " + printer_ + " yet.";
  role_ = Role::Info;
  outcomes.emplace_back(AcquirePrinter{*lu, PageOrder{*form, lu_}.text()});
}

void PrintDemo::on_acquired(const AcquireResult& result, ProgramOutcomes& outcomes) {
  say(result.text + ".", result.what == AcquireResult::What::Refused ? Role::Error : Role::Info,
      outcomes);
}

}  // namespace vtam
