#include "vtam/uss_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vtam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr tn3270::ScreenSize kSmall{24, 80};
constexpr tn3270::ScreenSize kTall{43, 80};
using Messages = std::vector<config::UssMessage>;

UssValues values() {
  return {.lu = "T001",
          .applid = "DEMO",
          .logmode = "SP3272QN",
          .date = "11/21/26",
          .time = "15:02:25",
          .client = "10.1.2.3",
          .sense = "08210000",
          .text = "LOGMODE(SP3275QN) is too large"};
}

config::UssMessage message(std::uint8_t number, std::vector<std::string> lines) {
  return {.number = number, .lines = std::move(lines)};
}

std::string line(const std::string& text, const UssValues& said = values()) {
  const auto lines = uss_lines({message(10, {text})}, 10, "037", kSmall, said);
  EXPECT_THAT(lines, SizeIs(1));
  return lines.empty() ? "" : lines.front();
}

struct Line {
  const char* defined;
  const char* shown;
};

TEST(UssText, AValueStandsWhereItsNameStood) {
  for (const Line& one : {
           Line{"no names at all", "no names at all"},
           Line{"LU @@LUNAME here", "LU T001     here"},
           Line{"@@APPLID|@@LOGMODE|", "DEMO    |SP3272QN |"},
           Line{"@@@@DATE @@@@TIME|", "11/21/26 15:02:25|"},
           Line{"from @@CLIENT.", "from 10.1.2.3."},
           Line{"@@@@@@@@@IPADDR|", "10.1.2.3       |"},
           Line{"@@SIZE|", "24x80 |"},
           Line{"@@@SENSE @@SENSE", "08210000 08210000"},
           Line{"(@@TEXT)", "(LOGMODE(SP3275QN) is too large)"},
           Line{"@@luname @@SSCPNM @@ @", "@@luname @@SSCPNM @@ @"},
       }) {
    EXPECT_EQ(line(one.defined), one.shown) << one.defined;
  }
}

TEST(UssText, ALongerValueTakesBlanksBehindItAndThenMovesTheLine) {
  EXPECT_EQ(line("@@TIME    NEXT"), "15:02:25  NEXT");
  EXPECT_EQ(line("@@TIME  NEXT"), "15:02:25 NEXT");
  EXPECT_EQ(line("it is @@TIME on @@DATE."), "it is 15:02:25 on 11/21/26.");
  EXPECT_EQ(line("@@TIME  "), "15:02:25");
  UssValues v6 = values();
  v6.client = "2001:db8::17";
  EXPECT_EQ(line("@@CLIENT      |", v6), "2001:db8::17  |");
}

TEST(UssText, AnEmptyValueLeavesItsPlaceBlank) {
  EXPECT_EQ(line("<@@LUNAME>", {}), "<        >");
  EXPECT_EQ(line("<@@TEXT>", {}), "<>");
}

TEST(UssText, LinesAreCutToTheScreenInCharacters) {
  EXPECT_EQ(line(std::string(79, 'x') + "@@LUNAME"), std::string(79, 'x') + "T");
  std::string umlauts;
  for (int i = 0; i < 90; ++i) {
    umlauts += "ü";
  }
  EXPECT_EQ(line(umlauts), umlauts.substr(0, 160));
  const Messages long_one = {message(10, std::vector<std::string>(60, "line"))};
  EXPECT_THAT(uss_lines(long_one, 10, "037", kSmall, values()), SizeIs(24));
  EXPECT_THAT(uss_lines(long_one, 10, "037", kTall, values()), SizeIs(43));
}

TEST(UssText, ALineOfTextAloneIsWrapped) {
  UssValues said = values();
  said.text = std::string(50, 'a') + " " + std::string(50, 'b');
  EXPECT_THAT(uss_lines({message(7, {"@@APPLID!", "@@TEXT", "end"})}, 7, "037", kSmall, said),
              ElementsAre("DEMO    !", std::string(50, 'a'), std::string(50, 'b'), "end"));
}

TEST(UssText, TheMostExactMessageCounts) {
  config::UssMessage all = message(10, {"all"});
  config::UssMessage tall = message(10, {"tall"});
  tall.size = "43x80";
  config::UssMessage german = message(10, {"german"});
  german.code_page = "273";
  config::UssMessage both = message(10, {"both"});
  both.size = "43x80";
  both.code_page = "273";
  const Messages own = {message(7, {"other"}), all, tall, german, both, message(10, {"late"})};
  const auto shown = [&](const char* page, tn3270::ScreenSize size) {
    return uss_lines(own, 10, page, size, values());
  };
  EXPECT_THAT(shown("037", kSmall), ElementsAre("all"));
  EXPECT_THAT(shown("037", kTall), ElementsAre("tall"));
  EXPECT_THAT(shown("273", kSmall), ElementsAre("german"));
  EXPECT_THAT(shown("273", kTall), ElementsAre("both"));
  EXPECT_EQ(find_uss(own, 8, "037", kSmall), nullptr);
}

TEST(UssText, ADecksNameOfACodePageIsThatPage) {
  config::UssMessage usual = message(10, {"usual"});
  usual.code_page = "037";
  EXPECT_NE(find_uss({usual}, 10, "DN_03", kSmall), nullptr);
  EXPECT_EQ(find_uss({usual}, 10, "273", kSmall), nullptr);
}

TEST(UssText, EveryMessageHasWordsOfItsOwn) {
  for (std::uint8_t number = 0; number <= 14; ++number) {
    const auto lines = uss_lines({}, number, "037", kSmall, values());
    ASSERT_THAT(lines, Not(IsEmpty())) << unsigned{number};
    EXPECT_EQ(lines.front().find("@@"), std::string::npos) << lines.front();
    EXPECT_EQ(lines.front().find("  "), std::string::npos) << lines.front();
  }
}

TEST(UssText, BuiltInMessagesSayWhatTheyAreAbout) {
  const auto said = [](std::uint8_t number, const UssValues& with) {
    return uss_lines({}, number, "037", {24, 132}, with);
  };
  EXPECT_THAT(said(uss::kNotBound, values()),
              ElementsAre("Session with DEMO not established: LOGMODE(SP3275QN) is too large: "
                          "sense 08210000"));
  EXPECT_THAT(said(uss::kUnknownCommand, {.text = "LOGGON"}),
              ElementsAre("Command not recognised: LOGGON"));
  EXPECT_THAT(said(uss::kSessionEnded, {.applid = "DEMO"}), ElementsAre("Session with DEMO ended"));
  EXPECT_THAT(said(uss::kInvalidParameter, {}),
              ElementsAre("Parameter with a value that is not valid"));
}

TEST(UssText, AnEchoIsAsItCame) {
  EXPECT_THAT(uss_lines({}, uss::kEcho, "037", kSmall, {.text = "A  B"}), ElementsAre("A  B"));
  EXPECT_THAT(uss_lines({}, uss::kEcho, "037", kSmall, {}), IsEmpty());
}

TEST(UssText, ANumberBeyondFourteenIsMessageFourteen) {
  EXPECT_THAT(uss_lines({}, 15, "037", kSmall, {}), ElementsAre("USS message not defined: 15"));
  EXPECT_THAT(uss_lines({message(14, {"no @@TEXT"})}, 99, "037", kSmall, {}), ElementsAre("no 99"));
}

}  // namespace
}  // namespace vtam
