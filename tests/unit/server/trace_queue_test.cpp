#include "tn3270/server/trace_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tn3270/server/trace_stream.h"

namespace server {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string taken(TraceQueue& queue, std::size_t most = std::string::npos) {
  std::string out;
  queue.take(most, out);
  return out;
}

TEST(TraceQueue, GivesWholeLinesInOrder) {
  TraceQueue queue;
  queue.put({"one", "two"});
  queue.put({"three"});
  EXPECT_EQ(taken(queue, 1), "one\n");
  EXPECT_EQ(taken(queue), "two\nthree\n");
  EXPECT_EQ(taken(queue), "");
}

TEST(TraceQueue, WakesItsReaderOnlyWhenItWasEmpty) {
  TraceQueue queue;
  int woken = 0;
  queue.wake_with([&] { ++woken; });
  queue.put({});
  EXPECT_EQ(woken, 0);
  queue.put({"one"});
  queue.put({"two"});
  EXPECT_EQ(woken, 1);
  (void)taken(queue);
  queue.put({"three"});
  EXPECT_EQ(woken, 2);
}

TEST(TraceQueue, DropsCountsAndSaysSoWhereTheGapIs) {
  TraceQueue queue;
  const std::size_t fit = config::limits::kTraceQueue / 1'000;
  for (std::size_t i = 0; i < fit + 5; ++i) {
    queue.put({std::string(999, 'x')});
  }
  queue.put({"short, but behind the gap"});
  EXPECT_THAT(taken(queue, 1'000), Not(HasSubstr("missing")));
  queue.put({"there is room again, but the gap is not told yet"});
  const std::string rest = taken(queue);
  EXPECT_THAT(rest, EndsWith("\n-- 7 lines are missing: they came too fast\n"));
  EXPECT_LE(rest.size(), config::limits::kTraceQueue);
  queue.put({"next"});
  EXPECT_EQ(taken(queue), "next\n");
}

TEST(TraceStream, EndsAfterItsTimeAndTellsItsOwner) {
  TraceQueue queue;
  config::Instant now{config::Ticks(1'000)};
  int ended = 0;
  {
    TraceStream::Surroundings around;
    around.wake_with = [&](std::function<void()> wake) { queue.wake_with(std::move(wake)); };
    around.take = [&](std::size_t most, std::string& out) { queue.take(most, out); };
    around.clock = [&] { return now; };
    around.ended = [&] { ++ended; };
    TraceStream stream(std::move(around), now + std::chrono::seconds(5));
    queue.put({"line"});
    std::string out;
    EXPECT_EQ(stream.take(1'000, out), BodySource::State::More);
    EXPECT_EQ(out, "line\n");
    now += std::chrono::seconds(5);
    out.clear();
    EXPECT_EQ(stream.take(1'000, out), BodySource::State::Ended);
    EXPECT_EQ(out, "-- the time of this trace is over\n");
    EXPECT_EQ(ended, 0);
  }
  EXPECT_EQ(ended, 1);
}

}  // namespace
}  // namespace server
