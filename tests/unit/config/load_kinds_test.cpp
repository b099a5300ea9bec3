#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load_kind.h"
#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(FileKind, JsonMayBeginWithComments) {
  EXPECT_EQ(kind_of_file("{}"), FileKind::Json);
  EXPECT_EQ(kind_of_file("\xEF\xBB\xBF  // comment\n/* and\nmore */ {\"title\": 1}"),
            FileKind::Json);
}

TEST(FileKind, JclThatLooksLikeCommentsOfJsonIsNoJson) {
  EXPECT_EQ(kind_of_file("// JOB A\n// EXEC BSTTVNET\nID 44\n/*\n/&\n"), FileKind::Cards);
  EXPECT_EQ(kind_of_file("/* SETPARM X='1'\n// EXEC BSTTVNET\n"), FileKind::Cards);
  EXPECT_EQ(kind_of_file("[wc3270]\n"), FileKind::Cards);
}

TEST(FileKind, EmptyBinaryAndEbcdicFilesAreNamedAsSuch) {
  EXPECT_EQ(kind_of_file(""), FileKind::Empty);
  EXPECT_EQ(kind_of_file(" \r\n\x1A"), FileKind::Empty);
  EXPECT_EQ(kind_of_file(std::string("\x7F"
                                     "ELF\0\0",
                                     6)),
            FileKind::Binary);
  // ID 44, OPEN A 1 in code page 1047 with X'15' for the line end.
  EXPECT_EQ(kind_of_file("\xC9\xC4\x40\xF4\xF4\x15\xD6\xD7\xC5\xD5\x40\xC1\x40\xF1\x15"),
            FileKind::Ebcdic);
  EXPECT_EQ(kind_of_file("* Gr\xC3\xBC\xC3\x9F"
                         "e\nID 44\n"),
            FileKind::Cards);
}

