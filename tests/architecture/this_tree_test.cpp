#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/architecture/documents.h"
#include "tests/architecture/fences.h"
#include "tests/architecture/house_rules.h"
#include "tests/architecture/include_ladder.h"

// The rules, asked about the project as it is. That each of them can fail is shown by its own test.
namespace architecture {
namespace {

using testing::IsEmpty;

// Read once; it does not change while the tests run.
const Tree& tree() {
  static const Tree kTree = read_tree(TN3270D_SOURCE_DIR);
  return kTree;
}

TEST(ThisTree, WasRead) {
  EXPECT_NE(find(tree(), "CMakeLists.txt"), nullptr);
  EXPECT_NE(find(tree(), "config/limits.h"), nullptr);
  EXPECT_GT(tree().size(), 100U);
}

TEST(ThisTree, KeepsTheLadder) {
  EXPECT_THAT(check_ladder(tree()), IsEmpty());
}
TEST(ThisTree, IncludesOwnHeadersFirst) {
  EXPECT_THAT(check_own_header_first(tree()), IsEmpty());
}
TEST(ThisTree, KeepsTheFences) {
  EXPECT_THAT(check_fences(tree()), IsEmpty());
}
TEST(ThisTree, AsksNoClockInPureRooms) {
  EXPECT_THAT(check_no_clock_in_pure_rooms(tree()), IsEmpty());
}
TEST(ThisTree, SharesOnlyWhatNeverChanges) {
  EXPECT_THAT(check_shared_is_const(tree()), IsEmpty());
}
TEST(ThisTree, HasTidyHeaders) {
  EXPECT_THAT(check_headers(tree()), IsEmpty());
}
TEST(ThisTree, HasShortFiles) {
  EXPECT_THAT(check_sizes(tree()), IsEmpty());
}
TEST(ThisTree, HasNamesThatSayOneIdea) {
  EXPECT_THAT(check_names(tree()), IsEmpty());
}
TEST(ThisTree, KeepsEveryLimit) {
  EXPECT_THAT(check_limits_are_used(tree()), IsEmpty());
}
TEST(ThisTree, HasNoTestSwitchedOff) {
  EXPECT_THAT(check_no_test_is_off(tree()), IsEmpty());
}
TEST(ThisTree, HasEveryPathThatItsDocumentsName) {
  EXPECT_THAT(check_named_paths(tree()), IsEmpty());
}
TEST(ThisTree, HasEveryCommandThatItsDocumentsName) {
  EXPECT_THAT(check_named_commands(tree()), IsEmpty());
}
TEST(ThisTree, ExplainsEveryDependency) {
  EXPECT_THAT(check_dependencies_are_explained(tree()), IsEmpty());
}
TEST(ThisTree, OnlyUnpacksCounterparts) {
  EXPECT_THAT(check_counterparts_are_not_installed(tree()), IsEmpty());
}
TEST(ThisTree, ExplainsEveryRefusal) {
  EXPECT_THAT(check_refusals_are_explained(tree()), IsEmpty());
}
TEST(ThisTree, NamesNoFolderOfOneMachine) {
  EXPECT_THAT(check_no_private_paths(tree()), IsEmpty());
}

}  // namespace
}  // namespace architecture
