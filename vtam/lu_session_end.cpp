#include <algorithm>
#include <utility>

#include "vtam/lu_session_life.h"
#include "vtam/sense.h"
#include "vtam/sscp_text.h"

// How a session ends, or the session with one application under it: LOGOFF, KILL, a lost client,
// REACT, V NET,INACT.
namespace vtam {

bool ends_session(const ProgramOutcome& outcome) {
  return std::holds_alternative<PassTo>(outcome) || std::holds_alternative<Release>(outcome) ||
         std::holds_alternative<Disconnect>(outcome) || std::holds_alternative<EndLive>(outcome);
}

const ProgramOutcome* ending(const ProgramOutcomes& made) {
  const auto found = std::find_if(made.begin(), made.end(), ends_session);
  return found == made.end() ? nullptr : &*found;
}

// RFC 2355 10.8 (LOGOFF under SYSREQ). On the menu, or before the first screen, it ends the
// connection. An application that does not let go keeps the LU, so there is no menu to go back to:
// the session dies as by KILL.
void LuSession::log_off(SessionOutcomes& outcomes) {
  if (life_->queued != nullptr) {
    begin(to_menu(given_up(*life_->queued)), Binding::Kept, outcomes);
    return;
  }
  if (life_->menu || life_->program == nullptr) {
    lose(LossReason::Logoff, outcomes);
    return;
  }
  ProgramOutcomes made;
  note_loss();
  life_->program->on_lost(LossReason::Logoff, made);
  const ProgramOutcome* end = ending(made);
  if (end == nullptr) {
    close(UnbindReason::Normal, "LOGOFF, and the application has not let go", outcomes);
    lose_shelf(LossReason::Logoff);
    return;
  }
  const auto* released = std::get_if<Release>(end);
  const std::string notice =
      released == nullptr || released->notice.empty() ? "by LOGOFF" : released->notice;
  begin(ended(life_->application, notice), Binding::New, outcomes);
}

void LuSession::close(UnbindReason reason, std::string why, SessionOutcomes& outcomes) {
  dead_ = true;
  drop_acquirer(outcomes);
  disappoint_asker(why, outcomes);
  unbind(reason, outcomes);
  outcomes.push_back(CloseConnection{std::move(why)});
}

void LuSession::release(SessionOutcomes& outcomes) {
  life_.reset();
  outcomes.push_back(Released{});
}

// The LU dies: those that let go at once are gone.
void LuSession::lose_shelf(LossReason reason) {
  auto& shelf = life_->shelf;
  shelf.erase(std::remove_if(shelf.begin(), shelf.end(),
                             [reason](const auto& one) {
                               ProgramOutcomes made;
                               one->program->on_lost(reason, made);
                               return ending(made) != nullptr;
                             }),
              shelf.end());
}

// Of a dead LU: it is released once nobody has it any more.
void LuSession::let_go(Session& session, SessionOutcomes& outcomes) {
  auto& shelf = life_->shelf;
  if (&session != &life_->front()) {
    drop(session);
    return;
  }
  if (shelf.empty()) {
    release(outcomes);
    return;
  }
  life_->front() = std::move(*shelf.front());
  shelf.erase(shelf.begin());
}

// After UNBIND a terminal shows what the SSCP says (PROTOCOL 1.6). Only one that agreed SYSREQ: tnz
// dies of such a record.
void LuSession::say_inactive(LossReason reason, SessionOutcomes& outcomes) const {
  if (reason == LossReason::Inactive && life_ != nullptr && life_->terminal.bind_image &&
      life_->terminal.sysreq && !printer()) {
    outcomes.push_back(
        SendSscp{sscp_line("SESSION ENDED BECAUSE OF INACTIVITY", network().page())});
  }
}

void LuSession::lose(LossReason reason, SessionOutcomes& outcomes) {
  if (dead_ && !pending()) {
    return;
  }
  if (!dead_) {
    dead_ = true;
    drop_acquirer(outcomes);
    disappoint_asker(text(reason), outcomes);
    unbind(unbind_reason(reason), outcomes);
    say_inactive(reason, outcomes);
    outcomes.push_back(CloseConnection{text(reason)});
  }
  if (!pending()) {
    release(outcomes);
    return;
  }
  lose_shelf(reason);
  ProgramOutcomes made;
  life_->program->on_lost(reason, made);
  if (ending(made) != nullptr) {
    let_go(*life_, outcomes);
  }
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
  if (told || life == nullptr) {
    return;
  }
  ProgramOutcomes ignored;
  for (const auto& one : life->shelf) {
    one->program->on_lost(LossReason::React, ignored);
  }
  if (life->program != nullptr) {
    life->program->on_lost(LossReason::React, ignored);
  }
}

void LuSession::break_application(LossReason reason, Wait wait, SessionOutcomes& outcomes) {
  if (!listening() || life_->menu) {
    return;
  }
  ProgramOutcomes made;
  if (wait == Wait::Yes) {
    life_->program->on_lost(reason, made);
    if (ending(made) == nullptr) {
      close(unbind_reason(reason),
            text(reason) + std::string(", and the application has not let go"), outcomes);
      lose_shelf(reason);
      return;
    }
  }
  note_loss();
  const std::unique_ptr<Program> left = std::move(life_->program);
  const config::ApplId application = life_->application;
  unbind(wait == Wait::Yes ? unbind_reason(reason) : UnbindReason::Cleanup, outcomes);
  if (wait == Wait::No) {
    // Before the next session: whoever waits for the LU may begin one at once.
    left->on_lost(reason, made);
    made.clear();
  }
  if (printer()) {
    // V NET,TERM leaves the application there: the printer logs on to it again.
    const Application* still = network().find(application);
    const bool there = still != nullptr && network().unavailable(*still).why.empty();
    begin({.kind = Next::Kind::Nothing,
           .notice = application.text() + ": " + text(reason),
           .pause = there},
          Binding::New, outcomes);
  } else {
    begin(failed(application, sense::kPluInactive,
                 application.text() + " was ended by the operator (" + text(reason) + ")"),
          Binding::New, outcomes);
  }
}

}  // namespace vtam
