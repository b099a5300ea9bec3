#include "tests/golden/matrix.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <utility>

namespace golden {

namespace {

std::map<std::pair<std::string, std::string>, std::string> listed(const Matrix& matrix) {
  std::map<std::pair<std::string, std::string>, std::string> pairs;
  std::ifstream in(matrix.file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::size_t plus = line.find(" + ");
    const std::size_t colon = line.find(':');
    pairs[{line.substr(0, plus), line.substr(plus + 3, colon - plus - 3)}] = line.substr(colon + 1);
  }
  return pairs;
}

void write(const Matrix& matrix) {
  std::ofstream out(matrix.file);
  out << "# " << matrix.headline << "\n"
      << "# A pair that is not here has no outcome: no answer, no event, the same phase.\n";
  for (std::size_t phase = 0; phase < matrix.phases.size(); ++phase) {
    std::string block;
    for (const Matrix::Input& input : matrix.inputs) {
      if (const std::string text = matrix.outcome(phase, input.bytes); !text.empty()) {
        block += matrix.phases[phase] + " + " + input.name + ":" + text + "\n";
      }
    }
    out << (block.empty() ? "" : "\n") << block;
  }
}

}  // namespace

void check(const Matrix& matrix) {
  if (std::getenv("TN3270D_UPDATE_GOLDENS") != nullptr) {
    write(matrix);
  }
  auto expected = listed(matrix);
  for (std::size_t phase = 0; phase < matrix.phases.size(); ++phase) {
    for (const Matrix::Input& input : matrix.inputs) {
      const auto pair = expected.extract({matrix.phases[phase], input.name});
      EXPECT_EQ(matrix.outcome(phase, input.bytes), pair.empty() ? "" : pair.mapped())
          << matrix.phases[phase] << " + " << input.name;
    }
  }
  for (const auto& [pair, text] : expected) {
    ADD_FAILURE() << "nobody knows " << pair.first << " + " << pair.second;
  }
}

}  // namespace golden
