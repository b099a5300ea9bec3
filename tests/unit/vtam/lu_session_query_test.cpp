#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/seat.h"
#include "vtam/programs/builtin.h"

// What happens before the first screen of a terminal that is asked what it is (PROTOCOL 1.7, 4.7).
namespace vtam {
namespace {

using test::full_terminal;
using test::Seat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using For = LuSession::Waiting::For;
using tn3270::ByteBuffer;
using tn3270::ScreenSize;

Terminal dynamic() {
  return full_terminal("IBM-DYNAMIC");
}

// 88, implicit partition: 24x80 and an alternate.
ByteBuffer sizes_reply(std::uint8_t rows, std::uint8_t columns) {
  return {0x88, 0x00, 0x11, 0x81, 0xA6, 0x00, 0x00,    0x0B, 0x01,
          0x00, 0x00, 0x50, 0x00, 0x18, 0x00, columns, 0x00, rows};
}

// 88, character sets: set 0 is CGCSGID 697 and a code page (PROTOCOL 4.7).
ByteBuffer page_reply(std::uint16_t page) {
  return {0x88,
          0x00,
          0x1B,
          0x81,
          0x85,
          0x82,
          0x00,
          0x09,
          0x0C,
          0x00,
          0x00,
          0x00,
          0x00,
          0x07,
          0x00,
          0x10,
          0x00,
          0x02,
          0xB9,
          static_cast<std::uint8_t>(page >> 8U),
          static_cast<std::uint8_t>(page & 0xFFU),
          0x01,
          0x00,
          0xF1,
          0x03,
          0xC3,
          0x01,
          0x36};
}

const tn3270::ByteBuffer& bind_at(const Seat& seat, std::size_t index) {
  return std::get<SendBind>(seat.last.at(index)).image;
}
std::vector<int> size_bytes(const ByteBuffer& image) {
  return {image.begin() + 20, image.begin() + 25};
}

TEST(QueriedSession, ADynamicTerminalIsBoundAs24x80AndAsked) {
  Seat seat;
  EXPECT_THAT(seat.sit().start(dynamic()), ElementsAre("BIND BSTTUSST", "QUERY"));
  EXPECT_THAT(size_bytes(bind_at(seat, 0)), ElementsAre(24, 80, 0, 0, 0x7E));
  EXPECT_EQ(seat.session->waiting().what, For::QueryReply);
  EXPECT_EQ(seat.session->state(), LuState::Activ);
  EXPECT_THAT(seat.fakes.menu->told, IsEmpty());
}

TEST(QueriedSession, TheReplyGivesItsRealSize) {
  Seat seat;
  seat.sit().start(dynamic());
  const auto before = seat.session->waiting();
  EXPECT_THAT(seat.type(sizes_reply(62, 160)),
              ElementsAre("UNBIND 02", "BIND BSTTUSST", "DATA 01"));
  EXPECT_THAT(size_bytes(bind_at(seat, 1)), ElementsAre(0, 0, 0, 0, 0x03));
  EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  EXPECT_NE(seat.session->waiting().turn, before.turn);
  EXPECT_EQ(seat.session->state(), LuState::ActS);
  EXPECT_EQ(seat.session->screen().alternate, (ScreenSize{62, 160}));
  EXPECT_TRUE(seat.fakes.menu->logons[0].alternate);
  EXPECT_EQ(seat.fakes.menu->logons[0].device.queried->alternate, (ScreenSize{62, 160}));
}

TEST(QueriedSession, LaterSessionsKnowTheSize) {
  Seat seat;
  seat.sit().start(dynamic());
  seat.type(sizes_reply(62, 160));
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
  EXPECT_EQ(seat.session->screen().alternate, (ScreenSize{62, 160}));
  EXPECT_THAT(seat.type(sizes_reply(24, 80)), IsEmpty());  // an unasked one is the application's
  EXPECT_EQ(seat.session->screen().alternate, (ScreenSize{62, 160}));
}

TEST(QueriedSession, TheFirstBindStandsIfTheTerminalIs24x80) {
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.type(sizes_reply(24, 80)), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.session->screen().alternate, tn3270::kModel2);
  EXPECT_THAT(seat.lose(LossReason::Kill), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
}

TEST(QueriedSession, AnOwnApplicationIsBoundAtOnce) {
  Seat seat;
  EXPECT_THAT(seat.sit(1).start(dynamic()), ElementsAre("BIND DEMO", "QUERY"));
  EXPECT_THAT(seat.type(sizes_reply(43, 80)), ElementsAre("UNBIND 02", "BIND DEMO", "DATA 01"));
}

TEST(QueriedSession, WithoutBindImageItIsAskedToo) {
  Seat seat;
  Terminal plain = dynamic();
  plain.bind_image = false;
  EXPECT_THAT(seat.sit().start(plain), ElementsAre("QUERY"));
  EXPECT_THAT(seat.type(sizes_reply(43, 132)), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.session->screen().alternate, (ScreenSize{43, 132}));
}

TEST(QueriedSession, WhatComesBeforeTheReplyIsDropped) {
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.type(), IsEmpty());
  EXPECT_THAT(seat.type({}), IsEmpty());
  EXPECT_THAT(seat.attn(), IsEmpty());
  EXPECT_THAT(seat.sscp("LOGOFF"), IsEmpty());
  EXPECT_THAT(seat.answer(), IsEmpty());
  EXPECT_EQ(seat.session->waiting().what, For::QueryReply);
  EXPECT_THAT(seat.type(sizes_reply(24, 80)), ElementsAre("DATA 01"));
}

TEST(QueriedSession, SysreqIsAnsweredAtOnceAndEndsWithTheFirstScreen) {
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.sysreq(), ElementsAre("SSCP 15"));
  EXPECT_THAT(seat.sscp("WHO"), ElementsAre("SSCP COMMAND UNRECOGNIZED15"));
  EXPECT_THAT(seat.sysreq(), IsEmpty()) << "there is nothing to repaint";
  seat.sysreq();
  EXPECT_THAT(seat.type(sizes_reply(24, 80)), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.sscp("LOGOFF"), IsEmpty());
}

