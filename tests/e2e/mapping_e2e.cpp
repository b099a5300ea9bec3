#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <thread>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/relay.h"
#include "tests/e2e/s3270.h"

// Who gets which LU, asked by real clients at many addresses of 127.0.0.0/8.
namespace e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

// Clients of one daemon; who has an address of its own comes through a relay.
class Shop {
 public:
  explicit Shop(const std::string& lus, const std::string& more = "")
      : daemon_(json_of(lus, kDemo + more)) {}

  std::string at(const std::string& address) {
    relays_.push_back(std::make_unique<Relay>(daemon_.port(), Relay::Shows::Everything, address));
    return relays_.back()->host();
  }
  // "T001 rule 1 (client 127.0.0.5): LU T001", as the operator sees it while the client is there.
  std::string given(S3270& client) {
    if (!client.wait_for_field()) {
      return client.screen();
    }
    const std::string lu = client.lu();
    return lu + " " + rule(lu);
  }
  std::string rule(const std::string& lu) const {
    const std::string shown = daemon_.ctl({"show", lu}).output;
    const std::size_t at = shown.find("\nrule");
    if (at == std::string::npos) {
      return shown;
    }
    const std::size_t begin = shown.find_first_not_of(' ', at + 5);
    return shown.substr(begin, shown.find('\n', begin) - begin);
  }
  // The LU of a client that comes and goes.
  std::string passing_by(const std::string& host) {
    S3270 client(host);
    const bool came = client.wait_for_field();
    const std::string lu = client.lu();
    EXPECT_TRUE(came) << client.screen();
    leave(client, lu);
    return lu;
  }
  // Returns when the daemon has noticed.
  void leave(S3270& client, const std::string& lu) {
    const std::size_t before = goodbyes(lu);
    client.process().write("Quit()\n");
    for (int attempt = 0; attempt < 250 && goodbyes(lu) == before; ++attempt) {
      std::this_thread::sleep_for(Milliseconds(20));
    }
    EXPECT_GT(goodbyes(lu), before) << lu;
  }
  // What tn3270d check foretells of a client.
  std::string check(const std::vector<std::string>& client) const {
    std::vector<std::string> command{tn3270d_binary(), "check",
                                     (daemon_.folder() / "tn3270d.json").string()};
    command.insert(command.end(), client.begin(), client.end());
    const Finished checked = run(command);
    return checked.output + checked.errors;
  }
  Daemon& daemon() { return daemon_; }

  // How often the log has it.
  std::size_t count(const std::string& text) {
    const std::string log = daemon_.log();
    std::size_t found = 0;
    for (std::size_t at = log.find(text); at != std::string::npos; at = log.find(text, at + 1)) {
      ++found;
    }
    return found;
  }

 private:
  std::size_t goodbyes(const std::string& lu) { return count("TND102I " + lu + " "); }

  Daemon daemon_;
  std::vector<std::unique_ptr<Relay>> relays_;
};

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
  Shop shop(kLus, kRules);
  S3270 exact(shop.at("127.5.7.9"));
  EXPECT_EQ(shop.given(exact), "X001 rule 6 (client 127.5.7.9): LU X001");
  S3270 longer(shop.at("127.5.7.8"), {"-model", "3278-5"});
  EXPECT_EQ(shop.given(longer), "B1 rule 5 (client 127.5.7.0/24): group BETA");
  S3270 shorter(shop.at("127.5.8.9"));
  EXPECT_EQ(shop.given(shorter), "A1 rule 4 (client 127.5.0.0/16): group ALPHA");
}

TEST(Mapping, AHostBeforeADeviceBeforeEverybody) {
  Shop shop(kLus, kRules);
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
                kDemo + " @ADMIN@ }");
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
  Shop shop(kLus, kRules);
  Printer printer(shop.at("127.0.0.2"));
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(shop.rule("Q1"), "rule 8 (device IBM-3287-1): group PAPER");
  // Rule 6 gives a terminal, so this printer is not a client of it.
  Printer other(shop.at("127.5.7.9"));
  EXPECT_FALSE(other.page().empty());
  EXPECT_EQ(shop.rule("Q2"), "rule 8 (device IBM-3287-1): group PAPER");
}

