// Printers, in TN3270E (RFC 2355) and without it (RFC 1646).

#include "tn3270/protocol/printer_status.h"

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "config/verify.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::from_text;
using test::LinkDriver;
using test::operator+;
using test::to_hex;

LinkDriver printer(std::string_view functions = "01,02,03") {
  LinkDriver driver;
  driver.printer(functions);
  return driver;
}

TEST(Printer, TakesBothKindsOfDataAndTheEndOfAJob) {
  LinkDriver driver = printer();
  EXPECT_EQ(driver.event(), "LinkReady 01,02,03");
  EXPECT_EQ(driver.send_scs("C1 FF 0C").out(), "01 00 02 00 00 C1 FF FF 0C FF EF");
  EXPECT_EQ(driver.send("F5 C8", ResponseWanted::Always).out(), "00 00 02 00 01 F5 C8 FF EF");
  EXPECT_EQ(driver.send_eoj().out(), "08 00 00 00 00 FF EF");
  EXPECT_EQ(driver.send_scs("C1").out(), "01 00 02 00 02 C1 FF EF");
}

TEST(Printer, IsSentOnlyWhatItHasAgreedOn) {
  LinkDriver scs = printer("02,03");
  EXPECT_THROW(scs.send("F5 C8"), config::BrokenInvariant);
  LinkDriver lu3 = printer("01,02");
  EXPECT_THROW(lu3.send_scs("C1"), config::BrokenInvariant);
  LinkDriver display;
  display.ready();
  EXPECT_THROW(display.send_scs("C1"), config::BrokenInvariant);
  EXPECT_EQ(display.send_eoj().out(), "");
}

TEST(Printer, AnswersEachRecordOnce) {
  LinkDriver driver = printer();
  driver.send_scs("C1").send_scs("C2");
  EXPECT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(), "Response 0 definite positive");
  EXPECT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(), "");
  EXPECT_EQ(driver.client("02 00 01 00 01 02 FF EF").event(),
            "Response 1 definite negative 10050000");
}

TEST(Printer, SaysEveryNegativeCodeAsASenseCode) {
  struct Case {
    const char* code;
    const char* sense;
  };
  for (const Case& c : {Case{"00", "10030000"}, Case{"01", "08020000"}, Case{"02", "10050000"},
                        Case{"03", "08310000"}, Case{"04", "10050000"}, Case{"FF FF", "10050000"},
                        Case{"", "10050000"}}) {
    LinkDriver driver = printer();
    driver.send_scs("C1").client(from_hex("02 00 01 00 00") + from_hex(c.code) + from_hex("FF EF"));
    EXPECT_EQ(driver.event(), std::string("Response 0 definite negative ") + c.sense);
  }
}

TEST(Printer, SaysSenseCodesByItselfWhereThatWasAgreed) {
  LinkDriver driver;
  driver.deciding().grant("T001", "00,02,04,06").client(test::functions_request("00,02,06"));
  ASSERT_EQ(driver.event(), "LinkReady 00,02,06");
  driver.send("F5 C3");
  EXPECT_EQ(driver.client("02 00 02 00 00 08 1C 12 FF FF FF EF").event(),
            "Response 0 negative 081C12FF");
  EXPECT_EQ(driver.client("02 00 02 00 00 08 1C FF EF").event(), "Response 0 negative 10050000");
  EXPECT_EQ(driver.client("02 00 01 00 00 01 FF EF").event(), "Response 0 negative 08020000");
}

TEST(Printer, IsNotBelievedAnAnswerToNothing) {
  LinkDriver driver = printer();
  driver.send_scs("C1", ResponseWanted::Error);
  for (std::uint32_t i = 0; i < config::limits::kForeignRecords; ++i) {
    ASSERT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(), "");
  }
  EXPECT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(),
            "Violation FOREIGN-RECORDS: records that were never agreed or asked for");
}

TEST(Printer, MayLeaveAFewRecordsUnanswered) {
  LinkDriver driver = printer();
  for (std::size_t i = 0; i <= config::limits::kAnswersAwaited; ++i) {
    driver.send_scs("C1");
  }
  EXPECT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(), "");  // the oldest is forgotten
  EXPECT_EQ(driver.client("02 00 00 00 05 00 FF EF").event(), "Response 5 definite positive");
  EXPECT_EQ(driver.client("02 00 00 00 01 00 FF EF").event(), "Response 1 definite positive");
  EXPECT_EQ(driver.client("02 00 00 00 08 00 FF EF").event(), "Response 8 definite positive");
}

