#include "tn3270/datastream/inbound.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace tn3270 {
namespace {

constexpr ScreenSize k27x132{27, 132};
constexpr InboundForm kCharacters{.reply_mode = ReplyMode::Character};
constexpr InboundForm kSixteen{.addresses = AddressForm::Sixteen};

// The spans of the result refer to `record`.
Inbound parsed(const ByteBuffer& record, ScreenSize size = kModel2, InboundForm form = {}) {
  auto result = parse_inbound(record, size, form);
  const auto* fault = std::get_if<Fault>(&result);
  EXPECT_EQ(fault, nullptr) << (fault != nullptr ? text(fault->what) : "");
  return fault == nullptr ? std::get<Inbound>(result) : Inbound{};
}

InboundFault fault_of(const ByteBuffer& record, ScreenSize size = kModel2, InboundForm form = {}) {
  const auto result = parse_inbound(record, size, form);
  EXPECT_TRUE(std::holds_alternative<Fault>(result));
  return std::get<Fault>(result).what;
}

ByteBuffer copy(Bytes bytes) {
  return {bytes.begin(), bytes.end()};
}

TEST(Inbound, HasAidCursorAndModifiedFields) {
  const ByteBuffer record{0x7D, 0xC1, 0x50, 0x11, 0x40, 0xC5, 0xC1, 0xC2,
                          0x11, 0x00, 0x64, 0x11, 0x07, 0x7F, 0xF1};
  const Inbound input = parsed(record);
  EXPECT_EQ(input.aid, Aid::Enter);
  EXPECT_EQ(input.cursor, 80);
  ASSERT_EQ(input.fields.size(), 3U);
  EXPECT_EQ(input.fields[0].address, 5);
  EXPECT_EQ(copy(input.fields[0].data), (ByteBuffer{0xC1, 0xC2}));
  EXPECT_EQ(input.fields[1].address, 100);
  EXPECT_TRUE(input.fields[1].data.empty());
  EXPECT_EQ(input.fields[2].address, 1919);
  EXPECT_TRUE(input.unformatted.empty());
  EXPECT_EQ(input.fields[0].data.data(), record.data() + 6);  // refers to the record
}

TEST(Inbound, MayBeACursorOnly) {
  const Inbound input = parsed({0x7D, 0x40, 0x40});
  EXPECT_EQ(input.cursor, 0);
  EXPECT_TRUE(input.fields.empty());
}

TEST(Inbound, OfPaKeysAndClearIsTheAidAlone) {
  for (const Aid aid : {Aid::Pa1, Aid::Pa2, Aid::Pa3, Aid::Clear}) {
    const Inbound input = parsed({static_cast<std::uint8_t>(aid)});
    EXPECT_EQ(input.aid, aid);
    EXPECT_FALSE(input.cursor.has_value());
  }
}

TEST(Inbound, KeepsTextOfAnUnformattedScreen) {
  const ByteBuffer record{0x7D, 0x40, 0x4B, 0xD3, 0xD6, 0xC7};
  const Inbound input = parsed(record);
  EXPECT_EQ(copy(input.unformatted), (ByteBuffer{0xD3, 0xD6, 0xC7}));
  EXPECT_TRUE(input.fields.empty());
}

TEST(Inbound, KeepsStructuredFieldsRaw) {
  const ByteBuffer record{0x88, 0x00, 0x04, 0x81, 0xFF, 0x11};
  const Inbound input = parsed(record);
  EXPECT_EQ(input.aid, Aid::StructuredField);
  EXPECT_EQ(copy(input.structured), (ByteBuffer{0x00, 0x04, 0x81, 0xFF, 0x11}));
  EXPECT_FALSE(input.cursor.has_value());
}

TEST(Inbound, LetsAGraphicEscapeHideAnOrder) {
  const ByteBuffer record{0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0x08, 0x11, 0xC1};
  const Inbound input = parsed(record);
  ASSERT_EQ(input.fields.size(), 1U);
  EXPECT_EQ(input.fields[0].data.size(), 3U);
}

TEST(Inbound, KeepsDupAndFieldMark) {
  const ByteBuffer record{0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0x1C, 0x1E, 0x00};
  const Inbound input = parsed(record);
  EXPECT_EQ(copy(input.fields.at(0).data), (ByteBuffer{0x1C, 0x1E, 0x00}));
}

TEST(Inbound, NamesEveryFault) {
  EXPECT_EQ(fault_of({}), InboundFault::Empty);
  EXPECT_EQ(fault_of({0x01, 0x6C, 0x61}), InboundFault::UnknownAid);  // a cut test request
  EXPECT_EQ(fault_of({0x01, 0x6C, 0xD9, 0x02, 0x00}), InboundFault::UnknownAid);  // printer status
  EXPECT_EQ(fault_of({0x7D, 0x40}), InboundFault::CutCursor);
  EXPECT_EQ(fault_of({0x7D, 0x5E, 0x40}), InboundFault::CursorOffScreen);
  EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, 0x11}), InboundFault::CutAddress);
  EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, 0x11, 0x40}), InboundFault::CutAddress);
  EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, 0x11, 0x3F, 0xFF}), InboundFault::AddressOffScreen);
  EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0x08}), InboundFault::CutGraphicEscape);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x1D, 0xF0}), InboundFault::BufferContents);
  EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0x28, 0x41, 0xF2}),
            InboundFault::BufferContents);
  EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0x28, 0x41}, kModel2, kCharacters),
            InboundFault::CutAttribute);
  for (const Order order : {Order::Sf, Order::Sfe, Order::Mf}) {
    EXPECT_EQ(fault_of({0x7D, 0x40, 0x40, static_cast<std::uint8_t>(order), 0xF0, 0xF0, 0xF0},
                       kModel2, kCharacters),
              InboundFault::BufferContents);
  }
}

