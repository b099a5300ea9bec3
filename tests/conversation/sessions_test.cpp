#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/keys.h"

// Where sessions begin, wait and end, on the fake wire.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::uint8_t kClear = 0x6D;

// `more` are further keys, each with its comma in front. LATER is of a node that is not active yet.
std::string shop(const std::string& more = "") {
  return R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-005]", "type": "terminal"},
           {"names": "S[001-005]", "type": "terminal", "group": "SALES"} ],
  "groups": [ {"name": "SALES", "application": "DEMO", "deny": ["SECR*"]} ],
  "menu": ["DEMO", "SECRET", "LATER"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                    {"name": "SECRET", "description": "NOT FOR ALL", "type": "demo"},
                    {"name": "LATER", "description": "NOT YET", "type": "demo", "queue": true} ],
  "nodes": [ {"name": "VNETAPPL", "rows": [ {"name": "BSTTUSST", "acquire": true, "pass": true} ]},
             {"name": "NIGHT", "rows": [ {"name": "LATER"} ]} ],
  "start_list": ["VNETAPPL"])" +
         more + "}";
}

ScriptedTerminal::Manners named(const char* lu) {
  ScriptedTerminal::Manners manners;
  manners.lus = {lu};
  return manners;
}

TEST(Sessions, BeginAtTheApplicationOfTheGroup) {
  FakeHall hall(shop());
  Client& client = hall.connect(named("S001"));
  EXPECT_EQ(hall.view("S001").application, "DEMO");
  hall.key(client, kPf3, 0);
  EXPECT_EQ(hall.view("S001").application, "BSTTUSST");
  EXPECT_THAT(client.screen(), HasSubstr("Session with DEMO ended"));
}

TEST(Sessions, EndWithTheApplicationWhereTheyAreNotKept) {
  FakeHall hall(shop(R"(, "sessions": {"keep_at_logoff": false})"));
  Client& client = hall.connect(named("S001"));
  hall.key(client, kPf3, 0);
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("S001"), "CONCT");
}

TEST(Sessions, AreRefusedToGroupsThatMayNot) {
  FakeHall hall(shop());
  Client& client = hall.connect(named("S001"));
  hall.key(client, kPf3, 0);
  EXPECT_THAT(client.screen(), Not(HasSubstr("SECRET")));
  hall.enter(client, "LOGON APPLID(SECRET)");
  EXPECT_THAT(client.screen(), HasSubstr("SECRET is not for this LU (group SALES)"));
  Client& other = hall.connect(named("T001"));
  hall.enter(other, "LOGON APPLID(SECRET)");
  EXPECT_EQ(hall.view("T001").application, "SECRET");
}

TEST(Sessions, ThatAreRefusedSayItsSenseAndASentence) {
  FakeHall hall(shop());
  Client& client = hall.connect(named("T001"));
  hall.enter(client, "NOWHERE");
  EXPECT_THAT(client.screen(),
              AllOf(HasSubstr("Session with NOWHERE not established"), HasSubstr("087D0001")));
  EXPECT_TRUE(client.open);
}

TEST(Sessions, ThatAreRefusedEndTheConnectionWhereNothingIsExplained) {
  FakeHall hall(shop(R"(, "sessions": {"explain_errors": false})"));
  Client& client = hall.connect(named("T001"));
  hall.enter(client, "NOWHERE");
  EXPECT_FALSE(client.open);
}

TEST(Sessions, WaitOnAScreenThatSaysSo) {
  FakeHall hall(shop());
  Client& client = hall.connect(named("T001"));
  hall.enter(client, "LATER");
  EXPECT_THAT(client.screen(),
              AllOf(HasSubstr("Your logon to LATER waits since"), HasSubstr("PF3 or CLEAR")));
  EXPECT_EQ(hall.view("T001").queued, "LATER");
  hall.key(client, kClear, 0);
  EXPECT_THAT(client.screen(), HasSubstr("You do not wait for LATER any more."));
  EXPECT_EQ(hall.view("T001").queued, "");
}

TEST(Sessions, ThatWaitAreFreedAtOnceByKillAndReact) {
  FakeHall hall(shop());
  Client& killed = hall.connect(named("T001"));
  hall.enter(killed, "LATER");
  hall.kill("T001");
  EXPECT_FALSE(killed.open);
  EXPECT_EQ(hall.state("T001"), "CONCT");
  Client& reacted = hall.connect(named("T002"));
  hall.enter(reacted, "LATER");
  hall.react("T002");
  EXPECT_FALSE(reacted.open);
  EXPECT_EQ(hall.state("T002"), "CONCT");
}

TEST(Sessions, ThatLogOnOnAndOnAreHeldBackWhereThisMachineIsCountedToo) {
  FakeHall hall(shop(R"(, "throttle": {"logons": 2, "loopback": true})"));
  Client& client = hall.connect(named("T001"));
  hall.enter(client, "NOWHERE");
  hall.enter(client, "NOWHERE");
  hall.enter(client, "DEMO");
  EXPECT_THAT(client.screen(), HasSubstr("Too many logons in a short time"));
  hall.pass(std::chrono::seconds(10));
  hall.enter(client, "DEMO");
  EXPECT_EQ(hall.view("T001").application, "DEMO");
}

TEST(UssMessages, TakeThePlaceOfTheMenuAndOfSentences) {
  FakeHall hall(shop(R"(, "uss": [
    {"number": 10, "lines": ["   LU @@LUNAME", " TYPE THE NAME OF YOUR APPLICATION"]},
    {"number": 3, "lines": ["WHAT IS @@TEXT ?"]},
    {"number": 13, "lines": ["ECHO @@TEXT"]} ])"));
  Client& client = hall.connect(named("T001"));
  EXPECT_THAT(client.screen(),
              AllOf(HasSubstr("   LU T001"), HasSubstr("\n TYPE THE NAME OF YOUR APPLICATION"),
                    Not(HasSubstr("DEMO APPLICATION"))));
  hall.enter(client, "LOGON APPL(DEMO)");
  EXPECT_THAT(client.screen(), HasSubstr("WHAT IS APPL ?"));
  hall.enter(client, "");
  EXPECT_THAT(client.screen(), HasSubstr("TYPE THE NAME"));
  hall.enter(client, "IBMTEST 2,HELLO");
  EXPECT_THAT(client.screen(), HasSubstr("ECHO IBMECHO HELLO"));
  hall.enter(client, "DEMO");
  EXPECT_EQ(hall.view("T001").application, "DEMO");
}

}  // namespace
}  // namespace conversation
