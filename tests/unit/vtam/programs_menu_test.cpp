#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/vtam/programs_seat.h"
#include "vtam/programs/menu.h"

namespace vtam {
namespace {

using test::logon_of;
using test::menu_of;
using test::Seat;
using tn3270::Aid;
using tn3270::ByteBuffer;

Seat menu_seat(const Menu& menu, const std::string& device = "IBM-3278-2-E",
               const std::string& notice = "") {
  Logon logon = logon_of(device, "BSTTUSST");
  logon.menu = &menu;
  logon.notice = notice;
  return Seat("menu", logon);
}

constexpr const char* kDevices[] = {"IBM-3278-2", "IBM-3278-3-E", "IBM-3278-4", "IBM-3278-5-E"};

TEST(MenuProgram, ChoosesTheLineUnderTheCursorInAnyColumn) {
  const Menu menu = menu_of(5);
  for (const char* device : kDevices) {
    for (unsigned line = 0; line < 5; ++line) {
      for (const unsigned column : {1U, 3U, 20U, 80U}) {
        Seat seat = menu_seat(menu, device);
        const unsigned row = seat.screen().row_of(menu.lines[line].application.view());
        ASSERT_NE(row, 0U);
        seat.enter_at(row, column);
        ASSERT_TRUE(seat.passed.has_value()) << device << " line " << line << " column " << column;
        EXPECT_EQ(seat.passed->application, menu.lines[line].application);
        EXPECT_FALSE(seat.passed->logmode.has_value());
      }
    }
  }
}

TEST(MenuProgram, ShowsEveryOneOfAHundredLinesOnItsPages) {
  const Menu menu = menu_of(100);
  for (const char* device : kDevices) {
    Seat seat = menu_seat(menu, device);
    std::set<std::string> chosen;
    while (true) {
      for (unsigned row = 1; row <= seat.screen().size().rows; ++row) {
        const std::string text = seat.screen().row(row);
        if (text.find("APPL") == 2) {
          chosen.insert(text.substr(2, 7));
          Seat other = menu_seat(menu, device);
          while (other.screen().row(row) != text) {
            other.press(Aid::Pf8);
          }
          other.enter_at(row, 40);
          ASSERT_TRUE(other.passed.has_value());
          EXPECT_EQ(other.passed->application.view(), text.substr(2, 7));
        }
      }
      const std::string before = seat.screen().screen();
      seat.press(Aid::Pf8);
      if (seat.screen().row_of("This is the last page.") != 0) {
        break;
      }
      ASSERT_NE(seat.screen().screen(), before);
    }
    EXPECT_EQ(chosen.size(), 100U) << device;
  }
}

TEST(MenuProgram, PagesForwardAndBackAndStopsAtBothEnds) {
  const Menu menu = menu_of(30);
  Seat seat = menu_seat(menu);
  EXPECT_NE(seat.screen().row_of("Page 1 of 3"), 0U);
  EXPECT_NE(seat.screen().row_of("More:   +"), 0U);
  seat.press(Aid::Pf7);
  EXPECT_NE(seat.screen().row_of("This is the first page."), 0U);
  seat.press(Aid::Pf8);
  EXPECT_NE(seat.screen().row_of("More: - +   Page 2 of 3"), 0U);
  EXPECT_NE(seat.screen().row_of("APPL014"), 0U);
  seat.press(Aid::Pf20);
  EXPECT_NE(seat.screen().row_of("More: -     Page 3 of 3"), 0U);
  seat.press(Aid::Pf8);
  EXPECT_NE(seat.screen().row_of("This is the last page."), 0U);
  seat.press(Aid::Pf19);
  EXPECT_NE(seat.screen().row_of("Page 2 of 3"), 0U);
}

TEST(MenuProgram, NamesNoPagesWhenEverythingFits) {
  const Menu menu = menu_of(13);
  Seat seat = menu_seat(menu);
  EXPECT_EQ(seat.screen().row_of("Page"), 0U);
  EXPECT_EQ(seat.screen().row_of("PF8"), 0U);
  EXPECT_NE(seat.screen().row_of("APPL013"), 0U);
}

TEST(MenuProgram, ChoosesByTypedName) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  seat.enter("appl002");
  ASSERT_TRUE(seat.passed.has_value());
  EXPECT_EQ(seat.passed->application.view(), "APPL002");
}

TEST(MenuProgram, PassesOnANameThatItDoesNotShow) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  seat.enter("HIDDEN");
  ASSERT_TRUE(seat.passed.has_value());
  EXPECT_EQ(seat.passed->application.view(), "HIDDEN");
}

