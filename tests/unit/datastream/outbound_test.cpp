#include "tn3270/datastream/outbound.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace tn3270 {
namespace {

using testing::ElementsAre;

// Orders as words, so that a whole record is one line of a test.
struct Words {
  std::string operator()(const outbound::StartField& order) const {
    return "SF " + std::to_string(order.attribute);
  }
  std::string operator()(const outbound::StartFieldExtended& order) const {
    return "SFE" + numbers(order.pairs);
  }
  std::string operator()(const outbound::ModifyField& order) const {
    return "MF" + numbers(order.pairs);
  }
  std::string operator()(const outbound::SetAttribute& order) const {
    return "SA " + std::to_string(order.pair.type) + " " + std::to_string(order.pair.value);
  }
  std::string operator()(const outbound::SetAddress& order) const {
    return "SBA " + std::to_string(order.address);
  }
  std::string operator()(const outbound::InsertCursor& /*order*/) const { return "IC"; }
  std::string operator()(const outbound::ProgramTab& /*order*/) const { return "PT"; }
  std::string operator()(const outbound::RepeatTo& order) const {
    return "RA " + std::to_string(order.stop) + (order.graphic ? " GE " : " ") +
           std::to_string(order.code);
  }
  std::string operator()(const outbound::EraseTo& order) const {
    return "EUA " + std::to_string(order.stop);
  }
  std::string operator()(const outbound::GraphicCharacter& order) const {
    return "GE " + std::to_string(order.code);
  }
  std::string operator()(const outbound::Text& order) const {
    return "Text" + numbers(order.codes);
  }

  static std::string numbers(Bytes bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
      text += " " + std::to_string(byte);
    }
    return text;
  }
};

std::vector<std::string> words(Bytes orders, ScreenSize size = kModel2) {
  OutboundOrders reader(orders, size);
  std::vector<std::string> found;
  while (const auto order = reader.next()) {
    found.push_back(std::visit(Words{}, *order));
  }
  if (reader.fault()) {
    found.push_back("fault " + std::to_string(reader.offset()) + ": " + text(*reader.fault()));
  }
  return found;
}

const std::string kCut = ": an order is cut";
const std::string kBeyond = ": an address is beyond the screen";

OutboundHead head_of(const ByteBuffer& record) {
  const auto parsed = parse_outbound_head(record);
  EXPECT_TRUE(std::holds_alternative<OutboundHead>(parsed));
  return std::get<OutboundHead>(parsed);
}

TEST(OutboundHeads, AreReadInBothEncodings) {
  struct Row {
    std::uint8_t local;
    std::uint8_t sna;
    Command command;
    bool wcc;
  };
  for (const Row row :
       {Row{0x01, 0xF1, Command::Write, true}, Row{0x05, 0xF5, Command::EraseWrite, true},
        Row{0x0D, 0x7E, Command::EraseWriteAlternate, true},
        Row{0x02, 0xF2, Command::ReadBuffer, false}, Row{0x06, 0xF6, Command::ReadModified, false},
        Row{0x0E, 0x6E, Command::ReadModifiedAll, false},
        Row{0x0F, 0x6F, Command::EraseAllUnprotected, false},
        Row{0x11, 0xF3, Command::WriteStructuredField, false},
        Row{0x03, 0x03, Command::NoOperation, false}}) {
    for (const std::uint8_t code : {row.local, row.sna}) {
      const ByteBuffer record{code, 0xC3, 0x13};
      const OutboundHead head = head_of(record);
      EXPECT_EQ(head.command, row.command) << unsigned(code);
      EXPECT_EQ(head.wcc, row.wcc ? Wcc::Restore | Wcc::ResetMdt : Wcc::None) << unsigned(code);
      EXPECT_EQ(head.rest.size(), row.wcc ? 1U : 2U) << unsigned(code);
      const auto alone = parse_outbound_head(Bytes(record).first(1));
      EXPECT_EQ(std::holds_alternative<OutboundFault>(alone), row.wcc) << unsigned(code);
    }
  }
}

TEST(OutboundHeads, KnowNoOtherCommand) {
  std::size_t known = 0;
  for (unsigned code = 0; code < 256; ++code) {
    const auto parsed = parse_outbound_head(ByteBuffer{static_cast<std::uint8_t>(code), 0x40});
    if (const auto* fault = std::get_if<OutboundFault>(&parsed)) {
      EXPECT_EQ(*fault, OutboundFault::UnknownCommand) << code;
    } else {
      ++known;
    }
  }
  EXPECT_EQ(known, 17U);
}

TEST(OutboundHeads, NeedACommandAndItsWcc) {
  EXPECT_EQ(std::get<OutboundFault>(parse_outbound_head({})), OutboundFault::Empty);
  EXPECT_EQ(std::get<OutboundFault>(parse_outbound_head(ByteBuffer{0xF5})), OutboundFault::NoWcc);
}

