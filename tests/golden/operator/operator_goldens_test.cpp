// Whole message groups: "> " is a command as typed, what follows is what the console shows.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/unit/vtam/operator_shop.h"
#include "vtam/operator/displays.h"
#include "vtam/operator/parse.h"
#include "vtam/operator/vary.h"

namespace golden {
namespace {

using vtam::OperatorMessages;

// Each file has a network of its own, which its VARYs change.
std::string console(const std::vector<std::string>& commands) {
  vtam::OperatorView view = vtam::test::operator_view();
  std::string shown;
  for (const std::string& typed : commands) {
    auto parsed = vtam::parse_operator_command(typed);
    OperatorMessages messages;
    if (auto* refused = std::get_if<OperatorMessages>(&parsed)) {
      messages = *refused;
    } else {
      messages = vtam::test::answer(std::get<vtam::OperatorCommand>(parsed), view).messages;
    }
    shown += "> " + typed + "\n";
    for (const vtam::OperatorMessage& message : messages) {
      EXPECT_EQ(message.text.rfind(message.id + " ", 0), 0U) << message.text;
      shown += message.text + "\n";
    }
  }
  return shown;
}

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(TN3270D_GOLDEN_OPERATOR)) {
    if (entry.path().extension() == ".console") {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& info) {
  return info.param.stem().string();
}

class Console : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Console, ShowsWhatWasWrittenDown) {
  std::ifstream in(GetParam());
  std::vector<std::string> commands;
  std::string expected;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("> ", 0) == 0) {
      commands.push_back(line.substr(2));
    }
    expected += line + "\n";
  }
  ASSERT_FALSE(commands.empty());
  EXPECT_EQ(console(commands), expected);
}

INSTANTIATE_TEST_SUITE_P(Groups, Console, testing::ValuesIn(files()), name_of);

}  // namespace
}  // namespace golden
