#include "vtam/programs/demo_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/unit/vtam/programs_seat.h"
#include "vtam/programs/demo_printer.h"

namespace vtam {
namespace {

using testing::Contains;
using testing::HasSubstr;
using tn3270::ByteBuffer;

Logon printer_logon(RuKind kind) {
  Logon logon = test::logon_of("IBM-3287-1", "DEMO");
  logon.kind = kind;
  return logon;
}

std::vector<std::string> lines(const ByteBuffer& text) {
  const auto page = tn3270::cp037();
  std::vector<std::string> lines;
  auto from = text.begin();
  for (auto to = std::find(from, text.end(), 0x15); to != text.end();
       to = std::find(from, text.end(), 0x15)) {
    lines.push_back(page->decode({&*from, static_cast<std::size_t>(to - from)}));
    from = to + 1;
  }
  return lines;
}

TEST(DemoPage, NamesTheSession) {
  const auto text = lines(write_demo_page(printer_logon(RuKind::Scs)));
  EXPECT_THAT(text, Contains("Logical unit  T001   Application  DEMO"));
  EXPECT_THAT(text, Contains("Client        127.0.0.1 port 40112"));
  EXPECT_THAT(text, Contains("Code page     037"));
}

TEST(DemoPage, HasARulerOfAFullLine) {
  const auto text = lines(write_demo_page(printer_logon(RuKind::Scs)));
  const auto ruler = std::find_if(text.begin(), text.end(), [](const std::string& line) {
    return line.starts_with("1234567890");
  });
  ASSERT_NE(ruler, text.end());
  EXPECT_EQ(ruler->size(), kDemoRuler);
  EXPECT_EQ(ruler->substr(130), "12");
  EXPECT_EQ((ruler - 1)->size(), kDemoRuler);
  EXPECT_EQ((ruler - 1)->at(129), '3');  // column 130
}

TEST(DemoPage, HasEveryCharacterOfThePageInItsPlace) {
  const Logon logon = printer_logon(RuKind::Scs);
  const auto text = lines(write_demo_page(logon));
  EXPECT_THAT(text, Contains("C-  { A B C D E F G H I \xC2\xAD \xC3\xB4 \xC3\xB6 \xC3\xB2 "
                             "\xC3\xB3 \xC3\xB5"));
  EXPECT_THAT(text, Contains(HasSubstr("F-  0 1 2 3 4 5 6 7 8 9")));
}

TEST(DemoPage, IsScsForLu1) {
  const ByteBuffer page = write_demo_page(printer_logon(RuKind::Scs));
  EXPECT_NE(page.front(), 0xF1);
  EXPECT_EQ(page.back(), 0x0C);
  EXPECT_TRUE(std::all_of(page.begin(), page.end(), [](std::uint8_t byte) {
    return (byte >= 0x40 && byte != 0xFF) || byte == 0x15 || byte == 0x0C;
  }));
}

TEST(DemoPage, IsOneWriteThatPrintsForLu3) {
  const ByteBuffer page = write_demo_page(printer_logon(RuKind::Data3270));
  EXPECT_EQ(page[0], 0xF1);
  EXPECT_EQ(page[1], 0xC8);
  EXPECT_EQ(page[page.size() - 2], 0x0C);
  EXPECT_EQ(page.back(), 0x19);
  const ByteBuffer scs = write_demo_page(printer_logon(RuKind::Scs));
  EXPECT_TRUE(std::equal(scs.begin(), scs.end(), page.begin() + 2));
}

TEST(DemoPage, FitsItsBufferWhateverTheNames) {
  Logon logon = printer_logon(RuKind::Data3270);
  logon.client = std::string(500, 'x');
  logon.functions = std::string(500, 'y');
  logon.typeterm = std::string(500, 'z');
  EXPECT_LE(write_demo_page(logon).size(), 1920U);
}

TEST(DemoPrinter, AnswersNothingElse) {
  DemoPrinter program(printer_logon(RuKind::Data3270));
  ProgramOutcomes outcomes;
  program.on_receive(ByteBuffer{0xE8}, outcomes);
  program.on_repaint(outcomes);
  program.on_status(0x00010000, outcomes);
  EXPECT_TRUE(outcomes.empty());
  program.on_lost(LossReason::Kill, outcomes);
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Release>(outcomes.front()));
}

}  // namespace
}  // namespace vtam
