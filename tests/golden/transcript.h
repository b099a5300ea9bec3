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
// A step is what the client sends in one go, or one act of the owner, with all that comes of it.
struct Step {
  std::size_t line = 0;
  std::string owner;  // empty: the client's bytes
  tn3270::ByteBuffer client;
  std::vector<std::string> events;
  tn3270::ByteBuffer server;
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

// What differs from the transcript, or nothing.
[[nodiscard]] std::string play(const Transcript& transcript, Cuts cuts);

}  // namespace golden
