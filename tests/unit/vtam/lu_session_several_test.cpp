#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/several_seat.h"
#include "tn3270/datastream/screen_model.h"

// Several applications of one user: those that he leaves go on behind the one that he sees.
namespace vtam::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(LuSessionSeveral, AKeyShowsTheMenuAndTheMenuLeadsBack) {
  SeveralSeat seat;
  seat.choose("DEMO");
  EXPECT_THAT(seat.type({kPa3}), ElementsAre("DATA F2")) << "first what has been typed";
  EXPECT_THAT(seat.type({kPa3, 0x40, 0x40}), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(seat.front(), "BSTTUSST");
  EXPECT_THAT(seat.behind(), ElementsAre("DEMO"));
  EXPECT_THAT(seat.fakes.demo->told, Not(Contains("gone")));
  EXPECT_THAT(seat.fakes.demo->told, Not(Contains(StartsWith("lost"))));
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("DEMO"), std::nullopt, ""});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "BIND DEMO", StartsWith("DATA")));
  EXPECT_EQ(seat.front(), "DEMO");
  EXPECT_THAT(seat.behind(), IsEmpty());
  EXPECT_THAT(seat.fakes.demo->logons, testing::SizeIs(1)) << "it is the same session";
  EXPECT_THAT(seat.fakes.demo->told, Not(Contains("repaint"))) << "it has noticed nothing";
}

TEST(LuSessionSeveral, TheOtherKeyGoesRound) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("OTHER");
  seat.press(kPa3);
  seat.choose("THIRD");
  EXPECT_THAT(seat.behind(), ElementsAre("OTHER", "DEMO"));
  for (const char* const next : {"OTHER", "DEMO", "THIRD", "OTHER"}) {
    EXPECT_THAT(seat.press(kPa2), Contains(std::string("BIND ") + next));
    EXPECT_EQ(seat.front(), next);
  }
  seat.press(kPa3);
  EXPECT_THAT(seat.press(kPa2), Contains("BIND OTHER")) << "where the menu was opened from";
}

TEST(LuSessionSeveral, AKeyThatLeadsNowhereFreesTheKeyboard) {
  SeveralSeat seat;
  seat.choose("DEMO");
  EXPECT_THAT(seat.type({kPa2}), ElementsAre("DATA C2"));
  EXPECT_EQ(seat.front(), "DEMO");
  EXPECT_THAT(seat.fakes.demo->told, Not(Contains("receive 6E")));
}

TEST(LuSessionSeveral, WithoutItTheKeysAreTheApplications) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.several.most = 1;
  seat.sit().start();
  seat.choose("DEMO");
  seat.type({kPa3});
  EXPECT_THAT(seat.fakes.demo->told, Contains("receive 6B"));
}

TEST(LuSessionSeveral, WhatIsWrittenBehindIsSeenLater) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.hears(1, HostData{{0xF5, 0xC3, 0xC1}});
  seat.press(kPa3);
  EXPECT_TRUE(seat.session->has_line(1));
  EXPECT_THAT(seat.hears(1, HostData{{0xF5, 0xC3, 0xC2}, RuKind::Data3270, HostWants::Answer, 7}),
              ElementsAre("HOST ANSWER 7 + #1"));
  seat.choose("DEMO");
  EXPECT_THAT(seat.hears(1, HostData{{0xF1, 0xC3, 0xC3}}), IsEmpty());
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA")));
  tn3270::ScreenModel shown({tn3270::kModel2, {43, 80}});
  shown.apply(seat.sent());
  EXPECT_THAT(shown.text(*InWords::cp037()).at(0), StartsWith("C"));
  EXPECT_THAT(seat.type({0x7D, 0x40, 0x40}), ElementsAre("HOST 7D 40 40 #1"));
}

// A read that nobody was there to answer would be waited for in vain.
TEST(LuSessionSeveral, AReadBehindIsAskedAgain) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.hears(1, HostData{{0xF5, 0xC3, 0xC1}});
  seat.press(kPa3);
  EXPECT_THAT(seat.hears(1, HostData{{0xF3, 0x00, 0x05, 0x01, 0xFF, 0x02}}), IsEmpty());
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA"), "QUERY"));
  EXPECT_THAT(seat.type({0x88, 0x00, 0x04, 0x81, 0x80}), ElementsAre("HOST 88 00 04 81 80 #1"));
}

