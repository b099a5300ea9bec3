#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>

#include "tests/e2e/daemon.h"
#include "tests/e2e/example_program.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/s3270.h"
#include "tests/e2e/shown_fields.h"

// The example programs of every language, as a user at a real s3270 and a real pr3287 meets them.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLus = R"(
  {"names": "T[001-009]", "type": "terminal", "logmode": "SP3272QN"},
  {"names": "P001", "type": "printer", "application": "BSTTVNET", "data": "scs"})";
constexpr const char* kApplications = R"(
  "applications": [ {"name": "SIGNON", "description": "SIGN ON", "type": "socket"},
    {"name": "ORDERS", "description": "ORDERS", "type": "socket"},
    {"name": "REPORTS", "description": "REPORTS", "type": "socket"},
    {"name": "BSTTVNET", "description": "PRINTER SHARING", "type": "printer-sharing"} ],
  "application_socket": {"path": "acb.sock"},)";

class Examples : public testing::TestWithParam<Language> {
 protected:
  std::unique_ptr<ExampleProgram> start(const std::string& name) {
    return std::make_unique<ExampleProgram>(GetParam(), name, daemon_.folder() / "acb.sock",
                                            daemon_.folder() / "orders.db");
  }
  // What is typed into the field that begins at a place.
  struct Typed {
    int row;
    int column;
    std::string text;
  };
  static bool fill(S3270& client, const std::vector<Typed>& fields) {
    for (const Typed& field : fields) {
      const std::string place =
          std::to_string(field.row - 1) + "," + std::to_string(field.column - 1);
      if (!client.action("MoveCursor(" + place + ")").ok || !client.action("EraseEOF()").ok ||
          !client.action("String(\"" + field.text + "\")").ok) {
        return false;
      }
    }
    return true;
  }
  static bool shows(S3270& client, const std::string& key, const std::string& words) {
    return client.press(key) && client.wait_for_text(words);
  }
  void log_on(S3270& client, const std::string& applid, const std::string& words) {
    ASSERT_TRUE(client.wait_for_field());
    ASSERT_TRUE(client.enter(applid));
    ASSERT_TRUE(client.wait_for_text(words)) << client.screen() << daemon_.log();
  }

  Daemon daemon_{json_of(kLus, kApplications)};
};

const std::string kRule(78, '-');

TEST_P(Examples, AUserSignsOnAndIsPassedToOrdersAndBack) {
  const auto signon = start("signon");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2"});
  log_on(client, "SIGNON", "Password");
  EXPECT_THAT(
      shown_fields(client),
      AllOf(Contains("1 2 protected blue SIGNON"), Contains("1 37 protected intense white SIGN-ON"),
            Contains("1 76 protected blue T001"), Contains("2 2 protected blue " + kRule),
            Contains("7 17 input underscore"), Contains("8 17 input hidden"),
            Contains("24 2 skip blue Enter=Sign on   PF3=End")));
  EXPECT_EQ(cursor_place(client), "7 17");

  ASSERT_TRUE(fill(client, {{7, 17, "ann"}, {8, 17, "wrong"}}));
  ASSERT_TRUE(shows(client, "Enter", "is wrong")) << client.screen();
  EXPECT_THAT(shown_fields(client),
              AllOf(Contains("7 17 input underscore ANN"), Contains("8 17 input hidden"),
                    Contains("23 2 skip intense red The user ID or the password is wrong")));
  EXPECT_EQ(cursor_place(client), "8 17") << "where it is wrong";

  ASSERT_TRUE(fill(client, {{8, 17, "orange"}}));
  ASSERT_TRUE(shows(client, "Enter", "Welcome, ANN.")) << client.screen();
  ASSERT_TRUE(fill(client, {{10, 19, "1"}}));
  ASSERT_TRUE(shows(client, "Enter", "ORDERS is not there")) << client.screen();

  const auto orders = start("orders");
  ASSERT_TRUE(fill(client, {{10, 19, "1"}}));
  ASSERT_TRUE(shows(client, "Enter", "ENTER AN ORDER")) << client.screen();
  EXPECT_THAT(shown_fields(client), Contains("1 77 protected blue ANN"));
  ASSERT_TRUE(shows(client, "PF(3)", "Welcome, ANN.")) << "passed back, and still signed on";
  ASSERT_TRUE(shows(client, "PF(3)", "ANN has signed off")) << client.screen();
}

