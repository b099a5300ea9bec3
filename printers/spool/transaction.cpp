#include "printers/spool/transaction.h"

#include <algorithm>

namespace printers {
namespace {

// Pages of 4 KB. The log is copied into the file each time it has grown by so much,
constexpr int kCopyEvery = 1'000;
// and if a reader kept it from being begun anew all the same, that is waited for a moment: readers
// hold a snapshot for the time of one statement. A foreign one may hold it as long as it likes.
constexpr int kTooLong = 4'000;
constexpr int kWaitForReaders = 20;  // ms

int note_pages(void* pages, sqlite3* /*handle*/, const char* /*name*/, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

Transaction::Transaction(const Database& database)
    : database_(database),
      begin_(database, "BEGIN IMMEDIATE"),
      commit_(database, "COMMIT"),
      open_part_(database, "SAVEPOINT part"),
      keep_part_(database, "RELEASE part"),
      drop_part_(database, "ROLLBACK TO part"),
      shorten_at_(kCopyEvery) {
  sqlite3_wal_hook(database.handle(), note_pages, &log_pages_);
}

Spool::Done Transaction::open() {
  if (lost_) {
    return lost_;
  }
  if (open_) {
    return std::nullopt;
  }
  if (!Query(begin_).run()) {
    lose(judge());  // what is refused now must not be told as done by the commit
    return lost_;
  }
  open_ = true;
  return std::nullopt;
}

SpoolRefusal Transaction::judge() {
  const Trouble trouble = database_.trouble();
  why_ = trouble.text;
  return trouble.full() ? SpoolRefusal::Full : SpoolRefusal::Failed;
}

SpoolRefusal Transaction::refused() {
  const SpoolRefusal refusal = judge();
  if (open_ && !database_.in_transaction()) {
    lose(refusal);
  }
  return refusal;
}

void Transaction::lose(SpoolRefusal refusal) {
  roll_back();
  lost_ = refusal;
  why_lost_ = why_;
}

Spool::Done Transaction::open_part() {
  if (const auto refusal = open()) {
    return refusal;
  }
  if (!Query(open_part_).run()) {
    return refused();
  }
  return std::nullopt;
}

Spool::Done Transaction::keep_part() {
  if (!Query(keep_part_).run()) {
    const SpoolRefusal refusal = refused();
    drop_part();
    return refusal;
  }
  return std::nullopt;
}

void Transaction::drop_part() {
  if (lost_) {
    return;
  }
  // Not to be able to undo is to have lost all of it.
  if (!Query(drop_part_).run() || !Query(keep_part_).run()) {
    lose(judge());
  }
}

void Transaction::roll_back() {
  open_ = false;
  if (database_.in_transaction() && !database_.run("ROLLBACK")) {
    why_ += "; " + database_.trouble().text;
  }
}

bool Transaction::commit() {
  if (lost_) {
    lost_.reset();
    why_ = why_lost_;
    return false;
  }
  if (!open_) {
    return true;
  }
  if (!Query(commit_).run()) {
    static_cast<void>(judge());
    roll_back();
    return false;
  }
  open_ = false;
  shorten_log();
  return true;
}

// It may fail: then the log is longer, and nothing is lost.
void Transaction::shorten_log() {
  if (log_pages_ < shorten_at_) {
    shorten_at_ = std::max(kCopyEvery, std::min(shorten_at_, log_pages_ + kCopyEvery));
    return;
  }
  sqlite3* const handle = database_.handle();
  const bool wait = log_pages_ >= kTooLong;
  if (wait) {
    sqlite3_busy_timeout(handle, kWaitForReaders);
  }
  sqlite3_wal_checkpoint_v2(handle, nullptr,
                            wait ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, nullptr,
                            nullptr);
  sqlite3_busy_timeout(handle, kPatience);
  shorten_at_ = log_pages_ + kCopyEvery;
}

}  // namespace printers
