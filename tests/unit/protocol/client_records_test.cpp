// Records of a host whose client we are, and ours to it: RFC 2355 8 and 10, RFC 1646, PROTOCOL 1.4,
// 1.5, 1.8 and 1.9.

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "config/verify.h"
#include "tests/unit/protocol/client_driver.h"
#include "tn3270/protocol/record_header.h"

namespace tn3270 {
namespace {

using test::ClientDriver;
using test::device_is;
using test::from_hex;
using test::functions_is;
using test::request_of;
using test::operator+;

// A session in which the host agrees to all of `functions`.
ClientDriver with(const char* functions, const char* device = "IBM-3278-2-E") {
  ClientDriver driver(request_of(device, "LU01", functions));
  driver.asked().host(device_is("T", "LU01")).host(functions_is(functions));
  return driver;
}

ClientDriver classic_printer() {
  ClientDriver driver(request_of("IBM-3287-1", "P1"));
  driver.ready_classic();
  return driver;
}

TEST(ClientRecords, ComeOutWithWhatTheirHeaderSays) {
  ClientDriver driver = with("00,02,04");
  driver.host("03 00 00 00 00 31 01 FF EF 00 00 02 00 FF FF F5 C3 FF EF 04 00 00 00 00 01 FF EF");
  EXPECT_EQ(driver.event(),
            "Record BIND 0: 31 01 | Record 3270 255 always: F5 C3 | Record UNBIND 0: 01");
  driver.host("00 00 01 12 34 FF EF 07 00 00 00 00 15 C1 FF EF 05 00 00 00 00 41 FF EF");
  EXPECT_EQ(driver.event(), "Record 3270 4660 error: | Record SSCP 0: 15 C1 | Record NVT 0: 41");
  EXPECT_EQ(driver.link().ignored_records(), 0U);
}

TEST(ClientRecords, AskForNoAnswerWhereResponsesWereNotAgreed) {
  ClientDriver driver = with("00,04");
  EXPECT_EQ(driver.host("00 00 02 00 01 F5 C3 FF EF").event(), "Record 3270 1: F5 C3");
  EXPECT_EQ(with("02").host("00 00 07 00 01 F5 C3 FF EF").event(), "Record 3270 1: F5 C3");
}

TEST(ClientRecords, HaveFlagsWhereContentionResolutionWasAgreed) {
  EXPECT_EQ(with("02,05").host("00 03 00 00 00 F1 C2 FF EF").event(),
            "Record 3270 0 flag 3: F1 C2");
  EXPECT_EQ(with("02").host("00 03 00 00 00 F1 C2 FF EF").event(), "Record 3270 0: F1 C2");
}

TEST(ClientRecords, OfAPrinter) {
  ClientDriver driver = with("01,02,03", "IBM-3287-1");
  driver.host("01 00 02 00 00 C1 FF EF 00 00 02 00 01 F1 C2 FF EF 08 00 00 00 00 FF EF");
  EXPECT_EQ(driver.event(),
            "Record SCS 0 always: C1 | Record 3270 1 always: F1 C2 | Record EOJ 0:");
}

TEST(ClientRecords, AreCountedAndDroppedWhereTheFunctionsDoNotAllowThem) {
  struct Case {
    const char* functions;
    const char* device;
    const char* record;
  };
  for (const Case& c :
       {Case{"02", "IBM-3278-2", "03 00 00 00 00 31"},
        Case{"02", "IBM-3278-2", "04 00 00 00 00 01"},
        Case{"02", "IBM-3278-2", "07 00 00 00 00 15"},
        Case{"00", "IBM-3278-2", "02 00 00 00 00 00"},
        Case{"02", "IBM-3278-2", "02 00 02 00 00 10 03 00 00"},
        Case{"02", "IBM-3278-2", "09 00 02 00 00"}, Case{"02", "IBM-3278-2", "06 00 00 00 00"},
        Case{"00,02,04", "IBM-3278-2", "01 00 00 00 00 C1"},
        Case{"00,02,04", "IBM-3278-2", "08 00 00 00 00"},
        Case{"00,02,04", "IBM-3278-2", "0A 00 00 00 00"},
        Case{"00,02,04", "IBM-3278-2", "FF FF 00 00 00 00"},
        Case{"02,03", "IBM-3287-1", "00 00 00 00 00 F1 C2"},
        Case{"01,02", "IBM-3287-1", "01 00 00 00 00 C1"}}) {
    ClientDriver driver = with(c.functions, c.device);
    for (std::uint32_t n = 1; n <= 2 * config::limits::kForeignRecords; ++n) {
      ASSERT_EQ(driver.host(from_hex(c.record) + from_hex("FF EF")).outcome(), "") << c.record;
      ASSERT_EQ(driver.link().ignored_records(), n);
    }
    EXPECT_TRUE(driver.link().ready());
  }
}

TEST(ClientRecords, AnswerABidThatWasAgreed) {
  ClientDriver driver = with("00,02,05");
  EXPECT_EQ(driver.host("09 00 02 00 FF FF FF EF").outcome(), "02 00 00 00 FF FF 00 FF EF");
  EXPECT_EQ(driver.link().ignored_records(), 0U);
}

TEST(ClientRecords, TellOfTheHostsResponses) {
  ClientDriver driver = with("00,02,04");
  driver.host("02 00 00 00 01 00 FF EF 02 00 01 00 02 01 FF EF 02 00 01 00 03 FF EF");
  EXPECT_EQ(driver.event(),
            "Response 1 positive | Response 2 negative 08020000 | Response 3 negative 10050000");
  EXPECT_EQ(with("02,06").host("02 00 02 00 01 08 2D 00 01 FF EF").event(),
            "Response 1 negative 082D0001");
}

TEST(ClientRecords, MayBeEmpty) {
  ClientDriver driver = with("02");
  EXPECT_EQ(driver.host("FF EF").outcome(), "");
  EXPECT_EQ(driver.host("00 00 00 00 00 FF EF").outcome(), "Record 3270 0:");
  ClientDriver classic;
  EXPECT_EQ(classic.ready_classic().host("FF EF").outcome(), "Record 3270 0:");
}

TEST(ClientRecords, TolerateCommandsWithinThem) {
  ClientDriver driver = with("02");
  EXPECT_EQ(driver.host("00 00 00 00 00 F5 FF F1 C3 FF F9 FF EF").event(), "Record 3270 0: F5 C3");
}

TEST(ClientRecords, AreKeptUntilTheyAreForgotten) {
  ClientDriver driver;
  driver.ready_classic();
  std::vector<ClientEvent> events;
  ByteBuffer out;
  driver.link().feed(from_hex("F1 C1 FF EF F1 C2 FF EF F1"), events, out);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(test::to_hex(driver.link().record(std::get<HostRecord>(events[1]))), "F1 C2");
  EXPECT_TRUE(driver.link().unfinished());
  driver.link().forget_records();
  EXPECT_THROW((void)driver.link().record(std::get<HostRecord>(events[1])),
               config::BrokenInvariant);
  EXPECT_EQ(driver.host("C3 FF EF").event(), "Record 3270 0: F1 C3");
  EXPECT_FALSE(driver.link().unfinished());
}

TEST(ClientRecords, OfAClassicPrinterAreLu3OrLu1DataAndEnds) {
  ClientDriver driver = classic_printer();
  driver.host("F5 C3 C1 FF EF 00 C1 FF FF FF EF FF F5 00 FF EF");
  EXPECT_EQ(driver.event(),
            "Record 3270 0: F5 C3 C1 | Record SCS 0: C1 FF | Record EOJ 0: | Record SCS 0:");
  // Inside a record it acts behind it.
  EXPECT_EQ(driver.host("00 C1 FF F5 C2 FF EF").event(), "Record SCS 0: C1 C2 | Record EOJ 0:");
  EXPECT_EQ(driver.host("00 C1 FF EF").event(), "Record SCS 0: C1");
  ClientDriver terminal;
  terminal.ready_classic();
  EXPECT_EQ(terminal.host("00 C1 FF EF FF F5").event(), "Record 3270 0: 00 C1");
}

// --- ours

std::string sent(ClientDriver& driver, void (ClientLink::*act)(Bytes, ByteBuffer&),
                 const char* hex) {
  const ByteBuffer data = from_hex(hex);
  return driver.does([&](ClientLink& link, ByteBuffer& out) { (link.*act)(data, out); }).out();
}

std::string answered(ClientDriver& driver, std::uint16_t sequence, RecordAnswer answer) {
  return driver
      .does([&](ClientLink& link, ByteBuffer& out) { link.send_response(sequence, answer, out); })
      .out();
}

std::string done(ClientDriver& driver, void (ClientLink::*act)(ByteBuffer&)) {
  return driver.does([&](ClientLink& link, ByteBuffer& out) { (link.*act)(out); }).out();
}

TEST(ClientSending, DoublesEveryIacAndCounts) {
  ClientDriver driver = with("00,02,04");
  EXPECT_EQ(sent(driver, &ClientLink::send_3270, "7D 40 FF"), "00 00 00 00 00 7D 40 FF FF FF EF");
  for (int n = 1; n < 255; ++n) {
    sent(driver, &ClientLink::send_3270, "7D");
  }
  EXPECT_EQ(sent(driver, &ClientLink::send_3270, "7D"), "00 00 00 00 FF FF 7D FF EF");
  for (int n = 256; n <= RecordHeader::kLastSequence; ++n) {
    sent(driver, &ClientLink::send_3270, "7D");
  }
  EXPECT_EQ(sent(driver, &ClientLink::send_3270, "7D"), "00 00 00 00 00 7D FF EF");
}

TEST(ClientSending, CountsNothingWithoutResponses) {
  ClientDriver driver = with("00");
  for (int n = 0; n < 2; ++n) {
    EXPECT_EQ(sent(driver, &ClientLink::send_3270, "7D"), "00 00 00 00 00 7D FF EF");
  }
}

TEST(ClientSending, HasNoHeaderInClassic) {
  ClientDriver driver;
  driver.ready_classic();
  EXPECT_EQ(sent(driver, &ClientLink::send_3270, "7D 40 FF"), "7D 40 FF FF FF EF");
}

TEST(ClientSending, SendsSscpDataWhereItWasAgreed) {
  for (const char* functions : {"00", "04"}) {
    ClientDriver driver = with(functions);
    EXPECT_EQ(sent(driver, &ClientLink::send_sscp, "D3 FF"), "07 00 00 00 00 D3 FF FF FF EF");
  }
  ClientDriver without = with("02");
  EXPECT_EQ(sent(without, &ClientLink::send_sscp, "D3"), "");
  ClientDriver classic;
  classic.ready_classic();
  EXPECT_EQ(sent(classic, &ClientLink::send_sscp, "D3"), "");
}

TEST(ClientSending, AnswersRecords) {
  ClientDriver driver = with("00,02,04");
  EXPECT_EQ(answered(driver, 0x00FF, {}), "02 00 00 00 FF FF 00 FF EF");
  const std::pair<std::uint32_t, const char*> kCodes[] = {{0x10030000, "00"}, {0x08020000, "01"},
                                                          {0x10050000, "02"}, {0x08310000, "03"},
                                                          {0x0802ABCD, "01"}, {0x10010000, "02"}};
  for (const auto& [sense, code] : kCodes) {
    EXPECT_EQ(answered(driver, 7, {false, sense}),
              "02 00 01 00 07 " + std::string(code) + " FF EF");
  }
  ClientDriver with_sense = with("02,06");
  EXPECT_EQ(answered(with_sense, 7, {false, 0x08FF0001}), "02 00 02 00 07 08 FF FF 00 01 FF EF");
  EXPECT_EQ(answered(with_sense, 7, {}), "02 00 00 00 07 00 FF EF");
  ClientDriver without = with("00");
  EXPECT_EQ(answered(without, 7, {false, 0x10030000}), "");
}

TEST(ClientSending, AnswersRecordsOfAClassicPrinterByStatus) {
  ClientDriver driver = classic_printer();
  EXPECT_EQ(answered(driver, 0, {}), "01 6C D9 02 00 FF EF");
  const std::pair<std::uint32_t, const char*> kBits[] = {{0x10030000, "20"}, {0x08020000, "10"},
                                                         {0x08310000, "08"}, {0x10010000, "04"},
                                                         {0x10050000, "01"}, {0x08120000, "01"}};
  for (const auto& [sense, bits] : kBits) {
    EXPECT_EQ(answered(driver, 0, {false, sense}), "01 6C D9 04 " + std::string(bits) + " FF EF");
  }
  ClientDriver terminal;
  terminal.ready_classic();
  EXPECT_EQ(answered(terminal, 0, {}), "");
}

TEST(ClientSending, SaysThatAConditionIsCleared) {
  ClientDriver driver = with("02,03", "IBM-3287-1");
  EXPECT_EQ(done(driver, &ClientLink::send_condition_cleared), "06 00 00 00 00 FF EF");
  ClientDriver without = with("03", "IBM-3287-1");
  EXPECT_EQ(done(without, &ClientLink::send_condition_cleared), "");
  ClientDriver classic = classic_printer();
  EXPECT_EQ(done(classic, &ClientLink::send_condition_cleared), "01 6C D9 02 00 FF EF");
  ClientDriver terminal;
  terminal.ready_classic();
  EXPECT_EQ(done(terminal, &ClientLink::send_condition_cleared), "");
}

TEST(ClientSending, HasKeys) {
  ClientDriver driver = with("02,04");
  EXPECT_EQ(done(driver, &ClientLink::attn), "FF F4");
  EXPECT_EQ(done(driver, &ClientLink::sysreq), "FF F5");
  ClientDriver without = with("02");
  EXPECT_EQ(done(without, &ClientLink::sysreq), "");
  ClientDriver classic;
  classic.ready_classic();
  EXPECT_EQ(done(classic, &ClientLink::attn), "FF F3");
  EXPECT_EQ(done(classic, &ClientLink::sysreq), "");
}

TEST(ClientSending, NeedsAReadyLink) {
  ClientDriver driver;
  driver.granted();
  EXPECT_THROW(sent(driver, &ClientLink::send_3270, "7D"), config::BrokenInvariant);
  EXPECT_THROW(sent(driver, &ClientLink::send_sscp, "7D"), config::BrokenInvariant);
  EXPECT_THROW(done(driver, &ClientLink::attn), config::BrokenInvariant);
  EXPECT_THROW(done(driver, &ClientLink::sysreq), config::BrokenInvariant);
}

// A host may begin anew behind a record, in one read.
TEST(ClientSending, AnswersNoRecordOfASessionThatIsOver) {
  ClientDriver driver = with("02");
  driver.host("00 00 02 00 07 F5 C3 FF EF FF FE 28");
  ASSERT_EQ(driver.event(), "Record 3270 7 always: F5 C3 | HostRestarted");
  EXPECT_EQ(answered(driver, 7, {}), "");
  EXPECT_EQ(done(driver, &ClientLink::send_condition_cleared), "");
}

}  // namespace
}  // namespace tn3270