TEST_P(Examples, AWrongOrderIsMarkedFieldByFieldAndARightOneIsStored) {
  const auto orders = start("orders");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2"});
  log_on(client, "ORDERS", "ENTER AN ORDER");
  ASSERT_TRUE(
      fill(client, {{5, 20, "c12"}, {7, 20, "bolt10"}, {9, 20, "0"}, {11, 20, "2027-02-30"}}));
  ASSERT_TRUE(shows(client, "Enter", "A customer is")) << client.screen();
  EXPECT_THAT(
      shown_fields(client),
      ElementsAre("1 2 protected blue ORDERS", "1 34 protected intense white ENTER AN ORDER",
                  "1 76 protected blue T001", "2 2 protected blue " + kRule,
                  "5 2 protected turquoise Customer . . . .", "5 20 input red reverse c12",
                  "5 26 skip", "5 33 protected blue C and four digits, such as C0007",
                  "7 2 protected turquoise Article  . . . .", "7 20 input green underscore bolt10",
                  "7 27 skip", "7 33 protected blue BOLT10, CABLE5, HAMMER, LADDER ...",
                  "9 2 protected turquoise Quantity . . . .", "9 20 input numeric red reverse 0",
                  "9 25 skip", "9 33 protected blue 1 to 9999",
                  "11 2 protected turquoise Delivery . . . .", "11 20 input red reverse 2027-02-30",
                  "11 31 skip", "11 33 protected blue a date, such as 2027-01-31",
                  "23 2 skip intense red A customer is C and four digits",
                  "24 2 skip blue Enter=Store   PF3=End   PF4=List"));
  EXPECT_EQ(cursor_place(client), "5 20");

  ASSERT_TRUE(fill(client, {{5, 20, "c0012"}}));
  ASSERT_TRUE(shows(client, "Enter", "The quantity is")) << client.screen();
  EXPECT_EQ(cursor_place(client), "9 20") << "the next that is wrong";
  EXPECT_THAT(shown_fields(client), AllOf(Contains("5 20 input green underscore c0012"),
                                          Contains("7 20 input green underscore bolt10")))
      << "what nobody touched is kept";

  ASSERT_TRUE(fill(client, {{9, 20, "12"}, {11, 20, "2027-02-28"}}));
  ASSERT_TRUE(shows(client, "Enter", "Order 1041 is stored: 12 BOLT10 for 1.44"))
      << client.screen();
  EXPECT_THAT(shown_fields(client), Contains("5 20 input green underscore"));
  const Finished row = run({"sqlite3", (daemon_.folder() / "orders.db").string(),
                            "SELECT * FROM orders WHERE number = 1041"});
  EXPECT_EQ(row.output, "1041|C0012|BOLT10|12|2027-02-28|T001\n");
}

TEST_P(Examples, TheListHasPages) {
  const auto orders = start("orders");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2"});
  log_on(client, "ORDERS", "ENTER AN ORDER");
  ASSERT_TRUE(client.action("PF(4)").ok);  // a list has no field to wait for
  ASSERT_TRUE(client.wait_for_text("1 to 17 of 40")) << client.screen();
  EXPECT_THAT(shown_fields(client),
              AllOf(Contains("4 2 protected intense white NUMBER  CUSTOMER  ARTICLE  QUANTITY     "
                             "AMOUNT  DELIVERY    ENTERED BY"),
                    Contains("5 2 protected turquoise   1001  C0001     BOLT10          1       "
                             "0.12  2027-01-04  ANN"),
                    Contains("21 2 protected turquoise   1017  C0023     BOLT10         93      "
                             "11.16  2027-02-05  ANN")));
  ASSERT_TRUE(client.action("PF(7)").ok);
  ASSERT_TRUE(client.wait_for_text("These are the first orders")) << client.screen();
  ASSERT_TRUE(client.action("PF(8)").ok);
  ASSERT_TRUE(client.wait_for_text("18 to 34 of 40")) << client.screen();
  ASSERT_TRUE(client.action("PF(8)").ok);
  ASSERT_TRUE(client.wait_for_text("35 to 40 of 40")) << client.screen();
  EXPECT_THAT(client.screen(), Not(HasSubstr("1034")));
  ASSERT_TRUE(client.action("PF(8)").ok);
  ASSERT_TRUE(client.wait_for_text("These are the last orders")) << client.screen();
  ASSERT_TRUE(client.action("PF(3)").ok);
  ASSERT_TRUE(client.wait_for_text("ENTER AN ORDER")) << client.screen();
}

