#include "tn3270/datastream/query_reply.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/limits.h"

namespace tn3270 {
namespace {

using Codes = std::vector<std::uint8_t>;

QueryReplies parsed(const ByteBuffer& structured) {
  auto result = parse_query_replies(structured);
  const auto* const fault = std::get_if<QueryFault>(&result);
  EXPECT_EQ(fault, nullptr) << (fault != nullptr ? text(*fault) : "");
  return fault != nullptr ? QueryReplies{} : std::get<QueryReplies>(result);
}

QueryFault fault_of(const ByteBuffer& structured) {
  const auto result = parse_query_replies(structured);
  EXPECT_TRUE(std::holds_alternative<QueryFault>(result));
  return std::get<QueryFault>(result);
}

// One reply with its length in front.
ByteBuffer reply(std::uint8_t code, const ByteBuffer& content) {
  const std::size_t length = content.size() + 4;
  ByteBuffer bytes{static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length), 0x81,
                   code};
  bytes.insert(bytes.end(), content.begin(), content.end());
  return bytes;
}

ByteBuffer operator+(ByteBuffer a, const ByteBuffer& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

void append_half(std::uint16_t value, ByteBuffer& out) {
  out.push_back(static_cast<std::uint8_t>(value >> 8U));
  out.push_back(static_cast<std::uint8_t>(value));
}

ByteBuffer usable_area(std::uint16_t columns, std::uint16_t rows) {
  ByteBuffer content{0x01, 0x00};
  append_half(columns, content);
  append_half(rows, content);
  return reply(0x81, content);
}

ByteBuffer implicit_partition(std::uint16_t columns, std::uint16_t rows, std::uint16_t wide,
                              std::uint16_t high) {
  ByteBuffer content{0x00, 0x00, 0x0B, 0x01, 0x00};
  for (const std::uint16_t value : {columns, rows, wide, high}) {
    append_half(value, content);
  }
  return reply(0xA6, content);
}

std::optional<ScreenSizes> sizes(const ByteBuffer& structured) {
  return parsed(structured).screen_sizes();
}

// A character set of one byte a character with this CGCSGID.
ByteBuffer base_set(std::uint16_t set, std::uint16_t page) {
  ByteBuffer content{0x82, 0x00, 0x09, 0x0C, 0, 0, 0, 0, 0x07, 0x00, 0x10, 0x00};
  append_half(set, content);
  append_half(page, content);
  return reply(0x85, content);
}

TEST(QueryReply, ListsUnknownCodesAndPassesOverThem) {
  const auto said = parsed(reply(0x99, {0x01, 0x02}) + usable_area(80, 32) + reply(0x9E, {}));
  EXPECT_EQ(said.codes, (Codes{0x99, 0x81, 0x9E}));
  EXPECT_TRUE(said.cut.empty());
  EXPECT_EQ(said.usable_area.value().rows, 32);
}

TEST(QueryReply, TellsWhetherSixteenBitAddressesMayBeAgreedOn) {
  const ByteBuffer rest{0x00, 0x00, 0x50, 0x00, 0x18};
  EXPECT_FALSE(parsed(reply(0x81, ByteBuffer{0x01} + rest)).usable_area->addresses_16_bit);
  EXPECT_TRUE(parsed(reply(0x81, ByteBuffer{0x03} + rest)).usable_area->addresses_16_bit);
  EXPECT_FALSE(parsed(reply(0x81, ByteBuffer{0x0F} + rest)).usable_area->addresses_16_bit);
  EXPECT_TRUE(parsed(reply(0x81, ByteBuffer{0x53} + rest)).usable_area->addresses_16_bit);
}

TEST(QueryReply, DoesNotTakePelsForCells) {
  const auto said = parsed(reply(0x81, {0x01, 0x20, 0x02, 0xD0, 0x01, 0x20}));
  EXPECT_FALSE(said.usable_area.has_value());
  EXPECT_TRUE(said.cut.empty());
}

TEST(QueryReply, LeavesTheBufferSizeOutWhereItIsNotSaid) {
  EXPECT_EQ(parsed(usable_area(80, 24)).usable_area->buffer_size, 0);
  const ByteBuffer whole{0x01, 0x00, 0x00, 0x50, 0x00, 0x2B, 0x01, 0x00, 0x0A, 0x02,
                         0xE5, 0x00, 0x02, 0x00, 0x6F, 0x09, 0x0C, 0x0D, 0x70};
  EXPECT_EQ(parsed(reply(0x81, whole)).usable_area->buffer_size, 3440);
}

TEST(QueryReply, FindsTheSizesBehindOtherParametersOfThePartition) {
  const auto said = parsed(reply(0xA6, {0x00, 0x00, 0x04, 0x02, 0x00, 0x00, 0x0B, 0x01, 0x00, 0x00,
                                        0x50, 0x00, 0x18, 0x00, 0x84, 0x00, 0x1B}));
  ASSERT_TRUE(said.implicit_partition.has_value());
  EXPECT_EQ(said.implicit_partition->alternate_columns, 132);
  EXPECT_FALSE(parsed(reply(0xA6, {0x00, 0x00, 0x04, 0x02, 0x00, 0x00})).implicit_partition);
}

TEST(QueryReply, CountsTheColoursThatAreShown) {
  EXPECT_EQ(parsed(reply(0x86, {0x00, 0x03, 0x00, 0xF4, 0xF1, 0xF1, 0xF2, 0xF2})).colors, 2);
  EXPECT_EQ(parsed(reply(0x86, {0x00, 0x03, 0x00, 0xF4, 0xF1, 0x00, 0xF2, 0x00})).colors, 0);
  EXPECT_EQ(parsed(reply(0x86, {0x00, 0x00})).colors, 0);
}

TEST(QueryReply, CallsOnlyBlinkReverseAndUnderscoreHighlighting) {
  EXPECT_TRUE(parsed(reply(0x87, {0x02, 0x00, 0xF0, 0xF4, 0xF4})).highlighting);
  EXPECT_FALSE(parsed(reply(0x87, {0x02, 0x00, 0xF0, 0xF8, 0xF8})).highlighting);
  EXPECT_FALSE(parsed(reply(0x87, {0x02, 0x00, 0xF0, 0xF4, 0xF0})).highlighting);
}

TEST(QueryReply, TellsReplyModes) {
  const auto some = parsed(reply(0x88, {0x00, 0x01}));
  EXPECT_TRUE(some.extended_reply);
  EXPECT_FALSE(some.character_reply);
}

TEST(QueryReply, NamesOnlySingleByteCodePages) {
  EXPECT_EQ(parsed(base_set(697, 37)).code_page(), "037");
  EXPECT_EQ(parsed(base_set(695, 1140)).code_page(), "1140");
  EXPECT_EQ(parsed(base_set(697, 850)).code_page(), std::nullopt);  // of a PC
  EXPECT_EQ(parsed(base_set(1172, 930)).code_page(), std::nullopt);
  EXPECT_EQ(parsed(base_set(0, 0)).code_page(), std::nullopt);
  EXPECT_EQ(parsed(reply(0xFF, {})).code_page(), std::nullopt);
}

TEST(QueryReply, ReadsCharacterSetsWithoutGlobalIds) {
  const auto said = parsed(reply(0x85, {0x80, 0, 9, 12, 0, 0, 0, 0, 0x03, 0x00, 0x10, 0x00}));
  ASSERT_TRUE(said.character_sets.has_value());
  EXPECT_TRUE(said.character_sets->graphic_escape);
  EXPECT_EQ(said.character_sets->cgcsgid, 0U);
}

TEST(QueryReply, BeginsWithTheImplicitPartitionsSizes) {
  const ByteBuffer both = usable_area(80, 43) + implicit_partition(80, 24, 132, 27);
  EXPECT_EQ(sizes(both), (ScreenSizes{{24, 80}, {27, 132}}));
  EXPECT_EQ(sizes(usable_area(80, 43)), (ScreenSizes{{24, 80}, {43, 80}}));
  EXPECT_EQ(sizes(implicit_partition(80, 32, 160, 60)), (ScreenSizes{{32, 80}, {60, 160}}));
  EXPECT_EQ(sizes(reply(0x80, {0x80})), std::nullopt);
}

TEST(QueryReply, BelievesNoAbsurdSize) {
  const ScreenSizes model2;
  for (const auto& [columns, rows] :
       std::vector<std::pair<std::uint16_t, std::uint16_t>>{{0, 0},
                                                            {0, 24},
                                                            {80, 0},
                                                            {79, 24},
                                                            {80, 23},
                                                            {256, 60},
                                                            {80, 256},
                                                            {65535, 65535},
                                                            {200, 82},
                                                            {255, 255}}) {
    EXPECT_EQ(sizes(usable_area(columns, rows)), std::nullopt) << columns << "x" << rows;
    EXPECT_EQ(sizes(implicit_partition(80, 24, columns, rows)), model2) << columns << "x" << rows;
    EXPECT_EQ(sizes(implicit_partition(columns, rows, 80, 43)), std::nullopt);
    EXPECT_EQ(sizes(implicit_partition(columns, rows, 80, 43) + usable_area(80, 32)),
              (ScreenSizes{{24, 80}, {32, 80}}));
  }
  EXPECT_EQ(sizes(usable_area(255, 64)), (ScreenSizes{{24, 80}, {64, 255}}));  // 16,320 cells
  EXPECT_EQ(sizes(usable_area(80, 204)), (ScreenSizes{{24, 80}, {204, 80}}));
  EXPECT_EQ(sizes(usable_area(128, 128)), (ScreenSizes{{24, 80}, {128, 128}}));  // 16,384
}

TEST(QueryReply, GoesToTheEndWhereItsLengthIsZero) {
  const auto said = parsed(reply(0x88, {0x00}) + ByteBuffer{0x00, 0x00, 0x81, 0x80, 0x80, 0x81});
  EXPECT_EQ(said.codes, (Codes{0x88, 0x80}));
  EXPECT_EQ(said.summary, (Codes{0x80, 0x81}));
}

TEST(QueryReply, DoesNotUseOneThatIsShorterThanItsLayout) {
  const std::vector<ByteBuffer> contents{
      reply(0x81, {0x01, 0x00, 0x00, 0x50, 0x00}),
      reply(0x85, {0x82, 0, 9, 12, 0, 0, 0, 0}),
      reply(0x85, {0x82, 0, 9, 12, 0, 0, 0, 0, 0x06, 0x00, 0x10, 0x00, 0x02, 0xB9, 0x00}),
      reply(0x85, {0x8E, 0, 9, 12, 0, 0, 0, 0, 0x07, 0x00, 0x10, 0x00, 0x02, 0xB9, 0x00, 0x25}),
      reply(0x85, {0x80, 0, 9, 12, 0, 0, 0, 0, 0x00}),
      reply(0x86, {0x00}),
      reply(0x86, {0x00, 0x02, 0x00, 0xF4, 0xF1}),
      reply(0x87, {}),
      reply(0x87, {0x02, 0x00, 0xF0, 0xF1}),
      reply(0x88, {}),
      reply(0xA6, {0x00}),
      reply(0xA6, {0x00, 0x00, 0x01}),
      reply(0xA6, {0x00, 0x00, 0x00, 0x01}),
      reply(0xA6, {0x00, 0x00, 0x0B, 0x01, 0x00, 0x00, 0x50}),
      reply(0xA6, {0x00, 0x00, 0x04, 0x01, 0x00, 0x50})};
  for (const ByteBuffer& one : contents) {
    const auto said = parsed(one + usable_area(80, 43));
    EXPECT_EQ(said.cut, (Codes{one[3]}));
    EXPECT_EQ(said.codes, (Codes{one[3], 0x81}));
    EXPECT_FALSE(said.character_sets || said.implicit_partition || said.colors != 0 ||
                 said.highlighting);
    EXPECT_EQ(said.screen_sizes(), (ScreenSizes{{24, 80}, {43, 80}}));
  }
}

TEST(QueryReply, NamesEveryFault) {
  EXPECT_EQ(fault_of({}), QueryFault::Cut);
  EXPECT_EQ(fault_of({0x00}), QueryFault::Cut);
  EXPECT_EQ(fault_of({0x00, 0x05, 0x81, 0xFF}), QueryFault::Cut);
  EXPECT_EQ(fault_of({0xFF, 0xFF, 0x81, 0x80, 0x80}), QueryFault::Cut);
  EXPECT_EQ(fault_of(reply(0x80, {0x80}) + ByteBuffer{0x00}), QueryFault::Cut);
  EXPECT_EQ(fault_of({0x00, 0x01, 0x81, 0x80}), QueryFault::LengthTooShort);
  EXPECT_EQ(fault_of({0x00, 0x03, 0x81}), QueryFault::LengthTooShort);
  EXPECT_EQ(fault_of({0x00, 0x00, 0x81}), QueryFault::LengthTooShort);
  EXPECT_EQ(fault_of({0x00, 0x05, 0xD0, 0x00, 0x12}), QueryFault::NotAReply);  // IND$FILE
  std::set<std::string> texts;
  for (const QueryFault fault :
       {QueryFault::Cut, QueryFault::LengthTooShort, QueryFault::NotAReply, QueryFault::TooMany}) {
    texts.insert(text(fault));
  }
  EXPECT_EQ(texts.size(), 4U);
}

TEST(QueryReply, EndsAtAsManyAsThereAreCodes) {
  ByteBuffer many;
  for (std::size_t i = 0; i < config::limits::kQueryReplies; ++i) {
    many = many + reply(0x99, {});
  }
  EXPECT_EQ(parsed(many).codes.size(), config::limits::kQueryReplies);
  EXPECT_EQ(fault_of(many + reply(0x99, {})), QueryFault::TooMany);
}

TEST(QueryReply, SurvivesGarbage) {
  constexpr std::array<std::uint8_t, 10> kCodes{0x80, 0x81, 0x85, 0x86, 0x87,
                                                0x88, 0x91, 0xA6, 0xFF, 0x99};
  std::mt19937 random(3270);
  unsigned good = 0;
  constexpr unsigned kRounds = 20'000;
  for (unsigned round = 0; round < kRounds; ++round) {
    ByteBuffer bytes;
    for (unsigned replies = random() % 4; replies > 0; --replies) {
      ByteBuffer content(random() % 30);
      for (auto& byte : content) {
        byte = static_cast<std::uint8_t>(random() % (random() % 2 == 0 ? 16 : 256));
      }
      bytes = bytes + reply(kCodes[random() % kCodes.size()], content);
    }
    if (!bytes.empty() && random() % 3 == 0) {
      bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random() % 256);
    }
    const auto result = parse_query_replies(bytes);
    if (const auto* said = std::get_if<QueryReplies>(&result)) {
      ++good;
      const auto found = said->screen_sizes();
      EXPECT_TRUE(!found || (found->primary.cells() >= kModel2.cells() &&
                             found->alternate.cells() <= config::limits::kScreenCells));
      static_cast<void>(said->code_page());
    }
  }
  EXPECT_GT(good, kRounds / 4);
  EXPECT_LT(good, kRounds);
}

}  // namespace
}  // namespace tn3270