TEST(LuSessionSeveral, AHostThatBindsBehindIsShownWithItsOwnBind) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{.bind_image = true});
  const tn3270::ByteBuffer vm{0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x87, 0x87,
                              0xF8, 0x87, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50,
                              0x2B, 0x50, 0x7F, 0x00, 0x00, 0x02, 0xE5, 0xD4, 0x00, 0x00, 0x00};
  seat.hears(1, HostBind{vm});
  seat.press(kPa3);
  EXPECT_THAT(seat.hears(1, HostUnbind{0x01}), IsEmpty());
  EXPECT_THAT(seat.hears(1, HostSscp{InWords::cp037()->encode("USS")}), IsEmpty());
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", StartsWith("SSCP US")));
  EXPECT_THAT(seat.hears(1, HostBind{vm}), ElementsAre("BIND VM"));
  seat.hears(1, HostData{{0xF5, 0xC3, 0xC1}});
  seat.press(kPa3);
  seat.hears(1, HostUnbind{0x01});
  seat.hears(1, HostBind{vm});
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", "BIND VM", StartsWith("DATA")));
}

// Its host has unbound it, and a client that takes no BIND comes back to it.
TEST(LuSessionSeveral, AnUnboundSessionGoesOnWithAClientWithoutBind) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.keep.lost = std::chrono::minutes(5);
  seat.sit().start();
  seat.choose("HERC");
  seat.hears(1, HostUp{.bind_image = true});
  ASSERT_TRUE(seat.session->can_be_kept());
  seat.call([&] { seat.session->client_gone(seat.last); });
  Terminal classic = full_terminal("IBM-3278-2");
  classic.bind_image = classic.sysreq = classic.responses = false;
  EXPECT_THAT(seat.call([&] { EXPECT_TRUE(seat.session->resume(classic, seat.last)); }), IsEmpty());
  EXPECT_THAT(seat.hears(1, HostBind{{0x31}}), IsEmpty());
  EXPECT_THAT(seat.hears(1, HostData{{0xF5, 0xC3, 0xC1}}), ElementsAre("DATA C1"));
  seat.press(kPa3);
  EXPECT_THAT(seat.press(kPa2), ElementsAre(StartsWith("DATA")));
}

TEST(LuSessionSeveral, NobodyHasMoreThanHeMay) {
  SeveralSeat seat;
  for (const char* const name : {"DEMO", "OTHER", "THIRD"}) {
    seat.choose(name);
    seat.press(kPa3);
  }
  EXPECT_THAT(seat.choose("FOURTH"), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.notice(), HasSubstr("may have 3"));
  EXPECT_THAT(seat.behind(), ElementsAre("THIRD", "OTHER", "DEMO"));
}

TEST(LuSessionSeveral, ALiveOneTakesNoOtherLogon) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.press(kPa3);
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("DATA 01")) << "with DATA";
  EXPECT_THAT(seat.notice(), HasSubstr("DEMO is live"));
  EXPECT_THAT(seat.behind(), ElementsAre("DEMO"));
}

TEST(LuSessionSeveral, AnApplicationThatPassesToALiveOneIsToldSo) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("OTHER");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("DEMO"), std::nullopt, ""});
  };
  EXPECT_THAT(seat.type(), Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.behind(), ElementsAre("DEMO"));
}

TEST(LuSessionSeveral, AnswersThatAreOwedAreVtamsOnceTheUserHasLeft) {
  SeveralSeat seat;
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(Write{{0xF5, 0xC3, 0x01}, RuKind::Data3270, true});
  };
  seat.choose("DEMO");
  seat.press(kPa3);
  EXPECT_THAT(seat.fakes.demo->told, Contains("positive"));
  seat.fakes.demo->told.clear();
  seat.answer();
  EXPECT_THAT(seat.fakes.demo->told, IsEmpty()) << "the terminal's own answer comes too late";
}

