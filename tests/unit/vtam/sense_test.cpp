#include "vtam/sense.h"

#include <gtest/gtest.h>

#include "vtam/unbind_reason.h"

namespace vtam {
namespace {

TEST(Sense, HasWordsForAllThatClientsAnswer) {
  EXPECT_EQ(sense::text(0x10030000), "command reject (sense 1003 0000)");
  EXPECT_EQ(sense::text(0x08020000), "intervention required (sense 0802 0000)");
  EXPECT_EQ(sense::text(0x10050000), "operation check (sense 1005 0000)");
  EXPECT_EQ(sense::text(0x08310000), "component disconnected (sense 0831 0000)");
}

TEST(Sense, HasWordsForAllThatVtamAnswers) {
  EXPECT_EQ(sense::text(0x08120000), "insufficient resource (sense 0812 0000)");
  EXPECT_EQ(sense::text(0x08210000), "invalid session parameters (sense 0821 0000)");
  EXPECT_EQ(sense::text(0x082D0000), "LU not ready (sense 082D 0000)");
  EXPECT_EQ(sense::text(0x00010000), "ready again (sense 0001 0000)");
  EXPECT_EQ(sense::text(0x082B0000), "presentation space lost (sense 082B 0000)");
}

TEST(Sense, ShowsAnUnknownCodeAsItIs) {
  EXPECT_EQ(sense::text(0x12345678), "sense 1234 5678");
  EXPECT_EQ(sense::text(0), "sense 0000 0000");
  EXPECT_EQ(sense::text(0xFFFFABCD), "sense FFFF ABCD");
}

// PROTOCOL 1.6.
TEST(UnbindReasons, AreNormalForOrderlyEndsAndCleanupForOthers) {
  struct Row {
    LossReason lost;
    UnbindReason reason;
  };
  for (const Row& row :
       {Row{LossReason::Kill, UnbindReason::Normal}, Row{LossReason::Logoff, UnbindReason::Normal},
        Row{LossReason::Shutdown, UnbindReason::Normal},
        Row{LossReason::ClientLost, UnbindReason::Cleanup},
        Row{LossReason::React, UnbindReason::Cleanup},
        Row{LossReason::Broken, UnbindReason::Cleanup}}) {
    EXPECT_EQ(unbind_reason(row.lost), row.reason) << text(row.lost);
  }
  EXPECT_EQ(static_cast<int>(UnbindReason::Normal), 0x01);
  EXPECT_EQ(static_cast<int>(UnbindReason::BindForthcoming), 0x02);
  EXPECT_EQ(static_cast<int>(UnbindReason::Cleanup), 0x0F);
}

}  // namespace
}  // namespace vtam
