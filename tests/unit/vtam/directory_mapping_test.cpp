#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "config/limits.h"
#include "tests/unit/vtam/fake_programs.h"
#include "tests/unit/vtam/shop.h"
#include "vtam/directory.h"

// What mapping rules, orders of groups, reservations and partners by group make of the decision
// table.
namespace vtam {
namespace {

using config::Ticks;
using test::device;
using test::lu_name;
using test::printer;
using test::terminal;
using testing::HasSubstr;

config::GroupName group_name(const std::string& text) {
  return config::GroupName::parse(text).value();
}
config::LuSettings in_group(config::LuSettings lu, const std::string& group) {
  lu.group = group_name(group);
  return lu;
}

const char* const kHere = "10.1.2.3";
const char* const kElsewhere = "10.9.9.9";

// Generic T001 and T002, S001-S003 of SALES with printers Q001-Q003 in SALESP.
struct Office {
  test::Shop shop{{terminal("T001"), terminal("T002"), in_group(terminal("S001"), "SALES"),
                   in_group(terminal("S002"), "SALES"), in_group(terminal("S003"), "SALES"),
                   in_group(printer("Q001"), "SALESP"), in_group(printer("Q002"), "SALESP"),
                   in_group(printer("Q003"), "SALESP")}};
  std::unique_ptr<Directory> directory;
  config::Instant now{std::chrono::hours(1)};
  std::uint32_t clients = 0;

  config::ServerSettings& server() { return shop.config.servers.front(); }
  config::MapRule& rule() { return server().mapping.emplace_back(); }
  config::GroupSettings& sales() {
    server().groups.push_back({.name = group_name("SALES")});
    return server().groups.back();
  }
  void open() {
    test::add_fakes(shop.catalog);
    directory = std::make_unique<Directory>(shop.network());
  }

