#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/acb_screen_fixture.h"

namespace vtam {
namespace {

using test::Screens;
using tn3270::ByteBuffer;
using tn3270::Color;
using tn3270::Highlight;

class AcbScreenWrite : public Screens {};

TEST_F(AcbScreenWrite, IsTheseBytes) {
  const ByteBuffer expected{
      0xF5, 0xC3,                                            // Erase/Write, restore, reset MDT
      0x11, 0x40, 0xC1, 0x1D, 0x60, 0xD5, 0x81, 0x94, 0x85,  // "Name" at (1,3)
      0x11, 0x40, 0x4B, 0x29, 0x02, 0xC0, 0x40, 0x42, 0xF4,  // input at (1,13), green
      0xC1, 0x84, 0x81,                                      // "Ada"
      0x11, 0x40, 0xD1, 0x1D, 0xF0,                          // and its end behind 5 cells
      0x11, 0x40, 0x4C, 0x13};                               // the cursor
  EXPECT_EQ(
      show({{.place = {1, 3}, .text = "Name"},
            {.place = {1, 13}, .name = "name", .text = "Ada", .length = 5, .color = Color::Green}}),
      expected);
}

TEST_F(AcbScreenWrite, KeepsWhatInputMaySpeakOf) {
  show({{.place = {5, 10}, .name = "late", .length = 8},
        {.place = {2, 10}, .name = "early", .text = "now"},
        {.place = {2, 1}, .text = "Label"}});
  ASSERT_EQ(shown_.fields.size(), 2U);
  EXPECT_EQ(shown_.fields[0].name, "early");
  EXPECT_EQ(shown_.fields[0].address, 89);
  EXPECT_EQ(shown_.fields[0].length, 3);
  EXPECT_EQ(shown_.fields[1].name, "late");
  EXPECT_EQ(shown_.fields[1].length, 8);
  EXPECT_EQ(shown_.size, (tn3270::ScreenSize{24, 80}));
  EXPECT_TRUE(shown_.written);
}

TEST_F(AcbScreenWrite, CountsNegativePlacesFromTheEnd) {
  show({{.place = {-1, 2}, .text = "last"},
        {.place = {-2, -4}, .text = "edge"},
        {.place = {-24, -79}, .text = "first"}});
  EXPECT_EQ(row(24), " last");
  EXPECT_EQ(row(23), std::string(76, ' ') + "edge");
  EXPECT_EQ(row(1), " first");
}

TEST_F(AcbScreenWrite, PutsTheAttributeOfTheFirstCellIntoTheLastOne) {
  show({{.place = {1, 1}, .text = "TITLE", .intense = true}});
  EXPECT_EQ(row(1), "TITLE");
  EXPECT_EQ(attribute(24, 80), test::kProtected | test::kBright);
}

TEST_F(AcbScreenWrite, EndsInputFieldsBehindTheirLastCell) {
  show({{.place = {3, 10}, .name = "a", .length = 4},
        {.place = {3, 15}, .name = "b", .length = 4},
        {.place = {24, 78}, .name = "c", .length = 3}});
  EXPECT_EQ(attribute(3, 14), 0U) << "the next field's own attribute";
  EXPECT_EQ(attribute(3, 19), test::kAutoskip);
  EXPECT_EQ(attribute(1, 1), test::kAutoskip) << "behind the last cell is the first one";
}

TEST_F(AcbScreenWrite, EndsWhatShowsOnBlanks) {
  show({{.place = {1, 2}, .text = "AB", .background = Color::Blue},
        {.place = {2, 2}, .text = "AB", .highlight = Highlight::Reverse},
        {.place = {3, 2}, .text = "AB", .highlight = Highlight::Underscore},
        {.place = {4, 2}, .text = "AB", .color = Color::Red}});
  for (const std::size_t r : {1U, 2U, 3U}) {
    EXPECT_EQ(attribute(r, 4), test::kAutoskip);
  }
  EXPECT_FALSE(cell(4, 4).attribute);
}

TEST_F(AcbScreenWrite, MakesTheAttributesThatWereAskedFor) {
  show({{.place = {1, 2}, .text = "plain"},
        {.place = {2, 2}, .text = "skipped", .skip = true},
        {.place = {3, 2}, .name = "n", .length = 3, .numeric = true},
        {.place = {4, 2}, .name = "h", .length = 3, .hidden = true, .intense = true},
        {.place = {5, 2}, .name = "m", .text = "x", .intense = true, .modified = true},
        {.place = {6, 2}, .name = "p", .text = "x", .is_protected = true, .modified = true},
        {.place = {7, 2}, .text = "typed over", .is_protected = false},
        {.place = {8, 2}, .name = "s", .text = "x", .skip = true}});
  EXPECT_EQ(attribute(1, 1), test::kProtected);
  EXPECT_EQ(attribute(2, 1), test::kAutoskip);
  EXPECT_EQ(attribute(3, 1), test::kNumeric);
  EXPECT_EQ(attribute(4, 1), test::kHidden);
  EXPECT_EQ(attribute(5, 1), test::kBright | test::kModified);
  EXPECT_EQ(attribute(6, 1), test::kProtected | test::kModified);
  EXPECT_EQ(attribute(7, 1), 0U);
  EXPECT_EQ(attribute(8, 1), test::kAutoskip);
}

TEST_F(AcbScreenWrite, ColoursExtendedTerminalsOnly) {
  const ScreenField field{.place = {1, 2},
                          .text = "X",
                          .color = Color::Red,
                          .background = Color::White,
                          .highlight = Highlight::Blink};
  show({field});
  EXPECT_EQ(cell(1, 1).look.foreground, 0xF2);
  EXPECT_EQ(cell(1, 1).look.background, 0xF7);
  EXPECT_EQ(cell(1, 1).look.highlight, 0xF1);
  form_.attributes = tn3270::Attributes::Basic;
  show({field});
  EXPECT_EQ(cell(1, 1).look, tn3270::Look{});
}

TEST_F(AcbScreenWrite, SendsBoxesAsGraphicEscapes) {
  const auto record = show({{.place = {1, 2}, .text = "┌─┐ ⁿ€"}});
  EXPECT_EQ(row(1), " ┌─┐ ⁿ€");
  EXPECT_TRUE(cell(1, 2).graphic);
  EXPECT_EQ(cell(1, 2).code, 0xC5);
  form_.page = nullptr;
  const auto euro = tn3270::CodePage::open("1140");
  form_.page = euro.get();
  show({{.place = {1, 2}, .text = "€"}});
  EXPECT_FALSE(cell(1, 2).graphic) << "the page's own comes first";
  EXPECT_EQ(cell(1, 2).code, 0x9F);
}

TEST_F(AcbScreenWrite, WritesLongFieldsOverTheEndsOfRows) {
  const std::string text = std::string(70, 'a') + "tenletters" + std::string(70, 'b');
  show({{.place = {2, 11}, .name = "notes", .text = text, .length = 150}});
  EXPECT_EQ(row(2), std::string(10, ' ') + std::string(70, 'a'));
  EXPECT_EQ(row(3), "tenletters" + std::string(70, 'b'));
  EXPECT_EQ(attribute(4, 1), test::kAutoskip);
}

TEST_F(AcbScreenWrite, PutsTheCursorWhereItIsWanted) {
  const std::vector<ScreenField> fields{{.place = {9, 5}, .name = "second", .length = 2},
                                        {.place = {4, 5}, .name = "first", .length = 2},
                                        {.place = {2, 5}, .text = "label"}};
  show(fields);
  EXPECT_EQ(cursor_row(), 4U);
  EXPECT_EQ(cursor_column(), 5U);
  SendScreen send = of(fields);
  send.screen.cursor = "second";
  show(send);
  EXPECT_EQ(cursor_row(), 9U);
  send.screen.cursor = ScreenPlace{-1, -1};
  show(send);
  EXPECT_EQ(model_.cursor(), 1919U);
  show({{.place = {2, 5}, .text = "label"}});
  EXPECT_EQ(model_.cursor(), 0U);
}

TEST_F(AcbScreenWrite, ShowsMessageAndKeysOnTheLastRows) {
  SendScreen send = of({{.place = {1, 1}, .text = "TITLE"}});
  send.screen.message = "Not found";
  send.screen.keys = "PF3=End";
  show(send);
  EXPECT_EQ(row(23), " Not found");
  EXPECT_EQ(cell(23, 1).look.foreground, 0xF6);
  EXPECT_EQ(row(24), " PF3=End");
  EXPECT_EQ(cell(24, 1).look.foreground, 0xF1);
  send.screen.message = std::string(100, 'x');
  send.screen.message_color = Color::Red;
  show(send);
  EXPECT_EQ(row(23), " " + std::string(75, 'x') + "...");
  EXPECT_EQ(cell(23, 1).look.foreground, 0xF2);
}

TEST_F(AcbScreenWrite, UnlocksAndSoundsAsAsked) {
  SendScreen send = of({});
  EXPECT_EQ(show(send), (ByteBuffer{0xF5, 0xC3}));
  EXPECT_FALSE(model_.keyboard_locked());
  send.unlock = false;
  send.alarm = true;
  EXPECT_EQ(show(send), (ByteBuffer{0xF5, 0xC5}));
}

TEST_F(AcbScreenWrite, ChoosesTheSize) {
  SendScreen send;
  EXPECT_EQ(show(send)[0], 0x7E) << "the largest";
  EXPECT_EQ(shown_.size.rows, 32);
  send.screen.size = ScreenChoice::Primary;
  EXPECT_EQ(show(send)[0], 0xF5);
  EXPECT_EQ(shown_.size.rows, 24);
  send.screen.size = ScreenChoice::Alternate;
  EXPECT_EQ(show(send)[0], 0x7E);
  send.screen.size = ScreenNeeds{20, 40};
  EXPECT_EQ(show(send)[0], 0xF5) << "the smallest that holds it";
  send.screen.size = ScreenNeeds{25, 80};
  EXPECT_EQ(show(send)[0], 0x7E);
  form_.alternate = false;
  send.screen.size = ScreenChoice::Alternate;
  EXPECT_EQ(show(send)[0], 0xF5) << "a terminal without one has its primary";
}

}  // namespace
}  // namespace vtam
