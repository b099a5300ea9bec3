#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "config/json/sections.h"
#include "tests/unit/config/document.h"
#include "tests/unit/config/json_reading.h"

// docs/sessions.md says what the reader knows.
namespace config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(SessionsDocument, ExplainsEverySetting) {
  const test::Document document("sessions.md");
  for (const auto& keys : {json::keep_keys(), json::several_keys()}) {
    for (const std::string_view key : keys) {
      EXPECT_THAT(document.text(), HasSubstr("| `" + std::string(key) + "` |"));
    }
  }
}

// Each is a part of a partition with a group DESK.
TEST(SessionsDocument, ItsExamplesReadWithoutAFinding) {
  std::size_t groups = 0;
  for (const std::string& example : test::Document("sessions.md").examples()) {
    const std::string whole = R"({"listeners": [{"port": 3270}],
        "lus": [{"names": "T[001-009]", "group": "DESK"}],
        "applications": [{"name": "DEMO", "description": "A demo", "type": "demo"}],)" +
                              example + "}";
    EXPECT_THAT(findings(whole), IsEmpty()) << example;
    const Draft draft = read(whole);
    EXPECT_THAT(check_findings(draft.config), IsEmpty()) << example;
    groups += draft.config.servers.at(0).groups.size();
  }
  EXPECT_EQ(groups, 2U) << "one with keep, one with several";
}

}  // namespace
}  // namespace config