  SessionId latest() const { return {.reactor = 0, .slot = clients, .generation = 0}; }
  LuAnswer ask(const std::string& from, const char* type, const char* name = nullptr,
               bool associate = false) {
    ++clients;
    const ClientFacts facts{ClientAddress::of(config::parse_address(from).value()), "clear",
                            device(type)};
    return directory->request(
        {0, facts, name == nullptr ? std::nullopt : std::optional(lu_name(name)), associate},
        latest(), now);
  }
  static std::string in_words(const LuAnswer& answer) {
    if (const auto* grant = std::get_if<LuGrant>(&answer)) {
      return grant->settings->name.text() + ", " + grant->rule;
    }
    return "no: " + std::get<LuRefusal>(answer).text;
  }
  std::string any(const std::string& from = kHere, const char* type = "IBM-3278-2") {
    return in_words(ask(from, type));
  }
  std::string named(const char* name, const std::string& from = kHere) {
    return in_words(ask(from, "IBM-3278-2", name));
  }
  std::string associated(const char* name, const std::string& from = kHere) {
    return in_words(ask(from, "IBM-3287-1", name, true));
  }
  void release(const char* name, SessionId who) {
    ASSERT_TRUE(directory->release(lu_name(name), who, now));
  }
};

TEST(MappedDirectory, ARulesLuIsWhatAClientGetsThatNamesNone) {
  Office office;
  config::MapRule& rule = office.rule();
  rule.client = kHere;
  rule.lu = lu_name("S002");
  office.open();
  EXPECT_EQ(office.any(), "S002, rule 1 (client 10.1.2.3): LU S002");
  EXPECT_EQ(office.any(kElsewhere), "T001, generic pool of BSITN44");
  const LuAnswer taken = office.ask(kHere, "IBM-3278-2");
  EXPECT_EQ(std::get<LuRefusal>(taken).kind, RefusalKind::InUse);
  EXPECT_TRUE(std::get<LuRefusal>(taken).holder.has_value());
  EXPECT_EQ(std::get<LuRefusal>(taken).lu, lu_name("S002"));
}

TEST(MappedDirectory, ARulesGroupIsWhatAClientGetsThatNamesNone) {
  Office office;
  config::MapRule& rule = office.rule();
  rule.client = "10.1.0.0/16";
  rule.group = group_name("SALES");
  office.open();
  EXPECT_EQ(office.any(), "S001, rule 1 (client 10.1.0.0/16): group SALES");
  EXPECT_EQ(office.any(), "S002, rule 1 (client 10.1.0.0/16): group SALES");
  EXPECT_EQ(office.named("T002"),
            "T002, named by the client, rule 1 (client 10.1.0.0/16): group SALES");
  EXPECT_EQ(office.named("SALES"), "S003, rule 1 (client 10.1.0.0/16): group SALES");
  EXPECT_EQ(office.any(), "no: all 3 LUs of group SALES are taken");
}

TEST(MappedDirectory, ARuleMayForbidNamesExceptItsOwn) {
  Office office;
  config::MapRule& one = office.rule();
  one.client = kHere;
  one.lu = lu_name("S002");
  one.specific = false;
  config::MapRule& all = office.rule();
  all.client = "10.0.0.0/8";
  all.group = group_name("SALES");
  all.specific = false;
  office.open();
  const LuAnswer other = office.ask(kHere, "IBM-3278-2", "T001");
  EXPECT_EQ(std::get<LuRefusal>(other).kind, RefusalKind::NotByName);
  EXPECT_THAT(std::get<LuRefusal>(other).text, HasSubstr("rule 1 (client 10.1.2.3)"));
  EXPECT_EQ(std::get<LuRefusal>(office.ask(kElsewhere, "IBM-3278-2", "S001")).kind,
            RefusalKind::NotByName);
  EXPECT_EQ(std::get<LuRefusal>(office.ask(kElsewhere, "IBM-3278-2", "NOWHERE")).kind,
            RefusalKind::NotByName);
  EXPECT_EQ(office.named("S002"), "S002, rule 1 (client 10.1.2.3): LU S002, no names");
  EXPECT_EQ(office.named("SALES", kElsewhere),
            "S001, rule 2 (client 10.0.0.0/8): group SALES, no names");
}

TEST(MappedDirectory, ARulesApplicationAndLogmodeComeWithTheGrant) {
  Office office;
  config::MapRule& rule = office.rule();
  rule.device = "IBM-3278-2";
  rule.application = test::appl("PAYROLL");
  rule.logmode = test::mode("SP3272QN");
  office.open();
  const LuAnswer answer = office.ask(kHere, "IBM-3278-2");
  const auto& grant = std::get<LuGrant>(answer);
  EXPECT_EQ(grant.application, test::appl("PAYROLL"));
  EXPECT_EQ(grant.logmode, test::mode("SP3272QN"));
  EXPECT_EQ(grant.rule,
            "generic pool of BSITN44, rule 1 (device IBM-3278-2): application PAYROLL, logmode "
            "SP3272QN");
  EXPECT_EQ(std::get<LuGrant>(office.ask(kHere, "IBM-3278-3")).application, std::nullopt);
}

TEST(MappedDirectory, AGroupMayGiveItsLowestFree) {
  Office office;
  office.sales().order = config::PoolOrder::Lowest;
  office.open();
  EXPECT_EQ(office.named("SALES"), "S001, group SALES");
  const SessionId first = office.latest();
  EXPECT_EQ(office.named("SALES"), "S002, group SALES");
  office.release("S001", first);
  EXPECT_EQ(office.named("SALES"), "S001, group SALES");
}

TEST(MappedDirectory, AGroupThatRunsOutIsSaidOnce) {
  Office office;
  office.sales().warn_at = 60;
  office.open();
  EXPECT_EQ(std::get<LuGrant>(office.ask(kHere, "IBM-3278-2", "SALES")).capacity_warning,
            std::nullopt);
  EXPECT_EQ(std::get<LuGrant>(office.ask(kHere, "IBM-3278-2", "S003")).capacity_warning,
            "LUs of group SALES: 2 of 3 are in use, 66%");
  EXPECT_EQ(std::get<LuGrant>(office.ask(kHere, "IBM-3278-2", "SALES")).capacity_warning,
            std::nullopt);
}

TEST(KeptLu, ComesBackToTheSameClientOnly) {
  Office office;
  office.server().sessions.keep_lu = std::chrono::seconds(60);
  office.open();
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44");
  office.release("T001", office.latest());
  EXPECT_EQ(office.directory->find(lu_name("T001"))->kept_for,
            ClientAddress::of(config::parse_address(kHere).value()));
  office.now += std::chrono::milliseconds(30'500);
  EXPECT_EQ(office.named("T001", kElsewhere),
            "no: T001 is kept for its last client, for 30 s more");
  EXPECT_EQ(office.any(kElsewhere), "T002, generic pool of BSITN44");
  EXPECT_EQ(office.any(kElsewhere), "no: all 2 generic LUs of BSITN44 are taken or kept");
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44, kept for this client");
  EXPECT_EQ(office.directory->find(lu_name("T001"))->kept_for, std::nullopt);
}

TEST(KeptLu, MayBeNamedByItsClient) {
  Office office;
  office.server().sessions.keep_lu = std::chrono::seconds(60);
  office.open();
  EXPECT_EQ(office.named("S001"), "S001, named by the client");
  office.release("S001", office.latest());
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44") << "of another pool";
  EXPECT_EQ(office.named("S001"), "S001, named by the client");
}

TEST(KeptLu, IsAnybodysWhenItsTimeIsOver) {
  Office office;
  office.server().sessions.keep_lu = std::chrono::seconds(60);
  office.open();
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44");
  office.release("T001", office.latest());
  EXPECT_EQ(office.any(kElsewhere), "T002, generic pool of BSITN44");
  office.now += std::chrono::seconds(60);
  EXPECT_EQ(office.any(kElsewhere), "T001, generic pool of BSITN44");
}

TEST(KeptLu, IsAnybodysWhenAnOperatorSaysSo) {
  Office office;
  office.server().sessions.keep_lu = std::chrono::seconds(60);
  office.open();
  EXPECT_FALSE(office.directory->end_keeping(lu_name("T001")));
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44");
  office.release("T001", office.latest());
  EXPECT_TRUE(office.directory->end_keeping(lu_name("T001")));
  EXPECT_EQ(office.named("T001", kElsewhere), "T001, named by the client");
}

TEST(KeptLu, OfManyTheOneThatWasLeftFirstComesFirst) {
  Office office;
  office.server().sessions.keep_lu = std::chrono::seconds(60);
  office.open();
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44");
  const SessionId first = office.latest();
  EXPECT_EQ(office.any(), "T002, generic pool of BSITN44");
  office.release("T002", office.latest());
  office.now += std::chrono::seconds(1);
  office.release("T001", first);
  EXPECT_EQ(office.any(), "T002, generic pool of BSITN44, kept for this client");
  EXPECT_EQ(office.any(), "T001, generic pool of BSITN44, kept for this client");
}

TEST(PartnersByGroup, TheNthTerminalHasTheNthPrinter) {
  Office office;
  office.sales().printers = group_name("SALESP");
  office.open();
  EXPECT_EQ(office.named("S002"), "S002, named by the client");
  EXPECT_EQ(office.associated("S002"), "Q002, partner of S002");
  EXPECT_EQ(office.in_words(office.ask(kHere, "IBM-3287-1", "Q001")),
            "no: Q001 is the partner printer of a terminal; ASSOCIATE with that terminal");
}

TEST(PartnersByGroup, ALusOwnPartnerWinsAndCountsAllTheSame) {
  Office office;
  office.server().lus.push_back(printer("OWN1"));
  office.server().lus[2].printer = lu_name("OWN1");
  office.sales().printers = group_name("SALESP");
  office.open();
  EXPECT_EQ(office.named("S001"), "S001, named by the client");
  EXPECT_EQ(office.named("S002"), "S002, named by the client");
  EXPECT_EQ(office.associated("S001"), "OWN1, partner of S001");
  EXPECT_EQ(office.associated("S002"), "Q002, partner of S002");
  EXPECT_EQ(office.in_words(office.ask(kHere, "IBM-3287-1", "SALESP")), "Q001, group SALESP");
}

TEST(PartnersByGroup, ATerminalWithoutACounterpartHasNone) {
  Office office;
  std::erase_if(office.server().lus,
                [](const config::LuSettings& lu) { return lu.name == lu_name("Q003"); });
  office.sales().printers = group_name("SALESP");
  office.open();
  EXPECT_EQ(office.named("S003"), "S003, named by the client");
  EXPECT_EQ(office.associated("S003"),
            "no: ASSOCIATE S003: no partner printers are defined for it");
}

TEST(DroppedPartner, IsTheOneThatCameWithTheTerminal) {
  Office office;
  office.sales().printers = group_name("SALESP");
  office.server().sessions.drop_partner = true;
  office.open();
  EXPECT_EQ(office.named("S001"), "S001, named by the client");
  const SessionId terminal = office.latest();
  EXPECT_EQ(office.directory->partner_to_drop(lu_name("S001"), terminal), std::nullopt);
  EXPECT_EQ(office.associated("S001"), "Q001, partner of S001");
  const SessionId printer = office.latest();
  EXPECT_EQ(office.directory->partner_to_drop(lu_name("S001"), terminal), printer);
  EXPECT_EQ(office.directory->partner_to_drop(lu_name("S001"), printer), std::nullopt);
  office.release("Q001", printer);
  EXPECT_EQ(office.directory->partner_to_drop(lu_name("S001"), terminal), std::nullopt);
}

TEST(DroppedPartner, IsKeptWhereTheSettingsDoNotSay) {
  Office office;
  office.sales().printers = group_name("SALESP");
  office.open();
  EXPECT_EQ(office.named("S001"), "S001, named by the client");
  const SessionId terminal = office.latest();
  EXPECT_EQ(office.associated("S001"), "Q001, partner of S001");
  EXPECT_EQ(office.directory->partner_to_drop(lu_name("S001"), terminal), std::nullopt);
}

TEST(Guessing, IsAnsweredByOneCodeWhateverIsAskedFor) {
  Office office;
  office.open();
  for (int i = 0; i < 20; ++i) {
    const std::string name = "X" + std::to_string(i);
    EXPECT_EQ(std::get<LuRefusal>(office.ask(kHere, "IBM-3278-2", name.c_str())).kind,
              RefusalKind::Unknown);
  }
  const LuAnswer last = office.ask(kHere, "IBM-3278-2", "X20");
  EXPECT_EQ(std::get<LuRefusal>(last).kind, RefusalKind::HeldBack);
  EXPECT_TRUE(std::get<LuRefusal>(last).begins);
  const LuAnswer good = office.ask(kHere, "IBM-3278-2", "T001");
  EXPECT_EQ(std::get<LuRefusal>(good).kind, RefusalKind::HeldBack);
  EXPECT_FALSE(std::get<LuRefusal>(good).begins);
  EXPECT_EQ(std::get<LuRefusal>(office.ask(kHere, "IBM-3278-2")).kind, RefusalKind::HeldBack);
  EXPECT_EQ(office.named("T001", kElsewhere), "T001, named by the client");
}

TEST(Guessing, ALuInUseCountsWhenItsHolderHasKeptIt) {
  Office office;
  office.server().throttle.refused_names = 1;
  office.open();
  EXPECT_EQ(office.named("T001", kElsewhere), "T001, named by the client");
  EXPECT_EQ(office.named("T002", kElsewhere), "T002, named by the client");
  EXPECT_EQ(office.named("T001"), "no: T001 is in use");
  EXPECT_EQ(office.named("T002"), "no: T002 is in use");
  const ClientFacts facts{ClientAddress::of(config::parse_address(kHere).value()), "clear",
                          device("IBM-3278-2")};
  EXPECT_EQ(office.directory->refused({0, facts, lu_name("T001")}, office.now), std::nullopt);
  const auto instead = office.directory->refused({0, facts, lu_name("T002")}, office.now);
  ASSERT_TRUE(instead.has_value());
  EXPECT_EQ(instead->kind, RefusalKind::HeldBack);
}

}  // namespace
}  // namespace vtam
