#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "tests/unit/config/json_reading.h"
#include "tests/unit/config/schema_probe.h"

// The schema that editors use and the reader that the server uses take the same values.
namespace config {
namespace {

using ::testing::IsEmpty;

// The ends of every range of seconds are taken, and what is just beyond is not.
TEST(SchemaValues, HasTheBoundsOfTheSecondsOfTheReader) {
  const nlohmann::json whole = schema();
  std::size_t never = 0;
  std::size_t found = 0;
  for (const Property& property : properties()) {
    const bool or_never =
        property.said->contains("anyOf") && property.said->at("anyOf").at(0).contains("const");
    if (!or_never && property.said->value("type", "") != "number") {
      continue;
    }
    ++found;
    nlohmann::json range = or_never ? property.said->at("anyOf").at(1) : *property.said;
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
    EXPECT_TRUE(taken(property.said->at("default"))) << property.key;
  }
  EXPECT_EQ(found, 29U);
  EXPECT_EQ(never, 10U);
}

TEST(SchemaValues, HasTheBoundsOfTheCountsOfTheReader) {
  std::size_t counts = 0;
  for (const Property& property : properties()) {
    if (property.said->value("type", "") != "integer" || property.key == "port" ||
        property.key == "tls_port") {
      continue;
    }
    ++counts;
    const auto taken = [&property](long count) {
      return is_taken(property, std::to_string(count));
    };
    const long least = property.said->at("minimum");
    const long most = property.said->at("maximum");
    EXPECT_TRUE(taken(least) && taken(most)) << property.key;
    EXPECT_FALSE(taken(least - 1) || taken(most + 1)) << property.key;
    EXPECT_FALSE(is_taken(property, "1.5") || is_taken(property, "\"1\"")) << property.key;
  }
  EXPECT_EQ(counts, 22U);
}

// Whether text is taken that the schema's pattern takes, and no other.
TEST(SchemaValues, HasThePatternsOfTheReader) {
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
    const bool list = property.said->contains("items");
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
    nlohmann::json value = *property.said;
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

TEST(SchemaValues, HasTheDefaultsOfTheDeadlines) {
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
TEST(SchemaValues, HasTheDefaultsOfTheSettings) {
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
      read("{\"sessions\": {" + whole_level("sessions") + ", \"keep\": {" + whole_level("keep") +
           "}}, \"throttle\": {" + whole_level("throttle") + "}, \"admission\": {" +
           whole_level("admission") + "}, \"listeners\": [{\"port\": 1, " +
           whole_level("listener") + ", \"tls_settings\": {" + whole_level("tls_settings") +
           "}}], \"modetabs\": [{\"name\": \"A\", \"entries\": [" + "{\"name\": \"B\", " +
           whole_level("modeent") + "}]}], \"nodes\": [{\"name\": \"N\", " +
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
  EXPECT_EQ(sessions.keep.lost, usual.keep.lost);
  EXPECT_EQ(sessions.keep.takeover, usual.keep.takeover);
  EXPECT_EQ(sessions.keep.tell, usual.keep.tell);
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

}  // namespace
}  // namespace config
