#include "tn3270/datastream/inbound_buffer.h"

#include <gtest/gtest.h>

#include <random>

namespace tn3270 {
namespace {

constexpr ScreenSize kTiny{2, 8};

// The cells that a record of a 2x8 terminal begins with.
std::vector<Cell> cells(const ByteBuffer& contents, std::size_t count) {
  ByteBuffer record{0x60, 0x40, 0x40};
  record.insert(record.end(), contents.begin(), contents.end());
  const auto result = parse_read_buffer(record, kTiny);
  const auto* const fault = std::get_if<Fault>(&result);
  EXPECT_EQ(fault, nullptr) << (fault != nullptr ? text(fault->what) : "");
  if (fault != nullptr) {
    return {};
  }
  std::vector<Cell> all = std::get<BufferContents>(result).cells;
  EXPECT_EQ(all.size(), kTiny.cells());
  all.resize(count);
  return all;
}

Fault fault_of(const ByteBuffer& record, AddressForm form = AddressForm::TwelveOrFourteen) {
  const auto result = parse_read_buffer(record, kTiny, form);
  EXPECT_TRUE(std::holds_alternative<Fault>(result));
  return std::holds_alternative<Fault>(result) ? std::get<Fault>(result) : Fault{};
}

// The three records below are shortened from what s3270 4.1 answered to Read Buffer in each reply
// mode; the screen had a field of red reverse characters of which one was set to green.

TEST(ReadBuffer, OfTheFieldModeTellsOfFieldsAndText) {
  const auto read = cells({0x1D, 0xF0, 0xC1, 0xC2, 0x1D, 0x60, 0xC4, 0x08, 0xAD, 0x00}, 7);
  const std::vector<Cell> expected{{.code = 0x30, .attribute = true},
                                   {.code = 0xC1},
                                   {.code = 0xC2},
                                   {.code = 0x20, .attribute = true},
                                   {.code = 0xC4},
                                   {.code = 0xAD, .graphic = true},
                                   {}};
  EXPECT_EQ(read, expected);
}

TEST(ReadBuffer, OfTheExtendedFieldModeTellsOfColoursOfFields) {
  const auto read = cells({0x29, 0x01, 0xC0, 0xF0, 0xC1, 0x29, 0x03, 0xC0, 0x60, 0x42, 0xF2, 0x41,
                           0xF2, 0xC4, 0x08, 0xAD},
                          5);
  const std::vector<Cell> expected{
      {.code = 0x30, .attribute = true},
      {.code = 0xC1},
      {.code = 0x20, .attribute = true, .look = {.foreground = 0xF2, .highlight = 0xF2}},
      {.code = 0xC4},
      {.code = 0xAD, .graphic = true}};
  EXPECT_EQ(read, expected);
}

TEST(ReadBuffer, OfTheCharacterModeTellsOfEveryCharacter) {
  const auto read = cells({0x29, 0x01, 0xC0, 0xF0, 0xC5, 0x28, 0x42, 0xF4, 0xC6, 0x28, 0x42, 0x00,
                           0xC7, 0x28, 0x41, 0xF2, 0x08, 0xAD},
                          5);
  const std::vector<Cell> expected{{.code = 0x30, .attribute = true},
                                   {.code = 0xC5},
                                   {.code = 0xC6, .look = {.foreground = 0xF4}},
                                   {.code = 0xC7},
                                   {.code = 0xAD, .graphic = true, .look = {.highlight = 0xF2}}};
  EXPECT_EQ(read, expected);
}

TEST(ReadBuffer, TakesAttributesBackOneByOneOrAll) {
  const auto read = cells(
      {0x28, 0x45, 0xF1, 0x28, 0x43, 0xF1, 0xC1, 0x28, 0x45, 0x00, 0xC2, 0x28, 0x00, 0x00, 0xC3},
      3);
  const std::vector<Cell> expected{
      {.code = 0xC1, .look = {.background = 0xF1, .character_set = 0xF1}},
      {.code = 0xC2, .look = {.character_set = 0xF1}},
      {.code = 0xC3}};
  EXPECT_EQ(read, expected);
}

TEST(ReadBuffer, KeepsEveryAttributeOfFieldsAndPassesOverUnknownOnes) {
  const auto read = cells({0x29, 0x04, 0xC2, 0x01, 0xC0, 0xC1, 0xFE, 0x01, 0x99, 0x02, 0x28, 0xC1,
                           0x04, 0x28, 0x46, 0xF0, 0xC1},
                          2);
  const std::vector<Cell> expected{
      {.code = 0x01, .attribute = true, .look = {.outlining = 0x01, .input_control = 0x01}},
      {.code = 0xC1, .look = {.transparency = 0xF0}}};
  EXPECT_EQ(read, expected);
}

TEST(ReadBuffer, KeepsFormatCodesAndShifts) {
  const auto read = cells({0x0E, 0x44, 0x81, 0x0F, 0x1C, 0x1E, 0x15}, 7);
  const std::vector<Cell> expected{{.code = 0x0E}, {.code = 0x44}, {.code = 0x81}, {.code = 0x0F},
                                   {.code = 0x1C}, {.code = 0x1E}, {.code = 0x15}};
  EXPECT_EQ(read, expected);
}

TEST(ReadBuffer, SaysWhichKeyAndWhereTheCursorIs) {
  const auto result = parse_read_buffer(ByteBuffer{0x7D, 0x40, 0xC7}, kTiny);
  const auto& read = std::get<BufferContents>(result);
  EXPECT_EQ(read.aid, Aid::Enter);
  EXPECT_EQ(read.cursor, 7);
  EXPECT_EQ(read.cells, std::vector<Cell>(16));
}

TEST(ReadBuffer, FillsTheScreenAndNoMore) {
  ByteBuffer record{0x60, 0x40, 0x40};
  record.resize(3 + 16, 0xC1);
  EXPECT_TRUE(std::holds_alternative<BufferContents>(parse_read_buffer(record, kTiny)));
  record.push_back(0xC1);
  EXPECT_EQ(fault_of(record).what, InboundFault::TooManyCells);
  EXPECT_EQ(fault_of(record).offset, 19U);
  record.back() = 0x28;
  record.insert(record.end(), {0x42, 0xF2});
  EXPECT_TRUE(std::holds_alternative<BufferContents>(parse_read_buffer(record, kTiny)));
}

TEST(ReadBuffer, NamesEveryFault) {
  EXPECT_EQ(fault_of({}).what, InboundFault::Empty);
  EXPECT_EQ(fault_of({0x01, 0x40, 0x40}).what, InboundFault::UnknownAid);
  EXPECT_EQ(fault_of({0x88, 0x00, 0x04}).what, InboundFault::UnknownAid);
  EXPECT_EQ(fault_of({0x60}).what, InboundFault::CutCursor);
  EXPECT_EQ(fault_of({0x60, 0x40}).what, InboundFault::CutCursor);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x50}).what, InboundFault::CursorOffScreen);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40}, AddressForm::Sixteen).what, InboundFault::CursorOffScreen);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x1D}).what, InboundFault::CutAttribute);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x29}).what, InboundFault::CutAttribute);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x29, 0x02, 0xC0, 0xF0, 0x42}).what,
            InboundFault::CutAttribute);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x29, 0xFF, 0xC0, 0xF0}).what, InboundFault::CutAttribute);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x28, 0x42}).what, InboundFault::CutAttribute);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x08}).what, InboundFault::CutGraphicEscape);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0x11, 0x40, 0x40}).what, InboundFault::StrangeOrder);
  EXPECT_EQ(fault_of({0x60, 0x40, 0x40, 0xC1, 0x2C, 0x00}).offset, 4U);
}

TEST(ReadBuffer, SurvivesGarbage) {
  std::mt19937 random(3270);
  const std::vector<std::uint8_t> likely{0x1D, 0x29, 0x28, 0x08, 0x40, 0xC0, 0x01, 0xC1};
  unsigned good = 0;
  constexpr unsigned kRounds = 10'000;
  for (unsigned round = 0; round < kRounds; ++round) {
    ByteBuffer record(random() % 30);
    for (auto& byte : record) {
      byte = random() % 4 != 0 ? likely[random() % likely.size()]
                               : static_cast<std::uint8_t>(random() % 256);
    }
    for (std::size_t i = 0; i < record.size() && i < 3; ++i) {
      record[i] = i == 0 ? 0x60 : 0x40;
    }
    const auto result = parse_read_buffer(record, kTiny);
    if (const auto* read = std::get_if<BufferContents>(&result)) {
      ++good;
      EXPECT_EQ(read->cells.size(), kTiny.cells());
      EXPECT_LT(read->cursor, kTiny.cells());
    } else {
      EXPECT_LE(std::get<Fault>(result).offset, record.size());
    }
  }
  EXPECT_GT(good, kRounds / 20);
  EXPECT_LT(good, kRounds);
}

}  // namespace
}  // namespace tn3270