TEST(QueriedSession, LogoffUnderSysreqEndsTheConnection) {
  Seat seat;
  seat.sit().start(dynamic());
  seat.sysreq();
  EXPECT_THAT(seat.sscp("LOGOFF"), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
}

TEST(QueriedSession, ATerminalThatDoesNotSayIsTakenAs24x80) {
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.give_up(), ElementsAre("REPORT", "DATA 01"));
  EXPECT_EQ(seat.report(), "T001: the terminal did not answer the Query; 24x80 is used");
  EXPECT_EQ(seat.session->screen().alternate, tn3270::kModel2);
  EXPECT_THAT(seat.give_up(), IsEmpty());
}

TEST(QueriedSession, ALateReplyOnlyHasItsScreenWrittenAgain) {
  Seat seat;
  seat.sit().start(dynamic());
  seat.give_up();
  EXPECT_THAT(seat.type(sizes_reply(62, 160)), ElementsAre("DATA 02"));
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST", "repaint"));
  EXPECT_THAT(seat.type(sizes_reply(62, 160)), IsEmpty());
  EXPECT_EQ(seat.fakes.menu->told.size(), 3U);  // a second one is the program's
}

TEST(QueriedSession, AFaultyReplyIs24x80AndSaidOnce) {
  for (const ByteBuffer& faulty :
       {ByteBuffer{0x88}, ByteBuffer{0x88, 0x00, 0x02}, ByteBuffer{0x88, 0x00, 0x40, 0x81, 0xA6}}) {
    Seat seat;
    seat.sit().start(dynamic());
    EXPECT_THAT(seat.type(faulty), ElementsAre("REPORT", "DATA 01"));
    EXPECT_THAT(seat.report(), HasSubstr("answered the Query with a faulty record"));
  }
}

TEST(QueriedSession, AReplyWithoutASizeIs24x80) {
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.type({0x88, 0x00, 0x04, 0x81, 0xFF}), ElementsAre("REPORT", "DATA 01"));
  EXPECT_EQ(seat.report(), "T001: the terminal answered the Query without a size; 24x80 is used");
}

TEST(QueriedSession, ATerminalThatRefusesTheQueryIsNotWaitedFor) {
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.negative(0x10030000), ElementsAre("REPORT", "DATA 01"));
  EXPECT_THAT(seat.report(), HasSubstr("answered the Query with command reject"));
}

