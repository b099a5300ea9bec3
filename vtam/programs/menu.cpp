#include "vtam/programs/menu.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/datastream/aid.h"
#include "vtam/programs/menu_layout.h"
#include "vtam/uss_text.h"

namespace vtam {
namespace {

using tn3270::Aid;
using tn3270::Inbound;

// The text typed, or nullopt: a field came that this screen has not.
std::optional<tn3270::Bytes> typed(const Inbound& input, tn3270::Place field,
                                   tn3270::ScreenSize size) {
  if (input.fields.empty()) {
    return input.unformatted;
  }
  const auto& only = input.fields.front();
  if (input.fields.size() > 1 || tn3270::place_of(only.address, size) != field) {
    return std::nullopt;
  }
  return only.data;
}

// Only BSTTUSST has lines; the menu under another APPL name is empty.
const Menu& no_applications() {
  static const Menu kNone;
  return kNone;
}

}  // namespace

MenuProgram::MenuProgram(const Logon& logon)
    : page_(logon.page),
      menu_(logon.menu != nullptr ? logon.menu : &no_applications()),
      lu_(logon.lu),
      frame_(Frame::of(logon)) {
  if (logon.uss != nullptr) {
    own_ = std::make_unique<const OwnWords>(
        OwnWords{logon.uss, logon.now, logon.logmode, logon.client});
  }
}

bool MenuProgram::own(std::uint8_t number) const {
  return own_ != nullptr && find_uss(*own_->uss, number, page_->number(), frame_.size) != nullptr;
}

std::vector<std::string> MenuProgram::words(std::uint8_t number, std::string about) const {
  UssValues values{.lu = lu_.text(), .text = std::move(about)};
  if (own_ == nullptr) {
    return uss_lines({}, number, page_->number(), frame_.size, values);
  }
  values.logmode = own_->logmode.text();
  values.client = own_->client;
  if (own_->now != nullptr) {
    values.date = date_text(*own_->now);
    values.time = time_text(*own_->now);
  }
  return uss_lines(*own_->uss, number, page_->number(), frame_.size, values);
}

void MenuProgram::show(std::string_view message, Role role, ProgramOutcomes& outcomes) {
  listed_ = !own(uss::kWelcome);
  if (listed_) {
    outcomes.emplace_back(Write{write_menu({*menu_, lu_, shown_, message, role}, frame_, *page_)});
  } else {
    // No list is there that would mark them.
    const std::string live = message.empty() && !menu_->live.empty() ? live_words() : "";
    outcomes.emplace_back(Write{write_words(
        {words(uss::kWelcome, ""), live.empty() ? message : live, role}, frame_, *page_)});
  }
}

void MenuProgram::show_words(const std::vector<std::string>& lines, ProgramOutcomes& outcomes) {
  listed_ = false;
  outcomes.emplace_back(Write{write_words({lines}, frame_, *page_)});
}

void MenuProgram::say(std::uint8_t number, const std::string& about, std::string_view sentence,
                      ProgramOutcomes& outcomes) {
  if (own(number)) {
    show_words(words(number, about), outcomes);
  } else {
    show(sentence, Role::Error, outcomes);
  }
}

void MenuProgram::echo(const TestTyped& test, ProgramOutcomes& outcomes) {
  std::vector<std::string> lines;
  for (std::uint32_t sent = 0; sent < test.count && lines.size() < frame_.size.rows; ++sent) {
    for (std::string& line : words(uss::kEcho, "IBMECHO " + test.data)) {
      lines.push_back(std::move(line));
    }
  }
  show_words(lines, outcomes);
}

void MenuProgram::on_logon(const Logon& logon, ProgramOutcomes& outcomes) {
  if (logon.message.empty()) {
    show(logon.notice, Role::Info, outcomes);
  } else {
    show_words(logon.message, outcomes);
  }
}

void MenuProgram::on_repaint(ProgramOutcomes& outcomes) {
  show("", Role::Info, outcomes);
}

void MenuProgram::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

void MenuProgram::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  const auto parsed = tn3270::parse_inbound(record, frame_.size);
  if (const auto* fault = std::get_if<tn3270::Fault>(&parsed)) {
    show(std::string("Your terminal's answer was not understood (") + text(fault->what) +
             "). Please try again.",
         Role::Error, outcomes);
    return;
  }
  key(std::get<Inbound>(parsed), outcomes);
}

