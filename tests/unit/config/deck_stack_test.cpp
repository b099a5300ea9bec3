#include "config/deck/stack_deck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace config::deck {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct Read {
  std::map<std::string, StackDeck> decks;
  std::vector<std::string> problems;
};

Read read(const std::string& text) {
  Draft draft;
  draft.config.files = {"stack"};
  const Sources sources;
  Reading reading{draft, sources};
  for (const Step& step : read_job(cards_of(text, 0)).steps) {
    read_stack_deck(step, reading);
  }
  Read result;
  result.decks = draft.stack_decks;
  for (const Problem& problem : draft.problems.all()) {
    result.problems.push_back(format(problem, draft.config.files));
  }
  return result;
}

TEST(StackDeck, IsReadForIdHostAndCouple) {
  const Read stack =
      read("ID 2\nCOUPLE 3\nHOST LocalHost 127.0.0.1\nHOST VSE6 FD00::85:64\nATTACH TCP/IP\n");
  ASSERT_THAT(stack.decks, SizeIs(1));
  const StackDeck& deck = stack.decks.at("02");
  EXPECT_EQ(deck.couple, "03");
  EXPECT_THAT(deck.hosts, SizeIs(2));
  EXPECT_EQ(deck.hosts.at("LOCALHOST").address, "127.0.0.1");
  EXPECT_EQ(deck.hosts.at("VSE6").address, "FD00::85:64");
  EXPECT_EQ(deck.hosts.at("VSE6").at, (Position{0, 4, 6}));
  EXPECT_THAT(stack.problems,
              ElementsAre("stack:5:1: note: 'ATTACH' is ignored: the system's own TCP/IP is used",
                          "stack:1:1: note: of the stack with ID 02 are used: 2 names of HOST "
                          "cards, COUPLE 03"));
}

TEST(StackDeck, OtherCardsAreListedOnceAWord) {
  const Read stack = read("ID 44\nROUTE A\nROUTE B\nFRAGMENT 7\n");
  EXPECT_THAT(stack.problems,
              Contains("stack:2:1: note: 'ROUTE' is ignored (2 cards): the system's own TCP/IP is "
                       "used"));
  EXPECT_THAT(stack.problems,
              Contains("stack:4:1: note: 'FRAGMENT' is ignored: the system's own TCP/IP is used"));
}

TEST(StackDeck, SysparmStandsForALackingId) {
  EXPECT_THAT(read("// OPTION SYSPARM='07'\n// EXEC BSTTINET\nHOST A 1.2.3.4\n/*\n").decks,
              testing::Contains(testing::Key("07")));
  const Read stack = read("// EXEC BSTTINET\nHOST A 1.2.3.4\n/*\n");
  EXPECT_THAT(stack.decks, IsEmpty());
  EXPECT_THAT(stack.problems, ElementsAre("stack:1:9: warning: no ID, so the HOST, COUPLE and IN "
                                          "cards of this stack hold for no deck; add ID NN"));
}

TEST(StackDeck, KeepsTheFirewallInItsOrder) {
  const Read stack = read(
      "ID 44\nIN TCP DENY PORT 21\nin tcp allow port 992 192.0.2.1\nIN TCP ALLOW PORT 992 "
      "192.0.2.0/24\nIN TCP ALLOW PORT 992 fd00::/8\nIN UDP DENY PORT 161 *\nIN TCP ALLOW PORT "
      "0\n");
  EXPECT_THAT(stack.problems,
              ElementsAre("stack:6:1: note: firewall lines of UDP are not used: nothing here "
                          "speaks it",
                          "stack:1:1: note: of the stack with ID 44 are used: 0 names of HOST "
                          "cards, the firewall (IN)"));
  const std::vector<FirewallLine>& lines = stack.decks.at("44").firewall;
  ASSERT_THAT(lines, SizeIs(5));
  EXPECT_FALSE(lines[0].allow);
  EXPECT_EQ(lines[0].port, 21);
  EXPECT_EQ(lines[0].client, "");
  EXPECT_TRUE(lines[1].allow);
  EXPECT_EQ(lines[1].client, "192.0.2.1");
  EXPECT_EQ(lines[3].client, "fd00::/8");
  EXPECT_EQ(lines[4].port, 0);
  EXPECT_EQ(lines[4].at, (Position{0, 7, 1}));
}

