#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/several_seat.h"
#include "tn3270/datastream/screen_model.h"

// What a user has typed and not sent when he leaves an application, and what the application has
// asked his terminal.
namespace vtam::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// An unprotected field from cell 1 to 9, a protected one behind it; the cursor in its first cell.
const tn3270::ByteBuffer kForm{0xF5, 0xC3, 0x11, 0x40, 0x40, 0x1D, 0x40,
                               0x13, 0x11, 0x40, 0x4A, 0x1D, 0x60};

// The terminal's buffer with that form, `cells` in its field, and the cursor behind them.
tn3270::ByteBuffer form_with(std::uint8_t key, tn3270::ByteBuffer cells) {
  tn3270::ByteBuffer buffer{key};
  tn3270::append_address(static_cast<std::uint16_t>(1 + cells.size()), tn3270::kModel2, buffer);
  buffer.insert(buffer.end(), {0x1D, 0xC1});
  cells.resize(9);
  buffer.insert(buffer.end(), cells.begin(), cells.end());
  buffer.insert(buffer.end(), {0x1D, 0x60});
  buffer.resize(buffer.size() + 1920 - 11);
  return buffer;
}

// What the terminal shows after a repaint.
tn3270::ScreenModel shown(const SeveralSeat& seat) {
  tn3270::ScreenModel model({tn3270::kModel2, {43, 80}});
  model.apply(seat.sent());
  return model;
}

std::string first_row(const SeveralSeat& seat) {
  return shown(seat).text(*InWords::cp037()).at(0).substr(0, 12);
}

class TypedSeat : public SeveralSeat {
 public:
  explicit TypedSeat(const tn3270::ByteBuffer& screen = kForm) {
    fakes.demo->logon = [screen](const Logon&, ProgramOutcomes& made) {
      made.push_back(Write{screen});
    };
    choose("DEMO");
    fakes.menu->receive = nullptr;
  }
};

TEST(LuSessionTyped, IsThereAgainWhereItStood) {
  TypedSeat seat;
  seat.press(kPa3, form_with(kPa3, {0x00, 0x00, 0xC1, 0x00, 0xC2}));
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), "   A B      ");
  EXPECT_EQ(shown(seat).cells().at(1).code, 0x00) << "a null is no blank";
  EXPECT_EQ(shown(seat).cursor(), 6);
  EXPECT_FALSE(shown(seat).keyboard_locked());
  EXPECT_EQ(shown(seat).cells().at(0).code & 0x01U, 1U) << "its user's next Enter sends it";
}

TEST(LuSessionTyped, IsThereAgainOnAScreenWithoutFields) {
  // Text in cell 80; the user types two letters in cell 3.
  TypedSeat seat({0xF5, 0xC3, 0x11, 0xC1, 0x50, 0xD9, 0xD9});
  tn3270::ByteBuffer buffer{kPa3, 0x40, 0xC5};
  buffer.resize(3 + 1920);
  buffer[3 + 3] = 0xC1;
  buffer[3 + 4] = 0xC2;
  buffer[3 + 80] = buffer[3 + 81] = 0xD9;
  seat.press(kPa3, buffer);
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), "   AB       ");
  EXPECT_THAT(shown(seat).text(*InWords::cp037()).at(1), StartsWith("RR "));
  EXPECT_EQ(shown(seat).cursor(), 5);
}

TEST(LuSessionTyped, APfKeyKeepsItToo) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.several.menu_key = kPf24;
  seat.sit().start();
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(Write{kForm});
  };
  seat.choose("DEMO");
  EXPECT_THAT(seat.type({kPf24, 0x40, 0xC4, 0x11, 0x40, 0xC1, 0xC1}), ElementsAre("DATA F2"));
  EXPECT_THAT(seat.type(form_with(kPf24, {0x00, 0x00, 0xC1})), Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.fakes.demo->told, Not(Contains(StartsWith("receive"))));
  seat.fakes.menu->receive = nullptr;
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), "   A        ");
}

// A user of HERC, which has written the form; `key` leads to the menu.
class HercSeat : public SeveralSeat {
 public:
  explicit HercSeat(std::uint8_t key = kPa3) {
    shop.config.servers[0].sessions.several.menu_key = key;
    shop.config.servers[0].sessions.keep.lost = std::chrono::minutes(5);
    sit().start();
    choose("HERC");
    fakes.menu->receive = nullptr;
    hears(1, HostUp{});
    hears(1, HostData{kForm});
  }
};