TEST(QueriedSession, CanBeEndedWhileTheReplyIsAwaited) {
  for (const LossReason reason : {LossReason::Kill, LossReason::ClientLost}) {
    Seat seat;
    seat.sit().start(dynamic());
    EXPECT_THAT(
        seat.lose(reason),
        ElementsAre(reason == LossReason::Kill ? "UNBIND 01" : "UNBIND 0F", "CLOSE", "RELEASED"));
    EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  }
  Seat seat;
  seat.sit().start(dynamic());
  EXPECT_THAT(seat.react(), ElementsAre("UNBIND 0F", "CLOSE", "RELEASED"));
}

TEST(QueriedSession, OthersAreNotAsked) {
  for (const char* type : {"IBM-3278-2", "IBM-3278-4-E"}) {
    Seat seat;
    EXPECT_THAT(seat.sit().start(full_terminal(type)), ElementsAre("BIND BSTTUSST", "DATA 01"));
    EXPECT_EQ(seat.session->waiting().what, For::Nothing);
  }
}

TEST(QueriedSession, ATerminalThatDecidesOnTheCodePageIsAsked) {
  Seat seat;
  Terminal terminal = full_terminal("IBM-3278-4-E");
  terminal.code_page = "client";
  EXPECT_THAT(seat.sit().start(terminal), ElementsAre("BIND BSTTUSST", "QUERY"));
  EXPECT_THAT(seat.type(page_reply(1140)), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.session->code_page(), "1140");
  EXPECT_EQ(seat.fakes.menu->logons[0].page->number(), "1140");
  EXPECT_EQ(seat.session->screen().alternate, (ScreenSize{43, 80}));
}

TEST(QueriedSession, OneWithoutStructuredFieldsIsNotAskedForItsCodePage) {
  Seat seat;
  seat.shop.config.servers[0].lus[0].code_page = "client";
  seat.shop.config.servers[0].code_page = "273";
  EXPECT_THAT(seat.sit().start(full_terminal("IBM-3278-4")),
              ElementsAre("BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(seat.session->code_page(), "273");
}

TEST(QueriedSession, OneThatDoesNotNameItsCodePageHasItsPartitions) {
  Seat seat;
  seat.shop.config.servers[0].lus[0].code_page = "client";
  seat.shop.config.servers[0].code_page = "273";
  seat.sit().start(full_terminal("IBM-3278-4-E"));
  EXPECT_THAT(seat.give_up(), ElementsAre("REPORT", "DATA 01"));
  EXPECT_EQ(seat.report(), "T001: the terminal did not answer the Query; code page 273 is used");
}

TEST(QueriedSession, ADynamicTerminalsCodePageIsItsPartitionsUnlessItDecides) {
  Seat seat;
  seat.shop.config.servers[0].code_page = "500";
  seat.sit().start(dynamic());
  seat.type(page_reply(1140));
  EXPECT_EQ(seat.session->code_page(), "500");
}

TEST(Session, HasNoCodePageBeforeItsStart) {
  Seat seat;
  seat.sit();
  EXPECT_EQ(seat.session->code_page(), "");
  seat.start();
  EXPECT_EQ(seat.session->code_page(), "037");
}

TEST(Session, AnUnknownCodePageIs037AndReported) {
  Seat seat;
  seat.shop.config.servers[0].lus[0].code_page = "4711";
  EXPECT_THAT(seat.sit().start(), ElementsAre("REPORT", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(seat.report(), "T001: there is no code page 4711; 037 is used");
}

// A BIND locks x3270's keyboard and a query reply inhibits it: what unlocks it is the first screen,
// and nothing before that.
TEST(QueriedSession, TheKeyboardIsRestoredByTheFirstScreenOnly) {
  for (const bool answered : {true, false}) {
    test::Shop shop({test::terminal("T001")});
    add_builtin(shop.catalog);
    const auto network = shop.network();
    LuSession session(network->config().servers[0].lus[0], 0, network);
    SessionOutcomes outcomes;
    session.start(dynamic(), outcomes);
    if (answered) {
      session.receive(sizes_reply(43, 80), outcomes);
    } else {
      session.give_up_waiting(outcomes);
    }
    std::vector<ByteBuffer> records;
    for (const SessionOutcome& outcome : outcomes) {
      if (const auto* data = std::get_if<SendData>(&outcome)) {
        records.push_back(data->record);
      }
    }
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0], (ByteBuffer{0xF3, 0x00, 0x05, 0x01, 0xFF, 0x02}));  // has no WCC
    EXPECT_EQ(records[1][0], answered ? 0x7E : 0xF5);
    EXPECT_NE(records[1][1] & 0x02, 0);
  }
}

}  // namespace
}  // namespace vtam
