#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/acb_screen_fixture.h"

namespace vtam {
namespace {

using test::Screens;
using testing::HasSubstr;

class AcbScreenRefused : public Screens {};

TEST_F(AcbScreenRefused, PlacesThatAreNoneOfTheScreen) {
  EXPECT_EQ(refused({{.place = {25, 1}, .name = "f", .length = 1}}), "OFF-SCREEN f");
  EXPECT_EQ(why_, "row 25 is not on a screen of 24x80");
  EXPECT_EQ(refused({{.place = {1, 81}, .text = "x"}}), "OFF-SCREEN row 1 column 81");
  EXPECT_EQ(refused({{.place = {0, 1}, .text = "x"}}), "OFF-SCREEN row 0 column 1");
  EXPECT_EQ(refused({{.place = {-25, 1}, .text = "x"}}), "OFF-SCREEN row -25 column 1");
  EXPECT_EQ(refused({{.place = {1, -81}, .text = "x"}}), "OFF-SCREEN row 1 column -81");
  EXPECT_EQ(refused({{.place = {INT32_MIN, INT32_MAX}, .name = "f", .length = 1}}), "OFF-SCREEN f");
}

TEST_F(AcbScreenRefused, FieldsBeyondTheirRowOrTheScreen) {
  EXPECT_EQ(refused({{.place = {1, 78}, .text = "four"}}), "TOO-LONG row 1 column 78");
  EXPECT_THAT(why_, HasSubstr("the row has room for 3"));
  EXPECT_EQ(refused({{.place = {24, 70}, .name = "f", .length = 12}}), "OFF-SCREEN f");
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .length = 0xFFFFFFFF}}), "OFF-SCREEN f");
  EXPECT_EQ(refused({{.place = {1, 1}, .name = "f", .length = 1920}}), "OVERLAP f");
  show({{.place = {1, 1}, .name = "f", .length = 1919}});
}

TEST_F(AcbScreenRefused, TextsBeyondTheirLength) {
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .text = "four", .length = 3}}), "TOO-LONG f");
  EXPECT_EQ(why_, "its text has 4 characters, its length is 3");
}

TEST_F(AcbScreenRefused, InputFieldsWithoutACell) {
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f"}}), "NO-LENGTH f");
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .length = 0}}), "NO-LENGTH f");
}

TEST_F(AcbScreenRefused, FieldsThatShareACell) {
  EXPECT_EQ(
      refused({{.place = {1, 2}, .text = "abc"}, {.place = {1, 4}, .name = "f", .length = 1}}),
      "OVERLAP f");
  EXPECT_THAT(why_, HasSubstr("row 1 column 2"));
  EXPECT_EQ(refused({{.place = {1, 2}, .text = "abc"}, {.place = {1, 5}, .text = "d"}}),
            "OVERLAP row 1 column 5")
      << "the second one's attribute has no cell";
  EXPECT_EQ(
      refused({{.place = {2, 1}, .text = "x"}, {.place = {1, 70}, .name = "f", .length = 11}}),
      "OVERLAP f")
      << "the attribute is in the row before";
  show({{.place = {1, 2}, .text = "abc"}, {.place = {1, 6}, .text = "d"}});
}

TEST_F(AcbScreenRefused, FieldsOnTheRowsOfMessageAndKeys) {
  SendScreen send = of({{.place = {23, 40}, .name = "f", .length = 1}});
  send.screen.message = "m";
  EXPECT_EQ(refused(send), "OVERLAP message");
  EXPECT_THAT(why_, HasSubstr("overlaps f"));
  send.screen.message.clear();
  show(send);
}

TEST_F(AcbScreenRefused, ANameThatTwoFieldsHave) {
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .length = 1},
                     {.place = {2, 2}, .name = "g", .length = 1},
                     {.place = {3, 2}, .name = "f", .length = 1}}),
            "TWICE f");
}

TEST_F(AcbScreenRefused, ACursorThatIsNowhere) {
  SendScreen send = of({{.place = {1, 2}, .text = "x"}});
  send.screen.cursor = "f";
  EXPECT_EQ(refused(send), "CURSOR f");
  send.screen.cursor = "";
  EXPECT_EQ(refused(send), "CURSOR ") << "a field without a name has none";
  send.screen.cursor = ScreenPlace{25, 1};
  EXPECT_EQ(refused(send), "OFF-SCREEN cursor");
}

TEST_F(AcbScreenRefused, InputFieldsThatAreSkipped) {
  EXPECT_EQ(
      refused({{.place = {1, 2}, .name = "f", .length = 1, .is_protected = false, .skip = true}}),
      "SKIP f");
}

TEST_F(AcbScreenRefused, CharactersThatNobodyHas) {
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .text = "ok \U0001F600"}}), "UNMAPPABLE f");
  EXPECT_EQ(why_, "code page 037 has no U+1F600 '\U0001F600'");
  EXPECT_EQ(refused({{.place = {1, 2}, .text = "Łódź"}}), "UNMAPPABLE row 1 column 2");
  EXPECT_THAT(why_, HasSubstr("U+0141"));
  EXPECT_EQ(refused({{.place = {1, 2}, .text = "\xEF\xBF\xBD"}}), "UNMAPPABLE row 1 column 2");
  SendScreen send = of({});
  send.screen.message = "Ł";
  EXPECT_EQ(refused(send), "UNMAPPABLE message");
}

TEST_F(AcbScreenRefused, ControlCharactersAndBrokenUtf8) {
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .text = "a\nb"}}), "CONTROL f");
  EXPECT_THAT(why_, HasSubstr("U+000A"));
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .text = std::string("\0", 1)}}), "CONTROL f");
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .text = "a\xC3"}}), "UTF-8 f");
  EXPECT_EQ(refused({{.place = {1, 2}, .name = "f", .text = "\xED\xA0\x80"}}), "UTF-8 f");
}

TEST_F(AcbScreenRefused, ScreensLargerThanTheTerminal) {
  SendScreen send;
  send.screen.size = ScreenNeeds{43, 80};
  EXPECT_EQ(refused(send), "SIZE ");
  EXPECT_EQ(why_, "the screen needs 43x80, and the terminal has 32x80");
  send.screen.size = ScreenNeeds{24, 132};
  EXPECT_EQ(refused(send), "SIZE ");
}

TEST_F(AcbScreenRefused, AnotherSizeWithoutErasing) {
  show(of({}));
  SendScreen send = update({});
  send.screen.size = ScreenChoice::Alternate;
  EXPECT_EQ(refused(send), "SIZE ");
  send.screen.size = ScreenNeeds{25, 80};
  EXPECT_EQ(refused(send), "SIZE ");
  send.screen.size = ScreenNeeds{24, 80};
  show(send);
}

}  // namespace
}  // namespace vtam
