#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "printers/spool/database.h"
#include "printers/spool/spool.h"

namespace printers {

// Every answer is one statement, and so one snapshot, which is given back before the answer is:
// what a reader keeps, the log could not be shortened behind.
class SqliteSpoolReader : public SpoolReader {
 public:
  explicit SqliteSpoolReader(Database database);

  [[nodiscard]] std::optional<JobRow> row(JobId job) override;
  [[nodiscard]] std::vector<JobRow> rows(const JobFilter& filter, JobId after,
                                         std::size_t limit) override;
  [[nodiscard]] std::vector<QueueCount> counts() override;
  [[nodiscard]] bool pieces(JobId job,
                            const std::function<bool(PieceKind, tn3270::Bytes)>& take) override;
  [[nodiscard]] bool some_pieces(JobId job, std::uint64_t from, std::size_t bytes,
                                 std::vector<Piece>& some) override;
  [[nodiscard]] std::vector<JobRow> last_jobs() override;
  [[nodiscard]] bool failed() const override { return failed_; }
  [[nodiscard]] std::string why() const override { return why_; }

 private:
  [[nodiscard]] std::vector<JobRow> all(Query& query);
  [[nodiscard]] bool read_pieces(JobId job, std::uint64_t from, std::uint64_t count,
                                 std::size_t most, std::vector<Piece>& pieces);
  [[nodiscard]] Statement& list(const JobFilter& filter);
  [[nodiscard]] bool fail(std::string why);  // false
  void trouble() { static_cast<void>(fail(database_.trouble().text)); }

  Database database_;
  Statement row_;
  std::array<std::optional<Statement>, 8> lists_{};  // one for each kind of filter
  Statement counts_;
  Statement last_;
  Statement pieces_;
  bool failed_ = false;
  std::string why_{};
};

}  // namespace printers
