#include "printers/spool/schema.h"

namespace printers {

// `waiting` serves a printer's turn and the unfinished, `ended` the retention. `gone` names jobs
// whose pieces are still to be removed, `highest` the last id that was ever removed. The checks are
// what a flipped byte in a row would break; quick_check looks at them.
const std::string& schema() {
  static const std::string kSchema = R"sql(
PRAGMA auto_vacuum=INCREMENTAL;
PRAGMA application_id=)sql" + std::to_string(kSpoolMark) +
                                     R"sql(;
BEGIN;
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  printer TEXT NOT NULL CHECK (length(printer) BETWEEN 1 AND 8 AND printer NOT GLOB '*[^A-Z0-9@#$]*'
                               AND printer NOT GLOB '[0-9]*'),
  position INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 7),
  application TEXT,
  name TEXT NOT NULL,
  submitter TEXT NOT NULL,
  code_page TEXT NOT NULL,
  sizes INTEGER NOT NULL,
  bind BLOB NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  unknown INTEGER NOT NULL DEFAULT 0,
  incomplete INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  pieces INTEGER NOT NULL DEFAULT 0 CHECK (pieces >= 0),
  pages INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  next_try INTEGER,
  ended INTEGER
) STRICT;
CREATE INDEX waiting ON job (printer, position) WHERE state < 5;
CREATE INDEX ended ON job (state, ended) WHERE state > 4;
CREATE INDEX of_printer ON job (printer);
CREATE TABLE piece (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  checksum INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE gone (job INTEGER PRIMARY KEY) STRICT;
CREATE TABLE highest (job INTEGER NOT NULL) STRICT;
INSERT INTO highest VALUES (0);
PRAGMA user_version=)sql" + std::to_string(kSpoolFormat) +
                                     R"sql(;
COMMIT;
)sql";
  return kSchema;
}

std::int64_t checksum(tn3270::Bytes bytes) {
  std::uint64_t sum = 0xCBF2'9CE4'8422'2325;
  for (const std::uint8_t byte : bytes) {
    sum = (sum ^ byte) * 0x100'0000'01B3;
  }
  return static_cast<std::int64_t>(sum);
}

}  // namespace printers
