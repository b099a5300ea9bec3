#include "vtam/lu_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "config/verify.h"
#include "tn3270/datastream/orders.h"
#include "vtam/lu_session_life.h"
#include "vtam/sscp_text.h"
#include "vtam/typeterm.h"

namespace vtam {
namespace {

constexpr std::array<std::uint8_t, 1> kPa1{0x6C};
constexpr std::uint8_t kNonSnaProfile = 0x02;
constexpr auto kStructuredField = static_cast<std::uint8_t>(tn3270::Aid::StructuredField);

// Whatever ends a session from the application's side lets the LU go.
const ProgramOutcome* ending(const ProgramOutcomes& made) {
  const auto found = std::find_if(made.begin(), made.end(), [](const ProgramOutcome& outcome) {
    return !std::holds_alternative<Write>(outcome) && !std::holds_alternative<EndJob>(outcome);
  });
  return found == made.end() ? nullptr : &*found;
}

}  // namespace

LuSession::LuSession(const config::LuSettings& lu, std::uint16_t partition,
                     const NetworkPtr& network)
    : lu_(&lu), network_(&network), partition_(partition) {}
LuSession::~LuSession() = default;
LuSession::LuSession(LuSession&&) noexcept = default;
LuSession& LuSession::operator=(LuSession&&) noexcept = default;

void LuSession::start(Terminal terminal, SessionOutcomes& outcomes) {
  if (dead_) {
    return;
  }
  VERIFY(life_ == nullptr, "a session starts once");
  life_ = std::make_unique<Life>(
      Life{.terminal = std::move(terminal), .application = menu_application()});
  if (printer()) {
    life_->flow = std::make_unique<PrinterFlow>(
        life_->terminal.responses ? PrinterFlow::Pace::OneByOne : PrinterFlow::Pace::Unpaced);
  }
  if (must_query()) {
    ask_query(outcomes);
    return;
  }
  choose_page(std::nullopt, outcomes);
  begin(first(), Binding::New, outcomes);
}

bool LuSession::pending() const {
  return life_ != nullptr && life_->program != nullptr;
}

bool LuSession::listening() const {
  return !dead_ && pending();
}

void LuSession::receive(tn3270::Bytes record, SessionOutcomes& outcomes) {
  if (record.empty()) {
    return;
  }
  if (!dead_ && life_ != nullptr && life_->querying) {
    take_reply(record, outcomes);
    return;
  }
  if (!listening() || life_->suspended) {
    return;
  }
  ProgramOutcomes made;
  if (life_->reply_late && record.front() == kStructuredField) {
    // PROTOCOL 4.6: x3270 inhibits its keyboard after a query reply until the next write.
    life_->reply_late = false;
    life_->program->on_repaint(made);
    turn(made, outcomes);
    return;
  }
  life_->repainted = false;
  life_->program->on_receive(record, made);
  turn(made, outcomes);
}

void LuSession::receive_sscp(tn3270::Bytes text, SessionOutcomes& outcomes) {
  if (!listening() || !life_->suspended) {
    return;
  }
  const std::string command = sscp_command(text, network().page());
  if (command.substr(0, command.find(' ')) == "LOGOFF") {
    log_off(outcomes);
  } else {
    outcomes.push_back(
        SendSscp{sscp_line(command.empty() ? "" : "COMMAND UNRECOGNIZED", network().page())});
  }
}

// RFC 2355 10.8 (LOGOFF under SYSREQ). On the menu it ends the connection. An application that does
// not let go keeps the LU, so there is no menu to go back to: the session dies as by KILL.
void LuSession::log_off(SessionOutcomes& outcomes) {
  if (life_->menu) {
    lose(LossReason::Logoff, outcomes);
    return;
  }
  ProgramOutcomes made;
  life_->program->on_lost(LossReason::Logoff, made);
  const ProgramOutcome* end = ending(made);
  if (end == nullptr) {
    close(UnbindReason::Normal, "LOGOFF, and the application has not let go", outcomes);
    return;
  }
  const auto* released = std::get_if<Release>(end);
  const std::string notice = released == nullptr || released->notice.empty()
                                 ? life_->application.text() + " session ended by LOGOFF"
                                 : released->notice;
  begin(to_menu(notice), Binding::New, outcomes);
}

void LuSession::attn(SessionOutcomes& outcomes) {
  if (!listening() || life_->suspended) {
    return;
  }
  if (life_->mode->fm_profile == kNonSnaProfile) {
    receive(kPa1, outcomes);  // PROTOCOL 1.8, as z/OS does
    return;
  }
  ProgramOutcomes made;
  life_->program->on_signal(made);
  turn(made, outcomes);
}

void LuSession::sysreq(SessionOutcomes& outcomes) {
  // A printer has no keyboard, though pr3287 agrees SYSREQ.
  if (!listening() || !life_->terminal.sysreq || printer()) {
    return;
  }
  life_->suspended = !life_->suspended;
  if (life_->suspended) {
    outcomes.push_back(SendSscp{sscp_line("", network().page())});
    return;
  }
  ProgramOutcomes made;
  life_->program->on_repaint(made);  // LUSTAT 082B
  turn(made, outcomes);
}

void LuSession::close(UnbindReason reason, std::string why, SessionOutcomes& outcomes) {
  dead_ = true;
  unbind(reason, outcomes);
  outcomes.push_back(CloseConnection{std::move(why)});
}

void LuSession::release(SessionOutcomes& outcomes) {
  life_.reset();
  outcomes.push_back(Released{});
}

void LuSession::lose(LossReason reason, SessionOutcomes& outcomes) {
  if (dead_ && !pending()) {
    return;
  }
  if (!dead_) {
    close(unbind_reason(reason), text(reason), outcomes);
  }
  if (pending()) {
    ProgramOutcomes made;
    life_->program->on_lost(reason, made);
    if (ending(made) == nullptr) {
      return;
    }
  }
  release(outcomes);
}

void LuSession::react(SessionOutcomes& outcomes) {
  if (dead_ && !pending()) {
    return;
  }
  const bool told = dead_;
  if (!dead_) {
    close(unbind_reason(LossReason::React), text(LossReason::React), outcomes);
  }
  // Nothing that the program does or throws can keep the LU.
  const std::unique_ptr<Life> life = std::move(life_);
  release(outcomes);
  if (!told && life != nullptr && life->program != nullptr) {
    ProgramOutcomes ignored;
    life->program->on_lost(LossReason::React, ignored);
  }
}

LuState LuSession::state() const {
  if (dead_) {
    return pending() ? LuState::Terminating : LuState::Conct;
  }
  return pending() ? LuState::ActS : LuState::Activ;
}

std::optional<config::ApplId> LuSession::application() const {
  return pending() ? std::optional(life_->application) : std::nullopt;
}

std::optional<config::ModeName> LuSession::logmode() const {
  return pending() ? std::optional(life_->mode->name) : std::nullopt;
}

std::string LuSession::typeterm() const {
  return pending() ? choose_typeterm(*lu_, network().config().autoinstall, *life_->mode).typeterm
                   : "";
}

std::string LuSession::typeterm_rule() const {
  return pending() ? choose_typeterm(*lu_, network().config().autoinstall, *life_->mode).rule : "";
}

tn3270::ScreenSizes LuSession::screen() const {
  return pending() ? life_->screen : tn3270::ScreenSizes{};
}

std::string LuSession::code_page() const {
  return life_ != nullptr && life_->page != nullptr ? life_->page->number() : "";
}

}  // namespace vtam
