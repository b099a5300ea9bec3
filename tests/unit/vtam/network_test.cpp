#include "vtam/network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/verify.h"
#include "tests/unit/vtam/fake_programs.h"
#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::add_fakes;
using test::appl;
using test::book;
using test::lu_name;
using test::mode;
using test::node;
using test::printer;
using test::row;
using test::Shop;
using test::terminal;
using testing::ElementsAre;
using testing::HasSubstr;

Shop shop(std::vector<config::LuSettings> lus) {
  Shop made(std::move(lus));
  add_fakes(made.catalog);
  return made;
}

config::StartList start_list(const char* name) {
  return {.nodes = {node(name)}, .name = "ATCCON00", .at = {}};
}

std::vector<std::string> names(const Network& network) {
  std::vector<std::string> all;
  for (const Application& application : network.applications()) {
    all.push_back(application.name.text());
  }
  return all;
}

TEST(Network, ImpliesEveryRowWithoutABook) {
  Shop made = shop({terminal("T001"), terminal("T002", "PAYROLL")});
  made.application("DEMO", "demo", "A DEMO");
  made.config.servers[0].menu = {{appl("DBDCCICS"), "CICS/TS", {}}};
  const auto network = made.network();
  EXPECT_THAT(names(*network),
              ElementsAre("DEMO", "DBDCCICS", "PAYROLL", "BSTTUSST", "T001", "T002"));
  for (const Application& application : network->applications()) {
    EXPECT_TRUE(application.implied);
    EXPECT_EQ(application.row, nullptr);
  }
  EXPECT_TRUE(network->find(appl("DEMO"))->pass);
  EXPECT_TRUE(network->find(appl("DEMO"))->acquire);
  EXPECT_TRUE(network->find(appl("BSTTUSST"))->pass);
  EXPECT_FALSE(network->find(appl("DBDCCICS"))->pass);
  EXPECT_EQ(network->find(appl("DBDCCICS"))->description, "CICS/TS");
  EXPECT_EQ(network->find(appl("T001"))->lu, lu_name("T001"));
  EXPECT_TRUE(network->find(appl("T001"))->acquire);
  EXPECT_EQ(network->find(appl("NOSUCH")), nullptr);
  EXPECT_EQ(network->row(lu_name("T001")), nullptr);
  EXPECT_FALSE(network->menu_fault());
}

TEST(Network, OpensTheAcbOfEveryTypeThatTheCatalogHas) {
  Shop made = shop({terminal("T001")});
  made.application("DEMO", "demo");
  made.application("CICSTS", "host");
  made.application("LATER", "");
  test::add_fake(made.catalog, "printer-sharing");
  made.config.servers[0].menu = {{appl("BSTTVNET"), "PRINTER SHARING APPLICATION", {}}};
  const auto network = made.network();
  const auto state = [&](const char* name) { return network->find(appl(name))->state; };
  const auto why = [&](const char* name) {
    return network->unavailable(*network->find(appl(name))).why;
  };
  EXPECT_EQ(state("DEMO"), LuState::Activ);
  EXPECT_NE(network->find(appl("DEMO"))->factory, nullptr);
  EXPECT_EQ(why("DEMO"), "");
  EXPECT_EQ(state("CICSTS"), LuState::Inact);
  EXPECT_THAT(why("CICSTS"), HasSubstr("not served yet (type host)"));
  EXPECT_EQ(state("LATER"), LuState::Conct);
  EXPECT_THAT(why("LATER"), HasSubstr("has not been started"));
  EXPECT_EQ(state("BSTTVNET"), LuState::Activ) << "without a type of its own, too";
  EXPECT_EQ(state("BSTTUSST"), LuState::Activ);
  EXPECT_EQ(state("T001"), LuState::Conct);
  EXPECT_THAT(why("T001"), HasSubstr("is a LU"));
}

