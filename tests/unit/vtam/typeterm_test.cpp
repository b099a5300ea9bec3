#include "vtam/typeterm.h"

#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::mode;
using test::terminal;

constexpr auto kDfhterm = config::Autoinstall::Dfhterm;
constexpr auto kVsespg = config::Autoinstall::Vsespg;

TypetermChoice choice(const char* logmode, const config::Config& config,
                      const config::LuSettings& lu = terminal("T001")) {
  const ModeTables tables(config.mode_tables);
  return choose_typeterm(lu, config, *tables.find(mode(logmode), ModeTables::iesinclm()));
}

config::Config autoinstalled(config::Autoinstall autoinstall) {
  config::Config config;
  config.autoinstall = autoinstall;
  return config;
}

TEST(Typeterm, OfTheLuComesFirst) {
  config::Config config = autoinstalled(kVsespg);
  config.typeterms.push_back({.typeterm = "ROWTERM", .logmode = mode("SP3272QN")});
  config::LuSettings lu = terminal("T001");
  lu.typeterm = "MYTERM";
  EXPECT_EQ(choice("SP3272QN", config, lu).typeterm, "MYTERM");
  EXPECT_EQ(choice("SP3272QN", config, lu).rule, "typeterm of T001");
}

TEST(Typeterm, ThenTheFirstRowOfTheSettings) {
  config::Config config = autoinstalled(kVsespg);
  config.typeterms.push_back({.typeterm = "OTHER", .logmode = mode("SP3273QN")});
  config.typeterms.push_back({.typeterm = "ROWTERM", .logmode = mode("SP3272QN")});
  config.typeterms.push_back({.typeterm = "LATE", .logmode = mode("SP3272QN")});
  EXPECT_EQ(choice("SP3272QN", config).typeterm, "ROWTERM");
  EXPECT_EQ(choice("SP3272QN", config).rule, "typeterms: SP3272QN -> ROWTERM");
  EXPECT_EQ(choice("SP3274QN", config).rule, "VSESPG: SP3274QN -> VSE3278Q");
}

struct Row {
  const char* logmode;
  const char* dfhterm;
  const char* vsespg;
};

TEST(Typeterm, ElseTheAutoinstallTableDecidesByLogmode) {
  for (const Row& row : {
           Row{"SP3272QN", "DFH3270", "VSE3278Q"},
           Row{"SP3275QN", "DFH3270", "VSE3278Q"},
           Row{"NSX32704", "DFH3270", "VSE3278Q"},
           Row{"D4C32782", "DFHLU2M2", "DFHLU2M2"},
           Row{"D4C32783", "DFHLU2M3", "DFHLU2M3"},
           Row{"D4C32784", "DFHLU2M4", "DFHLU2M4"},
           Row{"D4C32785", "DFHLU2M5", "DFHLU2M5"},
           Row{"SNX32702", "DFHLU2E2", "DFHLU2E2"},
           Row{"SNX32703", "DFHLU2E3", "DFHLU2E3"},
           Row{"SNX32704", "DFHLU2E4", "DFHLU2E4"},
           Row{"D4C32XX5", "DFHLU2E5", "DFHLU2E5"},
           Row{"D4C32XX3", "DFHLU2E2", "DFHLU2E2"},
           Row{"SPDSCPRT", "VSEDSCP", "VSEDSCP"},
           Row{"SPSCSPRT", "VSESCSPA", "VSESCSPA"},
           Row{"DSC4K", "DFHLU3", "DFHLU3"},
           Row{"SCS", "DFHSCSP", "DFHSCSP"},
       }) {
    EXPECT_EQ(choice(row.logmode, autoinstalled(kDfhterm)).typeterm, row.dfhterm) << row.logmode;
    EXPECT_EQ(choice(row.logmode, autoinstalled(kVsespg)).typeterm, row.vsespg) << row.logmode;
  }
  EXPECT_EQ(choice("SP3272QN", autoinstalled(kDfhterm)).rule, "DFHTERM: SP3272QN -> DFH3270");
}

TEST(Typeterm, ASizeThatNoModelHasIsTheOneFor24x80) {
  config::Config config = autoinstalled(kDfhterm);
  config::ModeEntry wide{.name = mode("WIDE")};
  wide.pservic = {0x02, 0x80, 0, 0, 0, 0, 24, 80, 62, 160, 0x7F, 0};
  config.mode_tables.push_back({.name = test::table("IESINCLM"), .entries = {wide}});
  EXPECT_EQ(choice("WIDE", config).typeterm, "DFHLU2E2");
}

TEST(TypetermFacts, SayWhatTheModelsManualSays) {
  const TypetermFacts* plain = typeterm_facts("DFH3270");
  ASSERT_NE(plain, nullptr);
  EXPECT_FALSE(plain->query);
  const TypetermFacts* asks = typeterm_facts("VSE3278Q");
  ASSERT_NE(asks, nullptr);
  EXPECT_TRUE(asks->query);
  ASSERT_NE(typeterm_facts("VSEDSCP"), nullptr);
  EXPECT_EQ(typeterm_facts("VSEDSCP")->device, TypetermDevice::Lu3Printer);
  ASSERT_NE(typeterm_facts("VSESCSPA"), nullptr);
  EXPECT_EQ(typeterm_facts("VSESCSPA")->device, TypetermDevice::ScsPrinter);
  EXPECT_EQ(typeterm_facts("MYTERM"), nullptr);
}

TEST(TypetermFacts, FollowTheNames) {
  const TypetermFacts* model4 = typeterm_facts("DFHLU2E4");
  ASSERT_NE(model4, nullptr);
  EXPECT_EQ(model4->screen.alternate, (tn3270::ScreenSize{43, 80}));
  EXPECT_EQ(model4->screen.primary, (tn3270::ScreenSize{24, 80}));
  EXPECT_TRUE(model4->extended && model4->colour && model4->highlight);
  EXPECT_FALSE(model4->query);
  const TypetermFacts* mono = typeterm_facts("DFHLU0M5");
  ASSERT_NE(mono, nullptr);
  EXPECT_EQ(mono->lu_type, 0);
  EXPECT_EQ(mono->screen.alternate, (tn3270::ScreenSize{27, 132}));
  EXPECT_FALSE(mono->extended || mono->colour || mono->highlight);
}

TEST(TypetermFacts, AreThereForEveryTypetermThatAutoinstallChooses) {
  const ModeTables tables;
  for (const config::TableName table : tables.names()) {
    for (const LogMode* entry : tables.entries(table)) {
      for (const auto autoinstall : {kDfhterm, kVsespg}) {
        const auto chosen = choice(entry->name.text().c_str(), autoinstalled(autoinstall));
        const TypetermFacts* facts = typeterm_facts(chosen.typeterm);
        ASSERT_NE(facts, nullptr) << chosen.rule;
        EXPECT_EQ(facts->lu_type, entry->pservic[0]) << chosen.rule;
      }
    }
  }
}

}  // namespace
}  // namespace vtam
