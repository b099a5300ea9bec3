#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/code_pages.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(JsonServer, AFileIsOnePartitionNamedAfterItsStem) {
  const Draft draft = read(R"({"title": "*** HELLO ***"})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_EQ(draft.config.servers.size(), 1U);
  EXPECT_EQ(draft.config.servers[0].name, "a");
  EXPECT_EQ(draft.config.servers[0].title, "*** HELLO ***");
  EXPECT_FALSE(draft.config.servers[0].from_deck);
  EXPECT_FALSE(draft.config.servers[0].menu.has_value());
  EXPECT_EQ(draft.config.servers[0].at, (Position{0, 1, 1}));
}

TEST(JsonServer, AFileOfProcessWidePartsIsNoPartition) {
  EXPECT_THAT(read(R"({"$schema": "x.json", "admin": {"port": 9}})").config.servers, IsEmpty());
}

TEST(JsonServer, ServersAreSeveralPartitions) {
  const Draft draft = read(R"({"servers": [
    {"name": "one", "listeners": [{"port": 3270}], "lus": [{"names": "A1"}], "menu": ["X"]},
    {"title": "t"}], "applications": []})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_EQ(draft.config.servers.size(), 2U);
  EXPECT_EQ(draft.config.servers[0].name, "one");
  EXPECT_EQ(draft.config.servers[0].lus.size(), 1U);
  EXPECT_EQ(draft.config.servers[1].name, "a");
  EXPECT_EQ(draft.config.servers[1].at, (Position{0, 3, 5}));
}

TEST(JsonServer, PartitionSettingsBesideServersAreErrors) {
  EXPECT_THAT(
      findings("{\"servers\": [],\n \"lus\": [],\n \"title\": \"x\"}"),
      ElementsAre("site/a.json:2:2: error: 'lus' stands beside 'servers' of line 1; move it into "
                  "one of its entries",
                  "site/a.json:3:2: error: 'title' stands beside 'servers' of line 1; move it into "
                  "one of its entries"));
}

TEST(JsonServer, AListenerIsReadWithItsDefaults) {
  const Draft draft = read(R"({"listeners": [ {"port": 3270},
    {"name": "secure", "address": "::", "port": 3992, "tls": "immediate",
     "certificate": "server.pem", "code_page": "1140", "sna": false,
     "experimental": ["contention-resolution"]} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const auto& listeners = draft.config.servers.at(0).listeners;
  ASSERT_EQ(listeners.size(), 2U);
  EXPECT_EQ(listeners[0].name, "port 3270");
  EXPECT_EQ(listeners[0].address, "127.0.0.1");
  EXPECT_EQ(listeners[0].port, 3270);
  EXPECT_EQ(listeners[0].tls, ListenerTls::None);
  EXPECT_EQ(listeners[0].code_page, "");
  EXPECT_TRUE(listeners[0].sna);
  EXPECT_FALSE(listeners[0].contention);
  EXPECT_EQ(listeners[1].name, "secure");
  EXPECT_EQ(listeners[1].address, "::");
  EXPECT_EQ(listeners[1].tls, ListenerTls::Immediate);
  EXPECT_EQ(listeners[1].certificate, "site/server.pem");
  EXPECT_EQ(listeners[1].code_page, "1140");
  EXPECT_FALSE(listeners[1].sna);
  EXPECT_TRUE(listeners[1].contention);
  EXPECT_EQ(listeners[1].at, (Position{0, 2, 5}));
}

TEST(JsonServer, EveryBadListenerValueIsOneLine) {
  EXPECT_THAT(
      findings(R"({"listeners": [
 {"port": 0},
 {"port": 65536},
 {"port": "3270"},
 {"port": 32.5},
 {"address": "127.0.0.1"},
 {"port": 1, "tls": "imediate"},
 {"port": 2, "address": "my host"},
 {"port": 3, "name": ""},
 {"prot": 4},
 {"port": 5, "sna": 0, "code_page": "cp037", "experimental": ["contention"]},
 {"port": 6, "experimental": true},
 "3270"
]})"),
      ElementsAre(
          "site/a.json:2:11: error: 'port' must be a port from 1 to 65535, not 0",
          "site/a.json:3:11: error: 'port' must be a port from 1 to 65535, not 65536",
          "site/a.json:4:11: error: 'port' must be a port from 1 to 65535, not text",
          "site/a.json:5:11: error: 'port' must be a port from 1 to 65535, not 32.5",
          "site/a.json:6:2: error: this listener has no 'port'; add \"port\": 3270",
          "site/a.json:7:21: error: 'tls' must be one of none, immediate, negotiated, required, "
          "any, not 'imediate'; did you mean 'immediate'?",
          "site/a.json:8:25: error: 'address' must be an address or a host name, without blanks; "
          "'my host' is neither",
          "site/a.json:9:22: error: 'name' is empty; write something or remove it",
          "site/a.json:10:3: error: there is no setting 'prot' here; did you mean 'port'?",
          "site/a.json:10:2: error: this listener has no 'port'; add \"port\": 3270",
          "site/a.json:11:21: error: 'sna' must be true or false, not a number",
          "site/a.json:11:37: error: 'code_page' must be the number of an EBCDIC page in quotes, "
          "like \"037\" or \"1140\", or \"client\", not 'cp037'",
          "site/a.json:11:63: error: an entry here must be one of contention-resolution, not "
          "'contention'",
          "site/a.json:12:30: error: 'experimental' must be a list [ … ], not true or false",
          "site/a.json:13:2: error: an entry here must be an object { … }, not text"));
}

