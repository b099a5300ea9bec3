#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/doubles/scripted_terminal.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/relay.h"
#include "tests/e2e/s3270.h"
#include "tn3270/datastream/screen_model.h"

// What a real s3270 has in its buffer, cell by cell, against our own reading of the bytes that it
// was sent.
namespace e2e {
namespace {

using testing::ElementsAreArray;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

std::string hex(std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {kDigits[byte >> 4U], kDigits[byte & 0xFU]};
}

// A 3278 of x3270's passes colours over; nobody tells the server that it is one.
enum class Colours { Seen, PassedOver };

// A cell as ReadBuffer(Ebcdic) writes it. x3270 shows an attribute's six bits with C0 added.
std::string as_s3270_says(const tn3270::Cell& cell, Colours colours) {
  if (!cell.attribute) {
    return cell.graphic ? "GE(" + hex(cell.code) + ")" : hex(cell.code);
  }
  std::string text = "SF(c0=" + hex(static_cast<std::uint8_t>(cell.code | 0xC0U));
  const auto add = [&text](const char* type, std::uint8_t value) {
    text += value == 0 ? "" : std::string(",") + type + "=" + hex(value);
  };
  add("42", colours == Colours::Seen ? cell.look.foreground : std::uint8_t{0});
  add("45", cell.look.background);
  add("41", cell.look.highlight);
  return text + ")";
}

struct Seen {
  std::vector<std::string> rows;
  unsigned cursor = 0;
};

Seen seen_by(S3270& client) {
  const S3270::Answer answer = client.action("ReadBuffer(Ebcdic)");
  Seen seen;
  for (const std::string& row : answer.data) {
    seen.rows.push_back(row.substr(0, row.find_last_not_of(' ') + 1));
  }
  // … I <model> <rows> <columns> <cursor row> <cursor column> …
  std::istringstream status(answer.status);
  std::string word;
  for (int skipped = 0; skipped < 6; ++skipped) {
    status >> word;
  }
  unsigned rows = 0;
  unsigned columns = 0;
  unsigned row = 0;
  unsigned column = 0;
  status >> rows >> columns >> row >> column;
  seen.cursor = row * columns + column;
  return seen;
}

struct Screen {
  const char* prefix;
  std::vector<std::string> options;
  tn3270::ScreenSize size;
  Colours colours = Colours::Seen;
};
void PrintTo(const Screen& screen, std::ostream* out) {
  *out << screen.prefix << screen.options.back();
}

Seen read_by_us(const Relay& relay, const Screen& of) {
  doubles::ScriptedTerminal::Manners manners;
  manners.tn3270e = std::string(of.prefix) != "N:";
  doubles::ScriptedTerminal reader(manners);
  reader.feed(relay.said_by_daemon());
  tn3270::ScreenModel screen({tn3270::kModel2, of.size});
  for (const auto& record : reader.records()) {
    if (record.type == 0) {
      EXPECT_EQ(screen.apply(record.data), std::nullopt);
    }
  }
  Seen seen;
  for (std::size_t cell = 0; cell < screen.cells().size(); ++cell) {
    if (cell % screen.size().columns == 0) {
      seen.rows.emplace_back();
    } else {
      seen.rows.back() += ' ';
    }
    seen.rows.back() += as_s3270_says(screen.cells()[cell], of.colours);
  }
  seen.cursor = screen.cursor();
  return seen;
}

class Buffer : public testing::TestWithParam<Screen> {
 protected:
  void same(S3270& client, const char* where) {
    const Seen theirs = seen_by(client);
    const Seen ours = read_by_us(relay_, GetParam());
    EXPECT_THAT(theirs.rows, ElementsAreArray(ours.rows)) << where;
    EXPECT_EQ(theirs.cursor, ours.cursor) << where;
  }
  Daemon daemon_{usual_json(kDemo)};
  Relay relay_{daemon_.port()};
};

TEST_P(Buffer, IsWhatWasSentAttributesAndCursorIncluded) {
  S3270 client(GetParam().prefix + relay_.host(), GetParam().options);
  ASSERT_TRUE(client.wait_for_field());
  same(client, "the menu");
  ASSERT_TRUE(client.enter("DEMO"));
  ASSERT_TRUE(client.wait_for_text("Transactions . 0"));
  same(client, "DEMO");
  ASSERT_TRUE(client.enter("Ada Lovelace"));
  ASSERT_TRUE(client.wait_for_text("Transactions . 1"));
  same(client, "DEMO's answer");
}

INSTANTIATE_TEST_SUITE_P(
    Screens, Buffer,
    testing::Values(Screen{"", {"-model", "3278-2"}, {24, 80}, Colours::PassedOver},
                    Screen{"", {"-model", "3279-4"}, {43, 80}},
                    Screen{"N:", {"-model", "3279-5"}, {27, 132}},
                    Screen{"", {"-model", "3279-2", "-oversize", "160x60"}, {60, 160}}));

}  // namespace
}  // namespace e2e
