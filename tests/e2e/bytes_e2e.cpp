#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tn3270/datastream/screen_model.h"

// All 256 byte values, in data, headers and structured fields, in both directions.
namespace e2e {
namespace {

using testing::HasSubstr;
using tn3270::ByteBuffer;

constexpr const char* kLus = R"({"names": "T001", "application": "DEMO"})";
constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
constexpr std::uint8_t kEnter = 0x7D;
constexpr std::uint8_t kSba = 0x11;
constexpr std::size_t kFirstGraphic = 0x40;
constexpr std::size_t kLastGraphic = 0xFE;

doubles::ScriptedTerminal::Manners named(const std::string& device) {
  doubles::ScriptedTerminal::Manners manners;
  manners.device = device;
  manners.lus = {"T001"};
  return manners;
}

// What the last record made of the screen; it must be one that a terminal takes.
tn3270::ScreenModel screen_of(const doubles::ScriptedTerminal& terminal) {
  tn3270::ScreenModel screen({tn3270::kModel2, tn3270::kModel2});
  EXPECT_EQ(screen.apply(terminal.records().back().data), std::nullopt);
  return screen;
}

std::uint16_t first_field(const tn3270::ScreenModel& screen) {
  std::uint32_t cell = 0;
  while (screen.cells()[cell].attribute || screen.protected_at(static_cast<std::uint16_t>(cell))) {
    ++cell;
  }
  return static_cast<std::uint16_t>(cell);
}

bool shows(const tn3270::ScreenModel& screen, const ByteBuffer& text) {
  const auto same = [](const tn3270::Cell& cell, std::uint8_t code) {
    return !cell.attribute && cell.code == code;
  };
  return std::search(screen.cells().begin(), screen.cells().end(), text.begin(), text.end(),
                     same) != screen.cells().end();
}

// Types `text` into the first field; the screen that comes back.
tn3270::ScreenModel typed(const RawClient& client, doubles::ScriptedTerminal& terminal,
                          std::uint16_t field, const ByteBuffer& text) {
  const auto high = static_cast<std::uint8_t>(field >> 8U);
  const auto low = static_cast<std::uint8_t>(field & 0xFFU);
  ByteBuffer record{kEnter, high, low, kSba, high, low};
  for (const std::uint8_t byte : text) {
    record.push_back(byte);
  }
  terminal.send(record);
  EXPECT_TRUE(client.exchange(terminal));
  return screen_of(terminal);
}

TEST(EveryByte, OfAFieldComesBackIfItIsACharacter) {
  Daemon daemon(json_of(kLus, kDemo));
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal(named("IBM-3278-2-E"));
  ASSERT_TRUE(client.log_on(terminal));
  const std::uint16_t field = first_field(screen_of(terminal));
  for (std::size_t byte = kFirstGraphic + 1; byte <= kLastGraphic; ++byte) {
    const ByteBuffer text{0xC1, static_cast<std::uint8_t>(byte), 0xC2};
    EXPECT_TRUE(shows(typed(client, terminal, field, text), text)) << byte;
  }
}

// None of them may become an order on the way back: the screen is one that a terminal takes.
TEST(EveryByte, OfAFieldThatIsNoCharacterIsHarmless) {
  Daemon daemon(json_of(kLus, kDemo));
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal(named("IBM-3278-2-E"));
  ASSERT_TRUE(client.log_on(terminal));
  const std::uint16_t field = first_field(screen_of(terminal));
  for (std::size_t byte = 0; byte <= 0xFF; ++byte) {
    if (byte >= kFirstGraphic && byte <= kLastGraphic) {
      continue;
    }
    const tn3270::ScreenModel screen =
        typed(client, terminal, field, {0xC1, static_cast<std::uint8_t>(byte), 0xC2});
    EXPECT_FALSE(screen.keyboard_locked()) << byte;
    for (const tn3270::Cell& cell : screen.cells()) {
      EXPECT_TRUE(cell.attribute || cell.code == 0 || cell.code == 0x3F ||
                  (cell.code >= kFirstGraphic && cell.code <= kLastGraphic))
          << byte << " shows " << static_cast<unsigned>(cell.code);
    }
  }
}

TEST(EveryByte, OfASequenceNumberIsDoubledWhereItMustBe) {
  Daemon daemon(json_of(kLus, kDemo));
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal(named("IBM-3278-2-E"));
  ASSERT_TRUE(client.log_on(terminal));
  for (int round = 0; round < 260; ++round) {
    terminal.send({0x6E});
    ASSERT_TRUE(client.exchange(terminal)) << "round " << round;
  }
  std::uint16_t next = 0;
  for (const auto& record : terminal.records()) {
    if (record.type == 0) {
      EXPECT_EQ(record.sequence, next);
      ++next;
    }
  }
  EXPECT_GT(next, 0x00FF);
}

// A query reply with a field that nobody knows: its LL and every value in it. The Query itself
// carries FF, and so do addresses of a screen of this size.
TEST(EveryByte, OfAStructuredField) {
  Daemon daemon(json_of(kLus, kDemo));
  doubles::ScriptedTerminal::Manners manners = named("IBM-DYNAMIC");
  manners.query_reply = {0x88, 0x01, 0x04, 0x81, 0xA1};
  for (std::size_t byte = 0; byte <= 0xFF; ++byte) {
    manners.query_reply.push_back(static_cast<std::uint8_t>(byte));
  }
  constexpr std::array<std::uint8_t, 17> kSizes{0x00, 0x11, 0x81, 0xA6, 0x00, 0x00,
                                                0x0B, 0x01, 0x00, 0x00, 0x50, 0x00,
                                                0x18, 0x00, 0xA0, 0x00, 0x3C};
  manners.query_reply.insert(manners.query_reply.end(), kSizes.begin(), kSizes.end());
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal(manners);
  ASSERT_TRUE(client.log_on(terminal));
  const auto has_screen = [&] {
    return std::any_of(terminal.records().begin(), terminal.records().end(), [](const auto& one) {
      return one.type == 0 && !one.data.empty() && one.data.front() != 0xF3;
    });
  };
  EXPECT_TRUE(client.talk(terminal, has_screen, Milliseconds(2'500)))
      << "before the query's deadline";
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr("60x160"));
}

}  // namespace
}  // namespace e2e