TEST(Network, TakesAuthAndDefaultsFromTheBook) {
  Shop made = shop({terminal("T001")});
  made.config.nodes.push_back(book());
  made.application("DEMO", "demo");
  made.application("BSTTVNET", "demo");
  const auto network = made.network();
  EXPECT_THAT(names(*network), ElementsAre("BSTTVNET", "BSTTUSST", "T001", "T002", "DEMO"));
  const Application& sharing = *network->find(appl("BSTTVNET"));
  EXPECT_FALSE(sharing.implied);
  EXPECT_EQ(sharing.node, "VNETAPPL");
  EXPECT_FALSE(sharing.pass);  // the book says so, whatever JSON applications have by default
  EXPECT_EQ(sharing.state, LuState::Activ);
  EXPECT_TRUE(network->find(appl("DEMO"))->implied);
  EXPECT_EQ(network->row(lu_name("T001"))->dlogmod, mode("SP3272QN"));
  EXPECT_FALSE(network->menu_fault());
}

TEST(Network, FindsARowByItsAcbNameToo) {
  Shop made = shop({terminal("T001")});
  config::MajorNode one{.name = node("NODE1"), .rows = {row("CICSPROD"), row("LABEL1")}, .at = {}};
  one.rows[0].acb_name = appl("DBDCCICS");
  one.rows[1].acb_name = appl("T001");
  made.config.nodes.push_back(one);
  made.application("DBDCCICS", "demo", "CICS");
  const auto network = made.network();
  EXPECT_EQ(network->find(appl("DBDCCICS")), network->find(appl("CICSPROD")));
  EXPECT_EQ(network->find(appl("CICSPROD"))->state, LuState::Activ);
  EXPECT_EQ(network->find(appl("CICSPROD"))->name, appl("CICSPROD"));
  ASSERT_NE(network->row(lu_name("T001")), nullptr);
  EXPECT_EQ(network->row(lu_name("T001"))->name, appl("LABEL1"));
}

TEST(Network, ANodeOutsideTheStartListIsNeverActivated) {
  Shop made = shop({terminal("T001"), terminal("J001")});
  made.config.nodes.push_back(book());
  made.config.start_list = start_list("VTMAPPL");
  const auto network = made.network();
  EXPECT_EQ(network->find(appl("BSTTUSST"))->state, LuState::Nevac);
  EXPECT_EQ(network->find(appl("BSTTUSST"))->factory, nullptr);
  EXPECT_EQ(network->inactive_node(lu_name("T001")), "node VNETAPPL is not in ATCCON00");
  EXPECT_EQ(network->inactive_node(lu_name("J001")), std::nullopt);  // an implied row
  EXPECT_EQ(network->menu_fault(),
            "BSTTUSST is not active: node VNETAPPL is not in ATCCON00; call the operator");
  made.config.start_list = start_list("VNETAPPL");
  EXPECT_EQ(made.network()->inactive_node(lu_name("T001")), std::nullopt);
}

TEST(Network, SaysWhatIsWrongWithTheMenusAppl) {
  Shop made = shop({terminal("T001")});
  made.config.nodes.push_back({.name = node("MYBOOK"), .rows = {row("T001")}, .at = {}});
  EXPECT_EQ(made.network()->menu_fault(),
            "BSTTUSST has no row: add BSTTUSST APPL AUTH=(PASS,ACQ) to book MYBOOK");
  made.config.nodes[0].rows.push_back(row("BSTTUSST"));
  EXPECT_EQ(made.network()->menu_fault(),
            "BSTTUSST may not pass sessions: it needs AUTH=(PASS) in book MYBOOK");
  made.config.nodes[0].rows[1].pass = true;
  EXPECT_EQ(made.network()->menu_fault(), std::nullopt);
}

