#include <algorithm>
#include <utility>

#include "config/limits.h"
#include "vtam/logon_request.h"
#include "vtam/lu_session_life.h"
#include "vtam/sense.h"

// OPNDST ACQUIRE: an application wants a session with this LU, whoever holds it (MODEL 2, printer
// sharing). What nobody uses gives way at once: the menu, a queued logon, a printer that waits
// without a session. Otherwise the holder is asked to release it, and whoever has acquired the LU
// comes before what the LU itself would do next.
namespace vtam {
namespace {

using What = AcquireNews::What;

void tell(const AcquireRequest& request, What what, std::string why, std::uint32_t sense,
          SessionOutcomes& outcomes) {
  if (request.asker) {
    outcomes.push_back(AskerTold{*request.asker, {AcquireResult::What::Refused, std::move(why)}});
    return;
  }
  outcomes.push_back(AcquireTold{{request.acquire, what, std::move(why), sense}});
}

void tell(const AcquireRequest& request, const LogonRefusal& refusal, SessionOutcomes& outcomes) {
  tell(request, What::Refused, refusal.text, refusal.sense, outcomes);
}

}  // namespace

const AcquireRequest* LuSession::acquirer() const {
  const bool waits = life_ != nullptr && life_->acquiring != nullptr && life_->acquiring->waiting;
  return waits ? &*life_->acquiring->waiting : nullptr;
}

std::variant<LogonPlan, LogonRefusal> LuSession::judge(const AcquireRequest& request) const {
  if (auto refused = judge_acquire(network(), request.application)) {
    return std::move(*refused);
  }
  auto judged = judge_logon(network(), {.lu = lu_,
                                        .device = life_->terminal.device,
                                        .application = request.application,
                                        .logmode = request.logmode,
                                        .client = client_modes(),
                                        .group = group_of(server(), *lu_)});
  const auto* plan = std::get_if<LogonPlan>(&judged);
  if (plan != nullptr && pending() &&
      ((!life_->menu && plan->application->name == life_->application) ||
       find_live(plan->application->name) != nullptr)) {
    return LogonRefusal{
        lu_->name.text() + " is in session with " + plan->application->name.text() + " already", "",
        sense::kSessionLimit};
  }
  return judged;
}

void LuSession::acquire(const AcquireRequest& request, SessionOutcomes& outcomes) {
  const std::string name = lu_->name.text();
  if (dead_ || life_ == nullptr) {
    tell(request, What::NoClient, name + (dead_ ? " is TERMINATING" : " has no client yet"),
         sense::kSluInactive, outcomes);
    return;
  }
  if (const AcquireRequest* other = acquirer()) {
    if (other->acquire != request.acquire) {
      tell(request, What::Refused,
           other->application.text() + " waits for " + name +
               " already; it is given to one after "
               "the other",
           sense::kSessionLimit, outcomes);
    }
    return;
  }
  const auto judged = judge(request);
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    tell(request, *refused, outcomes);
    return;
  }
  if (life_->acquiring == nullptr) {
    life_->acquiring = std::make_unique<Acquiring>();
  }
  life_->acquiring->waiting = request;
  if (!hold_back_acquirer(outcomes)) {
    serve_acquirer(outcomes);
  }
}

void LuSession::cancel_acquire(AcquireId acquire) {
  if (const AcquireRequest* waiting = acquirer();
      waiting != nullptr && waiting->acquire == acquire) {
    life_->acquiring->forget();
  }
}

// Somebody waits, and may be served.
void LuSession::serve_acquirer(SessionOutcomes& outcomes) {
  if (life_->querying) {
    keep_waiting(menu_application().text(), outcomes);
  } else if (life_->program == nullptr || life_->menu) {
    begin({.kind = Next::Kind::Nothing}, Binding::New, outcomes);
  } else {
    ProgramOutcomes made;
    ask_release(made, outcomes);
    turn(made, outcomes);
  }
}

// What comes next on the LU, or the session with whoever has acquired it. (Reading) CLSDST PASS is
// part of the session that ends: its target comes first, and is asked to release the LU in turn.
LuSession::Next LuSession::acquirer_first(Next next, SessionOutcomes& outcomes) {
  const AcquireRequest* waiting = acquirer();
  if (waiting == nullptr || life_->acquiring->held_back ||
      (next.kind == Next::Kind::End && !next.unless_acquired)) {
    return next;
  }
  if (next.passed && next.kind == Next::Kind::Application) {
    if (next.application == network().find(waiting->application)) {
      next.acquire = waiting->acquire;
      life_->acquiring->forget();
    }
    return next;
  }
  const AcquireRequest request = *waiting;
  life_->acquiring->forget();
  const auto judged = judge(request);
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    tell(request, *refused, outcomes);
    return next;
  }
  const auto& plan = std::get<LogonPlan>(judged);
  Next session{.kind = Next::Kind::Application, .application = plan.application, .mode = plan.mode};
  session.report = std::move(next.report);
  session.acquire = request.acquire;
  session.asker = request.asker;
  session.data = request.data;
  return session;
}