TEST(LuSessionTyped, AttnKeepsItToo) {
  HercSeat seat(config::kAttnKey);
  EXPECT_THAT(seat.attn(), ElementsAre("DATA F2"));
  EXPECT_THAT(seat.attn(), IsEmpty()) << "it is asked already";
  EXPECT_THAT(seat.type(form_with(0x60, {0x00, 0xC1})), Contains("BIND BSTTUSST"));
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), "  A         ");
  EXPECT_FALSE(shown(seat).keyboard_locked());
}

// ATTN does not lock his keyboard, and may be pressed when it is locked.
TEST(LuSessionTyped, AKeyAfterAttnIsTheApplications) {
  HercSeat seat(config::kAttnKey);
  seat.attn();
  EXPECT_THAT(seat.type({0x7D, 0x40, 0xC3, 0x11, 0x40, 0xC1, 0xC1}),
              ElementsAre("HOST 7D 40 C3 11 40 C1 C1 #1"));
  EXPECT_THAT(seat.type({0x7D, 0x40, 0xC3}), ElementsAre("HOST 7D 40 C3 #1"));
  EXPECT_EQ(seat.front(), "HERC");
  EXPECT_THAT(seat.type(form_with(0x7D, {0xC1, 0xC2})), Contains("BIND BSTTUSST"));
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), " AB         ");
  EXPECT_TRUE(shown(seat).keyboard_locked()) << "HERC has not answered Enter";
}

TEST(LuSessionTyped, WhatComesLateIsNobodys) {
  HercSeat attn(config::kAttnKey);
  attn.attn();
  EXPECT_THAT(attn.give_up(), Contains("BIND BSTTUSST"));
  attn.fakes.menu->told.clear();
  EXPECT_THAT(attn.type(form_with(0x60, {0xC1})), IsEmpty());
  EXPECT_THAT(attn.fakes.menu->told, IsEmpty());
  attn.type(form_with(0x60, {0xC1}));
  EXPECT_THAT(attn.fakes.menu->told, Contains(StartsWith("receive"))) << "once";

  HercSeat pf(kPf24);
  pf.type({kPf24, 0x40, 0x40});
  pf.give_up();
  EXPECT_THAT(pf.type(form_with(kPf24, {0xC1})), IsEmpty()) << "it is no key";
}

TEST(LuSessionTyped, AHostThatEndsMeanwhileLeavesAnAnswerBehind) {
  HercSeat seat(config::kAttnKey);
  seat.attn();
  EXPECT_THAT(seat.hears(1, HostGone{"the host has ended the session"}), Contains("BIND BSTTUSST"));
  seat.fakes.menu->told.clear();
  EXPECT_THAT(seat.type(form_with(0x60, {0xC1})), IsEmpty());
  EXPECT_THAT(seat.fakes.menu->told, IsEmpty());
}

// Its answer is older than what the terminal was sent after the question.
TEST(LuSessionTyped, WhatIsWrittenMeanwhileComesAfterIt) {
  HercSeat seat;
  seat.type({kPa3});
  seat.hears(1, HostData{{0xF1, 0xC3, 0x11, 0x40, 0xC3, 0xE7}});        // X in cell 3
  seat.hears(1, HostData{{0xF1, 0xC3, 0x11, 0xC1, 0x50, 0xD9, 0xD9}});  // RR in cell 80
  seat.type(form_with(kPa3, {0xC1, 0xC2, 0xC3, 0xC4}));
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), " ABXD       ");
  EXPECT_THAT(shown(seat).text(*InWords::cp037()).at(1), StartsWith("RR "));
}

TEST(LuSessionTyped, MoreThanAScreenWrittenMeanwhileTakesItsPlace) {
  HercSeat seat;
  seat.type({kPa3});
  tn3270::ByteBuffer rows{0xF1, 0xC3, 0x11, 0xC1, 0x50};
  rows.resize(1200, 0xD9);
  for (int times = 0; times < 4; ++times) {
    seat.hears(1, HostData{rows});
  }
  seat.hears(1, HostData{{0xF1, 0xC3, 0x11, 0x40, 0xC3, 0xE7}});
  seat.type(form_with(kPa3, {0xC1, 0xC2}));
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), "   X        ");
  EXPECT_THAT(shown(seat).text(*InWords::cp037()).at(1), StartsWith("RRR"));
}

