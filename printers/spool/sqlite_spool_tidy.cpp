// What is no longer kept: first the row of a job, which then is no job any more, then its pieces,
// then the pages that they were on. Each in small turns.
#include <vector>

#include "printers/spool/job_columns.h"
#include "printers/spool/schema.h"
#include "printers/spool/sqlite_spool.h"

namespace printers {
namespace {

// Of one turn: 10 to 20 ms.
constexpr int kJobs = 200;
constexpr int kPieces = 1'000;
constexpr std::int64_t kBytes = 8 << 20;
// Free pages that the next jobs will need anyway: 8 MB.
constexpr std::int64_t kKeptFree = 2'000;

}  // namespace

std::size_t SqliteSpool::tidy(WallTime now) {
  std::size_t done = 0;
  const Done refusal = whole([&]() -> Done {
    const bool tidied = forget_expired(JobState::Printed, now - settings_.keep_printed, done) &&
                        forget_expired(JobState::Failed, now - settings_.keep_failed, done) &&
                        forget_expired(JobState::Cancelled, now - settings_.keep_failed, done) &&
                        remove_pieces(done) && give_space_back(done);
    return tidied ? Done() : refused();
  });
  return refusal ? 0 : done;
}

bool SqliteSpool::forget_expired(JobState state, WallTime ended, std::size_t& done) {
  std::vector<JobId> jobs;
  {
    Query query(statements_.expired, state, stored(ended), kJobs);
    Step step = query.step();
    for (; step == Step::Row; step = query.step()) {
      jobs.push_back(static_cast<JobId>(query.number(0)));
      if (state != JobState::Cancelled) {  // whose pieces have not counted since
        bytes_ -= static_cast<std::uint64_t>(query.number(1));
      }
    }
    if (step == Step::Failed) {
      return false;
    }
  }
  for (const JobId job : jobs) {
    if (!forget(job)) {
      return false;
    }
  }
  done += jobs.size();
  return true;
}

bool SqliteSpool::forget(JobId job) {
  return Query(statements_.forget, job).run() && Query(statements_.gone, job).run() &&
         Query(statements_.highest, job).run();
}

bool SqliteSpool::remove_pieces(std::size_t& done) {
  Budget budget{kPieces, kBytes};
  while (budget.pieces > 0 && budget.bytes > 0) {
    JobId job = 0;
    {
      Query query(statements_.first_gone);
      const Step step = query.step();
      if (step != Step::Row) {
        return step == Step::Done;
      }
      job = static_cast<JobId>(query.number(0));
    }
    if (!remove_pieces(job, budget)) {
      return false;
    }
    ++done;
  }
  return true;
}

bool SqliteSpool::remove_pieces(JobId job, Budget& budget) {
  const std::int64_t begin = piece_row(job, 0);
  std::int64_t end = piece_row(job, kMostPieces - 1);
  Step step = Step::Row;
  {
    std::int64_t last = end;
    Query query(statements_.gone_pieces, begin, end);
    while (budget.pieces > 0 && budget.bytes > 0 && (step = query.step()) == Step::Row) {
      last = query.number(0);
      budget.bytes -= query.number(1);
      --budget.pieces;
    }
    if (step == Step::Failed) {
      return false;
    }
    if (step == Step::Row) {
      end = last;
    }
  }
  return Query(statements_.drop_pieces, begin, end).run() &&
         (step == Step::Row || Query(statements_.not_gone, job).run());
}

bool SqliteSpool::give_space_back(std::size_t& done) {
  {
    Query query(statements_.free_pages);
    if (query.step() != Step::Row) {
      return false;
    }
    if (query.number(0) <= kKeptFree) {
      return true;
    }
  }
  ++done;
  return Query(statements_.shrink).run();
}

}  // namespace printers
