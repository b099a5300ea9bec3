#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/book/book.h"
#include "tests/unit/config/load_fixture.h"

namespace config::book {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  std::optional<MajorNode> node;
  std::vector<std::string> problems;
};

Read read(const std::string& text, const std::string& member = "") {
  Problems problems;
  Read result;
  result.node = read_book({deck::cards_of(text, 0), member, "stem", {0, 1, 1}}, problems);
  for (const Problem& problem : problems.all()) {
    result.problems.push_back(format(problem, {"book"}));
  }
  return result;
}

TEST(Book, TheModelsBookIsReadAsItIsPrinted) {
  const Read book = read(
      "VNETAPPL VBUILD TYPE=APPL\nBSTTVNET APPL\nBSTTUSST APPL AUTH=(PASS,ACQ)\n"
      "VNETTRM GROUP MODETAB=IESINCLM,DLOGMOD=SP3272QN\nT001 APPL AUTH=(ACQ),EAS=1\n");
  EXPECT_THAT(book.problems, IsEmpty());
  ASSERT_TRUE(book.node.has_value());
  EXPECT_EQ(book.node->name.view(), "VNETAPPL");
  ASSERT_THAT(book.node->rows, SizeIs(3));
  const ApplRow& vnet = book.node->rows[0];
  EXPECT_FALSE(vnet.acquire);
  EXPECT_FALSE(vnet.pass);
  EXPECT_EQ(vnet.eas, 509);
  EXPECT_FALSE(vnet.modetab.has_value());
  EXPECT_FALSE(vnet.group.has_value());
  EXPECT_TRUE(book.node->rows[1].acquire);
  EXPECT_TRUE(book.node->rows[1].pass);
  const ApplRow& terminal = book.node->rows[2];
  EXPECT_EQ(terminal.name.view(), "T001");
  EXPECT_TRUE(terminal.acquire);
  EXPECT_FALSE(terminal.pass);
  EXPECT_EQ(terminal.eas, 1);
  EXPECT_EQ(terminal.modetab, TableName::parse("IESINCLM"));
  EXPECT_EQ(terminal.dlogmod, ModeName::parse("SP3272QN"));
  EXPECT_EQ(terminal.group, GroupName::parse("VNETTRM"));
  EXPECT_EQ(terminal.at, (Position{0, 5, 1}));
}

TEST(Book, KeepsWhereModeTableAndLogmodeWereSaid) {
  const Read book = read(
      "B VBUILD TYPE=APPL\nG1 GROUP MODETAB=TAB1,DLOGMOD=M1\nA1 APPL\nA2 APPL MODETAB=TAB2\n"
      "A3 APPL DLOGMOD=M3\n");
  ASSERT_TRUE(book.node.has_value());
  ASSERT_THAT(book.node->rows, SizeIs(3));
  EXPECT_EQ(book.node->rows[0].modetab_at, (Position{0, 2, 18}));
  EXPECT_EQ(book.node->rows[0].dlogmod_at, (Position{0, 2, 31}));
  EXPECT_EQ(book.node->rows[1].modetab_at, (Position{0, 4, 17}));
  EXPECT_EQ(book.node->rows[1].dlogmod_at, (Position{0, 2, 31}));
  EXPECT_EQ(book.node->rows[2].modetab_at, (Position{0, 2, 18}));
  EXPECT_EQ(book.node->rows[2].dlogmod_at, (Position{0, 5, 17}));
}

TEST(Book, AnUnknownModeTableOfAGroupIsReportedThere) {
  const Loaded loaded =
      load_book("B VBUILD TYPE=APPL\nG1 GROUP MODETAB=MYTAB\nT001 APPL\nT002 APPL\n");
  EXPECT_THAT(errors_of(loaded), ElementsAre(HasSubstr("2:18: error: MODETAB MYTAB is not known")));
}