TEST(Printer, CountsPastTheLastNumber) {
  LinkDriver driver = printer();
  for (int i = 0; i <= 32'767; ++i) {
    driver.send_scs("");
  }
  EXPECT_EQ(driver.out(), "01 00 02 7F FF FF FF EF");
  EXPECT_EQ(driver.send_scs("").out(), "01 00 02 00 00 FF EF");
  EXPECT_EQ(driver.client("02 00 00 7F FF FF 00 FF EF").event(),
            "Response 32767 definite positive");
  EXPECT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(), "Response 0 definite positive");
}

TEST(Printer, SaysWhenItGoesOn) {
  for (const char* code : {"01", "03"}) {
    for (const char* cleared : {"06 00 00 00 00 FF EF", "07 00 00 00 00 FF EF"}) {
      LinkDriver driver = printer();
      driver.send_scs("C1").client(from_hex("02 00 01 00 00") + from_hex(code) + from_hex("FF EF"));
      EXPECT_EQ(driver.client(cleared).event(), "ConditionCleared") << cleared;
      EXPECT_EQ(driver.client(cleared).event(), "") << cleared;
    }
  }
}

TEST(Printer, HasNothingToClearWhereItDidNotStop) {
  LinkDriver driver = printer();
  EXPECT_EQ(driver.client("06 00 00 00 00 FF EF").event(), "");
  driver.send_scs("C1").client("02 00 01 00 00 00 FF EF");
  EXPECT_EQ(driver.client("07 00 00 00 00 FF EF").event(), "");
}

TEST(Printer, IsTheOnlyOneToClearAnything) {
  LinkDriver driver;
  driver.ready().send("F1", ResponseWanted::Error).client("02 00 01 00 00 01 FF EF");
  EXPECT_EQ(driver.client("06 00 00 00 00 FF EF").event(), "");
  EXPECT_EQ(driver.client("07 00 00 00 00 FF EF").event(), "Record SSCP 0:");
}

TEST(Printer, KeepsBindsOutOfTheNumbers) {
  LinkDriver driver = printer("00,01,02,03,04");
  ByteBuffer out;
  driver.link().send_bind(from_hex("31"), out);
  EXPECT_EQ(driver.send_scs("C1").out(), "01 00 02 00 00 C1 FF EF");
}

// --- without TN3270E

LinkDriver classic() {
  LinkDriver driver;
  driver.ready_classic("IBM-3287-1@P001");
  return driver;
}

TEST(ClassicPrinter, IsAskedForByItsTerminalType) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3287-1@P001");
  EXPECT_EQ(driver.event(), "DeviceRequested classic IBM-3287-1 @P001");
}

TEST(ClassicPrinter, TakesScsBehindAZeroAndAbortOutputAsTheEnd) {
  LinkDriver driver = classic();
  EXPECT_EQ(driver.send_scs("C1 FF").out(), "00 C1 FF FF FF EF");
  EXPECT_EQ(driver.send("F1 C8").out(), "F1 C8 FF EF");
  EXPECT_EQ(driver.send_eoj().out(), "FF F5");
}

TEST(ClassicPrinter, AnswersEveryRecord) {
  LinkDriver driver = classic();
  driver.send("F1 C8", ResponseWanted::No).send_scs("C1", ResponseWanted::Error);
  EXPECT_EQ(driver.client("01 6C D9 02 00 FF EF").event(), "Response 0 definite positive");
  EXPECT_EQ(driver.client("01 6C D9 04 20 FF EF").event(), "Response 0 definite negative 10030000");
  EXPECT_EQ(driver.client("01 6C D9 02 00 FF EF").event(), "");
}

TEST(ClassicPrinter, SaysWhenItGoesOnByAnotherDeviceEnd) {
  LinkDriver driver = classic();
  driver.send("F1 C8").client("01 6C D9 04 10 FF EF");
  EXPECT_EQ(driver.event(), "Response 0 definite negative 08020000");
  EXPECT_EQ(driver.client("01 6C D9 02 00 FF EF").event(), "ConditionCleared");
  EXPECT_EQ(driver.client("01 6C D9 02 00 FF EF").event(), "");
  // A record in between: the device end is its own.
  driver.send("F1 C8").client("01 6C D9 04 08 FF EF");
  EXPECT_EQ(driver.send("F1 C8").client("01 6C D9 02 00 FF EF").event(),
            "Response 0 definite positive");
  EXPECT_EQ(driver.client("01 6C D9 02 00 FF EF").event(), "");
}

