#include "vtam/lu_session.h"

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

}  // namespace

LuSession::LuSession(const config::LuSettings& lu, std::uint16_t partition,
                     const NetworkPtr& network, SessionId id)
    : lu_(&lu), network_(&network), id_(id), partition_(partition) {}
LuSession::~LuSession() = default;
LuSession::LuSession(LuSession&&) noexcept = default;
LuSession& LuSession::operator=(LuSession&&) noexcept = default;

void LuSession::start(Terminal terminal, SessionOutcomes& outcomes) {
  if (dead_) {
    return;
  }
  VERIFY(life_ == nullptr, "a session starts once");
  life_ = std::make_unique<Life>();
  life_->terminal = std::move(terminal);
  life_->moment = started_;
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

void LuSession::set_time(const Moment& moment) {
  (life_ == nullptr ? started_ : life_->moment) = moment;
}

const config::ServerSettings& LuSession::server() const {
  return network().config().servers[partition_];
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
  if (comes_late(record)) {
    return;
  }
  const bool leaving = life_->leaving != nullptr;
  if (leaving && answers_typed(record)) {
    take_typed(record, outcomes);
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
  if (std::exchange(life_->news_shown, false)) {
    life_->news.clear();
  }
  if (!leaving && hot_key(record.front(), record, outcomes)) {
    return;
  }
  take_answer(record);
  life_->program->on_receive(record, made);
  turn(made, outcomes);
}

void LuSession::receive_sscp(tn3270::Bytes text, SessionOutcomes& outcomes) {
  if (dead_ || life_ == nullptr) {
    return;
  }
  if (!life_->suspended) {
    ProgramOutcomes made;
    if (pending() && life_->program->on_sscp(text, made)) {
      turn(made, outcomes);
    }
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

void LuSession::attn(SessionOutcomes& outcomes) {
  if (!listening() || life_->suspended || life_->leaving != nullptr ||
      hot_key(config::kAttnKey, {}, outcomes)) {
    return;
  }
  ProgramOutcomes made;
  if (life_->program->on_key(HostKey::Attn, made)) {
    turn(made, outcomes);
    return;
  }
  if (life_->mode->fm_profile == kNonSnaProfile) {
    receive(kPa1, outcomes);  // PROTOCOL 1.8, as z/OS does
    return;
  }
  life_->program->on_signal(made);
  turn(made, outcomes);
}

void LuSession::sysreq(SessionOutcomes& outcomes) {
  // A printer has no keyboard, though pr3287 agrees SYSREQ.
  if (dead_ || life_ == nullptr || !life_->terminal.sysreq || printer() ||
      life_->leaving != nullptr) {
    return;
  }
  ProgramOutcomes made;
  if (!life_->suspended && pending() && life_->program->on_key(HostKey::Sysreq, made)) {
    turn(made, outcomes);
    return;
  }
  life_->suspended = !life_->suspended;
  if (life_->suspended) {
    outcomes.push_back(SendSscp{sscp_line("", network().page())});
    if (pending()) {
      life_->program->on_suspended();
    }
    return;
  }
  if (life_->querying) {
    return;  // the first screen is still to come
  }
  if (life_->menu && life_->queued == nullptr && !life_->news_shown && !life_->news.empty()) {
    begin(to_menu(""), Binding::Kept, outcomes);
    return;
  }
  if (life_->kept != nullptr && life_->program->has_line()) {
    // A host cannot be asked for its screen.
    if (auto screen = life_->kept->repaint(life_->screen)) {
      outcomes.push_back(SendData{std::move(*screen), RuKind::Data3270, false});
    }
  }
  life_->program->on_repaint(made);  // LUSTAT 082B
  turn(made, outcomes);
}

LuState LuSession::state() const {
  if (dead_) {
    return pending() ? LuState::Terminating : LuState::Conct;
  }
  return pending() ? LuState::ActS : LuState::Activ;
}

const QueuedLogon* LuSession::queued_for() const {
  return listening() ? life_->queued.get() : nullptr;
}

std::optional<config::ApplId> LuSession::application() const {
  return pending() ? std::optional(life_->application) : std::nullopt;
}

std::uint32_t LuSession::turn() const {
  return pending() && !life_->menu ? life_->turn : 0;
}

std::optional<config::ModeName> LuSession::logmode() const {
  return pending() ? std::optional(life_->mode->name) : std::nullopt;
}

std::string LuSession::logmode_rule() const {
  return pending() ? mode_rule(life_->mode_source, life_->mode_fits) : "";
}

std::string LuSession::typeterm() const {
  return pending() ? choose_typeterm(*lu_, network().config(), *life_->mode).typeterm : "";
}

std::string LuSession::typeterm_rule() const {
  return pending() ? choose_typeterm(*lu_, network().config(), *life_->mode).rule : "";
}

tn3270::ScreenSizes LuSession::screen() const {
  return pending() ? life_->screen : tn3270::ScreenSizes{};
}

std::string LuSession::code_page() const {
  return life_ != nullptr && life_->page != nullptr ? life_->page->number() : "";
}

}  // namespace vtam
