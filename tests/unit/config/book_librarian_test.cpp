#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kHead =
    "// JOB CAT\n// EXEC LIBR,SIZE=256K,PARM='MSHP'\nACCESS S=PRD2.CONFIG\n";

// The book's rows are all that is looked at; a deck gives the rest.
Loaded load_with_deck(const std::string& job) {
  return TestFiles()
      .add("deck", "ID 44\nOPEN 127.0.0.1 1023\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n")
      .add("job", job)
      .load({"deck", "job"});
}

TEST(Librarian, OneJobMayCatalogueSeveralBooksAndTheStartList) {
  const Loaded loaded = load_with_deck(
      std::string(kHead) +
      "CATALOG BOOKA.B REPLACE=YES\nX VBUILD TYPE=APPL\nBSTTUSST APPL AUTH=PASS\nT001 APPL\n/+\n"
      "CATALOG BOOKB.B REPLACE=YES\n VBUILD TYPE=APPL\nT002 APPL\n/+\n"
      "CATALOG ATCCON00.B REPLACE=YES\nBOOKA,BOOKB\n/+\n/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
  ASSERT_THAT(loaded.config->nodes, SizeIs(2));
  EXPECT_EQ(loaded.config->nodes[0].name.view(), "BOOKA");
  EXPECT_EQ(loaded.config->nodes[1].name.view(), "BOOKB");
  ASSERT_TRUE(loaded.config->start_list.has_value());
  EXPECT_EQ(loaded.config->start_list->name, "ATCCON00");
  EXPECT_THAT(loaded.config->start_list->nodes, SizeIs(2));
}

TEST(Librarian, AContinuationThatTheEndOfTheMemberCutsOffIsFound) {
  std::string card = "T001 APPL AUTH=(ACQ),";
  card.resize(71, ' ');
  const Loaded loaded = load_with_deck(
      std::string(kHead) + "CATALOG BOOKA.B\nX VBUILD TYPE=APPL\n" + card + "X\n/+\n/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), Contains(HasSubstr("job:6:72: error: column 72 continues")));
}

TEST(Librarian, AMissingEndOfTheMemberIsAWarning) {
  const Loaded loaded = load_with_deck(std::string(kHead) +
                                       "CATALOG BOOKA.B\nX VBUILD TYPE=APPL\nT001 APPL\n/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded),
              Contains(HasSubstr("job:4:9: warning: no /+ ends member BOOKA.B")));
}

TEST(Librarian, OtherMembersAndCommandsAreNoted) {
  const Loaded loaded = load_with_deck(
      std::string(kHead) +
      "DELETE OLD.B\nLSIT BOOKA.B\nCATALOG TERM.Z\nTERMINAL T009 "
      "GENERIC\n/+\nCATALOG BOOKA.B\nX VBUILD TYPE=APPL\nBSTTUSST APPL AUTH=PASS\nT001 APPL\n/+\n"
      "/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(notes_of(loaded), Contains(HasSubstr("job:4:1: note: DELETE changes nothing here")));
  EXPECT_THAT(warnings_of(loaded), Contains(HasSubstr("did you mean 'LIST'?")));
  EXPECT_THAT(notes_of(loaded), Contains(HasSubstr("job:6:9: note: member TERM.Z is no book")));
}

TEST(Librarian, ACatalogWithoutAMemberIsAnError) {
  const Loaded loaded =
      load_with_deck(std::string(kHead) + "CATALOG\nX VBUILD TYPE=APPL\n/+\n/*\n/&\n");
  EXPECT_THAT(errors_of(loaded), Contains(HasSubstr("job:4:9: error: CATALOG lacks a member")));
}

}  // namespace
}  // namespace config
