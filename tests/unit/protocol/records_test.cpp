#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"
#include "tn3270/protocol/record_header.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::LinkDriver;
using test::operator+;

ByteBuffer every_byte() {
  ByteBuffer bytes;
  for (unsigned value = 0; value <= 255; ++value) {
    bytes.push_back(static_cast<std::uint8_t>(value));
  }
  return bytes;
}

ByteBuffer on_the_wire(const ByteBuffer& data) {
  ByteBuffer wire;
  append_data(data, wire);
  append_end_of_record(wire);
  return wire;
}

TEST(Records, CarryEveryByteInward) {
  for (const bool classic : {false, true}) {
    LinkDriver driver;
    classic ? driver.ready_classic() : driver.ready();
    const ByteBuffer header = classic ? ByteBuffer{} : from_hex("00 00 00 00 00");
    driver.client(on_the_wire(header + every_byte()));
    EXPECT_EQ(driver.event(), "Record 3270 0: " + test::to_hex(every_byte()));
  }
}

TEST(Records, CarryEveryByteOutward) {
  for (const bool classic : {false, true}) {
    LinkDriver driver;
    classic ? driver.ready_classic() : driver.ready();
    driver.send(test::to_hex(every_byte()));
    const ByteBuffer header = classic ? ByteBuffer{} : from_hex("00 00 00 00 00");
    EXPECT_EQ(driver.out_bytes(), header + every_byte() + from_hex("FF FF EF"));
  }
}

TEST(Records, DoubleTheIacInAHeaderToo) {
  LinkDriver driver;
  driver.ready();
  for (int i = 0; i < 255; ++i) {
    driver.send("F1 C3", ResponseWanted::Always);
  }
  driver.send("F1 C3", ResponseWanted::Always);
  EXPECT_EQ(driver.out(), "00 00 02 00 FF FF F1 C3 FF EF");
}

TEST(Records, CountFromZeroTo32767AndAgain) {
  LinkDriver driver;
  driver.ready("02");
  ByteBuffer out;
  for (int i = 0; i <= 32'767; ++i) {
    out.clear();
    ASSERT_EQ(driver.link().send_3270({}, ResponseWanted::Error, HostTurn::Ends, out), i);
  }
  EXPECT_EQ(test::to_hex(out), "00 00 01 7F FF FF FF EF");
  EXPECT_EQ(driver.link().send_3270({}, ResponseWanted::Error, HostTurn::Ends, out), 0);
}

TEST(Records, AreNotCountedWhereResponsesWereNotAgreed) {
  LinkDriver driver;
  driver.ready("00,04");
  driver.send("F1", ResponseWanted::Always).send("F1", ResponseWanted::Always);
  EXPECT_EQ(driver.out(), "00 00 00 00 00 F1 FF EF");
}

TEST(Records, OfBindUnbindAndSscpAreNotCounted) {
  LinkDriver driver;
  driver.ready();
  ByteBuffer out;
  driver.link().send_bind(from_hex("31 FF"), out);
  driver.link().send_unbind(1, out);
  driver.link().send_sscp(from_hex("15"), out);
  EXPECT_EQ(test::to_hex(out),
            "03 00 00 00 00 31 FF FF FF EF 04 00 00 00 00 01 FF EF 07 00 00 00 00 15 FF EF");
  EXPECT_EQ(driver.link().send_3270({}, ResponseWanted::No, HostTurn::Ends, out), 0);
}

TEST(Records, OfFunctionsThatWereNotAgreedAreNotSent) {
  for (const char* functions : {"none", "02"}) {
    LinkDriver driver;
    driver.ready(functions);
    ByteBuffer out;
    driver.link().send_bind(from_hex("31"), out);
    driver.link().send_unbind(1, out);
    driver.link().send_sscp(from_hex("15"), out);
    EXPECT_EQ(test::to_hex(out), "") << functions;
  }
  LinkDriver sysreq;
  sysreq.ready("04");
  ByteBuffer out;
  sysreq.link().send_sscp(from_hex("15"), out);
  EXPECT_EQ(test::to_hex(out), "07 00 00 00 00 15 FF EF");
}