TEST(OutboundHeads, PassOverTheTopBitsOfAWcc) {
  EXPECT_EQ(head_of({0xF1, 0xFF}).wcc, static_cast<Wcc>(0x3F));
  EXPECT_EQ(head_of({0xF1, 0x40}).wcc, Wcc::None);
}

TEST(OutboundFaults, HaveAClauseEach) {
  std::vector<std::string> clauses;
  for (const OutboundFault fault :
       {OutboundFault::Empty, OutboundFault::UnknownCommand, OutboundFault::NoWcc,
        OutboundFault::CutOrder, OutboundFault::AddressOffScreen, OutboundFault::NotAField,
        OutboundFault::FieldLength, OutboundFault::NoPartition}) {
    const std::string clause = text(fault);
    EXPECT_NE(clause, "unknown fault");
    EXPECT_EQ(std::count(clauses.begin(), clauses.end(), clause), 0) << clause;
    clauses.push_back(clause);
  }
}

// Every order once, with where each begins.
const ByteBuffer kEveryOrder{0x1D, 0x60,                                            // SF
                             0x29, 0x02, 0xC0, 0xE8, 0x42, 0xF2,                    // SFE
                             0x2C, 0x01, 0x41, 0xF4,                                // MF
                             0x28, 0x42, 0xF1,                                      // SA
                             0x11, 0xC1, 0x50,                                      // SBA
                             0x13,                                                  // IC
                             0x05,                                                  // PT
                             0x3C, 0xC2, 0x60, 0x60,                                // RA
                             0x3C, 0x00, 0x10, 0x08, 0xA2,                          // RA, GE
                             0x12, 0x40, 0x40,                                      // EUA
                             0x08, 0xC5,                                            // GE
                             0x00, 0x0C, 0x0D, 0x0E, 0x0F, 0x15, 0x19, 0x1C, 0x1E,  // Text
                             0x3F, 0xFF, 0x25, 0x01, 0xC1};
const std::vector<std::string> kEveryWord{
    "SF 96",        "SFE 192 232 66 242",
    "MF 65 244",    "SA 66 241",
    "SBA 80",       "IC",
    "PT",           "RA 160 96",
    "RA 16 GE 162", "EUA 0",
    "GE 197",       "Text 0 12 13 14 15 21 25 28 30 63 255 37 1 193"};
const std::vector<std::size_t> kBegins{0, 2, 8, 12, 15, 18, 19, 20, 24, 29, 32, 34, 48};

TEST(OutboundOrders, AreReadOneAfterTheOther) {
  EXPECT_EQ(words(kEveryOrder), kEveryWord);
}

TEST(OutboundOrders, AreCutAnywhere) {
  ASSERT_EQ(kBegins.back(), kEveryOrder.size());
  for (std::size_t length = 0; length < kEveryOrder.size(); ++length) {
    std::size_t whole = 0;
    while (kBegins[whole + 1] <= length) {
      ++whole;
    }
    std::vector<std::string> expected(kEveryWord.begin(),
                                      kEveryWord.begin() + static_cast<std::ptrdiff_t>(whole));
    const bool text = whole + 1 == kEveryWord.size();
    if (text && length > kBegins[whole]) {
      expected.push_back("Text" +
                         Words::numbers(Bytes(kEveryOrder).subspan(34, length - kBegins[whole])));
    } else if (length > kBegins[whole]) {
      expected.push_back("fault " + std::to_string(kBegins[whole]) + kCut);
    }
    EXPECT_EQ(words(Bytes(kEveryOrder).first(length)), expected) << length;
  }
}

TEST(OutboundOrders, SayWhereTheFaultIs) {
  EXPECT_THAT(words(ByteBuffer{0xC1, 0x13, 0x29, 0x02, 0xC0, 0xE8, 0x42}),
              ElementsAre("Text 193", "IC", "fault 2" + kCut));  // an odd pair
  EXPECT_THAT(words(ByteBuffer{0x2C, 0x01, 0xC0}), ElementsAre("fault 0" + kCut));
  EXPECT_THAT(words(ByteBuffer{0x2C}), ElementsAre("fault 0" + kCut));
}

TEST(OutboundOrders, TakeFieldsWithoutPairs) {
  EXPECT_THAT(words(ByteBuffer{0x29, 0x00, 0x2C, 0x00}), ElementsAre("SFE", "MF"));
}

TEST(OutboundOrders, StayOnTheScreen) {
  // 1,919 is the last address of 24x80: 5D 7F in 12 bits, 07 7F in 14.
  EXPECT_THAT(words(ByteBuffer{0x11, 0x5D, 0x7F, 0x12, 0x07, 0x7F, 0x3C, 0x5D, 0x7F, 0x40}),
              ElementsAre("SBA 1919", "EUA 1919", "RA 1919 64"));
  EXPECT_THAT(words(ByteBuffer{0x11, 0x5E, 0x40}), ElementsAre("fault 0" + kBeyond));
  EXPECT_THAT(words(ByteBuffer{0x13, 0x12, 0x07, 0x80}), ElementsAre("IC", "fault 1" + kBeyond));
  EXPECT_THAT(words(ByteBuffer{0x3C, 0x3F, 0xFF, 0x40}), ElementsAre("fault 0" + kBeyond));
  EXPECT_THAT(words(ByteBuffer{0x11, 0x5E, 0x40}, {27, 132}), ElementsAre("SBA 1920"));
  EXPECT_THAT(words(ByteBuffer{0x11, 0x26, 0xBF}, {62, 160}), ElementsAre("SBA 9919"));
}