TEST(ClassicPrinter, IsNotBelievedAStatusThatSaysNothing) {
  LinkDriver driver = classic();
  driver.send("F1 C8");
  EXPECT_EQ(driver.client("01 6C D9 00 00 FF EF").event(), "");
  EXPECT_EQ(driver.client("01 6C D9 02 00 FF EF").event(), "Response 0 definite positive");
}

TEST(ClassicPrinter, SendsOtherRecordsLikeATerminal) {
  LinkDriver driver = classic();
  EXPECT_EQ(driver.client("01 6C D9 02 FF EF").event(), "Record 3270 0: 01 6C D9 02");
  EXPECT_EQ(driver.client("88 00 04 81 FF EF").event(), "Record 3270 0: 88 00 04 81");
  LinkDriver display;
  EXPECT_EQ(display.ready_classic().client("01 6C D9 02 00 FF EF").event(),
            "Record 3270 0: 01 6C D9 02 00");
}

TEST(ClassicPrinter, IsRefusedInTheWordsOfTheRfc) {
  struct Case {
    RejectReason reason;
    const char* line;
  };
  for (const Case& c :
       {Case{RejectReason::UnsupportedReq, "01 No LU's of the type configured"},
        Case{RejectReason::DeviceInUse, "02 Requested LU unavailable"},
        Case{RejectReason::ConnPartner, "02 Requested LU unavailable"},
        Case{RejectReason::UnknownError, "02 Requested LU unavailable"},
        Case{RejectReason::TypeNameError,
             "03 Requested LU type is inconsistent with configuration"},
        Case{RejectReason::InvDeviceType,
             "03 Requested LU type is inconsistent with configuration"},
        Case{RejectReason::InvAssociate, "03 Requested LU type is inconsistent with configuration"},
        Case{RejectReason::InvName, "04 Requested LU is not configured"}}) {
    LinkDriver driver;
    driver.deciding_classic("IBM-3287-1").refuse(c.reason, "ours");
    EXPECT_EQ(driver.out(), to_hex(from_text(std::string(c.line) + "\r\n")));
    EXPECT_EQ(driver.event(), std::string("LinkEnded refused: ") + text(c.reason) + " (notice)");
  }
}

TEST(ClassicPrinter, IsTakenOutOfBinaryBeforeItIsToldAnything) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3287-1").client("FF FB 00 FF FD 00 FF FB 19 FF FD 19");
  driver.refuse(RejectReason::DeviceInUse);
  EXPECT_EQ(driver.out(),
            to_hex(from_hex("FF FE 00 FF FC 00") + from_text("02 Requested LU unavailable\r\n")));
}

TEST(PrinterStatus, KnowsEveryConditionOfTheRfc) {
  const auto sense = [](const char* bytes) {
    return printer_status::parse(from_hex(std::string("01 6C D9 ") + bytes)).value().sense;
  };
  EXPECT_EQ(sense("04 20"), 0x10030000U);  // command reject
  EXPECT_EQ(sense("04 10"), 0x08020000U);  // intervention required
  EXPECT_EQ(sense("04 08"), 0x08310000U);  // component disconnected
  EXPECT_EQ(sense("04 04"), 0x10010000U);  // data check
  EXPECT_EQ(sense("04 01"), 0x10050000U);  // operation check
  EXPECT_EQ(sense("04 00"), 0x10050000U);
  EXPECT_EQ(sense("C4 50"), 0x08020000U);  // as a control unit writes it
  EXPECT_EQ(sense("04 30"), 0x08020000U);  // what can be mended comes first
}

TEST(PrinterStatus, IsFiveBytesThatBeginWithPercentR) {
  EXPECT_TRUE(printer_status::parse(from_hex("01 6C D9 02 00")).value().device_end);
  for (const char* other :
       {"", "01 6C D9", "01 6C D9 02", "01 6C D9 02 00 00", "01 6C 61 02 00", "02 6C D9 02 00"}) {
    EXPECT_FALSE(printer_status::parse(from_hex(other))) << other;
  }
}

}  // namespace
}  // namespace tn3270
