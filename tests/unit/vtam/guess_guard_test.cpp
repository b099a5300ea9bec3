#include "vtam/guess_guard.h"

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using config::limits::kRefusedNamesIn;
using test::lu_name;

ClientAddress at(const std::string& text) {
  return ClientAddress::of(config::parse_address(text).value());
}
config::Instant after(config::Ticks time) {
  return config::Instant(std::chrono::hours(1)) + time;
}
config::LuName guess(unsigned number) {
  return lu_name("G" + std::to_string(number));
}

constexpr config::Ticks kStart{0};
const char* const kClient = "10.1.2.3";

// Refuses so many different names at one moment; true if the last one was too many.
bool refuse(GuessGuard& guard, unsigned count, const std::string& client = kClient,
            config::Ticks when = kStart, unsigned first = 0) {
  bool begins = false;
  for (unsigned i = 0; i < count; ++i) {
    begins = guard.refused(at(client), guess(first + i), after(when));
  }
  return begins;
}

TEST(GuessGuard, TwentyDifferentNamesAreNotTooMany) {
  GuessGuard guard({});
  EXPECT_FALSE(refuse(guard, 20));
  EXPECT_FALSE(guard.holds_back(at(kClient), guess(99), after(kStart)));
}

TEST(GuessGuard, TheNextOneHoldsTheClientBackWhateverItAsksFor) {
  GuessGuard guard({});
  EXPECT_TRUE(refuse(guard, 21));
  EXPECT_TRUE(guard.holds_back(at(kClient), guess(0), after(kStart)));
  EXPECT_TRUE(guard.holds_back(at(kClient), std::nullopt, after(kStart)));
  EXPECT_FALSE(guard.holds_back(at("10.1.2.4"), guess(0), after(kStart)));
}

TEST(GuessGuard, OneNameAgainAndAgainIsOneName) {
  GuessGuard guard({});
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_FALSE(guard.refused(at(kClient), guess(1), after(kStart)));
  }
  EXPECT_FALSE(guard.holds_back(at(kClient), guess(1), after(kStart)));
}

TEST(GuessGuard, NamesOfAMinuteAgoDoNotCount) {
  GuessGuard guard({});
  EXPECT_FALSE(refuse(guard, 20));
  EXPECT_FALSE(refuse(guard, 20, kClient, kRefusedNamesIn, 100));
}

TEST(GuessGuard, AClientIsHeldBackUntilItHasAskedForNoNewNameForAMinute) {
  GuessGuard guard({});
  ASSERT_TRUE(refuse(guard, 21));
  const config::Ticks half = kRefusedNamesIn / 2;
  EXPECT_TRUE(guard.holds_back(at(kClient), guess(50), after(half)));
  EXPECT_TRUE(guard.holds_back(at(kClient), guess(50), after(kRefusedNamesIn)));
  EXPECT_TRUE(guard.holds_back(at(kClient), std::nullopt,
                               after(half + kRefusedNamesIn - config::Ticks(1))));
  EXPECT_FALSE(guard.holds_back(at(kClient), guess(50), after(half + kRefusedNamesIn)));
}

TEST(GuessGuard, LoopbackIsFreeUnlessTheSettingsSayOtherwise) {
  for (const char* loopback : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
    GuessGuard guard({});
    EXPECT_FALSE(refuse(guard, 100, loopback)) << loopback;
    EXPECT_EQ(guard.watched(), 0U);
    GuessGuard strict({.loopback = true});
    EXPECT_TRUE(refuse(strict, 21, loopback)) << loopback;
  }
}

TEST(GuessGuard, ZeroSwitchesItOff) {
  GuessGuard guard({.refused_names = 0});
  EXPECT_FALSE(refuse(guard, 1'000));
  EXPECT_EQ(guard.watched(), 0U);
}

TEST(GuessGuard, AHostHasAllAddressesOfItsSubnet) {
  GuessGuard guard({});
  bool begins = false;
  for (unsigned i = 0; i < 21; ++i) {
    begins = guard.refused(at("2001:db8::" + std::to_string(i)), guess(i), after(kStart));
  }
  EXPECT_TRUE(begins);
  EXPECT_TRUE(guard.holds_back(at("2001:db8::ffff"), std::nullopt, after(kStart)));
  EXPECT_FALSE(guard.holds_back(at("2001:db8:0:1::1"), std::nullopt, after(kStart)));
}

TEST(GuessGuard, OfTooManyAddressesTheOneRefusedLongestAgoIsForgotten) {
  GuessGuard guard({});
  const auto address = [](std::size_t i) {
    return "10." + std::to_string(i >> 16U) + "." + std::to_string(i >> 8U & 255U) + "." +
           std::to_string(i & 255U);
  };
  ASSERT_TRUE(refuse(guard, 21, address(0)));
  ASSERT_TRUE(refuse(guard, 21, address(1)));
  for (std::size_t i = 2; i < config::limits::kGuessersWatched; ++i) {
    static_cast<void>(refuse(guard, 1, address(i)));
  }
  static_cast<void>(refuse(guard, 1, address(0)));
  static_cast<void>(refuse(guard, 1, "192.0.2.1"));
  EXPECT_EQ(guard.watched(), config::limits::kGuessersWatched);
  EXPECT_TRUE(guard.holds_back(at(address(0)), std::nullopt, after(kStart)));
  EXPECT_FALSE(guard.holds_back(at(address(1)), std::nullopt, after(kStart)));
}

}  // namespace
}  // namespace vtam
