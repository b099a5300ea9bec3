#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "tests/unit/vtam/programs_seat.h"

// Whole screens as text: tests/golden/screens/<program>_<size>.txt. With TN3270D_WRITE_GOLDEN set
// they are written instead of compared; read the difference before you keep it.
namespace vtam {
namespace {

using test::logon_of;
using test::menu_of;
using test::Seat;

struct Device {
  const char* name;
  const char* size;
};
constexpr Device kDevices[] = {
    {"IBM-3278-2", "24x80"},   {"IBM-3278-2-E", "24x80"},  {"IBM-3278-3", "32x80"},
    {"IBM-3278-3-E", "32x80"}, {"IBM-3278-4", "43x80"},    {"IBM-3278-4-E", "43x80"},
    {"IBM-3278-5", "27x132"},  {"IBM-3278-5-E", "27x132"}, {"IBM-DYNAMIC", "24x80"}};

// 10,000 records for each program over all devices.
constexpr unsigned kGarbageRounds = 1'112;

std::string golden(const std::string& name, const std::string& screen) {
  const std::string path = std::string(GOLDEN_FOLDER) + "/" + name + ".txt";
  if (std::getenv("TN3270D_WRITE_GOLDEN") != nullptr) {
    std::ofstream(path) << screen;
    return screen;
  }
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << "no golden screen " << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Screens : public testing::TestWithParam<Device> {
 protected:
  [[nodiscard]] Seat seat(const std::string& type, const Menu& menu) const {
    Logon logon = logon_of(GetParam().name, type == "menu" ? "BSTTUSST" : "DEMO");
    logon.menu = &menu;
    return Seat(type, logon);
  }
};

Menu two_applications() {
  Menu menu;
  menu.title = "*** *** Welcome to vse C01 test system *** ***";
  menu.lines = {{*config::ApplId::parse("DBDCCICS"), "CICS/TS AND ICCF", {}},
                {*config::ApplId::parse("BSTTVNET"), "PRINTER SHARING APPLICATION", {}}};
  return menu;
}

TEST_P(Screens, ShowTheMenu) {
  const Menu menu = two_applications();
  Seat user = seat("menu", menu);
  const std::string screen = user.screen().screen();
  EXPECT_EQ(screen, golden(std::string("menu_") + GetParam().size, screen));
}

TEST_P(Screens, ShowAPageOfALongMenu) {
  const Menu menu = menu_of(100);
  Seat user = seat("menu", menu);
  user.press(tn3270::Aid::Pf8);
  const std::string screen = user.screen().screen();
  EXPECT_EQ(screen, golden(std::string("menu_page_2_") + GetParam().size, screen));
}

TEST_P(Screens, ShowTheDemo) {
  const Menu menu;
  Seat user = seat("demo", menu);
  user.screen().type("Joe");
  user.press(tn3270::Aid::Enter);
  std::string screen = user.screen().screen();
  const std::string device = GetParam().name;
  ASSERT_NE(screen.find(device + "\n"), std::string::npos);
  screen.replace(screen.find(device), device.size(), "(device)");
  EXPECT_EQ(screen, golden(std::string("demo_") + GetParam().size, screen));
}

// Records of a client that is wrong in every way are answered with one outcome each; none breaks an
// invariant, and the user can still work afterwards.
TEST_P(Screens, SurviveGarbage) {
  const Menu menu = menu_of(40);
  const std::vector<std::uint8_t> likely{0x7D, 0x11, 0x08, 0x40, 0x88, 0x1D,
                                         0xF8, 0xF7, 0x00, 0xC1, 0x6D, 0x60};
  std::mt19937 random(40);
  for (const char* type : {"menu", "demo"}) {
    Seat user = seat(type, menu);
    for (unsigned round = 0; round < kGarbageRounds; ++round) {
      tn3270::ByteBuffer record(random() % 24);
      for (auto& byte : record) {
        byte = random() % 2 == 0 ? likely[random() % likely.size()]
                                 : static_cast<std::uint8_t>(random() % 256);
      }
      user.receive(record);
      ASSERT_FALSE(HasFatalFailure());
    }
    user.repaint();
    EXPECT_NE(user.screen().row_of("PF3=End"), 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Devices, Screens, testing::ValuesIn(kDevices), [](const auto& each) {
  std::string name = each.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// A mode table may say any size; programs show what fits.
TEST(SmallScreens, ShowWhatFits) {
  const Menu menu = menu_of(5);
  for (const tn3270::ScreenSize size : {tn3270::ScreenSize{12, 40}, tn3270::ScreenSize{1, 1},
                                        tn3270::ScreenSize{5, 8}, tn3270::ScreenSize{255, 64}}) {
    for (const char* type : {"menu", "demo"}) {
      Logon logon = logon_of("IBM-3278-2-E", "BSTTUSST");
      logon.screen = {size, size};
      logon.menu = &menu;
      Seat user(type, logon);
      user.press(tn3270::Aid::Enter);
      user.press(tn3270::Aid::Pf8);
      EXPECT_EQ(user.screens, 3U);
    }
  }
}

}  // namespace
}  // namespace vtam