TEST(Network, AMenuIsWhatTheDeckListsOrEveryApplicationWithADescription) {
  Shop made = shop({terminal("T001")});
  made.application("DEMO", "demo", "A DEMO");
  made.application("HIDDEN", "demo");
  made.application("CICSTS", "host", "CICS");
  config::ServerSettings second = made.config.servers[0];
  second.lus.clear();
  second.title = "SECOND";
  second.menu = {{appl("HIDDEN"), "NOT HIDDEN HERE", {}}};
  made.config.servers.push_back(second);
  second.menu->clear();
  made.config.servers.push_back(second);
  const auto network = made.network();
  ASSERT_EQ(network->menu(0).lines.size(), 2U);
  EXPECT_EQ(network->menu(0).title, "WELCOME");
  EXPECT_EQ(network->menu(0).lines[0].application, appl("DEMO"));
  EXPECT_EQ(network->menu(0).lines[1].description, "CICS");
  ASSERT_EQ(network->menu(1).lines.size(), 1U);
  EXPECT_EQ(network->menu(1).title, "SECOND");
  EXPECT_EQ(network->menu(1).lines[0].description, "NOT HIDDEN HERE");
  EXPECT_TRUE(network->menu(2).lines.empty());
}

TEST(Network, AMenuLineWithoutADescriptionHasThatOfItsApplication) {
  Shop made = shop({terminal("T001")});
  made.application("DEMO", "demo", "A DEMO");
  made.config.servers[0].menu = {{appl("DEMO"), "", {}}, {appl("CICS"), "", {}}};
  const auto network = made.network();
  EXPECT_EQ(network->menu(0).lines[0].description, "A DEMO");
  EXPECT_EQ(network->menu(0).lines[1].description, "");
}

AcbChange opens(const char* name, AcbId acb) {
  return {appl(name), acb, std::make_shared<const ProgramFactory>([](const Logon&) {
            return std::unique_ptr<Program>();
          })};
}

NetworkPtr after(const NetworkPtr& before, const NetworkChange& change) {
  return std::make_shared<const Network>(*before, change);
}

NetworkPtr after(const NetworkPtr& before, std::vector<AcbChange> acbs) {
  NetworkChange change;
  change.acbs = std::move(acbs);
  return after(before, change);
}

Shop socket_shop() {
  Shop made = shop({terminal("T001"), terminal("T002")});
  made.application("PAYROLL", "socket");
  made.application("ORDERS", "");
  made.application("DEMO", "demo");
  return made;
}

TEST(NetworkAcbs, AreClosedUntilAProcessOpensThem) {
  const Shop made = socket_shop();
  const auto before = made.network();
  EXPECT_EQ(before->find(appl("PAYROLL"))->state, LuState::Conct);
  EXPECT_EQ(before->unavailable(*before->find(appl("PAYROLL"))).why, "has not been started");
  const auto open = after(before, {opens("PAYROLL", 1), opens("ORDERS", 2)});
  for (const char* name : {"PAYROLL", "ORDERS"}) {
    EXPECT_EQ(open->find(appl(name))->state, LuState::Activ) << name;
    EXPECT_NE(open->find(appl(name))->factory, nullptr) << name;
    EXPECT_EQ(open->unavailable(*open->find(appl(name))).why, "") << name;
  }
  EXPECT_EQ(open->find(appl("ORDERS"))->acb, 2U);
  EXPECT_EQ(before->find(appl("PAYROLL"))->state, LuState::Conct) << "a network never changes";
  const auto closed = after(open, {{appl("PAYROLL"), 1, nullptr}});
  EXPECT_EQ(closed->find(appl("PAYROLL"))->state, LuState::Conct);
  EXPECT_EQ(closed->find(appl("PAYROLL"))->factory, nullptr);
  EXPECT_EQ(closed->find(appl("PAYROLL"))->acb, 0U);
  EXPECT_EQ(closed->find(appl("ORDERS"))->state, LuState::Activ);
}

TEST(NetworkAcbs, OfLusAndOfTheServersOwnProgramsAreNotOpened) {
  const Shop made = socket_shop();
  const auto network =
      after(made.network(), {opens("T001", 1), opens("DEMO", 2), opens("NOSUCH", 3)});
  EXPECT_EQ(network->find(appl("T001"))->state, LuState::Conct);
  EXPECT_EQ(network->find(appl("T001"))->acb, 0U);
  EXPECT_EQ(network->find(appl("DEMO"))->acb, 0U);
  EXPECT_EQ(network->find(appl("NOSUCH")), nullptr);
}