TEST(Mapping, ARuleSaysTheApplicationAndTheLogmode) {
  Shop shop(kLus, kRules);
  S3270 client(shop.at("127.8.0.1"), {"-model", "3278-5"});
  EXPECT_THAT(shop.given(client),
              AllOf(HasSubstr("T001 generic pool of TEST, rule 9 (client 127.8.0.0/16): "),
                    HasSubstr("application DEMO, logmode SP3275QN")));
  EXPECT_EQ(client.query("BindPluName"), "DEMO");
  EXPECT_EQ(client.query("ScreenCurSize"), "27 132");
}

TEST(Mapping, AClientMayChooseUnlessItsRuleSaysNo) {
  Shop shop(kLus, kRules);
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
  Shop shop(kLus, kRules);
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
  Shop shop(kLus, kRules);
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

TEST(Mapping, GroupsGiveTheLowestOrWhatWasFreeLongest) {
  Shop shop(R"({"names": "LOW[1-3]", "group": "LOW"}, {"names": "SEQ[1-3]", "group": "SEQ"})",
            R"("groups": [ {"name": "LOW", "order": "lowest"},
                           {"name": "SEQ", "order": "sequential"} ],)");
  const std::string low = "LOW@" + shop.daemon().host();
  S3270 first(low);
  ASSERT_TRUE(first.wait_for_field());
  EXPECT_EQ(first.lu(), "LOW1");
  EXPECT_EQ(shop.passing_by(low), "LOW2");
  EXPECT_EQ(shop.passing_by(low), "LOW2");
  shop.leave(first, "LOW1");
  EXPECT_EQ(shop.passing_by(low), "LOW1");
  const std::string sequential = "SEQ@" + shop.daemon().host();
  for (const char* next : {"SEQ1", "SEQ2", "SEQ3", "SEQ1"}) {
    EXPECT_EQ(shop.passing_by(sequential), next);
  }
}

TEST(Mapping, AGroupThatRunsOutIsSaidOnceUntilItHasRoomAgain) {
  Shop shop(R"({"names": "C[1-4]", "group": "CROWD"})",
            R"("groups": [ {"name": "CROWD", "warn_at": 75} ],)");
  const std::string host = "CROWD@" + shop.daemon().host();
  std::vector<std::unique_ptr<S3270>> crowd;
  const auto come = [&] {
    crowd.push_back(std::make_unique<S3270>(host));
    ASSERT_TRUE(crowd.back()->wait_for_field());
  };
  come();
  come();
  EXPECT_EQ(shop.count("TND104W"), 0U);
  come();
  EXPECT_TRUE(shop.daemon().log_has("TND104W LUs of group CROWD: 3 of 4 are in use"));
  come();
  EXPECT_EQ(shop.count("TND104W"), 1U);
  shop.leave(*crowd[0], "C1");
  shop.leave(*crowd[1], "C2");
  come();
  EXPECT_TRUE(shop.daemon().log_has("TND101I C1"));
  for (int attempt = 0; attempt < 100 && shop.count("TND104W") < 2; ++attempt) {
    std::this_thread::sleep_for(Milliseconds(20));
  }
  EXPECT_EQ(shop.count("TND104W"), 2U);
}