TEST(OutboundOrders, EndAtTheFirstFault) {
  const ByteBuffer orders{0x11, 0x7F, 0x7F, 0x13};
  OutboundOrders reader(orders, kModel2);
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.next());
  EXPECT_EQ(reader.fault(), OutboundFault::AddressOffScreen);
  EXPECT_EQ(reader.offset(), 0U);
}

TEST(OutboundOrders, TakeAnyOperandByte) {
  EXPECT_THAT(words(ByteBuffer{0x3C, 0x40, 0x40, 0x11, 0x08, 0x1D, 0x1D, 0x13, 0x28, 0x29, 0x2C}),
              ElementsAre("RA 0 17", "GE 29", "SF 19", "SA 41 44"));
}

TEST(OutboundOrders, EndWhateverTheBytesAre) {
  std::mt19937 random(3270);
  for (int round = 0; round < 3000; ++round) {
    ByteBuffer orders(random() % 60);
    std::generate(orders.begin(), orders.end(), [&] {
      constexpr std::array<std::uint8_t, 10> kOrders{0x05, 0x08, 0x11, 0x12, 0x13,
                                                     0x1D, 0x28, 0x29, 0x2C, 0x3C};
      return random() % 2 == 0 ? kOrders.at(random() % kOrders.size())
                               : static_cast<std::uint8_t>(random() % 256);
    });
    OutboundOrders reader(orders, kModel2);
    std::size_t offset = 0;
    while (reader.next()) {
      ASSERT_GT(reader.offset(), offset);
      offset = reader.offset();
    }
    ASSERT_EQ(reader.offset(), offset);
    ASSERT_EQ(reader.fault().has_value(), offset < orders.size());
  }
}

TEST(CodesOfText, TakeACellIfTheyAreCharactersOrFormatCodes) {
  std::string without;
  for (unsigned code = 0; code < 0x40; ++code) {
    if (!takes_cell(static_cast<std::uint8_t>(code)) &&
        !begins_order(static_cast<std::uint8_t>(code))) {
      without += std::to_string(code) + " ";
    }
  }
  EXPECT_EQ(without,
            "1 2 3 4 6 7 9 10 11 16 20 22 23 24 26 27 31 32 33 34 35 36 38 39 42 43 45 46 47 48 "
            "49 50 51 52 53 54 55 56 57 58 59 61 62 ");
  EXPECT_TRUE(takes_cell(0x40));
  EXPECT_TRUE(takes_cell(0xFF));
}

std::string fields(Bytes bytes) {
  StructuredFields reader(bytes);
  std::string found;
  while (const auto field = reader.next()) {
    found += std::to_string(field->id) + ":" + Words::numbers(field->data) + "; ";
  }
  return found + (reader.fault() ? "fault " + std::to_string(reader.offset()) : "end");
}

TEST(StructuredFieldReading, SplitsAtTheLengths) {
  EXPECT_EQ(fields({}), "end");
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x05, 0x01, 0xFF, 0x02, 0x00, 0x03, 0x0C}),
            "1: 255 2; 12:; end");
}

TEST(StructuredFieldReading, TakesLengthZeroToTheEnd) {
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x03, 0x0C, 0x00, 0x00, 0x40, 0x00, 0xF1, 0xC2}),
            "12:; 64: 0 241 194; end");
}

TEST(StructuredFieldReading, FindsLengthsThatCannotBe) {
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x03, 0x0C, 0x00, 0x01, 0x40}), "12:; fault 3");
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x02, 0x40}), "fault 0");
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x04, 0x40}), "fault 0");
  EXPECT_EQ(fields(ByteBuffer{0xFF, 0xFF, 0x40, 0x00}), "fault 0");
  EXPECT_EQ(fields(ByteBuffer{0x00}), "fault 0");
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x00}), "fault 0");
  EXPECT_EQ(fields(ByteBuffer{0x00, 0x03, 0x0C, 0x00}), "12:; fault 3");
}

TEST(StructuredFieldReading, GivesAllOrTheFault) {
  const auto split = split_structured_fields(ByteBuffer{0x00, 0x04, 0x03, 0x80, 0x00, 0x03, 0x0C});
  ASSERT_TRUE(std::holds_alternative<std::vector<StructuredField>>(split));
  EXPECT_EQ(std::get<std::vector<StructuredField>>(split).size(), 2U);
  EXPECT_EQ(std::get<OutboundFault>(split_structured_fields(ByteBuffer{0x00, 0x02, 0x03})),
            OutboundFault::FieldLength);
}

}  // namespace
}  // namespace tn3270