TEST(Book, OperandsOfAGroupSiftDownUntilTheNextGroupAndApplOverrides) {
  const Read book = read(
      "B VBUILD TYPE=APPL\nA0 APPL\nG1 GROUP AUTH=(ACQ,PASS),EAS=7,MODETAB=IESINCLM,DLOGMOD=M1\n"
      "A1 APPL\nA2 APPL AUTH=NOACQ,DLOGMOD=M2\n GROUP DLOGMOD=M3\nA3 APPL EAS=0\n");
  EXPECT_THAT(book.problems, IsEmpty());
  const auto& rows = book.node->rows;
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_FALSE(rows[0].acquire);
  EXPECT_TRUE(rows[1].acquire);
  EXPECT_TRUE(rows[1].pass);
  EXPECT_EQ(rows[1].eas, 7);
  EXPECT_EQ(rows[1].dlogmod, ModeName::parse("M1"));
  EXPECT_FALSE(rows[2].acquire);
  EXPECT_FALSE(rows[2].pass);
  EXPECT_EQ(rows[2].dlogmod, ModeName::parse("M2"));
  EXPECT_EQ(rows[2].modetab, TableName::parse("IESINCLM"));
  EXPECT_EQ(rows[3].dlogmod, ModeName::parse("M3"));
  EXPECT_FALSE(rows[3].modetab.has_value());
  EXPECT_FALSE(rows[3].acquire);
  EXPECT_EQ(rows[3].eas, 0);
  EXPECT_FALSE(rows[3].group.has_value());
}

TEST(Book, AcbnameIsHonouredOnApplAndNeverSiftsDown) {
  const Read book = read("B VBUILD TYPE=APPL\nG GROUP ACBNAME=X\nA1 APPL\nA2 APPL ACBNAME=Y\n");
  EXPECT_THAT(book.problems, ElementsAre(HasSubstr("book:2:9: warning: ACBNAME never goes")));
  EXPECT_FALSE(book.node->rows.at(0).acb_name.has_value());
  EXPECT_EQ(book.node->rows.at(1).acb_name, ApplId::parse("Y"));
}

TEST(Book, IsCalledByItsMemberElseByItsLabelElseByItsFile) {
  EXPECT_EQ(read("LABEL VBUILD TYPE=APPL\n", "MEMBER").node->name.view(), "MEMBER");
  EXPECT_EQ(read("LABEL VBUILD TYPE=APPL\n").node->name.view(), "LABEL");
  EXPECT_EQ(read("  VBUILD TYPE=APPL\n").node->name.view(), "STEM");
}

TEST(Book, LowerCaseIsAccepted) {
  const Read book = read("vnetappl vbuild type=appl\nt001 appl auth=(acq),eas=1\n");
  EXPECT_THAT(book.problems, IsEmpty());
  EXPECT_EQ(book.node->name.view(), "VNETAPPL");
  EXPECT_TRUE(book.node->rows.at(0).acquire);
}

TEST(Book, OperandsThatAreNotUsedAreNotedOnceForABook) {
  const Read book =
      read("B VBUILD TYPE=APPL\nA1 APPL PARSESS=YES\nA2 APPL PARSESS=YES,AUTH=(ACQ,SPO)\n");
  EXPECT_THAT(book.problems, ElementsAre(HasSubstr("book:2:9: note: PARSESS is not used here"),
                                         HasSubstr("book:3:31: note: AUTH=SPO is not used here")));
  EXPECT_THAT(book.node->rows, SizeIs(2));
}

struct Fault {
  const char* statement;  // line 2
  const char* message;
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.statement;
}

class BookFault : public testing::TestWithParam<Fault> {};

