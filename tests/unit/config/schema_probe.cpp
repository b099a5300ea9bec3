#include "tests/unit/config/schema_probe.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "config/json/keys.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

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
    {"keep", R"({"sessions": {"keep": {)", "}}}"},
    {"several", R"({"sessions": {"several": {)", "}}}"},
    {"throttle", R"({"throttle": {)", "}}"},
    {"spool", R"({"spool": {)", "}}"},
    {"format", R"({"lus": [{"names": "A", "type": "direct", "host": "h", "format": {)", "}}]}"},
    {"jobs", R"({"lus": [{"names": "A", "type": "printer", "jobs": {)", "}}]}"},
    {"timing", R"({"timing": {)", "}}"},
    {"modeent", R"({"modetabs": [{"name": "A", "entries": [{)", "}]}]}"},
    {"row", R"({"nodes": [{"name": "A", "rows": [{)", "}]}]}"},
};

}  // namespace

nlohmann::json schema() {
  std::ifstream file(TN3270D_SOURCE_DIR "/config/tn3270d.schema.json");
  return nlohmann::json::parse(file);
}

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
      all.push_back({name, key, std::make_shared<const nlohmann::json>(std::move(said))});
    }
  }
  return all;
}

bool is_taken(const Property& property, const std::string& value) {
  return !mentions(file_with(property.level, property.key, value),
                   "'" + property.key + "' must be");
}

}  // namespace config