TEST(Records, ComeSeveralInOneRead) {
  LinkDriver driver;
  driver.ready().client("00 00 00 00 00 7D FF EF 07 00 00 00 09 C1 FF FF FF EF 00 00 00 00 00 F1");
  EXPECT_EQ(driver.event(), "Record 3270 0: 7D | Record SSCP 9: C1 FF");
  EXPECT_EQ(driver.client("F2 FF EF").event(), "Record 3270 0: F1 F2");
}

TEST(Records, ThatHaveBegunAreKeptWhenTheOthersAreForgotten) {
  LinkDriver driver;
  driver.ready().client("00 00 00 00 00 7D FF EF 00 00 00 00 00 F1");
  driver.link().forget_records();
  EXPECT_EQ(driver.client("F2 FF EF").event(), "Record 3270 0: F1 F2");
}

TEST(Records, NeedAWholeHeader) {
  for (int size = 1; size < 5; ++size) {
    LinkDriver driver;
    driver.ready().client(ByteBuffer(static_cast<std::size_t>(size), 0) + from_hex("FF EF"));
    EXPECT_EQ(driver.event(), "Violation HEADER-SHORT: " + std::to_string(size) + " bytes");
  }
  LinkDriver driver;
  EXPECT_EQ(driver.ready().client("FF EF 00 00 00 00 00 FF EF").event(), "Record 3270 0:");
}

TEST(Records, MayBeAsLongAsTheirLimitAndNoLonger) {
  for (const bool classic : {false, true}) {
    const ByteBuffer longest(config::limits::kInboundRecord, 0x00);
    LinkDriver driver;
    classic ? driver.ready_classic() : driver.ready();
    EXPECT_EQ(driver.client(longest + from_hex("FF EF")).events().size(), 1U);
    EXPECT_EQ(driver.phase(), LinkPhase::Ready);
    EXPECT_EQ(driver.client(longest).event(), "");
    EXPECT_EQ(driver.client("00").event(), "Violation RECORD-TOO-LONG: a record without end");
  }
}

TEST(Records, OfUnknownTypesAreDroppedUpToALimit) {
  LinkDriver driver;
  driver.ready();
  for (std::uint32_t i = 0; i < config::limits::kForeignRecords; ++i) {
    ASSERT_EQ(driver.client("AA 00 00 00 00 C1 FF EF").event(), "") << i;
  }
  EXPECT_EQ(driver.client("09 00 00 00 00 FF EF").event().substr(0, 25),
            "Violation FOREIGN-RECORDS");
}

TEST(Responses, SayWhichRecordAndHow) {
  LinkDriver driver;
  driver.ready();
  driver.send("F1", ResponseWanted::Always).send("F1", ResponseWanted::Error);
  EXPECT_EQ(driver.client("02 00 00 00 00 00 FF EF").event(), "Response 0 definite positive");
  EXPECT_EQ(driver.client("02 00 01 00 01 01 FF EF").event(), "Response 1 negative 08020000");
  EXPECT_EQ(driver.client("02 00 01 00 07 FF EF").event(), "Response 7 negative 10050000");
  EXPECT_EQ(driver.client("02 00 02 00 07 10 03 00 00 FF EF").event(), "");
}

TEST(Responses, AreNotHeardWhereTheyWereNotAgreed) {
  LinkDriver driver;
  EXPECT_EQ(driver.ready("00,04").client("02 00 01 00 06 01 FF EF").event(), "");
}

TEST(Keys, TwoFormsOfAttnInOneReadAreOne) {
  LinkDriver driver;
  EXPECT_EQ(driver.ready().client("FF F4 FF F3").event(), "Key ATTN");
  EXPECT_EQ(driver.client("FF F3").event(), "Key ATTN");
}

