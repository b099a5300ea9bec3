#pragma once

#include <random>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace fuzz {

// Inputs made of a corpus, the same ones each time: bytes changed, taken out, doubled, put in, and
// two files joined. No coverage leads it; that is libFuzzer's work, whose findings are the corpus.
class Mutation {
 public:
  // REQUIRES: `corpus` is not empty and outlives this.
  Mutation(const std::vector<tn3270::ByteBuffer>& corpus, std::size_t longest)
      : corpus_(corpus), longest_(longest) {}

  [[nodiscard]] tn3270::ByteBuffer next();

 private:
  [[nodiscard]] std::size_t below(std::size_t limit);  // 0 if `limit` is
  void change(tn3270::ByteBuffer& input);

  const std::vector<tn3270::ByteBuffer>& corpus_;
  std::size_t longest_;
  std::mt19937 random_{3270};
};

}  // namespace fuzz
