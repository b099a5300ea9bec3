#include <algorithm>
#include <utility>

#include "vtam/lu_session_life.h"
#include "vtam/sense.h"

// What reaches a session from the application socket: what its application says, and the end of the
// application itself.
namespace vtam {
namespace {

std::string words(AcbEnd how) {
  switch (how) {
    case AcbEnd::Closed:
      return " has closed";
    case AcbEnd::Lost:
      return " has ended unexpectedly";
    case AcbEnd::Unresponsive:
      return " does not respond";
  }
  return " has gone";
}

bool waits_for_reopen(const Network& network, config::ApplId name) {
  const Application* application = network.find(name);
  const auto& all = network.config().applications;
  return application != nullptr &&
         std::any_of(all.begin(), all.end(), [&](const config::ApplicationSettings& one) {
           return one.wait_for_reopen && network.find(one.name) == application;
         });
}

}  // namespace

bool LuSession::said(std::uint32_t turn, Said said, SessionOutcomes& outcomes) {
  if (acb() == 0 || life_->turn != turn) {
    return false;
  }
  ProgramOutcomes made;
  life_->program->on_said(std::move(said), made);
  if (!dead_) {
    this->turn(made, outcomes);
  } else if (ending(made) != nullptr) {
    release(outcomes);
  }
  return true;
}

bool LuSession::wants_room() const {
  return listening() && life_->wrote;
}

void LuSession::room(SessionOutcomes& outcomes) {
  if (!wants_room()) {
    return;
  }
  life_->wrote = false;
  ProgramOutcomes made;
  if (printer()) {
    life_->program->on_response({}, made);
  } else {
    life_->program->on_room(made);
  }
  turn(made, outcomes);
}

AcbId LuSession::acb() const {
  return pending() ? life_->program->acb() : 0;
}

void LuSession::acb_closed(AcbId acb, AcbEnd how, SessionOutcomes& outcomes) {
  if (acb == 0 || this->acb() != acb) {
    return;
  }
  ProgramOutcomes ignored;
  life_->program->on_lost(LossReason::AcbClosed, ignored);
  if (dead_) {
    release(outcomes);
    return;
  }
  note_loss();
  unbind(how == AcbEnd::Closed ? unbind_reason(LossReason::AcbClosed) : UnbindReason::Cleanup,
         outcomes);
  begin(without_acb(life_->application, how), Binding::New, outcomes);
}

// The network has heard of it before: the ACB is closed there, or open again already.
LuSession::Next LuSession::without_acb(config::ApplId application, AcbEnd how) const {
  const std::string why = application.text() + words(how);
  if (printer()) {
    Next next = first();
    next.report = lu_->name.text() + ": " + why;
    return next;
  }
  if (how == AcbEnd::Closed) {
    return ended(application, why);
  }
  if (!waits_for_reopen(network(), application)) {
    return failed(application, sense::kPluInactive, why);
  }
  WantedLogon wanted{.application = application, .lost = true};
  if (life_->mode_source == ModeSource::Typed) {
    wanted.logmode = life_->mode->name;
  }
  Next next = log_on_to(wanted);
  next.notice = next.queued ? why : next.notice;
  return next;
}

}  // namespace vtam