void MenuProgram::key(const Inbound& input, ProgramOutcomes& outcomes) {
  switch (input.aid) {
    case Aid::Enter:
    case Aid::CursorSelect:
      return enter(input, outcomes);
    case Aid::Pf3:
    case Aid::Pf15:
      return log_off({}, outcomes);
    case Aid::Pf7:
    case Aid::Pf19:
      return turn(-1, outcomes);
    case Aid::Pf8:
    case Aid::Pf20:
      return turn(1, outcomes);
    case Aid::Clear:
    case Aid::Pa1:
    case Aid::Pa2:
    case Aid::Pa3:
    case Aid::None:  // an answer to a read of nobody's
      return show("", Role::Info, outcomes);
    default:
      return show(text(input.aid) + " has no meaning here. Choose an application, or PF3 to end.",
                  Role::Error, outcomes);
  }
}

void MenuProgram::turn(int pages, ProgramOutcomes& outcomes) {
  const auto count = MenuLayout(frame_.size, menu_->lines.size()).pages;
  if (pages < 0 && shown_ == 0) {
    return show("This is the first page.", Role::Info, outcomes);
  }
  if (pages > 0 && shown_ + 1 >= count) {
    return show("This is the last page.", Role::Info, outcomes);
  }
  shown_ = pages < 0 ? shown_ - 1 : shown_ + 1;
  show("", Role::Info, outcomes);
}

void MenuProgram::enter(const Inbound& input, ProgramOutcomes& outcomes) {
  const MenuLayout layout(frame_.size, menu_->lines.size());
  const auto bytes = typed(input, layout.input, frame_.size);
  if (!bytes) {
    show("Your terminal sent a field that is not on this screen. Please try again.", Role::Error,
         outcomes);
  } else if (bytes->size() > config::limits::kTypedCommand) {
    show("That is too long: a command has at most " +
             std::to_string(config::limits::kTypedCommand) + " characters.",
         Role::Error, outcomes);
  } else {
    execute(parse_command(page_->decode(*bytes)), input, outcomes);
  }
}

void MenuProgram::execute(const TypedCommand& command, const Inbound& input,
                          ProgramOutcomes& outcomes) {
  if (const auto* logon = std::get_if<LogonTyped>(&command)) {
    outcomes.emplace_back(PassTo{logon->application, logon->logmode, logon->data});
  } else if (const auto* logoff = std::get_if<LogoffTyped>(&command)) {
    log_off(*logoff, outcomes);
  } else if (const auto* test = std::get_if<TestTyped>(&command)) {
    echo(*test, outcomes);
  } else if (const auto* bad = std::get_if<BadCommand>(&command)) {
    say(bad->uss, bad->about, bad->sentence, outcomes);
  } else {
    select(input, outcomes);
  }
}

// Who has left an application and not ended it is not to lose it by one key.
void MenuProgram::log_off(const LogoffTyped& typed, ProgramOutcomes& outcomes) {
  if (menu_->live.empty() || typed.all) {
    outcomes.emplace_back(Disconnect{});
    return;
  }
  if (typed.application) {
    outcomes.emplace_back(EndLive{*typed.application});
    return;
  }
  show(live_words() + " LOGOFF name ends one of them, LOGOFF ALL everything.", Role::Info,
       outcomes);
}

std::string MenuProgram::live_words() const {
  std::string names;
  for (const LiveApplication& one : menu_->live) {
    names += (names.empty() ? "" : ", ") + one.application.text();
  }
  return "Live: " + names + ".";
}

void MenuProgram::select(const Inbound& input, ProgramOutcomes& outcomes) {
  if (!listed_) {
    show("", Role::Info, outcomes);  // whoever has read a message sees the menu again
    return;
  }
  if (input.cursor) {
    const MenuLayout layout(frame_.size, menu_->lines.size());
    const auto place = tn3270::place_of(*input.cursor, frame_.size);
    if (const auto index = layout.application_at(place, shown_, menu_->lines.size())) {
      outcomes.emplace_back(PassTo{menu_->lines[*index].application, std::nullopt, ""});
      return;
    }
  }
  show("Nothing is chosen: move the cursor to an application, or type its name.", Role::Info,
       outcomes);
}

}  // namespace vtam
