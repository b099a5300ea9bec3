// Jobs on their way into the spool: written by applications RU by RU, submitted whole, changed by
// operators.

#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/printing/job_words.h"
#include "tn3270/server/printing/spooler.h"
#include "tn3270/server/wall_clock.h"
#include "vtam/sense.h"

namespace server {
namespace {

using printers::SpoolRefusal;

JobRefused refused(SpoolRefusal refusal, printers::JobId job, const std::string& why) {
  const std::string number = "job " + std::to_string(job);
  switch (refusal) {
    case SpoolRefusal::NoSuchJob:
      return {"UNKNOWN-JOB", "there is no " + number};
    case SpoolRefusal::WrongState:
      return {"WRONG-STATE", number + " is in no state for that"};
    case SpoolRefusal::Full:
      return {"SPOOL-FULL", "the spool has no room for it"};
    case SpoolRefusal::Failed:
      break;
  }
  return {"SPOOL-FAILED", "the spool could not be written: " + why};
}

const char* done(JobVerb verb) {
  switch (verb) {
    case JobVerb::Hold:
      return "held";
    case JobVerb::Release:
      return "released";
    case JobVerb::Requeue:
      return "requeued";
    case JobVerb::Cancel:
      return "cancelled";
  }
  return "changed";
}

}  // namespace

void Spooler::take(SpoolRu& ru) {
  Printer* const one = printer(ru.facts.printer);
  if (one == nullptr) {
    return;
  }
  const bool fresh = !one->open;
  const auto refusal = append(*one, ru);
  const printers::JobId job = one->open ? one->open->job : 0;
  then_or([this, one, fresh, job, refusal, session = ru.session](bool durable) {
    vtam::Answer answer{.positive = durable && !refusal, .job = job};
    if (!answer.positive) {
      answer.sense = refusal ? refusal->sense : vtam::sense::kInsufficientResource;
    }
    if (!durable && fresh && one->open && one->open->job == job) {
      one->open.reset();  // its beginning was undone with it
      writing_.erase(one->lu->name);
    }
    around_.post(session.reactor, RuSpooled{session, answer});
  });
}

// nullopt: it is part of the open job.
std::optional<vtam::Answer> Spooler::append(Printer& printer, const SpoolRu& ru) {
  const auto negative = [](std::uint32_t sense) {
    return vtam::Answer{.positive = false, .sense = sense};
  };
  if (printer.refusing) {
    return negative(vtam::sense::kNotAvailable);
  }
  const config::LuName lu = printer.lu->name;
  const bool fresh = !printer.open;
  if (fresh) {
    const auto begun = spool_->begin(ru.facts, wall_now());
    if (!std::holds_alternative<printers::JobId>(begun)) {
      around_.log->warning("TND506W " + lu.text() + ": a job of " +
                           (ru.facts.application ? ru.facts.application->text() : "nobody") +
                           " is refused: " + printers::text(std::get<SpoolRefusal>(begun)));
      return negative(vtam::sense::kInsufficientResource);
    }
    printer.open = OpenJob{std::get<printers::JobId>(begun)};
    writing_.insert(lu);
  }
  printer.open->last = steady_now();
  const auto refusal = spool_->append(printer.open->job, ru.kind, ru.bytes);
  if (!refusal) {
    return std::nullopt;
  }
  around_.log->warning("TND506W " + job_text(printer.open->job, lu) +
                       " goes on without a RU, which is refused: " + printers::text(*refusal));
  if (fresh) {
    static_cast<void>(spool_->cancel(printer.open->job, wall_now()));
  }
  if (fresh || *refusal == SpoolRefusal::WrongState || *refusal == SpoolRefusal::NoSuchJob) {
    printer.open.reset();
    writing_.erase(lu);
  }
  return negative(vtam::sense::kInsufficientResource);
}

void Spooler::take(const SpoolEndOfJob& end) {
  if (Printer* const one = printer(end.printer)) {
    one->refusing = false;
    finish(*one);
  }
}

void Spooler::finish(Printer& printer) {
  if (!printer.open) {
    return;
  }
  const OpenJob open = *printer.open;
  const config::LuName lu = printer.lu->name;
  printer.open.reset();
  writing_.erase(lu);
  static_cast<void>(spool_->finish(open.job, false, wall_now()));
  look_at(lu);
  then_or([this, &printer, open, lu](bool durable) {
    if (durable) {
      around_.log->info("TND501I " + job_text(open.job, lu) + " is queued");
    } else if (!printer.open) {
      printer.open = OpenJob{open.job, steady_now()};  // its end is written later
      writing_.insert(lu);
    }
  });
}

void Spooler::finish_idle(config::Instant now) {
  std::vector<config::LuName> idle;
  for (const config::LuName lu : writing_) {
    const Printer& one = printers_.at(lu);
    if (one.open->last + one.queueing.end_of_job <= now) {
      idle.push_back(lu);
    }
  }
  for (const config::LuName lu : idle) {
    finish(printers_.at(lu));
  }
}

void Spooler::take(const SpoolAbandon& abandon) {
  Printer* const one = printer(abandon.printer);
  if (one == nullptr) {
    return;
  }
  one->refusing = false;
  if (!one->open) {
    return;
  }
  const printers::JobId job = one->open->job;
  one->open.reset();
  writing_.erase(abandon.printer);
  const std::string why = "it is incomplete: " + abandon.why;
  if (!spool_->hold(job, why)) {
    say("TND504W " + job_text(job, abandon.printer) + " is held: " + why);
  }
}

void Spooler::take(SubmitJob& wanted) {
  JobAnswer answer = submit(wanted);
  then_or([this, answer = std::move(answer), lu = wanted.facts.printer,
           tell = std::move(wanted.answer)](bool durable) {
    if (!durable) {
      tell(refused(SpoolRefusal::Failed, 0, spool_->why()));
      return;
    }
    if (const auto* taken = std::get_if<JobTaken>(&answer)) {
      around_.log->info("TND501I " + job_text(taken->job, lu) + " is queued");
    }
    tell(answer);
  });
}

JobAnswer Spooler::submit(const SubmitJob& submit) {
  const config::LuName lu = submit.facts.printer;
  if (printer(lu) == nullptr) {
    return JobRefused{"UNKNOWN-LU", lu.text() + " is no printer that the server delivers to"};
  }
  const auto begun = spool_->begin(submit.facts, wall_now());
  if (const auto* refusal = std::get_if<SpoolRefusal>(&begun)) {
    return refused(*refusal, 0, spool_->why());
  }
  const printers::JobId job = std::get<printers::JobId>(begun);
  for (const printers::Piece& piece : submit.pieces) {
    if (const auto refusal = spool_->append(job, piece.kind, piece.bytes)) {
      static_cast<void>(spool_->cancel(job, wall_now()));
      return refused(*refusal, job, spool_->why());
    }
  }
  if (const auto refusal = spool_->finish(job, true, wall_now())) {
    return refused(*refusal, job, spool_->why());
  }
  look_at(lu);
  return JobTaken{job};
}

void Spooler::take(ChangeJob& wanted) {
  const auto refusal = change(wanted);
  then_or([this, refusal, wanted = std::move(wanted)](bool durable) {
    if (refusal) {
      wanted.answer(*refusal);
    } else if (!durable) {
      wanted.answer(refused(SpoolRefusal::Failed, wanted.job, spool_->why()));
    } else {
      around_.log->info("TND509I job " + std::to_string(wanted.job) + " is " + done(wanted.verb) +
                        " by the operator");
      wanted.answer(JobTaken{wanted.job});
    }
  });
}

std::optional<JobRefused> Spooler::change(const ChangeJob& change) {
  printers::Spool::Done refusal;
  switch (change.verb) {
    case JobVerb::Hold:
      for (const DeliveryView& view : deliveries_.views()) {
        if (view.job == change.job) {
          take(StopDelivery{view.printer, change.why});  // held when its delivery has ended
          return std::nullopt;
        }
      }
      refusal = spool_->hold(change.job, change.why);
      break;
    case JobVerb::Release:
      refusal = spool_->release(change.job);
      break;
    case JobVerb::Requeue:
      if (!change.printer || printer(*change.printer) == nullptr) {
        return JobRefused{"UNKNOWN-LU", (change.printer ? change.printer->text() : "nothing") +
                                            " is no printer that the server delivers to"};
      }
      refusal = spool_->requeue(change.job, *change.printer);
      break;
    case JobVerb::Cancel:
      refusal = spool_->cancel(change.job, wall_now());
      break;
  }
  if (refusal) {
    return refused(*refusal, change.job, spool_->why());
  }
  forget_open(change.job);
  for (const DeliveryView& view : deliveries_.views()) {
    if (view.job == change.job) {
      deliveries_.stop(view.printer);
    }
  }
  // Whoever stood behind it may go on.
  for (const auto& [lu, one] : printers_) {
    look_at(lu);
  }
  return std::nullopt;
}

// The application is still writing a job that an operator has taken away.
void Spooler::forget_open(printers::JobId job) {
  for (const config::LuName lu : writing_) {
    Printer& one = printers_.at(lu);
    if (one.open->job == job) {
      one.open.reset();
      one.refusing = true;
      writing_.erase(lu);
      return;
    }
  }
}

}  // namespace server
