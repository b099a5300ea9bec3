#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// PROTOCOL 1.3 row by row: what a real client sees where it can ask so, else a scripted one.
namespace e2e {
namespace {

using testing::HasSubstr;

constexpr const char* kLus = R"(
  {"names": "T001"},
  {"names": "T002", "printer": "PA02"},
  {"names": "T004", "application": "DEMO"},
  {"names": "G[001-002]", "group": "SALES"},
  {"names": "W001", "application": "DEMO", "logmode": "SP3275QN"},
  {"names": "P001", "type": "printer", "application": "DEMO"},
  {"names": "PG01", "type": "printer", "application": "DEMO", "group": "SALES"},
  {"names": "PA02", "type": "printer", "application": "DEMO"})";
constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
constexpr const char* kDisplay = "IBM-3278-2-E";
constexpr const char* kPrinter = "IBM-3287-1";

// The codes of RFC 2355 7.1.6.
constexpr std::array kReasons{"CONN-PARTNER",  "DEVICE-IN-USE",   "INV-ASSOCIATE",
                              "INV-NAME",      "INV-DEVICE-TYPE", "TYPE-NAME-ERROR",
                              "UNKNOWN-ERROR", "UNSUPPORTED-REQ"};

enum class Asks { Connect, Associate };

class DecisionTable : public testing::Test {
 protected:
  // The name that a scripted client is granted, and holds to the end of the test, or the reason of
  // the refusal.
  std::string answer(const char* device, const std::string& name = "", Asks asks = Asks::Connect) {
    doubles::ScriptedTerminal::Manners manners;
    manners.device = device;
    if (!name.empty()) {
      manners.lus = {name};
    }
    manners.associate = asks == Asks::Associate;
    doubles::ScriptedTerminal terminal(manners);
    held_.push_back(std::make_unique<RawClient>(daemon_.port()));
    held_.back()->talk(terminal, [&] { return !terminal.rejects().empty() || terminal.ready(); });
    return terminal.rejects().empty() ? terminal.lu() : kReasons.at(terminal.rejects().front());
  }
  // What the API says of how a LU was given.
  std::string rule(const std::string& lu) {
    const std::string shown = daemon_.ctl({"show", lu}).output;
    const std::size_t at = shown.find("rule");
    if (at == std::string::npos) {
      return shown;
    }
    const std::size_t begin = shown.find_first_not_of(' ', at + 4);
    return shown.substr(begin, shown.find('\n', begin) - begin);
  }
  // pr3287 names the reason and gives up.
  std::string printer_is_refused(const std::string& lu,
                                 const std::vector<std::string>& options = {}) {
    const Finished printer = refused_printer(lu + daemon_.host(), options);
    EXPECT_EQ(printer.status, 1) << printer.errors;
    const std::string& said = printer.errors;
    const std::size_t reason = said.rfind(": ");
    return reason == std::string::npos
               ? said
               : said.substr(reason + 2, said.find_last_not_of('\n') - reason - 1);
  }
  // s3270 falls back to classic and shows our line of text.
  void terminal_is_told(const std::string& host, const std::string& text) {
    S3270 client(host);
    EXPECT_TRUE(client.wait_for_text(text)) << client.screen();
    EXPECT_EQ(client.state(), "connected-nvt");
  }
  bool refused(const std::string& reason) { return daemon_.log_has("refused " + reason); }