TEST(MenuProgram, UnderstandsLogonWithEverythingInIt) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  seat.enter("LOGON APPLID(DEMO) LOGMODE(D4C32XX3) DATA(Hello there)");
  ASSERT_TRUE(seat.passed.has_value());
  EXPECT_EQ(seat.passed->application.view(), "DEMO");
  ASSERT_TRUE(seat.passed->logmode.has_value());
  EXPECT_EQ(seat.passed->logmode->view(), "D4C32XX3");
  EXPECT_EQ(seat.passed->data, "Hello there");
}

TEST(MenuProgram, TakesSixtyCharacters) {
  const Menu menu = menu_of(2);
  for (const char* device : kDevices) {
    Seat seat = menu_seat(menu, device);
    const auto fields = seat.screen().input_fields();
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_EQ(seat.screen().cursor(), fields.front());
    EXPECT_EQ(seat.screen().field_length(fields.front()), 60U);
    std::string typed = "LOGON APPLID(ABCDEFGH) LOGMODE(SP3272QN) DATA(";
    typed += std::string(59 - typed.size(), 'x') + ")";
    ASSERT_EQ(typed.size(), 60U);
    seat.enter(typed);
    ASSERT_TRUE(seat.passed.has_value());
    EXPECT_EQ(seat.passed->data, std::string(13, 'x'));
  }
}

TEST(MenuProgram, LetsTypedTextWinOverTheCursor) {
  const Menu menu = menu_of(5);
  Seat seat = menu_seat(menu);
  seat.screen().type("appl005");
  seat.enter_at(seat.screen().row_of("APPL001"), 3);
  ASSERT_TRUE(seat.passed.has_value());
  EXPECT_EQ(seat.passed->application.view(), "APPL005");
}

TEST(MenuProgram, UnderstandsTextOfAClearedScreen) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  ByteBuffer record{0x7D, 0x40, 0x40};
  const ByteBuffer typed = tn3270::test::ebcdic("LOGON APPLID(DEMO)");
  record.insert(record.end(), typed.begin(), typed.end());
  seat.receive(record);
  ASSERT_TRUE(seat.passed.has_value());
  EXPECT_EQ(seat.passed->application.view(), "DEMO");
}

TEST(MenuProgram, RefusesACommandWithoutEnd) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  ByteBuffer record{0x7D, 0x40, 0x40};
  record.insert(record.end(), 257, 0xC1);
  seat.receive(record);
  EXPECT_NE(seat.screen().row_of("a command has at most 256 characters"), 0U);
}

TEST(MenuProgram, EndsTheConnectionWithPf3OrLogoff) {
  const Menu menu = menu_of(2);
  Seat pf3 = menu_seat(menu);
  pf3.press(Aid::Pf3);
  EXPECT_TRUE(pf3.disconnected);
  Seat pf15 = menu_seat(menu);
  pf15.press(Aid::Pf15);
  EXPECT_TRUE(pf15.disconnected);
  Seat logoff = menu_seat(menu);
  logoff.enter("logoff");
  EXPECT_TRUE(logoff.disconnected);
}

TEST(MenuProgram, MarksLiveApplicationsAndLogsOffOneOfThem) {
  Menu menu = menu_of(3);
  menu.live = {{menu.lines[1].application}, {menu.lines[2].application, true}};
  menu.next_key = "PA2";
  for (const char* device : kDevices) {
    Seat seat = menu_seat(menu, device);
    const auto line = [&](std::size_t which) {
      auto row = seat.screen().row(seat.screen().row_of(menu.lines[which].application.view()));
      return row.substr(0, row.find_last_not_of(' ') + 1);
    };
    EXPECT_FALSE(line(0).ends_with("live"));
    EXPECT_TRUE(line(1).ends_with(" live")) << line(1);
    EXPECT_TRUE(line(2).ends_with(" ending")) << line(2);
    EXPECT_NE(seat.screen().row_of("PA2=Next"), 0U);
    seat.press(Aid::Pf3);
    EXPECT_FALSE(seat.disconnected) << "one key is not to end them all";
    EXPECT_NE(seat.screen().row_of("LOGOFF ALL everything"), 0U);
    EXPECT_NE(seat.screen().row_of(menu.lines[1].application.text() + ", " +
                                   menu.lines[2].application.text()),
              0U);
    seat.enter("logoff");
    EXPECT_FALSE(seat.disconnected);
    seat.enter("logoff " + menu.lines[1].application.text());
    ASSERT_TRUE(seat.ended.has_value());
    EXPECT_EQ(seat.ended->application, menu.lines[1].application);
    Seat other = menu_seat(menu, device);
    other.enter("logoff all");
    EXPECT_TRUE(other.disconnected);
  }
}

