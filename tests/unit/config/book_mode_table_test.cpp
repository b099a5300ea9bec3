#include "config/book/mode_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/problem.h"

namespace config::book {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  std::vector<ModeTable> tables;
  std::vector<std::string> problems;
};

Read read(const std::string& text) {
  Problems problems;
  Read result;
  result.tables = read_mode_tables({deck::cards_of(text, 0), "STEM", {0, 1, 1}}, problems);
  for (const Problem& problem : problems.all()) {
    result.problems.push_back(format(problem, {"tab"}));
  }
  return result;
}

// A card that the next one continues: something stands in column 72.
std::string continued(std::string text) {
  text.resize(71, ' ');
  return text + "X\n";
}

const std::string kProfiles = "FMPROF=X'02',TSPROF=X'02',PRIPROT=X'71'";

// One table with one entry, whose further operands begin in line 4, column 16.
Read read_entry(const std::string& operands) {
  return read("TAB MODETAB\n" + continued(" MODEENT LOGMODE=M1," + kProfiles + ",") +
              continued("               SECPROT=X'40',COMPROT=X'2000',") + "               " +
              operands + "\n MODEEND\n");
}

TEST(ModeTable, AnEntryIsReadWithAllItsBytes) {
  const Read table = read("MYTAB    MODETAB\n" +
                          continued("M1       MODEENT LOGMODE=SPSCS,FMPROF=X'03',TSPROF=X'04',") +
                          continued("               PRIPROT=X'B1',SECPROT=X'90',COMPROT=X'3080',") +
                          continued("               RUSIZES=X'87C6',SRCVPAC=X'01',SSNDPAC=X'02',") +
                          "               PSNDPAC=X'3',PSERVIC=X'010203E1000000185018507f'\n"
                          "         MODEEND\n         END\n");
  EXPECT_THAT(table.problems, IsEmpty());
  ASSERT_THAT(table.tables, SizeIs(1));
  EXPECT_EQ(table.tables[0].name.view(), "MYTAB");
  EXPECT_EQ(table.tables[0].at, (Position{0, 1, 1}));
  const ModeEntry& entry = table.tables[0].entries.at(0);
  EXPECT_EQ(entry.name.view(), "SPSCS");
  EXPECT_EQ(entry.fm_profile, 0x03);
  EXPECT_EQ(entry.ts_profile, 0x04);
  EXPECT_EQ(entry.primary, 0xB1);
  EXPECT_EQ(entry.secondary, 0x90);
  EXPECT_EQ(entry.common, 0x3080);
  EXPECT_EQ(entry.ru_sizes, 0x87C6);
  EXPECT_EQ(entry.secondary_receive_pacing, 1);
  EXPECT_EQ(entry.secondary_send_pacing, 2);
  EXPECT_EQ(entry.primary_send_pacing, 3);
  EXPECT_THAT(entry.pservic, ElementsAre(1, 2, 3, 0xE1, 0, 0, 0, 0x18, 0x50, 0x18, 0x50, 0x7F));
}

TEST(ModeTable, LogmodeNamesTheEntryAndTheLabelOnlyWithoutIt) {
  const Read table =
      read("TAB MODETAB\nLABEL MODEENT LOGMODE=REAL,COMPROT=X'2000'\nOTHER MODEENT " + kProfiles +
           "\n MODEEND\n");
  ASSERT_THAT(table.tables, SizeIs(1));
  ASSERT_THAT(table.tables[0].entries, SizeIs(2));
  EXPECT_EQ(table.tables[0].entries[0].name.view(), "REAL");
  EXPECT_EQ(table.tables[0].entries[0].at, (Position{0, 2, 23}));
  EXPECT_EQ(table.tables[0].entries[1].name.view(), "OTHER");
}

TEST(ModeTable, LowerCaseAndCommentsAreAccepted) {
  const Read table =
      read("* a comment\n.* another\n         TITLE 'ours'\n         PRINT NOGEN\ntab modetab\n" +
           continued(" modeent logmode=m1,fmprof=x'02',tsprof=x'02',priprot=x'b1',") +
           "               secprot=x'40',comprot=x'2000'\n modeend\n end\n");
  EXPECT_THAT(table.problems, IsEmpty());
  ASSERT_THAT(table.tables, SizeIs(1));
  EXPECT_EQ(table.tables[0].name.view(), "TAB");
  EXPECT_EQ(table.tables[0].entries.at(0).primary, 0xB1);
}

TEST(ModeTable, BytesThatNobodySaidAreZeroAndProfilesAreMissed) {
  const Read table = read("TAB MODETAB\n MODEENT LOGMODE=M1,FMPROF=X'03'\n MODEEND\n");
  EXPECT_THAT(table.problems,
              ElementsAre("tab:2:2: warning: this MODEENT lacks TSPROF, PRIPROT, SECPROT, COMPROT, "
                          "so VTAM puts zeros into its BIND, which no LU takes; add them"));
  const ModeEntry& entry = table.tables.at(0).entries.at(0);
  EXPECT_EQ(entry.fm_profile, 3);
  EXPECT_EQ(entry.ts_profile, 0);
  EXPECT_EQ(entry.common, 0);
}

