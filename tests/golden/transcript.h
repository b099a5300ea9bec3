#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace golden {

// A conversation written down, a line each: `C>` client's bytes, `S>` server's bytes, `E>` an
// event, `O>` what the owner of the link does, `#` a comment up to the end of the line. The owner's
// first act says which side is ours.
//
// Acts of a server's link:
//   start [offered|required]          grant LU functions [needs functions]   refuse REASON notice
//   3270 no|error|always [on] data    scs no|error|always data               eoj
//   bind image    unbind reason       sscp data                              probe    nop
//   unseen number: so many records, which the transcript does not show
// Acts of a client's link:
//   be DEVICE NAMES|- FUNCTIONS|none [classic] [offered|required]
//   3270 data    sscp data    answer number positive|sense    cleared    attn    sysreq
//   probe    nop    close: the host has closed the connection
//
// A step is what the peer sends in one go, or one act of the owner, with all that comes of it.
struct Results {
  std::vector<std::string> events;
  tn3270::ByteBuffer ours;
  friend bool operator==(const Results&, const Results&) = default;
};
struct Step {
  std::size_t line = 0;
  std::string owner;  // empty: the peer's bytes
  tn3270::ByteBuffer peer;
  Results expected;
};

enum class Ours : std::uint8_t { Server, Client };
struct Transcript {
  std::string name;
  Ours ours = Ours::Server;
  std::vector<Step> steps;
};

// Throws std::runtime_error with file and line.
[[nodiscard]] Transcript read_transcript(const std::filesystem::path& file);

// How the peer's bytes arrive.
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
