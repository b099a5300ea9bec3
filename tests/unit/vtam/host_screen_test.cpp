#include "vtam/programs/host_screen.h"

#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam::test {
namespace {

std::string fault(const char* told, const tn3270::DeviceType& own, bool bound = true) {
  return host_screen_fault(appl("HERC"), device(told), own, bound);
}
std::string fault(const char* told, const char* own, bool bound = true) {
  return fault(told, device(own), bound);
}

tn3270::DeviceType dynamic(tn3270::ScreenSize size) {
  tn3270::DeviceType own = device("IBM-DYNAMIC");
  own.queried = tn3270::ScreenSizes{{24, 80}, size};
  return own;
}

TEST(HostScreen, HasToFit) {
  EXPECT_EQ(
      fault("IBM-3278-4-E", "IBM-3278-2-E"),
      "HERC wants a 43x80 screen, and this terminal has 24x80; set the terminal to model 4 and "
      "connect again");
  EXPECT_NE(fault("IBM-3278-5", "IBM-3278-4"), "") << "columns";
  EXPECT_NE(fault("IBM-3278-4", "IBM-3278-5"), "") << "rows";
  EXPECT_EQ(fault("IBM-3278-3", "IBM-3278-4"), "");
  EXPECT_EQ(fault("IBM-3278-4", "IBM-3279-4-E"), "");
}

TEST(HostScreen, OfModelTwoHasEveryTerminal) {
  EXPECT_EQ(fault("IBM-3278-2", "IBM-3278-5-E", false), "");
  EXPECT_EQ(fault("IBM-3278-2", "IBM-DYNAMIC", false), "");
}

TEST(HostScreen, ADynamicTerminalHasWhatItHasAnswered) {
  EXPECT_EQ(fault("IBM-3278-4", dynamic({43, 80}), false), "");
  EXPECT_EQ(fault("IBM-3278-5", dynamic({62, 160})), "");
  EXPECT_NE(fault("IBM-3278-4", dynamic({42, 80})), "");
  EXPECT_NE(fault("IBM-3278-4", "IBM-DYNAMIC"), "") << "it has said nothing";
  EXPECT_EQ(fault("IBM-DYNAMIC", "IBM-3278-2"), "") << "the host asks it";
}

// Without a BIND of the host the terminal shows all of its columns, and addresses go wrong.
TEST(HostScreen, IsOfTheSameWidthUnlessTheHostBinds) {
  EXPECT_EQ(fault("IBM-3278-4", dynamic({50, 132})), "");
  EXPECT_EQ(fault("IBM-3278-4", dynamic({50, 132}), false),
            "HERC wants a 43x80 screen, and this terminal has 50x132; set the terminal to model 4 "
            "and connect again");
  EXPECT_EQ(fault("IBM-3278-3", "IBM-3278-4", false), "");
}

}  // namespace
}  // namespace vtam::test
