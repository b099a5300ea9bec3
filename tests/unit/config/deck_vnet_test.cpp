#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const ServerSettings& server_of(const Loaded& loaded) {
  EXPECT_THAT(loaded.config->servers, SizeIs(1));
  return loaded.config->servers.at(0);
}

TEST(VnetDeck, IsOnePartitionWithItsListenersMenuAndTerminals) {
  const Loaded loaded = load_deck(
      "// JOB BSITN44\n// OPTION SYSPARM='44'\n// EXEC BSTTVNET,SIZE=BSTTVNET,TASKS=ANY,OS390\n"
      "ID 44\nOPEN VSEC01 1023\nOPEN :: 3270\n*\nAPPLID DBDCCICS CICS/TS AND ICCF\n"
      "APPLID BSTTVNET PRINTER SHARING APPLICATION\nTITLE *** *** Welcome to   C01 *** ***\n"
      "TERMINAL T001 GENERIC\nTERMINAL T002 DBDCCICS\nATTACH TN3270E\n/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
  const ServerSettings& server = server_of(loaded);
  EXPECT_EQ(server.name, "BSITN44");
  EXPECT_TRUE(server.from_deck);
  EXPECT_EQ(server.stack, "44");
  EXPECT_EQ(server.title, "*** *** Welcome to   C01 *** ***");
  EXPECT_EQ(server.at, (Position{0, 3, 9}));
  EXPECT_EQ(server.code_page, "DN_03");

  ASSERT_THAT(server.listeners, SizeIs(2));
  EXPECT_EQ(server.listeners[0].name, "OPEN");
  EXPECT_EQ(server.listeners[0].address, "127.0.0.1");
  EXPECT_EQ(server.listeners[0].port, 1023);
  EXPECT_EQ(server.listeners[0].tls, ListenerTls::None);
  EXPECT_EQ(server.listeners[1].address, "::");
  EXPECT_EQ(server.listeners[1].at, (Position{0, 6, 6}));

  ASSERT_TRUE(server.menu.has_value());
  ASSERT_THAT(*server.menu, SizeIs(2));
  EXPECT_EQ((*server.menu)[0].application.view(), "DBDCCICS");
  EXPECT_EQ((*server.menu)[0].description, "CICS/TS AND ICCF");

  ASSERT_THAT(server.lus, SizeIs(2));
  EXPECT_EQ(server.lus[0].name.view(), "T001");
  EXPECT_EQ(server.lus[0].type, LuType::Terminal);
  EXPECT_FALSE(server.lus[0].application.has_value());
  EXPECT_EQ(server.lus[1].application, ApplId::parse("DBDCCICS"));
  EXPECT_EQ(server.lus[1].at, (Position{0, 12, 10}));
}

TEST(VnetDeck, PrinterStatementsNameTheApplicationAndWhereToDeliver) {
  const Loaded loaded = load_deck(deck_with(
      "PRINTER P001 BSTTVNET\nPRINTER P003 BSTTVNET SCS\n"
      "DIRECT DIR BSTTVNET 192.168.1.101 9101 *\nLPR LPR BSTTVNET 192.168.1.60 * * hp2505\n"
      "FTP FTP BSTTVNET 192.168.1.60 * * tstuser tstpswd\n"
      "FTPP FTPP BSTTVNET 192.168.1.60 2121 * tstuser tstpswd"));
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
  const auto& lus = server_of(loaded).lus;
  ASSERT_THAT(lus, SizeIs(7));
  EXPECT_EQ(lus[1].type, LuType::Printer);
  EXPECT_EQ(lus[1].data, PrinterData::Dsc);
  EXPECT_EQ(lus[1].delivery, nullptr);
  EXPECT_EQ(lus[2].data, PrinterData::Scs);
  for (std::size_t i = 1; i < lus.size(); ++i) {
    EXPECT_EQ(lus[i].application, ApplId::parse("BSTTVNET"));
  }
  EXPECT_EQ(lus[3].type, LuType::Direct);
  EXPECT_EQ(lus[3].delivery->host, "192.168.1.101");
  EXPECT_EQ(lus[3].delivery->port, 9101);
  EXPECT_EQ(lus[4].type, LuType::Lpr);
  EXPECT_EQ(lus[4].delivery->port, 515);
  EXPECT_EQ(lus[4].delivery->queue, "hp2505");
  EXPECT_EQ(lus[5].type, LuType::Ftp);
  EXPECT_EQ(lus[5].delivery->port, 21);
  EXPECT_EQ(lus[5].delivery->user, "tstuser");
  EXPECT_EQ(lus[5].delivery->password, "tstpswd");
  EXPECT_FALSE(lus[5].delivery->passive);
  EXPECT_EQ(lus[6].type, LuType::Ftp);
  EXPECT_EQ(lus[6].delivery->port, 2121);
  EXPECT_TRUE(lus[6].delivery->passive);
}

TEST(VnetDeck, TheStandardPortsStandForAStarAndForWhatIsLeftOut) {
  const Loaded loaded =
      load_deck(deck_with("DIRECT D1 BSTTVNET 192.168.1.101\nDIRECT D2 BSTTVNET 192.168.1.101 *"));
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_EQ(server_of(loaded).lus.at(1).delivery->port, 9100);
  EXPECT_EQ(server_of(loaded).lus.at(2).delivery->port, 9100);
}

TEST(VnetDeck, LowerCaseStatementsAndNamesAreUpperCase) {
  const Loaded loaded = load_deck(
      "id 44\nopen 127.0.0.1 1023\napplid dbdccics Cics\nterminal t001 generic\nsbcs dn_03\n"
      "attach tn3270e\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_EQ(server_of(loaded).lus.at(0).name.view(), "T001");
  EXPECT_FALSE(server_of(loaded).lus[0].application.has_value());
  EXPECT_EQ((*server_of(loaded).menu).at(0).description, "Cics");
}

TEST(VnetDeck, WithoutAJobItIsCalledLikeItsFile) {
  const Loaded loaded =
      TestFiles().add("decks/printers.jcl", deck_with("")).load({"decks/printers.jcl"});
  EXPECT_EQ(server_of(loaded).name, "printers");
}

TEST(VnetDeck, SeveralStepsAreSeveralPartitionsWithNamesOfTheirOwn) {
  const std::string step = "// EXEC BSTTVNET,OS390,TASKS=ANY\n";
  const Loaded loaded = load_deck(
      "// JOB TN\n" + step +
      "ID 44\nOPEN 127.0.0.1 1023\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n/*\n" + step +
      "ID 45\nOPEN 127.0.0.1 1024\nAPPLID A A\nTERMINAL T002 A\nATTACH TN3270E\n/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  ASSERT_THAT(loaded.config->servers, SizeIs(2));
  EXPECT_EQ(loaded.config->servers[0].name, "TN");
  EXPECT_EQ(loaded.config->servers[1].name, "TN-2");
  EXPECT_EQ(loaded.config->servers[1].stack, "45");
}

TEST(VnetDeck, SysparmStandsForAnIdThatIsMissing) {
  const Loaded loaded = load_deck(
      "// OPTION SYSPARM='10'\n// EXEC BSTTVNET,OS390,TASKS=ANY\nOPEN 127.0.0.1 1023\nAPPLID A A\n"
      "TERMINAL T001 A\nATTACH TN3270E\n/*\n");
  EXPECT_EQ(server_of(loaded).stack, "10");
  EXPECT_THAT(notes_of(loaded),
              testing::Contains("deck:2:9: note: no ID; SYSPARM='10' is taken for it"));
}

TEST(VnetDeck, AMissingOs390IsOnlyANote) {
  const Loaded loaded = load_deck("// EXEC BSTTVNET,DSPACE=3M\n" + deck_with("") + "/*\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(
      notes_of(loaded),
      testing::Contains(HasSubstr("deck:1:9: note: EXEC BSTTVNET is without OS390 and TASKS=ANY")));
}

TEST(VnetDeck, AStarForTheAddressListensOnAllOfBothFamilies) {
  EXPECT_EQ(
      server_of(load_deck("ID 44\nOPEN * 1023\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n"))
          .listeners.at(0)
          .address,
      "::");
}

TEST(VnetDeck, ThePasswordOfFtpIsInNoMessage) {
  const std::vector<std::string> cards = {
      "FTP FTP1 BSTTVNET 192.168.1.60 * * tstuser tstpswd more",
      "FTP FTP1 BSTTVNET 192.168.1.60 * tstuser tstpswd",
      "FTP FTP1 BSTTVNET 192.168.1.60 tstuser tstpswd",
      "FTPP FTP1 BSTTVNET tstuser tstpswd",
      "FTP FTP1 BSTTVNET 192.168.1.60 * * tstuser " + std::string(40, 'x') + "tstpswd",
      "FPT FTP1 BSTTVNET 192.168.1.60 * * tstuser tstpswd",
  };
  for (const std::string& card : cards) {
    const Loaded loaded = load_deck(deck_with(card));
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
      EXPECT_THAT(problems_of(loaded, severity), Each(Not(HasSubstr("tstpswd")))) << card;
    }
    EXPECT_FALSE(errors_of(loaded).empty() && warnings_of(loaded).empty()) << card;
  }
}

TEST(VnetDeck, ACodePageIsTheUsualPairOrANumber) {
  const Loaded usual = load_deck(deck_with("SBCS dn_03\n"));
  EXPECT_THAT(errors_of(usual), IsEmpty());
  EXPECT_EQ(server_of(usual).code_page, "DN_03");
  const Loaded numbered = load_deck(deck_with("SBCS 1140\n"));
  EXPECT_THAT(errors_of(numbered), IsEmpty());
  EXPECT_EQ(server_of(numbered).code_page, "1140");
  EXPECT_EQ(server_of(numbered).code_page_at, (Position{0, 5, 6}));
}

}  // namespace
}  // namespace config