TEST(MenuProgram, NamesLiveApplicationsUnderAPartitionsOwnWords) {
  Menu menu = menu_of(2);
  menu.live = {{menu.lines[0].application}, {menu.lines[1].application}};
  const std::vector<config::UssMessage> uss{
      {.number = uss::kWelcome, .lines = {"GOOD MORNING"}, .at = {}}};
  Logon logon = logon_of("IBM-3278-2-E", "BSTTUSST");
  logon.menu = &menu;
  logon.uss = &uss;
  Seat seat("menu", logon);
  EXPECT_NE(seat.screen().row_of("GOOD MORNING"), 0U);
  EXPECT_NE(seat.screen().row_of("Live: " + menu.lines[0].application.text() + ", " +
                                 menu.lines[1].application.text() + "."),
            0U);
}

TEST(MenuProgram, SaysWhatToDoWhenNothingIsChosen) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  seat.press(Aid::Enter);
  EXPECT_NE(seat.screen().row_of(
                "Nothing is chosen: move the cursor to an application, or type its name."),
            0U);
  seat.enter_at(seat.screen().row_of("APPL002") + 1, 5);  // a row of the list without application
  EXPECT_NE(seat.screen().row_of("Nothing is chosen"), 0U);
  seat.enter("   ");
  EXPECT_NE(seat.screen().row_of("Nothing is chosen"), 0U);
}

TEST(MenuProgram, AnswersBadNamesAndOtherKeysWithASentence) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  seat.enter("ABCDEFGHI");
  EXPECT_NE(seat.screen().row_of("has 9 characters"), 0U);
  EXPECT_EQ(seat.screen().cursor(), seat.screen().input_fields().front());
  seat.press(Aid::Pf5);
  EXPECT_NE(seat.screen().row_of("PF5 has no meaning here."), 0U);
  seat.receive({0x88, 0x00, 0x04, 0x81, 0xFF});
  EXPECT_NE(seat.screen().row_of("Structured field has no meaning here."), 0U);
  seat.enter("IBMTEST 1,Hello");
  EXPECT_NE(seat.screen().row_of("IBMECHO Hello"), 0U);
}

TEST(MenuProgram, RewritesTheScreenAfterClearPaAndRepaint) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu);
  const std::string first = seat.screen().screen();
  for (const Aid aid : {Aid::Clear, Aid::Pa1, Aid::Pa2, Aid::Pa3, Aid::None}) {
    seat.press(aid);
    EXPECT_EQ(seat.screen().screen(), first);
  }
  seat.repaint();
  EXPECT_EQ(seat.screen().screen(), first);
  EXPECT_EQ(seat.screens, 7U);
}

TEST(MenuProgram, ShowsWhyTheUserIsBack) {
  const Menu menu = menu_of(2);
  const std::string notice = "DBDCCICS is not active: nobody has opened its ACB.";
  Seat seat = menu_seat(menu, "IBM-3278-4-E", notice);
  EXPECT_NE(seat.screen().row_of(notice), 0U);
  seat.press(Aid::Clear);
  EXPECT_EQ(seat.screen().row_of(notice), 0U);
}

TEST(MenuProgram, WrapsALongNoticeAtItsBlanks) {
  const Menu menu = menu_of(2);
  Seat seat = menu_seat(menu, "IBM-3278-2",
                        "DBDCCICS refused the logon because its node VNETAPPL is inactive; the "
                        "operator can activate it with V NET,ACT,ID=VNETAPPL.");
  const unsigned row = seat.screen().row_of("DBDCCICS refused");
  ASSERT_NE(row, 0U);
  EXPECT_NE(seat.screen().row(row + 1).find("V NET,ACT,ID=VNETAPPL."), std::string::npos);
}

TEST(MenuProgram, SaysThatAListIsEmpty) {
  const Menu menu = menu_of(0);
  Seat seat = menu_seat(menu);
  EXPECT_NE(seat.screen().row_of("No application is on this menu."), 0U);
  seat.enter_at(seat.screen().row_of("No application"), 10);
  EXPECT_NE(seat.screen().row_of("Nothing is chosen"), 0U);
  seat.enter("DEMO");
  EXPECT_TRUE(seat.passed.has_value());
}

