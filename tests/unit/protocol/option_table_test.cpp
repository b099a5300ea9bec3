#include "tn3270/protocol/option_table.h"

#include <gtest/gtest.h>

#include "config/verify.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using telnet::Verb;
using test::to_hex;

// Takes one verb of the client; what is answered, as hex.
std::string answer(OptionTable& table, Verb verb, std::uint8_t option, OptionNews expected) {
  ByteBuffer out;
  EXPECT_EQ(table.receive(verb, option, out), expected);
  return to_hex(out);
}

TEST(OptionTable, RefusesEveryOptionThatIsNotOurs) {
  for (unsigned option = 0; option <= 255; ++option) {
    const bool ours = option == 0 || option == 6 || option == 24 || option == 25;
    if (ours) {
      continue;
    }
    OptionTable table;
    const auto code = static_cast<std::uint8_t>(option);
    EXPECT_EQ(answer(table, Verb::Will, code, OptionNews::None),
              to_hex(ByteBuffer{0xFF, 0xFE, code}));
    EXPECT_EQ(answer(table, Verb::Do, code, OptionNews::None),
              to_hex(ByteBuffer{0xFF, 0xFC, code}));
    EXPECT_FALSE(table.agreed(Side::Client, code));
    EXPECT_FALSE(table.agreed(Side::Server, code));
  }
}

TEST(OptionTable, NeverAnswersARefusalOfWhatIsOffAlready) {
  OptionTable table;
  for (unsigned option = 0; option <= 255; ++option) {
    const auto code = static_cast<std::uint8_t>(option);
    EXPECT_EQ(answer(table, Verb::Wont, code, OptionNews::None), "");
    EXPECT_EQ(answer(table, Verb::Dont, code, OptionNews::None), "");
  }
}

TEST(OptionTable, AsksOnceAndTakesTheAnswerInSilence) {
  OptionTable table;
  ByteBuffer out;
  table.ask(Side::Client, 40, out);
  table.ask(Side::Client, 40, out);
  EXPECT_EQ(to_hex(out), "FF FD 28");
  EXPECT_FALSE(table.agreed(Side::Client, 40));
  EXPECT_EQ(answer(table, Verb::Will, 40, OptionNews::Agreed), "");
  EXPECT_TRUE(table.agreed(Side::Client, 40));
  table.ask(Side::Client, 40, out);
  EXPECT_EQ(to_hex(out), "FF FD 28");
}

TEST(OptionTable, SeesARefusalOfWhatItAskedFor) {
  OptionTable table;
  ByteBuffer out;
  table.ask(Side::Client, 40, out);
  EXPECT_EQ(answer(table, Verb::Wont, 40, OptionNews::Refused), "");
  table.ask(Side::Server, 25, out);
  EXPECT_EQ(answer(table, Verb::Dont, 25, OptionNews::Refused), "");
}

TEST(OptionTable, AcknowledgesAWithdrawalOnce) {
  OptionTable table;
  ByteBuffer out;
  table.ask(Side::Client, 40, out);
  ASSERT_EQ(answer(table, Verb::Will, 40, OptionNews::Agreed), "");
  EXPECT_EQ(answer(table, Verb::Wont, 40, OptionNews::Withdrawn), "FF FE 28");
  EXPECT_EQ(answer(table, Verb::Wont, 40, OptionNews::None), "");
  EXPECT_EQ(answer(table, Verb::Will, 40, OptionNews::None), "FF FE 28");
}

TEST(OptionTable, TakesBinaryEorAndTerminalTypeThatAClientOffersByItself) {
  OptionTable table;
  EXPECT_EQ(answer(table, Verb::Will, 25, OptionNews::Agreed), "FF FD 19");
  EXPECT_EQ(answer(table, Verb::Do, 25, OptionNews::Agreed), "FF FB 19");
  EXPECT_EQ(answer(table, Verb::Will, 0, OptionNews::Agreed), "FF FD 00");
  EXPECT_EQ(answer(table, Verb::Do, 0, OptionNews::Agreed), "FF FB 00");
  EXPECT_EQ(answer(table, Verb::Will, 24, OptionNews::Agreed), "FF FD 18");
  EXPECT_EQ(answer(table, Verb::Will, 25, OptionNews::None), "");
  EXPECT_EQ(answer(table, Verb::Do, 24, OptionNews::None), "FF FC 18");
}

TEST(OptionTable, KeepsTheTwoSidesOfAnOptionApart) {
  OptionTable table;
  ByteBuffer out;
  table.ask(Side::Client, 0, out);
  EXPECT_EQ(answer(table, Verb::Do, 0, OptionNews::Agreed), "FF FB 00");
  EXPECT_TRUE(table.agreed(Side::Server, 0));
  EXPECT_FALSE(table.agreed(Side::Client, 0));
}

TEST(OptionTable, MakesATimingMarkEachTimeItIsAskedFor) {
  OptionTable table;
  EXPECT_EQ(answer(table, Verb::Do, 6, OptionNews::None), "FF FB 06");
  EXPECT_EQ(answer(table, Verb::Do, 6, OptionNews::None), "FF FB 06");
  EXPECT_EQ(answer(table, Verb::Will, 6, OptionNews::None), "");
  EXPECT_EQ(answer(table, Verb::Wont, 6, OptionNews::None), "");
}

