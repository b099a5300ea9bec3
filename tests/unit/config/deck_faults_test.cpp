#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Fault {
  const char* card;      // line 5 of the deck
  const char* position;  // line:column
  const char* text;      // part of the message
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.card;
}

class CardFault : public testing::TestWithParam<Fault> {};
class CardWarning : public testing::TestWithParam<Fault> {};

TEST_P(CardFault, IsOneErrorWithItsColumnAndTheRemedy) {
  const Loaded loaded = load_deck(deck_with(GetParam().card));
  const std::string begin = "deck:" + std::string(GetParam().position) + ": error: ";
  EXPECT_THAT(errors_of(loaded),
              ElementsAre(AllOf(testing::StartsWith(begin), HasSubstr(GetParam().text))));
}

INSTANTIATE_TEST_SUITE_P(
    VnetDeck, CardFault,
    testing::Values(
        Fault{"TERMINL T001 GENERIC", "5:1", "did you mean 'TERMINAL'?; correct it, take it out"},
        Fault{"  HOST VSEC01 1.2.3.4", "5:3",
              "'HOST' is not a statement of BSTTVNET (it belongs to"},
        Fault{"XYZZY", "5:1", "use --unknown=warn"},
        Fault{"OPEN", "5:6", "OPEN lacks an address and a port; write OPEN ADDRESS PORT"},
        Fault{"OPEN 1023", "5:6", "write OPEN 127.0.0.1 1023"},
        Fault{"OPEN VSEC01", "5:13", "OPEN lacks a port"},
        Fault{"OPEN 127.0.0.1 0", "5:16", "'0' is not a port: a port is a number from 1 to 65535"},
        Fault{"OPEN 127.0.0.1 65536", "5:16", "'65536' is not a port"},
        Fault{"OPEN 127.0.0.1 10x", "5:16", "'10x' is not a port"},
        Fault{"OPEN 127.0.0.1 *", "5:16", "there is no default for a port"},
        Fault{"OPEN NOWHERE 1023", "5:6",
              "\"stacks\": {\"44\": {\"hosts\": {\"NOWHERE\": \"127.0.0.1\"}}}"},
        Fault{"ID 45", "5:4", "ID 45 after ID 44 at deck:1:4"},
        Fault{"ID 145", "5:4", "a number from 00 to 99"},
        Fault{"ID", "5:4", "ID lacks a number; write ID NN"},
        Fault{"TERMINAL", "5:10", "TERMINAL lacks the LU's name"},
        Fault{"TERMINAL T001", "5:15", "TERMINAL lacks GENERIC or an APPLID"},
        Fault{"TERMINAL TERMINAL1 GENERIC", "5:10", "'TERMINAL1' has 9 characters"},
        Fault{"TERMINAL 001 GENERIC", "5:10", "'001' must begin with A-Z, @, # or $"},
        Fault{"TERMINAL T001 LONGAPPLID", "5:15", "'LONGAPPLID' has 10 characters"},
        Fault{"PRINTER P001", "5:14", "lacks the application that the LU logs on to"},
        Fault{"PRINTER P001 BSTTVNET SCX", "5:23", "'SCX' is not known here: SCS makes an LU1"},
        Fault{"DIRECT DIR BSTTVNET", "5:21", "DIRECT lacks the host's name or address"},
        Fault{"DIRECT DIR BSTTVNET * 9100 *", "5:21", "there is no default for the host's name"},
        Fault{"DIRECT DIR BSTTVNET 10.0.0.1 70000 *", "5:30", "'70000' is not a port"},
        Fault{"LPR LPR1 BSTTVNET 10.0.0.1", "5:28", "LPR lacks the queue's name"},
        Fault{"LPR LPR1 BSTTVNET 10.0.0.1 * *", "5:32", "LPR lacks the queue's name"},
        Fault{"FTP FTP1 BSTTVNET 10.0.0.1 * *", "5:32", "FTP lacks the user"},
        Fault{"FTP FTP1 BSTTVNET 10.0.0.1 * * joe", "5:36", "FTP lacks the password"},
        Fault{"FTPP FTP1 BSTTVNET 10.0.0.1 0 * joe x", "5:29", "operand 4 is not a port"},
        Fault{"SBCS DN_04", "5:6", "the one that is known is DN_03"},
        Fault{"SBCS CP037", "5:6", "write SBCS DN_03, or SBCS 1140"},
        Fault{"SBCS", "5:6", "SBCS lacks the name of a code page pair"},
        Fault{"APPLID", "5:8", "APPLID lacks the application's name"},
        Fault{"APPLID CICS/TS TEST", "5:8", "may hold only A-Z"},
        Fault{"ATTACH", "5:8", "ATTACH lacks TN3270E"},
        Fault{"ATTACH TN3270", "5:8", "write ATTACH TN3270E"}));

