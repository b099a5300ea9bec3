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
  Session* const its = find(turn);
  if (its == nullptr || its->program->acb() == 0) {
    return false;
  }
  tell_program(*its, outcomes, [&said](Program& program, ProgramOutcomes& made) {
    program.on_said(std::move(said), made);
  });
  return true;
}

bool LuSession::wants_room() const {
  return listening() && (life_->wrote || std::any_of(life_->shelf.begin(), life_->shelf.end(),
                                                     [](const auto& one) { return one->wrote; }));
}

void LuSession::room(SessionOutcomes& outcomes) {
  if (!wants_room()) {
    return;
  }
  if (printer()) {
    life_->wrote = false;
    tell_program(*life_, outcomes,
                 [](Program& program, ProgramOutcomes& made) { program.on_response({}, made); });
    return;
  }
  std::vector<std::uint32_t> waiting;
  if (life_->wrote) {
    waiting.push_back(life_->turn);
  }
  for (const auto& one : life_->shelf) {
    if (one->wrote) {
      waiting.push_back(one->turn);
    }
  }
  for (const std::uint32_t turn : waiting) {
    if (Session* const its = find(turn); its != nullptr && !dead_) {
      its->wrote = false;
      tell_program(*its, outcomes,
                   [](Program& program, ProgramOutcomes& made) { program.on_room(made); });
    }
  }
}

AcbId LuSession::acb() const {
  return pending() ? life_->program->acb() : 0;
}

bool LuSession::has_session_of(AcbId acb) const {
  return acb != 0 && (this->acb() == acb ||
                      (life_ != nullptr &&
                       std::any_of(life_->shelf.begin(), life_->shelf.end(),
                                   [acb](const auto& one) { return one->program->acb() == acb; })));
}

void LuSession::acb_closed(AcbId acb, AcbEnd how, SessionOutcomes& outcomes) {
  if (!has_session_of(acb)) {
    return;
  }
  ProgramOutcomes ignored;
  if (this->acb() != acb) {
    const auto its = std::find_if(life_->shelf.begin(), life_->shelf.end(),
                                  [acb](const auto& one) { return one->program->acb() == acb; });
    const std::string news = (*its)->application.text() + words(how);
    (*its)->program->on_lost(LossReason::AcbClosed, ignored);
    if (dead_) {
      let_go(**its, outcomes);
    } else {
      drop(**its);
      bring_news(news, outcomes);
    }
    return;
  }
  life_->program->on_lost(LossReason::AcbClosed, ignored);
  if (dead_) {
    let_go(*life_, outcomes);
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
