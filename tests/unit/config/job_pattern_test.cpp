#include "config/job_pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace config {
namespace {

using ::testing::HasSubstr;

TEST(JobPattern, HasKnownWordsInBraces) {
  EXPECT_EQ(pattern_fault("{lu}.{date}.{sequence}"), "");
  EXPECT_EQ(pattern_fault("{job}{time}-{application}.pdf"), "");
  EXPECT_EQ(pattern_fault("REPORT"), "");
}

TEST(JobPattern, WhatIsUnknownIsNamedWithWhatIsKnown) {
  EXPECT_EQ(pattern_fault("{lu}.{dat}"),
            "has {dat}, which stands for nothing; did you mean 'date'?; there are {lu}, {job}, "
            "{date}, {time}, {sequence}, {application}");
  EXPECT_THAT(pattern_fault("{}"), HasSubstr("has {}, which stands for nothing; there are {lu}"));
  EXPECT_THAT(pattern_fault("{LU}"), HasSubstr("has {LU}, which stands for nothing"));
}

TEST(JobPattern, BracesComeInPairs) {
  EXPECT_THAT(pattern_fault("a{lu"), HasSubstr("has a brace without its partner"));
  EXPECT_THAT(pattern_fault("a}lu{"), HasSubstr("has a brace without its partner"));
  EXPECT_THAT(pattern_fault("{lu}}"), HasSubstr("has a brace without its partner"));
  EXPECT_THAT(pattern_fault("{{lu}"), HasSubstr("has {{lu}, which stands for nothing"));
}

TEST(JobPattern, SaysWhetherNamesDiffer) {
  EXPECT_TRUE(differs_by_job("{sequence}"));
  EXPECT_TRUE(differs_by_job("a{time}"));
  EXPECT_FALSE(differs_by_job("{lu}.{date}.{application}"));
  EXPECT_TRUE(differs_by_lu("{lu}"));
  EXPECT_TRUE(differs_by_lu("{job}"));
  EXPECT_FALSE(differs_by_lu("{sequence}{date}{time}"));
}

}  // namespace
}  // namespace config
