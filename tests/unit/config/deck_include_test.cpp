#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kTerminals =
    "* the terminals\nTERMINAL T001 GENERIC\nTERMINAL T002 GENERIC\n";

std::string deck_that_includes(const std::string& operands) {
  return "ID 44\nOPEN 127.0.0.1 1023\nAPPLID A A\n* $$ SLI " + operands + "\nATTACH TN3270E\n";
}

std::size_t lus_of(const Loaded& loaded) {
  return loaded.config->servers.empty() ? 0 : loaded.config->servers[0].lus.size();
}

TEST(DeckInclude, AMemberBesideTheDeckIsReadInItsPlaceAndKeepsItsOwnPositions) {
  const Loaded loaded = TestFiles()
                            .add("shop/deck.jcl", deck_that_includes("MEM=T001LIST"))
                            .add("shop/t001list.txt", kTerminals)
                            .load({"shop/deck.jcl"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  ASSERT_EQ(lus_of(loaded), 2U);
  EXPECT_THAT(loaded.config->files, ElementsAre("shop/deck.jcl", "shop/t001list.txt"));
  EXPECT_EQ(loaded.config->servers[0].lus[1].at, (Position{1, 3, 10}));
}

TEST(DeckInclude, TheExactNameComesBeforeAnyTypeAndTheDeckItselfIsNotItsOwnMember) {
  const Loaded loaded = TestFiles()
                            .add("tn44.jcl", deck_that_includes("MEM=TN44"))
                            .add("TN44", "TERMINAL T001 GENERIC\n")
                            .add("tn44.txt", kTerminals)
                            .load({"tn44.jcl"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_EQ(lus_of(loaded), 1U);
}

TEST(DeckInclude, AFolderIsListedSoThatLetterCaseDoesNotMatter) {
  LoadOptions options;
  options.folders = [](const std::filesystem::path&) {
    return std::vector<std::string>{"other.txt", "T001List.Z"};
  };
  const Loaded loaded = TestFiles()
                            .add("deck", deck_that_includes("mem=t001list.z,s=prd2.config"))
                            .add("T001List.Z", kTerminals)
                            .load({"deck"}, options);
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_EQ(lus_of(loaded), 2U);
}

TEST(DeckInclude, TheIncludeFoldersComeAfterTheDecksOwn) {
  LoadOptions options;
  options.include = {"first", "second"};
  const Loaded loaded = TestFiles()
                            .add("shop/deck", deck_that_includes("MEM=LIST"))
                            .add("second/LIST", "TERMINAL T003 GENERIC\n")
                            .add("first/LIST", kTerminals)
                            .load({"shop/deck"}, options);
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_EQ(lus_of(loaded), 2U);
}

TEST(DeckInclude, LibrariesAndIccfLibrariesAreFoldersThatTheJsonNames) {
  const Loaded loaded =
      TestFiles()
          .add("deck",
               "ID 44\nOPEN 127.0.0.1 1023\nAPPLID A A\n* $$ SLI ICCF=LISTA,LIB=0051\n"
               "* $$ SLI MEM=LISTB.Z,S=(PRD1.BASE,PRD2.CONFIG)\nATTACH TN3270E\n")
          .add("c.json", R"({"libraries": {"prd2.config": "config.d"}, "iccf": {"51": "iccf51"}})")
          .add("iccf51/LISTA", "TERMINAL T001 GENERIC\n")
          .add("config.d/LISTB.Z", "TERMINAL T002 GENERIC\n")
          .load({"deck", "c.json"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_EQ(lus_of(loaded), 2U);
}

TEST(DeckInclude, AMissingMemberIsAnErrorThatSaysWhereItWasLookedFor) {
  LoadOptions options;
  options.include = {"lib"};
  const Loaded loaded = TestFiles()
                            .add("shop/deck", deck_that_includes("MEM=NONE,S=PRD2.CONFIG"))
                            .load({"shop/deck"}, options);
  EXPECT_THAT(
      errors_of(loaded),
      ElementsAre("shop/deck:4:1: error: the include MEM=NONE was not found; looked for it "
                  "in 'shop', 'lib'; put it there, or give its folder with --include, or in "
                  "a JSON file: \"libraries\": {\"PRD2.CONFIG\": \"FOLDER\"}"));
}

TEST(DeckInclude, AMissingIccfMemberNamesTheIccfSetting) {
  const Loaded loaded = load_deck(deck_that_includes("ICCF=NONE,LIB=51"));
  EXPECT_THAT(errors_of(loaded), ElementsAre(AllOf(StartsWith("deck:4:1: error: "),
                                                   HasSubstr("\"iccf\": {\"51\": \"FOLDER\"}"))));
}

TEST(DeckInclude, WhatAMissingMemberMayHoldIsNotMissedAgain) {
  const Loaded loaded = load_deck("ID 44\n* $$ SLI MEM=NONE\n");
  EXPECT_THAT(errors_of(loaded), SizeIs(1));
}

TEST(DeckInclude, AMemberThatIncludesItselfIsRefused) {
  const Loaded loaded = TestFiles()
                            .add("deck", deck_that_includes("MEM=A"))
                            .add("A", "* $$ SLI MEM=B\n")
                            .add("B", "TERMINAL T001 GENERIC\n* $$ SLI MEM=A\n")
                            .load({"deck"});
  EXPECT_THAT(errors_of(loaded),
              ElementsAre("B:2:1: error: member A includes itself; take this card out"));
}

TEST(DeckInclude, IncludesWithinIncludesEndAtTheirLimit) {
  TestFiles files;
  files.add("deck", deck_that_includes("MEM=M1"));
  for (std::size_t i = 1; i <= limits::kIncludeDepth; ++i) {
    files.add("M" + std::to_string(i), "* $$ SLI MEM=M" + std::to_string(i + 1) + "\n");
  }
  const std::string last = "M" + std::to_string(limits::kIncludeDepth);
  files.add(last, "TERMINAL T001 GENERIC\n");
  EXPECT_THAT(errors_of(files.load({"deck"})), IsEmpty());

  files.add(last, "* $$ SLI MEM=DEEPER\n").add("DEEPER", "TERMINAL T001 GENERIC\n");
  EXPECT_THAT(errors_of(files.load({"deck"})), ElementsAre(AllOf(StartsWith(last + ":1:1: error: "),
                                                                 HasSubstr("more than 16 deep"))));
}

TEST(DeckInclude, ManyIncludesOfIncludesAreBoundedTogether) {
  TestFiles files;
  files.add("deck", deck_that_includes("MEM=M1"));
  const std::string filler(limits::kConfigFileBytes / 40, ' ');
  for (int i = 1; i < 9; ++i) {
    const std::string next = "* $$ SLI MEM=M" + std::to_string(i + 1) + "\n";
    files.add("M" + std::to_string(i), next + next + filler);
  }
  files.add("M9", "TERMINAL T001 GENERIC\n");
  EXPECT_THAT(errors_of(files.load({"deck"})), testing::Contains(HasSubstr("larger than 64 MB")));
}

TEST(DeckInclude, ANameWithAPathInItIsNoMember) {
  EXPECT_THAT(errors_of(load_deck(deck_that_includes("MEM=../../etc/passwd"))),
              ElementsAre(HasSubstr("names no member")));
  EXPECT_THAT(errors_of(load_deck(deck_that_includes(""))),
              ElementsAre(HasSubstr("names no member")));
}

TEST(DeckInclude, TheWholeStepMayComeFromAMember) {
  const Loaded loaded = TestFiles()
                            .add("deck", "* $$ JOB JNM=TN\n* $$ SLI MEM=BODY\n* $$ EOJ\n")
                            .add("BODY", "// JOB TN44\n// EXEC BSTTVNET,OS390,TASKS=ANY\n" +
                                             deck_with("") + "/*\n/&\n")
                            .load({"deck"});
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  ASSERT_THAT(loaded.config->servers, SizeIs(1));
  EXPECT_EQ(loaded.config->servers[0].name, "TN44");
}

}  // namespace
}  // namespace config