TEST_P(Examples, ALargeScreenIsUsed) {
  const auto orders = start("orders");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2", "-oversize", "160x62"});
  log_on(client, "ORDERS", "ENTER AN ORDER");
  EXPECT_THAT(shown_fields(client),
              AllOf(Contains("1 74 protected intense white ENTER AN ORDER"),
                    Contains("1 156 protected blue T001"),
                    Contains("62 2 skip blue Enter=Store   PF3=End   PF4=List")));
  ASSERT_TRUE(client.action("PF(4)").ok);
  ASSERT_TRUE(client.wait_for_text("1 to 40 of 40")) << client.screen();
}

TEST_P(Examples, AReportIsPrintedOnAPrinterThatIsAcquired) {
  const auto reports = start("report");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2"});
  log_on(client, "REPORTS", "PRINT THE ORDERS");
  ASSERT_TRUE(fill(client, {{5, 20, "nosuch"}}));
  ASSERT_TRUE(shows(client, "Enter", "NOSUCH: ")) << client.screen();

  Printer printer("P001@" + daemon_.host());
  ASSERT_TRUE(daemon_.log_has("P001")) << daemon_.log();
  ASSERT_TRUE(fill(client, {{5, 20, "p001"}, {7, 20, "y"}}));
  ASSERT_TRUE(client.action("Enter()").ok);
  ASSERT_TRUE(client.wait_for_text("2 pages are printed on P001"))
      << client.screen() << daemon_.log();
  const std::vector<std::string> lines = printer.page();
  ASSERT_EQ(lines.size(), 46U) << testing::PrintToString(lines);
  EXPECT_EQ(lines.at(0), "LIST OF ORDERS                                            PAGE  1 OF  2");
  EXPECT_EQ(lines.at(2), "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY");
  EXPECT_EQ(lines.at(3), "  1001  C0001     BOLT10          1       0.12  2027-01-04  ANN");
  EXPECT_EQ(lines.at(22), "  1020  C0014     BOLT20        204      38.76  2027-02-11  BOB");
  EXPECT_EQ(lines.at(23),
            "LIST OF ORDERS                                            PAGE  2 OF  2");
  EXPECT_EQ(lines.at(45), "  1040  C0004     NAIL80        194       7.76  2027-03-23  BOB");
  EXPECT_TRUE(daemon_.log_has("P001"));
}

TEST_P(Examples, AUserReadsThatTheProgramHasDied) {
  const auto orders = start("orders");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2"});
  log_on(client, "ORDERS", "ENTER AN ORDER");
  orders->process().signal(SIGKILL);
  EXPECT_TRUE(client.wait_for_text("Welcome to the test")) << client.screen();
  EXPECT_THAT(client.screen(), HasSubstr("ORDERS")) << "and why";
  const auto again = start("orders");
  log_on(client, "ORDERS", "ENTER AN ORDER");
}

TEST_P(Examples, ClosingInOrderEndsTheSessions) {
  const auto orders = start("orders");
  S3270 client("T001@" + daemon_.host(), {"-model", "3279-2"});
  log_on(client, "ORDERS", "ENTER AN ORDER");
  orders->process().signal(SIGTERM);
  EXPECT_EQ(orders->process().finish(seconds(5)), 0);
  EXPECT_TRUE(orders->says("ORDERS is closed"));
  EXPECT_TRUE(client.wait_for_text("Welcome to the test")) << client.screen();
}

TEST_P(Examples, ASecondProgramOfTheSameNameIsToldWhoHasIt) {
  const auto orders = start("orders");
  const ExampleProgram* const first = orders.get();
  ASSERT_NE(first, nullptr);
  Process second({"python3", "-B", std::string(EXAMPLES_FOLDER) + "/python/orders.py", "--socket",
                  (daemon_.folder() / "acb.sock").string(), "--database",
                  (daemon_.folder() / "orders.db").string()});
  EXPECT_EQ(second.finish(seconds(10)), 1);
  EXPECT_THAT(second.errors(), HasSubstr("orders: ORDERS is open already"));
}

INSTANTIATE_TEST_SUITE_P(Languages, Examples,
                         testing::Values(Language::Python, Language::Node, Language::Cpp),
                         [](const auto& language) { return text(language.param); });

}  // namespace
}  // namespace e2e
