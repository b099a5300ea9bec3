#include "printers/delivery/lpr_control_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct Facts {
  config::DeliverySettings settings;
  SentJob job{"x"};
  [[nodiscard]] LprJob made(const std::string& machine = "gate") const {
    return lpr_job(settings, job.parcel(), machine);
  }
};

TEST(LprControlFile, HasSixLinesByDefault) {
  Facts facts;
  facts.job.parcel().facts.name = "PAYROLL";
  facts.job.parcel().facts.application = config::ApplId::parse("PAYAPPL");
  const LprJob made = facts.made();
  EXPECT_EQ(made.control_file, "Hgate\nPPAYAPPL\nJPAYROLL\nldfA012gate\nUdfA012gate\nNPAYROLL\n");
  EXPECT_EQ(made.control_name, "cfA012gate");
  EXPECT_EQ(made.data_name, "dfA012gate");
}

TEST(LprControlFile, HasClassBannerAndFormatWhereSpoolersWantThem) {
  Facts facts;
  facts.settings.class_name = "forms";
  facts.settings.lpr_banner = true;
  facts.settings.filtered = true;
  facts.settings.user = "operator";
  facts.settings.job_name = "{lu}-{sequence} of {date}";
  EXPECT_EQ(facts.made().control_file,
            "Hgate\nPoperator\nJPRT1-7 of 20261121\nCforms\nLoperator\nfdfA012gate\nUdfA012gate\n"
            "NPRT1.job 12\n");
}

TEST(LprControlFile, HasThreeDigitsOfTheJob) {
  Facts facts;
  facts.job.parcel().job = 123'456;
  EXPECT_EQ(facts.made().data_name, "dfA456gate");
  facts.job.parcel().job = 5;
  EXPECT_EQ(facts.made().data_name, "dfA005gate");
}

TEST(LprControlFile, CutsAHostAtFifteenCharacters) {
  Facts facts;
  EXPECT_THAT(facts.made("gate.example.ORG").control_file, StartsWith("Hgate\n"));
  EXPECT_THAT(facts.made("gate.example.or").control_file, StartsWith("Hgate.example.or\n"));
  EXPECT_THAT(facts.made("a-gate-with-a-long-name.example").data_name,
              EndsWith("012a-gate-with-a-l"));
  EXPECT_THAT(facts.made("").control_file, StartsWith("Htn3270d\n"));
  facts.settings.host_name = "front door";
  EXPECT_THAT(facts.made().control_file, StartsWith("Hfront-door\n"));
}

TEST(LprControlFile, KeepsToTheLengthsOfTheRfc) {
  Facts facts;
  facts.job.parcel().facts.name = std::string(300, 'n');
  facts.settings.user = std::string(300, 'u');
  facts.settings.class_name = std::string(300, 'c');
  EXPECT_EQ(facts.made().control_file, "Hgate\nP" + std::string(31, 'u') + "\nJ" +
                                           std::string(99, 'n') + "\nC" + std::string(31, 'c') +
                                           "\nldfA012gate\nUdfA012gate\nN" + std::string(131, 'n') +
                                           "\n");
}

TEST(LprControlFile, LetsNobodyAddALineOrAByteThatSpoolersStumbleOver) {
  Facts facts;
  facts.job.parcel().facts.name = "a\nUdfA999evil\r\xC3\xA9\x7F";
  facts.job.parcel().facts.submitter = "API (operator)";
  const std::string made = facts.made().control_file;
  EXPECT_THAT(made, HasSubstr("\nJa?UdfA999evil???\n"));
  EXPECT_THAT(made, HasSubstr("\nPAPI\n"));
}

}  // namespace
}  // namespace printers
