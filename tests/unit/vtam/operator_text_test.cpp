#include "vtam/operator_text.h"

#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::lu_name;
using test::terminal;

LuEntry entry(const config::LuSettings& lu, LuState state, bool held) {
  LuEntry made;
  made.settings = &lu;
  made.state = state;
  if (held) {
    made.holder = SessionId{};
  }
  return made;
}

TEST(Bstt075e, SaysWhichOfItsCasesItIs) {
  const config::LuName lu = lu_name("T001");
  EXPECT_EQ(bstt075e(lu, HeldByClient{"192.0.2.7 port 40112", "2026-11-21T07:30:00Z"}),
            "BSTT075E T001 LUNAME NOT AVAIL: held by 192.0.2.7 port 40112 since "
            "2026-11-21T07:30:00Z; REACT frees it if that client is gone");
  EXPECT_EQ(bstt075e(lu, NotReleased{"DBDCCICS", "2026-11-21T07:30:00Z"}),
            "BSTT075E T001 LUNAME NOT AVAIL: application DBDCCICS has not released it since "
            "2026-11-21T07:30:00Z; REACT frees it");
  EXPECT_EQ(bstt075e(lu, NotReleased{}),
            "BSTT075E T001 LUNAME NOT AVAIL: its application has not released it; REACT frees it");
  EXPECT_EQ(bstt075e(lu, NotActive{"node VNETAPPL is not in ATCCON00"}),
            "BSTT075E T001 LUNAME NOT AVAIL: node VNETAPPL is not in ATCCON00");
}

TEST(RefuseKill, WhereThereIsNothingToEndOrTheEndHasBegun) {
  const config::LuSettings lu = terminal("T001");
  EXPECT_EQ(refuse_kill(entry(lu, LuState::Conct, false))->rule, "NOT-IN-SESSION");
  EXPECT_EQ(refuse_kill(entry(lu, LuState::Nevac, false))->rule, "NOT-IN-SESSION");
  EXPECT_EQ(refuse_kill(entry(lu, LuState::Terminating, true))->rule, "TERMINATING");
  EXPECT_NE(refuse_kill(entry(lu, LuState::Terminating, true))->text.find("use REACT"),
            std::string::npos);
  EXPECT_FALSE(refuse_kill(entry(lu, LuState::Activ, true)));
}

TEST(RefuseReact, OnlyWhereTheNodeIsNotActive) {
  const config::LuSettings lu = terminal("T001");
  LuEntry never = entry(lu, LuState::Nevac, false);
  never.why_inactive = "node VNETAPPL is not in ATCCON00";
  EXPECT_EQ(refuse_react(never)->rule, "BSTT075E");
  EXPECT_EQ(refuse_react(never)->text,
            "BSTT075E T001 LUNAME NOT AVAIL: node VNETAPPL is not in ATCCON00");
  EXPECT_TRUE(refuse_react(entry(lu, LuState::Inact, false)));
  EXPECT_FALSE(refuse_react(entry(lu, LuState::Conct, false)));
  EXPECT_FALSE(refuse_react(entry(lu, LuState::Activ, true)));
  EXPECT_FALSE(refuse_react(entry(lu, LuState::Terminating, true)));
}

TEST(LuStateText, IsWhatOperatorsKnow) {
  EXPECT_STREQ(text(LuState::Nevac), "NEVAC");
  EXPECT_STREQ(text(LuState::Inact), "INACT");
  EXPECT_STREQ(text(LuState::Conct), "CONCT");
  EXPECT_STREQ(text(LuState::Activ), "ACTIV");
  EXPECT_STREQ(text(LuState::ActS), "ACT/S");
  EXPECT_STREQ(text(LuState::Terminating), "TERMINATING");
}

}  // namespace
}  // namespace vtam
