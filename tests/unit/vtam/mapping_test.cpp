#include "vtam/mapping.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "config/client_prefix.h"
#include "tests/unit/vtam/shop.h"
#include "vtam/device_pattern.h"

namespace vtam {
namespace {

using test::device;
using test::lu_name;
using test::printer;
using test::terminal;

config::GroupName group_name(const std::string& text) {
  return config::GroupName::parse(text).value();
}
config::LuSettings of_group(config::LuSettings lu, const std::string& group) {
  lu.group = group_name(group);
  return lu;
}
config::MapRule to_group(const std::string& group) {
  config::MapRule rule;
  rule.group = group_name(group);
  return rule;
}

ClientFacts client(const std::string& address, const std::string& listener = "clear",
                   const char* type = "IBM-3278-2-E") {
  return {ClientAddress::of(config::parse_address(address).value()), listener, device(type)};
}

// Groups A to F with a terminal and a printer each; rules are added one after the other.
struct Rules {
  config::ServerSettings server;
  Mapping::HostAddresses hosts;

  Rules() {
    for (const char* name : {"A", "B", "C", "D", "E", "F"}) {
      server.lus.push_back(of_group(terminal(name + std::string("001")), name));
      server.lus.push_back(of_group(printer(name + std::string("901")), name));
    }
  }
  config::MapRule& add(const std::string& group) {
    return server.mapping.emplace_back(to_group(group));
  }
  // The group that the client is given; "-": no rule fits.
  [[nodiscard]] std::string decide(const ClientFacts& facts) const {
    const Mapping mapping(server, hosts);
    const MappedRule* found = mapping.decide(facts);
    return found == nullptr ? "-" : found->rule->group->text();
  }
};

TEST(Mapping, WithoutRulesNobodyIsMapped) {
  EXPECT_EQ(Rules().decide(client("10.1.2.3")), "-");
}

TEST(Mapping, EachCriterionFitsOrDoesNot) {
  Rules rules;
  rules.hosts["desk.example"] = {config::parse_address("10.9.9.9").value(),
                                 config::parse_address("fd00::9").value()};
  struct Case {
    const char* what;
    void (*ask)(config::MapRule&);
    ClientFacts fits;
    ClientFacts does_not;
  };
  const std::vector<Case> cases{
      {"address", [](config::MapRule& rule) { rule.client = "10.1.2.3"; }, client("10.1.2.3"),
       client("10.1.2.4")},
      {"mapped address", [](config::MapRule& rule) { rule.client = "10.1.2.3"; },
       client("::ffff:10.1.2.3"), client("::10.1.2.3")},
      {"prefix", [](config::MapRule& rule) { rule.client = "10.1.0.0/16"; }, client("10.1.255.1"),
       client("10.2.0.1")},
      {"odd prefix", [](config::MapRule& rule) { rule.client = "10.0.0.0/15"; }, client("10.1.0.1"),
       client("10.2.0.1")},
      {"everything of IPv4", [](config::MapRule& rule) { rule.client = "0.0.0.0/0"; },
       client("203.0.113.1"), client("fd00::1")},
      {"everything of IPv6", [](config::MapRule& rule) { rule.client = "::/0"; }, client("fd00::1"),
       client("203.0.113.1")},
      {"prefix of IPv6", [](config::MapRule& rule) { rule.client = "fd00::/8"; }, client("fdff::1"),
       client("fe00::1")},
      {"long prefix of IPv6", [](config::MapRule& rule) { rule.client = "fd00::10/124"; },
       client("fd00::1f"), client("fd00::20")},
      {"host", [](config::MapRule& rule) { rule.host = "desk.example"; }, client("10.9.9.9"),
       client("10.9.9.8")},
      {"host by IPv6", [](config::MapRule& rule) { rule.host = "desk.example"; }, client("fd00::9"),
       client("fd00::8")},
      {"listener", [](config::MapRule& rule) { rule.listener = "tls"; }, client("10.1.2.3", "tls"),
       client("10.1.2.3", "clear")},
      {"device", [](config::MapRule& rule) { rule.device = "IBM-3278-4"; },
       client("10.1.2.3", "clear", "IBM-3278-4-E"), client("10.1.2.3", "clear", "IBM-3278-5-E")},
      {"devices", [](config::MapRule& rule) { rule.device = "IBM-3287*"; },
       client("10.1.2.3", "clear", "IBM-3287-1"), client("10.1.2.3", "clear", "IBM-3278-2")},
      {"nothing", [](config::MapRule&) {}, client("10.1.2.3"),
       ClientFacts{}},  // replaced below: everybody fits
  };
  for (const Case& one : cases) {
    Rules single = rules;
    one.ask(single.add("A"));
    EXPECT_EQ(single.decide(one.fits), "A") << one.what;
    if (std::string(one.what) != "nothing") {
      EXPECT_EQ(single.decide(one.does_not), "-") << one.what;
    }
  }
}

TEST(Mapping, AllCriteriaOfARuleMustFit) {
  Rules rules;
  config::MapRule& rule = rules.add("A");
  rule.client = "10.1.0.0/16";
  rule.listener = "tls";
  rule.device = "IBM-3278-4";
  EXPECT_EQ(rules.decide(client("10.1.2.3", "tls", "IBM-3278-4")), "A");
  EXPECT_EQ(rules.decide(client("10.2.2.3", "tls", "IBM-3278-4")), "-");
  EXPECT_EQ(rules.decide(client("10.1.2.3", "clear", "IBM-3278-4")), "-");
  EXPECT_EQ(rules.decide(client("10.1.2.3", "tls", "IBM-3278-2")), "-");
}

// Each line beats the ones above it, wherever it stands in the file.
TEST(Mapping, TheMostExactRuleCounts) {
  Rules rules;
  rules.hosts["desk"] = {config::parse_address("10.1.2.3").value()};
  rules.add("A");
  rules.add("B").device = "IBM-3278-2";
  rules.add("C").listener = "clear";
  rules.add("D").host = "desk";
  rules.add("E").client = "10.1.0.0/16";
  rules.add("F").client = "10.1.2.0/24";
  config::MapRule& exact = rules.add("A");
  exact.client = "10.1.2.3";
  exact.specific = false;
  for (int turn = 0; turn < 2; ++turn) {
    Rules fewer = rules;
    const Mapping whole(fewer.server, fewer.hosts);
    EXPECT_FALSE(whole.decide(client("10.1.2.3"))->rule->specific);
    for (const char* next : {"F", "E", "D", "C", "B", "A"}) {
      std::erase_if(fewer.server.mapping, [&](const config::MapRule& rule) {
        return !rule.specific || rule.group->text() > next;
      });
      EXPECT_EQ(fewer.decide(client("10.1.2.3")), next);
    }
    std::reverse(rules.server.mapping.begin(), rules.server.mapping.end());
  }
}

TEST(Mapping, AmongEqualRulesTheFirstCounts) {
  Rules rules;
  rules.add("A").client = "10.1.0.0/16";
  rules.add("B").client = "10.1.0.0/16";
  EXPECT_EQ(rules.decide(client("10.1.2.3")), "A");
}

TEST(Mapping, BesideTheSameAddressARuleThatAsksMoreIsMoreExact) {
  Rules rules;
  rules.add("A").client = "10.1.0.0/16";
  config::MapRule& some = rules.add("B");
  some.client = "10.1.0.0/16";
  some.device = "IBM-3278-*";
  config::MapRule& one = rules.add("C");
  one.client = "10.1.0.0/16";
  one.device = "IBM-3278-2";
  config::MapRule& entrance = rules.add("D");
  entrance.client = "10.1.0.0/16";
  entrance.listener = "tls";
  EXPECT_EQ(rules.decide(client("10.1.2.3", "clear", "IBM-DYNAMIC")), "A");
  EXPECT_EQ(rules.decide(client("10.1.2.3", "clear", "IBM-3278-4")), "B");
  EXPECT_EQ(rules.decide(client("10.1.2.3", "clear", "IBM-3278-2")), "C");
  EXPECT_EQ(rules.decide(client("10.1.2.3", "tls", "IBM-3278-2")), "D");
}

TEST(Mapping, ALessExactRuleCountsWhereTheMoreExactOneAsksForSomethingElse) {
  Rules rules;
  config::MapRule& exact = rules.add("A");
  exact.client = "10.1.2.3";
  exact.listener = "tls";
  rules.add("B").client = "10.0.0.0/8";
  EXPECT_EQ(rules.decide(client("10.1.2.3", "clear")), "B");
}

TEST(Mapping, ARuleOfTerminalsIsNotAPrinters) {
  Rules rules;
  rules.server.lus = {of_group(terminal("T001"), "A"), of_group(printer("P001"), "B")};
  rules.add("A");
  rules.add("B");
  config::MapRule& lu = rules.add("A");
  lu.group.reset();
  lu.lu = lu_name("P001");
  lu.client = "10.1.2.3";
  EXPECT_EQ(rules.decide(client("10.1.2.4", "clear", "IBM-3278-2")), "A");
  EXPECT_EQ(rules.decide(client("10.1.2.4", "clear", "IBM-3287-1")), "B");
  EXPECT_EQ(rules.decide(client("10.1.2.3", "clear", "IBM-3278-2")), "A");
  const Mapping mapping(rules.server);
  EXPECT_EQ(mapping.decide(client("10.1.2.3", "clear", "IBM-3287-1"))->rule->lu, lu_name("P001"));
}

TEST(Mapping, AHostThatDoesNotResolveFitsNobody) {
  Rules rules;
  rules.add("A").host = "gone.example";
  EXPECT_EQ(rules.decide(client("10.1.2.3")), "-");
}

TEST(Mapping, NamesItsRulesInWords) {
  Rules rules;
  rules.add("A").client = "10.1.0.0/16";
  config::MapRule& all = rules.add("B");
  all.host = "desk";
  all.listener = "tls";
  all.device = "IBM-3278-*";
  all.application = test::appl("PAYROLL");
  all.logmode = test::mode("SP3272QN");
  all.specific = false;
  rules.hosts["desk"] = {config::parse_address("fd00::1").value()};
  config::MapRule& nothing = rules.add("C");
  nothing.group.reset();
  const Mapping mapping(rules.server, rules.hosts);
  EXPECT_EQ(mapping.decide(client("10.1.2.3"))->words, "rule 1 (client 10.1.0.0/16): group A");
  EXPECT_EQ(mapping.decide(client("fd00::1", "tls"))->words,
            "rule 2 (host desk, listener tls, device IBM-3278-*): group B, application PAYROLL, "
            "logmode SP3272QN, no names");
  EXPECT_EQ(mapping.decide(client("192.0.2.1"))->words, "rule 3 (everybody): nothing particular");
}

// The same answers as one rule after the other would give, on many rules and clients.
TEST(Mapping, DecidesAsIfItLookedAtEveryRule) {
  Rules rules;
  for (unsigned i = 0; i < 400; ++i) {
    config::MapRule& rule = rules.add(std::string(1, static_cast<char>('A' + i % 6)));
    const unsigned bits = 24 + i % 9;
    const unsigned last = i * 7 % 256 >> (32 - bits) << (32 - bits);
    rule.client =
        "10.1." + std::to_string(i % 4) + "." + std::to_string(last) + "/" + std::to_string(bits);
    rule.listener = i % 5 == 0 ? "tls" : "";
  }
  const Mapping mapping(rules.server);
  std::vector<config::ClientPrefix> prefixes;
  for (const config::MapRule& rule : rules.server.mapping) {
    prefixes.push_back(config::ClientPrefix::parse(rule.client).value());
  }
  for (unsigned i = 0; i < 1'024; i += 5) {
    const std::string address = "10.1." + std::to_string(i / 256) + "." + std::to_string(i % 256);
    const std::string listener = i % 3 == 0 ? "tls" : "clear";
    const config::MapRule* best = nullptr;
    std::pair<unsigned, bool> exactness{};
    for (std::size_t rule = 0; rule < prefixes.size(); ++rule) {
      const config::MapRule& settings = rules.server.mapping[rule];
      if (!prefixes[rule].contains(config::parse_address(address).value()) ||
          (!settings.listener.empty() && settings.listener != listener)) {
        continue;
      }
      const std::pair<unsigned, bool> here{prefixes[rule].length(), !settings.listener.empty()};
      if (best == nullptr || here > exactness) {
        best = &settings;
        exactness = here;
      }
    }
    const MappedRule* found = mapping.decide(client(address, listener));
    EXPECT_EQ(found == nullptr ? nullptr : found->rule, best) << address;
  }
}

ClientFacts certified(const std::string& subject, const std::string& address = "10.1.2.3") {
  ClientFacts facts = client(address);
  facts.certificate = subject;
  return facts;
}

TEST(Mapping, ACertificateIsMoreExactThanAnAddress) {
  Rules rules;
  rules.add("A").client = "10.1.2.3";
  rules.add("B").certificate = "CN=JOE,O=BANK";
  EXPECT_EQ(rules.decide(certified("CN=JOE,O=BANK")), "B");
  EXPECT_EQ(rules.decide(certified("CN=ANN,O=BANK")), "A");
  EXPECT_EQ(rules.decide(client("10.1.2.3")), "A");
}

TEST(Mapping, AWholeSubjectIsMoreExactThanABeginningAndALongOneThanAShort) {
  Rules rules;
  rules.add("A").certificate = "*";
  rules.add("B").certificate = "CN=J*";
  rules.add("C").certificate = "CN=JOE*";
  rules.add("D").certificate = "CN=JOE,O=BANK";
  EXPECT_EQ(rules.decide(certified("CN=ANN")), "A");
  EXPECT_EQ(rules.decide(certified("CN=JIM")), "B");
  EXPECT_EQ(rules.decide(certified("CN=JOE")), "C");
  EXPECT_EQ(rules.decide(certified("CN=JOE,O=BANK")), "D");
  EXPECT_EQ(rules.decide(client("10.1.2.3")), "-");
}

TEST(Mapping, ACertificateAndAnAddressAreBothAsked) {
  Rules rules;
  config::MapRule& both = rules.add("A");
  both.certificate = "CN=JOE";
  both.client = "10.1.0.0/16";
  rules.add("B").certificate = "CN=JOE";
  EXPECT_EQ(rules.decide(certified("CN=JOE", "10.1.9.9")), "A");
  EXPECT_EQ(rules.decide(certified("CN=JOE", "10.2.9.9")), "B");
  EXPECT_EQ(rules.decide(certified("CN=JOE", "fd00::1")), "B");
}

TEST(Mapping, TheRulesWordsNameCertificateAndUser) {
  Rules rules;
  config::MapRule& rule = rules.add("A");
  rule.certificate = "CN=JOE*";
  rule.user = "@";
  const Mapping mapping(rules.server);
  EXPECT_EQ(mapping.decide(certified("CN=JOE"))->words,
            "rule 1 (certificate CN=JOE*): group A, user @");
}

TEST(DevicePattern, MeansTheTypeWithAndWithoutItsExtension) {
  EXPECT_TRUE(device_fits("IBM-3278-2", device("IBM-3278-2")));
  EXPECT_TRUE(device_fits("IBM-3278-2", device("IBM-3278-2-E")));
  EXPECT_TRUE(device_fits("ibm-3278-2", device("IBM-3278-2-E")));
  EXPECT_TRUE(device_fits("IBM-3278-2-E", device("IBM-3278-2-E")));
  EXPECT_FALSE(device_fits("IBM-3278-2-E", device("IBM-3278-2")));
  EXPECT_FALSE(device_fits("IBM-3278-2", device("IBM-3278-3")));
  EXPECT_TRUE(device_fits("IBM-3278-*", device("IBM-3278-5")));
  EXPECT_TRUE(device_fits("*", device("IBM-DYNAMIC")));
  EXPECT_FALSE(device_fits("IBM-3279-*", device("IBM-3278-5")));
  EXPECT_FALSE(device_fits("IBM-3278-2-EXTENDED*", device("IBM-3278-2-E")));
  EXPECT_FALSE(device_fits("", device("IBM-3278-2")));
}

}  // namespace
}  // namespace vtam
