#include "tn3270/server/check_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "config/draft.h"
#include "tn3270/server/mapping_hosts.h"

namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kShop = R"({
  "servers": [
    { "name": "EAST",
      "listeners": [ {"name": "clear", "port": 3270}, {"name": "night", "port": 3271} ],
      "lus": [ {"names": "T[1-2]"}, {"names": "S1", "group": "SALES"}, {"names": "O1", "group": "OPS"},
               {"names": "P1", "type": "printer", "application": "DEMO"} ],
      "mapping": [ {"client": "10.1.0.0/16", "group": "SALES", "specific": false,
                    "application": "DEMO", "logmode": "SP3272QN"},
                   {"listener": "night", "group": "OPS"},
                   {"host": "desk.example", "lu": "O1"} ] },
    { "name": "WEST",
      "listeners": [ {"name": "clear", "port": 3280} ],
      "lus": [ {"names": "W1", "group": "ONLY"} ] } ],
  "applications": [ {"name": "DEMO", "type": "demo"} ]
})";

vtam::NetworkPtr network(const char* text = kShop) {
  config::Draft draft;
  draft.config.files = {"shop.json"};
  config::read_json(text, 0, "shop.json", draft);
  EXPECT_FALSE(draft.problems.has_errors());
  vtam::ProgramCatalog catalog;
  for (const char* type : {"menu", "demo"}) {
    catalog.add(type, [](const vtam::Logon&) { return std::unique_ptr<vtam::Program>(); });
  }
  return std::make_shared<const vtam::Network>(std::make_shared<const config::Config>(draft.config),
                                               catalog);
}

ClientVerdict verdict(const SupposedClient& client) {
  return check_client(client, network(),
                      {{"desk.example", {config::parse_address("10.9.9.9").value()}}});
}

TEST(CheckClient, SaysWhatAClientGetsInEveryPartitionAndWhy) {
  const ClientVerdict both = verdict({.address = "10.2.3.4"});
  EXPECT_EQ(both.fault, "");
  EXPECT_EQ(both.text,
            "10.2.3.4, IBM-3278-2-E, at listener clear of EAST:\n"
            "  gets T1: generic pool of EAST\n"
            "10.2.3.4, IBM-3278-2-E, at listener clear of WEST:\n"
            "  is refused UNSUPPORTED-REQ: WEST has no generic LU; ask for a LU by its name\n");
}

TEST(CheckClient, NamesTheRuleWithItsApplicationAndLogmode) {
  EXPECT_THAT(verdict({.address = "10.1.7.7"}).text,
              HasSubstr("  gets S1: rule 1 (client 10.1.0.0/16): group SALES, application DEMO, "
                        "logmode SP3272QN, no names\n"
                        "  application DEMO, of the rule\n"
                        "  logmode SP3272QN, of the rule\n"));
}

TEST(CheckClient, ALusOwnApplicationComesBeforeTheRules) {
  EXPECT_THAT(
      verdict({.address = "10.2.3.4", .device = "IBM-3287-1"}).text,
      HasSubstr("  gets P1: generic printer pool of EAST\n  application DEMO, of the LU\n"));
}

// The same as VTAM does when the client really comes.
TEST(CheckClient, NamesTheApplicationOfAGroupOrAListenerForTerminals) {
  const vtam::NetworkPtr shop = network(R"({
    "listeners": [ {"name": "clear", "port": 3270, "application": "NIGHT"} ],
    "lus": [ {"names": "T1"}, {"names": "S1", "group": "SALES"}, {"names": "P1", "type": "printer"} ],
    "groups": [ {"name": "SALES", "application": "DEMO"} ],
    "applications": [ {"name": "DEMO", "type": "demo"}, {"name": "NIGHT", "type": "demo"} ]
  })");
  const auto text = [&shop](const SupposedClient& client) {
    return check_client(client, shop, {}).text;
  };
  EXPECT_THAT(text({.address = "10.2.3.4"}), HasSubstr("application NIGHT, of the listener\n"));
  EXPECT_THAT(text({.address = "10.2.3.4", .lu = "SALES"}),
              HasSubstr("application DEMO, of its group\n"));
  EXPECT_THAT(text({.address = "10.2.3.4", .device = "IBM-3287-1"}),
              testing::Not(HasSubstr("application ")));
}