TEST(Mapping, ALuIsKeptForItsClientAndForNobodyElse) {
  Shop shop(R"({"names": "T[001-002]"})", R"("sessions": {"keep_lu": 60},)");
  const std::string regular = shop.at("127.0.0.5");
  EXPECT_EQ(shop.passing_by(regular), "T001");
  S3270 other(shop.at("127.0.0.6"));
  ASSERT_TRUE(other.wait_for_field());
  EXPECT_EQ(other.lu(), "T002");
  S3270 late(shop.at("127.0.0.7"));
  EXPECT_TRUE(late.wait_for_text("all 2 generic LUs of TEST are taken or kept")) << late.screen();
  S3270 thief("T001@" + shop.at("127.0.0.8"));
  EXPECT_TRUE(thief.wait_for_text("T001 is kept for its last client")) << thief.screen();
  S3270 again(regular);
  EXPECT_EQ(shop.given(again), "T001 generic pool of TEST, kept for this client");
}

TEST(Mapping, ALuIsKeptNoLongerThanTheSettingsSay) {
  Shop shop(R"({"names": "T001"})", R"("sessions": {"keep_lu": 1},)");
  EXPECT_EQ(shop.passing_by(shop.at("127.0.0.5")), "T001");
  std::this_thread::sleep_for(Milliseconds(1100));
  EXPECT_EQ(shop.passing_by(shop.at("127.0.0.6")), "T001");
}

constexpr const char* kDesks = R"(
  {"names": "D[1-2]", "group": "DESKS"},
  {"names": "P[1-2]", "type": "printer", "application": "DEMO", "group": "PAPER"})";

TEST(Mapping, APartnerByGroupComesAndGoesWithItsTerminal) {
  Shop shop(kDesks, R"("groups": [ {"name": "DESKS", "printers": "PAPER"} ],
                       "sessions": {"drop_partner": true},)");
  S3270 terminal("D2@" + shop.daemon().host());
  ASSERT_TRUE(terminal.wait_for_field());
  EXPECT_EQ(terminal.lu(), "D2");
  Printer printer(shop.daemon().host(), {"-assoc", "D2"});
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(shop.rule("P2"), "partner of D2");
  shop.leave(terminal, "D2");
  EXPECT_TRUE(printer.process().finish(std::chrono::seconds(5)).has_value());
  EXPECT_TRUE(shop.daemon().log_has("TND102I P2"));
  EXPECT_THAT(shop.daemon().ctl({"show", "P2"}).output, HasSubstr("CONCT"));
}

TEST(Mapping, APartnerStaysWhereTheSettingsDoNotDropIt) {
  Shop shop(kDesks, R"("groups": [ {"name": "DESKS", "printers": "PAPER"} ],)");
  S3270 terminal("D1@" + shop.daemon().host());
  ASSERT_TRUE(terminal.wait_for_field());
  Printer printer(shop.daemon().host(), {"-assoc", "D1"});
  EXPECT_FALSE(printer.page().empty());
  shop.leave(terminal, "D1");
  EXPECT_FALSE(printer.process().finish(Milliseconds(300)).has_value());
  EXPECT_EQ(shop.rule("P1"), "partner of D1");
  EXPECT_EQ(shop.count("TND102I P1"), 0U);
}

// A client that is there, but neither reads nor answers.
TEST(Mapping, ALuIsTakenFromAClientThatIsStopped) {
  Shop shop(R"({"names": "T[001-002]"})", R"("timing": {"probe_answer": 1},)");
  S3270 stopped("T001@" + shop.at("127.0.0.5"));
  ASSERT_TRUE(stopped.wait_for_field());
  S3270 silent("T002@" + shop.daemon().host());
  ASSERT_TRUE(silent.wait_for_field());
  stopped.process().signal(SIGSTOP);
  std::this_thread::sleep_for(Milliseconds(1100));
  S3270 heir("T001@" + shop.daemon().host());
  EXPECT_EQ(shop.given(heir), "T001 named by the client");
  EXPECT_TRUE(shop.daemon().log_has("ended TIMEMARK"));
  stopped.process().signal(SIGCONT);
  // Just as silent, but it answers.
  S3270 refused("T002@" + shop.daemon().host());
  EXPECT_TRUE(refused.wait_for_text("T002 is in use")) << refused.screen();
  EXPECT_EQ(silent.state(), "connected-tn3270e");
}

}  // namespace
}  // namespace e2e
