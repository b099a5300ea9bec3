#include <gtest/gtest.h>

#include <string>

#include "tests/unit/datastream/screen_model_fixture.h"

namespace tn3270 {
namespace {

class RepaintingElsewhere : public test::ScreenModels {
 protected:
  // What a terminal of that size shows, or "does not fit".
  [[nodiscard]] std::string on(ScreenSize size) const {
    const auto record = screen_.repaint({size, size});
    if (!record) {
      return "does not fit";
    }
    ScreenModel there({size, size});
    EXPECT_EQ(there.apply(*record), std::nullopt);
    EXPECT_EQ(there.keyboard_locked(), screen_.keyboard_locked());
    cursor_ = there.cursor();
    return shown(there);
  }
  mutable unsigned cursor_ = 0;
};

TEST_F(RepaintingElsewhere, KeepsRowsAndColumns) {
  apply("F5 C2 C1 11 40 4A C2 11 40 D5 C3 13");
  EXPECT_EQ(on({4, 10}), "A........./B........./.C......../..........");
  EXPECT_EQ(on({3, 4}), "A.../B.../.C..");
  EXPECT_EQ(cursor_, 10U);
  EXPECT_EQ(on({5, 12}), "A.........../B.........../.C........../............/............");
}

TEST_F(RepaintingElsewhere, LosesNothingButBlanksAndNulls) {
  apply("F5 40 C1 40 40 00 C2 40 40");
  EXPECT_EQ(on({1, 5}), "A  .B");
  EXPECT_EQ(on({1, 4}), "does not fit");
  apply("F5 40 C1 11 40 C5 1D 60");
  EXPECT_EQ(on({4, 5}), "does not fit");  // an attribute
  apply("F5 40 C1 11 40 C5 08 40");
  EXPECT_EQ(on({4, 5}), "does not fit");  // what is at 40 in the APL set is not our affair
  for (const char* look : {"41 F2", "41 F4", "45 F1", "46 F0"}) {
    apply("F5 40 C1 11 40 C5 28 " + std::string(look) + " 40");
    EXPECT_EQ(on({4, 5}), "does not fit") << look;  // a blank that can be seen
  }
  for (const char* look : {"41 F0", "41 F1", "41 F8", "42 F2", "43 F1"}) {
    apply("F5 40 C1 11 40 C5 28 " + std::string(look) + " 40");
    EXPECT_EQ(on({4, 5}), "A..../...../...../.....") << look;
  }
}

TEST_F(RepaintingElsewhere, KeepsTheCursorOrDoesNotFit) {
  apply("F5 40 C1 11 40 C5 13");
  EXPECT_EQ(on({4, 5}), "does not fit");
  EXPECT_EQ(on({4, 6}), "A...../....../....../......");
  EXPECT_EQ(cursor_, 5U);
}

TEST_F(RepaintingElsewhere, KeepsTheLengthOfInput) {
  // Row 1: input of three cells, ended by an attribute.
  apply("F5 40 1D 60 C1 1D 40 00 00 00 1D 60 C2");
  EXPECT_EQ(on({2, 8}), "|A|...|B/........");
  EXPECT_EQ(on({5, 12}), "|A|...|B..../............/............/............/............");
  // Ended by the first attribute of the next row: wider rows would make it longer.
  apply("F5 40 1D 60 C1 1D 40 11 40 4A 1D 60");
  EXPECT_EQ(on({4, 10}), "|A|......./|........./........../..........");
  EXPECT_EQ(on({4, 12}), "does not fit");
  EXPECT_EQ(on({4, 8}), "does not fit");
  EXPECT_EQ(on({5, 10}), "|A|......./|........./........../........../..........");
  // Ended by nothing but the first attribute, around the end.
  apply("F5 40 1D 60 C1 1D 40");
  EXPECT_EQ(on({5, 10}), "does not fit");
  EXPECT_EQ(on({3, 10}), "does not fit");
  EXPECT_EQ(on({4, 10}), "|A|......./........../........../..........");
}

TEST_F(RepaintingElsewhere, KeepsTheShapeOfFieldsWhoseBlanksAreSeen) {
  for (const char* look : {"41 F2", "41 F4", "45 F1", "C2 0F", "46 F0"}) {
    apply("F5 40 29 02 C0 60 " + std::string(look) + " C1");
    EXPECT_EQ(on({5, 10}), "does not fit") << look;
    EXPECT_EQ(on({3, 10}), "does not fit") << look;
  }
  apply("F5 40 29 02 C0 60 42 F2 C1");
  EXPECT_EQ(on({5, 10}), "|A......../........../........../........../..........");
  EXPECT_EQ(on({3, 10}), "|A......../........../..........");
}

TEST_F(RepaintingElsewhere, StaysInTheAlternateSize) {
  apply("7E 40 1D 60 C1");
  const auto record = screen_.repaint({{4, 10}, {3, 12}});
  ASSERT_TRUE(record);
  EXPECT_EQ(record->at(0), 0x7E);
  apply("F5 40 1D 60 C1");
  EXPECT_EQ(screen_.repaint({{3, 10}, {5, 12}})->at(0), 0xF5);
}

}  // namespace
}  // namespace tn3270
