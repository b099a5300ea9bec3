#include "vtam/logmode_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::book;
using test::mode;
using test::Shop;
using test::terminal;
using testing::HasSubstr;
using testing::SizeIs;

std::vector<config::Problem> problems(const config::Config& config) {
  config::Problems found;
  check_logmodes(config, found);
  EXPECT_FALSE(found.has_errors());
  return found.all();
}

config::LuSettings with_mode(const char* name, const char* logmode) {
  config::LuSettings lu = terminal(name);
  lu.logmode = mode(logmode);
  return lu;
}

TEST(LogmodeCheck, HasNothingToSayAboutTheModelsOwnBook) {
  Shop shop({terminal("T001"), terminal("T002"), with_mode("J001", "SP3272QN")});
  shop.config.nodes.push_back(book());
  EXPECT_THAT(problems(shop.config), SizeIs(0));
}

TEST(LogmodeCheck, SaysAnUnknownLogmodeOnceForAWholeRange) {
  const Shop shop({with_mode("T001", "SP9999"), with_mode("T002", "SP9999")});
  const auto found = problems(shop.config);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, config::Severity::Warning);
  EXPECT_EQ(found[0].text,
            "LOGMODE SP9999 is no logmode of this kind of LU in IESINCLM or ISTINCLM: it is passed "
            "over; name one of theirs, or leave it out");
}

TEST(LogmodeCheck, FindsADlogmodWithoutItsTable) {
  Shop shop({terminal("T001")});
  shop.config.nodes.push_back(book());
  shop.config.nodes[0].rows[2].modetab.reset();
  const auto found = problems(shop.config);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].text, HasSubstr("DLOGMOD SP3272QN is no logmode of this kind of LU in "
                                       "ISTINCLM:"));
}

TEST(LogmodeCheck, FindsAPrintersModeOnATerminal) {
  const Shop shop({with_mode("T001", "SPSCSPRT")});
  EXPECT_THAT(problems(shop.config), SizeIs(1));
}

}  // namespace
}  // namespace vtam
