#pragma once

#include <cstdint>
#include <string>

#include "printers/job.h"

// One life of a server that does nothing but spool: it begins, appends, finishes, delivers and
// removes jobs as fast as it can, and is killed.
namespace crash {

struct Life {
  std::string spool;
  int number = 0;
  unsigned seed = 0;
  int told = -1;  // a pipe; see below
};

// Writes a line before it begins a job, "intends NAME", and before it has printed one, "ends NAME";
// and one for each thing that a commit has made durable: "begun NAME", "appended NAME", "finished
// NAME", "sending NAME", "printed NAME". "fault SENTENCE" if the spool refuses. Never returns.
[[noreturn]] void live(const Life& life);

// What piece `number` of a job of that name holds.
tn3270::ByteBuffer content(const std::string& name, std::uint64_t number);

// Names of jobs that tidy() may remove once they are printed begin so.
inline constexpr char kShortLived = 't';

}  // namespace crash
