#include "printers/spool/sqlite_spool.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/verify.h"
#include "printers/spool/job_columns.h"
#include "printers/spool/schema.h"

namespace printers {
namespace {

// A job is read piece by piece, and nobody should need much memory for one.
constexpr std::size_t kPieceCut = std::size_t{1} << 20U;

// What was left unfinished, and what is said of it.
constexpr const char* kHoldOpen =
    "UPDATE job INDEXED BY waiting SET state = 4, incomplete = 1, "
    "why = 'the server ended while it was being written' WHERE state < 5 AND state = 0";
constexpr const char* kHoldSending =
    "UPDATE job INDEXED BY waiting SET state = 4, unknown = 1, why = 'the server ended while it "
    "was being sent; it may have been printed' WHERE state < 5 AND state = 2";
constexpr const char* kUnfinished =
    " FROM job INDEXED BY waiting WHERE state < 5 AND state IN (0, 2)";

constexpr const char* kCount =
    "SELECT coalesce(sum(bytes) FILTER (WHERE state <> 7), 0), max(id), max(position) FROM job";

}  // namespace

std::variant<std::unique_ptr<Spool>, SpoolFault> Spool::open(const config::SpoolSettings& settings,
                                                             WallTime /*now*/) {
  auto file = open_spool_file(settings.path);
  if (auto* fault = std::get_if<SpoolFault>(&file)) {
    return std::move(*fault);
  }
  auto spool = std::make_unique<SqliteSpool>(std::get<SpoolFile>(std::move(file)), settings);
  if (auto fault = spool->recover()) {
    return std::move(*fault);
  }
  return spool;
}

SqliteSpool::SqliteSpool(SpoolFile file, const config::SpoolSettings& settings)
    : settings_(settings),
      file_(std::move(file)),
      transaction_(file_.database),
      statements_(file_.database) {}

std::optional<SpoolFault> SqliteSpool::recover() {
  if (!hold_left(recovered_) || !count()) {
    return fault_of(settings_.path, file_.database.trouble());
  }
  if (!transaction_.commit()) {
    return SpoolFault{"the spool " + settings_.path + " can't be written (" + transaction_.why() +
                      "); make room on that disk, or see to it"};
  }
  return std::nullopt;
}

bool SqliteSpool::hold_left(std::vector<JobRow>& left) {
  const Database& database = file_.database;
  Statement find(database, std::string("SELECT ") + kJobColumns + kUnfinished + " ORDER BY id");
  {
    Query query(find);
    Step step = query.step();
    for (; step == Step::Row; step = query.step()) {
      if (auto row = read_job(query)) {
        left.push_back(*std::move(row));
      }
    }
    if (step == Step::Failed) {
      return false;
    }
  }
  if (left.empty()) {
    return true;
  }
  if (transaction_.open() || !database.run(kHoldOpen) || !database.run(kHoldSending)) {
    return false;
  }
  Statement again(database, std::string("SELECT ") + kJobColumns + " FROM job WHERE id = ?1");
  for (JobRow& row : left) {
    Query query(again, row.id);
    if (query.step() != Step::Row) {
      return false;
    }
    row = read_job(query).value_or(row);
  }
  return true;
}

bool SqliteSpool::count() {
  Statement statement(file_.database, kCount);
  Query query(statement);
  const auto highest = file_.database.number("SELECT job FROM highest");
  if (query.step() != Step::Row || !highest) {
    return false;
  }
  bytes_ = committed_bytes_ = static_cast<std::uint64_t>(query.number(0));
  last_id_ = static_cast<JobId>(std::max(query.number(1), *highest));
  last_position_ = query.number(2);
  return true;
}

std::variant<JobId, SpoolRefusal> SqliteSpool::begin(const JobFacts& facts, WallTime now) {
  if (const auto refusal = transaction_.open()) {
    return *refusal;
  }
  VERIFY(last_id_ < kLastJob, "the ids of a spool file are used up");
  const JobId job = ++last_id_;
  std::optional<std::string> application;
  if (facts.application) {
    application = facts.application->text();
  }
  if (!Query(statements_.begin, job, facts.printer.view(), ++last_position_, application,
             facts.name, facts.submitter, facts.code_page, stored(facts.sizes),
             tn3270::Bytes(facts.bind), stored(now))
           .run()) {
    return refused();
  }
  return job;
}

std::variant<JobId, SpoolRefusal> SqliteSpool::begin(const JobFacts& facts,
                                                     const std::vector<Piece>& pieces,
                                                     WallTime now) {
  std::uint64_t size = 0;
  for (const Piece& piece : pieces) {
    size += piece.bytes.size();
  }
  if (!has_room(size)) {
    return SpoolRefusal::Full;
  }
  JobId job = 0;
  const Done refusal = whole([&]() -> Done {
    const auto begun = begin(facts, now);
    if (const auto* refused = std::get_if<SpoolRefusal>(&begun)) {
      return *refused;
    }
    job = std::get<JobId>(begun);
    for (const Piece& piece : pieces) {
      if (const Done refused = add(job, piece.kind, piece.bytes)) {
        return refused;
      }
    }
    return std::nullopt;
  });
  if (refusal) {
    return *refusal;
  }
  return job;
}

bool SqliteSpool::has_room(std::uint64_t size) {
  if (size <= settings_.quota && bytes_ <= settings_.quota - size) {
    return true;
  }
  transaction_.say("the quota of " + std::to_string(settings_.quota) + " bytes is used up");
  return false;
}

Spool::Done SqliteSpool::append(JobId job, PieceKind kind, tn3270::Bytes bytes) {
  if (!has_room(bytes.size())) {
    const Done refusal = change(statements_.grow, job, 0, 0);
    return refusal ? refusal : SpoolRefusal::Full;  // no such job, or not open: that comes first
  }
  return whole([&] { return add(job, kind, bytes); });
}

Spool::Done SqliteSpool::add(JobId job, PieceKind kind, tn3270::Bytes bytes) {
  const std::size_t cut = kind == PieceKind::Data3270 ? bytes.size() : kPieceCut;
  const std::size_t more = bytes.size() <= cut ? 1 : (bytes.size() + kPieceCut - 1) / kPieceCut;
  std::uint64_t number = 0;
  {
    Query grow(statements_.grow, job, bytes.size(), more);
    const Step step = grow.step();
    if (step == Step::Failed) {
      return refused();
    }
    if (step == Step::Done) {
      return why_not(job);
    }
    number = static_cast<std::uint64_t>(grow.number(0));
  }
  if (number > kMostPieces) {
    transaction_.say("a job has at most " + std::to_string(kMostPieces) + " pieces");
    return SpoolRefusal::Full;
  }
  for (number -= more; number < kMostPieces; ++number) {
    const tn3270::Bytes part = bytes.first(std::min(bytes.size(), cut));
    if (!Query(statements_.piece, piece_row(job, number), kind, checksum(part), part).run()) {
      return refused();
    }
    bytes_ += part.size();
    bytes = bytes.subspan(part.size());
    if (bytes.empty()) {
      break;
    }
  }
  return std::nullopt;
}

Spool::Done SqliteSpool::finish(JobId job, bool keep_empty, WallTime now) {
  return change(statements_.finish, job, keep_empty ? 1 : 0, stored(now));
}

bool SqliteSpool::commit() {
  const bool durable = transaction_.commit();
  if (durable) {
    committed_bytes_ = bytes_;
  } else {
    bytes_ = committed_bytes_;
  }
  return durable;
}

SpoolRefusal SqliteSpool::refused() {
  const SpoolRefusal refusal = transaction_.refused();
  if (transaction_.lost()) {
    bytes_ = committed_bytes_;
  }
  return refusal;
}

SpoolRefusal SqliteSpool::why_not(JobId job) {
  Query query(statements_.state, job);
  switch (query.step()) {
    case Step::Row: {
      const auto state = static_cast<JobState>(query.number(0));
      transaction_.say("job " + std::to_string(job) + " is " + text(state));
      return SpoolRefusal::WrongState;
    }
    case Step::Done:
      transaction_.say("there is no job " + std::to_string(job));
      return SpoolRefusal::NoSuchJob;
    case Step::Failed:
      break;
  }
  return refused();
}

}  // namespace printers
