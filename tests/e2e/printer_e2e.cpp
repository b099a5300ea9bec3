#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/e2e/daemon.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/relay.h"
#include "tests/e2e/s3270.h"

// Real pr3287 clients print the demo's test page. A Printer has a page only when its job has ended,
// so each page is a PRINT-EOJ too (in classic, an AO).
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLus = R"(
  {"names": "T001", "printer": "PA01"},
  {"names": "PA01", "type": "printer", "application": "DEMO"},
  {"names": "PDSC", "type": "printer", "application": "DEMO"},
  {"names": "PSCS", "type": "printer", "application": "DEMO", "data": "scs"},
  {"names": "PDE", "type": "printer", "application": "DEMO", "data": "scs", "code_page": "273"},
  {"names": "PSHUT", "type": "printer", "application": "SHUT"})";
constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

const std::string kTens =
    "         1         2         3         4         5         6         7         8         9"
    "         0         1         2         3";
const std::string kUnits =
    "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234"
    "56789012345678901234567890123456789012";

// From the ruler on; what is above tells of the session.
const std::vector<std::string> kRest{kTens,
                                     kUnits,
                                     "",
                                     "    0 1 2 3 4 5 6 7 8 9 A B C D E F",
                                     "4-    \u00A0 â ä à á ã å ç ñ ¢ . < ( + |",
                                     "5-  & é ê ë è í î ï ì ß ! $ * ) ; ¬",
                                     "6-  - / Â Ä À Á Ã Å Ç Ñ ¦ , % _ > ?",
                                     "7-  ø É Ê Ë È Í Î Ï Ì ` : # @ ' = \"",
                                     "8-  Ø a b c d e f g h i « » ð ý þ ±",
                                     "9-  ° j k l m n o p q r ª º æ ¸ Æ ¤",
                                     "A-  µ ~ s t u v w x y z ¡ ¿ Ð Ý Þ ®",
                                     "B-  ^ £ ¥ · © § ¶ ¼ ½ ¾ [ ] ¯ ¨ ´ ×",
                                     "C-  { A B C D E F G H I \u00AD ô ö ò ó õ",
                                     "D-  } J K L M N O P Q R ¹ û ü ù ú ÿ",
                                     "E-  \\ ÷ S T U V W X Y Z ² Ô Ö Ò Ó Õ",
                                     "F-  0 1 2 3 4 5 6 7 8 9 ³ Û Ü Ù Ú"};

class Printers : public testing::Test {
 protected:
  static void complete(const std::vector<std::string>& page, const std::string& lu) {
    ASSERT_GT(page.size(), kRest.size());
    EXPECT_EQ(page.front(), "tn3270d  Test page of a printer");
    EXPECT_EQ(page.at(2), "Logical unit  " + lu + "   Application  DEMO");
    EXPECT_THAT(std::vector<std::string>(page.end() - static_cast<std::ptrdiff_t>(kRest.size()),
                                         page.end()),
                ElementsAreArray(kRest));
  }
  Daemon daemon_{json_of(kLus, kDemo)};
};

TEST_F(Printers, AScsPageIsComplete) {
  Printer printer("PSCS@" + daemon_.host());
  const auto page = printer.page();
  complete(page, "PSCS");
  EXPECT_THAT(page, Contains(HasSubstr("SPSCSPRT")));
  EXPECT_TRUE(printer.process().running()) << "the session stays";
}

TEST_F(Printers, ADscPageIsComplete) {
  Printer printer("PDSC@" + daemon_.host());
  const auto page = printer.page();
  complete(page, "PDSC");
  EXPECT_THAT(page, Contains(HasSubstr("SPDSCPRT")));
}

TEST_F(Printers, AListIsTriedInItsOrder) {
  Printer printer("NOSUCH,T001,PSCS@" + daemon_.host());
  complete(printer.page(), "PSCS");
}

TEST_F(Printers, AnAssociatedPrinterPrintsAsTheTerminalsPartner) {
  S3270 terminal("T001@" + daemon_.host());
  ASSERT_TRUE(terminal.wait_for_field());
  Printer printer(daemon_.host(), {"-assoc", "T001"});
  complete(printer.page(), "PA01");
  EXPECT_EQ(terminal.state(), "connected-tn3270e");
}

// RFC 1646: pr3287 prints 3270 data only, and is refused by numbered lines.
TEST_F(Printers, AClassicPrinter) {
  const Relay relay(daemon_.port(), Relay::Shows::ClassicOnly);
  Printer printer("PDSC@" + relay.host());
  const auto page = printer.page();
  complete(page, "PDSC");
  EXPECT_THAT(page, Contains("Functions     classic"));
}

TEST_F(Printers, AClassicPrinterThatKnowsNoScsSaysSo) {
  const Relay relay(daemon_.port(), Relay::Shows::ClassicOnly);
  Printer printer("PSCS@" + relay.host());
  EXPECT_TRUE(daemon_.log_has("is held: the printer answered record 1 of 1 with command reject"));
}

TEST_F(Printers, ALuOfAClosedApplicationWaits) {
  Printer printer("PSHUT@" + daemon_.host());
  EXPECT_TRUE(daemon_.log_has("PSHUT waits without a session: SHUT has not been started"));
  EXPECT_TRUE(printer.process().running());
  EXPECT_FALSE(printer.has_printed());
  EXPECT_THAT(daemon_.ctl({"show", "PSHUT"}).output, HasSubstr("ACTIV\n"));
  EXPECT_EQ(daemon_.ctl({"kill", "PSHUT"}).status, 0);
  EXPECT_TRUE(printer.process().finish(seconds(5)).has_value()) << "KILL ends it";
}

TEST_F(Printers, AClientThatIsKilledFreesItsLu) {
  {
    Printer printer("PDSC@" + daemon_.host());
    ASSERT_FALSE(printer.page().empty());
    printer.process().signal(SIGKILL);
    EXPECT_TRUE(daemon_.log_has("PDSC 127.0.0.1 port", seconds(5)));
    EXPECT_TRUE(daemon_.log_has("ended CLNTDISC"));
  }
  EXPECT_THAT(daemon_.ctl({"show", "PDSC"}).output, HasSubstr("CONCT"));
  Printer again("PDSC@" + daemon_.host());
  complete(again.page(), "PDSC");
}

TEST_F(Printers, GermanLetters) {
  Printer printer("PDE@" + daemon_.host(), {"-codepage", "273"});
  const auto page = printer.page();
  EXPECT_THAT(page, Contains("Code page     273"));
  EXPECT_THAT(page, Contains("5-  & é ê ë è í î ï ì ~ Ü $ * ) ; ^"));
  EXPECT_THAT(page, Contains("7-  ø É Ê Ë È Í Î Ï Ì ` : # § ' = \""));
  EXPECT_THAT(page, Contains("C-  ä A B C D E F G H I \u00AD ô ¦ ò ó õ"));
}

}  // namespace
}  // namespace e2e