  Daemon daemon_{json_of(kLus, kDemo)};
  std::vector<std::unique_ptr<RawClient>> held_;
};

TEST_F(DecisionTable, ADisplayWithoutANameIsGivenAGenericLu) {
  S3270 client(daemon_.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.lu(), "T001");
  EXPECT_EQ(rule("T001"), "generic pool of TEST");
}

TEST_F(DecisionTable, AnExhaustedPoolIsUnknownError) {
  EXPECT_EQ(answer(kDisplay), "T001");
  EXPECT_EQ(answer(kDisplay), "T002");
  EXPECT_EQ(answer(kDisplay), "UNKNOWN-ERROR");
  terminal_is_told(daemon_.host(), "all 2 generic LUs of TEST are taken");
}

TEST(DecisionTableWithoutPool, ADisplayWithoutANameIsUnsupported) {
  Daemon daemon(json_of(R"({"names": "T004", "application": "DEMO"})", kDemo));
  S3270 client(daemon.host());
  EXPECT_TRUE(client.wait_for_text("TEST has no generic LU")) << client.screen();
  EXPECT_TRUE(daemon.log_has("refused UNSUPPORTED-REQ"));
  const Finished printer = refused_printer(daemon.host());
  EXPECT_EQ(printer.status, 1);
  EXPECT_THAT(printer.errors, HasSubstr("UNSUPPORTED-REQ"));
}

TEST_F(DecisionTable, ADisplayConnectsToAFreeDisplayLu) {
  S3270 client("T004@" + daemon_.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.lu(), "T004");
  EXPECT_EQ(client.query("BindPluName"), "DEMO");
  EXPECT_EQ(rule("T004"), "named by the client");
}

TEST_F(DecisionTable, ADisplayLuInUseIsDeviceInUse) {
  S3270 holder("t004@" + daemon_.host());
  ASSERT_TRUE(holder.wait_for_field());
  EXPECT_EQ(answer(kDisplay, "T004"), "DEVICE-IN-USE");
  terminal_is_told("T004@" + daemon_.host(), "T004 is in use");
  EXPECT_EQ(holder.state(), "connected-tn3270e");
}

TEST_F(DecisionTable, AListIsTriedInItsOrder) {
  S3270 holder("T004@" + daemon_.host());
  ASSERT_TRUE(holder.wait_for_field());
  S3270 client("T004,NOSUCH,P001,T002@" + daemon_.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.lu(), "T002");
  for (const char* reason : {"DEVICE-IN-USE", "INV-NAME", "TYPE-NAME-ERROR"}) {
    EXPECT_TRUE(refused(reason)) << reason;
  }
}

TEST_F(DecisionTable, APoolsNameGivesOneOfItsLus) {
  S3270 client("SALES@" + daemon_.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.lu(), "G001");
  EXPECT_EQ(rule("G001"), "group SALES");
  EXPECT_EQ(answer(kDisplay, "sales"), "G002");
  EXPECT_EQ(answer(kDisplay, "SALES"), "UNKNOWN-ERROR");
  Printer printer("SALES@" + daemon_.host());
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(rule("PG01"), "group SALES");
}

TEST_F(DecisionTable, AnUnknownNameIsInvName) {
  EXPECT_EQ(answer(kDisplay, "NOSUCH"), "INV-NAME");
  EXPECT_EQ(answer(kPrinter, "NOSUCH"), "INV-NAME");
  terminal_is_told("NOSUCH@" + daemon_.host(), "NOSUCH is not a LU of TEST");
  EXPECT_EQ(printer_is_refused("NOSUCH@"), "INV-NAME");
}

TEST_F(DecisionTable, ADisplayThatNamesAPrinterIsTypeNameError) {
  EXPECT_EQ(answer(kDisplay, "P001"), "TYPE-NAME-ERROR");
  terminal_is_told("P001@" + daemon_.host(), "P001 is a printer LU");
}

TEST_F(DecisionTable, APrinterConnectsToAFreePrinterLu) {
  Printer printer("P001@" + daemon_.host());
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(rule("P001"), "named by the client");
  EXPECT_EQ(printer_is_refused("P001@"), "DEVICE-IN-USE");
}

TEST_F(DecisionTable, APrinterMayNotConnectToAPartner) {
  EXPECT_EQ(printer_is_refused("PA02@"), "CONN-PARTNER");
  EXPECT_EQ(answer(kPrinter, "PA02"), "CONN-PARTNER");
}

TEST_F(DecisionTable, APrinterThatNamesADisplayIsTypeNameError) {
  EXPECT_EQ(printer_is_refused("T001@"), "TYPE-NAME-ERROR");
  EXPECT_EQ(answer(kPrinter, "T001"), "TYPE-NAME-ERROR");
}

TEST_F(DecisionTable, AssociateGivesThePartner) {
  S3270 terminal("T002@" + daemon_.host());
  ASSERT_TRUE(terminal.wait_for_field());
  Printer printer(daemon_.host(), {"-assoc", "T002"});
  EXPECT_THAT(printer.page(), testing::Contains(HasSubstr("PA02")));
  EXPECT_EQ(rule("PA02"), "partner of T002");
  EXPECT_EQ(printer_is_refused("", {"-assoc", "T002"}), "DEVICE-IN-USE");
  EXPECT_EQ(answer(kPrinter, "T002", Asks::Associate), "DEVICE-IN-USE");
}

TEST_F(DecisionTable, AssociateWithATerminalWithoutPartnerIsUnsupported) {
  EXPECT_EQ(answer(kDisplay, "T001"), "T001");
  EXPECT_EQ(printer_is_refused("", {"-assoc", "T001"}), "UNSUPPORTED-REQ");
  EXPECT_EQ(answer(kPrinter, "T001", Asks::Associate), "UNSUPPORTED-REQ");
}

TEST_F(DecisionTable, AssociateWithWhatIsNoTerminalInSessionIsInvalid) {
  EXPECT_EQ(printer_is_refused("", {"-assoc", "P001"}), "INV-ASSOCIATE");
  EXPECT_EQ(printer_is_refused("", {"-assoc", "T002"}), "INV-ASSOCIATE") << "not in session";
  EXPECT_EQ(printer_is_refused("", {"-assoc", "NOSUCH"}), "INV-NAME");
}

TEST_F(DecisionTable, AssociateWithADisplayTypeIsInvalid) {
  EXPECT_EQ(answer(kDisplay, "T002"), "T002");
  EXPECT_EQ(answer(kDisplay, "T002", Asks::Associate), "INV-ASSOCIATE");
}

// All taken is UNSUPPORTED-REQ for printers, UNKNOWN-ERROR for displays.
TEST_F(DecisionTable, APrinterWithoutANameIsGivenAGenericOne) {
  Printer printer(daemon_.host());
  EXPECT_FALSE(printer.page().empty());
  EXPECT_EQ(rule("P001"), "generic printer pool of TEST");
  EXPECT_EQ(printer_is_refused(""), "UNSUPPORTED-REQ");
}

TEST_F(DecisionTable, AnUnknownTypeIsInvDeviceType) {
  EXPECT_EQ(answer("IBM-5250-2"), "INV-DEVICE-TYPE");
  EXPECT_EQ(answer("XTERM", "T001"), "INV-DEVICE-TYPE");
}

// A BIND of 27x132 to a model 2: "Ignoring invalid BIND image screen size parameters".
TEST_F(DecisionTable, AScreenThatIsTooLargeForTheDeviceIsClamped) {
  S3270 client("W001@" + daemon_.host(), {"-model", "3278-2"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.lu(), "W001");
  EXPECT_EQ(client.query("ScreenCurSize"), "24 80");
  EXPECT_THAT(client.screen(), HasSubstr("Screen size  . 24x80"));
  EXPECT_THAT(client.process().errors(), testing::Not(HasSubstr("BIND")));
  S3270 wide("W001@" + daemon_.host(), {"-model", "3278-5"});
  EXPECT_TRUE(wide.wait_for_text("W001 is in use"));
}

}  // namespace
}  // namespace e2e
