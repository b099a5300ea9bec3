#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/e2e/mapping_shop.h"
#include "tests/e2e/printer.h"

// Which rule decides who gets which LU, asked by real clients at many addresses.
namespace e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kLus = R"(
  {"names": "T[001-009]"},
  {"names": "X001", "group": "FIXED"},
  {"names": "FIX1", "type": "printer", "application": "DEMO", "group": "FIXED"},
  {"names": "A[1-9]", "group": "ALPHA"},
  {"names": "B[1-9]", "group": "BETA"},
  {"names": "H[1-9]", "group": "HOSTS"},
  {"names": "L[1-9]", "group": "LISTENS"},
  {"names": "D[1-9]", "group": "DEVICES"},
  {"names": "R[1-9]", "group": "REST"},
  {"names": "P[1-2]", "type": "printer", "application": "DEMO"},
  {"names": "Q[1-2]", "type": "printer", "application": "DEMO", "group": "PAPER"})";

// In no particular order: the most exact one counts.
constexpr const char* kRules = R"(
  "mapping": [ {"group": "REST"},
               {"device": "IBM-3278-5*", "group": "DEVICES"},
               {"host": "localhost", "group": "HOSTS"},
               {"client": "127.5.0.0/16", "group": "ALPHA"},
               {"client": "127.5.7.0/24", "group": "BETA"},
               {"client": "127.5.7.9", "lu": "X001"},
               {"client": "127.6.0.0/16", "group": "ALPHA", "specific": false},
               {"device": "IBM-3287-1", "group": "PAPER"},
               {"client": "127.8.0.0/16", "application": "DEMO", "logmode": "SP3275QN"} ],)";

TEST(Mapping, TheMostExactRuleAboutTheAddressCounts) {
  MappingShop shop(kLus, kRules);
  S3270 exact(shop.at("127.5.7.9"));
  EXPECT_EQ(shop.given(exact), "X001 rule 6 (client 127.5.7.9): LU X001");
  S3270 longer(shop.at("127.5.7.8"), {"-model", "3278-5"});
  EXPECT_EQ(shop.given(longer), "B1 rule 5 (client 127.5.7.0/24): group BETA");
  S3270 shorter(shop.at("127.5.8.9"));
  EXPECT_EQ(shop.given(shorter), "A1 rule 4 (client 127.5.0.0/16): group ALPHA");
}

TEST(Mapping, AHostBeforeADeviceBeforeEverybody) {
  MappingShop shop(kLus, kRules);
  S3270 host(shop.daemon().host(), {"-model", "3278-5"});
  EXPECT_EQ(shop.given(host), "H1 rule 3 (host localhost): group HOSTS");
  S3270 device(shop.at("127.0.0.2"), {"-model", "3278-5"});
  EXPECT_EQ(shop.given(device), "D1 rule 2 (device IBM-3278-5*): group DEVICES");
  S3270 classic("N:" + shop.at("127.0.0.4"), {"-model", "3278-5"});
  ASSERT_TRUE(classic.wait_for_field());
  EXPECT_EQ(shop.rule("D2"), "rule 2 (device IBM-3278-5*): group DEVICES");
  S3270 anybody(shop.at("127.0.0.3"));
  EXPECT_EQ(shop.given(anybody), "R1 rule 1 (everybody): group REST");
}

TEST(Mapping, AListenerBeforeADevice) {
  const std::string second = std::to_string(free_port());
  Daemon daemon(R"({ "name": "TEST",
    "listeners": [ {"name": "first", "address": "127.0.0.1", "port": @PORT@},
                   {"name": "second", "address": "127.0.0.1", "port": )" +
                second + R"(} ], "lus": [)" + kLus + "]," + R"(
    "mapping": [ {"device": "IBM-3278-2-E", "group": "DEVICES"},
                 {"listener": "second", "group": "LISTENS"} ],)" +
                R"("applications": [ {"name": "DEMO", "type": "demo"} ], @ADMIN@ })");
  S3270 there("127.0.0.1:" + second);
  ASSERT_TRUE(there.wait_for_field());
  EXPECT_EQ(there.lu(), "L1");
  EXPECT_THAT(daemon.ctl({"show", "L1"}).output,
              HasSubstr("rule 2 (listener second): group LISTENS"));
  S3270 here(daemon.host());
  ASSERT_TRUE(here.wait_for_field());
  EXPECT_EQ(here.lu(), "D1");
}