TEST(ModeTable, KnownOperandsThatMeanNothingHereAreNotedOnce) {
  const Read table = read(
      "TAB MODETAB\n MODEENT LOGMODE=M1,COS=A,TYPE=X'01'\n MODEENT LOGMODE=M2,COS=B\n MODEEND\n");
  EXPECT_THAT(table.problems, Contains("tab:2:21: note: COS is not used here, nor where this table "
                                       "says it again"));
  EXPECT_THAT(table.problems, Contains(HasSubstr("tab:2:27: note: TYPE is not used")));
  EXPECT_THAT(table.problems, testing::Not(Contains(HasSubstr("tab:3:21"))));
}

TEST(ModeTable, SeveralTablesMayFollowEachOther) {
  const Read table = read(
      "A MODETAB\n MODEENT LOGMODE=M1\n MODEEND\n MODETAB\n MODEENT "
      "LOGMODE=M1\n MODEEND\n");
  ASSERT_THAT(table.tables, SizeIs(2));
  EXPECT_EQ(table.tables[0].name.view(), "A");
  EXPECT_EQ(table.tables[1].name.view(), "STEM") << "without a label it is called as its file";
}

struct Mistake {
  const char* operands;
  const char* problem;
};

class ModeEntryMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ModeEntryMistake, IsOneSentenceWithItsPlace) {
  EXPECT_THAT(read_entry(GetParam().operands).problems, ElementsAre(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Each, ModeEntryMistake,
    testing::Values(
        Mistake{"RUSIZE=X'87C6'",
                "tab:4:16: error: RUSIZE is not an operand of MODEENT; did you mean 'RUSIZES'?; "
                "correct it, or take it out"},
        Mistake{"RUSIZES=87C6",
                "tab:4:24: error: RUSIZES is written in hexadecimal digits between quotes; write "
                "it like RUSIZES=X'0000'"},
        Mistake{"RUSIZES=X'87G6'",
                "tab:4:24: error: '87G6' is not hexadecimal: its digits are 0-9 and A-F; write it "
                "like RUSIZES=X'0000'"},
        Mistake{"RUSIZES=X'187C6'",
                "tab:4:24: error: RUSIZES has 5 digits, but it is two bytes; write it with 4"},
        Mistake{"PSNDPAC=X'101'",
                "tab:4:24: error: PSNDPAC has 3 digits, but it is one byte; write it with 2"},
        Mistake{"PSNDPAC=X'40'",
                "tab:4:24: error: PSNDPAC is a window of more than 63 RUs, for which a BIND has no "
                "room; write X'3F' or less"},
        Mistake{"PSERVIC=X'0080'",
                "tab:4:24: error: PSERVIC has 4 digits, but it is bytes 14 to 25 of the BIND; "
                "write it with 24"},
        Mistake{"PSNDPAC=X'01',PSNDPAC=X'01'",
                "tab:4:30: error: PSNDPAC is written twice in this statement; keep one"},
        Mistake{"REMARK",
                "tab:4:16: error: 'REMARK' is not an operand: they are written KEYWORD=VALUE; "
                "remarks come after a blank"}),
    [](const auto& example) { return std::to_string(example.index); });

struct Source {
  const char* text;
  const char* problem;
};

class ModeTableMistake : public testing::TestWithParam<Source> {};

TEST_P(ModeTableMistake, IsSaidWithItsPlace) {
  EXPECT_THAT(read(GetParam().text).problems, Contains(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Each, ModeTableMistake,
    testing::Values(
        Source{"TAB MODETAB\n MODEENT FMPROF=X'02'\n MODEEND\n",
               "tab:2:2: error: this MODEENT has no name; add LOGMODE=NAME"},
        Source{"TAB MODETAB\n MODEENT LOGMODE=2BAD\n MODEEND\n",
               "tab:2:18: error: LOGMODE: '2BAD' must begin with A-Z, @, # or $"},
        Source{"TAB MODETAB\n MODEENT LOGMODE=A\n MODEENT LOGMODE=A\n MODEEND\n",
               "tab:3:18: error: logmode A is already in this table; remove one, or rename it"},
        Source{"TAB MODETAB\n MODEENT LOGMODE=A\n",
               "tab:1:1: warning: no MODEEND ends this table; put it behind its last MODEENT"},
        Source{"TAB MODETAB\n MODEEND\n",
               "tab:1:1: warning: logmode table TAB has no entries; add MODEENT statements"},
        Source{" MODEENT LOGMODE=A\n",
               "tab:1:2: error: this MODEENT belongs to no table; begin it with NAME MODETAB "
               "before this"},
        Source{"TAB MODETAB\n MODEENT LOGMODE=A\n MODEEND\n MODEEND\n",
               "tab:4:2: error: MODEEND ends no table; take it out"},
        Source{"TAB MODETAB\n MODENT LOGMODE=A\n MODEEND\n",
               "tab:2:2: error: 'MODENT' is not a statement of a logmode table; did you mean "
               "'MODEENT'?; correct it, or take it out"},
        Source{"TAB MODETAB\n MODEENT LOGMODE=A\n MODEEND\n END\nMORE MODETAB\n",
               "tab:5:1: warning: END ends the source, what follows is not read; move END behind "
               "it"},
        Source{"TABLE6789 MODETAB\n MODEENT LOGMODE=A\n MODEEND\n",
               "tab:1:1: error: the name of this logmode table: 'TABLE6789' has 9 characters: VTAM "
               "names have 1 to 8; shorten it; write it before MODETAB, in column 1"},
        Source{"* nothing\n",
               "tab:1:1: error: there is no logmode table here; it begins with NAME MODETAB"}),
    [](const auto& example) { return std::to_string(example.index); });

}  // namespace
}  // namespace config::book