TEST(Inbound, DescribesEveryFaultDifferently) {
  std::set<std::string> texts;
  constexpr auto kLast = static_cast<unsigned>(InboundFault::StrangeOrder);
  for (unsigned fault = 0; fault <= kLast; ++fault) {
    texts.insert(text(static_cast<InboundFault>(fault)));
  }
  EXPECT_EQ(texts.size(), kLast + 1);
  EXPECT_EQ(texts.count("unknown fault"), 0U);
}

// s3270 4.1 -model 3279-2 in classic TN3270, SysReq(), two modified fields.
TEST(Inbound, KnowsATestRequestOfClassicTn3270) {
  const ByteBuffer record{0x01, 0x6C, 0x61, 0x02, 0x11, 0xC1, 0xD1,
                          0xE7, 0xE8, 0x11, 0xC1, 0xE5, 0xC8, 0xC9};
  const Inbound input = parsed(record);
  EXPECT_EQ(input.aid, Aid::SysReq);
  EXPECT_FALSE(input.cursor.has_value());
  ASSERT_EQ(input.fields.size(), 2U);
  EXPECT_EQ(input.fields[1].address, 101);
  EXPECT_EQ(copy(input.fields[1].data), (ByteBuffer{0xC8, 0xC9}));
  EXPECT_EQ(parsed({0x01, 0x6C, 0x61, 0x02}).aid, Aid::SysReq);
  EXPECT_EQ(parsed({0xF0}).aid, Aid::SysReq);
}

TEST(Inbound, OfATestRequestMayBeTextWithoutAField) {
  const ByteBuffer record{0x01, 0x6C, 0x61, 0x02, 0xD3, 0xD6, 0xC7};
  EXPECT_EQ(copy(parsed(record).unformatted), (ByteBuffer{0xD3, 0xD6, 0xC7}));
}

// s3270 4.1: the screen that was sent set colour and highlighting within one field.
TEST(Inbound, HoldsAttributesOfCharactersWhenTheyWereAskedFor) {
  const ByteBuffer record{0x7D, 0xC1, 0xD3, 0x11, 0xC1, 0xE5, 0x28, 0x42, 0xF2, 0xC1, 0x28, 0x41,
                          0xF2, 0xC2, 0x28, 0x42, 0x00, 0x28, 0x41, 0x00, 0x08, 0xAD, 0xC3};
  const Inbound input = parsed(record, kModel2, kCharacters);
  ASSERT_EQ(input.fields.size(), 1U);
  EXPECT_EQ(input.fields[0].data.size(), 17U);
  EXPECT_EQ(without_attributes(input.fields[0].data), (ByteBuffer{0xC1, 0xC2, 0x08, 0xAD, 0xC3}));
  EXPECT_EQ(fault_of(record), InboundFault::BufferContents);
}

TEST(Inbound, LetsAnAttributesValueHideAnOrder) {
  const ByteBuffer record{0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0x28, 0x43, 0x11, 0xC1};
  const Inbound input = parsed(record, kModel2, kCharacters);
  ASSERT_EQ(input.fields.size(), 1U);
  EXPECT_EQ(without_attributes(input.fields[0].data), (ByteBuffer{0xC1}));
}

TEST(Inbound, WithoutAttributesEndsWithTheData) {
  EXPECT_TRUE(without_attributes({}).empty());
  EXPECT_TRUE(without_attributes(ByteBuffer{0x28, 0x42}).empty());
  EXPECT_EQ(without_attributes(ByteBuffer{0xC1, 0x08}), (ByteBuffer{0xC1, 0x08}));
}

