#pragma once

#include "printers/spool/database.h"

namespace printers {

// What the writer says to SQLite, each prepared once. ?1 is the job or the printer; a change asks
// for the states that allow it, so that no row is changed in another.
struct SpoolStatements {
  explicit SpoolStatements(const Database& database);

  // being written
  Statement begin, grow, piece, finish;
  // its turn
  Statement front, ready, due;
  // delivery
  Statement sending, delivered, requeued;
  // operators
  Statement hold, release, requeue, cancel;
  Statement state, gone;
  // retention
  Statement expired, forget, highest, first_gone, gone_pieces, drop_pieces, not_gone;
  Statement free_pages, shrink;
};

}  // namespace printers