TEST_P(CardWarning, DoesNotStopTheStart) {
  const Loaded loaded = load_deck(deck_with(GetParam().card));
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  const std::string begin = "deck:" + std::string(GetParam().position) + ": warning: ";
  EXPECT_THAT(warnings_of(loaded),
              ElementsAre(AllOf(testing::StartsWith(begin), HasSubstr(GetParam().text))));
}

INSTANTIATE_TEST_SUITE_P(
    VnetDeck, CardWarning,
    testing::Values(
        Fault{"TERMINAL T001 GENERIC first", "5:23", "TERMINAL takes 2 operands"},
        Fault{"TERMINAL T001 GENERC", "5:15", "did you mean 'GENERIC'?"},
        Fault{"OPEN 127.0.0.1 1024 more", "5:21", "OPEN takes 2 operands"},
        Fault{"DIRECT DIR BSTTVNET 10.0.0.1 9100 Y", "5:35", "operand 5 accepts only *"},
        Fault{"LPR LPR1 BSTTVNET 10.0.0.1 * Y hp", "5:30", "operand 5 accepts only *"},
        Fault{"FTP F BSTTVNET 10.0.0.1 * Y u p", "5:27", "operand 5 accepts only *"},
        Fault{"TITLE", "5:7", "TITLE has no text"},
        Fault{"TITLE A\nTITLE B", "6:1", "a second TITLE replaces the first"},
        Fault{"TITLE AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
              "5:73", "cut off after column 72"},
        Fault{"APPLID DBDCCICS AGAIN", "5:8", "twice"}));

TEST(VnetDeckFaults, AreAllReportedAtOnceInTheOrderOfTheFile) {
  const Loaded loaded = load_deck(
      "ID 144\nOPEN 127.0.0.1 0\nTERMINAL TERMINAL1 GENERIC\nBOGUS\nPRINTER P1 BSTTVNET SCX\n");
  EXPECT_THAT(errors_of(loaded),
              ElementsAre(HasSubstr("deck:1:1: error: these cards have no ATTACH"),
                          HasSubstr("deck:1:4: error: '144' is not an ID"),
                          HasSubstr("deck:2:16: error: '0' is not a port"),
                          HasSubstr("deck:3:10: error: the LU's name: 'TERMINAL1' has 9"),
                          HasSubstr("deck:4:1: error: 'BOGUS' is not a statement"),
                          HasSubstr("deck:5:21: error: 'SCX' is not known here")));
}

TEST(VnetDeckFaults, AnOpenWithABadPortIsJudgedByItsAddressToo) {
  const Loaded loaded =
      load_deck("ID 1\nOPEN NOWHERE 0\nAPPLID A A\nTERMINAL T1 A\nATTACH TN3270E\n");
  EXPECT_THAT(errors_of(loaded),
              ElementsAre(HasSubstr("deck:2:6: error: the host 'NOWHERE' is not known"),
                          HasSubstr("deck:2:14: error: '0' is not a port")));
  const Loaded literal =
      load_deck("ID 1\nOPEN 8.8.8.8 0\nAPPLID A A\nTERMINAL T1 A\nATTACH TN3270E\n");
  ASSERT_EQ(literal.config->servers.at(0).listeners.size(), 1U);
  EXPECT_EQ(literal.config->servers[0].listeners[0].address, "8.8.8.8");
  EXPECT_EQ(literal.config->servers[0].listeners[0].port, 0);
}

