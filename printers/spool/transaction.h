#pragma once

#include <optional>
#include <string>
#include <utility>

#include "printers/spool/database.h"
#include "printers/spool/spool.h"

namespace printers {

// What has been changed since the last commit, and the log that it goes to.
class Transaction {
 public:
  explicit Transaction(const Database& database);
  Transaction(const Transaction&) = delete;  // SQLite knows where it is
  Transaction& operator=(const Transaction&) = delete;

  // Before each change. What failed and took the transaction with it refuses all that follows,
  // until commit() has said so.
  [[nodiscard]] Spool::Done open();
  // After a change that SQLite refused.
  [[nodiscard]] SpoolRefusal refused();
  // A change of several statements: all of them or none.
  [[nodiscard]] Spool::Done open_part();
  [[nodiscard]] Spool::Done keep_part();
  void drop_part();

  [[nodiscard]] bool commit();
  [[nodiscard]] bool lost() const { return lost_.has_value(); }
  [[nodiscard]] const std::string& why() const { return why_; }
  void say(std::string why) { why_ = std::move(why); }

 private:
  [[nodiscard]] SpoolRefusal judge();
  void lose(SpoolRefusal refusal);
  void roll_back();
  void shorten_log();

  const Database& database_;
  Statement begin_;
  Statement commit_;
  Statement open_part_;
  Statement keep_part_;
  Statement drop_part_;
  bool open_ = false;
  std::optional<SpoolRefusal> lost_{};
  std::string why_lost_{};
  std::string why_{};
  int log_pages_ = 0;  // as SQLite has told after the last commit
  int shorten_at_;
};

}  // namespace printers
