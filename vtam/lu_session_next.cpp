#include <utility>

#include "config/verify.h"
#include "vtam/logon_request.h"
#include "vtam/lu_session_life.h"
#include "vtam/typeterm.h"

// Which session comes next on a LU, and what its application is told.
namespace vtam {
namespace {

constexpr std::uint8_t kLu1 = 0x01;

}  // namespace

LuSession::Next LuSession::first() const {
  // MODEL 2: a logon of the LU's own needs no AUTH.
  if (lu_->application && *lu_->application != menu_application()) {
    return log_on_to(*lu_->application, std::nullopt, "");
  }
  return without_application(printer() ? "it has no application to log on to" : "");
}

// A printer has no screen to choose another application on.
LuSession::Next LuSession::without_application(std::string notice) const {
  if (printer()) {
    return {.kind = Next::Kind::Nothing, .notice = std::move(notice)};
  }
  return to_menu(std::move(notice));
}

LuSession::Next LuSession::to_menu(std::string notice) const {
  const auto chosen = choose_logmode(network().modes(), {.lu = lu_,
                                                         .row = network().row(lu_->name),
                                                         .device = life_->terminal.device,
                                                         .typed = std::nullopt});
  VERIFY(std::holds_alternative<ChosenMode>(chosen), "a default logmode is never refused");
  if (notice.empty()) {
    notice = network().menu_fault().value_or("");
  }
  return {
      .kind = Next::Kind::Menu, .mode = std::get<ChosenMode>(chosen), .notice = std::move(notice)};
}

LuSession::Next LuSession::log_on_to(config::ApplId application,
                                     const std::optional<config::ModeName>& logmode,
                                     std::string data) const {
  const auto judged = judge_logon(network(), {.lu = lu_,
                                              .device = life_->terminal.device,
                                              .application = application,
                                              .logmode = logmode});
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    return without_application(printer() ? refused->text : refused->sentence());
  }
  const LogonPlan& plan = std::get<LogonPlan>(judged);
  return {.kind = Next::Kind::Application,
          .application = plan.application,
          .mode = plan.mode,
          .data = std::move(data)};
}

LuSession::Next LuSession::pass(const PassTo& pass) const {
  if (const auto refused = judge_pass(network(), life_->application)) {
    return without_application(refused->sentence());
  }
  if (pass.application == menu_application()) {
    const std::string menu = menu_application().text();
    if (printer()) {
      return without_application(menu + " is for terminals");
    }
    return to_menu(life_->menu ? menu + " is this menu; choose an application" : std::string());
  }
  return log_on_to(pass.application, pass.logmode, pass.data);
}

LuSession::Next LuSession::after(const ProgramOutcome& ending) const {
  if (const auto* passed = std::get_if<PassTo>(&ending)) {
    return pass(*passed);
  }
  const auto* released = std::get_if<Release>(&ending);
  if (released == nullptr || life_->menu) {
    return {};  // Disconnect, or the menu's end
  }
  if (printer()) {
    return without_application(released->notice);
  }
  return to_menu(released->notice.empty() ? life_->application.text() + " session ended"
                                          : released->notice);
}

Logon LuSession::logon(const Next& next) const {
  const Life& life = *life_;
  const config::Config& config = network().config();
  Logon logon{.lu = lu_->name,
              .application = life.application,
              .logmode = life.mode->name,
              .typeterm = choose_typeterm(*lu_, config.autoinstall, *life.mode).typeterm,
              .device = life.terminal.device,
              .screen = life.screen,
              .alternate = life.screen.alternate != life.screen.primary,
              .kind = life.mode->pservic[0] == kLu1 ? RuKind::Scs : RuKind::Data3270,
              .page = life.page,
              .functions = life.terminal.functions,
              .client = life.terminal.client,
              .data = next.data,
              .partition = partition_,
              .notice = next.notice,
              .menu = nullptr};
  if (life.menu) {
    logon.menu = life.own_menu != nullptr ? life.own_menu.get() : &network().menu(partition_);
  }
  return logon;
}

}  // namespace vtam
