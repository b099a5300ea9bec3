#include "tests/architecture/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Tree saying(const std::string& text) {
  return {{"README.md", text}, {"docs/life.md", ""}, {"tests/unit/lu_test.cpp", ""}};
}

TEST(NamedPaths, MustExist) {
  EXPECT_THAT(check_named_paths(saying("See `tests/unit`, `tests/unit/` and `docs/life.md`.")),
              IsEmpty());
  EXPECT_THAT(check_named_paths(saying("\nSee `docs/death.md` and `tests/unit`.")),
              ElementsAre(HasSubstr("README.md:2: there is no docs/death.md")));
}

TEST(NamedPaths, AreNotSeenInOtherWords) {
  EXPECT_THAT(check_named_paths(saying("`text/plain`, `/v1/lus`, `build/release/bin/tn3270d`, "
                                       "`tests/<room>`, docs/death.md, `docs`")),
              IsEmpty());
}

TEST(NamedPaths, IncludeLinksRelativeToTheirDocument) {
  EXPECT_THAT(check_named_paths(saying("[life](docs/life.md#birth) [out](https://x.org/y)")),
              IsEmpty());
  EXPECT_THAT(check_named_paths(saying("[death](docs/death.md)")), SizeIs(1));
  EXPECT_THAT(check_named_paths({{"docs/a.md", "[b](b.md)"}, {"docs/b.md", ""}}), IsEmpty());
  EXPECT_THAT(check_named_paths({{"docs/a.md", "[b](docs/b.md)"}, {"docs/b.md", ""}}), SizeIs(1));
}

Tree with_dev(const std::string& document) {
  return {{"dev",
           "help() {\n  cat <<'END'\nusage\n\n  test [X]   runs\n             more\n"
           "  demo       shows\nEND\n}\n"},
          {"README.md", document}};
}

TEST(NamedCommands, AreCommandsOfDev) {
  EXPECT_THAT(check_named_commands(with_dev("`./dev test` and ./dev demo --once")), IsEmpty());
  EXPECT_THAT(check_named_commands(with_dev("`./dev`, then\n`./dev more`")),
              ElementsAre(HasSubstr("README.md:2: ./dev has no command more")));
  EXPECT_THAT(check_named_commands({{"README.md", "./dev test"}}), SizeIs(1));
  EXPECT_THAT(check_named_commands({{"dev", "exit 0\n"}}), SizeIs(1));
}

TEST(Dependencies, AreExplained) {
  const SourceFile list = {"third_party/packages/demo.txt", "# why\ng++\ncmake  # builds\n\n"};
  const SourceFile cmake = {"third_party/CMakeLists.txt", "find_package(CURL REQUIRED)\n"};
  EXPECT_THAT(check_dependencies_are_explained(
                  {list, cmake, {"third_party/README.md", "`demo.txt`: `g++`, `cmake`; `CURL`"}}),
              IsEmpty());
  EXPECT_THAT(check_dependencies_are_explained(
                  {list, cmake, {"third_party/README.md", "`g++`, `cmake` and `CURL`"}}),
              ElementsAre(HasSubstr("demo.txt:1: third_party/README.md does not name this list")));
  EXPECT_THAT(
      check_dependencies_are_explained({list, cmake, {"third_party/README.md", "`cmake-data`"}}),
      SizeIs(4));
  EXPECT_THAT(check_dependencies_are_explained({list, cmake}), SizeIs(1));
}

TEST(Counterparts, AreNeverInstalled) {
  const SourceFile unpacked = {"third_party/packages/counterparts.txt", "# why\nlprng  # LPR\n"};
  EXPECT_THAT(check_counterparts_are_not_installed(
                  {unpacked, {"third_party/packages/test.txt", "curl\n# lprng\n"}}),
              IsEmpty());
  EXPECT_THAT(check_counterparts_are_not_installed(
                  {unpacked, {"third_party/packages/test.txt", "curl\nlprng\n"}}),
              ElementsAre(HasSubstr("test.txt:1: lprng is in")));
  EXPECT_THAT(check_counterparts_are_not_installed({{"third_party/packages/test.txt", ""}}),
              SizeIs(1));
}

TEST(Refusals, AreExplained) {
  const SourceFile page = {"docs/applications.md", "| OFF-SCREEN, NOT-OPEN | no such ACB |\n"};
  EXPECT_THAT(check_refusals_are_explained(
                  {page, {"vtam/acb/desk.cpp", "refuse(\"NOT-OPEN\"); say(\"ACB\");\n"}}),
              IsEmpty());
  EXPECT_THAT(check_refusals_are_explained({page, {"vtam/acb/desk.cpp", "\nrefuse(\"SCREEN\");"}}),
              ElementsAre(HasSubstr("desk.cpp:2: docs/applications.md does not explain SCREEN")));
  EXPECT_THAT(check_refusals_are_explained({{"vtam/acb/desk.cpp", ""}}), SizeIs(1));
}

TEST(PrivatePaths, AreFoundInWhatPeopleFollow) {
  EXPECT_THAT(check_no_private_paths({{"README.md", "\ncd /home/joe\n"}}),
              ElementsAre(HasSubstr("README.md:2:")));
  EXPECT_THAT(check_no_private_paths({{"dev", "cd /work/tree\n"}}), SizeIs(1));
  EXPECT_THAT(check_no_private_paths({{"README.md", "see docs/home/page\n"}}), IsEmpty());
  EXPECT_THAT(check_no_private_paths({{"tests/unit/home_test.cpp", "\"/home/joe\""}}), IsEmpty());
}

}  // namespace
}  // namespace architecture
