#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tn3270/datastream/bytes.h"

// What a fuzz target is made of: one file, one function, invariants that no input may break. The
// name of the function is libFuzzer's; replay_main.cpp calls it too. It always returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

// An invariant. Broken, it is said and the process aborts, as a crash would end it.
void require(bool holds, std::string_view what);

// The contract of every text that comes from a peer or a file and goes to logs, screens and
// people: one line, no control bytes.
void require_printable(std::string_view text, std::string_view whose);

// An input as a row of choices. Reading beyond its end gives zeros and empty pieces, so every input
// is a valid one.
class Choices {
 public:
  explicit Choices(tn3270::Bytes input) : rest_(input) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] std::uint8_t byte();
  [[nodiscard]] std::size_t below(std::size_t limit);   // one byte; REQUIRES: limit > 0
  [[nodiscard]] tn3270::Bytes piece(std::size_t most);  // so many bytes, or what is left
  [[nodiscard]] tn3270::Bytes short_piece();            // its length is one byte
  [[nodiscard]] tn3270::Bytes rest();

 private:
  tn3270::Bytes rest_;
};

}  // namespace fuzz
