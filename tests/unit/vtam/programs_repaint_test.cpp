#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/programs_seat.h"
#include "tn3270/datastream/screen_model.h"

// What the built-in programs write, seen by the screen model and by the test terminal, which know
// nothing of each other.
namespace vtam {
namespace {

using test::logon_of;
using test::menu_of;
using test::Seat;

class Repaints : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] Seat seat(const std::string& type) const {
    Logon logon = logon_of(GetParam(), type == "menu" ? "BSTTUSST" : "DEMO");
    logon.menu = &menu_;
    return Seat(type, logon);
  }
  [[nodiscard]] static std::string shown(const tn3270::ScreenModel& model) {
    std::string text;
    for (std::string row : model.text(*tn3270::cp037())) {
      row.erase(row.find_last_not_of(' ') + 1);
      text += row + "\n";
    }
    return text;
  }
  // The model reads the program's record as the terminal does, and its own repaint is the same.
  static void check(Seat& user) {
    const tn3270::ScreenSizes sizes = logon_of(GetParam(), "DEMO").screen;
    tn3270::ScreenModel model(sizes);
    ASSERT_EQ(model.apply(user.record), std::nullopt);
    EXPECT_EQ(shown(model), user.screen().screen());
    EXPECT_EQ(model.cursor(), user.screen().cursor());
    const tn3270::ByteBuffer repaint = model.repaint();
    tn3270::ScreenModel again(sizes);
    ASSERT_EQ(again.apply(repaint), std::nullopt);
    EXPECT_EQ(again, model);
    EXPECT_EQ(again.repaint(), repaint);
    EXPECT_LE(repaint.size(), user.record.size());
    user.screen().apply(repaint);
    EXPECT_EQ(user.screen().screen(), shown(model));
    EXPECT_FALSE(user.screen().locked());
  }

  Menu menu_ = menu_of(60);
};

TEST_P(Repaints, LookLikeTheMenu) {
  Seat user = seat("menu");
  check(user);
  user.press(tn3270::Aid::Pf8);
  check(user);
}

TEST_P(Repaints, LookLikeTheDemo) {
  Seat user = seat("demo");
  check(user);
  user.screen().type("Joe");
  user.press(tn3270::Aid::Enter);
  check(user);
}

INSTANTIATE_TEST_SUITE_P(OfEveryModel, Repaints,
                         testing::Values("IBM-3278-2", "IBM-3278-2-E", "IBM-3278-3-E",
                                         "IBM-3278-4-E", "IBM-3278-5", "IBM-3278-5-E"));

}  // namespace
}  // namespace vtam
