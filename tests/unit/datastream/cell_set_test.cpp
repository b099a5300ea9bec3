#include "tn3270/datastream/cell_set.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace tn3270 {
namespace {

TEST(CellSets, OfNothingHaveNothing) {
  CellSet none;
  none.reset(130);
  EXPECT_EQ(none.first_from(0), 130U);
  EXPECT_EQ(none.first_from(130), 130U);
  EXPECT_EQ(none.last_before(130), 130U);
  EXPECT_EQ(none.last_before(0), 130U);
}

TEST(CellSets, ForgetWhatTheyHadWhenTheyAreReset) {
  CellSet set;
  set.reset(64);
  set.insert(63);
  EXPECT_EQ(set.first_from(0), 63U);
  set.reset(65);
  EXPECT_EQ(set.first_from(0), 65U);
}

// Sizes around those of a word, and ranges across words.
TEST(CellSets, AreSetsWhateverIsPutInAndTakenOut) {
  std::minstd_rand engine(64);
  const auto random = [&engine](std::size_t below) { return (engine() >> 4U) % below; };
  for (const std::size_t size : {1U, 40U, 63U, 64U, 65U, 128U, 300U}) {
    CellSet cells;
    cells.reset(size);
    std::set<std::size_t> expected;
    for (int turn = 0; turn < 300; ++turn) {
      if (random(3) != 0) {
        const std::size_t at = random(size);
        cells.insert(at);
        expected.insert(at);
      } else {
        const std::size_t begin = random(size);
        const std::size_t end = begin + random(size + 1 - begin);
        cells.erase(begin, end);
        expected.erase(expected.lower_bound(begin), expected.lower_bound(end));
      }
      const std::size_t at = random(size + 1);
      const auto next = expected.lower_bound(at);
      ASSERT_EQ(cells.first_from(at), next == expected.end() ? size : *next) << size << ' ' << at;
      ASSERT_EQ(cells.last_before(at), next == expected.begin() ? size : *std::prev(next))
          << size << ' ' << at;
    }
  }
}

}  // namespace
}  // namespace tn3270
