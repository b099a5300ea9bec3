#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/acb_screen_fixture.h"
#include "tn3270/datastream/inbound.h"

namespace vtam {
namespace {

using test::Screens;
using tn3270::Aid;
using tn3270::ByteBuffer;

class AcbScreenUpdate : public Screens {
 protected:
  void SetUp() override {
    show({{.place = {1, 2}, .text = "Name"},
          {.place = {1, 10}, .name = "name", .length = 10},
          {.place = {2, 10}, .name = "city", .text = "Stuttgart", .length = 10},
          {.place = {2, 21}, .text = "label"}});
  }
  // The names and lengths that input may speak of.
  [[nodiscard]] std::string names() const {
    std::string text;
    for (const auto& field : shown_.fields) {
      text += field.name + ":" + std::to_string(field.length) + " ";
    }
    return text;
  }
};

TEST_F(AcbScreenUpdate, WritesOverTheScreenAndLeavesTheRest) {
  const auto record =
      show(update({{.place = {2, 10}, .name = "city", .text = "Bonn", .length = 10}}));
  EXPECT_EQ(record.front(), 0xF1);
  EXPECT_EQ(row(1), " Name");
  EXPECT_EQ(row(2), "         Bonn       label") << "no letters of the old text are left";
  EXPECT_EQ(names(), "name:10 city:10 ");
}

TEST_F(AcbScreenUpdate, KeepsWhatTheUserTypedElsewhere) {
  const ByteBuffer typed{0x7D, 0x40, 0xC9, 0x11, 0x40, 0xC9, 0xC1, 0x84, 0x81};
  const auto input = tn3270::parse_inbound(typed, {24, 80});
  model_.apply(std::get<tn3270::Inbound>(input));
  ASSERT_EQ(attribute(1, 9), test::kModified);
  show(update({{.place = {3, 2}, .text = "Wrong city"}}));
  EXPECT_EQ(attribute(1, 9), test::kModified) << "it comes with the next key";
  EXPECT_EQ(row(1), " Name    Ada");
  EXPECT_FALSE(model_.keyboard_locked());
}

TEST_F(AcbScreenUpdate, LeavesTheCursorUnlessItIsMoved) {
  model_.apply(tn3270::Inbound{Aid::Enter, 95, {}, {}, {}});
  show(update({{.place = {5, 2}, .name = "more", .length = 3}}));
  EXPECT_EQ(model_.cursor(), 95);
  SendScreen send = update({});
  send.screen.cursor = "city";
  show(send);
  EXPECT_EQ(cursor_row(), 2U);
  EXPECT_EQ(cursor_column(), 10U);
}

TEST_F(AcbScreenUpdate, MergesNamesInTheOrderOfTheScreen) {
  show(update({{.place = {1, 40}, .name = "between", .length = 3}}));
  EXPECT_EQ(names(), "name:10 between:3 city:10 ");
}

TEST_F(AcbScreenUpdate, ReplacesFieldsAtTheSamePlace) {
  show(update({{.place = {1, 10}, .name = "street", .length = 5}}));
  EXPECT_EQ(names(), "street:5 city:10 ");
  show(update({{.place = {1, 10}, .text = "gone"}}));
  EXPECT_EQ(names(), "city:10 ");
}

TEST_F(AcbScreenUpdate, MovesANameToItsNewPlace) {
  show(update({{.place = {9, 10}, .name = "city", .length = 4}}));
  EXPECT_EQ(names(), "name:10 city:4 ");
  EXPECT_EQ(shown_.fields.back().address, 8 * 80 + 9);
}

TEST_F(AcbScreenUpdate, CutsAFieldThatAnotherBeginsIn) {
  show(update({{.place = {1, 15}, .name = "inside", .length = 2}}));
  EXPECT_EQ(names(), "name:4 inside:2 city:10 ");
}

TEST_F(AcbScreenUpdate, ForgetsAFieldWhoseAttributeIsWrittenOver) {
  show(update({{.place = {1, 5}, .text = "over it"}}));
  EXPECT_EQ(names(), "city:10 ");
}

TEST_F(AcbScreenUpdate, LeavesTheAttributeBehindAField) {
  show(update({{.place = {2, 10}, .name = "city", .length = 10}}));
  EXPECT_EQ(attribute(2, 20), test::kProtected) << "the label's own";
}

TEST_F(AcbScreenUpdate, ErasesWhereNothingIsShown) {
  shown_ = {};
  const auto record = show(update({{.place = {1, 2}, .text = "after Clear"}}));
  EXPECT_EQ(record.front(), 0x7E);
  EXPECT_TRUE(shown_.written);
}

TEST_F(AcbScreenUpdate, HasThePlacesOfTheSizeInForce) {
  const auto record = show(update({{.place = {-1, 2}, .text = "bottom"}}));
  EXPECT_EQ(record.front(), 0xF1);
  EXPECT_EQ(row(24), " bottom");
}

}  // namespace
}  // namespace vtam
