#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "vtam/lu_session_life.h"
#include "vtam/programs/queued_logon.h"
#include "vtam/sense.h"

// What a LuSession does when its Program has answered: a session that ends is followed by the next
// one.
namespace vtam {

void LuSession::unbind(UnbindReason reason, SessionOutcomes& outcomes) {
  if (life_ != nullptr && life_->bound && !life_->behind) {
    life_->bound = false;
    outcomes.push_back(SendUnbind{static_cast<std::uint8_t>(reason)});
  }
}

void LuSession::bind(const Next& next, SessionOutcomes& outcomes) {
  Life& life = *life_;
  life.mode = next.mode.mode;
  life.mode_source = next.mode.source;
  life.mode_fits = next.mode.sizes.fits;
  if (!life.terminal.bind_image) {
    life.screen = printer() ? next.mode.sizes.screen
                            : sizes_without_bind(next.mode.sizes, life.terminal.device);
    begin_keeping();
    return;
  }
  life.screen = next.mode.sizes.screen;
  begin_keeping();
  if (life.behind) {
    return;  // its BIND is sent when the user comes back to it
  }
  outcomes.push_back(SendBind{
      bind_image(*life.mode, next.mode.sizes, life.application, lu_->name, network().page())});
  life.bound = true;
}

void LuSession::log_on(const Next& next, Binding binding, ProgramOutcomes& made,
                       SessionOutcomes& outcomes) {
  Life& life = *life_;
  const bool menu = next.kind == Next::Kind::Menu;
  // A refused LOGON leaves the menu's session as it is: only its screen is written again.
  const bool stays = binding == Binding::Kept || (menu && life.menu && life.program != nullptr);
  if (!stays && !life.behind) {  // else the terminal is with another one, which hears its answers
    // PROTOCOL 1.6: an application switch is UNBIND 01 and a new BIND, nothing else.
    unbind(UnbindReason::Normal, outcomes);
    life.stale += std::exchange(life.owed, 0);
    if (life.flow != nullptr) {
      life.flow->forget();
    }
  }
  disappoint_asker("", outcomes);
  life.program.reset();
  life.queued.reset();
  if (!life.behind) {
    life.suspended = false;
    if (life.leaving != nullptr) {
      life.late_buffer = life.leaving->size;
      life.leaving.reset();
    }
  }
  life.wrote = false;
  if (!next.report.empty()) {
    outcomes.push_back(Report{next.report});
  }
  if (next.refused) {
    outcomes.push_back(NameRefused{*next.refused});
  }
  if (next.kind == Next::Kind::Nothing) {
    wait(next, outcomes);
    return;
  }
  if (next.kind == Next::Kind::Live) {
    bring(next.live, made, outcomes);
    return;
  }
  life.network = *network_;
  life.menu = menu;
  life.acquired = next.acquire != 0;
  if (next.asker) {
    life.acquiring->asker = next.asker;
  }
  life.pausing = life.pausing && !life.acquired;
  life.application = menu ? menu_application() : next.application->name;
  if (menu) {
    make_menu();
  }
  if (!stays) {
    bind(next, outcomes);
  }
  if (!menu) {
    life.turn = ++life.turns;
  }
  const Logon told = logon(next);
  if (next.queued) {
    life.queued = std::make_unique<QueuedLogon>(*next.queued);
    life.program = std::make_unique<QueuedLogonProgram>(told, *life.queued);
  } else {
    life.program = (menu ? network().menu_program() : *next.application->factory)(told);
  }
  VERIFY(life.program != nullptr, "a program type makes programs");
  life.program->on_logon(told, made);
  if (!life.behind) {
    life.news_shown = menu && shows_news(next, told);
  }
}

// Of a printer.
void LuSession::wait(const Next& next, SessionOutcomes& outcomes) {
  if (!next.notice.empty()) {
    outcomes.push_back(Report{lu_->name.text() + " waits without a session: " + next.notice});
  }
  if (next.pause) {
    life_->pausing = true;
    ++life_->wait_turn;
  }
}

void LuSession::end(const Next& next, SessionOutcomes& outcomes) {
  std::string why = next.notice;
  if (why.empty()) {
    why = printer() ? "its application ended the connection" : "the session ended at the menu";
  }
  close(UnbindReason::Normal, std::move(why), outcomes);
  lose_shelf(LossReason::Logoff);
  let_go(*life_, outcomes);
}

void LuSession::begin(Next next, Binding binding, SessionOutcomes& outcomes) {
  next = acquirer_first(std::move(next), outcomes);
  if (next.kind == Next::Kind::End) {
    end(next, outcomes);
    return;
  }
  ProgramOutcomes made;
  log_on(next, next.acquire == 0 ? binding : Binding::New, made, outcomes);
  ask_release(made, outcomes);
  turn(made, outcomes);
}

void LuSession::turn(ProgramOutcomes& made, SessionOutcomes& outcomes) {
  for (std::uint32_t begun = 0;; ++begun) {
    const auto ending = carry_out(made, outcomes);
    if (!ending) {
      return;
    }
    Next next = acquirer_first(after(*ending), outcomes);
    made.clear();
    if (next.kind != Next::Kind::End && next.acquire == 0 && begun == config::limits::kPassRounds) {
      const config::ApplId application = life_->application;
      const std::string name = application.text();
      outcomes.push_back(Report{lu_->name.text() + ": " + name + " passes the session on and on"});
      next = failed(application, sense::kPermissionRejected,
                    name + " ends every session at once; call the operator");
    }
    if (next.kind == Next::Kind::End || begun > config::limits::kPassRounds) {
      end(next, outcomes);
      return;
    }
    log_on(next, Binding::New, made, outcomes);
    ask_release(made, outcomes);
  }
}

}  // namespace vtam