TEST(JsonServer, APartitionAndItsListenersHaveCodePages) {
  const Draft draft = read(R"({"code_page": "1140", "listeners": [ {"port": 1},
    {"port": 2, "code_page": "500"}, {"port": 3, "code_page": "client"}]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_EQ(draft.config.servers.at(0).code_page, "1140");
  EXPECT_EQ(draft.config.servers[0].code_page_at, (Position{0, 1, 15}));
  const auto& listeners = draft.config.servers[0].listeners;
  EXPECT_EQ(listeners.at(0).code_page, "");
  EXPECT_EQ(listeners.at(1).code_page, "500");
  EXPECT_EQ(listeners.at(2).code_page, "client");
}

TEST(JsonServer, ADecksNameForTheUsualCodePageIsItsNumber) {
  EXPECT_EQ(read(R"({"code_page": "DN_03"})").config.servers.at(0).code_page, "037");
  EXPECT_EQ(code_page_number(read(R"({"title": ""})").config.servers.at(0).code_page), "037");
}

TEST(JsonServer, AMenuIsAListOfApplidsOrObjects) {
  const Draft draft = read(R"({"menu": ["dbdccics",
     {"application": "DEMO", "description": "THE DEMO"}]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const auto& menu = draft.config.servers.at(0).menu;
  ASSERT_TRUE(menu.has_value());
  ASSERT_EQ(menu->size(), 2U);
  EXPECT_EQ(menu->at(0).application.view(), "DBDCCICS");
  EXPECT_EQ(menu->at(0).description, "");
  EXPECT_EQ(menu->at(0).at, (Position{0, 1, 11}));
  EXPECT_EQ(menu->at(1).application.view(), "DEMO");
  EXPECT_EQ(menu->at(1).description, "THE DEMO");
}

TEST(JsonServer, AnEmptyMenuIsNotTheDefaultMenu) {
  const Draft draft = read(R"({"menu": []})");
  ASSERT_TRUE(draft.config.servers.at(0).menu.has_value());
  EXPECT_THAT(*draft.config.servers[0].menu, IsEmpty());
}

TEST(JsonServer, EveryBadMenuLineIsOneLine) {
  EXPECT_THAT(
      findings(R"({"menu": [
 "TOOLONGNAME",
 {"description": "X"},
 {"application": 7},
 7
]})"),
      ElementsAre(
          "site/a.json:2:2: error: 'TOOLONGNAME' has 11 characters: VTAM names have 1 to 8; "
          "shorten it",
          "site/a.json:3:2: error: this line of the menu has no 'application'; add its APPLID",
          "site/a.json:4:18: error: 'application' must be a name, not a number",
          "site/a.json:5:2: error: an entry here must be an APPLID or an object { … }, not a "
          "number"));
}

TEST(JsonServer, AKeySaidTwiceInOneObjectIsAnError) {
  EXPECT_THAT(findings("{\"title\": \"a\",\n \"title\": \"b\"}"),
              ElementsAre("site/a.json:2:2: error: 'title' was already said in this object, in "
                          "line 1; keep one of the two"));
}

TEST(JsonServer, WrongTypesSayWhatIsAllowed) {
  EXPECT_THAT(findings(R"({"listeners": {}, "lus": "T001", "title": 5, "menu": null})"),
              ElementsAre("site/a.json:1:15: error: 'listeners' must be a list [ … ], not an "
                          "object",
                          "site/a.json:1:26: error: 'lus' must be a list [ … ], not text",
                          "site/a.json:1:43: error: 'title' must be text, not a number",
                          "site/a.json:1:54: error: 'menu' must be a list [ … ], not null"));
}

}  // namespace
}  // namespace config
