#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load_address.h"
#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kDeck =
    "ID 44\nOPEN VSEC01 23\nOPEN 9.152.85.64 1023\nAPPLID A A\nTERMINAL T001 A\n"
    "DIRECT DIR BSTTVNET PRT01 9100 *\nLPR LPR1 BSTTVNET 10.9.9.9 * * q\nATTACH TN3270E\n";

std::vector<std::string> listeners_of(const Loaded& loaded) {
  std::vector<std::string> texts;
  for (const ServerSettings& server : loaded.config->servers) {
    for (const ListenerSettings& listener : server.listeners) {
      texts.push_back(listener.address + " " + std::to_string(listener.port));
    }
  }
  return texts;
}

Loaded load_with_stacks(const std::string& stacks) {
  return TestFiles()
      .add("deck", kDeck)
      .add("c.json", R"({"stacks": )" + stacks + "}")
      .load({"deck", "c.json"});
}

TEST(LoadHosts, WithoutAStackOpenIsTakenAsWritten) {
  const Loaded loaded = TestFiles().add("deck", kDeck).load({"deck"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.1 23", "9.152.85.64 1023"));
}

TEST(LoadHosts, TheAddressOfAStackReplacesThatOfEveryOpen) {
  const Loaded loaded = load_with_stacks(R"({"44": {"address": "127.0.0.2"}})");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.2 23", "127.0.0.2 1023"));
}

TEST(LoadHosts, HostsOfAStackMapNamesAndAddressesOnAllCards) {
  const Loaded loaded = load_with_stacks(
      R"({"44": {"hosts": {"vsec01": "127.0.0.3", "9.152.85.64": "127.0.0.4", "PRT01": "10.0.0.5",
          "10.9.9.9": "10.0.0.6"}}})");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.3 23", "127.0.0.4 1023"));
  const auto& lus = loaded.config->servers.at(0).lus;
  EXPECT_EQ(lus.at(1).delivery->host, "10.0.0.5");
  EXPECT_EQ(lus.at(2).delivery->host, "10.0.0.6");
  EXPECT_EQ(lus.at(2).delivery->queue, "q");
}

TEST(LoadHosts, ThePortMapOfAStackMapsTheOpenPorts) {
  const Loaded loaded = load_with_stacks(R"({"44": {"port_map": {"23": 3270}}})");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.1 3270", "9.152.85.64 1023"));
}

TEST(LoadHosts, AStackGivesTlsToTheOpensAndListensElsewhereToo) {
  const Loaded loaded = load_with_stacks(R"({"44": {"port_map": {"23": 3270, "3992": 1},
      "tls": "negotiated", "certificate": "/open.pem",
      "listeners": [{"port": 3992, "tls": "immediate", "certificate": "/other.pem"}]}})");
  EXPECT_THAT(listeners_of(loaded),
              ElementsAre("127.0.0.1 3270", "9.152.85.64 1023", "127.0.0.1 3992"))
      << "only OPENs are mapped";
  const auto& listeners = loaded.config->servers.at(0).listeners;
  EXPECT_EQ(listeners.at(0).tls, ListenerTls::Negotiated);
  EXPECT_EQ(listeners.at(0).certificate, "/open.pem");
  EXPECT_EQ(listeners.at(2).tls, ListenerTls::Immediate);
  EXPECT_EQ(listeners.at(2).certificate, "/other.pem");
}

TEST(LoadHosts, AStackOfAnotherIdChangesNothing) {
  const Loaded loaded = load_with_stacks(R"({"45": {"address": "127.0.0.2"}})");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.1 23", "9.152.85.64 1023"));
}

TEST(LoadHosts, ANameThatNobodyKnowsIsAnErrorThatShowsTheSetting) {
  const Loaded loaded =
      load_deck("ID 2\nOPEN NOWHERE 1023\nAPPLID A A\nTERMINAL T1 A\nATTACH TN3270E\n");
  EXPECT_THAT(
      errors_of(loaded),
      ElementsAre("deck:2:6: error: the host 'NOWHERE' is not known; say what it is here in a "
                  "JSON file: \"stacks\": {\"02\": {\"hosts\": {\"NOWHERE\": \"127.0.0.1\"}}}"));
  EXPECT_THAT(listeners_of(loaded), IsEmpty());  // no check can say more about it
}

TEST(LoadHosts, APrinterThatNobodyKnowsIsOnlyANote) {
  const Loaded loaded = TestFiles().add("deck", kDeck).load({"deck"});
  EXPECT_THAT(notes_of(loaded), Contains(HasSubstr("deck:6:8: note: the host 'PRT01' of LU DIR")));
  EXPECT_EQ(loaded.config->servers.at(0).lus.at(1).delivery->host, "PRT01");
}

Loaded load_with_stack_deck(const std::string& cards, const std::string& json = "{}") {
  return TestFiles()
      .add("deck", kDeck)
      .add("stack", cards)
      .add("c.json", json)
      .load({"deck", "stack", "c.json"});
}

