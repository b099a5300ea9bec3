#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace golden {

// A conversation at the application socket, a line each:
//   1+ [token]        connection 1 comes; with "token" it must bring one ("tok")
//   1> {"type":…}     it sends a line
//   1- why            it goes
//   wait 30           so many seconds pass
//   logon 1 0.5.1.1 T001     a session of ACB 1 begins; "acquired 1 0.5.1.1 P001 4" by acquire 4
//   heard 1 0.5.1.1 input Enter user=JOE | lost | closed | credit 4 | release CICS
//   news 4 waiting CICS | absent | refused why
// After each, what the desk wants done, as tests/unit/vtam_acb/desk_words.h has it, begun with "=
// ".
struct DeskStep {
  std::size_t line = 0;
  std::string act{};
  std::vector<std::string> expected{};
};
struct DeskTranscript {
  std::vector<DeskStep> steps{};
};
[[nodiscard]] DeskTranscript read_desk_transcript(const std::filesystem::path& file);

// What comes of each step, in a shop with ORDERS, PAYROLL (type socket), T001, T002, P001, P002.
[[nodiscard]] std::vector<std::vector<std::string>> play_desk(const DeskTranscript& transcript);

}  // namespace golden
