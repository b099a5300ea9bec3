#include "vtam/lu_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <set>
#include <vector>

namespace vtam {
namespace {

LuPool pool_of(std::uint32_t size, config::PoolOrder order,
               std::optional<unsigned> warn_at = std::nullopt) {
  LuPool pool(order, warn_at);
  for (std::uint32_t i = 0; i < size; ++i) {
    pool.activate(pool.add(1'000 + i));
  }
  return pool;
}

// The place of the next one, taken.
std::uint32_t take_next(LuPool& pool) {
  const std::uint32_t place = pool.next().value() - 1'000;
  pool.take(place);
  return place;
}

TEST(LuPool, SequentialGivesTheLongestFree) {
  LuPool pool = pool_of(3, config::PoolOrder::Sequential);
  EXPECT_EQ(take_next(pool), 0U);
  EXPECT_EQ(take_next(pool), 1U);
  pool.put(0);
  EXPECT_EQ(take_next(pool), 2U);
  EXPECT_EQ(take_next(pool), 0U);
  EXPECT_EQ(pool.next(), std::nullopt);
}

TEST(LuPool, LowestGivesTheFirstInTheOrderOfDefinition) {
  LuPool pool = pool_of(3, config::PoolOrder::Lowest);
  EXPECT_EQ(take_next(pool), 0U);
  EXPECT_EQ(take_next(pool), 1U);
  pool.put(0);
  EXPECT_EQ(take_next(pool), 0U);
  EXPECT_EQ(take_next(pool), 2U);
  EXPECT_EQ(pool.next(), std::nullopt);
}

TEST(LuPool, CountsWhatIsUsable) {
  LuPool pool(config::PoolOrder::Sequential, std::nullopt);
  pool.add(7);
  EXPECT_EQ(pool.defined(), 1U);
  EXPECT_EQ(pool.usable(), 0U);
  EXPECT_EQ(pool.next(), std::nullopt);
  pool.activate(0);
  EXPECT_EQ(pool.usable(), 1U);
  EXPECT_EQ(pool.next(), 7U);
}

TEST(LuPool, WarnsOnceWhenItsUseComesToTheMark) {
  LuPool pool = pool_of(10, config::PoolOrder::Sequential, 80);
  for (int i = 0; i < 7; ++i) {
    take_next(pool);
    EXPECT_EQ(pool.warning(), std::nullopt);
  }
  take_next(pool);
  EXPECT_EQ(pool.warning(), "8 of 10 are in use, 80%");
  EXPECT_EQ(pool.warning(), std::nullopt);
  take_next(pool);
  EXPECT_EQ(pool.warning(), std::nullopt);
  pool.put(0);
  take_next(pool);
  EXPECT_EQ(pool.warning(), std::nullopt) << "it has not been below the mark";
  pool.put(0);
  pool.put(1);
  const std::uint32_t again = take_next(pool);
  EXPECT_EQ(pool.warning(), "8 of 10 are in use, 80%");
  pool.put(again);
}

TEST(LuPool, WithoutAMarkItNeverWarns) {
  LuPool pool = pool_of(1, config::PoolOrder::Sequential);
  take_next(pool);
  EXPECT_EQ(pool.warning(), std::nullopt);
}

// Sizes around the words of 64 bits and their levels.
TEST(LowestFree, DoesAsASortedSetDoes) {
  std::mt19937 random(4711);
  for (const std::uint32_t size : {1U, 63U, 64U, 65U, 4'095U, 4'096U, 4'097U, 300'000U}) {
    LowestFree tested;
    std::set<std::uint32_t> naive;
    EXPECT_EQ(tested.lowest(), std::nullopt);
    for (int turn = 0; turn < 2'000; ++turn) {
      const std::uint32_t place = static_cast<std::uint32_t>(random() % size);
      if (naive.count(place) == 0) {
        tested.put(place);
        naive.insert(place);
      } else {
        tested.take(place);
        naive.erase(place);
      }
      if (turn % 3 == 0 && !naive.empty()) {
        tested.take(*naive.begin());
        naive.erase(naive.begin());
      }
      ASSERT_EQ(tested.lowest(), naive.empty() ? std::nullopt : std::optional(*naive.begin()))
          << size << ", " << turn;
    }
  }
}

TEST(LongestFree, DoesAsAQueueDoes) {
  std::mt19937 random(42);
  LongestFree tested;
  std::deque<std::uint32_t> naive;
  for (int turn = 0; turn < 5'000; ++turn) {
    const std::uint32_t place = static_cast<std::uint32_t>(random() % 50);
    if (const auto found = std::find(naive.begin(), naive.end(), place); found == naive.end()) {
      tested.put(place);
      naive.push_back(place);
    } else {
      tested.take(place);
      naive.erase(found);
    }
    ASSERT_EQ(tested.longest(), naive.empty() ? std::nullopt : std::optional(naive.front()));
  }
}

}  // namespace
}  // namespace vtam