TEST(Inbound, KeepsTwoByteCharactersBetweenTheirShifts) {
  const ByteBuffer record{0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0xC1,
                          0x0E, 0x44, 0x81, 0x44, 0x82, 0x0F, 0xC2};
  EXPECT_EQ(copy(parsed(record).fields.at(0).data),
            (ByteBuffer{0xC1, 0x0E, 0x44, 0x81, 0x44, 0x82, 0x0F, 0xC2}));
}

TEST(Inbound, KeepsTextBeforeTheFirstField) {
  const ByteBuffer record{0x7D, 0x40, 0x40, 0xC1, 0xC2, 0x11, 0x40, 0xC5, 0xC3};
  const Inbound input = parsed(record);
  EXPECT_EQ(copy(input.unformatted), (ByteBuffer{0xC1, 0xC2}));
  EXPECT_EQ(copy(input.fields.at(0).data), (ByteBuffer{0xC3}));
}

// s3270 4.1: Read Modified without a key, Read Modified All after PA1, Read Partition.
TEST(Inbound, OfAReadByTheHostHasCursorAndFields) {
  for (const Aid aid : {Aid::None, Aid::Pa1, Aid::QueryReply}) {
    const ByteBuffer record{
        static_cast<std::uint8_t>(aid), 0xC1, 0xD3, 0x11, 0xC1, 0xD1, 0xE7, 0xE8};
    const Inbound input = parsed(record);
    EXPECT_EQ(input.aid, aid);
    EXPECT_EQ(input.cursor, 83);
    EXPECT_EQ(input.fields.at(0).address, 81);
  }
}

TEST(Inbound, HasSixteenBitAddressesByAgreement) {
  const ScreenSize large{255, 255};
  const ByteBuffer record{0x7D, 0xC1, 0x50, 0x11, 0xFE, 0x00, 0xC1};
  const Inbound input = parsed(record, large, kSixteen);
  EXPECT_EQ(input.cursor, 0xC150);
  EXPECT_EQ(input.fields.at(0).address, 0xFE00);
  EXPECT_EQ(fault_of({0x7D, 0xFE, 0x01}, large, kSixteen), InboundFault::CursorOffScreen);
  EXPECT_EQ(parsed(record, large).cursor, 80);
}

TEST(Inbound, MayHoldNoStructuredFieldAtAll) {
  const Inbound input = parsed({0x88});
  EXPECT_EQ(input.aid, Aid::StructuredField);
  EXPECT_TRUE(input.structured.empty());
}

TEST(Inbound, SaysWhereTheFaultIs) {
  const auto result = parse_inbound(ByteBuffer{0x7D, 0x40, 0x40, 0xC1, 0x11, 0x40}, kModel2);
  EXPECT_EQ(std::get<Fault>(result).offset, 4U);
}

TEST(Inbound, EndsAtOneFieldForEveryCell) {
  ByteBuffer record{0x7D, 0x40, 0x40};
  for (unsigned i = 0; i < kModel2.cells(); ++i) {
    record.insert(record.end(), {0x11, 0x40, 0x40});
  }
  EXPECT_EQ(parsed(record).fields.size(), kModel2.cells());
  record.insert(record.end(), {0x11, 0x40, 0x40});
  EXPECT_EQ(fault_of(record), InboundFault::TooManyFields);
}

TEST(Inbound, OfALargerScreenReachesItsLastCell) {
  EXPECT_EQ(parsed({0x7D, 0xF7, 0x6B}, k27x132).cursor, 3563);
  EXPECT_EQ(fault_of({0x7D, 0xF7, 0x6B}, kModel2), InboundFault::CursorOffScreen);
}

// Whatever comes, the answer is a value whose spans lie within the record.
TEST(Inbound, SurvivesGarbage) {
  std::mt19937 random(3270);
  const std::vector<std::uint8_t> likely{0x7D, 0x11, 0x08, 0x40, 0x88,
                                         0x1D, 0x28, 0x6D, 0x00, 0xC1};
  unsigned faults = 0;
  for (unsigned round = 0; round < 10'000; ++round) {
    ByteBuffer record(random() % 40);
    for (auto& byte : record) {
      byte = random() % 2 == 0 ? likely[random() % likely.size()]
                               : static_cast<std::uint8_t>(random() % 256);
    }
    const InboundForm form = round % 2 == 0 ? InboundForm{} : kCharacters;
    const auto result = parse_inbound(record, kModel2, form);
    if (std::holds_alternative<Fault>(result)) {
      ++faults;
      EXPECT_LE(std::get<Fault>(result).offset, record.size());
      continue;
    }
    for (const auto& field : std::get<Inbound>(result).fields) {
      EXPECT_LT(field.address, kModel2.cells());
      EXPECT_LE(field.data.data() + field.data.size(), record.data() + record.size());
    }
  }
  EXPECT_GT(faults, 1'000U);
  EXPECT_LT(faults, 10'000U);
}

}  // namespace
}  // namespace tn3270