TEST(NetworkAcbs, AreNotClosedByWhoeverHadThemOpenBefore) {
  const Shop made = socket_shop();
  const auto open = after(made.network(), {opens("PAYROLL", 2)});
  const auto still = after(open, {{appl("PAYROLL"), 1, nullptr}});
  EXPECT_EQ(still->find(appl("PAYROLL"))->acb, 2U);
}

TEST(NetworkAcbs, StayOpenWhileTheirRowsAreInactive) {
  const Shop made = socket_shop();
  NetworkChange inactive;
  inactive.to = Activation::Inactive;
  inactive.row = appl("PAYROLL");
  const auto varied = after(after(made.network(), {opens("PAYROLL", 1)}), inactive);
  EXPECT_EQ(varied->find(appl("PAYROLL"))->state, LuState::Inact);
  EXPECT_EQ(varied->find(appl("PAYROLL"))->factory, nullptr);
  EXPECT_EQ(varied->find(appl("PAYROLL"))->acb, 1U);
  NetworkChange active;
  active.row = appl("PAYROLL");
  const auto again = after(varied, active);
  EXPECT_EQ(again->find(appl("PAYROLL"))->state, LuState::Activ);
  EXPECT_NE(again->find(appl("PAYROLL"))->factory, nullptr);
  const auto opened = after(varied, {opens("ORDERS", 2)});
  EXPECT_EQ(opened->find(appl("PAYROLL"))->state, LuState::Inact);
}

TEST(NetworkAcbs, OfARowThatItsBookHasLostStayOpenAndGoWithTheirAcb) {
  Shop made = shop({terminal("T001")});
  made.config.nodes.push_back(book());
  made.config.nodes[0].rows.push_back(row("PAYROLL"));
  made.config.nodes[0].rows.back().pass = true;
  const auto open = after(made.network(), {opens("PAYROLL", 1)});
  NetworkChange change;
  change.node = node("VNETAPPL");
  change.book = std::make_shared<const config::MajorNode>(book());
  const auto read = after(open, change);
  ASSERT_NE(read->find(appl("PAYROLL")), nullptr);
  EXPECT_TRUE(read->find(appl("PAYROLL"))->implied);
  EXPECT_TRUE(read->find(appl("PAYROLL"))->pass);
  EXPECT_EQ(read->find(appl("PAYROLL"))->state, LuState::Activ);
  const auto closed = after(read, {{appl("PAYROLL"), 1, nullptr}});
  EXPECT_EQ(closed->find(appl("PAYROLL")), nullptr);
  EXPECT_NE(closed->find(appl("T001")), nullptr);
}

TEST(NetworkAcbs, KeepTheirProgramsAliveWithTheNetworkThatHasThem) {
  const Shop made = socket_shop();
  AcbChange opening = opens("PAYROLL", 1);
  const std::weak_ptr<const ProgramFactory> factory = opening.factory;
  auto open = after(made.network(), {std::move(opening)});
  const auto closed = after(open, {{appl("PAYROLL"), 1, nullptr}});
  EXPECT_FALSE(factory.expired());
  open.reset();
  EXPECT_TRUE(factory.expired());
}

TEST(NetworkAcbs, ShareTheRowsThatTheyDoNotConcern) {
  std::vector<config::LuSettings> lus;
  for (int number = 1000; number < 3000; ++number) {
    lus.push_back(terminal("T" + std::to_string(number)));
  }
  Shop made = shop(std::move(lus));
  made.application("PAYROLL", "socket");
  const auto before = made.network();
  const auto open = after(before, {opens("PAYROLL", 1)});
  EXPECT_EQ(open->applications().size(), before->applications().size());
  EXPECT_EQ(open->find(appl("T2999")), before->find(appl("T2999"))) << "the same row in memory";
  EXPECT_NE(open->find(appl("PAYROLL")), before->find(appl("PAYROLL")));
}

TEST(Network, NeedsTheProgramBehindTheMenu) {
  const Shop made({terminal("T001")});
  EXPECT_THROW((void)made.network(), config::BrokenInvariant);
}

}  // namespace
}  // namespace vtam
