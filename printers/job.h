#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "config/names.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/screen_size.h"

// A print job as all of this room knows it: what an application wrote to one printer LU, from its
// first RU to its end of job.
namespace printers {

// Counts up for the life of a spool file and is never used again; 0: none.
using JobId = std::uint64_t;

// Jobs outlive the process, so their times are the wall clock's (UTC), to the millisecond.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

// Stored in the spool file: values never change their meaning.
enum class PieceKind : std::uint8_t {
  Data3270 = 0,  // one RU: a 3270 command, its WCC, orders (LU3)
  Scs = 1,       // one RU of SCS (LU1); a code may be cut between two
  Text = 2,      // UTF-8 with NL as \n and FF as \f, cut anywhere
  Bytes = 3      // for the printer as they are; nothing is formatted
};

// One thing that was appended; the unit that is made durable and answered.
struct Piece {
  PieceKind kind = PieceKind::Scs;
  tn3270::ByteBuffer bytes{};
};

// Stored in the spool file: values never change their meaning.
enum class JobState : std::uint8_t {
  Open = 0,     // being written
  Queued = 1,   // complete, waits for its turn
  Sending = 2,  // its delivery has begun
  Retry = 3,    // it will be tried again at JobRow::next_try
  Held = 4,     // until an operator releases, requeues or cancels it
  Printed = 5,
  Failed = 6,    // given up; an operator may release it
  Cancelled = 7  // by an operator
};
[[nodiscard]] const char* text(JobState state);  // "open", "queued" … as the API says it

// What is known when a job begins, and what its formatting needs.
struct JobFacts {
  config::LuName printer;                       // where it is to be printed
  std::optional<config::ApplId> application{};  // who writes it; nullopt: an operator or the API
  std::string name{};                           // for banners and control files; empty: "LU.job"
  std::string submitter{};      // "API (operator)", a terminal's LU; empty: the application
  std::string code_page{};      // of its RUs: "037"
  tn3270::ScreenSizes sizes{};  // of LU3's buffer: the BIND's
  tn3270::ByteBuffer bind{};    // the BIND image, for client printers; empty: none
};

// One job as operators and accounting see it.
struct JobRow {
  JobId id = 0;
  JobFacts facts;
  JobState state = JobState::Open;
  std::string why{};             // of Retry, Held and Failed: one sentence
  bool incomplete = false;       // held before its end of job came; until somebody releases it
  bool outcome_unknown = false;  // a delivery had begun, and nobody knows whether it has ended
  std::uint64_t bytes = 0;       // of its pieces
  std::uint64_t pieces = 0;
  std::uint32_t pages = 0;  // of its last delivery
  std::uint64_t sent = 0;   // bytes that its last delivery has put out
  std::uint32_t tries = 0;
  WallTime created{};
  std::optional<WallTime> next_try{};  // of Retry
  std::optional<WallTime> ended{};     // of Printed, Failed and Cancelled
};

}  // namespace printers