TEST(LoadHosts, HostCardsOfTheSameIdNameAddresses) {
  const Loaded loaded =
      load_with_stack_deck("ID 44\nHOST vsec01 10.1.0.1\nHOST PRT01 10.1.0.2\nROUTE A B\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(listeners_of(loaded), ElementsAre("10.1.0.1 23", "9.152.85.64 1023"));
  EXPECT_EQ(loaded.config->servers.at(0).lus.at(1).delivery->host, "10.1.0.2");
}

TEST(LoadHosts, HostCardsOfAnotherIdNameNothing) {
  const Loaded loaded = load_with_stack_deck("ID 45\nHOST VSEC01 10.1.0.1\nROUTE A B\n");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.1 23", "9.152.85.64 1023"));
}

TEST(LoadHosts, AHostCardCountsMoreThanAJsonHostAndSaysSo) {
  const Loaded loaded =
      load_with_stack_deck("ID 44\nHOST VSEC01 10.1.0.1\nROUTE A B\n",
                           R"({"stacks": {"44": {"hosts": {"vsec01": "127.0.0.9"}}}})");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("10.1.0.1 23", "9.152.85.64 1023"));
  EXPECT_THAT(warnings_of(loaded),
              ElementsAre("stack:2:6: warning: HOST VSEC01 counts, not what \"hosts\" says at "
                          "c.json:1:13; to go elsewhere, map its address there: \"10.1.0.1\": "
                          "\"127.0.0.9\""));
}

TEST(LoadHosts, JsonMapsTheAddressThatAHostCardGives) {
  const Loaded loaded =
      load_with_stack_deck("ID 44\nHOST VSEC01 10.1.0.1\nROUTE A B\n",
                           R"({"stacks": {"44": {"hosts": {"10.1.0.1": "127.0.0.9"}}}})");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.9 23", "9.152.85.64 1023"));
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
}

TEST(LoadHosts, ACoupledStackIsOneListenerForBothFamilies) {
  for (const char* stack : {"ID 44\nCOUPLE 45\nROUTE A B\n", "ID 45\nCOUPLE 44\nROUTE A B\n"}) {
    const Loaded loaded = load_with_stack_deck(stack);
    EXPECT_THAT(listeners_of(loaded), ElementsAre("127.0.0.1 23", ":: 1023"));
    EXPECT_THAT(notes_of(loaded),
                Contains("deck:3:6: note: ID 44 is coupled with 45, so this OPEN listens on all "
                         "addresses of both families"));
    EXPECT_THAT(notes_of(loaded), Contains(HasSubstr("deck:2:6: note: ID 44 is coupled with 45, "
                                                     "but this OPEN is for this machine alone")));
  }
}

TEST(LoadHosts, WhatJsonSaysOfACoupledStackIsKept) {
  const Loaded loaded = load_with_stack_deck(
      "ID 44\nCOUPLE 45\nROUTE A B\n",
      R"({"stacks": {"44": {"address": "10.2.0.2", "listeners": [{"address": "10.2.0.3",
          "port": 3270}]}}})");
  EXPECT_THAT(listeners_of(loaded), ElementsAre("10.2.0.2 23", "10.2.0.2 1023", "10.2.0.3 3270"));
  EXPECT_THAT(notes_of(loaded), Contains(HasSubstr("but \"stacks\" gives it one address, so only "
                                                   "IPv4 is served")));
}

TEST(LoadHosts, CoupledStacksKnowEachOthersNames) {
  const Loaded loaded = TestFiles()
                            .add("deck", kDeck)
                            .add("one", "ID 45\nCOUPLE 44\nHOST PRT01 fd00::7\n")
                            .add("two", "ID 44\nHOST VSEC01 10.1.0.1\nLINK X\n")
                            .load({"deck", "one", "two"});
  EXPECT_EQ(loaded.config->servers.at(0).lus.at(1).delivery->host, "fd00::7");
}

TEST(LoadHosts, EveryNameIsAskedForOnce) {
  int asked = 0;
  LoadOptions options;
  options.resolver = [&](const std::string&) -> std::optional<std::string> {
    ++asked;
    return std::nullopt;
  };
  static_cast<void>(load_deck(
      deck_with("DIRECT D1 BSTTVNET PRT 9100 *\nDIRECT D2 BSTTVNET PRT 9100 *"), options));
  EXPECT_EQ(asked, 1);
}

TEST(LoadHosts, ListenersOfJsonAreResolvedToo) {
  const Loaded loaded =
      TestFiles()
          .add("c.json", R"({"listeners": [{"name": "a", "address": "VSEC02", "port": 3270}],
                             "lus": [{"names": "T001"}]})")
          .load({"c.json"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(listeners_of(loaded), ElementsAre("::1 3270"));
}

TEST(LoadHosts, WithoutAResolverOnlyStacksKnowNames) {
  const auto source = [](const std::filesystem::path&) {
    return std::optional<std::string>(
        "ID 44\nOPEN localhost 1023\nAPPLID A A\nTERMINAL T1 A\nATTACH TN3270E\n");
  };
  LoadOptions options;
  options.files = source;
  EXPECT_THAT(errors_of(load({"deck"}, options)), ElementsAre(HasSubstr("deck:2:6: error: ")));
}

TEST(LiteralAddress, IsFourOctetsOrEightGroups) {
  for (const char* address : {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1",
                              "1::", "FD00:9:152:40:840:FFFF:85:64", "fe80::1%eth0",
                              "::ffff:10.0.0.1", "1:2:3:4:5:6:7.8.9.10", "1:2:3::5:6:7:8"}) {
    EXPECT_TRUE(is_literal_address(address)) << address;
  }
}

TEST(LiteralAddress, IsNothingElse) {
  for (const char* text :
       {"", "VSEC01", "192.168.1", "192.168.1.256", "192.168.1.01", "1.2.3.4.5", "1.2.3.4%eth0",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::",
        "g::", "1:2:3:4:5:6:7:", "::1%", "1.2.3.4::", "::1.2.3.4:1"}) {
    EXPECT_FALSE(is_literal_address(text)) << text;
  }
}

}  // namespace
}  // namespace config
