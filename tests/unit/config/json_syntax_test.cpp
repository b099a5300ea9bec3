#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(JsonSyntax, CommentsOfBothKindsAreAllowedEverywhere) {
  EXPECT_THAT(findings("// first\n{ /* a */ \"title\" /* b */ : // c\n \"x\" /* d */ } // e"),
              IsEmpty());
}

TEST(JsonSyntax, AByteOrderMarkIsNoText) {
  EXPECT_THAT(findings("\xEF\xBB\xBF{\"titel\": 1}"),
              ElementsAre("site/a.json:1:2: error: there is no setting 'titel' here; did you mean "
                          "'title'?"));
}

TEST(JsonSyntax, ACommaBeforeABracketIsNamedWhereItStands) {
  EXPECT_THAT(findings("{\n  \"title\": \"x\", // the title\n}"),
              ElementsAre("site/a.json:2:15: error: a ',' before '}'; remove the comma"));
  EXPECT_THAT(findings("{\"menu\": [\"A\" , ]}"),
              ElementsAre("site/a.json:1:15: error: a ',' before ']'; remove the comma"));
}

TEST(JsonSyntax, AMissingCommaIsNamedBeforeWhatFollows) {
  EXPECT_THAT(findings("{\n  \"name\": \"x\"\n  \"title\": \"y\"}"),
              ElementsAre("site/a.json:3:3: error: a ',' is missing before \"title\""));
  EXPECT_THAT(findings("{\"menu\": [\"A\" \"B\"]}"),
              ElementsAre("site/a.json:1:15: error: a ',' is missing before \"B\""));
}

TEST(JsonSyntax, ATextThatEndsTooEarlyNamesTheOpenBracket) {
  EXPECT_THAT(findings("{\n \"menu\": [\n  \"A\"\n"),
              ElementsAre("site/a.json:4:1: error: the text ends before the '[' of line 2 is "
                          "closed; add ']'"));
}

TEST(JsonSyntax, AnEmptyFileSaysWhatBelongsThere) {
  EXPECT_THAT(findings("  // nothing\n"),
              ElementsAre("site/a.json:2:1: error: nothing here; a configuration is an object: "
                          "{\"listeners\": [ … ], \"lus\": [ … ]}"));
}

TEST(JsonSyntax, AnUnclosedTextIsNamedWhereItBegins) {
  EXPECT_THAT(findings("{\"title\": \"x\n}"),
              ElementsAre("site/a.json:1:11: error: the text that begins here has no closing '\"' "
                          "on its line"));
}

TEST(JsonSyntax, AnUnclosedCommentIsNamedWhereItBegins) {
  EXPECT_THAT(findings("{\"title\": \"x\"\n  /* no end }"),
              ElementsAre("site/a.json:2:3: error: the comment that begins here has no closing "
                          "'*/'"));
}

TEST(JsonSyntax, WordsWithoutQuotesAndWithWrongOnesAreNamed) {
  EXPECT_THAT(findings("{\"title\": hello}"),
              ElementsAre("site/a.json:1:11: error: 'hello' is not a value; text needs double "
                          "quotes"));
  EXPECT_THAT(findings("{title: \"x\"}"),
              ElementsAre("site/a.json:1:2: error: 'title' is not a value; text needs double "
                          "quotes"));
  EXPECT_THAT(findings("{\"title\": 'x'}"),
              ElementsAre("site/a.json:1:11: error: text stands in double quotes (\"), not in "
                          "single ones"));
}

TEST(JsonSyntax, AMissingColonAndAMissingValueAreNamed) {
  EXPECT_THAT(findings("{\"title\" \"x\"}"),
              ElementsAre("site/a.json:1:10: error: a ':' is missing before \"x\""));
  EXPECT_THAT(findings("{\"title\": , \"name\": \"x\"}"),
              ElementsAre("site/a.json:1:11: error: a value is expected, not ','"));
  EXPECT_THAT(findings("{\"title\": }"),
              ElementsAre("site/a.json:1:11: error: a value is expected, not '}'"));
  EXPECT_THAT(findings("{1: 2}"),
              ElementsAre("site/a.json:1:2: error: a key in double quotes is expected, not '1'"));
}

TEST(JsonSyntax, TextAfterTheEndIsNamed) {
  EXPECT_THAT(findings("{}\n{}"),
              ElementsAre("site/a.json:2:1: error: '{' after the end of the configuration; remove "
                          "it, or move it before the last bracket"));
}

TEST(JsonSyntax, AByteZeroDoesNotHideWhatFollows) {
  EXPECT_THAT(findings(std::string_view("{}\n \0 {", 7)),
              ElementsAre("site/a.json:2:2: error: a byte 00 in the text; is this really a text "
                          "file?"));
}

TEST(JsonSyntax, BadNumbersEscapesAndUtf8AreErrorsWithAPosition) {
  EXPECT_THAT(findings("{\"title\": -}"),
              ElementsAre("site/a.json:1:11: error: not valid JSON: invalid number; expected digit "
                          "after '-'"));
  EXPECT_THAT(findings("{\"title\": \"\\q\"}"),
              ElementsAre("site/a.json:1:11: error: not valid JSON: invalid string: forbidden "
                          "character after backslash"));
  EXPECT_THAT(findings("{\"title\": \"\xFF\"}"),
              ElementsAre("site/a.json:1:11: error: not valid JSON: invalid string: ill-formed "
                          "UTF-8 byte"));
}

TEST(JsonSyntax, DepthIsLimited) {
  const std::string deep =
      "{\"menu\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  EXPECT_THAT(findings(deep),
              ElementsAre("site/a.json:1:41: error: more than 32 lists and objects within each "
                          "other; no configuration is that deep"));
}

TEST(JsonSyntax, OnlyAnObjectIsAConfiguration) {
  EXPECT_THAT(findings("[1, 2]"),
              ElementsAre("site/a.json:1:1: error: a configuration is an object { … }, not a "
                          "list"));
}

TEST(JsonSyntax, ColumnsCountCharactersAndPositionsSurviveEscapes) {
  EXPECT_THAT(findings("{\"title\": \"ä\\\"ö\\u00fc//\", \"x\\ty\": 1, \"zzzz\": 12 /**/ }"),
              ElementsAre("site/a.json:1:27: error: there is no setting 'x?y' here; the settings "
                          "are $schema, name, title, listeners, lus, menu, code_page, groups, "
                          "mapping, uss, sessions, throttle, servers, applications, "
                          "libraries, iccf, stacks, spool, application_socket, proxies, "
                          "redirects, admission, process, admin, timing, "
                          "unknown, autoinstall, modetabs, typeterms, nodes, start_list",
                          "site/a.json:1:38: error: there is no setting 'zzzz' here; the settings "
                          "are $schema, name, title, listeners, lus, menu, code_page, groups, "
                          "mapping, uss, sessions, throttle, servers, applications, "
                          "libraries, iccf, stacks, spool, application_socket, proxies, "
                          "redirects, admission, process, admin, timing, "
                          "unknown, autoinstall, modetabs, typeterms, nodes, start_list"));
}

TEST(JsonSyntax, EscapesBecomeText) {
  const Draft draft = read(R"({"title": "a\"b\\\u00e4\n"})");
  ASSERT_EQ(draft.config.servers.size(), 1U);
  EXPECT_EQ(draft.config.servers[0].title, "a\"b\\ä\n");
}

}  // namespace
}  // namespace config
