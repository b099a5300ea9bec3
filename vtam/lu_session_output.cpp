#include <utility>

#include "config/limits.h"
#include "vtam/lu_session_life.h"
#include "vtam/sense.h"

// What a Program's RUs become on their way to the client, and what the client answers.
namespace vtam {
namespace {

constexpr Answer kPositive{};

Answer negative(std::uint32_t sense) {
  return {.positive = false, .sense = sense};
}

}  // namespace

// Writes go out, and answers that VTAM gives itself are told until the program has no more to say.
// The outcome that ends the session, or nullopt.
std::optional<ProgramOutcome> LuSession::carry_out(ProgramOutcomes& made,
                                                   SessionOutcomes& outcomes) {
  std::vector<Answer> answers;
  for (std::uint32_t told = 0;; ++told) {
    for (ProgramOutcome& outcome : made) {
      if (std::holds_alternative<EndJob>(outcome)) {
        end_job(outcomes);
      } else if (auto* ru = std::get_if<Write>(&outcome)) {
        if (const auto answer = write(std::move(*ru), outcomes)) {
          answers.push_back(*answer);
        }
      } else if (ends_session(outcome)) {
        return std::move(outcome);
      } else {
        pass_on(outcome, outcomes);
      }
    }
    made.clear();
    if (told == answers.size()) {
      return std::nullopt;
    }
    if (told == config::limits::kAnswerRounds) {
      const std::string name = life_->application.text();
      outcomes.push_back(Report{lu_->name.text() + ": " + name + " writes on and on"});
      return Release{name + " writes without an end; call the operator"};
    }
    life_->program->on_response(answers[told], made);
  }
}

// What a program says that is not for its client.
void LuSession::pass_on(ProgramOutcome& made, SessionOutcomes& outcomes) {
  if (const auto* remark = std::get_if<Remark>(&made)) {
    outcomes.push_back(Report{lu_->name.text() + ": " + remark->text});
  } else if (std::holds_alternative<WantPrinters>(made)) {
    life_->wants_printers = true;
    outcomes.push_back(PrintersWanted{});
  } else if (auto* wanted = std::get_if<AcquirePrinter>(&made)) {
    AcquireRequest request{kAcquireOfProgram, life_->application};
    request.asker = SessionKey{id_, life_->turn};
    request.data = std::move(wanted->data);
    outcomes.push_back(PrinterWanted{wanted->lu, std::move(request)});
  } else if (auto* answer = std::get_if<TellAsker>(&made)) {
    tell_asker(std::move(answer->result), outcomes);
  } else if (auto* ask = std::get_if<AskHost>(&made)) {
    outcomes.push_back(HostAsked{{id_, life_->turn}, life_->application, std::move(ask->wish)});
  } else if (auto* bound = std::get_if<Bind>(&made)) {
    bind_as_host(std::move(bound->image), outcomes);
  } else if (const auto* unbound = std::get_if<Unbind>(&made)) {
    unbind_as_host(unbound->reason, outcomes);
  } else if (auto* sscp = std::get_if<WriteSscp>(&made)) {
    if (life_->unbound) {
      life_->unbound_text = std::make_unique<tn3270::ByteBuffer>(sscp->text);
    }
    if (!life_->suspended && !life_->behind) {
      outcomes.push_back(SendSscp{std::move(sscp->text)});
    }
  }
}

// nullopt: the client will answer, or nobody wants to know.
std::optional<Answer> LuSession::write(Write ru, SessionOutcomes& outcomes) {
  Life& life = *life_;
  const bool wanted = ru.definite || printer();
  const auto refused = [&](std::uint32_t sense) {
    return wanted ? std::optional(negative(sense)) : std::nullopt;
  };
  if (life.suspended && !life.behind) {
    return refused(sense::kLuNotReady);
  }
  const bool scs = life.mode->pservic[0] == 0x01;
  if (scs != (ru.kind == RuKind::Scs)) {
    outcomes.push_back(Report{lu_->name.text() + ": " + life.application.text() + " wrote " +
                              (scs ? "a 3270 data stream to a LU that takes SCS"
                                   : "SCS to a LU that takes a 3270 data stream")});
    return refused(sense::kFunctionNotSupported);
  }
  if (printer()) {
    if (!life.flow->write(std::move(ru))) {
      return negative(sense::kInsufficientResource);
    }
    flow(outcomes);
    if (!life.terminal.responses && life.program->acb() != 0) {
      life.wrote = true;  // room() answers: a job is no faster than its client reads
      return std::nullopt;
    }
    return life.terminal.responses ? std::nullopt : std::optional(kPositive);
  }
  keep(ru.record);
  if (!life.behind) {
    outcomes.push_back(SendData{std::move(ru.record), ru.kind, ru.definite});
  }
  life.wrote = life.wrote || life.program->acb() != 0;
  if (!ru.definite) {
    return std::nullopt;
  }
  if (!life.terminal.responses || life.behind) {
    return kPositive;
  }
  ++life.owed;
  return std::nullopt;
}

void LuSession::end_job(SessionOutcomes& outcomes) {
  if (printer()) {
    life_->flow->end_job();
    flow(outcomes);
  }
}

void LuSession::flow(SessionOutcomes& outcomes) {
  while (auto item = life_->flow->next()) {
    if (auto* ru = std::get_if<Write>(&*item)) {
      outcomes.push_back(SendData{std::move(ru->record), ru->kind, true});
    } else {
      outcomes.push_back(SendEndOfJob{});
    }
  }
}

void LuSession::response(bool definite, const Answer& answered, SessionOutcomes& outcomes) {
  if (dead_ || life_ == nullptr) {
    return;
  }
  if (life_->querying) {
    if (!answered.positive) {
      end_query("answered the Query with " + sense::text(answered.sense), outcomes);
    }
    return;
  }
  if (life_->leaving != nullptr && !answered.positive && !definite) {
    take_typed({}, outcomes);
    return;
  }
  if (!answered.positive) {
    life_->read.reset();  // which the terminal may not know
    life_->late_buffer.reset();
    report_negative(answered, outcomes);
  }
  if (!definite) {
    repaint_refused(answered, outcomes);
  } else if (printer()) {
    settle(answered, outcomes);
  } else if (life_->stale > 0) {
    --life_->stale;
  } else if (life_->owed > 0) {
    --life_->owed;
    answer(answered, outcomes);
  }
}

void LuSession::report_negative(const Answer& answer, SessionOutcomes& outcomes) const {
  std::string text = lu_->name.text() + ": the " + (printer() ? "printer" : "terminal") +
                     " answered a record" +
                     (pending() ? " of " + life_->application.text() : std::string()) + " with " +
                     sense::text(answer.sense);
  outcomes.push_back(Report{std::move(text)});
}

// A printer: the next RU goes out before the program hears of this one.
void LuSession::settle(const Answer& answered, SessionOutcomes& outcomes) {
  const PrinterFlow::Settled settled = life_->flow->settle(answered);
  flow(outcomes);
  if (settled == PrinterFlow::Settled::Answered) {
    answer(answered, outcomes);
  }
}

void LuSession::answer(const Answer& answer, SessionOutcomes& outcomes) {
  if (listening()) {
    ProgramOutcomes made;
    life_->program->on_response(answer, made);
    turn(made, outcomes);
  }
}

// The client dropped what followed in the record, perhaps the unlocking of its keyboard: write once
// more, but a screen that is refused again stays refused until the user does something.
void LuSession::repaint_refused(const Answer& answer, SessionOutcomes& outcomes) {
  const bool refused = !answer.positive && (answer.sense == sense::kFunctionNotSupported ||
                                            answer.sense == sense::kParameterError);
  if (!listening() || printer() || !refused || life_->repainted || life_->suspended) {
    return;
  }
  life_->repainted = true;
  ProgramOutcomes made;
  life_->program->on_refused(answer, made);
  turn(made, outcomes);
}

void LuSession::condition_cleared(SessionOutcomes& outcomes) {
  if (dead_ || life_ == nullptr) {
    return;
  }
  std::optional<std::uint32_t> lustat = sense::kReady;
  if (life_->flow != nullptr) {
    lustat = life_->flow->ready();
  }
  if (!lustat) {
    return;  // pr3287 says so after every negative answer
  }
  if (listening()) {
    ProgramOutcomes made;
    life_->program->on_status(*lustat, made);
    turn(made, outcomes);
  }
  if (!dead_ && life_ != nullptr && life_->flow != nullptr) {
    flow(outcomes);
  }
}

LuSession::Waiting LuSession::waiting() const {
  if (dead_ || life_ == nullptr) {
    return {};
  }
  if (life_->pausing) {
    return {Waiting::For::LogonPause, life_->wait_turn};
  }
  if (life_->flow != nullptr) {
    return {life_->flow->outstanding() ? Waiting::For::PrinterResponse : Waiting::For::Nothing,
            life_->flow->turn()};
  }
  const bool asked = life_->querying || life_->leaving != nullptr;
  return {asked ? Waiting::For::QueryReply : Waiting::For::Nothing, life_->wait_turn};
}

void LuSession::give_up_waiting(SessionOutcomes& outcomes) {
  switch (waiting().what) {
    case Waiting::For::Nothing:
      return;
    case Waiting::For::LogonPause:
      end_pause(outcomes);
      return;
    case Waiting::For::QueryReply:
      if (!life_->querying) {
        life_->late_buffer = life_->leaving->size;
        take_typed({}, outcomes);
        return;
      }
      life_->reply_late = true;
      end_query("did not answer the Query", outcomes);
      return;
    case Waiting::For::PrinterResponse:
      outcomes.push_back(Report{lu_->name.text() + ": the printer did not answer a record" +
                                (pending() ? " of " + life_->application.text() : std::string()) +
                                "; its session is ended"});
      lose(LossReason::ClientLost, outcomes);
      return;
  }
}

}  // namespace vtam