TEST(LoadKinds, TheNameOfAFileDecidesNothing) {
  const Loaded loaded = TestFiles()
                            .add("deck.json", deck_with("TERMINAL T001 GENERIC"))
                            .add("settings.jcl", R"({"unknown": "warn"})")
                            .load({"deck.json", "settings.jcl"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(loaded.config->servers, SizeIs(1));
}

TEST(LoadKinds, StackDecksAreReadForNames) {
  const TestFiles files =
      TestFiles()
          .add("deck", deck_with(""))
          .add("stack",
               "// JOB BSI44\n// EXEC BSTTINET,OS390,TASKS=ANY\nID 44\nDEVICE A OSAX D10 P D12\n"
               "HOST VSEC01 9.9.9.9\nATTACH TCP/IP\n/*\n/&\n")
          .add("bare", "ID 66\nDEVICE A OSAX D20 P D22\nHOST LOCALHOST ::1\nATTACH TCP/IP\n");
  const Loaded loaded = files.load({"deck", "stack", "bare"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(loaded.config->servers, SizeIs(1));
  EXPECT_THAT(notes_of(loaded),
              Contains("stack:2:9: note: of the stack with ID 44 are used: 1 name of HOST cards"));
  EXPECT_THAT(notes_of(loaded),
              Contains("bare:1:1: note: of the stack with ID 66 are used: 1 name of HOST cards"));
}

TEST(LoadKinds, ModeTablesAreReadAloneAssembledAndCatalogued) {
  const std::string table =
      " MODEENT LOGMODE=M1,FMPROF=X'02',TSPROF=X'02',PRIPROT=X'71',           X\n"
      "               SECPROT=X'40',COMPROT=X'2000'\n MODEEND\n END\n";
  const Loaded loaded =
      TestFiles()
          .add("deck", deck_with(""))
          .add("alone.a", "TAB1 MODETAB\n" + table)
          .add("assembled", "// JOB X\n// OPTION CATAL\n PHASE TAB2,*\n// EXEC ASMA90\n" +
                                ("TAB2 MODETAB\n" + table) + "/*\n// EXEC LNKEDT\n/&\n")
          .add("catalogued", "// JOB X\n// EXEC LIBR\nACCESS S=A.B\nCATALOG TAB3.A\n MODETAB\n" +
                                 table + "/+\n/*\n/&\n")
          .load({"deck", "alone.a", "assembled", "catalogued"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
  std::string names;
  for (const ModeTable& read : loaded.config->mode_tables) {
    names += read.name.text() + " ";
    EXPECT_THAT(read.entries, SizeIs(1)) << read.name.text();
  }
  EXPECT_EQ(names, "TAB1 TAB2 TAB3 ");
}

TEST(LoadKinds, AnAssemblerStepWithoutAModeTableIsNotRun) {
  const Loaded loaded = TestFiles()
                            .add("job",
                                 "// JOB X\n// EXEC ASMA90\nPROG CSECT\n BR 14\n END\n/*\n"
                                 "/&\n")
                            .load({"job"});
  EXPECT_THAT(errors_of(loaded),
              Contains(HasSubstr("nothing in this job can be run here: its programs are ASMA90")));
}

TEST(LoadKinds, TwoModeTablesOfOneNameAreAnErrorThatNamesBoth) {
  const std::string table = "TAB MODETAB\n MODEENT LOGMODE=M1\n MODEEND\n";
  const Loaded loaded = TestFiles()
                            .add("deck", deck_with(""))
                            .add("one", table)
                            .add("two", table)
                            .load({"deck", "one", "two"});
  EXPECT_THAT(errors_of(loaded), Contains(HasSubstr("two:1:1: error: logmode table TAB was already "
                                                    "given at one:1:1; ")));
}

TEST(LoadKinds, TlsDecksAreReadWithAndWithoutJcl) {
  const std::string cards =
      "ID 44\nKEYRING A.B\nKEYFILE K\nSECTYPE TLSV1\nOPTION SERVER\nATTLS 1023 AS 992 SSL\n";
  const TestFiles files = TestFiles()
                              .add("deck", deck_with(""))
                              .add("job", "// EXEC BSTTATLS,SIZE=BSTTATLS\n" + cards + "/*\n")
                              .add("bare", cards)
                              .add("keys/K.pem", "")
                              .add("c.json", R"({"libraries": {"A.B": "keys"}})");
  for (const char* tls : {"job", "bare"}) {
    const Loaded loaded = files.load({"deck", tls, "c.json"});
    EXPECT_THAT(errors_of(loaded), IsEmpty());
    EXPECT_EQ(loaded.config->servers.at(0).listeners.size(), 2U) << tls;
  }
}

TEST(LoadKinds, AJobOfOtherProgramsIsRefusedByTheirNames) {
  const Loaded loaded = load_deck(
      "// JOB F\n// EXEC BSTTFTPS,OS390\nID 02\nATTACH SERVER-1\n/*\n// EXEC MYPROG\n/&\n");
  EXPECT_THAT(
      errors_of(loaded),
      Contains(HasSubstr("deck:2:9: error: nothing in this job can be run here: its programs "
                         "are BSTTFTPS (an FTP server), MYPROG; leave the file out")));
}

TEST(LoadKinds, OtherStepsBesideAServerAreOnlyNoted) {
  const Loaded loaded = load_deck(
      "// EXEC BSTTWAIT\n// EXEC MYPROG\n* $$ SLI MEM=NONE\n/*\n"
      "// EXEC BSTTVNET,OS390,TASKS=ANY\n" +
      deck_with("") + "/*\n// EXEC LISTLOG\n/&\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(notes_of(loaded), Contains("deck:2:9: note: step MYPROG is not run here"));
  EXPECT_THAT(notes_of(loaded),
              Contains(HasSubstr("deck:3:1: note: the include MEM=NONE was not")));
  EXPECT_THAT(notes_of(loaded), testing::Not(Contains(HasSubstr("LISTLOG"))));
}

TEST(LoadKinds, TextThatIsNothingOfOursIsRefusedWithoutBeingShown) {
  const Loaded loaded = load_deck("listen_port=990\nimplicit_ssl=YES\nsecret: hunter2\n");
  EXPECT_THAT(errors_of(loaded),
              Contains(HasSubstr("deck:1:1: error: this is neither JSON, nor a")));
  EXPECT_THAT(errors_of(loaded), testing::Not(Contains(HasSubstr("listen_port"))));
}

TEST(LoadKinds, ScriptsOfFtpClientsAndLicencesAreNamed) {
  EXPECT_THAT(
      errors_of(load_deck("open 9.9.9.9\nuserid\npassword\ncd smnt-power\nget a\nquit\n")),
      Contains(HasSubstr("these are the statements of an FTP client, which is not run here")));
  EXPECT_THAT(errors_of(load_deck("COMPANY ME\nCPUID 123456 MODEL 1\nLICENSE X Y 1 2\n")),
              Contains(HasSubstr("these are the statements of a licence key")));
}

}  // namespace
}  // namespace config
