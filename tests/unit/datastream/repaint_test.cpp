#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "tests/unit/datastream/screen_model_fixture.h"
#include "tn3270/datastream/screen_writer.h"

namespace tn3270 {
namespace {

using test::bytes;
using test::kSmall;

class Repainting : public test::ScreenModels {
 protected:
  void expect(std::string_view hex) {
    const ByteBuffer record = screen_.repaint();
    EXPECT_EQ(record, bytes(hex)) << text(record);
    expect_same(screen_, kSmall);
  }
  static std::string text(const ByteBuffer& record) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string hex;
    for (const std::uint8_t byte : record) {
      hex += {kDigits[byte / 16U], kDigits[byte % 16U], ' '};
    }
    return hex;
  }
  // Of every cell; a field goes on around the end of the buffer.
  static void expect_fields(const ScreenModel& screen) {
    const std::size_t count = screen.cells().size();
    std::optional<BufferAddress> governs;
    for (std::size_t i = 0; i < 2 * count; ++i) {
      const auto at = static_cast<BufferAddress>(i % count);
      governs = screen.cells()[at].attribute ? std::optional(at) : governs;
      if (i >= count) {
        ASSERT_EQ(screen.attribute_of(at), governs) << at;
      }
    }
    ASSERT_EQ(screen.formatted(), governs.has_value());
  }
  // The record makes a new screen the same, and that one says the same of itself.
  static void expect_same(const ScreenModel& screen, ScreenSizes sizes) {
    ASSERT_NO_FATAL_FAILURE(expect_fields(screen));
    const ByteBuffer record = screen.repaint();
    ScreenModel again(sizes);
    ASSERT_EQ(again.apply(record), std::nullopt) << text(record);
    ASSERT_EQ(again, screen) << text(record);
    ASSERT_EQ(again.repaint(), record);
  }
};

TEST_F(Repainting, NeedsNothingForABlankScreen) {
  expect("F5 40");
  apply("7E C2");
  expect("7E C2");
}

TEST_F(Repainting, UnlocksTheKeyboardIfItIsUnlocked) {
  apply("F5 40 1D C1 C1");
  expect("F5 40 1D C1 C1");
  apply("F1 C6");
  expect("F5 C2 1D C1 C1");
}

TEST_F(Repainting, KeepsAttributesOfFields) {
  apply(
      "F5 40 29 09 C0 E9 42 F2 45 F1 41 F4 43 F1 46 F0 C2 0F C1 04 FE 01 29 01 41 F1 29 01 C0 7D");
  expect(
      "F5 40 29 09 C0 E9 42 F2 45 F1 41 F4 43 F1 46 F0 C2 0F C1 04 FE 01 29 02 C0 40 41 F1 1D 7D");
}

TEST_F(Repainting, KeepsTheCursor) {
  apply("F5 40 1D 40 C1 13");
  expect("F5 40 1D 40 C1 13");
  apply("F1 40 11 40 C9 13");
  expect("F5 40 1D 40 C1 11 40 C9 13");
}

TEST_F(Repainting, PassesOverNullsButKeepsBlanks) {
  apply("F5 40 C1 00 C2 00 00 C3 00 00 00 C4 40 40");
  expect("F5 40 C1 00 C2 00 00 C3 11 40 C9 C4 40 40");
}

TEST_F(Repainting, KeepsNullsThatHaveALook) {
  apply("F5 40 28 45 F2 00 00 00");
  expect("F5 40 28 45 F2 00 00 00");
}

TEST_F(Repainting, RepeatsRuns) {
  apply("F5 40 C1 C1 C1 C1 C2 C2 C2 C2 C2 08 A2 08 A2 08 A2");
  expect("F5 40 C1 C1 C1 C1 3C 40 C9 C2 3C 40 4C 08 A2");
  apply("F5 40 3C 40 40 5C");
  expect("F5 40 3C 40 40 5C");
  apply("F5 40 11 40 60 3C 40 40 60");
  expect("F5 40 11 40 60 3C 40 40 60");
}

// A run within text, one that ends it, and one of another look.
TEST_F(Repainting, RepeatsRunsBetweenCharacters) {
  apply("F5 40 C1 C2 C3 C3 C3 C3 C3 C4 40 40 40 40 40 40 C5 D1 D1 D1 D1 D2");
  expect("F5 40 C1 C2 3C 40 C7 C3 C4 3C 40 4E 40 C5 D1 D1 D1 D1 D2");
  apply("F5 40 C1 28 42 F2 C1 C1 C1 C1 C1 28 42 00 C1");
  expect("F5 40 C1 28 42 F2 3C 40 C6 C1 28 00 00 C1");
}

TEST_F(Repainting, KeepsBytesThatTextCannotHold) {
  apply("F5 40 3C 40 C1 11 3C 40 C2 01 08 1D");
  expect("F5 40 3C 40 C1 11 3C 40 C2 01 08 1D");
}

TEST_F(Repainting, KeepsTheLookOfCharacters) {
  apply("F5 40 28 42 F2 C1 28 41 F4 C2 28 00 00 C3");
  expect("F5 40 28 42 F2 C1 28 41 F4 C2 28 00 00 C3");
  // Two of three parts go: shorter from the beginning.
  apply("F5 40 28 42 F2 28 41 F4 28 45 F1 28 43 F1 C1 28 41 00 28 45 00 28 43 00 C2");
  expect("F5 40 28 42 F2 28 45 F1 28 41 F4 28 43 F1 C1 28 00 00 28 42 F2 C2");
  // Attributes of fields and nulls in between need no reset.
  apply("F5 40 28 42 F2 C1 28 00 00 1D 60 00 00 28 42 F2 C2");
  expect("F5 40 28 42 F2 C1 1D 60 11 40 C4 C2");
}

TEST_F(Repainting, IsTheSameForWhateverWasWritten) {
  std::minstd_rand engine(2355);
  const auto random = [&engine] { return static_cast<unsigned>(engine() >> 4U); };
  constexpr std::array<std::uint8_t, 16> kLikely{0x05, 0x08, 0x11, 0x12, 0x13, 0x1D, 0x1D, 0x28,
                                                 0x28, 0x29, 0x2C, 0x3C, 0x00, 0x40, 0xC1, 0xC1};
  constexpr std::array<std::uint8_t, 8> kOperands{0xC0, 0x41, 0x42, 0x43, 0x45, 0x01, 0x40, 0xF2};
  constexpr std::array<std::uint8_t, 6> kCommands{0xF1, 0xF1, 0xF5, 0x7E, 0x6F, 0xF1};
  std::size_t faults = 0;
  for (int round = 0; round < 4000; ++round) {
    ScreenModel screen(kSmall);
    for (unsigned records = 1 + random() % 4; records != 0; --records) {
      ByteBuffer record{kCommands.at(random() % kCommands.size()),
                        static_cast<std::uint8_t>(random())};
      for (unsigned length = random() % 80; length != 0; --length) {
        const unsigned kind = random() % 8;
        record.push_back(kind < 4   ? kLikely.at(random() % kLikely.size())
                         : kind < 7 ? kOperands.at(random() % kOperands.size())
                                    : static_cast<std::uint8_t>(random()));
      }
      faults += screen.apply(record) ? 1 : 0;
    }
    ASSERT_NO_FATAL_FAILURE(expect_same(screen, kSmall)) << round;
    const auto other = screen.repaint(kSmall);
    ASSERT_EQ(other, screen.repaint());
  }
  EXPECT_GT(faults, 100U);  // both kinds were there
  EXPECT_LT(faults, 9000U);
}

TEST_F(Repainting, IsTheSameOnScreensOfEveryAddressing) {
  const auto page = cp037();
  for (const ScreenSize size : {kModel2, ScreenSize{43, 80}, ScreenSize{27, 132},
                                ScreenSize{62, 160}, ScreenSize{1, 1}, ScreenSize{128, 128}}) {
    const ScreenSizes sizes{kModel2, size};
    ScreenModel screen(sizes);
    ScreenWriter writer({Command::EraseWriteAlternate, Wcc::Restore}, size, Attributes::Extended,
                        *page);
    writer.move_to({size.rows, size.columns});
    writer.cursor();
    writer.text("X");
    if (size.cells() > 200) {
      writer.move_to({size.rows, 1});
      writer.repeat_to(static_cast<BufferAddress>(size.cells() - 1), '-');
    }
    ASSERT_EQ(screen.apply(writer.take()), std::nullopt);
    ASSERT_NO_FATAL_FAILURE(expect_same(screen, sizes));
    EXPECT_LE(screen.repaint().size(), 20U);
  }
}

// A panel with a title, a rule, 18 lines of text and an input field, everything coloured.
TEST_F(Repainting, OfAnOrdinaryScreenIsSmall) {
  const auto page = cp037();
  ScreenWriter writer({Command::EraseWrite}, kModel2, Attributes::Extended, *page);
  for (unsigned row = 1; row <= 22; ++row) {
    writer.move_to({row, 1});
    writer.field({Entry::Autoskip, Intensity::Normal, Color::Turquoise});
    writer.text("NAME" + std::to_string(row));
    writer.move_to({row, 14});
    writer.field({Entry::Autoskip, Intensity::Normal, Color::Green});
    writer.text("A description of fifty characters or so, as it was");
  }
  writer.field({Entry::Any, Intensity::Normal, Color::Default, Highlight::Underscore});
  writer.cursor();
  const ByteBuffer record = writer.take();
  ScreenModel screen({});
  ASSERT_EQ(screen.apply(record), std::nullopt);
  EXPECT_LE(screen.repaint().size(), record.size());
  EXPECT_LE(screen.repaint().size(), 4096U);
  expect_same(screen, {});
}

}  // namespace
}  // namespace tn3270
