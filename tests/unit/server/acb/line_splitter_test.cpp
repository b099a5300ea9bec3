#include "tn3270/server/acb/line_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Every line that `splitter` makes of these reads.
std::vector<std::string> lines_of(LineSplitter& splitter, const std::vector<std::string>& reads) {
  std::vector<std::string> lines;
  for (const std::string& read : reads) {
    EXPECT_TRUE(splitter.feed(read, [&lines](std::string_view line) {
      lines.emplace_back(line);
      return true;
    }));
  }
  return lines;
}

TEST(LineSplitter, LinesMayBeSplitAnywhere) {
  const std::string text = "one\n\n three \nfour";
  for (std::size_t first = 0; first <= text.size(); ++first) {
    for (std::size_t second = first; second <= text.size(); ++second) {
      LineSplitter splitter;
      EXPECT_THAT(lines_of(splitter, {text.substr(0, first), text.substr(first, second - first),
                                      text.substr(second)}),
                  ElementsAre("one", "", " three "));
      EXPECT_TRUE(splitter.unfinished());
    }
  }
}

TEST(LineSplitter, ALineHasItsLimitHoweverItComes) {
  const std::string most(config::limits::kApplicationLine, 'x');
  const auto none = [](std::string_view) { return true; };
  {
    LineSplitter splitter;
    EXPECT_THAT(lines_of(splitter, {most + "\n"}), ElementsAre(most));
  }
  {
    LineSplitter splitter;
    EXPECT_THAT(lines_of(splitter, {most, "\n"}), ElementsAre(most));
    EXPECT_FALSE(splitter.unfinished());
  }
  {
    LineSplitter splitter;
    EXPECT_FALSE(splitter.feed(most + "x", none));
  }
  LineSplitter splitter;
  EXPECT_THAT(lines_of(splitter, {most}), IsEmpty());
  EXPECT_FALSE(splitter.feed("x\n", none));
}

TEST(LineSplitter, NothingMoreIsTakenOfOneThatHasEnded) {
  LineSplitter splitter;
  std::vector<std::string> lines;
  EXPECT_TRUE(splitter.feed("first\nsecond\nthird", [&lines](std::string_view line) {
    lines.emplace_back(line);
    return false;
  }));
  EXPECT_THAT(lines, ElementsAre("first"));
}

}  // namespace
}  // namespace server
