#include "vtam/acb/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "config/limits.h"
#include "vtam/acb/json_utf8.h"
#include "vtam/acb/json_writer.h"

namespace vtam {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> texts(JsonValue value) {
  std::vector<std::string> found;
  for (const JsonValue entry : value) {
    found.emplace_back(entry.text());
  }
  return found;
}

std::string fault_of(std::string_view line) {
  JsonReader reader;
  const auto found = reader.read(line);
  return found ? std::to_string(found->offset) + " " + found->why : "";
}

TEST(JsonReader, KeepsMembersAndEntriesInTheirOrder) {
  JsonReader reader;
  ASSERT_EQ(reader.read(R"({"a":{"b":["x",{"c":"y"},"z"]},"d":true,"e":null,"a":-7})"),
            std::nullopt);
  std::vector<std::string> keys;
  for (const JsonValue member : reader.root()) {
    keys.emplace_back(member.key());
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"a", "d", "e", "a"}));
  const JsonValue inner = *reader.root().begin();
  ASSERT_EQ(inner.kind(), JsonKind::Object);
  const JsonValue list = *inner.begin();
  EXPECT_EQ(list.key(), "b");
  EXPECT_EQ(texts(list), (std::vector<std::string>{"x", "", "z"}));
}

TEST(JsonReader, UnderstandsEscapes) {
  JsonReader reader;
  ASSERT_EQ(reader.read(R"(["\u00e4\ud83d\ude00 \"q\" \\ \/ \b\f\n\r\t", "Ünï €"])"), std::nullopt);
  EXPECT_EQ(texts(reader.root()), (std::vector<std::string>{"ä😀 \"q\" \\ / \b\f\n\r\t", "Ünï €"}));
}

TEST(JsonReader, SaysWhereALineIsNoJson) {
  EXPECT_THAT(fault_of(""), StartsWith("0 "));
  EXPECT_THAT(fault_of("{\"a\" 1}"), AllOf(StartsWith("5 "), HasSubstr("expected ':'")));
  EXPECT_THAT(fault_of("{\"a\":1 2}"), AllOf(StartsWith("7 "), HasSubstr("expected '}'")));
  EXPECT_THAT(fault_of("{} 1"), AllOf(StartsWith("3 "), HasSubstr("expected end of input")));
  EXPECT_THAT(fault_of("[\"a\x01\"]"), HasSubstr("control character"));
  EXPECT_THAT(fault_of("[\"\xff\"]"), HasSubstr("UTF-8"));
  EXPECT_THAT(fault_of("[\"a"), HasSubstr("missing closing quote"));
  EXPECT_THAT(fault_of("[\"\\ud800x\"]"), HasSubstr("surrogate"));
  EXPECT_THAT(fault_of("[1e999]"), HasSubstr("1e999"));
}

TEST(JsonReader, DoesNotRepeatWhatItHasRead) {
  EXPECT_THAT(fault_of(R"({"password":"sesame)"), Not(HasSubstr("sesame")));
  EXPECT_THAT(fault_of("{\"password\":sesame}"), Not(HasSubstr("sesame")));
}

TEST(JsonReader, TakesANulForWhatItIs) {
  JsonReader reader;
  EXPECT_TRUE(reader.read(std::string_view("{}\0", 3)));
  EXPECT_TRUE(reader.read(std::string_view("[\"\0\"]", 5)));
  EXPECT_FALSE(reader.read(R"(["\u0000"])"));
}

TEST(JsonReader, GoesNoDeeperThanItsLimit) {
  JsonReader reader;
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_FALSE(reader.read(nested(config::limits::kJsonDepth)));
  EXPECT_THAT(fault_of(nested(config::limits::kJsonDepth + 1)), HasSubstr("more than 32 deep"));
  EXPECT_TRUE(reader.read(std::string(500'000, '[')));
}

TEST(JsonReader, KnowsAWholeNumberFromOneThatIsTooLarge) {
  JsonReader reader;
  ASSERT_FALSE(reader.read("9223372036854775807"));
  EXPECT_EQ(reader.root().kind(), JsonKind::Whole);
  EXPECT_EQ(reader.root().whole(), INT64_MAX);
  ASSERT_FALSE(reader.read("9223372036854775808"));
  EXPECT_EQ(reader.root().kind(), JsonKind::Number);
  ASSERT_FALSE(reader.read("1.0"));
  EXPECT_EQ(reader.root().kind(), JsonKind::Number);
}

TEST(JsonLine, WritesWhatTheLibraryReads) {
  std::string every;
  for (int c = 0; c < 0x80; ++c) {
    every += static_cast<char>(c);
  }
  every += "ÄÖÜ€😀";
  JsonLine line("input");
  line.text("text", every).number("n", -5).flag("yes", true).json("id", "\"x\"");
  line.object("inner").named(every, "v").text_if("none", "").end();
  line.list("list").entry().number("a", 1).end().entry().end().end_list();
  const auto read = nlohmann::json::parse(std::move(line).done());
  EXPECT_EQ(read, (nlohmann::json{{"type", "input"},
                                  {"text", every},
                                  {"n", -5},
                                  {"yes", true},
                                  {"id", "x"},
                                  {"inner", {{every, "v"}}},
                                  {"list", {{{"a", 1}}, nlohmann::json::object()}}}));
}

TEST(JsonLine, ReplacesWhatIsNotUtf8) {
  std::string out;
  append_json_text(out, "a\xff\xc3(\xed\xa0\x80z");
  EXPECT_EQ(out, "\"a\uFFFD\uFFFD(\uFFFD\uFFFD\uFFFDz\"");
}

TEST(Utf8, HasNoOverlongFormsSurrogatesAndNothingBeyondItsEnd) {
  for (const char* good : {"a", "\xc2\x80", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_EQ(utf8_length(good, 0), std::string_view(good).size());
  }
  for (const char* bad : {"\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xed\xa0\x80",
                          "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82"}) {
    EXPECT_EQ(utf8_length(bad, 0), 0U);
  }
  EXPECT_TRUE(is_one_line("Grüße, 4711"));
  EXPECT_FALSE(is_one_line("a\nb"));
  EXPECT_FALSE(is_one_line("a\x7f"));
  EXPECT_FALSE(is_one_line("a\xc2\x85"));
}

}  // namespace
}  // namespace vtam
