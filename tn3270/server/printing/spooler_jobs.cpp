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
  const auto refusal = append(*one, ru);
  const printers::JobId job = one->open ? one->open->job : 0;
  then_or([this, one, job, refusal, session = ru.session](bool durable) {
    vtam::Answer answer{.positive = durable && !refusal, .job = job};
    if (!answer.positive) {
      answer.sense = refusal ? refusal->sense : vtam::sense::kInsufficientResource;
    }
    if (one->open && undone_.count(one->open->job) > 0) {
      one->open.reset();  // its beginning was undone with it
      note_writing(*one);
    }
    around_.post(session.reactor, RuSpooled{session, answer});
  });
}

void Spooler::note_writing(const Printer& printer) {
  if (printer.open || printer.refusing) {
    writing_.insert(printer.lu->name);
  } else {
    writing_.erase(printer.lu->name);
  }
}

// nullopt: it is part of the open job.
std::optional<vtam::Answer> Spooler::append(Printer& printer, SpoolRu& ru) {
  const auto negative = [](std::uint32_t sense) {
    return vtam::Answer{.positive = false, .sense = sense};
  };
  if (printer.refusing) {
    printer.refusing = steady_now();
    return negative(vtam::sense::kNotAvailable);
  }
  const auto refusal = write(printer, ru);
  if (printer.open) {
    printer.open->last = steady_now();
    note_writing(printer);
  }
  const bool said = std::exchange(printer.full, refusal.has_value());
  if (!refusal) {
    return std::nullopt;
  }
  if (!said) {  // an application that goes on sending is one line
    const config::LuName lu = printer.lu->name;
    around_.log->warning(
        "TND506W " +
        (printer.open ? job_text(printer.open->job, lu) + " goes on without a RU, which"
                      : lu.text() + ": a job of " +
                            (ru.facts.application ? ru.facts.application->text() : "nobody")) +
        " is refused: " + printers::text(*refusal));
  }
  return negative(vtam::sense::kInsufficientResource);
}

// To the open job, or as the first of a new one.
printers::Spool::Done Spooler::write(Printer& printer, SpoolRu& ru) {
  if (printer.open) {
    return spool_->append(printer.open->job, ru.kind, ru.bytes);
  }
  std::vector<printers::Piece> first;
  first.push_back({ru.kind, std::move(ru.bytes)});
  const auto begun = spool_->begin(ru.facts, first, wall_now());
  if (const auto* refusal = std::get_if<SpoolRefusal>(&begun)) {
    return *refusal;
  }
  printer.open = OpenJob{std::get<printers::JobId>(begun)};
  begun_.insert(printer.open->job);
  return std::nullopt;
}

void Spooler::take(const SpoolEndOfJob& end) {
  if (Printer* const one = printer(end.printer)) {
    one->refusing.reset();
    note_writing(*one);
    finish(*one);
  }
}

void Spooler::finish(Printer& printer) {
  if (!printer.open) {
    return;
  }
  const printers::JobId job = printer.open->job;
  const config::LuName lu = printer.lu->name;
  printer.open.reset();
  note_writing(printer);
  must({job, [this, job] { return spool_->finish(job, false, wall_now()); },
        [this, job, lu] {
          around_.log->info("TND501I " + job_text(job, lu) + " is queued");
          look_at(lu);
          wake_.signal();
        }});
}

void Spooler::finish_idle(config::Instant now) {
  for (const config::LuName lu : std::set<config::LuName>(writing_)) {
    Printer& one = printers_.at(lu);
    if (one.refusing && *one.refusing + one.queueing.end_of_job <= now) {
      one.refusing.reset();
      note_writing(one);
    }
    if (one.open && one.open->last + one.queueing.end_of_job <= now) {
      finish(one);
    }
  }
}

void Spooler::take(const SpoolAbandon& abandon) {
  Printer* const one = printer(abandon.printer);
  if (one == nullptr) {
    return;
  }
  one->refusing.reset();
  note_writing(*one);
  if (!one->open) {
    return;
  }
  const printers::JobId job = one->open->job;
  const std::string why = "it is incomplete: " + abandon.why;
  one->open.reset();
  note_writing(*one);
  Duty duty{job, [this, job, why] { return spool_->hold(job, why); }};
  duty.done = saying("TND504W " + job_text(job, abandon.printer) + " is held: " + why);
  must(std::move(duty));
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
  const auto begun = spool_->begin(submit.facts, submit.pieces, wall_now());
  if (const auto* refusal = std::get_if<SpoolRefusal>(&begun)) {
    return refused(*refusal, 0, spool_->why());
  }
  const printers::JobId job = std::get<printers::JobId>(begun);
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
      for (const DeliveryView& view : views()) {
        if (view.job == change.job) {
          printers_.at(view.printer).hold = change.why;  // once its delivery has ended
          stop_delivery(view.printer);
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
  then([this, job = change.job] { changed(job); });
  return std::nullopt;
}

// An operator has changed it.
void Spooler::changed(printers::JobId job) {
  for (const DeliveryView& view : views()) {
    if (view.job == job) {
      stop_delivery(view.printer);
    }
  }
  for (auto& [lu, one] : printers_) {
    if (one.open && one.open->job == job) {
      one.open.reset();  // the application is still writing it
      one.refusing = steady_now();
    }
    look_at(lu);  // whoever stood behind it may go on
  }
  wake_.signal();
}

}  // namespace server