TEST(Keys, APa1RecordAndBreakInOneReadAreOneAttn) {
  LinkDriver classic;
  EXPECT_EQ(classic.ready_classic().client("6C FF EF FF F3").event(), "Key ATTN");
  LinkDriver driver;
  EXPECT_EQ(driver.ready().client("00 00 00 00 00 6C FF EF FF F4").event(), "Key ATTN");
  EXPECT_EQ(driver.client("00 00 00 00 00 7D FF EF FF F4").event(), "Record 3270 0: 7D | Key ATTN");
}

TEST(Keys, EachReadMayHoldOneAttn) {
  LinkDriver driver;
  driver.ready().client("FF F3");
  EXPECT_EQ(driver.event(), "Key ATTN");
  EXPECT_EQ(driver.client("FF F4 FF F4 FF F3 00 00 00 00 00 6C FF EF FF F3").event(),
            "Key ATTN | Record 3270 0: 6C");
}

TEST(Keys, OnlyAPa1RecordRightBeforeIsPartOfAnAttn) {
  LinkDriver driver;
  driver.ready();
  EXPECT_EQ(driver.client("00 00 00 00 00 6C 40 FF EF FF F3").event(),
            "Record 3270 0: 6C 40 | Key ATTN");
  EXPECT_EQ(driver.client("00 00 00 00 00 6C FF EF 00 00 00 00 00 7D FF EF FF F3").event(),
            "Record 3270 0: 6C | Record 3270 0: 7D | Key ATTN");
  // Behind a SYSREQ the PA1 record is a key of its own.
  EXPECT_EQ(driver.client("00 00 00 00 00 6C FF EF FF F5 FF F3").event(),
            "Record 3270 0: 6C | Key SYSREQ | Key ATTN");
}

TEST(Keys, ThatWereHeldCountAsAttnOfTheReadThatEndsTheRecord) {
  LinkDriver driver;
  driver.ready().client("00 00 00 00 00 7D FF F4 FF F3");
  EXPECT_EQ(driver.client("FF EF FF F4").event(), "Record 3270 0: 7D | Key ATTN");
}

TEST(Keys, InsideAPa1RecordAreThatRecordsAttn) {
  LinkDriver driver;
  EXPECT_EQ(driver.ready().client("00 00 00 00 00 6C FF F3 FF EF").event(), "Key ATTN");
}

TEST(Keys, AreNotNopAreYouThereAndTheirLike) {
  LinkDriver driver;
  EXPECT_EQ(driver.ready().client("FF F6 FF F1 FF F2 FF F7 FF F8 FF F9").outcome(), "");
  EXPECT_EQ(driver.client("00 00 00 00 00 7D FF F1 40 FF F6 FF EF").event(),
            "Record 3270 0: 7D 40");
}

TEST(Keys, SysreqIsHeardWhereItWasAgreed) {
  LinkDriver driver;
  EXPECT_EQ(driver.ready("04").client("FF F5 FF F5").event(), "Key SYSREQ | Key SYSREQ");
  LinkDriver without;
  EXPECT_EQ(without.ready("00,02").client("FF F5").event(), "");
  LinkDriver classic;
  EXPECT_EQ(classic.ready_classic().client("FF F5").event(), "");
}

TEST(Keys, InsideARecordActBehindItInALaterReadToo) {
  LinkDriver driver;
  driver.ready().client("00 00 00 00 00 7D FF F5 FF F4");
  EXPECT_EQ(driver.event(), "");
  EXPECT_EQ(driver.client("40 FF EF").event(), "Record 3270 0: 7D 40 | Key ATTN | Key SYSREQ");
  EXPECT_EQ(driver.client("00 00 00 00 00 7D FF EF").event(), "Record 3270 0: 7D");
}

TEST(Keys, InsideARecordWithoutEndStayFew) {
  LinkDriver driver;
  driver.ready().client("00 00 00 00 00 7D");
  for (int i = 0; i < 1'000; ++i) {
    driver.client("FF F5");
  }
  EXPECT_LE(driver.client("FF EF").events().size(), 256U);
}

}  // namespace
}  // namespace tn3270
