// Whose turn it is, and what becomes of a job that is complete.
#include <string>

#include "printers/spool/job_columns.h"
#include "printers/spool/sqlite_spool.h"

namespace printers {

std::optional<JobRow> SqliteSpool::next(config::LuName printer, config::QueueOrder order,
                                        WallTime now) {
  if (order == config::QueueOrder::Keep) {
    Query query(statements_.front, printer.view());
    auto row = first(query);
    const bool blocks = row && row->state != JobState::Queued &&
                        !(row->state == JobState::Retry && row->next_try <= now);
    return blocks ? std::nullopt : row;
  }
  Query query(statements_.ready, printer.view(), stored(now));
  return first(query);
}

std::optional<JobRow> SqliteSpool::first(Query& query) {
  switch (query.step()) {
    case Step::Row:
      return read_job(query);
    case Step::Failed:
      static_cast<void>(refused());
      break;
    case Step::Done:
      break;
  }
  return std::nullopt;
}

std::optional<WallTime> SqliteSpool::next_due(config::LuName printer) {
  Query query(statements_.due, printer.view());
  if (query.step() != Step::Row || query.null(0)) {
    return std::nullopt;
  }
  return WallTime(std::chrono::milliseconds(query.number(0)));
}

Spool::Done SqliteSpool::sending(JobId job) {
  return change(statements_.sending, job);
}

Spool::Done SqliteSpool::delivered(JobId job, JobState state, const DeliveryNote& note,
                                   std::optional<WallTime> next_try,
                                   std::optional<WallTime> ended) {
  const auto number = [](const std::optional<WallTime>& time) {
    return time ? std::optional(stored(*time)) : std::nullopt;
  };
  return change(statements_.delivered, job, state, note.pages, note.sent, note.why,
                number(next_try), number(ended), note.unknown ? 1U : 0U);
}

Spool::Done SqliteSpool::printed(JobId job, const DeliveryNote& note, WallTime now) {
  return delivered(job, JobState::Printed, note, std::nullopt, now);
}

Spool::Done SqliteSpool::retry(JobId job, const DeliveryNote& note, WallTime at) {
  return delivered(job, JobState::Retry, note, at, std::nullopt);
}

Spool::Done SqliteSpool::failed(JobId job, const DeliveryNote& note, WallTime now) {
  return delivered(job, JobState::Failed, note, std::nullopt, now);
}

Spool::Done SqliteSpool::unknown(JobId job, const DeliveryNote& note) {
  return delivered(job, JobState::Held, note, std::nullopt, std::nullopt);
}

Spool::Done SqliteSpool::requeued(JobId job) {
  return change(statements_.requeued, job);
}

Spool::Done SqliteSpool::hold(JobId job, const std::string& why) {
  return change(statements_.hold, job, why);
}

Spool::Done SqliteSpool::release(JobId job) {
  return change(statements_.release, job);
}

Spool::Done SqliteSpool::requeue(JobId job, config::LuName printer) {
  return change(statements_.requeue, job, printer.view(), ++last_position_);
}

Spool::Done SqliteSpool::cancel(JobId job, WallTime now) {
  return whole([&] { return drop(job, now); });
}

Spool::Done SqliteSpool::drop(JobId job, WallTime now) {
  {
    Query query(statements_.cancel, job, stored(now));
    const Step step = query.step();
    if (step == Step::Failed) {
      return refused();
    }
    if (step == Step::Done) {
      return why_not(job);
    }
    bytes_ -= static_cast<std::uint64_t>(query.number(0));
  }
  if (!Query(statements_.gone, job).run()) {
    return refused();
  }
  return std::nullopt;
}

}  // namespace printers
