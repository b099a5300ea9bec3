#include "vtam/acb/json_reader.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "config/limits.h"
#include "vtam/acb/json_utf8.h"
#include "vtam/acb/json_writer.h"

namespace vtam {
namespace {

// What the reader has understood, as the library's value.
nlohmann::json as_library(JsonValue value) {
  switch (value.kind()) {
    case JsonKind::Null:
      return nullptr;
    case JsonKind::Boolean:
      return value.truth();
    case JsonKind::Whole:
      return value.whole();
    case JsonKind::Number:
      return nlohmann::json::parse(value.text());
    case JsonKind::Text:
      return value.text();
    case JsonKind::List: {
      auto list = nlohmann::json::array();
      for (const JsonValue entry : value) {
        list.push_back(as_library(entry));
      }
      return list;
    }
    case JsonKind::Object:
      break;
  }
  auto object = nlohmann::json::object();
  for (const JsonValue member : value) {
    object[std::string(member.key())] = as_library(member);
  }
  return object;
}

// Whether the library can't hold a number of the line. Ours leaves that to whoever wants it.
bool has_huge_number(const std::string& line) {
  try {
    return nlohmann::json::parse(line).is_discarded();
  } catch (const nlohmann::json::out_of_range&) {
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

// Both understand `line` in the same way, or neither does. The library takes a NUL for the end.
void expect_agreement(const std::string& line) {
  if (line.find('\0') != std::string::npos || has_huge_number(line)) {
    return;
  }
  JsonReader reader;
  const bool good = !reader.read(line).has_value();
  const auto library = nlohmann::json::parse(line, nullptr, false);
  ASSERT_EQ(good, !library.is_discarded()) << line;
  if (good) {
    EXPECT_EQ(as_library(reader.root()), library) << line;
  }
}

const std::vector<std::string>& lines() {
  static const std::vector<std::string> kLines = {
      R"({"type":"send","session":"0.5.1.1","id":17,"unlock":true,"screen":{"fields":[{"row":1,)"
      R"("column":2,"text":"NAME \u00e4\ud83d\ude00 \"q\" \\ \/ \b\f\n\r\t"},{}],"cursor":null}})",
      R"([ ] )",
      R"({"a":{"b":[[],{},[1,-2,3.5,1e3,-0,0.1E-2]],"c":"Ünïcödé €"},"a":2})",
      R"(12345678901234567890)",
      R"( "" )",
      "\t[true , false,null ]\r",
  };
  return kLines;
}

TEST(JsonReader, UnderstandsWhatTheLibraryUnderstands) {
  for (const std::string& line : lines()) {
    expect_agreement(line);
  }
}

TEST(JsonReader, RefusesWhatTheLibraryRefusesWhereverALineIsCut) {
  for (const std::string& line : lines()) {
    for (std::size_t size = 0; size < line.size(); ++size) {
      expect_agreement(line.substr(0, size));
    }
  }
}

TEST(JsonReader, AgreesWithTheLibraryOnEveryChangedByte) {
  std::mt19937 random(5);
  constexpr std::string_view kBytes = "{}[]\",:\\u0e1-+.tfn \x01\x7f\x80\xc3\xe0\xed\xf4\xff";
  for (int round = 0; round < 20'000; ++round) {
    std::string line = lines()[random() % lines().size()];
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      line[random() % line.size()] = kBytes[random() % kBytes.size()];
    }
    expect_agreement(line);
  }
}

TEST(JsonReader, SaysWhereALineIsNoJson) {
  JsonReader reader;
  const auto fault = [&](const char* line) {
    const auto found = reader.read(line);
    return found ? std::to_string(found->offset) + " " + found->why : "";
  };
  EXPECT_EQ(fault(""), "0 the line ends too early");
  EXPECT_EQ(fault("{\"a\" 1}"), "5 ':' expected");
  EXPECT_EQ(fault("{\"a\":1 2}"), "7 ',' or '}' expected");
  EXPECT_EQ(fault("[1 2]"), "3 ',' or ']' expected");
  EXPECT_EQ(fault("{a:1}"), "1 a name in double quotes expected");
  EXPECT_EQ(fault("{} x"), "3 something follows after the end of the object");
  EXPECT_EQ(fault("[\"a\x01\"]"), "3 a control character in a text; write it as \\u00..");
  EXPECT_EQ(fault("[\"\xff\"]"), "2 a text that is not UTF-8");
  EXPECT_EQ(fault("[\"a"), "3 the text has no closing '\"'");
  EXPECT_EQ(fault("[\"\\x\"]"), "2 an escape that JSON has not");
  EXPECT_EQ(fault("[\"\\u12g4\"]"), "2 \\u needs four hexadecimal digits");
  EXPECT_EQ(fault("[\"\\ud800x\"]"), "2 half a surrogate pair");
  EXPECT_EQ(fault("[01]"), "2 a number does not begin with 0");
  EXPECT_EQ(fault("[1.]"), "3 a digit expected");
  EXPECT_EQ(fault("[tru]"), "1 no value; text needs double quotes");
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
  const auto fault = reader.read(nested(config::limits::kJsonDepth + 1));
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->offset, config::limits::kJsonDepth);
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