TEST(LuSessionSeveral, TheKeysDoNothingUnderSysreq) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.sysreq();
  EXPECT_THAT(seat.type({kPa3}), IsEmpty());
  seat.sysreq();
  EXPECT_EQ(seat.front(), "DEMO");
  EXPECT_THAT(seat.press(kPa3), Contains("BIND BSTTUSST"));
}

TEST(LuSessionSeveral, NoKeyIsNoKey) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.several.next_key = config::kNoKey;
  seat.sit().start();
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("OTHER");
  seat.type({0x00, 0x40, 0x40});
  EXPECT_EQ(seat.front(), "OTHER");
  EXPECT_THAT(seat.fakes.demo->told, Contains("receive 004040"));
}

TEST(LuSessionSeveral, WhoAcquiresALiveOneIsToldWhichItIs) {
  SeveralSeat seat;
  seat.sit().start();
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.call([&] { seat.session->acquire({7, appl("DEMO")}, seat.last); });
  ASSERT_FALSE(seat.last.empty());
  EXPECT_EQ(std::get<AcquireTold>(seat.last.back()).news.why,
            "T001 is in session with DEMO already");
}

TEST(LuSessionSeveral, ATerminalWithoutBindIsPainted) {
  Terminal classic = full_terminal("IBM-3278-2");
  classic.bind_image = classic.sysreq = classic.responses = false;
  SeveralSeat seat(classic);
  seat.choose("DEMO");
  EXPECT_THAT(seat.press(kPa3), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.press(kPa2), ElementsAre(StartsWith("DATA")));
  EXPECT_EQ(seat.front(), "DEMO");
}

TEST(LuSessionSeveral, AttnMayBeTheKey) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.several.menu_key = config::kAttnKey;
  seat.sit().start();
  seat.choose("DEMO");
  EXPECT_THAT(seat.attn(), ElementsAre("DATA F2"));
  EXPECT_THAT(seat.give_up(), Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.fakes.demo->told, Not(Contains("signal")));
}

// A lost client comes back to all of them.
TEST(LuSessionSeveral, AreKeptTogether) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.keep.lost = std::chrono::minutes(5);
  seat.sit().start();
  seat.choose("DEMO");
  seat.press(kPa3);
  EXPECT_FALSE(seat.session->on_menu()) << "DEMO would be missed";
  ASSERT_TRUE(seat.session->can_be_kept());
  seat.call([&] { seat.session->client_gone(seat.last); });
  EXPECT_THAT(seat.call([&] { EXPECT_TRUE(seat.session->resume(full_terminal(), seat.last)); }),
              ElementsAre("BIND BSTTUSST", StartsWith("DATA")));
  EXPECT_THAT(seat.press(kPa2), Contains("BIND DEMO"));
}

TEST(LuSessionSeveral, AClientThatIsTooSmallForOneIsToldSo) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.keep.lost = std::chrono::minutes(5);
  seat.sit().start(full_terminal("IBM-3278-4-E"));
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("DEMO"), mode("SP3274QN"), ""});
  };
  seat.type();
  const bool large = seat.session->screen().alternate.rows == 43;
  ASSERT_TRUE(large);
  seat.press(kPa3);
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("OTHER"), mode("D4A32782"), ""});
  };
  seat.type();
  ASSERT_EQ(seat.front(), "OTHER");
  seat.call([&] { seat.session->client_gone(seat.last); });
  ASSERT_EQ(seat.session->refuse_return(device("IBM-3278-2-E"), LuSession::BindImage::Agreed),
            std::nullopt);
  ASSERT_TRUE(seat.session->resume(full_terminal("IBM-3278-2-E"), seat.last));
  EXPECT_THAT(seat.press(kPa2), ElementsAre("DATA C2")) << "nor does the key lead there";
  EXPECT_EQ(seat.front(), "OTHER");
  seat.press(kPa3);
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("DEMO"), std::nullopt, ""});
  };
  seat.type();
  EXPECT_EQ(seat.front(), "BSTTUSST");
  EXPECT_THAT(seat.notice(), HasSubstr("43x80"));
}

}  // namespace
}  // namespace vtam::test
