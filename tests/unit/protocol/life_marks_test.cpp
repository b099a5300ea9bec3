#include "tn3270/protocol/life_marks.h"

#include <gtest/gtest.h>

#include <limits>

#include "tn3270/protocol/telnet_codes.h"

namespace tn3270 {
namespace {

using telnet::Verb;

Negotiation mark(Verb verb) {
  return {verb, telnet::option::kTimingMark};
}

TEST(LifeMarks, AreTheAnswersToOurs) {
  LifeMarks marks;
  EXPECT_FALSE(marks.take(mark(Verb::Will), true)) << "nobody has asked";
  ByteBuffer out;
  marks.ask(out);
  marks.ask(out);
  EXPECT_EQ(out, (ByteBuffer{0xFF, 0xFD, 0x06, 0xFF, 0xFD, 0x06}));
  EXPECT_FALSE(marks.take({Verb::Will, telnet::option::kBinary}, true));
  EXPECT_TRUE(marks.take(mark(Verb::Wont), false));
  EXPECT_TRUE(marks.take(mark(Verb::Will), false));
  EXPECT_FALSE(marks.take(mark(Verb::Will), true)) << "both are answered";
}

TEST(LifeMarks, OfTheOtherEndAreSignsInASession) {
  LifeMarks marks;
  EXPECT_TRUE(marks.take(mark(Verb::Do), true));
  EXPECT_FALSE(marks.take(mark(Verb::Do), false));
}

TEST(LifeMarks, AreNotAskedForWithoutEnd) {
  LifeMarks marks;
  ByteBuffer out;
  constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
  for (std::size_t count = 0; count < kMost + 2; ++count) {
    marks.ask(out);
  }
  EXPECT_EQ(out.size(), kMost * 3);
  EXPECT_TRUE(marks.take(mark(Verb::Wont), true));
  marks.ask(out);
  EXPECT_EQ(out.size(), (kMost + 1) * 3);
}

}  // namespace
}  // namespace tn3270
