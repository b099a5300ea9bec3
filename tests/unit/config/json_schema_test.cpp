#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "config/json/keys.h"
#include "tests/unit/config/json_reading.h"
#include "tests/unit/config/schema_probe.h"

// The schema that editors use and the reader that the server uses have the same keys and words.
namespace config {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

TEST(Schema, HasTheKeysOfTheReaderAtEveryLevel) {
  const nlohmann::json whole = schema();
  for (const json::Level& level : json::levels()) {
    const std::string name(level.name);
    const nlohmann::json& object = name.empty() ? whole : whole.at("$defs").at(name);
    std::vector<std::string> described;
    for (const auto& [key, value] : object.at("properties").items()) {
      described.push_back(key);
    }
    EXPECT_THAT(described, UnorderedElementsAreArray(level.keys)) << "in " << name;
    EXPECT_EQ(object.at("additionalProperties"), false) << "in " << name;
  }
}

TEST(Schema, EveryLevelOfTheSchemaIsOneOfTheReader) {
  std::vector<std::string> known;
  for (const json::Level& level : json::levels()) {
    known.emplace_back(level.name);
  }
  const nlohmann::json whole = schema();
  for (const auto& [name, definition] : whole.at("$defs").items()) {
    if (definition.contains("properties")) {
      EXPECT_THAT(known, ::testing::Contains(name));
    }
  }
}

// Whether the reader takes each word that the schema lists, and no other one where the reader
// knows all words itself.
TEST(Schema, HasTheWordsOfTheReader) {
  const nlohmann::json whole = schema();
  std::size_t words = 0;
  for (const json::Level& level : json::levels()) {
    const std::string name(level.name);
    const nlohmann::json& object = name.empty() ? whole : whole.at("$defs").at(name);
    for (const auto& [key, property] : object.at("properties").items()) {
      const bool list = property.contains("items") && property.at("items").contains("enum");
      const nlohmann::json& value = list ? property.at("items") : property;
      const auto said = [&name, &of_key = key, list](const std::string& word) {
        return file_with(name, of_key, list ? "[" + word + "]" : word);
      };
      if (!value.contains("enum")) {
        continue;
      }
      for (const auto& word : value.at("enum")) {
        ++words;
        EXPECT_FALSE(mentions(said(word.dump()), "must be one of"))
            << name << " " << key << " " << word;
      }
      if (name == "application" && key == "type") {
        continue;  // the hall knows the types
      }
      std::string listed;
      for (const auto& word : value.at("enum")) {
        listed += (listed.empty() ? "" : ", ") + word.get<std::string>();
      }
      EXPECT_TRUE(mentions(said("\"?\""), "must be one of " + listed + ", not"))
          << name << " " << key;
    }
  }
  EXPECT_EQ(words, 132U);
}

TEST(Schema, HasTheCodePagesOfTheReader) {
  const std::regex pattern(schema().at("$defs").at("code_page").at("pattern").get<std::string>());
  for (const char* word : {"037", "1140", "12345", "client", "DN_03", "37", "123456", "CP037",
                           "Client", "DN_04", "0x37", ""}) {
    const std::string file = std::string(R"({"code_page": ")") + word + "\"}";
    EXPECT_EQ(std::regex_search(word, pattern), !mentions(file, "'code_page' must be")) << word;
  }
}

// Whether the reader asks for what the schema asks for.
TEST(Schema, RequiresWhatTheReaderRequires) {
  const nlohmann::json definitions = schema().at("$defs");
  EXPECT_EQ(definitions.at("listener").at("required"), nlohmann::json({"port"}));
  EXPECT_TRUE(mentions(R"({"listeners": [{}]})", "this listener has no 'port'"));
  EXPECT_EQ(definitions.at("application").at("required"), nlohmann::json({"name", "type"}));
  EXPECT_TRUE(mentions(R"({"applications": [{}]})", "this application has no 'name'"));
  EXPECT_TRUE(mentions(R"({"applications": [{}]})", "this application has no 'type'"));
  EXPECT_EQ(definitions.at("menu_line").at("required"), nlohmann::json({"application"}));
  EXPECT_TRUE(mentions(R"({"menu": [{}]})", "this line of the menu has no 'application'"));
  EXPECT_EQ(definitions.at("device_mode").at("required"), nlohmann::json({"device"}));
  EXPECT_TRUE(mentions(file_with("device_mode", "tn3270", "\"A\""), "have no 'device'"));
  EXPECT_TRUE(mentions(file_with("device_mode", "device", "\"IBM-*\""), "has no logmode"));
  EXPECT_EQ(definitions.at("group").at("required"), nlohmann::json({"name"}));
  EXPECT_TRUE(mentions(R"({"groups": [{}]})", "this group has no 'name'"));
  EXPECT_EQ(definitions.at("uss_message").at("required"), nlohmann::json({"number", "lines"}));
  EXPECT_TRUE(mentions(R"({"uss": [{}]})", "this USS message has no 'number'"));
  EXPECT_TRUE(mentions(R"({"uss": [{}]})", "this USS message has no 'lines'"));
  EXPECT_EQ(definitions.at("modetab").at("required"), nlohmann::json({"name"}));
  EXPECT_TRUE(mentions(R"({"modetabs": [{}]})", "this logmode table has no 'name'"));
  EXPECT_EQ(definitions.at("modeent").at("required"), nlohmann::json({"name"}));
  EXPECT_TRUE(mentions(R"({"modetabs": [{"entries": [{}]}]})", "this logmode has no 'name'"));
  EXPECT_EQ(definitions.at("typeterm").at("required"), nlohmann::json({"typeterm", "logmode"}));
  EXPECT_TRUE(mentions(R"({"typeterms": [{"typeterm": "A"}]})", "and its 'logmode'"));
  EXPECT_TRUE(mentions(R"({"typeterms": [{"logmode": "A"}]})", "has a 'typeterm'"));
  EXPECT_EQ(definitions.at("node").at("required"), nlohmann::json({"name"}));
  EXPECT_TRUE(mentions(R"({"nodes": [{}]})", "this major node has no 'name'"));
  EXPECT_EQ(definitions.at("row").at("required"), nlohmann::json({"name"}));
  EXPECT_TRUE(mentions(R"({"nodes": [{"rows": [{}]}]})", "this row has no 'name'"));
  EXPECT_EQ(definitions.at("application_socket").at("required"), nlohmann::json({"path"}));
  EXPECT_TRUE(mentions(R"({"application_socket": {}})", "'application_socket' has no 'path'"));
  EXPECT_EQ(definitions.at("proxy").at("required"), nlohmann::json({"listen", "to"}));
  EXPECT_TRUE(mentions(R"({"proxies": [{}]})", "this proxy has no 'listen'"));
  EXPECT_TRUE(mentions(R"({"proxies": [{}]})", "this proxy has no 'to'"));
  EXPECT_EQ(definitions.at("proxy_listen").at("required"), nlohmann::json({"port"}));
  EXPECT_EQ(definitions.at("proxy_to").at("required"), nlohmann::json({"port"}));
  EXPECT_EQ(definitions.at("redirect").at("required"),
            nlohmann::json({"host", "port", "tls_port"}));
  EXPECT_EQ(definitions.at("application_tcp").at("required"),
            nlohmann::json({"port", "certificate", "token_file"}));
  for (const char* key : {"port", "certificate", "token_file"}) {
    EXPECT_TRUE(mentions(R"({"application_socket": {"path": "a", "tcp": {}}})",
                         "'tcp' has no '" + std::string(key) + "'"))
        << key;
  }
}

// The example that the project shows first, as it is.
TEST(Schema, TheDemoExampleReadsWithoutAFinding) {
  std::ifstream file(TN3270D_SOURCE_DIR "/examples/demo.json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  ASSERT_FALSE(text.empty());
  EXPECT_THAT(findings(text), IsEmpty());
  const Draft draft = read(text);
  EXPECT_THAT(check_findings(draft.config), IsEmpty());
  EXPECT_EQ(draft.config.servers.at(0).listeners.at(0).port, 3270);
  EXPECT_EQ(draft.config.servers.at(0).lus.size(), 23U);
  EXPECT_EQ(draft.config.admin.port, 8270);
}

}  // namespace
}  // namespace config
