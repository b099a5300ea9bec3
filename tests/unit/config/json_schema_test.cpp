#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
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

// A type that the setting is for.
std::string_view type_of_lu(const std::string& key) {
  const std::map<std::string, std::string_view> types = {
      {"data", "printer"}, {"host", "ftp"},       {"jobs", "printer"}, {"tls", "ftp"},
      {"pin", "ftp"},      {"file_name", "ftp"},  {"connect", "ftp"},  {"answer", "ftp"},
      {"user", "ftp"},     {"directory", "ftp"},  {"control", "lpr"},  {"source_port", "lpr"},
      {"queue", "lpr"},    {"class_name", "lpr"}, {"job_name", "lpr"}, {"host_name", "lpr"},
      {"uri", "ipp"}};
  const auto type = types.find(key);
  return type == types.end() ? "terminal" : type->second;
}

// What a LU of that type needs beside `key`.
std::string needed(std::string_view type, const std::string& key) {
  std::string text;
  const auto add = [&](const std::string& name, const std::string& value) {
    text += name == key ? "" : "\"" + name + "\": \"" + value + "\", ";
  };
  if (type == "lpr" || type == "ftp") {
    add("host", "h");
    add(type == "lpr" ? "queue" : "user", "q");
  }
  return text;
}

// What else the smallest object of a level has.
struct Beside {
  const char* level;
  const char* before;
  const char* after;
};
constexpr Beside kBeside[] = {
    {"", "{", "}"},
    {"listener", R"({"listeners": [{"port": 1, )", "}]}"},
    {"device_mode", R"({"listeners": [{"port": 1, "device_modes": [{)", "}]}]}"},
    {"tls_settings", R"({"listeners": [{"port": 1, "tls_settings": {)", "}}]}"},
    {"access_rule", R"({"listeners": [{"port": 1, "access": [{)", "}]}]}"},
    {"proxy", R"({"proxies": [{)", "}]}"},
    {"proxy_listen", R"({"proxies": [{"listen": {)", "}}]}"},
    {"proxy_to", R"({"proxies": [{"to": {)", "}}]}"},
    {"redirect", R"({"redirects": [{)", "}]}"},
    {"admission", R"({"admission": {)", "}}"},
    {"process", R"({"process": {)", "}}"},
    {"stack", R"({"stacks": {"44": {)", "}}}"},
    {"application_socket", R"({"application_socket": {"path": "a", )", "}}"},
    {"application", R"({"applications": [{"name": "A", )", "}]}"},
    {"group", R"({"groups": [{)", "}]}"},
    {"map_rule", R"({"mapping": [{)", "}]}"},
    {"uss_message", R"({"uss": [{)", "}]}"},
    {"sessions", R"({"sessions": {)", "}}"},
    {"throttle", R"({"throttle": {)", "}}"},
    {"spool", R"({"spool": {)", "}}"},
    {"format", R"({"lus": [{"names": "A", "type": "direct", "host": "h", "format": {)", "}}]}"},
    {"jobs", R"({"lus": [{"names": "A", "type": "printer", "jobs": {)", "}}]}"},
    {"timing", R"({"timing": {)", "}}"},
    {"modeent", R"({"modetabs": [{"name": "A", "entries": [{)", "}]}]}"},
    {"row", R"({"nodes": [{"name": "A", "rows": [{)", "}]}]}"},
};

// A file in which `key` of the object `level` has `value`, and all that is required beside it.
std::string file_with(const std::string& level, const std::string& key, const std::string& value) {
  const std::string member = "\"" + key + "\": " + value;
  for (const Beside& beside : kBeside) {
    if (level == beside.level) {
      return beside.before + member + beside.after;
    }
  }
  EXPECT_EQ(level, "lu") << "a level that this test does not know";
  const std::string type =
      key == "type" ? "" : "\"type\": \"" + std::string(type_of_lu(key)) + "\", ";
  return "{\"lus\": [{\"names\": \"A\", " + needed(type_of_lu(key), key) + type + member + "}]}";
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
  EXPECT_EQ(words, 72U);
}

// Every property of every level, with what its $ref says.
struct Property {
  std::string level;
  std::string key;
  nlohmann::json said;
};

std::vector<Property> properties() {
  const nlohmann::json whole = schema();
  const nlohmann::json& definitions = whole.at("$defs");
  std::vector<Property> all;
  for (const json::Level& level : json::levels()) {
    const std::string name(level.name);
    const nlohmann::json& object = name.empty() ? whole : definitions.at(name);
    for (const auto& [key, property] : object.at("properties").items()) {
      nlohmann::json said = property;
      if (property.contains("$ref")) {
        const std::string reference = property.at("$ref").get<std::string>().substr(1);
        said.update(whole.at(nlohmann::json::json_pointer(reference)));
      }
      all.push_back({name, key, said});
    }
  }
  return all;
}

bool is_taken(const Property& property, const std::string& value) {
  return !mentions(file_with(property.level, property.key, value),
                   "'" + property.key + "' must be");
}

