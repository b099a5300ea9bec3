#include "vtam/logmode_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::book;
using test::mode;
using test::printer;
using test::Shop;
using test::table;
using test::terminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<config::Problem> problems(const config::Config& config) {
  config::Problems found;
  check_logmodes(config, found);
  EXPECT_FALSE(found.has_errors());
  return found.all();
}

std::vector<std::string> texts(const config::Config& config) {
  std::vector<std::string> texts;
  for (const config::Problem& one : problems(config)) {
    texts.push_back(one.text);
  }
  return texts;
}

config::LuSettings with_mode(const char* name, const char* logmode) {
  config::LuSettings lu = terminal(name);
  lu.logmode = mode(logmode);
  return lu;
}

TEST(LogmodeCheck, HasNothingToSayAboutTheModelsOwnBook) {
  Shop shop({terminal("T001"), terminal("T002"), with_mode("J001", "SP3272QN")});
  shop.config.nodes.push_back(book());
  EXPECT_THAT(problems(shop.config), SizeIs(0));
}

TEST(LogmodeCheck, SaysAnUnknownLogmodeOnceForAWholeRange) {
  const Shop shop({with_mode("T001", "XYZ"), with_mode("T002", "XYZ")});
  const auto found = problems(shop.config);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, config::Severity::Warning);
  EXPECT_EQ(found[0].text,
            "LOGMODE XYZ is not in IESINCLM or ISTINCLM: it is passed over; name one of theirs, or "
            "leave it out");
}

TEST(LogmodeCheck, NamesTheNearestOneThatThisKindOfLuCanHave) {
  const Shop shop({with_mode("T001", "SP3272QM")});
  const auto found = problems(shop.config);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].text, HasSubstr("did you mean 'SP3272QN'?"));
}

TEST(LogmodeCheck, FindsADlogmodWithoutItsTable) {
  Shop shop({terminal("T001")});
  shop.config.nodes.push_back(book());
  shop.config.nodes[0].rows[2].modetab.reset();
  shop.config.nodes[0].rows[2].dlogmod_at = {.line = 7};
  const auto found = problems(shop.config);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].text, HasSubstr("DLOGMOD SP3272QN is not in ISTINCLM:"));
  EXPECT_EQ(found[0].at.line, 7U);
}

TEST(LogmodeCheck, FindsAPrintersModeOnATerminal) {
  EXPECT_THAT(texts(Shop({with_mode("T001", "SPSCSPRT")}).config),
              ElementsAre("LOGMODE SPSCSPRT is a logmode for printers of SCS data (LU1): it is "
                          "passed over; name another, or leave it out"));
  config::LuSettings lu = printer("P001");
  lu.logmode = mode("SP3272QN");
  EXPECT_THAT(texts(Shop({lu}).config),
              ElementsAre(HasSubstr("SP3272QN is a logmode for terminals")));
}

TEST(LogmodeCheck, KnowsTheTablesOfTheSettings) {
  Shop shop({with_mode("T001", "MYMODE")});
  EXPECT_THAT(problems(shop.config), SizeIs(1));
  shop.config.mode_tables.push_back(
      {.name = table("IESINCLM"), .entries = {{.name = mode("MYMODE")}}});
  shop.config.mode_tables[0].entries[0].pservic[10] = 0x02;
  EXPECT_THAT(problems(shop.config), SizeIs(0));
}

// --- mapping rules

config::MapRule rule(const char* logmode) {
  config::MapRule rule;
  rule.logmode = mode(logmode);
  rule.at = {.line = 9};
  return rule;
}

TEST(LogmodeCheck, FindsARulesLogmodeThatNoneOfItsLusCanHave) {
  config::LuSettings grouped = terminal("G001");
  grouped.group = config::GroupName::parse("PAY").value();
  Shop shop({terminal("T001"), printer("P001"), grouped});
  auto& rules = shop.config.servers[0].mapping;
  rules = {rule("SP3272QN"), rule("SPDSCPRT"), rule("SCS"), rule("NOSUCH")};
  EXPECT_THAT(texts(shop.config),
              ElementsAre(HasSubstr("LOGMODE SCS is a logmode for printers of SCS data"),
                          HasSubstr("LOGMODE NOSUCH is not in IESINCLM or ISTINCLM")));
  EXPECT_EQ(problems(shop.config)[0].at.line, 9U);

  rules = {rule("SPDSCPRT")};
  rules[0].lu = test::lu_name("P001");
  EXPECT_THAT(problems(shop.config), SizeIs(0));
  rules[0].lu = test::lu_name("T001");
  EXPECT_THAT(problems(shop.config), SizeIs(1));
  rules[0].lu.reset();
  rules[0].group = grouped.group;
  EXPECT_THAT(problems(shop.config), SizeIs(1));
}

// --- device tables

std::vector<std::string> of_devices(std::vector<config::DeviceMode> rows) {
  Shop shop({terminal("T001"), printer("P001")});
  config::ListenerSettings listener;
  listener.device_modes = std::move(rows);
  shop.config.servers[0].listeners.push_back(std::move(listener));
  return texts(shop.config);
}

config::DeviceMode devices(const char* device, const char* tn3270, const char* tn3270e) {
  return {.device = device, .tn3270 = mode(tn3270), .tn3270e = mode(tn3270e)};
}

