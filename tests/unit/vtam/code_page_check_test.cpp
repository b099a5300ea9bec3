#include "vtam/code_page_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::Shop;
using test::terminal;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> problems(const config::Config& config) {
  config::Problems found;
  check_code_pages(config, found);
  std::vector<std::string> lines;
  for (const config::Problem& problem : found.all()) {
    lines.push_back(config::format(problem, {"site.json"}));
  }
  return lines;
}

config::LuSettings with_page(const char* name, const char* page, std::uint32_t line) {
  config::LuSettings lu = terminal(name);
  lu.code_page = page;
  lu.at = {0, line, 5};
  return lu;
}

TEST(CodePageCheck, KnowsWhatIconvKnowsAndTheClientsOwn) {
  Shop shop({with_page("T001", "client", 4), with_page("T002", "1140", 5), terminal("T003")});
  shop.config.servers[0].code_page = "500";
  shop.config.servers[0].listeners.resize(2);
  shop.config.servers[0].listeners[1].code_page = "870";
  EXPECT_THAT(problems(shop.config), IsEmpty());
  shop.config.servers[0].code_page = "DN_03";
  EXPECT_THAT(problems(shop.config), IsEmpty());
}

TEST(CodePageCheck, NamesWhoHasAPageThatCannotBeHad) {
  Shop shop(
      {with_page("T001", "819", 4), with_page("T002", "819", 4), with_page("T003", "930", 5)});
  shop.config.servers[0].code_page = "850";
  shop.config.servers[0].code_page_at = {0, 2, 3};
  shop.config.servers[0].listeners.resize(1);
  shop.config.servers[0].listeners[0].name = "l";
  shop.config.servers[0].listeners[0].code_page = "99999";
  shop.config.servers[0].listeners[0].at = {0, 3, 3};
  EXPECT_THAT(problems(shop.config),
              ElementsAre("site.json:2:3: error: partition 'BSITN44': code page 850 is no EBCDIC "
                          "page that iconv knows; write one like 037, 273, 500, 1047 or 1140",
                          "site.json:3:3: error: listener 'l': code page 99999 is no EBCDIC page "
                          "that iconv knows; write one like 037, 273, 500, 1047 or 1140",
                          "site.json:4:5: error: LU T001: code page 819 is no EBCDIC page that "
                          "iconv knows; write one like 037, 273, 500, 1047 or 1140",
                          "site.json:5:5: error: LU T003: code page 930 has two-byte characters, "
                          "and only single-byte pages can be chosen; write one like 037, 273, 500, "
                          "1047 or 1140"));
}

}  // namespace
}  // namespace vtam
