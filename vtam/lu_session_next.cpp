#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "vtam/default_application.h"
#include "vtam/logon_request.h"
#include "vtam/lu_session_life.h"
#include "vtam/sense.h"

// Which session comes next on a LU.
namespace vtam {

std::optional<config::ApplId> LuSession::default_application() const {
  const Terminal& terminal = life_->terminal;
  const auto found =
      vtam::default_application(server(), *lu_, terminal.default_application, terminal.listener);
  return found ? std::optional(found->name) : std::nullopt;
}

LuSession::Next LuSession::first() const {
  // MODEL 2: a logon of the LU's own needs no AUTH.
  const auto wanted = default_application();
  if (wanted && *wanted != menu_application()) {
    return log_on_to({.application = *wanted});
  }
  if (printer()) {
    return {.kind = Next::Kind::Nothing, .notice = "it has no application to log on to"};
  }
  return to_menu("");
}

LuSession::Next LuSession::to_menu(std::string notice) const {
  const auto chosen = choose_logmode(network().modes(), {.lu = lu_,
                                                         .row = network().row(lu_->name),
                                                         .device = life_->terminal.device,
                                                         .typed = std::nullopt,
                                                         .client = client_modes()});
  VERIFY(std::holds_alternative<ChosenMode>(chosen), "a default logmode is never refused");
  if (notice.empty()) {
    notice = network().menu_fault().value_or("");
  }
  return {
      .kind = Next::Kind::Menu, .mode = std::get<ChosenMode>(chosen), .notice = std::move(notice)};
}

// A session with `application` did not come about, or was broken. A printer has no screen to say so
// on; z/OS' MSG07 decides whether a terminal's user is told or sent away.
LuSession::Next LuSession::failed(config::ApplId application, std::uint32_t sense,
                                  std::string why) const {
  if (printer()) {
    return {.kind = Next::Kind::Nothing, .notice = std::move(why)};
  }
  if (!server().sessions.explain_errors && life_->shelf.empty()) {
    return {.kind = Next::Kind::End, .notice = std::move(why)};
  }
  Next next = to_menu("");
  next.notice.clear();
  next.uss = uss::kNotBound;
  next.values.applid = application.text();
  next.values.sense = sense::digits(sense);
  next.values.text = std::move(why);
  return next;
}

// A terminal's session with `application` is over as it should be: z/OS' LUSESSIONPEND.
LuSession::Next LuSession::ended(config::ApplId application, std::string why) const {
  if (!server().sessions.keep_at_logoff && life_->shelf.empty()) {
    return {.kind = Next::Kind::End,
            .notice = application.text() + " ended its session",
            .unless_acquired = true};
  }
  Next next = to_menu("");
  if (next.notice.empty()) {
    next.uss = uss::kSessionEnded;
    next.values.applid = application.text();
    next.values.text = std::move(why);
  }
  return next;
}

LuSession::Next LuSession::log_on_to(const WantedLogon& wanted) const {
  const config::ApplId application = wanted.application;
  const auto judged =
      judge_logon(network(), {.lu = lu_,
                              .device = life_->terminal.device,
                              .application = application,
                              .logmode = wanted.logmode,
                              .client = client_modes(),
                              .group = group_of(server(), *lu_),
                              .closed = wanted.lost ? WhileClosed::Waits : WhileClosed::AsDefined});
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    if (refused->may_wait && !printer()) {
      Next next = to_menu("");
      next.notice = refused->text;
      next.queued = QueuedLogon{wanted, life_->moment};
      return next;
    }
    Next next =
        failed(application, refused->sense, printer() ? refused->text : refused->sentence());
    if (life_->menu &&
        (refused->sense == sense::kUnknownName || refused->sense == sense::kPermissionRejected)) {
      next.refused = application;
    }
    return next;
  }
  const LogonPlan& plan = std::get<LogonPlan>(judged);
  return {.kind = Next::Kind::Application,
          .application = plan.application,
          .mode = plan.mode,
          .data = wanted.data,
          .from = wanted.from};
}

LuSession::Next LuSession::pass(const PassTo& pass) {
  const bool to_menu_itself = pass.application == menu_application();
  if (const Session* const live = to_menu_itself ? nullptr : find_live(pass.application)) {
    return resumed(*live, pass);
  }
  if (life_->menu) {
    if (auto held = hold_back()) {
      return std::move(*held);
    }
    if (auto refused = too_many()) {
      return std::move(*refused);
    }
  }
  if (const auto refused = judge_pass(network(), life_->application)) {
    return printer() ? again(refused->sentence())
                     : failed(pass.application, refused->sense, refused->sentence());
  }
  if (to_menu_itself) {
    const std::string menu = menu_application().text();
    if (printer()) {
      return again(menu + " is for terminals");
    }
    return to_menu(life_->menu ? menu + " is this menu; choose an application" : std::string());
  }
  Next next = log_on_to({.application = pass.application,
                         .logmode = pass.logmode,
                         .data = pass.data,
                         .from = life_->menu ? std::nullopt : std::optional(life_->application)});
  next.passed = true;
  return next.kind == Next::Kind::Nothing ? again(std::move(next.notice)) : std::move(next);
}

// Nothing: its user may log on again.
std::optional<LuSession::Next> LuSession::hold_back() {
  const config::ThrottleSettings& throttle = server().throttle;
  if (throttle.logons == 0 || (life_->terminal.loopback && !throttle.loopback)) {
    return std::nullopt;
  }
  const std::uint32_t count = life_->logons.add(life_->moment.now, config::limits::kLogonsIn);
  if (count <= throttle.logons) {
    return std::nullopt;
  }
  Next next = to_menu("Too many logons in a short time. Wait some seconds, then try again.");
  if (count == throttle.logons + 1) {
    next.report = lu_->name.text() + ": " + life_->terminal.client + " has sent more than " +
                  std::to_string(throttle.logons) + " logons within 10 s and is held back";
  }
  return next;
}

// MODEL 2: a printer that another application, or its own, has released logs on again; one that is
// released again and again pauses. Sessions that were acquired do not count: nobody has asked for
// them but the application.
LuSession::Next LuSession::again(std::string report) {
  const bool own = !life_->acquired && acquirer() == nullptr;
  if (own && life_->logons.add(life_->moment.now, config::limits::kLogonsAgainIn) >
                 config::limits::kLogonsAgain) {
    return {.kind = Next::Kind::Nothing,
            .notice = life_->application.text() +
                      " ends its sessions at once; it logs on again after a pause" +
                      (report.empty() ? "" : ": " + report),
            .pause = true};
  }
  Next next = first();
  if (!report.empty()) {
    next.report = std::move(report.insert(0, lu_->name.text() + ": "));
  }
  return next;
}

LuSession::Next LuSession::after(const ProgramOutcome& ending) {
  if (const auto* live = std::get_if<EndLive>(&ending)) {
    return end_live(live->application);
  }
  if (const auto* passed = std::get_if<PassTo>(&ending)) {
    return pass(*passed);
  }
  const auto* released = std::get_if<Release>(&ending);
  if (released != nullptr && life_->queued != nullptr) {
    return to_menu(given_up(*life_->queued));
  }
  if (released == nullptr || life_->menu) {
    return {};  // Disconnect, or the menu's end
  }
  if (printer()) {
    return again(released->notice);
  }
  return released->sense == 0 ? ended(life_->application, released->notice)
                              : failed(life_->application, released->sense, released->notice);
}

std::string LuSession::given_up(const QueuedLogon& queued) {
  return "You do not wait for " + queued.application.text() + " any more.";
}

}  // namespace vtam