TEST(MenuProgram, CutsTextsThatAreTooLong) {
  Menu menu = menu_of(2);
  menu.title = std::string(200, 'T');
  menu.lines[0].description = std::string(300, 'D');
  for (const char* device : kDevices) {
    Seat seat = menu_seat(menu, device);
    const unsigned columns = seat.screen().size().columns;
    EXPECT_EQ(seat.screen().row(3), " " + std::string(columns - 1, 'T'));
    EXPECT_EQ(seat.screen().row(4), "");
    EXPECT_EQ(seat.screen().row(6), "  APPL001   " + std::string(columns - 15, 'D') + "...");
    EXPECT_EQ(seat.screen().row(7), "  APPL002   Application number 2");
    EXPECT_EQ(seat.screen().field_length(seat.screen().input_fields().front()), 60U);
  }
}

TEST(MenuProgram, ShowsCharactersThatThePageHasNotAsSubstitutes) {
  Menu menu = menu_of(1);
  menu.title = "Tab\there \xE2\x82\xAC";
  menu.lines[0].description =
      "a\x11\x1D\x7F"
      "b \xFF";
  Seat seat = menu_seat(menu);
  EXPECT_NE(seat.screen().row_of("Tab here ?"), 0U);
  EXPECT_EQ(seat.screen().row(6), "  APPL001   a   b ?");
}

TEST(MenuProgram, KeepsTheTitleAsItWasGiven) {
  Menu menu = menu_of(1);
  menu.title = "*** ***  Welcome to vse C01  *** ***";
  Seat seat = menu_seat(menu);
  EXPECT_NE(seat.screen().row(3).find(menu.title), std::string::npos);
  EXPECT_NE(seat.screen().row(1).find("LU T001"), std::string::npos);
}

TEST(MenuProgram, UsesColourOnExtendedDevicesOnly) {
  const Menu menu = menu_of(3);
  EXPECT_FALSE(menu_seat(menu, "IBM-3278-2").screen().extended_orders_seen());
  Seat seat = menu_seat(menu, "IBM-3278-2-E");
  seat.press(Aid::Pf5);
  const auto color_of = [&](std::string_view text) {
    const unsigned row = seat.screen().row_of(text);
    const std::size_t column = seat.screen().row(row).find(text);
    return seat.screen().field_at(std::size_t{row - 1} * 80 + column).color;
  };
  const std::set<std::uint8_t> colors{color_of("Welcome"), color_of("APPL001"),
                                      color_of("PF5 has no meaning")};
  EXPECT_EQ(colors.size(), 3U);
  EXPECT_EQ(colors.count(0), 0U);
}

TEST(MenuProgram, UsesTheAlternateSizeOnlyIfTheBindAllowsIt) {
  const Menu menu = menu_of(3);
  EXPECT_EQ(menu_seat(menu, "IBM-3278-4-E").record.front(), 0x7E);
  EXPECT_EQ(menu_seat(menu, "IBM-3278-2-E").record.front(), 0xF5);
  Logon logon = logon_of("IBM-3278-4-E", "BSTTUSST");
  logon.menu = &menu;
  logon.alternate = false;
  Seat seat("menu", logon);
  EXPECT_EQ(seat.record.front(), 0xF5);
  EXPECT_EQ(seat.screen().size(), tn3270::kModel2);
}

TEST(MenuProgram, LetsGoAtOnce) {
  const Menu menu = menu_of(1);
  for (const LossReason reason : {LossReason::ClientLost, LossReason::Kill, LossReason::Shutdown}) {
    Seat seat = menu_seat(menu);
    seat.lose(reason);
    ASSERT_TRUE(seat.released.has_value());
    EXPECT_TRUE(seat.released->notice.empty());
  }
}

TEST(MenuProgram, AnswersRecordsWithFaultsOnce) {
  const Menu menu = menu_of(3);
  Seat seat = menu_seat(menu);
  seat.receive({0x7D, 0x40});
  EXPECT_NE(seat.screen().row_of("the cursor address is cut"), 0U);
  seat.receive({});
  EXPECT_NE(seat.screen().row_of("the record is empty"), 0U);
  seat.receive({0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0xC1});
  EXPECT_NE(seat.screen().row_of("a field that is not on this screen"), 0U);
  EXPECT_EQ(seat.screens, 4U);
}

TEST(MenuProgram, IsSmall) {
  EXPECT_LE(sizeof(MenuProgram), 64U);
}

}  // namespace
}  // namespace vtam