TEST(OptionTable, IsOpenToSubnegotiationsOfAnOptionItLeavesUntilTheClientKnows) {
  OptionTable table;
  ByteBuffer out;
  table.ask(Side::Client, 40, out);
  EXPECT_FALSE(table.open_to_subnegotiation(40));
  ASSERT_EQ(answer(table, Verb::Will, 40, OptionNews::Agreed), "");
  EXPECT_TRUE(table.open_to_subnegotiation(40));
  out.clear();
  table.leave(Side::Client, 40, out);
  EXPECT_EQ(to_hex(out), "FF FE 28");
  EXPECT_FALSE(table.agreed(Side::Client, 40));
  EXPECT_TRUE(table.open_to_subnegotiation(40));
  EXPECT_EQ(answer(table, Verb::Wont, 40, OptionNews::None), "");
  EXPECT_FALSE(table.open_to_subnegotiation(40));
  EXPECT_FALSE(table.open_to_subnegotiation(86));
}

TEST(OptionTable, EndsAnOptionWhoseClientAnswersDontWithWill) {
  OptionTable table;
  ByteBuffer out;
  table.ask(Side::Client, 40, out);
  ASSERT_EQ(answer(table, Verb::Will, 40, OptionNews::Agreed), "");
  table.leave(Side::Client, 40, out);
  EXPECT_EQ(answer(table, Verb::Will, 40, OptionNews::None), "");
  EXPECT_FALSE(table.open_to_subnegotiation(40));
}

TEST(OptionTable, AnswersEveryVerbInEveryStateAtMostOnceAndThenIsSilent) {
  for (const Verb verb : {Verb::Will, Verb::Wont, Verb::Do, Verb::Dont}) {
    for (const std::uint8_t option :
         {std::uint8_t{0}, std::uint8_t{24}, std::uint8_t{25}, std::uint8_t{40}}) {
      OptionTable table;
      ByteBuffer out;
      table.ask(Side::Client, option, out);
      out.clear();
      (void)table.receive(verb, option, out);
      const std::size_t first = out.size();
      EXPECT_LE(first, 3U);
      out.clear();
      (void)table.receive(verb, option, out);
      EXPECT_LE(out.size(), first);
    }
  }
}

TEST(OptionTable, AnswersAHostFromTheClientsSide) {
  OptionTable table(Side::Client);
  EXPECT_EQ(answer(table, Verb::Do, 24, OptionNews::Agreed), "FF FB 18");
  EXPECT_EQ(answer(table, Verb::Do, 25, OptionNews::Agreed), "FF FB 19");
  EXPECT_EQ(answer(table, Verb::Will, 25, OptionNews::Agreed), "FF FD 19");
  EXPECT_EQ(answer(table, Verb::Will, 0, OptionNews::Agreed), "FF FD 00");
  EXPECT_EQ(answer(table, Verb::Do, 0, OptionNews::Agreed), "FF FB 00");
  EXPECT_EQ(answer(table, Verb::Do, 6, OptionNews::None), "FF FB 06");
  EXPECT_EQ(answer(table, Verb::Will, 24, OptionNews::None), "FF FE 18");
  EXPECT_TRUE(table.agreed(Side::Client, 24));
  EXPECT_TRUE(table.open_to_subnegotiation(24));
  EXPECT_FALSE(table.agreed(Side::Server, 24));
  EXPECT_EQ(answer(table, Verb::Wont, 25, OptionNews::Withdrawn), "FF FE 19");
  EXPECT_FALSE(table.agreed(Side::Server, 25));
  EXPECT_TRUE(table.agreed(Side::Client, 25));
}

TEST(OptionTable, TakesTn3270eAndStartTlsOnlyWhereTheClientWants) {
  for (const std::uint8_t option : {std::uint8_t{40}, std::uint8_t{46}}) {
    const std::string code = to_hex(ByteBuffer{option});
    OptionTable table(Side::Client);
    EXPECT_EQ(answer(table, Verb::Do, option, OptionNews::None), "FF FC " + code);
    table.take_offers_of(option);
    EXPECT_EQ(answer(table, Verb::Will, option, OptionNews::None), "FF FE " + code);
    EXPECT_EQ(answer(table, Verb::Do, option, OptionNews::Agreed), "FF FB " + code);
    EXPECT_EQ(answer(table, Verb::Dont, option, OptionNews::Withdrawn), "FF FC " + code);
    table.refuse_offers_of(option);
    EXPECT_EQ(answer(table, Verb::Do, option, OptionNews::None), "FF FC " + code);
  }
  OptionTable server;
  EXPECT_THROW(server.take_offers_of(40), config::BrokenInvariant);
}

TEST(OptionTable, AsksAndLeavesFromTheClientsSide) {
  OptionTable table(Side::Client);
  ByteBuffer out;
  table.ask(Side::Server, 25, out);
  table.ask(Side::Client, 25, out);
  EXPECT_EQ(to_hex(out), "FF FD 19 FF FB 19");
  EXPECT_EQ(answer(table, Verb::Will, 25, OptionNews::Agreed), "");
  EXPECT_EQ(answer(table, Verb::Dont, 25, OptionNews::Refused), "");
  out.clear();
  table.leave(Side::Server, 25, out);
  EXPECT_EQ(to_hex(out), "FF FE 19");
}

TEST(OptionTable, HoldsItsOwnSideToItsRules) {
  OptionTable table;
  ByteBuffer out;
  EXPECT_THROW(table.ask(Side::Client, 1, out), config::BrokenInvariant);
  EXPECT_THROW(table.leave(Side::Client, 40, out), config::BrokenInvariant);
}

}  // namespace
}  // namespace tn3270
