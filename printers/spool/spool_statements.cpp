#include "printers/spool/spool_statements.h"

#include <string>

#include "printers/spool/job_columns.h"

namespace printers {
namespace {

// The states of JobState by their numbers: 0 Open, 1 Queued, 2 Sending, 3 Retry, 4 Held, 5 Printed,
// 6 Failed, 7 Cancelled.
std::string jobs(const char* where) {
  return std::string("SELECT ") + kJobColumns + " FROM job " + where;
}

std::string update(const char* what) {
  return std::string("UPDATE job SET ") + what;
}

}  // namespace

// clang-format off
SpoolStatements::SpoolStatements(const Database& database)
    : begin(database, "INSERT INTO job (id, printer, position, state, application, name, submitter, code_page, "
                      "sizes, bind, created) VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
      grow(database, update("bytes = bytes + ?2, pieces = pieces + ?3 WHERE id = ?1 AND state = 0 RETURNING pieces")),
      piece(database, "INSERT INTO piece (id, kind, checksum, bytes) VALUES (?1, ?2, ?3, ?4)"),
      finish(database, update("state = iif(pieces = 0 AND ?2 = 0, 5, 1), ended = iif(pieces = 0 AND ?2 = 0, ?3, NULL) "
                              "WHERE id = ?1 AND state = 0")),
      front(database, jobs("INDEXED BY waiting WHERE printer = ?1 AND state < 5 AND state <> 0 "
                           "ORDER BY position LIMIT 1")),
      ready(database, jobs("INDEXED BY waiting WHERE printer = ?1 AND state < 5 "
                           "AND (state = 1 OR (state = 3 AND next_try <= ?2)) ORDER BY position LIMIT 1")),
      due(database, "SELECT min(next_try) FROM job INDEXED BY waiting WHERE printer = ?1 AND state < 5 AND state = 3"),
      sending(database, update("state = 2, tries = tries + 1, why = '', next_try = NULL "
                               "WHERE id = ?1 AND state IN (1, 3)")),
      delivered(database, update("state = ?2, pages = ?3, sent = ?4, why = ?5, next_try = ?6, ended = ?7, "
                                 "unknown = max(unknown, ?2 = 4, ?8) WHERE id = ?1 AND state = 2")),
      requeued(database, update("state = 1, tries = max(tries - 1, 0) WHERE id = ?1 AND state = 2")),
      hold(database, update("incomplete = max(incomplete, state = 0), state = 4, why = ?2, next_try = NULL "
                            "WHERE id = ?1 AND state IN (0, 1, 3)")),
      release(database, update("tries = iif(state = 6, 0, tries), state = 1, why = '', incomplete = 0, next_try = NULL, "
                               "ended = NULL "
                               "WHERE id = ?1 AND state IN (3, 4, 6)")),
      requeue(database, update("printer = ?2, position = ?3, state = 1, why = '', incomplete = 0, next_try = NULL, "
                               "ended = NULL, tries = 0, pages = 0, sent = 0 WHERE id = ?1 AND state IN (1, 3, 4, 5, 6)")),
      cancel(database, update("state = 7, next_try = NULL, ended = ?2 "
                              "WHERE id = ?1 AND state IN (0, 1, 2, 3, 4, 6) RETURNING bytes")),
      state(database, "SELECT state FROM job WHERE id = ?1"),
      gone(database, "INSERT OR IGNORE INTO gone VALUES (?1)"),
      expired(database, "SELECT id, bytes FROM job INDEXED BY ended WHERE state = ?1 AND state > 4 AND ended <= ?2 "
                        "LIMIT ?3"),
      forget(database, "DELETE FROM job WHERE id = ?1"),
      highest(database, "UPDATE highest SET job = max(job, ?1)"),
      first_gone(database, "SELECT job FROM gone ORDER BY job LIMIT 1"),
      gone_pieces(database, "SELECT id, length(bytes) FROM piece WHERE id BETWEEN ?1 AND ?2 ORDER BY id"),
      drop_pieces(database, "DELETE FROM piece WHERE id BETWEEN ?1 AND ?2"),
      not_gone(database, "DELETE FROM gone WHERE job = ?1"),
      free_pages(database, "PRAGMA freelist_count"),
      shrink(database, "PRAGMA incremental_vacuum(512)") {}
// clang-format on

}  // namespace printers
