#include "printers/spool/sqlite_spool_reader.h"

#include <utility>

#include "printers/spool/job_columns.h"
#include "printers/spool/schema.h"
#include "printers/spool/spool_file.h"

namespace printers {
namespace {

// What is read of a job at once.
constexpr std::size_t kAtOnce = std::size_t{256} << 10U;

std::string jobs(const std::string& where) {
  return std::string("SELECT ") + kJobColumns + " FROM job " + where;
}

// ?1 is where to go on, ?2 how many, ?3 the printer, ?4 the state. The unfinished ones are few and
// have their own index, which is in another order.
std::string list_text(const JobFilter& filter) {
  std::string where =
      filter.unfinished ? "INDEXED BY waiting WHERE +id > ?1 AND state < 5" : "WHERE id > ?1";
  if (filter.printer) {
    where += " AND printer = ?3";
  }
  if (filter.state) {
    where += " AND state = ?4";
  }
  return jobs(where + " ORDER BY id LIMIT ?2");
}

}  // namespace

std::variant<std::unique_ptr<SpoolReader>, SpoolFault> SpoolReader::open(const std::string& path) {
  auto database = open_to_read(path);
  if (auto* fault = std::get_if<SpoolFault>(&database)) {
    return std::move(*fault);
  }
  return std::make_unique<SqliteSpoolReader>(std::get<Database>(std::move(database)));
}

SqliteSpoolReader::SqliteSpoolReader(Database database)
    : database_(std::move(database)),
      row_(database_, jobs("WHERE id = ?1")),
      counts_(database_, "SELECT printer, state, count(*) FROM job GROUP BY printer, state"),
      last_(database_,
            jobs("WHERE id IN (SELECT max(id) FROM job GROUP BY printer) ORDER BY printer")),
      pieces_(database_,
              "SELECT kind, checksum, bytes FROM piece WHERE id BETWEEN ?1 AND ?2 ORDER BY id") {}

std::optional<JobRow> SqliteSpoolReader::row(JobId job) {
  Query query(row_, job);
  auto found = all(query);
  if (found.empty()) {
    return std::nullopt;
  }
  return std::move(found.front());
}

std::vector<JobRow> SqliteSpoolReader::rows(const JobFilter& filter, JobId after,
                                            std::size_t limit) {
  Query query(list(filter));
  query.set(1, after);
  query.set(2, limit);
  if (filter.printer) {
    query.set(3, filter.printer->view());
  }
  if (filter.state) {
    query.set(4, *filter.state);
  }
  return all(query);
}

Statement& SqliteSpoolReader::list(const JobFilter& filter) {
  const std::size_t kind =
      (filter.printer ? 1U : 0U) | (filter.state ? 2U : 0U) | (filter.unfinished ? 4U : 0U);
  auto& statement = lists_.at(kind);
  if (!statement) {
    statement.emplace(database_, list_text(filter));
  }
  return *statement;
}

std::vector<JobRow> SqliteSpoolReader::all(Query& query) {
  std::vector<JobRow> found;
  failed_ = false;
  Step step = query.step();
  for (; step == Step::Row; step = query.step()) {
    if (auto row = read_job(query)) {
      found.push_back(*std::move(row));
    } else {
      why_ = "job " + std::to_string(query.number(0)) + " is damaged";
    }
  }
  if (step == Step::Failed) {
    trouble();
  }
  return found;
}

std::vector<QueueCount> SqliteSpoolReader::counts() {
  std::vector<QueueCount> found;
  failed_ = false;
  Query query(counts_);
  Step step = query.step();
  for (; step == Step::Row; step = query.step()) {
    if (const auto printer = config::LuName::parse(query.text(0))) {
      found.push_back({*printer, static_cast<JobState>(query.number(1)),
                       static_cast<std::uint64_t>(query.number(2))});
    }
  }
  if (step == Step::Failed) {
    trouble();
  }
  return found;
}

std::vector<JobRow> SqliteSpoolReader::last_jobs() {
  Query query(last_);
  return all(query);
}

bool SqliteSpoolReader::pieces(JobId job,
                               const std::function<bool(PieceKind, tn3270::Bytes)>& take) {
  const auto row = this->row(job);
  if (failed_) {
    return false;
  }
  if (!row || row->state == JobState::Cancelled) {
    return fail("the pieces of job " + std::to_string(job) + " are not kept");
  }
  std::vector<Piece> some;
  for (std::uint64_t at = 0; at < row->pieces; at += some.size()) {
    if (!read_pieces(job, at, row->pieces - at, kAtOnce, some)) {
      return false;
    }
    for (const Piece& piece : some) {
      if (!take(piece.kind, piece.bytes)) {
        return true;
      }
    }
  }
  return true;
}

bool SqliteSpoolReader::some_pieces(JobId job, std::uint64_t from, std::size_t bytes,
                                    std::vector<Piece>& some) {
  some.clear();
  const auto row = this->row(job);
  if (failed_) {
    return false;
  }
  if (!row || row->state == JobState::Cancelled || from >= row->pieces) {
    return fail("piece " + std::to_string(from) + " of job " + std::to_string(job) +
                " is not kept");
  }
  return read_pieces(job, from, row->pieces - from, bytes, some);
}

bool SqliteSpoolReader::read_pieces(JobId job, std::uint64_t from, std::uint64_t count,
                                    std::size_t most, std::vector<Piece>& pieces) {
  pieces.clear();
  std::size_t size = 0;
  Query query(pieces_, piece_row(job, from), piece_row(job, from + count - 1));
  while (size < most && pieces.size() < count) {
    const Step step = query.step();
    if (step == Step::Failed) {
      trouble();
      return false;
    }
    const tn3270::Bytes bytes = step == Step::Row ? query.bytes(2) : tn3270::Bytes();
    if (step == Step::Done || checksum(bytes) != query.number(1)) {
      return fail("piece " + std::to_string(from + pieces.size()) + " of job " +
                  std::to_string(job) + (step == Step::Done ? " is missing" : " is damaged"));
    }
    pieces.push_back({static_cast<PieceKind>(query.number(0)), {bytes.begin(), bytes.end()}});
    size += bytes.size() + sizeof(Piece);
  }
  return true;
}

bool SqliteSpoolReader::fail(std::string why) {
  failed_ = true;
  why_ = std::move(why);
  return false;
}

}  // namespace printers
