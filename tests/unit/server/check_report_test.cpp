#include "tn3270/server/check_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "config/draft.h"
#include "tn3270/server/name_runs.h"
#include "tn3270/server/text_table.h"

namespace server {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

vtam::ProgramCatalog catalog() {
  vtam::ProgramCatalog catalog;
  const auto none = [](const vtam::Logon&) { return std::unique_ptr<vtam::Program>(); };
  catalog.add("menu", none);
  catalog.add("demo", none);
  return catalog;
}

std::string report(const config::Config& config) {
  const vtam::ProgramCatalog programs = catalog();
  const vtam::Network network(std::make_shared<const config::Config>(config), programs);
  return check_report(network, network.config());
}

config::Config read(std::string_view text) {
  config::Draft draft;
  draft.config.files = {"demo.json"};
  config::read_json(text, 0, "demo.json", draft);
  EXPECT_FALSE(draft.problems.has_errors());
  return draft.config;
}

TEST(CheckReport, PrintsPartitionsLusAndApplications) {
  EXPECT_EQ(report(read(R"({
  "title": "*** HELLO ***",
  "listeners": [{"name": "terminals", "port": 3270},
                {"name": "secure", "address": "::", "port": 3992, "tls": "immediate"}],
  "lus": [{"names": "T[001-100]", "logmode": "D4A32782"},
          {"names": "OPS", "application": "DEMO"},
          {"names": "P1", "type": "printer", "application": "BSTTVNET", "data": "scs"}],
  "applications": [{"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                   {"name": "CICS", "description": "FAR AWAY", "type": "host"}]
})")),
            R"(PARTITION demo (demo.json:1): *** HELLO ***
  LISTENER   ADDRESS    PORT  TLS        STATE   REMARK
  terminals  127.0.0.1  3270  none       SERVED
  secure     ::         3992  immediate  INACT   TLS is not served yet

LU TABLE: 102
  LU               TYPE      PARTITION  STATE  APPLICATION  LOGMODE   ROW      DEFINED AT   REMARK
  T001-T100 (100)  terminal  demo       CONCT  GENERIC      D4A32782  implied  demo.json:5
  OPS              terminal  demo       CONCT  DEMO         SP3272QN  implied  demo.json:6
  P1               printer   demo       INACT  BSTTVNET     SPSCSPRT  implied  demo.json:7  printer sessions are not served yet

APPL TABLE: 106
  APPL             TYPE             STATE  AUTH          EAS  NODE     DESCRIPTION
  DEMO             demo             ACTIV  ACQ,PASS      509  implied  DEMO APPLICATION
  CICS             host             INACT  ACQ,PASS      509  implied  FAR AWAY (type host is not served yet)
  BSTTVNET         printer-sharing  INACT  NOACQ,NOPASS  509  implied  type printer-sharing is not served yet
  BSTTUSST         menu             ACTIV  ACQ,PASS      509  implied
  T001-T100 (100)  lu               CONCT  ACQ           1    implied
  OPS              lu               CONCT  ACQ           1    implied
  P1               lu               INACT  ACQ           1    implied
)");
}

TEST(CheckReport, ABookShowsItsNodeItsDefaultsAndWhatIsNotActivated) {
  config::Config config =
      read(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1"}, {"names": "T2"}],
    "menu": ["DBDCCICS"]})");
  config.files.emplace_back("vnetappl.b");
  config::ApplRow menu{.name = *config::ApplId::parse("BSTTUSST")};
  menu.pass = true;
  config::ApplRow one{.name = *config::ApplId::parse("T1")};
  one.acquire = true;
  one.eas = 1;
  one.dlogmod = config::ModeName::parse("MYMODE");
  config::ApplRow two{.name = *config::ApplId::parse("T2")};
  config.nodes.push_back({*config::NodeName::parse("VNETAPPL"), {menu, one}, {1, 1, 1}});
  config.nodes.push_back({*config::NodeName::parse("OTHER"), {two}, {1, 9, 1}});
  config.start_list = config::StartList{{*config::NodeName::parse("VNETAPPL")}, "ATCCON00", {}};
  const std::string text = report(config);
  EXPECT_THAT(text, HasSubstr("  T1  terminal  demo       CONCT  GENERIC      MYMODE    VNETAPPL  "
                              "demo.json:1\n"));
  EXPECT_THAT(text, HasSubstr("  T2  terminal  demo       NEVAC  GENERIC      SP3272QN  OTHER     "
                              "demo.json:1  node OTHER is not in ATCCON00\n"));
  EXPECT_THAT(text, HasSubstr("  BSTTUSST  menu  ACTIV  PASS          509  VNETAPPL\n"));
  EXPECT_THAT(text, HasSubstr("  T1        lu    CONCT  ACQ           1    VNETAPPL\n"));
  EXPECT_THAT(text, HasSubstr("  T2        lu    NEVAC  NOACQ,NOPASS  509  OTHER\n"));
  EXPECT_THAT(text, HasSubstr("  DBDCCICS  -     CONCT  "));
}

TEST(NameRuns, OnlyLongRunsOfAlikeConsecutiveNamesCollapse) {
  std::vector<NamedCells> rows;
  const auto add = [&rows](const std::string& name, const std::string& alike) {
    rows.push_back({name, {alike}, {"own"}});
  };
  for (int i = 100; i < 151; ++i) {
    add("T" + std::to_string(i), "x");
  }
  add("T151", "y");
  for (int i = 153; i < 203; ++i) {
    add("T" + std::to_string(i), "y");
  }
  const auto shown = collapse(rows);
  ASSERT_EQ(shown.size(), 1U + 1U + 50U);
  EXPECT_THAT(shown[0], ElementsAre("T100-T150 (51)", "x", "own"));
  EXPECT_THAT(shown[1], ElementsAre("T151", "y", "own"));
  EXPECT_THAT(shown[2], ElementsAre("T153", "y", "own"));
}

TEST(NameRuns, ANumberThatLeavesItsWidthEndsARun) {
  std::vector<NamedCells> rows;
  for (int i = 40; i < 140; ++i) {
    rows.push_back({"T" + std::to_string(i), {}, {}});
  }
  EXPECT_THAT(collapse(rows).front(), ElementsAre("T40-T99 (60)"));
  EXPECT_EQ(collapse(rows).size(), 41U);
}

TEST(TextTable, AlignsCharactersNotBytesAndLeavesNoBlanksAtTheEnd) {
  TextTable table({"A", "B", "C"});
  table.add({"ä", "", "x"});
  table.add({"longer", "b", ""});
  EXPECT_EQ(table.text(),
            "  A       B  C\n"
            "  ä       -  x\n"
            "  longer  b\n");
}

}  // namespace
}  // namespace server
