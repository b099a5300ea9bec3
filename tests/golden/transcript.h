#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace golden {

// A conversation written down, a line each: `C>` client's bytes, `S>` server's bytes, `E>` an
// event, `O>` what the owner of the link does, `#` a comment up to the end of the line.
//
// The owner's acts:
//   start [offered|required]          grant LU functions [needs functions]   refuse REASON notice
//   3270 no|error|always [on] data    scs no|error|always data               eoj
//   bind image    unbind reason       sscp data                              probe    nop
//   unseen number: so many records, which the transcript does not show
//
// A step is what the client sends in one go, or one act of the owner, with all that comes of it.
struct Results {
  std::vector<std::string> events;
  tn3270::ByteBuffer server;
  friend bool operator==(const Results&, const Results&) = default;
};
struct Step {
  std::size_t line = 0;
  std::string owner;  // empty: the client's bytes
  tn3270::ByteBuffer client;
  Results expected;
};

struct Transcript {
  std::string name;
  std::vector<Step> steps;
};

// Throws std::runtime_error with file and line.
[[nodiscard]] Transcript read_transcript(const std::filesystem::path& file);

// How the client's bytes arrive.
struct Cuts {
  enum class Kind : std::uint8_t { Whole, EveryByte, Random };
  Kind kind = Kind::Whole;
  std::uint32_t seed = 0;
};

// What comes of each step.
[[nodiscard]] std::vector<Results> perform(const Transcript& transcript, Cuts cuts);

// Writes a transcript anew with these results; comments stay.
void write_results(const std::filesystem::path& file, const Transcript& transcript,
                   const std::vector<Results>& results);

// What differs from the transcript, or nothing.
[[nodiscard]] std::string play(const Transcript& transcript, Cuts cuts);

}  // namespace golden
