#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "config/json/application_entry.h"
#include "tests/unit/config/json_reading.h"

// docs/hosts.md says what the reader knows.
namespace config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string document() {
  std::ifstream file(TN3270D_SOURCE_DIR "/docs/hosts.md");
  EXPECT_TRUE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What stands between the lines ```json and ```.
std::vector<std::string> examples() {
  const std::string text = document();
  const std::string open = "```json\n";
  std::vector<std::string> found;
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    found.push_back(text.substr(at, text.find("\n```", at) - at));
  }
  return found;
}

TEST(HostsDocument, ExplainsEverySettingOfAHost) {
  const std::string text = document();
  for (const auto& field : json::host_fields()) {
    EXPECT_THAT(text, HasSubstr("`" + std::string(field.key) + "`"));
  }
}

// Each is the part of a configuration that is about hosts.
TEST(HostsDocument, ItsExamplesReadWithoutAFinding) {
  std::size_t hosts = 0;
  for (const std::string& example : examples()) {
    const std::string whole = R"({"listeners": [{"port": 3270}],
        "lus": [{"names": "T[001-009]"}],)" +
                              example + "}";
    EXPECT_THAT(findings(whole), IsEmpty()) << example;
    const Draft draft = read(whole);
    EXPECT_THAT(check_findings(draft.config), IsEmpty()) << example;
    for (const ApplicationSettings& application : draft.config.applications) {
      hosts += application.host ? 1 : 0;
    }
  }
  EXPECT_EQ(hosts, 2U);
}

}  // namespace
}  // namespace config