// The ends of every range of seconds are taken, and what is just beyond is not.
TEST(Schema, HasTheBoundsOfTheSecondsOfTheReader) {
  const nlohmann::json whole = schema();
  std::size_t never = 0;
  std::size_t found = 0;
  for (const Property& property : properties()) {
    const bool or_never =
        property.said.contains("anyOf") && property.said.at("anyOf").at(0).contains("const");
    if (!or_never && property.said.value("type", "") != "number") {
      continue;
    }
    ++found;
    nlohmann::json range = or_never ? property.said.at("anyOf").at(1) : property.said;
    if (range.contains("$ref")) {
      const std::string reference = range.at("$ref").get<std::string>().substr(1);
      range = whole.at(nlohmann::json::json_pointer(reference));
    }
    const auto taken = [&property](double seconds) {
      return is_taken(property, nlohmann::json(seconds).dump());
    };
    const double least = range.at("minimum");
    const double most = range.at("maximum");
    never += or_never ? 1U : 0U;
    EXPECT_TRUE(taken(least) && taken(most)) << property.key;
    EXPECT_FALSE(taken(least - 0.01) || taken(most + 1)) << property.key;
    EXPECT_EQ(taken(0), or_never) << property.key;
    EXPECT_TRUE(taken(property.said.at("default"))) << property.key;
  }
  EXPECT_EQ(found, 26U);
  EXPECT_EQ(never, 9U);
}

TEST(Schema, HasTheBoundsOfTheCountsOfTheReader) {
  std::size_t counts = 0;
  for (const Property& property : properties()) {
    if (property.said.value("type", "") != "integer" || property.key == "port" ||
        property.key == "tls_port") {
      continue;
    }
    ++counts;
    const auto taken = [&property](long count) {
      return is_taken(property, std::to_string(count));
    };
    const long least = property.said.at("minimum");
    const long most = property.said.at("maximum");
    EXPECT_TRUE(taken(least) && taken(most)) << property.key;
    EXPECT_FALSE(taken(least - 1) || taken(most + 1)) << property.key;
    EXPECT_FALSE(is_taken(property, "1.5") || is_taken(property, "\"1\"")) << property.key;
  }
  EXPECT_EQ(counts, 18U);
}

