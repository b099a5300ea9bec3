#include "vtam/acb/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstddef>
#include <nlohmann/json.hpp>

#include "config/limits.h"
#include "tests/unit/vtam_acb/two_readings.h"
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

// Lists and objects in each other; the innermost has `core` in it, which may be nothing.
std::string nested(std::size_t depth, const std::string& core) {
  std::string line = core;
  for (std::size_t level = 0; level < depth; ++level) {
    line = level % 2 == 0 ? '[' + line + ']' : "{\"a\":" + line + '}';
  }
  return line;
}

// Where two parsers may differ: in what is JSON at all, and in what a value is.
std::vector<std::string> odd_lines() {
  std::vector<std::string> lines = {
      "", " ", "{}", "[]", "null", "true", "false", "\"a\"", "0", " \t\r\n[ 1 , 2 ] \n",
      // numbers
      "-0", "0.0", "-0.0", "1.0", "1e2", "1E+2", "1e-400", "1e400", "-1e400", "00", "01", "-", "+1",
      "1.", ".5", "1e", "0x10", "Infinity", "NaN", "[-]", "[1x]", "9223372036854775807",
      "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
      "18446744073709551616", "[123456789012345678901234567890]", "0.1e1", "[1,-2,3.5]",
      // structure
      "[1,]", "[,1]", "[1 2]", "[1", "]", "[}", "{]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}",
      "{1:2}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2,\"b\":3,\"a\":4}", "{\"\":0}", "{} 1", "{}{}",
      "{},", "1 1", "truex", "tru", "nul", "True", "[true1]", "[nullnull]", "'a'", "{'a':1}",
      "// c", "[1/*c*/]", "\x0c[]", "[\x0b]", "[1\x1a 2]", "\xc2\xa0[]",
      // texts
      R"(["\"\\\/\b\f\n\r\t"])", R"(["\u0000\u0041\uFFFF\u00e4"])", R"(["\ud83d\ude00"])",
      R"(["\uDBFF\uDFFF"])", R"(["\ud800"])", R"(["\udc00"])", R"(["\ud800x"])", R"(["\ud800\n"])",
      R"(["\ud800\ud800"])", R"(["\udc00\ud800"])", R"(["\ud800\u0041"])", R"({"\udc00":1})",
      R"({"\u0061":1,"a":2})", R"(["\u12"])", R"(["\u12g4"])", R"(["\x41"])", R"(["\a"])",
      R"(["\U0041"])", R"(["a\"])", R"(["a)", R"(")", R"("\)", R"("\")", "[\"\x01\"]", "[\"\t\"]",
      "[\"\n\"]", "[\"\x7f\"]", "[\"\xc2\x85\"]", "[\"\xe2\x80\xa8\"]",
      // UTF-8
      "\xef\xbb\xbf{}", "\xef\xbb\xbf", "\xef\xbb", "[\xef\xbb\xbf]", "[\"\xef\xbb\xbf\"]", "\xff",
      "[\"\xff\"]", "[\"\xc3\"]", "[\"\xc3(\"]", "[\"\xc0\x80\"]", "[\"\xc1\xbf\"]",
      "[\"\xe0\x9f\xbf\"]", "[\"\xed\x9f\xbf\"]", "[\"\xed\xa0\x80\"]", "[\"\xed\xbf\xbf\"]",
      "[\"\xf0\x8f\xbf\xbf\"]", "[\"\xf4\x8f\xbf\xbf\"]", "[\"\xf4\x90\x80\x80\"]",
      "[\"\xf5\x80\x80\x80\"]", "[\"\xf0\x9f\x98\x80\"]", "{\"\xff\":1}", "{} \xff"};
  for (const char* const core : {"", "0", "\"\"", "{}"}) {
    for (const std::size_t less : {2U, 1U, 0U}) {
      lines.push_back(nested(config::limits::kJsonDepth - less, core));
    }
    lines.push_back(nested(config::limits::kJsonDepth + 1, core));
  }
  lines.emplace_back(2'000, '[');
  return lines;
}

TEST(JsonReader, SaysOfOddLinesWhatItsJudgeSays) {
  JsonReader reader;
  for (const std::string& line : odd_lines()) {
    const TwoReadings found = read_twice(reader, line);
    EXPECT_EQ(found.reader, found.judge) << testing::PrintToString(line);
  }
}

TEST(JsonReader, SaysOfEveryByteAnywhereInALineWhatItsJudgeSays) {
  const std::string line = R"({"a":[1,-2.5e3,"x\u00e4y",true,null],"b":{"c":"\\ü"}})";
  JsonReader reader;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = line;
      other.insert(at, 1, static_cast<char>(byte));
      const TwoReadings more = read_twice(reader, other);
      ASSERT_EQ(more.reader, more.judge) << testing::PrintToString(other);
    }
    const TwoReadings less = read_twice(reader, line.substr(0, at));
    EXPECT_EQ(less.reader, less.judge) << at;
  }
}

// Of a line right behind a longer one: nothing of that is read.
TEST(JsonReader, ReadsALineWhoseEndIsNotTheEndOfWhatItLiesIn) {
  JsonReader reader;
  const std::string both = "[12]345";
  for (std::size_t size = 0; size <= both.size(); ++size) {
    const TwoReadings found = read_twice(reader, std::string_view(both).substr(0, size));
    EXPECT_EQ(found.reader, found.judge) << size;
  }
}

std::size_t allocated() {
  const auto heap = ::mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

TEST(JsonReader, GivesBackWhatALongLineHasTaken) {
  const std::string long_line = '[' + std::string(config::limits::kApplicationLine - 2, ' ') + ']';
  JsonReader reader;
  ASSERT_FALSE(reader.read("[]"));
  const std::size_t before = allocated();
  ASSERT_FALSE(reader.read(long_line));
  ASSERT_FALSE(reader.read("[]"));
  EXPECT_LE(allocated(), before + 1'000);
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
