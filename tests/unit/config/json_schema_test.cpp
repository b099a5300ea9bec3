#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "config/json/keys.h"
#include "tests/unit/config/json_reading.h"

// The schema that editors use and the reader that the server uses say the same.
namespace config {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

nlohmann::json schema() {
  std::ifstream file(TN3270D_SOURCE_DIR "/config/tn3270d.schema.json");
  return nlohmann::json::parse(file);
}

std::string_view type_of_lu(const std::string& key) {
  return key == "data" ? "printer" : key == "tls" ? "ftp" : "terminal";
}

// A file in which `key` of the object `level` has `value`, and all that is required beside it.
std::string file_with(const std::string& level, const std::string& key, const std::string& value) {
  const std::string member = "\"" + key + "\": " + value;
  if (level.empty()) {
    return "{" + member + "}";
  }
  if (level == "listener") {
    return "{\"listeners\": [{\"port\": 1, " + member + "}]}";
  }
  if (level == "stack") {
    return "{\"stacks\": {\"44\": {" + member + "}}}";
  }
  if (level == "application") {
    return "{\"applications\": [{\"name\": \"A\", " + member + "}]}";
  }
  EXPECT_EQ(level, "lu") << "a level with words that this test does not know";
  const std::string type =
      key == "type" ? "" : "\"type\": \"" + std::string(type_of_lu(key)) + "\", ";
  return "{\"lus\": [{\"names\": \"A\", \"host\": \"h\", \"queue\": \"q\", \"user\": \"u\", " +
         type + member + "}]}";
}

bool mentions(const std::string& file, const std::string& words) {
  for (const std::string& line : findings(file)) {
    if (line.find(words) != std::string::npos) {
      return true;
    }
  }
  return false;
}

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
      if (name == "application") {
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
  EXPECT_EQ(words, 29U);
}

// The ends of every deadline's range are taken, and what is just beyond is not.
TEST(Schema, HasTheBoundsOfTheReader) {
  const nlohmann::json definitions = schema().at("$defs");
  const auto taken = [](const std::string& key, double seconds) {
    const std::string text = nlohmann::json(seconds).dump();
    return !mentions(R"({"timing": {")" + key + "\": " + text + "}}", "'" + key + "' must be");
  };
  std::size_t never = 0;
  for (const auto& [key, property] : definitions.at("timing").at("properties").items()) {
    const bool or_never = property.contains("anyOf");
    const nlohmann::json& range =
        property.contains("minimum") ? property : definitions.at("seconds");
    const double least = range.at("minimum");
    const double most = range.at("maximum");
    never += or_never ? 1U : 0U;
    EXPECT_TRUE(taken(key, least) && taken(key, most)) << key;
    EXPECT_FALSE(taken(key, least - 0.01) || taken(key, most + 1)) << key;
    EXPECT_EQ(taken(key, 0), or_never) << key;
    EXPECT_TRUE(taken(key, property.at("default"))) << key;
  }
  EXPECT_EQ(never, 1U);
}

TEST(Schema, HasTheDefaultsOfTheDeadlines) {
  const nlohmann::json properties = schema().at("$defs").at("timing").at("properties");
  std::string text;
  for (const auto& [key, property] : properties.items()) {
    text += (text.empty() ? "\"" : ", \"") + key + "\": " + property.at("default").dump();
  }
  const Draft draft = read("{\"timing\": {" + text + "}}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_EQ(draft.config.timing, TimingSettings());
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
  EXPECT_EQ(definitions.at("spool").at("required"), nlohmann::json({"path"}));
  EXPECT_TRUE(mentions(R"({"spool": {}})", "'spool' has no 'path'"));
  EXPECT_EQ(definitions.at("application_socket").at("required"), nlohmann::json({"path"}));
  EXPECT_TRUE(mentions(R"({"application_socket": {}})", "'application_socket' has no 'path'"));
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
  EXPECT_EQ(draft.config.servers.at(0).lus.size(), 20U);
  EXPECT_EQ(draft.config.admin.port, 8270);
}

}  // namespace
}  // namespace config