TEST(CheckClient, StandsAtOneListenerWhereItSaysSo) {
  const ClientVerdict night = verdict({.address = "10.2.3.4", .listener = "night"});
  EXPECT_THAT(night.text, HasSubstr("gets O1: rule 2 (listener night): group OPS"));
  EXPECT_THAT(night.text, testing::Not(HasSubstr("WEST")));
  EXPECT_EQ(verdict({.address = "10.2.3.4", .listener = "day"}).fault,
            "--listener: no partition has one that is called 'day'");
}

TEST(CheckClient, MayAskForANameAndHearWhyNot) {
  EXPECT_THAT(verdict({.address = "10.2.3.4", .lu = "T2"}).text,
              HasSubstr("of EAST, asks for T2:\n  gets T2: named by the client\n"));
  EXPECT_THAT(verdict({.address = "10.1.2.3", .lu = "T2"}).text,
              HasSubstr("is refused UNSUPPORTED-REQ: T2 was asked for, but names are not for this "
                        "client to choose: rule 1"));
  EXPECT_THAT(verdict({.address = "10.2.3.4", .lu = "NOSUCH"}).text,
              HasSubstr("is refused INV-NAME: NOSUCH is not a LU of EAST"));
}

TEST(CheckClient, KnowsTheAddressesOfHosts) {
  EXPECT_THAT(verdict({.address = "10.9.9.9"}).text,
              HasSubstr("gets O1: rule 3 (host desk.example): LU O1"));
  EXPECT_THAT(verdict({.address = "::ffff:10.9.9.9"}).text, HasSubstr("gets O1: rule 3"));
}

TEST(CheckClient, WhatItCannotUnderstandIsAFaultOfTheOption) {
  EXPECT_EQ(verdict({.address = "10.1.2"}).fault,
            "--client: '10.1.2' is not an address; write one like 10.1.2.3");
  EXPECT_THAT(verdict({.address = "10.1.2.3", .device = "VT100"}).fault, HasSubstr("--device: "));
  EXPECT_THAT(verdict({.address = "10.1.2.3", .lu = "1ST"}).fault, HasSubstr("--lu: "));
  EXPECT_EQ(verdict({.address = "10.1.2"}).text, "");
}

struct Telephone {
  std::vector<std::string> asked{};
  std::vector<std::string> said{};

  vtam::Mapping::HostAddresses call(const char* text) {
    const vtam::NetworkPtr all = network(text);
    return mapping_hosts(
        all->config(),
        [this](const std::string& name) {
          asked.push_back(name);
          return name == "desk.example"
                     ? std::vector<config::Address>{config::parse_address("10.9.9.9").value()}
                     : std::vector<config::Address>{};
        },
        [this](const std::string& line) { said.push_back(line); });
  }
};

TEST(MappingHosts, AreEachLookedUpOnce) {
  Telephone telephone;
  const auto hosts = telephone.call(R"({ "name": "TEST",
    "listeners": [ {"name": "clear", "port": 3270} ], "lus": [ {"names": "T[1-3]"} ],
    "mapping": [ {"host": "desk.example", "lu": "T1"}, {"client": "10.1.2.3", "lu": "T2"},
                 {"host": "desk.example", "listener": "clear", "lu": "T3"} ] })");
  EXPECT_THAT(telephone.asked, ElementsAre("desk.example"));
  EXPECT_THAT(telephone.said, IsEmpty());
  EXPECT_EQ(hosts.at("desk.example").size(), 1U);
}

TEST(MappingHosts, WithoutAddressAreSaidOnceAndFitNobody) {
  Telephone telephone;
  const auto hosts = telephone.call(R"({ "name": "TEST",
    "listeners": [ {"name": "clear", "port": 3270} ], "lus": [ {"names": "T[1-3]"} ],
    "mapping": [ {"host": "gone.example", "lu": "T1"},
                 {"host": "gone.example", "listener": "clear", "lu": "T3"} ] })");
  EXPECT_THAT(telephone.said,
              ElementsAre("TND015W the host gone.example of a mapping rule of TEST has no address: "
                          "nobody fits that rule"));
  EXPECT_THAT(hosts.at("gone.example"), IsEmpty());
}

}  // namespace
}  // namespace server