TEST(StackDeck, TwoDecksOfOneIdAreAWarningAndTheFirstCounts) {
  const Read stack = read(
      "// EXEC BSTTINET\nID 44\nHOST A 1.1.1.1\n/*\n// EXEC BSTTINET\nID 44\nHOST A 2.2.2.2\nHOST "
      "B "
      "3.3.3.3\n/*\n");
  EXPECT_EQ(stack.decks.at("44").hosts.at("A").address, "1.1.1.1");
  EXPECT_EQ(stack.decks.at("44").hosts.at("B").address, "3.3.3.3");
  EXPECT_THAT(stack.problems,
              Contains("stack:5:9: warning: the stack with ID 44 was already given at stack:1:9, "
                       "and what it says counts; give one of the two"));
}

TEST(StackDeck, TheSameHostTwiceIsSilentIfItIsTheSameAddress) {
  EXPECT_THAT(read("ID 44\nHOST A ::1\nHOST a 0:0:0:0:0:0:0:1\n").problems,
              Not(Contains(HasSubstr("warning"))));
}

struct Mistake {
  const char* card;
  const char* problem;
};

class StackDeckMistake : public testing::TestWithParam<Mistake> {};

TEST_P(StackDeckMistake, IsOneSentenceWithItsPlace) {
  const Read stack = read(std::string("ID 44\nHOST A 1.1.1.1\nCOUPLE 45\n") + GetParam().card);
  EXPECT_THAT(stack.problems,
              ElementsAre(GetParam().problem, HasSubstr("note: of the stack with ID 44")));
}

INSTANTIATE_TEST_SUITE_P(
    Each, StackDeckMistake,
    testing::Values(
        Mistake{"HOST B", "stack:4:8: error: HOST lacks an address; write HOST NAME ADDRESS"},
        Mistake{"HOST", "stack:4:6: error: HOST lacks a name; write HOST NAME ADDRESS"},
        Mistake{"HOST B C",
                "stack:4:8: error: 'C' is not an address; write it in digits, like 192.0.2.1 or "
                "2001:db8::1"},
        Mistake{"HOST 1.2.3.4 B",
                "stack:4:6: error: '1.2.3.4' is an address, not a name; write HOST NAME ADDRESS"},
        Mistake{"HOST a 2.2.2.2",
                "stack:4:6: warning: HOST A is 1.1.1.1 at stack:2:6 already, and that counts; keep "
                "one of the two"},
        Mistake{"HSOT B 1.2.3.4",
                "stack:4:1: warning: 'HSOT' is not a statement of a stack; did you mean 'HOST'?; "
                "ignored"},
        Mistake{"ID 4X",
                "stack:4:4: error: '4X' is not an ID: a number from 00 to 99; write ID NN"},
        Mistake{"ID 45", "stack:4:4: error: ID 45 after ID 44: a stack has one; keep one"},
        Mistake{"COUPLE 46",
                "stack:4:8: error: COUPLE 46 after COUPLE 45: a stack has one partner; keep one"},
        Mistake{"COUPLE 100",
                "stack:4:8: error: '100' is not an ID: a number from 00 to 99; write COUPLE NN"},
        Mistake{"IN ICMP DENY PORT 1",
                "stack:4:4: error: 'ICMP' is neither TCP nor UDP; write IN TCP ALLOW|DENY PORT N "
                "[ADDRESS]"},
        Mistake{"IN TCP DROP PORT 1",
                "stack:4:8: error: 'DROP' is neither ALLOW nor DENY; write IN TCP ALLOW|DENY PORT "
                "N [ADDRESS]"},
        Mistake{"IN TCP DENY 21",
                "stack:4:13: error: '21' stands where PORT belongs; write IN TCP ALLOW|DENY PORT N "
                "[ADDRESS]"},
        Mistake{"IN TCP DENY PORT",
                "stack:4:18: error: IN lacks a port; write IN TCP ALLOW|DENY PORT N [ADDRESS]"},
        Mistake{"IN TCP DENY PORT 70000",
                "stack:4:18: error: '70000' is not a port: a port is a number from 1 to 65535; "
                "write IN TCP ALLOW|DENY PORT N [ADDRESS]"},
        Mistake{"IN TCP DENY PORT 21 192.0.2.0/33",
                "stack:4:21: error: '192.0.2.0/33' is not an address, or has bits behind its "
                "prefix; write it like 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32"}),
    [](const auto& example) { return std::to_string(example.index); });

TEST(StackDeck, AStackIsNotCoupledWithItself) {
  const Read stack = read("ID 44\nCOUPLE 44\nHOST A 1.1.1.1\n");
  EXPECT_THAT(stack.problems, Contains("stack:2:8: error: COUPLE names the stack's own ID; write "
                                       "the other stack's number"));
  EXPECT_FALSE(stack.decks.at("44").couple.has_value());
}

}  // namespace
}  // namespace config::deck
