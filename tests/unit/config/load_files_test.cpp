#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "config/limits.h"
#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A folder of its own that goes away with the test.
class LoadFromDisk : public testing::Test {
 protected:
  LoadFromDisk()
      : folder_(std::filesystem::path(testing::TempDir()) /
                ("load_" +
                 std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~LoadFromDisk() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  std::filesystem::path folder_;
};

TEST_F(LoadFromDisk, ADeckFindsItsMembersWhateverTheirLetterCase) {
  write("deck.jcl", deck_with("* $$ SLI MEM=T001LIST"));
  write("t001List.Txt", "TERMINAL T001 GENERIC\nTERMINAL T002 GENERIC\n");
  std::filesystem::create_directory(folder_ / "T001LIST");  // a folder is no member
  const Loaded loaded = load({folder_ / "deck.jcl"}, {});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(loaded.config->servers.at(0).lus, SizeIs(3));
}

TEST_F(LoadFromDisk, AMissingFileAndAFolderAreOneErrorEach) {
  const Loaded loaded = load({folder_ / "none.jcl", folder_}, {});
  EXPECT_THAT(
      errors_of(loaded),
      testing::IsSupersetOf({HasSubstr("none.jcl: error: cannot be read: there is no such file"),
                             HasSubstr("error: cannot be read: it is a directory")}));
}

TEST_F(LoadFromDisk, AFileThatIsTooLargeIsOneError) {
  write("large.jcl", "");
  std::filesystem::resize_file(folder_ / "large.jcl", limits::kConfigFileBytes + 1);
  EXPECT_THAT(errors_of(load({folder_ / "large.jcl"}, {})),
              Contains(HasSubstr("large.jcl: error: cannot be read: it is larger than 64 MB")));
}

TEST(LoadFiles, PartitionsKeepTheOrderOfTheFilesThoughJsonIsReadFirst) {
  const Loaded loaded =
      TestFiles()
          .add("one.jcl", "ID 1\nOPEN 127.0.0.1 1023\nAPPLID A A\nTERMINAL T1 A\nATTACH TN3270E\n")
          .add("two.json",
               R"({"title": "two", "listeners": [{"address": "127.0.0.1", "port": 3270}],
                               "lus": [{"names": "T2"}]})")
          .add("three.jcl",
               "ID 3\nOPEN 127.0.0.1 1024\nAPPLID A A\nTERMINAL T3 A\nATTACH TN3270E\n")
          .load({"one.jcl", "two.json", "three.jcl"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  std::vector<std::string> names;
  for (const ServerSettings& server : loaded.config->servers) {
    names.push_back(server.name);
  }
  EXPECT_THAT(names, ElementsAre("one", "two", "three"));
}

TEST(LoadFiles, AFileGivenTwiceIsAnErrorOnce) {
  const Loaded loaded = TestFiles().add("deck", deck_with("")).load({"deck", "./deck"});
  EXPECT_THAT(errors_of(loaded),
              ElementsAre("./deck: error: this file is given twice; give it once"));
}

TEST(LoadFiles, AnEmptyFileAndNoFileAreErrors) {
  EXPECT_THAT(errors_of(load_deck("\n \n")),
              Contains("deck: error: this file is empty; leave it out"));
  EXPECT_THAT(errors_of(TestFiles().load({})), Contains(HasSubstr("no file was given")));
}

TEST(LoadFiles, TheChecksOfTheHallRunOnTheWhole) {
  LoadOptions options;
  options.checks.push_back([](const Config& config, Problems& problems) {
    problems.error(config.servers.at(0).listeners.at(0).at, "not ours");
  });
  EXPECT_THAT(errors_of(load_deck(deck_with(""), options)),
              ElementsAre("deck:2:6: error: not ours"));
}

TEST(LoadFiles, ADuplicateLuOfTwoDecksIsAnErrorThatNamesBoth) {
  const Loaded loaded =
      TestFiles()
          .add("a", deck_with(""))
          .add("b", "ID 45\nOPEN 127.0.0.1 1024\nAPPLID A A\nTERMINAL T999 A\nATTACH TN3270E\n")
          .load({"a", "b"});
  EXPECT_THAT(errors_of(loaded),
              ElementsAre(testing::AllOf(HasSubstr("b:4:10: error: "), HasSubstr("a:4:10"))));
}

TEST(LoadFiles, ADeckOfWindowsWithNumbersTabsAndCtrlZIsRead) {
  std::string deck;
  for (const std::string line : {"id\t44", "open\t127.0.0.1\t1023", "applid a the menu",
                                 "terminal t001 generic", "attach tn3270e"}) {
    std::string card = line;
    card.resize(72, ' ');
    deck += card + "00000100\r\n";
  }
  const Loaded loaded = load_deck("\xEF\xBB\xBF" + deck + "\x1A");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
  EXPECT_EQ(loaded.config->servers.at(0).menu->at(0).description, "the menu");
}

}  // namespace
}  // namespace config