TEST(LuSessionTyped, WhatIsWrittenMeanwhileIsThereForAClientThatComesBack) {
  HercSeat seat;
  seat.type({kPa3});
  seat.hears(1, HostData{{0xF1, 0xC3, 0x11, 0x40, 0xC3, 0xE7}});
  ASSERT_TRUE(seat.session->can_be_kept());
  seat.call([&] { seat.session->client_gone(seat.last); });
  EXPECT_EQ(seat.session->waiting().what, LuSession::Waiting::For::Nothing);
  seat.call([&] { EXPECT_TRUE(seat.session->resume(full_terminal(), seat.last)); });
  EXPECT_EQ(seat.front(), "HERC");
  EXPECT_EQ(first_row(seat), "   X        ");
}

TEST(LuSessionTyped, AnAnswerThatDoesNotComeIsGivenUp) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.type({kPa3});
  EXPECT_EQ(seat.session->waiting().what, LuSession::Waiting::For::QueryReply);
  EXPECT_THAT(seat.give_up(), Contains("BIND BSTTUSST"));
  EXPECT_EQ(seat.session->waiting().what, LuSession::Waiting::For::Nothing);
  EXPECT_THAT(seat.type({kPa3, 0x40, 0x40}), IsEmpty()) << "here it comes, and is nobody's";
  seat.press(kPa2);
  seat.type({kPa3});
  EXPECT_THAT(seat.negative(0x10030000), Contains("BIND BSTTUSST")) << "it knows no such command";
}

TEST(LuSessionTyped, OnAScreenThatIsGoneIsDropped) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.hears(1, HostData{kForm});
  seat.type({kPa3});
  seat.hears(1, HostData{kForm});
  seat.type(form_with(kPa3, {0xC1, 0xC2}));
  seat.press(kPa2);
  EXPECT_THAT(first_row(seat), Not(HasSubstr("AB")));
}

TEST(LuSessionTyped, OnAScreenThatTheHostHasBoundAnewIsDropped) {
  SeveralSeat seat;
  const tn3270::ByteBuffer vm{0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x87, 0x87,
                              0xF8, 0x87, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50,
                              0x2B, 0x50, 0x7F, 0x00, 0x00, 0x02, 0xE5, 0xD4, 0x00, 0x00, 0x00};
  seat.choose("HERC");
  seat.hears(1, HostUp{.bind_image = true});
  seat.hears(1, HostBind{vm});
  seat.hears(1, HostData{{0xF5, 0xC3, 0xC1}});
  seat.type({kPa3});
  seat.hears(1, HostUnbind{0x01});
  seat.hears(1, HostBind{vm});
  tn3270::ByteBuffer old{kPa3, 0x40, 0xC1, 0xC1, 0xC2};
  seat.type(old);
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), std::string(12, ' '));
}

// A light pen turns the question mark of a protected field into an answer.
TEST(LuSessionTyped, WhatALightPenHasChosenIsThereAgain) {
  TypedSeat seat({0xF5, 0xC3, 0x11, 0x40, 0x40, 0x1D, 0xE4, 0x6F, 0xC1, 0x1D, 0x60, 0xC2});
  tn3270::ByteBuffer buffer{kPa3, 0x40, 0x40, 0x1D, 0xE5, 0x6E, 0xC1, 0x1D, 0x60, 0xC2};
  buffer.resize(3 + 2 + 1920);
  seat.press(kPa3, buffer);
  seat.press(kPa2);
  EXPECT_EQ(first_row(seat), " >A B       ");
}

TEST(LuSessionTyped, OnAnotherScreenWithTheSameFieldsIsDropped) {
  TypedSeat seat({0xF5, 0xC3, 0x11, 0x40, 0x40, 0x1D, 0x40, 0x00, 0x00, 0x1D, 0x60, 0xC2});
  for (const std::uint8_t text : {std::uint8_t{0xC3}, std::uint8_t{0xC2}}) {
    tn3270::ByteBuffer buffer{kPa3, 0x40, 0x40, 0x1D, 0xC1, 0xC1, 0xC1, 0x1D, 0x60, text};
    buffer.resize(3 + 2 + 1920);
    seat.press(kPa3, buffer);
    seat.press(kPa2);
    EXPECT_EQ(first_row(seat), text == 0xC2 ? " AA B       " : "    B       ");
  }
}

