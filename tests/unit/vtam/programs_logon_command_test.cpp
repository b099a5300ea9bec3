#include "vtam/programs/logon_command.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace vtam {
namespace {

// "application/logmode/data", or the sentence.
std::string read(std::string_view typed) {
  const auto command = parse_command(typed);
  if (const auto* logon = std::get_if<LogonTyped>(&command)) {
    return logon->application.text() + "/" + (logon->logmode ? logon->logmode->text() : "") + "/" +
           logon->data;
  }
  if (const auto* bad = std::get_if<BadCommand>(&command)) {
    return bad->sentence;
  }
  if (const auto* test = std::get_if<TestTyped>(&command)) {
    return "test " + std::to_string(test->count) + " " + test->data;
  }
  if (const auto* logoff = std::get_if<LogoffTyped>(&command)) {
    return std::string("logoff") + (logoff->all ? " all" : "") +
           (logoff->application ? " of " + logoff->application->text() : "");
  }
  return "nothing";
}

TEST(LogonCommand, IsAnApplicationsName) {
  EXPECT_EQ(read("DEMO"), "DEMO//");
  EXPECT_EQ(read("demo"), "DEMO//");
  EXPECT_EQ(read("   Demo   "), "DEMO//");
  EXPECT_EQ(read("@#$1"), "@#$1//");
}

TEST(LogonCommand, IsNothingWhenOnlyBlanksWereTyped) {
  EXPECT_EQ(read(""), "nothing");
  EXPECT_EQ(read("      "), "nothing");
}

TEST(LogonCommand, TakesApplidInEveryForm) {
  for (const char* typed :
       {"LOGON APPLID(DEMO)", "logon applid(demo)", "LOGON APPLID=DEMO", "LOGON APPLID = DEMO",
        "  LOGON   APPLID ( DEMO ) ", "LOGON DEMO", "LOGON APPLID='DEMO'"}) {
    EXPECT_EQ(read(typed), "DEMO//") << typed;
  }
}

TEST(LogonCommand, TakesLogmodeAndDataInAnyOrder) {
  EXPECT_EQ(read("LOGON APPLID(DEMO) LOGMODE(SP3272QN) DATA(hello)"), "DEMO/SP3272QN/hello");
  EXPECT_EQ(read("LOGON DATA(hello),LOGMODE(sp3272qn),APPLID(demo)"), "DEMO/SP3272QN/hello");
  EXPECT_EQ(read("LOGON APPLID=DEMO,LOGMODE=D4C32XX3,DATA=x"), "DEMO/D4C32XX3/x");
  EXPECT_EQ(read("LOGON DEMO DATA(x)"), "DEMO//x");
}

TEST(LogonCommand, KeepsDataAsItWasTyped) {
  EXPECT_EQ(read("logon applid(demo) data(Joe (the boss), x=1)"), "DEMO//Joe (the boss), x=1");
  EXPECT_EQ(read("logon applid(demo) data='Joe, the boss'"), "DEMO//Joe, the boss");
  EXPECT_EQ(read("logon applid(demo) data()"), "DEMO//");
}

TEST(LogonCommand, IsLogoffWithWhateverFollows) {
  EXPECT_EQ(read("LOGOFF"), "logoff");
  EXPECT_EQ(read(" logoff type=uncond"), "logoff");
  EXPECT_EQ(read("LOGOFF HOLD(YES)"), "logoff");
  EXPECT_EQ(read("LOGOFF 1X"), "logoff");
}

TEST(LogonCommand, IsLogoffOfOneApplicationOrOfAll) {
  for (const char* typed : {"LOGOFF DEMO", "logoff demo", "LOGOFF APPLID(DEMO)",
                            "LOGOFF APPLID = demo", "LOGOFF DEMO TYPE=UNCOND"}) {
    EXPECT_EQ(read(typed), "logoff of DEMO") << typed;
  }
  EXPECT_EQ(read("LOGOFF ALL"), "logoff all");
  EXPECT_EQ(read("logoff all"), "logoff all");
}

TEST(LogonCommand, IsIbmtestWithTheTextToComeBack) {
  EXPECT_EQ(read("IBMTEST"), "test 10 ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  EXPECT_EQ(read("ibmtest 3,Hello"), "test 3 Hello");
  EXPECT_EQ(read("ibmtest ,Hello"), "test 10 Hello");
  EXPECT_EQ(read("ibmtest 3"), "test 3 ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

TEST(LogonCommand, RefusesACountThatIbmtestCanNotSend) {
  for (const char* typed : {"IBMTEST 0", "IBMTEST 256", "IBMTEST X", "IBMTEST 3X,Hello"}) {
    EXPECT_EQ(read(typed), "IBMTEST takes a count of 1 to 255 and a text: IBMTEST 5,HELLO.")
        << typed;
  }
}

TEST(LogonCommand, SaysWhatIsWrongWithAName) {
  EXPECT_EQ(read("ABCDEFGHI"), "Application 'ABCDEFGHI' has 9 characters: names have 1 to 8.");
  EXPECT_EQ(read("1DEMO"), "Application '1DEMO' is no name: names begin with A-Z, @, # or $.");
  EXPECT_EQ(read("DE-MO"), "Application 'DE-MO' is no name: names hold only A-Z, 0-9, @, # and $.");
  EXPECT_EQ(read("LOGON APPLID(ABCDEFGHI)"),
            "APPLID 'ABCDEFGHI' has 9 characters: names have 1 to 8.");
  EXPECT_EQ(read("LOGON APPLID()"), "APPLID is empty: give a name of 1 to 8 characters.");
  EXPECT_EQ(read("LOGON APPLID(DEMO) LOGMODE(123)"),
            "LOGMODE '123' is no name: names begin with A-Z, @, # or $.");
  EXPECT_EQ(read("\xC3\x84\xC3\x96\xC3\x9C\xC3\x84\xC3\x96"),
            "Application '\xC3\x84\xC3\x96\xC3\x9C\xC3\x84\xC3\x96' is no name: names hold only "
            "A-Z, 0-9, @, # and $.");
}

TEST(LogonCommand, CutsALongWordInItsSentence) {
  EXPECT_EQ(read(std::string(60, 'A')),
            "Application 'AAAAAAAAAAAAAAAA...' has 60 characters: names have 1 to 8.");
}

TEST(LogonCommand, SaysWhatIsWrongWithItsForm) {
  EXPECT_EQ(read("LOGON"), "LOGON needs an application: type LOGON APPLID(name).");
  EXPECT_EQ(read("LOGON DATA(x)"), "LOGON needs an application: type LOGON APPLID(name).");
  EXPECT_EQ(read("LOGON APPLID"), "APPLID has no value: write APPLID(value).");
  EXPECT_EQ(read("LOGON APPLID(DEMO"), "The ) after 'APPLID'( is missing.");
  EXPECT_EQ(read("LOGON APPLID(DEMO))"), "There is a ) too many.");
  EXPECT_EQ(read("LOGON APPLID(DEMO) DATA='x"), "The ' that ends the value of 'DATA' is missing.");
  EXPECT_EQ(read("LOGON APPLID(DEMO) APPLID(DEMO)"), "APPLID is given twice.");
  EXPECT_EQ(read("LOGON APPLID(DEMO) LOGMODE(A) LOGMODE(B)"), "LOGMODE is given twice.");
  EXPECT_EQ(read("LOGON DEMO DATA(A) DATA(B)"), "DATA is given twice.");
  EXPECT_EQ(read("LOGON APPLID(DEMO) USER(JOE)"),
            "LOGON knows APPLID, LOGMODE and DATA; 'USER' is none of them.");
  EXPECT_EQ(read("DEMO PLEASE"), "Type one name, or LOGON APPLID(name) LOGMODE(mode) DATA(text).");
}

TEST(LogonCommand, SurvivesEveryShuffleOfItsOwnWords) {
  std::mt19937 random(1023);
  const std::vector<std::string> words{"LOGON", " ",    "APPLID",  "(", ")",      "=",    "'", ",",
                                       "DEMO",  "DATA", "LOGMODE", "x", "LOGOFF", "\xC3", ""};
  unsigned logons = 0;
  for (unsigned round = 0; round < 10'000; ++round) {
    std::string typed = round % 2 == 0 ? "LOGON " : "";
    for (auto i = random() % 9; i > 0; --i) {
      typed += words[random() % words.size()];
    }
    const auto command = parse_command(typed);
    logons += std::holds_alternative<LogonTyped>(command) ? 1U : 0U;
    if (const auto* bad = std::get_if<BadCommand>(&command)) {
      EXPECT_FALSE(bad->sentence.empty()) << typed;
    }
  }
  EXPECT_GT(logons, 100U);
}

}  // namespace
}  // namespace vtam
