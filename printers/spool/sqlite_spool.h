#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "printers/spool/database.h"
#include "printers/spool/spool.h"
#include "printers/spool/spool_file.h"
#include "printers/spool/spool_statements.h"
#include "printers/spool/transaction.h"

namespace printers {

class SqliteSpool : public Spool {
 public:
  SqliteSpool(SpoolFile file, const config::SpoolSettings& settings);
  // What the last server has left unfinished. Before anything else.
  [[nodiscard]] std::optional<SpoolFault> recover();

  [[nodiscard]] const std::vector<JobRow>& recovered() const override { return recovered_; }
  [[nodiscard]] std::variant<JobId, SpoolRefusal> begin(const JobFacts& facts,
                                                        WallTime now) override;
  [[nodiscard]] std::variant<JobId, SpoolRefusal> begin(const JobFacts& facts,
                                                        const std::vector<Piece>& pieces,
                                                        WallTime now) override;
  [[nodiscard]] Done append(JobId job, PieceKind kind, tn3270::Bytes bytes) override;
  [[nodiscard]] Done finish(JobId job, bool keep_empty, WallTime now) override;
  [[nodiscard]] std::optional<JobRow> next(config::LuName printer, config::QueueOrder order,
                                           WallTime now) override;
  [[nodiscard]] std::optional<WallTime> next_due(config::LuName printer) override;
  [[nodiscard]] Done sending(JobId job) override;
  [[nodiscard]] Done printed(JobId job, const DeliveryNote& note, WallTime now) override;
  [[nodiscard]] Done retry(JobId job, const DeliveryNote& note, WallTime at) override;
  [[nodiscard]] Done failed(JobId job, const DeliveryNote& note, WallTime now) override;
  [[nodiscard]] Done unknown(JobId job, const DeliveryNote& note) override;
  [[nodiscard]] Done requeued(JobId job) override;
  [[nodiscard]] Done hold(JobId job, const std::string& why) override;
  [[nodiscard]] Done release(JobId job) override;
  [[nodiscard]] Done requeue(JobId job, config::LuName printer) override;
  [[nodiscard]] Done cancel(JobId job, WallTime now) override;
  [[nodiscard]] std::size_t tidy(WallTime now) override;
  [[nodiscard]] bool commit() override;
  [[nodiscard]] std::string why() const override { return transaction_.why(); }
  [[nodiscard]] std::uint64_t bytes() const override { return bytes_; }

 private:
  [[nodiscard]] bool count();  // what the file says of bytes, ids and positions
  [[nodiscard]] bool hold_left(std::vector<JobRow>& left);
  [[nodiscard]] bool has_room(std::uint64_t size);  // or says that the quota is used up
  [[nodiscard]] Done add(JobId job, PieceKind kind, tn3270::Bytes bytes);
  // A change of one row by a statement that asks for the right state itself.
  template <class... Values>
  [[nodiscard]] Done change(Statement& statement, JobId job, const Values&... values);
  [[nodiscard]] Done delivered(JobId job, JobState state, const DeliveryNote& note,
                               std::optional<WallTime> next_try, std::optional<WallTime> ended);
  [[nodiscard]] std::optional<JobRow> first(Query& query);
  [[nodiscard]] SpoolRefusal why_not(JobId job);  // NoSuchJob or WrongState
  [[nodiscard]] Done drop(JobId job, WallTime now);
  // Several statements that are one change, from `step`.
  template <class F>
  [[nodiscard]] Done whole(F step);
  [[nodiscard]] SpoolRefusal refused();

  // Of one turn of tidy().
  struct Budget {
    int pieces;
    std::int64_t bytes;
  };
  // Of tidy(): add to `done`. False: SQLite refuses.
  [[nodiscard]] bool forget_expired(JobState state, WallTime ended, std::size_t& done);
  [[nodiscard]] bool forget(JobId job);
  [[nodiscard]] bool remove_pieces(std::size_t& done);
  [[nodiscard]] bool remove_pieces(JobId job, Budget& budget);
  [[nodiscard]] bool give_space_back(std::size_t& done);

  config::SpoolSettings settings_;
  SpoolFile file_;
  Transaction transaction_;
  SpoolStatements statements_;
  std::vector<JobRow> recovered_{};
  JobId last_id_ = 0;
  std::int64_t last_position_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t committed_bytes_ = 0;
};

template <class... Values>
Spool::Done SqliteSpool::change(Statement& statement, JobId job, const Values&... values) {
  if (const auto refusal = transaction_.open()) {
    return refusal;
  }
  if (!Query(statement, job, values...).run()) {
    return refused();
  }
  if (sqlite3_changes(file_.database.handle()) == 0) {
    return why_not(job);
  }
  return std::nullopt;
}

template <class F>
Spool::Done SqliteSpool::whole(F step) {
  const std::uint64_t bytes = bytes_;
  if (const auto refusal = transaction_.open_part()) {
    return refusal;
  }
  Done refusal = step();
  if (!refusal) {
    refusal = transaction_.keep_part();
  } else {
    transaction_.drop_part();
  }
  if (refusal) {
    bytes_ = transaction_.lost() ? committed_bytes_ : bytes;
  }
  return refusal;
}

}  // namespace printers