TEST(Mapping, APrintersRuleIsNoTerminals) {
  MappingShop shop(kLus, kRules);
  Printer printer(shop.at("127.0.0.2"));
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(shop.rule("Q1"), "rule 8 (device IBM-3287-1): group PAPER");
  // Rule 6 gives a terminal, so this printer is not a client of it.
  Printer other(shop.at("127.5.7.9"));
  EXPECT_FALSE(other.page().empty());
  EXPECT_EQ(shop.rule("Q2"), "rule 8 (device IBM-3287-1): group PAPER");
}

TEST(Mapping, ARuleSaysTheApplicationAndTheLogmode) {
  MappingShop shop(kLus, kRules);
  S3270 client(shop.at("127.8.0.1"), {"-model", "3278-5"});
  EXPECT_THAT(shop.given(client),
              AllOf(HasSubstr("T001 generic pool of TEST, rule 9 (client 127.8.0.0/16): "),
                    HasSubstr("application DEMO, logmode SP3275QN")));
  EXPECT_EQ(client.query("BindPluName"), "DEMO");
  EXPECT_EQ(client.query("ScreenCurSize"), "27 132");
}

TEST(Mapping, AClientMayChooseUnlessItsRuleSaysNo) {
  MappingShop shop(kLus, kRules);
  S3270 chooser("T005@" + shop.at("127.5.7.9"));
  EXPECT_EQ(shop.given(chooser), "T005 named by the client, rule 6 (client 127.5.7.9): LU X001");
  S3270 forbidden("T006@" + shop.at("127.6.0.1"));
  EXPECT_TRUE(forbidden.wait_for_text(
      "T006 was asked for, but names are not for this client to choose: rule 7"))
      << forbidden.screen();
  EXPECT_EQ(forbidden.state(), "connected-nvt");
  EXPECT_TRUE(shop.daemon().log_has("127.6.0.1"));
  // What its rule gives may be asked for.
  S3270 allowed("ALPHA@" + shop.at("127.6.0.1"));
  EXPECT_THAT(shop.given(allowed), HasSubstr("A1 rule 7 (client 127.6.0.0/16): group ALPHA"));
}

TEST(Mapping, WhatCheckForetellsIsWhatHappens) {
  MappingShop shop(kLus, kRules);
  struct Row {
    std::string address;
    std::string lu;
    std::string model;
  };
  for (const Row& row : std::vector<Row>{{"127.5.7.9", "", "2"},
                                         {"127.5.0.1", "", "2"},
                                         {"127.0.0.1", "", "5"},
                                         {"127.0.0.2", "", "5"},
                                         {"127.0.0.5", "X001", "2"},
                                         {"127.0.0.5", "BETA", "2"}}) {
    std::vector<std::string> client{"--client", row.address, "--device",
                                    "IBM-3278-" + row.model + "-E"};
    if (!row.lu.empty()) {
      client.insert(client.end(), {"--lu", row.lu});
    }
    S3270 real((row.lu.empty() ? "" : row.lu + "@") + shop.at(row.address),
               {"-model", "3278-" + row.model});
    ASSERT_TRUE(real.wait_for_field()) << row.address << real.screen();
    const std::string lu = real.lu();
    EXPECT_THAT(shop.check(client), HasSubstr("gets " + lu + ": " + shop.rule(lu) + "\n"));
    shop.leave(real, lu);
  }
}

TEST(Mapping, WhatCheckForetellsIsRefusedInTheSameWords) {
  MappingShop shop(kLus, kRules);
  struct Row {
    std::string address;
    std::string lu;
    std::string words;
  };
  for (const Row& row :
       std::vector<Row>{{"127.6.0.1", "T006", "names are not for this client to choose"},
                        {"127.5.7.9", "NOSUCH", "NOSUCH is not a LU of TEST"},
                        {"127.5.7.9", "P1", "P1 is a printer LU"},
                        {"127.0.0.5", "PAPER", "group PAPER has no terminal LU"}}) {
    const std::string foretold = shop.check({"--client", row.address, "--lu", row.lu});
    const std::size_t at = foretold.find("refused ");
    ASSERT_NE(at, std::string::npos) << foretold;
    const std::string words = foretold.substr(at, foretold.find('\n', at) - at);
    EXPECT_THAT(words, HasSubstr(row.words));
    const S3270 client(row.lu + "@" + shop.at(row.address));
    EXPECT_TRUE(shop.daemon().log_has(words)) << words << shop.daemon().log();
  }
}

}  // namespace
}  // namespace e2e
