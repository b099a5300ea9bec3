#include "tn3270/proxy/direction.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "config/limits.h"
#include "config/verify.h"

namespace proxy {
namespace {

using State = Direction::State;
using tn3270::ByteBuffer;

const ByteBuffer kText = {'t', 'e', 'x', 't'};

// How each state comes about.
Direction in(State state) {
  Direction direction;
  if (state == State::Waiting) {
    return direction;
  }
  direction.open();
  if (state == State::Full) {
    EXPECT_TRUE(direction.keep(kText));
  }
  if (state == State::Ending || state == State::Closing || state == State::Told) {
    direction.said_all();
  }
  if (state == State::Closing || state == State::Told) {
    direction.sealed();
  }
  if (state == State::Told) {
    direction.told();
  }
  return direction;
}

struct Event {
  const char* name;
  std::function<void(Direction&)> happens;
};

const std::vector<Event>& events() {
  static const std::vector<Event> kEvents = {
      {"the sink opens", [](Direction& d) { d.open(); }},
      {"text before the sink is open", [](Direction& d) { d.wait(kText); }},
      {"the socket takes a part", [](Direction& d) { static_cast<void>(d.keep(kText)); }},
      {"the socket takes the rest", [](Direction& d) { d.took(d.kept().size()); }},
      {"the socket takes more than it was given",
       [](Direction& d) { d.took(d.kept().size() + 1); }},
      {"the source says all", [](Direction& d) { d.said_all(); }},
      {"the end is written", [](Direction& d) { d.sealed(); }},
      {"the end is out", [](Direction& d) { d.told(); }},
  };
  return kEvents;
}

std::string after(State state, const Event& event) {
  constexpr const char* kNames[] = {"Waiting", "Flowing", "Full", "Ending", "Closing", "Told"};
  Direction direction = in(state);
  EXPECT_EQ(direction.state(), state);
  try {
    event.happens(direction);
  } catch (const config::BrokenInvariant&) {
    return "-";
  }
  return kNames[static_cast<std::size_t>(direction.state())];
}

TEST(Direction, KnowsWhatEveryEventMeansInEveryState) {
  // Columns: Waiting, Flowing, Full, Ending, Closing, Told. "-": a fault of ours.
  const std::vector<std::vector<std::string>> expected = {
      {"Flowing", "-", "-", "-", "-", "-"},
      {"Waiting", "Waiting", "Waiting", "-", "-", "-"},
      {"Waiting", "Full", "Full", "Ending", "Closing", "-"},
      {"Waiting", "Flowing", "Flowing", "Ending", "Closing", "Told"},
      {"-", "-", "-", "-", "-", "-"},
      {"Ending", "Ending", "Ending", "Ending", "Closing", "Told"},
      {"-", "-", "-", "Closing", "-", "-"},
      {"-", "-", "-", "-", "Told", "-"},
  };
  ASSERT_EQ(expected.size(), events().size());
  for (std::size_t row = 0; row < events().size(); ++row) {
    for (std::size_t column = 0; column < expected[row].size(); ++column) {
      EXPECT_EQ(after(static_cast<State>(column), events()[row]), expected[row][column])
          << events()[row].name << " in column " << column;
    }
  }
}

TEST(Direction, ReadsItsSourceOnlyWhileTheSinkTakesAll) {
  for (const State state :
       {State::Waiting, State::Flowing, State::Full, State::Ending, State::Closing, State::Told}) {
    EXPECT_EQ(in(state).takes(), state == State::Flowing);
  }
}

TEST(Direction, GivesTheTextThatHasWaitedOnce) {
  Direction direction;
  direction.wait(kText);
  direction.wait(kText);
  direction.open();
  EXPECT_FALSE(direction.takes()) << "what came first goes first";
  EXPECT_EQ(direction.take_text().size(), 2 * kText.size());
  EXPECT_TRUE(direction.takes());
  EXPECT_TRUE(direction.take_text().empty());
}

TEST(Direction, TellsTheEndAfterTheTextThatHasWaited) {
  Direction direction;
  direction.wait(kText);
  direction.said_all();
  EXPECT_FALSE(direction.seals()) << "a handshake is finished before the end, even without text";
  direction.open();
  EXPECT_FALSE(direction.seals());
  EXPECT_EQ(direction.take_text(), kText);
  EXPECT_TRUE(direction.seals());
  direction.sealed();
  EXPECT_TRUE(direction.tells());
  direction.told();
  EXPECT_EQ(direction.state(), State::Told);
}

TEST(Direction, TellsTheEndAfterTheLastKeptByte) {
  Direction direction = in(State::Full);
  direction.said_all();
  EXPECT_TRUE(direction.seals()) << "close_notify is kept behind the rest";
  ASSERT_TRUE(direction.keep(kText));
  direction.sealed();
  EXPECT_FALSE(direction.tells());
  direction.took(kText.size());
  EXPECT_FALSE(direction.tells());
  direction.took(kText.size());
  EXPECT_TRUE(direction.tells());
}

TEST(Direction, KeepsBytesInOrderWhateverTheSocketTakes) {
  Direction direction = in(State::Flowing);
  ByteBuffer given;
  ByteBuffer out;
  for (std::uint8_t round = 0; round < 50; ++round) {
    const ByteBuffer piece(round % 7 + 1, round);
    given.insert(given.end(), piece.begin(), piece.end());
    ASSERT_TRUE(direction.keep(piece));
    const std::size_t some = std::min<std::size_t>(direction.kept().size(), round % 5);
    out.insert(out.end(), direction.kept().begin(),
               direction.kept().begin() + static_cast<std::ptrdiff_t>(some));
    direction.took(some);
  }
  out.insert(out.end(), direction.kept().begin(), direction.kept().end());
  EXPECT_EQ(out, given);
}

TEST(Direction, KeepsNoMoreThanItsBoundAndOneTurn) {
  Direction direction = in(State::Flowing);
  const ByteBuffer piece(1'000);
  std::size_t kept = 0;
  while (direction.keep(piece)) {
    kept += piece.size();
    ASSERT_LE(kept, config::limits::kProxyBuffer + piece.size());
  }
  EXPECT_GT(kept, config::limits::kProxyBuffer);
}

}  // namespace
}  // namespace proxy