// Whether text is taken that the schema's pattern takes, and no other.
TEST(Schema, HasThePatternsOfTheReader) {
  const std::string kPin = "sha256//" + std::string(43, 'A') + "=";
  const std::vector<std::string> words = {"02",
                                          "0660",
                                          "1660",
                                          "06600",
                                          "0G",
                                          "2000",
                                          "200",
                                          "87F8",
                                          "87f8 ",
                                          "010000000000000000000200",
                                          "01000000000000000000020",
                                          "24x80",
                                          "27x132",
                                          "024x80",
                                          "24X80",
                                          "x80",
                                          "24x",
                                          "IBM-3278-2",
                                          "ibm-3279-*",
                                          "IBM-*",
                                          "IBM-",
                                          "3278-2",
                                          "IBM-3278*2",
                                          "CICS",
                                          "CICS*",
                                          "*",
                                          "*CICS",
                                          "CICSTEST*",
                                          "CICSTESTS*",
                                          "9A",
                                          "9*",
                                          "C*S",
                                          "secret",
                                          "secret word",
                                          "ninechars",
                                          "037",
                                          "client",
                                          "{lu}.{job}",
                                          "{luu}",
                                          "in/{lu}",
                                          "{lu",
                                          "ipp://h:631/printers/lp",
                                          "ipps://h",
                                          "ipp://",
                                          "ipp://u@h/lp",
                                          "ipp://:631/lp",
                                          "a thirty-two character long text",
                                          "a_thirty-two_character_long_text",
                                          "\\e&l1O\\x1b\\\\",
                                          "\\q",
                                          "\\x1",
                                          "line\nend",
                                          kPin,
                                          kPin + ";" + kPin,
                                          kPin + ";",
                                          "sha256//AA=",
                                          "1"};
  const auto refused = [](const Property& property, const std::string& word) {
    const bool list = property.said.contains("items");
    const std::string value = nlohmann::json(word).dump();
    const std::string file =
        file_with(property.level, property.key, list ? "[" + value + "]" : value);
    const Draft draft = read(file);
    for (const Problem& problem : draft.problems.all()) {
      // What is missing beside it is said at the object.
      if (problem.severity == Severity::Error && problem.text.find(" no '") == std::string::npos &&
          problem.text.find(" has no logmode") == std::string::npos) {
        return true;
      }
    }
    return false;
  };
  const nlohmann::json whole = schema();
  std::size_t patterns = 0;
  for (const Property& property : properties()) {
    nlohmann::json value = property.said;
    if (value.contains("items") && value.at("items").contains("$ref")) {
      const std::string reference = value.at("items").at("$ref").get<std::string>().substr(1);
      value = whole.at(nlohmann::json::json_pointer(reference));
    }
    const bool known = property.level == "group" || property.level == "device_mode" ||
                       property.level == "uss_message" || property.level == "modeent" ||
                       property.level == "row" || property.level == "application_socket" ||
                       property.level == "lu" || property.level == "format" ||
                       property.key == "device";
    if (!known || !value.contains("pattern")) {
      continue;
    }
    ++patterns;
    const std::regex pattern(value.at("pattern").get<std::string>());
    for (const std::string& word : words) {
      EXPECT_EQ(std::regex_search(word, pattern), !refused(property, word))
          << property.level << " " << property.key << " " << word;
    }
  }
  EXPECT_EQ(patterns, 43U);
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

// A default that a property says is what stands in the settings when nobody says anything.
TEST(Schema, HasTheDefaultsOfTheSettings) {
  const nlohmann::json definitions = schema().at("$defs");
  const auto whole_level = [&definitions](const std::string& level) {
    std::string text;
    for (const auto& [key, property] : definitions.at(level).at("properties").items()) {
      if (property.contains("default")) {
        text += (text.empty() ? "\"" : ", \"") + key + "\": " + property.at("default").dump();
      }
    }
    return text;
  };
  const Draft draft =
      read("{\"sessions\": {" + whole_level("sessions") + "}, \"throttle\": {" +
           whole_level("throttle") + "}, \"admission\": {" + whole_level("admission") +
           "}, \"listeners\": [{\"port\": 1, " + whole_level("listener") + ", \"tls_settings\": {" +
           whole_level("tls_settings") + "}}], \"modetabs\": [{\"name\": \"A\", \"entries\": [" +
           "{\"name\": \"B\", " + whole_level("modeent") + "}]}], \"nodes\": [{\"name\": \"N\", " +
           "\"rows\": [{\"name\": \"R\", " + whole_level("row") + "}]}], " +
           "\"application_socket\": {\"path\": \"a\", " + whole_level("application_socket") + "}}");
  ASSERT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const SessionSettings& sessions = draft.config.servers.at(0).sessions;
  const SessionSettings usual;
  EXPECT_EQ(sessions.keep_at_logoff, usual.keep_at_logoff);
  EXPECT_EQ(sessions.explain_errors, usual.explain_errors);
  EXPECT_EQ(sessions.terminal_inactive, usual.terminal_inactive);
  EXPECT_EQ(sessions.printer_inactive, usual.printer_inactive);
  EXPECT_EQ(sessions.keep_lu, usual.keep_lu);
  EXPECT_EQ(sessions.drop_partner, usual.drop_partner);
  const ThrottleSettings& throttle = draft.config.servers.at(0).throttle;
  EXPECT_EQ(throttle.refused_names, ThrottleSettings().refused_names);
  const ApplicationSocketSettings& socket = draft.config.application_socket.value();
  const ApplicationSocketSettings usual_socket;
  EXPECT_EQ(socket.mode, usual_socket.mode);
  EXPECT_EQ(socket.answer, usual_socket.answer);
  EXPECT_EQ(socket.accept, usual_socket.accept);
  EXPECT_EQ(socket.release, usual_socket.release);
  EXPECT_EQ(throttle.logons, ThrottleSettings().logons);
  const AdmissionSettings& admission = draft.config.admission;
  EXPECT_EQ(admission.clients, AdmissionSettings().clients);
  EXPECT_EQ(admission.per_address, AdmissionSettings().per_address);
  EXPECT_EQ(admission.accepts, AdmissionSettings().accepts);
  EXPECT_EQ(admission.handshakes, AdmissionSettings().handshakes);
  const ListenerSettings& listener = draft.config.servers.at(0).listeners.at(0);
  EXPECT_EQ(listener.clients, ListenerSettings().clients);
  EXPECT_EQ(listener.clients_per_address, ListenerSettings().clients_per_address);
  EXPECT_EQ(listener.tls_settings.minimum, TlsSettings().minimum);
  EXPECT_EQ(listener.tls_settings.client, TlsSettings().client);
  EXPECT_EQ(listener.tls_settings.allow_unverified, TlsSettings().allow_unverified);
  EXPECT_EQ(listener.tls_settings.tickets, TlsSettings().tickets);
  EXPECT_EQ(throttle.loopback, ThrottleSettings().loopback);
  const ModeEntry& mode = draft.config.mode_tables.at(0).entries.at(0);
  const ModeEntry blank{.name = mode.name};
  EXPECT_EQ(mode.fm_profile, blank.fm_profile);
  EXPECT_EQ(mode.ts_profile, blank.ts_profile);
  EXPECT_EQ(mode.primary, blank.primary);
  EXPECT_EQ(mode.secondary, blank.secondary);
  EXPECT_EQ(mode.common, blank.common);
  EXPECT_EQ(mode.ru_sizes, blank.ru_sizes);
  EXPECT_EQ(mode.pservic, blank.pservic);
  const ApplRow& row = draft.config.nodes.at(0).rows.at(0);
  const ApplRow plain{.name = row.name};
  EXPECT_EQ(row.acquire, plain.acquire);
  EXPECT_EQ(row.pass, plain.pass);
  EXPECT_EQ(row.eas, plain.eas);
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
