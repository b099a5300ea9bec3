#include <algorithm>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "vtam/logon_request.h"
#include "vtam/lu_session_life.h"
#include "vtam/typeterm.h"

// What a LuSession does when its Program has answered: writes go out, and a session that ends is
// followed by the next one.
namespace vtam {

LuSession::Next LuSession::first() const {
  if (!lu_->application || *lu_->application == menu_application()) {
    return to_menu("");
  }
  // MODEL 2: a logon of the LU's own needs no AUTH.
  const auto judged = judge_logon(*network_, {.lu = lu_,
                                              .device = life_->terminal.device,
                                              .application = *lu_->application,
                                              .logmode = std::nullopt});
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    return to_menu(refused->text);
  }
  const LogonPlan& plan = std::get<LogonPlan>(judged);
  return {plan.application, plan.mode, "", ""};
}

LuSession::Next LuSession::to_menu(std::string notice) const {
  const auto chosen = choose_logmode(network_->modes(), {.lu = lu_,
                                                         .row = network_->row(lu_->name),
                                                         .device = life_->terminal.device,
                                                         .typed = std::nullopt});
  VERIFY(std::holds_alternative<ChosenMode>(chosen), "a default logmode is never refused");
  if (notice.empty()) {
    notice = network_->menu_fault().value_or("");
  }
  return {nullptr, std::get<ChosenMode>(chosen), "", std::move(notice)};
}

LuSession::Next LuSession::pass(const PassTo& pass) const {
  if (const auto refused = judge_pass(*network_, life_->application)) {
    return to_menu(refused->text);
  }
  if (pass.application == menu_application()) {
    return to_menu(life_->menu ? menu_application().text() + " is this menu; choose an application"
                               : std::string());
  }
  const auto judged = judge_logon(*network_, {.lu = lu_,
                                              .device = life_->terminal.device,
                                              .application = pass.application,
                                              .logmode = pass.logmode});
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    return to_menu(refused->text);
  }
  const LogonPlan& plan = std::get<LogonPlan>(judged);
  return {plan.application, plan.mode, pass.data, ""};
}

// nullopt: the connection ends.
std::optional<LuSession::Next> LuSession::after(const ProgramOutcome& ending) const {
  if (const auto* passed = std::get_if<PassTo>(&ending)) {
    return pass(*passed);
  }
  const auto* released = std::get_if<Release>(&ending);
  if (released == nullptr || life_->menu) {
    return std::nullopt;  // Disconnect, or the menu's end: there is nothing to go back to
  }
  return to_menu(released->notice.empty() ? life_->application.text() + " session ended"
                                          : released->notice);
}

Logon LuSession::logon(const Next& next) const {
  const Life& life = *life_;
  const config::Config& config = network_->config();
  Logon logon{.lu = lu_->name,
              .application = life.application,
              .logmode = life.mode->name,
              .typeterm = choose_typeterm(*lu_, config.autoinstall, *life.mode).typeterm,
              .device = life.terminal.device,
              .screen = life.screen,
              .alternate = life.screen.alternate != life.screen.primary,
              .functions = life.terminal.functions,
              .client = life.terminal.client,
              .data = next.data,
              .partition = partition_,
              .notice = next.notice,
              .menu = nullptr};
  if (life.menu) {
    logon.menu = life.own_menu != nullptr ? life.own_menu.get() : &network_->menu(partition_);
  }
  return logon;
}

void LuSession::unbind(std::uint8_t reason, SessionOutcomes& outcomes) {
  if (life_ != nullptr && life_->bound) {
    life_->bound = false;
    outcomes.push_back(SendUnbind{reason});
  }
}

void LuSession::log_on(const Next& next, ProgramOutcomes& made, SessionOutcomes& outcomes) {
  Life& life = *life_;
  const bool menu = next.application == nullptr;
  // A refused LOGON leaves the menu's session as it is: only its screen is written again.
  const bool stays = menu && life.menu && life.program != nullptr;
  if (!stays) {
    // PROTOCOL 1.6: an application switch is UNBIND 01 and a new BIND, nothing else.
    unbind(kNormalEnd, outcomes);
  }
  life.program.reset();
  life.menu = menu;
  life.application = menu ? menu_application() : next.application->name;
  life.suspended = false;
  if (menu && lu_->application && *lu_->application != menu_application() &&
      life.own_menu == nullptr) {
    const Application* own = network_->find(*lu_->application);
    life.own_menu = std::make_unique<const Menu>(
        Menu{network_->menu(partition_).title,
             {{*lu_->application, own == nullptr ? "" : own->description, lu_->at}}});
  }
  if (!stays) {
    life.mode = next.mode.mode;
    life.screen = life.terminal.bind_image
                      ? next.mode.sizes.screen
                      : sizes_without_bind(next.mode.sizes, life.terminal.device);
    if (life.terminal.bind_image) {
      outcomes.push_back(SendBind{
          bind_image(*life.mode, next.mode.sizes, life.application, lu_->name, network_->page())});
      life.bound = true;
    }
  }
  const Logon told = logon(next);
  life.program = (menu ? network_->menu_program() : *next.application->factory)(told);
  VERIFY(life.program != nullptr, "a program type makes programs");
  life.program->on_logon(told, made);
}

void LuSession::begin(const Next& next, SessionOutcomes& outcomes) {
  ProgramOutcomes made;
  log_on(next, made, outcomes);
  turn(made, outcomes);
}

void LuSession::turn(ProgramOutcomes& made, SessionOutcomes& outcomes) {
  for (std::uint32_t begun = 0;; ++begun) {
    auto ending = made.begin();
    for (; ending != made.end(); ++ending) {
      if (std::holds_alternative<EndJob>(*ending)) {
        outcomes.push_back(SendEndOfJob{});
        continue;
      }
      auto* write = std::get_if<Write>(&*ending);
      if (write == nullptr) {
        break;
      }
      // Data while SYSREQ has suspended the session would be refused with 082D.
      if (!life_->suspended) {
        outcomes.push_back(SendData{std::move(write->record), write->kind, write->definite});
      }
    }
    if (ending == made.end()) {
      return;
    }
    std::optional<Next> next = after(*ending);
    made.clear();
    if (next && begun == config::limits::kPassRounds) {
      const std::string name = life_->application.text();
      outcomes.push_back(Report{lu_->name.text() + ": " + name + " passes the session on and on"});
      next = to_menu(name + " ends every session at once; call the operator");
    }
    if (!next || begun > config::limits::kPassRounds) {
      close(kNormalEnd, "the session ended at the menu", outcomes);
      release(outcomes);
      return;
    }
    log_on(*next, made, outcomes);
  }
}

}  // namespace vtam
