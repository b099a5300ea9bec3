#include "printers/delivery/name_pattern.h"

#include <gtest/gtest.h>

#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

TEST(NamePattern, StandsForTheFactsOfAJob) {
  SentJob job("x");
  EXPECT_EQ(expand("{lu}.{date}.{sequence}", job.parcel()), "PRT1.20261121.7");
  EXPECT_EQ(expand("{time}/{job}-{application}", job.parcel()), "150307/12-API");
  job.parcel().facts.application = config::ApplId::parse("PAYAPPL");
  EXPECT_EQ(expand("'{application}({lu})'", job.parcel()), "'PAYAPPL(PRT1)'");
}

TEST(NamePattern, KeepsWhatStandsForNothing) {
  const SentJob job("x");
  EXPECT_EQ(expand("{moon} {lu", job.parcel()), "{moon} {lu");
  EXPECT_EQ(expand("{{lu}}", job.parcel()), "{PRT1}");
  EXPECT_EQ(expand("", job.parcel()), "");
  EXPECT_EQ(expand("a\r\nDELE b", job.parcel()), "a__DELE b");
}

TEST(SafeFileName, StaysInItsFolder) {
  EXPECT_EQ(safe_file_name("PRT1.pdf"), "PRT1.pdf");
  EXPECT_EQ(safe_file_name("../../etc/passwd"), "_._.._etc_passwd");
  EXPECT_EQ(safe_file_name("a\\b"), "a_b");
  EXPECT_EQ(safe_file_name("."), "_");
  EXPECT_EQ(safe_file_name(""), "job");
}

TEST(SafeFileName, IsCutBetweenCharacters) {
  EXPECT_EQ(safe_file_name(std::string(300, 'a')), std::string(200, 'a'));
  EXPECT_EQ(safe_file_name(std::string(199, 'a') + "\xC3\xA9"), std::string(199, 'a'));
}

TEST(NumberedName, HasItsNumberBeforeAnEnding) {
  EXPECT_EQ(numbered("report.pdf", 2), "report-2.pdf");
  EXPECT_EQ(numbered("PRT1.20261121.7", 2), "PRT1.20261121.7-2");
  EXPECT_EQ(numbered("report", 10), "report-10");
  EXPECT_EQ(numbered("a.document", 2), "a.document-2");
  EXPECT_EQ(numbered("a.", 2), "a.-2");
  EXPECT_EQ(numbered(".pdf", 2), ".pdf-2");
}

TEST(TitleOfAJob, IsItsNameOrItsNumber) {
  SentJob job("x");
  EXPECT_EQ(title_of(job.parcel()), "PRT1.job 12");
  job.parcel().facts.name = "PAYROLL";
  EXPECT_EQ(title_of(job.parcel()), "PAYROLL");
}

}  // namespace
}  // namespace printers
