#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/draft.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::uint32_t kDeck = 0;
constexpr std::uint32_t kBook = 1;

ApplRow row(const char* name, std::uint32_t line) {
  ApplRow row{.name = *ApplId::parse(name)};
  row.pass = row.name.view() == "BSTTUSST";
  row.at = {kBook, line, 1};
  return row;
}

MajorNode node(const char* name, std::vector<ApplRow> rows) {
  return {*NodeName::parse(name), std::move(rows), {kBook, 1, 1}};
}

// A deck with T001-T003 and the application DEMO, and a book with BSTTUSST, T001 and T002.
Config deck_and_book() {
  Config config;
  config.files = {"start.jcl", "vnetappl.b"};
  config.applications.push_back({*ApplId::parse("DEMO"), "d", "demo", {kDeck, 1, 1}});
  ServerSettings server;
  server.name = "BSITN44";
  server.from_deck = true;
  server.listeners.push_back(
      {.name = "OPEN", .address = "127.0.0.1", .port = 1023, .at = {kDeck, 2, 1}});
  std::uint32_t line = 10;
  for (const char* name : {"T001", "T002", "T003"}) {
    LuSettings lu{.name = *LuName::parse(name)};
    lu.at = {kDeck, line++, 10};
    server.lus.push_back(lu);
  }
  config.servers.push_back(server);
  config.nodes.push_back(node("VNETAPPL", {row("BSTTUSST", 3), row("T001", 4), row("T002", 5)}));
  return config;
}

TEST(BookChecks, ALuOfADeckWithoutARowNamesTheLineToAdd) {
  EXPECT_THAT(check_findings(deck_and_book()),
              ElementsAre("start.jcl:12:10: error: LU T003 has no APPL row in the books; add to "
                          "VNETAPPL: T003 APPL AUTH=(ACQ),EAS=1"));
}

TEST(BookChecks, TheLineBelongsToTheBookOfTheSameDeck) {
  Config config = deck_and_book();
  config.nodes.insert(config.nodes.begin(), node("OTHER", {row("X", 1)}));
  EXPECT_THAT(check_findings(config),
              ElementsAre("start.jcl:12:10: error: LU T003 has no APPL row in the books; add to "
                          "VNETAPPL: T003 APPL AUTH=(ACQ),EAS=1"));
}

TEST(BookChecks, ARowIsFoundByItsAcbNameToo) {
  Config config = deck_and_book();
  config.nodes[0].rows.push_back(row("TERM3", 6));
  config.nodes[0].rows.back().acb_name = ApplId::parse("T003");
  EXPECT_THAT(check_findings(config), IsEmpty());
}

TEST(BookChecks, WithoutBooksAndForJsonRowsAreImplied) {
  Config config = deck_and_book();
  config.servers[0].from_deck = false;
  EXPECT_THAT(check_findings(config), IsEmpty());
  config = deck_and_book();
  config.nodes.clear();
  EXPECT_THAT(check_findings(config), IsEmpty());
}

TEST(BookChecks, ARowDefinedTwiceNamesBothPositions) {
  Config config = deck_and_book();
  config.servers[0].lus.pop_back();
  config.nodes.push_back(node("SECOND", {row("T002", 20)}));
  EXPECT_THAT(check_findings(config),
              ElementsAre("vnetappl.b:20:1: error: APPL T002 is already defined at vnetappl.b:5:1; "
                          "remove one"));
}

TEST(BookChecks, AnUnknownModeTableIsNamedOnce) {
  Config config = deck_and_book();
  config.servers[0].lus.pop_back();
  config.nodes[0].rows[0].modetab = TableName::parse("ISTINCLM");
  for (ApplRow* row : {&config.nodes[0].rows[1], &config.nodes[0].rows[2]}) {
    row->modetab = TableName::parse("MYTAB");
    row->modetab_at = {kBook, 2, 20};
  }
  EXPECT_THAT(check_findings(config),
              ElementsAre("vnetappl.b:2:20: error: MODETAB MYTAB is not known; give its "
                          "MODETAB source too, or name a table that is built in: IESINCLM, "
                          "ISTINCLM"));
}

TEST(BookChecks, AMenuThatCannotPassSessionsIsAWarning) {
  Config config = deck_and_book();
  config.servers[0].lus.pop_back();
  config.nodes[0].rows[0].pass = false;
  EXPECT_THAT(check_findings(config),
              ElementsAre("vnetappl.b:3:1: warning: BSTTUSST may pass no session, so the menu "
                          "leads nowhere; write AUTH=(PASS,ACQ) in its APPL"));
  config.nodes[0].rows.erase(config.nodes[0].rows.begin());
  EXPECT_THAT(check_findings(config),
              ElementsAre("vnetappl.b:1:1: warning: the books have no APPL BSTTUSST, so the menu "
                          "can pass no session; add to VNETAPPL: BSTTUSST APPL AUTH=(PASS,ACQ)"));
}

TEST(BookChecks, AStartListNamesNodesThatAreGiven) {
  Config config = deck_and_book();
  config.servers[0].lus.pop_back();
  config.start_list = StartList{
      {*NodeName::parse("VNETAPPL"), *NodeName::parse("PRTAPPL")}, "ATCCON00", {kBook, 7, 0}};
  EXPECT_THAT(check_findings(config),
              ElementsAre("vnetappl.b:7: warning: the start list ATCCON00 names PRTAPPL, which no "
                          "book defines; give the book too, or remove the name"));
}

}  // namespace
}  // namespace config