TEST(LogmodeCheck, JudgesADeviceTableByItsDevices) {
  EXPECT_THAT(of_devices({devices("IBM-3278-2", "NSX32702", "SNX32702"),
                          devices("IBM-3278-4", "SP3272QN", "D4C32XX3"),
                          devices("IBM-3279-*", "NSX32703", "SNX32705"),
                          devices("IBM-DYNAMIC", "SP3272QN", "SNX32705"),
                          devices("IBM-3287-1", "SPDSCPRT", "DSC4K")}),
              IsEmpty());
  EXPECT_THAT(of_devices({devices("IBM-3278-2", "SPDSCPRT", "SNX32709")}),
              ElementsAre(HasSubstr("LOGMODE SPDSCPRT is a logmode for printers of 3270 data"),
                          HasSubstr("LOGMODE SNX32709 is not in IESINCLM or ISTINCLM")));
  EXPECT_THAT(of_devices({devices("IBM-3287-1", "SCS", "D4C32782")}), SizeIs(2));
}

TEST(LogmodeCheck, FindsALogmodeThatIsLargerThanItsDevice) {
  EXPECT_THAT(of_devices({devices("IBM-3278-3", "NSX32703", "D4C32784")}),
              ElementsAre("LOGMODE D4C32784 is larger than the screen of IBM-3278-3: it is cut to "
                          "that; name one that fits"));
}

// --- mode tables

std::vector<std::string> of_entry(std::array<std::uint8_t, 12> pservic) {
  Shop shop({terminal("T001")});
  config::ModeEntry entry{.name = mode("MYMODE")};
  entry.pservic = pservic;
  shop.config.mode_tables.push_back({.name = table("MYTAB"), .entries = {entry}});
  return texts(shop.config);
}

TEST(LogmodeCheck, FindsSizesThatNoTerminalHas) {
  EXPECT_THAT(of_entry({2, 0, 0, 0, 0, 0, 24, 80, 62, 160, 0x7F, 0}), IsEmpty());
  EXPECT_THAT(of_entry({2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x03, 0}), IsEmpty());
  EXPECT_THAT(of_entry({2, 0, 0, 0, 0, 0, 24, 80, 255, 255, 0x7F, 0}),
              ElementsAre(HasSubstr("logmode MYMODE of MYTAB says 255x255, which no 3270")));
  EXPECT_THAT(of_entry({2, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0x7E, 0}), SizeIs(1));
  EXPECT_THAT(of_entry({2, 0, 0, 0, 0, 0, 24, 80, 0, 0, 0x7F, 0}),
              ElementsAre(HasSubstr("says 0x0, which stands for 24x80")));
  EXPECT_THAT(of_entry({2, 0, 0, 0, 0, 0, 24, 80, 0, 0, 0x44, 0}),
              ElementsAre(HasSubstr("size code that terminals do not know")));
}

TEST(LogmodeCheck, FindsAnEntryThatIsSaidTwice) {
  Shop shop({terminal("T001")});
  shop.config.files = {"a.book", "b.json"};
  config::ModeEntry first{.name = mode("MYMODE"), .at = {.file = 0, .line = 3, .column = 1}};
  config::ModeEntry second{.name = mode("MYMODE"), .at = {.file = 1, .line = 4, .column = 2}};
  shop.config.mode_tables = {{.name = table("MYTAB"), .entries = {first}},
                             {.name = table("OTHER"), .entries = {second}}};
  EXPECT_THAT(problems(shop.config), SizeIs(0));
  shop.config.mode_tables[1].name = table("MYTAB");
  const auto found = problems(shop.config);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].at, second.at);
  EXPECT_EQ(found[0].text,
            "logmode MYMODE of MYTAB is also said at a.book:3:1; this one counts: remove one");
}

// --- typeterms

TEST(LogmodeCheck, FindsTypetermsOfAnotherKindOfLu) {
  config::LuSettings screen = terminal("T001");
  screen.typeterm = "VSEDSCP";
  config::LuSettings paper = printer("P001");
  paper.typeterm = "VSESCSPA";
  config::LuSettings own = terminal("T002");
  own.typeterm = "MYTERM";
  EXPECT_THAT(texts(Shop({screen, paper, own}).config),
              ElementsAre("TYPETERM VSEDSCP is for printers of 3270 data (LU3), this LU is not "
                          "one; name one for terminals, or leave it out",
                          HasSubstr("TYPETERM VSESCSPA is for printers of SCS data (LU1)")));
}

TEST(LogmodeCheck, FindsTypetermRowsThatNothingUses) {
  Shop shop({terminal("T001")});
  shop.config.typeterms = {{.typeterm = "MYTERM", .logmode = mode("SP3272QN")},
                           {.typeterm = "MYTERM", .logmode = mode("SP3272QM")},
                           {.typeterm = "DFHLU3", .logmode = mode("SNX32702")}};
  EXPECT_THAT(texts(shop.config),
              ElementsAre("logmode SP3272QM of this row is in no table, so that nothing has "
                          "TYPETERM MYTERM; did you mean 'SP3272QN'?",
                          "TYPETERM DFHLU3 is for printers of 3270 data (LU3), logmode SNX32702 "
                          "for terminals; applications would format for the wrong device"));
}

}  // namespace
}  // namespace vtam
