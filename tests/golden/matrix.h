#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace golden {

// Every phase of a link and every kind of input. A file lists what comes of it, one line a pair,
// "phase + input: outcome"; where a pair is not listed, nothing may come of it at all.
struct Matrix {
  struct Input {
    std::string name;
    tn3270::ByteBuffer bytes;
  };
  const char* file;
  std::string headline;  // of the file
  std::vector<std::string> phases;
  std::vector<Input> inputs;  // in the order of the file
  // What comes of these bytes in the phase of this number, with a blank in front; empty: nothing.
  std::function<std::string(std::size_t phase, const tn3270::ByteBuffer& input)> outcome;
};

// Holds the file to it. With TN3270D_UPDATE_GOLDENS in the environment the file is written instead:
// read the difference before it is committed.
void check(const Matrix& matrix);

}  // namespace golden
