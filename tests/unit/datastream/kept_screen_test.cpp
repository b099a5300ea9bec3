#include "tn3270/datastream/kept_screen.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <variant>

#include "config/limits.h"
#include "tests/unit/datastream/screen_model_fixture.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/screen_writer.h"

namespace tn3270 {
namespace {

using test::bytes;
using test::kSmall;

// Beside what is kept stands a terminal that has seen everything.
class Keeping : public testing::Test {
 protected:
  void write(const ByteBuffer& record) {
    kept_.wrote(record);
    terminal_.apply(record);
  }
  void write(std::string_view hex) { write(bytes(hex)); }
  void type(const ByteBuffer& record) {
    kept_.received(record);
    const auto parsed = parse_inbound(record, terminal_size_);
    if (const auto* input = std::get_if<Inbound>(&parsed)) {
      terminal_.apply(*input);
    }
  }
  void type(std::string_view hex) { type(bytes(hex)); }
  // A new terminal that is repainted is the old one, cell by cell, cursor and keyboard too.
  void expect_same(ScreenSizes sizes = kSmall) {
    const auto record = kept_.repaint(sizes);
    ASSERT_TRUE(record);
    ScreenModel back(sizes);
    ASSERT_EQ(back.apply(*record), std::nullopt);
    ASSERT_EQ(back.cells(), terminal_.cells());
    ASSERT_EQ(back.cursor(), terminal_.cursor());
    ASSERT_EQ(back.keyboard_locked(), terminal_.keyboard_locked());
  }
  void resize(ScreenSizes sizes) {
    kept_ = KeptScreen(sizes);
    terminal_ = ScreenModel(sizes);
    terminal_size_ = sizes.alternate;
  }

