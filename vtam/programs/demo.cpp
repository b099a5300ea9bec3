#include "vtam/programs/demo.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tn3270/datastream/aid.h"

namespace vtam {
namespace {

using tn3270::Aid;
using tn3270::Inbound;

// An optional sign, digits, one decimal point or comma.
bool is_amount(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const auto digits =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto points =
      std::count_if(text.begin(), text.end(), [](char c) { return c == '.' || c == ','; });
  return digits > 0 && points <= 1 && digits + points == std::ssize(text);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

DemoProgram::DemoProgram(Logon logon) : logon_(std::move(logon)), frame_(Frame::of(logon_)) {}

void DemoProgram::show(const Answer& answer, ProgramOutcomes& outcomes) const {
  const DemoView view{logon_, form_, transactions_, answer.message, answer.role, answer.cursor};
  outcomes.emplace_back(Write{write_demo(view, frame_, *logon_.page)});
}

void DemoProgram::on_logon(const Logon& logon, ProgramOutcomes& outcomes) {
  logon_ = logon;
  frame_ = Frame::of(logon_);
  show({"Welcome, " + logon_.lu.text() + "."}, outcomes);
}

void DemoProgram::on_repaint(ProgramOutcomes& outcomes) {
  show({}, outcomes);
}

void DemoProgram::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

void DemoProgram::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  const auto parsed = tn3270::parse_inbound(record, frame_.size);
  if (const auto* fault = std::get_if<tn3270::Fault>(&parsed)) {
    show({std::string("Your terminal's answer was not understood: ") + text(fault->what) + ".",
          Role::Error},
         outcomes);
    return;
  }
  const auto& input = std::get<Inbound>(parsed);
  ++transactions_;
  if (input.aid == Aid::Pf3 || input.aid == Aid::Pf15) {
    outcomes.emplace_back(Release{ended()});
    return;
  }
  show(answer(input), outcomes);
}

std::string DemoProgram::ended() const {
  return logon_.application.text() + " ended after " + std::to_string(transactions_) +
         (transactions_ == 1 ? " transaction." : " transactions.");
}

DemoProgram::Answer DemoProgram::answer(const Inbound& input) {
  switch (input.aid) {
    case Aid::Enter:
      return take_fields(input);
    case Aid::Clear:
    case Aid::Pa1:
    case Aid::Pa2:
    case Aid::Pa3:
      return {text(input.aid) + ": here is the screen again."};
    case Aid::None:  // an answer to a read of nobody's
      return {};
    default: {
      Answer answer = take_fields(input);
      if (answer.role != Role::Error) {
        answer.message = "You pressed " + text(input.aid) + ", which does what Enter does.";
      }
      return answer;
    }
  }
}

DemoProgram::Answer DemoProgram::take_fields(const Inbound& input) {
  if (!input.unformatted.empty()) {
    return {"Your terminal sent text without a field. Please use the form.", Role::Error};
  }
  for (const auto& field : input.fields) {
    const auto* const entry = demo_entry_at(tn3270::place_of(field.address, frame_.size));
    if (entry == nullptr) {
      return {"Your terminal sent a field that is not on this screen. Please try again.",
              Role::Error};
    }
    store(*entry, field.data);
  }
  if (!form_.amount.empty() && !is_amount(form_.amount)) {
    return {"The amount must be a number, such as 12 or -3.50.", Role::Error, DemoField::Amount};
  }
  if (input.fields.empty()) {
    return {"Nothing was typed; here is the form again."};
  }
  return {"Received " + std::to_string(input.fields.size()) +
          (input.fields.size() == 1 ? " field." : " fields.")};
}

void DemoProgram::store(const DemoEntry& entry, tn3270::Bytes data) {
  const auto kept = data.first(std::min<std::size_t>(data.size(), entry.width));
  std::string value = trimmed(logon_.page->decode(kept));
  switch (entry.field) {
    case DemoField::Name:
      form_.name = std::move(value);
      break;
    case DemoField::City:
      form_.city = std::move(value);
      break;
    case DemoField::Amount:
      form_.amount = std::move(value);
      break;
    case DemoField::Password:
      form_.password_length = kept.size();
      break;
  }
}

}  // namespace vtam
