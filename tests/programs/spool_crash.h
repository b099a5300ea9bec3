#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace crash {

// What `kills` deaths at random instants have left of a spool.
struct Outcome {
  int kills = 0;
  std::size_t intended = 0;           // jobs that were, or were about to be, begun
  std::size_t durable = 0;            // of which it was said that they are durable
  std::size_t pieces = 0;             // likewise
  std::size_t printed = 0;            // likewise
  std::size_t unknown = 0;            // marked: their delivery had begun
  std::size_t lost = 0;               // said to be durable, and not there, or not all of it
  std::size_t doubled = 0;            // there twice, or delivered twice
  std::vector<std::string> faults{};  // a sentence each, of these and anything else
};

// In `folder`, which is empty; a life, its start included, is at most `longest`. The same seed
// makes the same choices, but not the same instants.
[[nodiscard]] Outcome run(const std::string& folder, int kills, std::chrono::microseconds longest,
                          unsigned seed);

}  // namespace crash