  KeptScreen kept_{kSmall};
  ScreenModel terminal_{kSmall};
  ScreenSize terminal_size_ = kSmall.alternate;
};

TEST_F(Keeping, NothingIsABlankScreenWithALockedKeyboard) {
  expect_same();
  EXPECT_EQ(kept_.bytes(), 0U);
}

TEST_F(Keeping, WhatWasWrittenAndSentIsShownAgain) {
  write("F5 C2 1D 40 C1 C2 C3 1D 60 E7");
  expect_same();
  type("7D 40 C3 11 40 C1 D1 D6");
  expect_same();
  EXPECT_TRUE(kept_.model().keyboard_locked()) << "the input is unanswered";
  write("F1 C2 11 40 C8 D6 D2");
  expect_same();
  EXPECT_FALSE(kept_.model().keyboard_locked());
  write("6F");
  expect_same();
}

TEST_F(Keeping, AnErasingWriteForgetsAllButTheKeyboard) {
  write("F5 C2 1D 40 C1 C2 C3");
  for (int i = 0; i < 100; ++i) {
    write("F5 40 1D 60 E7");
  }
  expect_same();
  EXPECT_FALSE(kept_.model().keyboard_locked()) << "it was unlocked before";
  write("7E 40 C1");
  expect_same();
  EXPECT_EQ(kept_.model().size(), kSmall.alternate);
  type("7D 40 40");
  write("F5 40 C1");
  EXPECT_TRUE(kept_.model().keyboard_locked());
  expect_same();
}

TEST_F(Keeping, StructuredFieldsThatWriteCount) {
  write("F3 00 05 01 FF 02");              // a Query
  write("F3 00 09 40 00 F5 C2 C1 C2 C3");  // Outbound 3270DS
  expect_same();
  EXPECT_FALSE(kept_.model().keyboard_locked());
  write("F5 40 C1");
  expect_same();
  EXPECT_FALSE(kept_.model().keyboard_locked()) << "a structured field has unlocked it";
  write("F3 00 04 03 80");
  expect_same();
}

TEST_F(Keeping, ClearErases) {
  write("F5 C2 1D 40 C1 C2 C3");
  type("6D");
  expect_same();
  EXPECT_EQ(kept_.repaint(kSmall), bytes("F5 40"));
}

TEST_F(Keeping, WhatCannotBeReadLocksTheKeyboard) {
  write("F5 C2 1D 40 C1 C2 C3");
  kept_.received(bytes("7D 40"));  // a cut cursor address
  EXPECT_TRUE(kept_.model().keyboard_locked());
  kept_.received({});
  kept_.wrote({});
  kept_.wrote(bytes("F6"));
  EXPECT_EQ(kept_.model().cells(), terminal_.cells());
}

TEST_F(Keeping, AScreenThatDoesNotFitIsNone) {
  write("7E C2 11 40 7B C1");  // the last cell of 5x12
  EXPECT_FALSE(kept_.repaint({{4, 10}, {4, 10}}));
  write("F5 C2 1D 60 C1");
  EXPECT_TRUE(kept_.repaint({{4, 10}, {4, 10}}));
}

TEST_F(Keeping, ALogIsShortAgainWhenMuchHasBeenWritten) {
  resize({kModel2, kModel2});
  const auto page = cp037();
  ScreenWriter writer({Command::EraseWrite, Wcc::Restore}, kModel2, Attributes::Extended, *page);
  for (unsigned row = 1; row <= 22; ++row) {
    writer.move_to({row, 1});
    writer.field({Entry::Autoskip, Intensity::Normal, Color::Turquoise});
    writer.text("NAME" + std::to_string(row));
    writer.field({});
    writer.text("something that was typed here");
  }
  write(writer.take());
  const std::size_t most = 4'096 - sizeof(KeptScreen);
  for (int i = 0; i < 1'000; ++i) {
    ByteBuffer update{0xF1, 0xC2, 0x11, 0x40, 0x40};
    update.insert(update.end(), static_cast<std::size_t>(i) % 90, 0xC1);
    write(update);
    type("7D 40 C3 11 40 4B D1 D6");
    ASSERT_LE(kept_.bytes(), most) << "a screen of 24x80 is kept in 4 KB";
  }
  expect_same({kModel2, kModel2});
}

// Every cell has a look of its own: more than a screen's share, but no more than twice itself.
TEST_F(Keeping, AScreenOfOddCellsNeedsWhatItNeeds) {
  resize({kModel2, kModel2});
  ByteBuffer record{0xF5, 0xC2};
  for (unsigned cell = 0; cell < 1'900; ++cell) {
    const auto color = static_cast<std::uint8_t>(0xF1 + cell % 7);
    const auto text = static_cast<std::uint8_t>(0xC1 + cell % 9);
    record.insert(record.end(), {0x28, 0x42, color, text});
  }
  write(record);
  for (int i = 0; i < 500; ++i) {
    write("F1 C2 11 40 40 C5 C6");
  }
  EXPECT_LE(kept_.bytes(), 2 * (record.size() + 100));
  expect_same({kModel2, kModel2});
  write("F5 C2 C1");
  EXPECT_LE(kept_.bytes(), 4'096U);
  expect_same({kModel2, kModel2});
}

// Text and runs that go around the end of the buffer, on screens whose logs are made short again
// many times: after each record the cells are those of the terminal, whether they come out of a log
// that has just been written anew or out of one that holds every record.
TEST_F(Keeping, LooksTheSameWhetherItsLogIsShortAgainOrNot) {
  std::minstd_rand engine(2480);
  const auto random = [&engine](unsigned below) {
    return static_cast<unsigned>(engine() >> 4U) % below;
  };
  for (const ScreenSize size : {ScreenSize{12, 40}, kModel2, ScreenSize{27, 132}}) {
    resize({size, size});
    const unsigned cells = size.cells();
    const auto address = [&](ByteBuffer& record) {
      append_address(static_cast<BufferAddress>(random(cells)), size, record);
    };
    write("F5 C2");
    std::size_t written = 0;
    for (int turn = 0; turn < 500; ++turn) {
      ByteBuffer record{0xF1, static_cast<std::uint8_t>(0xC0 + random(4))};
      for (unsigned orders = 1 + random(12); orders != 0; --orders) {
        record.push_back(0x11);
        address(record);
        switch (random(8)) {
          case 0:
            record.insert(record.end(), {0x1D, static_cast<std::uint8_t>(random(64))});
            break;
          case 1:
            record.insert(record.end(), {0x29, 2, 0xC0, static_cast<std::uint8_t>(random(64)), 0x42,
                                         static_cast<std::uint8_t>(0xF1 + random(7))});
            break;
          case 2:
            record.push_back(0x3C);
            address(record);
            record.push_back(random(2) == 0 ? 0x00 : 0xC2);
            break;
          case 3:
            record.push_back(0x12);
            address(record);
            break;
          case 4:
            record.insert(record.end(), {0x28, 0x42, static_cast<std::uint8_t>(0xF0 + random(8))});
            [[fallthrough]];
          default:
            record.insert(record.end(), random(random(9) == 0 ? 300 : 30),
                          static_cast<std::uint8_t>(0xC1 + random(9)));
            for (unsigned length = random(20); length != 0; --length) {
              record.push_back(static_cast<std::uint8_t>(0x40 + random(192)));
            }
        }
      }
      write(record);
      ByteBuffer input{0x7D};
      address(input);
      input.push_back(0x11);
      address(input);
      input.insert(input.end(), random(8), 0xD1);
      type(input);
      ASSERT_EQ(kept_.model(), terminal_) << turn;
      ASSERT_NO_FATAL_FAILURE(expect_same({size, size})) << turn;
      written += record.size();
    }
    EXPECT_GT(written, 5 * kept_.bytes()) << "it was made short several times";
  }
}

TEST_F(Keeping, IsTheTerminalWhateverWasWrittenAndSent) {
  std::minstd_rand engine(3270);
  const auto random = [&engine] { return static_cast<unsigned>(engine() >> 4U); };
  constexpr std::array<std::uint8_t, 16> kLikely{0x05, 0x08, 0x11, 0x12, 0x13, 0x1D, 0x1D, 0x28,
                                                 0x28, 0x29, 0x2C, 0x3C, 0x00, 0x40, 0xC1, 0xC1};
  constexpr std::array<std::uint8_t, 7> kCommands{0xF1, 0xF1, 0xF1, 0xF5, 0x7E, 0x6F, 0xF3};
  constexpr std::array<std::uint8_t, 5> kKeys{0x7D, 0xF1, 0x6D, 0x6C, 0x60};
  std::size_t unlocked = 0;
  for (int round = 0; round < 500; ++round) {
    resize(kSmall);
    for (unsigned records = 1 + random() % 60; records != 0; --records) {
      if (random() % 3 == 0) {
        ByteBuffer input{kKeys.at(random() % kKeys.size())};
        if (input.front() != 0x6D && input.front() != 0x6C) {
          append_address(static_cast<BufferAddress>(random() % 40), kSmall.primary, input);
          input.push_back(0x11);
          append_address(static_cast<BufferAddress>(random() % 40), kSmall.primary, input);
          input.insert(input.end(), random() % 8, 0xD1);
        }
        type(input);
        continue;
      }
      ByteBuffer record{kCommands.at(random() % kCommands.size()),
                        static_cast<std::uint8_t>(random())};
      for (unsigned length = random() % 30; length != 0; --length) {
        record.push_back(random() % 2 == 0 ? kLikely.at(random() % kLikely.size())
                                           : static_cast<std::uint8_t>(random()));
      }
      if (record.front() == 0xF3) {
        const ByteBuffer inner(record.begin() + 1, record.end());
        record = {0xF3, 0x00, static_cast<std::uint8_t>(inner.size() + 5), 0x40, 0x00, 0xF1};
        record.insert(record.end(), inner.begin(), inner.end());
      }
      write(record);
    }
    ASSERT_NO_FATAL_FAILURE(expect_same()) << round;
    unlocked += terminal_.keyboard_locked() ? 0 : 1;
  }
  EXPECT_GT(unlocked, 50U) << "both kinds were there";
  EXPECT_LT(unlocked, 450U);
}

}  // namespace
}  // namespace tn3270
