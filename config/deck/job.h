#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/deck/card.h"

namespace config::deck {

// One NAME=value of a // SETPARM.
struct Setparm {
  std::string name;  // upper case
  std::string value;
  Position at;  // of the value
};

// One program of a job with the cards that it reads (SYSIPT).
struct Step {
  std::string program;          // upper case; empty: cards without any JCL around them
  Position at;                  // of the program's name on EXEC, else of the first card
  std::string job;              // name on // JOB, else on * $$ JOB JNM=
  std::optional<Word> sysparm;  // // OPTION SYSPARM=
  Position sysparm_at;
  std::vector<Setparm> setparms;  // of the job up to here
  bool os390 = false;
  bool tasks = false;
  std::optional<Position> cut_by;  // a JCL statement that ended `input` where /* was expected
  std::vector<Card> input;
};

// A job stream, or a fragment of one.
struct Job {
  std::vector<Step> steps;
  std::vector<Card> loose;  // data cards that belong to no step
  std::vector<Card> lost;   // includes that were not found outside of any step
};

// Takes the JCL (`// …`, `/*`, `/&`, `/.`) and the POWER cards (`* $$ …`) away from around the
// steps. A stream without EXEC is one step without a program.
[[nodiscard]] Job read_job(const std::vector<Card>& cards);

}  // namespace config::deck