// Who wants the LU waits for its holder; a program of the server's does not.
void LuSession::keep_waiting(const std::string& holder, SessionOutcomes& outcomes) {
  const AcquireRequest& waiting = *acquirer();
  if (!waiting.asker) {
    tell(waiting, What::Waiting, holder, 0, outcomes);
    return;
  }
  const std::string name = lu_->name.text();
  tell(waiting, What::Refused,
       holder.empty() ? name + " is acquired again and again; try again in some seconds"
                      : name + " is in session with " + holder +
                            ", which has been asked to release it; try again",
       sense::kSessionLimit, outcomes);
  life_->acquiring->forget();
}

void LuSession::tell_asker(AcquireResult result, SessionOutcomes& outcomes) {
  if (life_ == nullptr || life_->acquiring == nullptr || !life_->acquiring->asker) {
    return;
  }
  std::optional<SessionKey>& asker = life_->acquiring->asker;
  const bool last = result.what != AcquireResult::What::Later;
  outcomes.push_back(AskerTold{*asker, std::move(result)});
  if (last) {
    asker.reset();
  }
}

// The session that was acquired for somebody is over, and he has not heard of it yet.
void LuSession::disappoint_asker(const std::string& why, SessionOutcomes& outcomes) {
  tell_asker({AcquireResult::What::Refused, "The session with " + lu_->name.text() + " has ended" +
                                                (why.empty() ? "" : ": " + why)},
             outcomes);
}

bool LuSession::acquired(std::uint32_t turn, const AcquireResult& result,
                         SessionOutcomes& outcomes) {
  Session* const its = listening() ? find(turn) : nullptr;
  if (its == nullptr) {
    return false;
  }
  tell_program(*its, outcomes, [&result](Program& program, ProgramOutcomes& made) {
    program.on_acquired(result, made);
  });
  return true;
}

// RELREQ to whoever has the LU now.
void LuSession::ask_release(ProgramOutcomes& made, SessionOutcomes& outcomes) {
  const AcquireRequest* waiting = acquirer();
  if (waiting == nullptr || life_->acquiring->held_back || life_->menu || !listening() ||
      ending(made) != nullptr) {
    return;
  }
  life_->program->on_release_wanted(waiting->application, made);
  if (ending(made) == nullptr) {
    keep_waiting(life_->application.text(), outcomes);
  }
}

// The network is another one: it may have no place for who waits.
void LuSession::judge_acquirer(SessionOutcomes& outcomes) {
  const AcquireRequest* waiting = acquirer();
  if (waiting == nullptr) {
    return;
  }
  const auto judged = judge(*waiting);
  if (const auto* refused = std::get_if<LogonRefusal>(&judged)) {
    tell(*waiting, *refused, outcomes);
    life_->acquiring->forget();
  }
}

// The LU's client has gone, or its life is over.
void LuSession::drop_acquirer(SessionOutcomes& outcomes) {
  if (const AcquireRequest* waiting = acquirer()) {
    tell(*waiting, What::NoClient, lu_->name.text() + " has lost its client", sense::kSluInactive,
         outcomes);
    life_->acquiring->forget();
  }
}

// A session that was acquired is over against its application's will.
void LuSession::note_loss() {
  if (!life_->acquired) {
    return;
  }
  if (life_->acquiring == nullptr) {
    life_->acquiring = std::make_unique<Acquiring>();
  }
  life_->acquiring->lost_by = life_->application;
  life_->acquiring->lost_at = life_->moment.now;
}

// MODEL 2, node errors: who takes a LU again and again at once after each loss waits. True: it
// does, until give_up_waiting().
bool LuSession::hold_back_acquirer(SessionOutcomes& outcomes) {
  Acquiring& acquiring = *life_->acquiring;
  const config::Instant now = life_->moment.now;
  const config::ApplId application = acquiring.waiting->application;
  const Application* row = network().find(application);
  if (row == nullptr || acquiring.lost_by != row->name ||
      now - acquiring.lost_at >= config::limits::kLogonsAgainIn ||
      acquiring.again.add(now, config::limits::kLogonsAgainIn) <= config::limits::kLogonsAgain) {
    return false;
  }
  acquiring.held_back = true;
  life_->pausing = true;
  ++life_->wait_turn;
  outcomes.push_back(Report{lu_->name.text() + ": " + application.text() +
                            " acquires it again and again after losing it; it waits for 5 s"});
  keep_waiting("", outcomes);
  return true;
}

// The pause is over: of whoever has acquired the LU, or of a printer's own logon.
void LuSession::end_pause(SessionOutcomes& outcomes) {
  life_->pausing = false;
  judge_acquirer(outcomes);
  if (acquirer() != nullptr) {
    life_->acquiring->held_back = false;
    serve_acquirer(outcomes);
  } else if (life_->program == nullptr && !life_->querying) {
    begin(first(), Binding::New, outcomes);
  }
}

void LuSession::printers(const std::vector<PrinterRow>& rows, SessionOutcomes& outcomes) {
  std::vector<std::uint32_t> asking;
  const auto ask = [&asking](Session& session) {
    if (std::exchange(session.wants_printers, false)) {
      asking.push_back(session.turn);
    }
  };
  if (listening()) {
    ask(*life_);
    std::for_each(life_->shelf.begin(), life_->shelf.end(), [&](const auto& one) { ask(*one); });
  }
  for (const std::uint32_t turn : asking) {
    if (Session* const its = dead_ ? nullptr : find(turn)) {
      tell_program(*its, outcomes, [&rows](Program& program, ProgramOutcomes& made) {
        program.on_printers(rows, made);
      });
    }
  }
}

}  // namespace vtam
