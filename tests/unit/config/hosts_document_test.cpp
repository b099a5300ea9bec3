#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "config/json/application_entry.h"
#include "tests/unit/config/document.h"
#include "tests/unit/config/json_reading.h"

// docs/hosts.md says what the reader knows.
namespace config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const test::Document& document() {
  static const test::Document kHosts("hosts.md");
  return kHosts;
}

TEST(HostsDocument, ExplainsEverySettingOfAHost) {
  const std::string& text = document().text();
  for (const auto& field : json::host_fields()) {
    EXPECT_THAT(text, HasSubstr("`" + std::string(field.key) + "`"));
  }
}

// Each is the part of a configuration that is about hosts.
TEST(HostsDocument, ItsExamplesReadWithoutAFinding) {
  std::size_t hosts = 0;
  for (const std::string& example : document().examples()) {
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
