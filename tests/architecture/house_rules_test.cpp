#include "tests/architecture/house_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string many_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "int x;\n";
  }
  return text;
}

TEST(Headers, BeginWithPragmaOnce) {
  EXPECT_THAT(check_headers({{"vtam/lu.h", "// why\n#pragma once\n"}}), IsEmpty());
  EXPECT_THAT(check_headers({{"vtam/lu.h", "#include <string>\n#pragma once\n"}}), SizeIs(1));
  EXPECT_THAT(check_headers({{"vtam/lu.h", "struct Lu;\n"}}), SizeIs(1));
  EXPECT_THAT(check_headers({{"vtam/lu.cpp", "struct Lu;\n"}}), IsEmpty());
}

TEST(Headers, OpenNoNamespaceForOthers) {
  EXPECT_THAT(check_headers({{"vtam/lu.h", "#pragma once\nusing namespace std;\n"}}),
              ElementsAre(HasSubstr("vtam/lu.h:2:")));
}

TEST(Sizes, EndAtSixHundredLines) {
  EXPECT_THAT(check_sizes({{"vtam/lu.cpp", many_lines(600)}}), IsEmpty());
  EXPECT_THAT(check_sizes({{"vtam/lu.cpp", many_lines(601)}}),
              ElementsAre(HasSubstr("vtam/lu.cpp:601:")));
  EXPECT_THAT(check_sizes({{"LICENSE", many_lines(601)}}), IsEmpty());
}

TEST(Names, AreSnakeCaseAndSayOneIdea) {
  EXPECT_THAT(check_names({{"vtam/programs/demo_program.cpp", ""}, {"README.md", ""}}), IsEmpty());
  for (const char* bad : {"vtam/LuState.h", "vtam/lu-state.h", "vtam/Programs/menu.cpp",
                          "vtam/util/bytes.h", "vtam/common.h", "vtam/helpers.cpp"}) {
    EXPECT_THAT(check_names({{bad, ""}}), SizeIs(1)) << bad;
  }
}

TEST(Names, LeaveTheTopLevelAsItIs) {
  EXPECT_THAT(check_names({{"scripts/run", ""}}), SizeIs(1));
  EXPECT_THAT(check_names({{"src/lu.cpp", ""}}), SizeIs(2));
  EXPECT_THAT(check_names({{"main.cpp", ""}}), SizeIs(1));
  EXPECT_THAT(check_names({{"dev", ""}, {".ci/run", ""}}), IsEmpty());
}

TEST(Limits, AreUsedBySomebodyOutsideOfTests) {
  const SourceFile limits = {"config/limits.h",
                             "inline constexpr std::size_t kCard = 72;\n"
                             "inline constexpr Ticks kPhase = std::chrono::seconds(30);\n"};
  const SourceFile card = {"config/card.cpp", "x < limits::kCard;"};
  EXPECT_THAT(check_limits_are_used({limits, card, {"vtam/lu.cpp", "limits::kPhase"}}), IsEmpty());
  EXPECT_THAT(check_limits_are_used({limits, card, {"vtam/lu.cpp", "limits::kPhases"}}),
              ElementsAre(HasSubstr("config/limits.h:2: kPhase")));
  EXPECT_THAT(check_limits_are_used({limits, card, {"tests/unit/x.cpp", "limits::kPhase"}}),
              SizeIs(1));
}

TEST(Limits, AreMissedWhenTheirFileIsGoneOrNotUnderstood) {
  EXPECT_THAT(check_limits_are_used({}), SizeIs(1));
  EXPECT_THAT(check_limits_are_used({{"config/limits.h", "#define CARD 72\n"}}), SizeIs(1));
}

TEST(SwitchedOffTests, AreFound) {
  const std::string off =
      "TEST(Lu, DISABLED"
      "_Works) {}\n";
  EXPECT_THAT(check_no_test_is_off({{"tests/unit/vtam/lu_test.cpp", off}}), SizeIs(1));
  EXPECT_THAT(check_no_test_is_off({{"tests/unit/vtam/lu_test.cpp", "TEST(Lu, Works) {}\n"}}),
              IsEmpty());
}

}  // namespace
}  // namespace architecture
