#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/deck/job.h"

namespace config::deck {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

Job job_of(const std::string& text) {
  return read_job(cards_of(text, 0));
}

std::vector<std::string> texts(const std::vector<Card>& cards) {
  std::vector<std::string> result;
  for (const Card& card : cards) {
    result.push_back(card.text);
  }
  return result;
}

TEST(DeckJob, AStepHasItsProgramItsJobAndTheCardsUpToTheEndOfData) {
  const Job job = job_of(
      "* $$ JOB JNM=PNAME,CLASS=S\n"
      "* $$ LST CLASS=S,DISP=D\n"
      "// JOB MYJOB with remarks\n"
      "// OPTION LOG,SYSPARM='44'\n"
      "// LIBDEF *,SEARCH=(PRD2.CONFIG)\n"
      "// EXEC BSTTVNET,SIZE=BSTTVNET,TASKS=ANY,OS390\n"
      "ID 44\n"
      "/*\n"
      "/&\n"
      "* $$ EOJ\n");
  ASSERT_THAT(job.steps, SizeIs(1));
  const Step& step = job.steps[0];
  EXPECT_EQ(step.program, "BSTTVNET");
  EXPECT_EQ(step.at, (Position{0, 6, 9}));
  EXPECT_EQ(step.job, "MYJOB");
  ASSERT_TRUE(step.sysparm.has_value());
  EXPECT_EQ(step.sysparm->text, "44");
  EXPECT_EQ(step.sysparm_at, (Position{0, 4, 24}));
  EXPECT_TRUE(step.os390);
  EXPECT_TRUE(step.tasks);
  EXPECT_FALSE(step.cut_by.has_value());
  EXPECT_THAT(texts(step.input), testing::ElementsAre("ID 44"));
  EXPECT_THAT(job.loose, IsEmpty());
}

TEST(DeckJob, ThePowerJobNamesAStepThatNoJobCardNames) {
  EXPECT_EQ(job_of("* $$ JOB JNM=PNAME,CLASS=S\n// EXEC BSTTVNET\n").steps.at(0).job, "PNAME");
}

TEST(DeckJob, LowerCaseIsAcceptedEverywhere) {
  const Job job =
      job_of("// job myjob\n// option sysparm='02'\n// exec bsttvnet,os390,tasks=any\n");
  EXPECT_EQ(job.steps.at(0).program, "BSTTVNET");
  EXPECT_EQ(job.steps.at(0).job, "MYJOB");
  EXPECT_TRUE(job.steps.at(0).os390);
  EXPECT_TRUE(job.steps.at(0).sysparm.has_value());
}

TEST(DeckJob, SeveralStepsShareTheJobAndItsSysparm) {
  const Job job = job_of(
      "// JOB A\n// OPTION SYSPARM='10'\n// EXEC BSTTWAIT,SIZE=BSTTWAIT\n/*\n"
      "// EXEC BSTTVNET\nID 10\n/*\n// EXEC LISTLOG\n/&\n// JOB B\n// EXEC BSTTVNET\nID 11\n/*\n");
  ASSERT_THAT(job.steps, SizeIs(4));
  EXPECT_THAT(job.steps[0].input, IsEmpty());
  EXPECT_EQ(job.steps[1].sysparm->text, "10");
  EXPECT_EQ(job.steps[3].job, "B");
  EXPECT_FALSE(job.steps[3].sysparm.has_value());
}

TEST(DeckJob, CardsWithoutAnyJclAreOneStepWithoutAProgram) {
  const Job job = job_of("* a fragment\nID 66\nOPEN VSEC01 1023\n");
  ASSERT_THAT(job.steps, SizeIs(1));
  EXPECT_EQ(job.steps[0].program, "");
  EXPECT_THAT(texts(job.steps[0].input),
              testing::ElementsAre("* a fragment", "ID 66", "OPEN VSEC01 1023"));
}

TEST(DeckJob, ASetparmBehindSlashStarDoesNotDisturbWhatComesBeforeExec) {
  const Job job = job_of(
      "// SETPARM IPTRACE='YYNYNNNN'\n/* SETPARM IPTRACE='NNNNNNNN'\n"
      "// SETPARM SSL$DBG='YES' OR 'NO' (DEFAULT = NO)\n// EXEC BSTTVNET\nID 02\n/*\n");
  ASSERT_THAT(job.steps, SizeIs(1));
  EXPECT_THAT(job.steps[0].input, SizeIs(1));
}

TEST(DeckJob, LabelsAndTurnedOffStatementsArePassedOver) {
  const Job job =
      job_of("/. LIBDEF *,SEARCH=(A.B)\n// EXEC BSTTVNET\nID 02\n/. LABEL\nATTACH A\n/&\n");
  EXPECT_THAT(texts(job.steps.at(0).input), testing::ElementsAre("ID 02", "ATTACH A"));
}

TEST(DeckJob, AJclStatementGoesOnAfterColumn72) {
  std::string full = "// EXEC BSTTVNET,SIZE=BSTTVNET,DSPACE=3M,PARM='AAAAAAAAAAAAAAAAAAAAA',";
  full += std::string(71 - full.size(), 'B') + "X";
  const Job job = job_of(full + "\n               ,TASKS=ANY,OS390\nID 44\n/*\n");
  ASSERT_THAT(job.steps, SizeIs(1));
  EXPECT_TRUE(job.steps[0].os390);
  EXPECT_TRUE(job.steps[0].tasks);
  EXPECT_THAT(job.steps[0].input, SizeIs(1));
}

TEST(DeckJob, AJclStatementEndsTheDataThatNothingElseEnds) {
  const Job job = job_of("// EXEC BSTTVNET\nID 44\n// EXEC LISTLOG\n/&\n");
  ASSERT_THAT(job.steps, SizeIs(2));
  EXPECT_EQ(job.steps[0].cut_by, (Position{0, 3, 4}));
  EXPECT_THAT(job.steps[0].input, SizeIs(1));
}

TEST(DeckJob, CardsBetweenTheStepsAreLoose) {
  const Job job = job_of("// EXEC BSTTVNET\nID 44\n/*\nOPEN A 1\n* comment\n/&\n");
  EXPECT_THAT(texts(job.loose), testing::ElementsAre("OPEN A 1"));
}

TEST(DeckJob, AMemberThatIsCataloguedMayHoldJcl) {
  const Job job = job_of(
      "// EXEC LIBR\nACCESS S=A.B\nCATALOG JOB.Z EOD=//\n* $$ JOB JNM=X\n// comment\nCATALOG "
      "B.B\n// EXEC BSTTVNET\n/+\n/*\n");
  ASSERT_THAT(job.steps, SizeIs(1));
  EXPECT_THAT(texts(job.steps[0].input),
              testing::ElementsAre("ACCESS S=A.B", "CATALOG JOB.Z EOD=//", "/+", "CATALOG B.B",
                                   "// EXEC BSTTVNET", "/+"));
}

}  // namespace
}  // namespace config::deck