TEST(VnetDeckFaults, UnknownStatementsAreCountedWhenTheyOnlyWarn) {
  LoadOptions options;
  options.unknown = UnknownStatements::Warn;
  const Loaded loaded = load_deck(deck_with("BOGUS 1\nTIMEOUT 30"), options);
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded),
              ElementsAre("deck:5:1: warning: 'BOGUS' is not a statement of BSTTVNET; ignored",
                          HasSubstr("deck:6:1: warning: 'TIMEOUT'")));
  EXPECT_EQ(loaded.config->ignored_statements, 2U);
}

TEST(VnetDeckFaults, TheJsonMaySayThatUnknownStatementsOnlyWarn) {
  const TestFiles files =
      TestFiles().add("deck", deck_with("BOGUS 1")).add("c.json", R"({"unknown": "warn"})");
  EXPECT_THAT(errors_of(files.load({"deck", "c.json"})), IsEmpty());
  LoadOptions options;
  options.unknown = UnknownStatements::Error;
  EXPECT_THAT(errors_of(files.load({"deck", "c.json"}, options)), testing::SizeIs(1));
}

TEST(VnetDeckFaults, ATitleThatIsNotUtf8IsAnErrorAndACommentIsNot) {
  EXPECT_THAT(errors_of(load_deck(deck_with("* Gr\xFC\xDF"
                                            "e\nTITLE Gr\xFC\xDF"
                                            "e"))),
              ElementsAre(HasSubstr("deck:6:9: error: this character is not UTF-8; convert")));
}

TEST(VnetDeckFaults, ADeckWithoutOpenReachesNobody) {
  EXPECT_THAT(errors_of(load_deck("ID 44\nAPPLID A A\nTERMINAL T001 GENERIC\nATTACH TN3270E\n")),
              ElementsAre(HasSubstr("deck:1:1: error: no OPEN, so nobody can connect; add OPEN")));
}

TEST(VnetDeckFaults, AListOfTerminalsIsNoDeckOfItsOwn) {
  EXPECT_THAT(errors_of(load_deck("TERMINAL T001 GENERIC\nTERMINAL T002 GENERIC\n")),
              ElementsAre(HasSubstr("if a deck includes them, give the deck instead")));
}

TEST(VnetDeckFaults, ASysparmThatDiffersFromTheIdIsAWarningThatNamesBoth) {
  const Loaded loaded = load_deck("// OPTION SYSPARM='45'\n// EXEC BSTTVNET,OS390,TASKS=ANY\n" +
                                  deck_with("") + "/*\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded),
              ElementsAre("deck:3:4: warning: ID 44 differs from SYSPARM='45' at deck:1:20; ID "
                          "counts, make them the same"));
}

TEST(VnetDeckFaults, AMissingEndOfDataIsAWarningWhereTheNextStatementIs) {
  const Loaded loaded =
      load_deck("// EXEC BSTTVNET,OS390,TASKS=ANY\n" + deck_with("") + "// EXEC LISTLOG\n/&\n");
  EXPECT_THAT(warnings_of(loaded), ElementsAre(HasSubstr("deck:8:4: warning: ")));
}

TEST(VnetDeckFaults, CardsBehindTheEndOfDataAreAWarning) {
  const Loaded loaded = load_deck("// EXEC BSTTVNET,OS390,TASKS=ANY\n" + deck_with("") +
                                  "/*\nTERMINAL T002 GENERIC\n/&\n");
  EXPECT_THAT(warnings_of(loaded),
              ElementsAre(HasSubstr("deck:9:1: warning: this card, and what")));
}

}  // namespace
}  // namespace config