TEST_P(BookFault, IsOneErrorWithItsColumnAndTheRemedy) {
  const Read book = read("B VBUILD TYPE=APPL\n" + std::string(GetParam().statement) + "\n");
  EXPECT_THAT(book.problems, ElementsAre(HasSubstr(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    Appl, BookFault,
    testing::Values(
        Fault{"T00000001 APPL", "book:2:1: error: APPL: 'T00000001' has 9 characters"},
        Fault{"1T APPL", "book:2:1: error: APPL: '1T' must begin with"},
        Fault{" APPL AUTH=(ACQ)", "book:2:2: error: this APPL has no name; write it in column 1"},
        Fault{" T001 APPL", "book:2:2: error: a name begins in column 1; move 'T001' there"},
        Fault{"T001", "book:2:1: error: 'T001' has no operation"},
        Fault{"T001 APLP",
              "book:2:6: error: 'APLP' is not a statement of an APPL book; did you mean "
              "'APPL'?"},
        Fault{"T001 APPL EAS=65536",
              "book:2:15: error: '65536' is no EAS: it is a number from 0 to"},
        Fault{"T001 APPL EAS=-1", "book:2:15: error: '-1' is no EAS"},
        Fault{"T001 APPL EAS=", "book:2:15: error: '' is no EAS"},
        Fault{"T001 APPL AUTH=(ACQ,PAS)",
              "book:2:21: error: 'PAS' is not a value of AUTH; did you "
              "mean 'PASS'?"},
        Fault{"T001 APPL AUTH=(ACQ", "book:2:16: error: the list of AUTH lacks its ')'"},
        Fault{"T001 APPL MODTAB=A",
              "book:2:11: error: MODTAB is not an operand of APPL; did you mean "
              "'MODETAB'?"},
        Fault{"T001 APPL DLOGMOD=LONGER123", "book:2:19: error: DLOGMOD: 'LONGER123' has 9"},
        Fault{"T001 APPL ACBNAME=", "book:2:19: error: ACBNAME: a name is missing"},
        Fault{"T001 APPL EAS=1,EAS=2", "book:2:17: error: EAS is written twice"},
        Fault{"T001 APPL ACQ",
              "book:2:11: error: 'ACQ' is not an operand: they are written "
              "KEYWORD=VALUE"},
        Fault{"T001 APPL EAS=1,,AUTH=ACQ", "book:2:17: error: two commas with nothing between"},
        Fault{"C VBUILD TYPE=APPL", "book:2:3: error: a second VBUILD"}));

TEST(Book, OtherTypesOfMajorNodesAreRefusedOnce) {
  const Read book = read("L VBUILD TYPE=LOCAL\nT1 LU LOCADDR=2\nT2 LU LOCADDR=3\n");
  EXPECT_FALSE(book.node.has_value());
  EXPECT_THAT(book.problems,
              ElementsAre(HasSubstr("book:1:15: error: VBUILD TYPE=LOCAL is not supported")));
}

TEST(Book, MessagesOfAUssTableAreSaidInJson) {
  EXPECT_THAT(read("MYUSS USSTAB\n USSMSG MSG=10\n").problems,
              ElementsAre(HasSubstr("book:1:7: error: a USSTAB is not read; leave it out and say "
                                    "its messages by \"uss\"")));
}

TEST(Book, PrtctIsAPasswordThatSiftsDown) {
  const Read book = read(
      "B VBUILD TYPE=APPL\nG GROUP PRTCT=general\nA1 APPL\nA2 APPL PRTCT=OTHER123\n"
      " GROUP EAS=1\nA3 APPL\n");
  EXPECT_THAT(book.problems, IsEmpty());
  EXPECT_EQ(book.node->rows.at(0).password, "GENERAL");
  EXPECT_EQ(book.node->rows.at(1).password, "OTHER123");
  EXPECT_EQ(book.node->rows.at(2).password, "");
}

TEST(Book, APasswordThatIsNoneIsAnErrorThatDoesNotShowIt) {
  for (const char* operand : {"PRTCT=SECRET123", "PRTCT=", "PRTCT='SECR'", "PRTCT=(SECR)",
                              "PRTCT,SECRET", "PRTCT SECRET", "PRTC=SECRET", "PRTCT,SECRET,X"}) {
    const Read book = read(std::string("B VBUILD TYPE=APPL\nA1 APPL ") + operand + "\n");
    EXPECT_THAT(book.problems, Contains(HasSubstr("book:2:"))) << operand;
    for (const std::string& problem : book.problems) {
      EXPECT_THAT(problem, testing::Not(HasSubstr("SECR"))) << operand;
    }
  }
}

TEST(Book, WithoutVbuildItIsNoBook) {
  EXPECT_THAT(read("T001 APPL\nT00000001 APPL\n").problems,
              Contains(HasSubstr("book:1:1: error: a book begins with VBUILD")));
}

TEST(Book, ALuOfADeckThatHasNoRowIsAnErrorThatPrintsTheLine) {
  const Loaded loaded = load_book("B VBUILD TYPE=APPL\nT002 APPL AUTH=(ACQ),EAS=1\n");
  EXPECT_THAT(errors_of(loaded), Contains(testing::AllOf(HasSubstr("deck:4:10: error: "),
                                                         HasSubstr("T001 APPL AUTH=(ACQ),EAS=1"))));
}

TEST(Book, TwoOfOneNameAreAnErrorThatNamesBoth) {
  const Loaded loaded = TestFiles()
                            .add("a", "B VBUILD TYPE=APPL\nT001 APPL\n")
                            .add("b", "B VBUILD TYPE=APPL\nT002 APPL\n")
                            .load({"a", "b"});
  EXPECT_THAT(errors_of(loaded),
              Contains(HasSubstr("b:1:3: error: major node B was already given at a:1:3")));
}

}  // namespace
}  // namespace config::book