// Buffers of other screens, or no buffers at all.
TEST(LuSessionTyped, AnAnswerThatDoesNotFitChangesNothing) {
  for (const tn3270::ByteBuffer& answer :
       {tn3270::ByteBuffer{kPa3}, tn3270::ByteBuffer{kPa3, 0x40, 0xC1},
        tn3270::ByteBuffer{kPa3, 0x40, 0xC1, 0x11, 0x40, 0xC1, 0xC1},
        tn3270::ByteBuffer{kPa3, 0x40, 0xC1, 0x1D, 0x60, 0xC1, 0xC1},
        tn3270::ByteBuffer{kPa3, 0x7F, 0x7F, 0x1D, 0xC1, 0xC1}, tn3270::ByteBuffer(5000, 0xC1)}) {
    TypedSeat seat;
    seat.type({kPa3});
    EXPECT_THAT(seat.type(answer), Contains("BIND BSTTUSST"));
    seat.press(kPa2);
    EXPECT_EQ(first_row(seat), std::string(12, ' '));
    EXPECT_EQ(seat.front(), "DEMO");
  }
}

// A query of the application's is answered before the buffer that we have asked for.
TEST(LuSessionTyped, WhatTheApplicationHasAskedIsItsOwn) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.hears(1, HostData{kForm});
  seat.hears(1, HostData{{0xF3, 0x00, 0x05, 0x01, 0xFF, 0x02}});
  seat.type({kPa3});
  EXPECT_THAT(seat.type({0x88, 0x00, 0x04, 0x81, 0x80}), ElementsAre("HOST 88 00 04 81 80 #1"));
  EXPECT_THAT(seat.type(form_with(kPa3, {0xC1})), Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA")))
      << "it is not asked again";
  EXPECT_EQ(first_row(seat), " A          ");

  seat.hears(1, HostData{{0xF6}});
  seat.type({kPa3});
  EXPECT_THAT(seat.type({kPa3, 0x40, 0xC1}), ElementsAre("HOST 6B 40 C1 #1"));
  EXPECT_THAT(seat.type(form_with(kPa3, {0xC1})), Contains("BIND BSTTUSST"));
}

TEST(LuSessionTyped, WhatTheApplicationAsksMeanwhileIsAnsweredLater) {
  HercSeat seat;
  seat.type({kPa3});
  seat.hears(1, HostData{{0xF6}});
  EXPECT_THAT(seat.type(form_with(kPa3, {0xC1})), Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.type({kPa3, 0x40, 0xC2, 0x11, 0x40, 0xC1, 0xC1}), IsEmpty()) << "its answer";
  EXPECT_THAT(seat.press(kPa2),
              ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA"), "DATA F6"));
  EXPECT_EQ(first_row(seat), " A          ");
}

// One that has not been answered when the user leaves would be waited for in vain.
TEST(LuSessionTyped, AnUnansweredReadIsAskedAgain) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.hears(1, HostData{kForm});
  seat.hears(1, HostData{{0xF3, 0x00, 0x05, 0x01, 0xFF, 0x02}});
  seat.type({kPa3});
  seat.type(form_with(kPa3, {}));
  for (int times = 0; times < 2; ++times) {  // and again, until it is answered
    EXPECT_THAT(seat.press(kPa2),
                ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA"), "QUERY"));
    seat.type({kPa3});
    seat.type(form_with(kPa3, {}));
  }
  seat.press(kPa2);
  seat.type({0x88, 0x00, 0x04, 0x81, 0x80});
  seat.press(kPa3, form_with(kPa3, {}));
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA")));
}

TEST(LuSessionTyped, AReadThatTheTerminalRefusesIsNotAskedAgain) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.hears(1, HostData{kForm});
  seat.hears(1, HostData{{0xF3, 0x00, 0x05, 0x01, 0xFF, 0x02}});
  seat.negative(0x10030000);
  seat.press(kPa3, form_with(kPa3, {}));
  EXPECT_THAT(seat.press(kPa2), ElementsAre("UNBIND 01", "BIND HERC", StartsWith("DATA")));
}

}  // namespace
}  // namespace vtam::test
