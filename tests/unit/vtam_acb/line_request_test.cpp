#include "vtam/acb/line_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vtam/acb/wire_base64.h"

namespace vtam {
namespace {

using testing::HasSubstr;

// The rule and the sentence of a line that is refused.
std::string fault(const std::string& line) {
  JsonReader reader;
  const auto read = read_request(line, reader);
  const auto* const found = std::get_if<LineFault>(&read);
  return found == nullptr ? "" : found->rule + ": " + found->why;
}

Request good(const std::string& line) {
  JsonReader reader;
  auto read = read_request(line, reader);
  if (const auto* const found = std::get_if<LineFault>(&read)) {
    ADD_FAILURE() << found->why;
    return {"", {}, {}, PongLine{}};
  }
  return std::get<Request>(std::move(read));
}

std::string send(const std::string& screen) {
  return R"({"type":"send","session":"0.5.1.1","screen":)" + screen + "}";
}
std::string field(const std::string& members) {
  return send(R"({"fields":[{"row":1,"column":1},{"row":2,"column":1,)" + members + "}]}");
}
template <class T>
T said(const std::string& line) {
  return std::get<T>(std::get<SessionLine>(good(line).body).said);
}

TEST(LineRequest, TakesEverythingThatAScreenCanSay) {
  const Screen screen =
      said<SendScreen>(
          send(R"({"fields":[{"name":"user","row":-3,"column":10,"length":8,"value":"JOE",)"
               R"("protected":false,"numeric":true,"hidden":true,"intense":true,"skip":true,)"
               R"("modified":true,"color":"turquoise","background":"blue",)"
               R"("highlight":"underscore"}],"size":{"rows":32,"columns":80},)"
               R"("cursor":{"row":3,"column":4},"message":{"text":"no","color":"red"},)"
               R"("keys":"PF3=End"})"))
          .screen;
  ASSERT_EQ(screen.fields.size(), 1U);
  const ScreenField& user = screen.fields.front();
  EXPECT_EQ(user.name, "user");
  EXPECT_EQ(user.place.row, -3);
  EXPECT_EQ(user.place.column, 10);
  EXPECT_EQ(user.length, 8U);
  EXPECT_EQ(user.text, "JOE");
  EXPECT_EQ(user.is_protected, false);
  EXPECT_TRUE(user.numeric && user.hidden && user.intense && user.skip && user.modified);
  EXPECT_EQ(user.color, tn3270::Color::Turquoise);
  EXPECT_EQ(user.background, tn3270::Color::Blue);
  EXPECT_EQ(user.highlight, tn3270::Highlight::Underscore);
  EXPECT_EQ(std::get<ScreenNeeds>(screen.size).rows, 32U);
  EXPECT_EQ(std::get<ScreenPlace>(*screen.cursor).column, 4);
  EXPECT_EQ(screen.message, "no");
  EXPECT_EQ(screen.message_color, tn3270::Color::Red);
  EXPECT_EQ(screen.keys, "PF3=End");
}

TEST(LineRequest, HasTheDefaultsOfTheReference) {
  const auto plain = said<SendScreen>(send(R"({"fields":[],"cursor":"user","size":"alternate"})"));
  EXPECT_TRUE(plain.erase && plain.unlock);
  EXPECT_FALSE(plain.alarm || plain.response);
  EXPECT_EQ(std::get<std::string>(*plain.screen.cursor), "user");
  EXPECT_EQ(std::get<ScreenChoice>(plain.screen.size), ScreenChoice::Alternate);
  EXPECT_EQ(std::get<OpenLine>(good(R"({"type":"open","applid":"x"})").body).mode, AcbMode::Screen);
  EXPECT_FALSE(std::get<AcquireLine>(good(R"({"type":"acquire","lu":"P001"})").body).queue);
}

TEST(LineRequest, NamesTheFieldOfTheWrongTypeByItsIndex) {
  EXPECT_EQ(fault(field(R"("row":"2")")), "FIELD: screen.fields[1].row is said twice");
  EXPECT_EQ(fault(send(R"({"fields":[{"row":"2","column":1}]})")),
            "FIELD: screen.fields[0].row must be a whole number from -16384 to 16384, not \"2\"");
  EXPECT_EQ(fault(field(R"("length":0)")),
            "FIELD: screen.fields[1].length must be a whole number from 1 to 16384, not 0");
  EXPECT_EQ(fault(field(R"("length":99999999999999999999)")),
            "FIELD: screen.fields[1].length must be a whole number from 1 to 16384, not another "
            "number");
  EXPECT_EQ(fault(field(R"("text":["A"])")),
            "FIELD: screen.fields[1].text must be text, not a list");
  EXPECT_EQ(fault(field(R"("color":"orange")")),
            "FIELD: screen.fields[1].color must be one of \"blue\", \"red\", \"pink\", \"green\", "
            "\"turquoise\", \"yellow\", \"white\", not \"orange\"");
  EXPECT_EQ(fault(field(R"("hidden":1)")),
            "FIELD: screen.fields[1].hidden must be true or false, not 1");
  EXPECT_EQ(fault(field(R"("text":"a","value":"b")")),
            "FIELD: screen.fields[1].value and \"text\" say the same thing: give one of them");
  EXPECT_EQ(fault(send(R"({"fields":[{"row":0,"column":1}]})")),
            "FIELD: screen.fields[0].row counts from 1, or from -1 at the end; there is no 0");
  EXPECT_EQ(fault(send(R"({"fields":[{"row":1}]})")), "FIELD: screen.fields[0].column is missing");
  EXPECT_EQ(fault(send(R"({"fields":[7]})")), "FIELD: screen.fields[0] must be an object, not 7");
  EXPECT_EQ(fault(send(R"({"fields":{}})")), "FIELD: screen.fields must be a list, not an object");
  EXPECT_EQ(fault(send("null")), "FIELD: screen must be an object, not null");
  EXPECT_EQ(fault(send(R"({"cursor":{"row":1}})")), "FIELD: screen.cursor.column is missing");
  EXPECT_EQ(fault(send(R"({"cursor":3})")),
            "FIELD: screen.cursor must be a field's name or an object, not 3");
  EXPECT_EQ(fault(send(R"({"size":"huge"})")),
            "FIELD: screen.size must be one of \"primary\", \"alternate\", not \"huge\"");
  EXPECT_EQ(fault(send(R"({"size":{"rows":24,"columns":256}})")),
            "FIELD: screen.size.columns must be a whole number from 1 to 255, not 256");
  EXPECT_EQ(fault(send(R"({"message":{"color":"red"}})")), "FIELD: screen.message.text is missing");
  EXPECT_EQ(fault(send(R"({"message":[]})")),
            "FIELD: screen.message must be text or an object, not a list");
}

TEST(LineRequest, IgnoresFieldsThatItDoesNotKnow) {
  good(R"({"type":"accept","session":"0.5.1.1","later":{"a":[1,{"session":5}]},"later":2})");
  good(field(R"("blink":7,"outline":"box")"));
}

TEST(LineRequest, NamesTheTypesItKnows) {
  EXPECT_THAT(fault(R"({"type":"transfer","id":1})"),
              AllOf(HasSubstr("UNKNOWN-MESSAGE"), HasSubstr("acquire, cancel")));
  EXPECT_EQ(fault(R"({"id":1})"), "FIELD: type is missing");
  EXPECT_EQ(fault(R"({"type":5})"), "FIELD: type must be text, not 5");
  EXPECT_EQ(fault("[1]"), "FIELD: a line must be an object, not a list");
}

TEST(LineRequest, TellsTheByteAtWhichJsonEnds) {
  EXPECT_EQ(fault(R"({"type":"ping",})"),
            "NOT-JSON: byte 16: syntax error while parsing object key - unexpected '}'; expected "
            "string literal");
}

TEST(LineRequest, HoldsIdsToTheirTypesAndLength) {
  EXPECT_EQ(good(R"({"type":"ping","id":17})").id, "17");
  EXPECT_EQ(good(R"({"type":"ping","id":"a\u0022b"})").id, R"("a\"b")");
  EXPECT_EQ(fault(R"({"type":"ping","id":1.5})"),
            "FIELD: id must be text or a whole number, not another number");
  EXPECT_EQ(fault(R"({"type":"ping","id":{}})"),
            "FIELD: id must be text or a whole number, not an object");
  EXPECT_EQ(fault(R"({"type":"ping","id":1,"id":2})"), "FIELD: id is said twice");
  EXPECT_EQ(fault(R"({"type":"ping","id":")" + std::string(63, 'x') + "\"}"),
            "FIELD: id has more than 64 characters");
}

TEST(LineRequest, KeepsTheIdOfALineThatIsRefused) {
  JsonReader reader;
  const auto read =
      read_request(R"({"session":"1.2.3.4","type":"send","id":"q","screen":1})", reader);
  const auto& refused = std::get<LineFault>(read);
  EXPECT_EQ(refused.id, "\"q\"");
  EXPECT_EQ(refused.of, "send");
  EXPECT_EQ(refused.session, "1.2.3.4");
  EXPECT_EQ(refused.field, "screen");
}

TEST(LineRequest, KnowsSessionsOnlyAsItWroteThem) {
  const auto key = [](const std::string& session) {
    return std::get<SessionLine>(good(R"({"type":"accept","session":")" + session + "\"}").body)
        .key;
  };
  const auto known = key("1.23.4.5");
  ASSERT_TRUE(known);
  EXPECT_EQ(known->text(), "1.23.4.5");
  for (const char* other : {"", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", "+1.2.3.4",
                            "-1.2.3.4", "70000.1.1.1", "1.2.3.99999999999", "a.b.c.d"}) {
    EXPECT_FALSE(key(other)) << other;
  }
  EXPECT_EQ(fault(R"({"type":"accept"})"), "FIELD: session is missing");
  EXPECT_EQ(fault(R"({"type":"accept","session":5})"), "FIELD: session must be text, not 5");
}

TEST(LineRequest, WantsScreenOrDataAndNotBoth) {
  EXPECT_EQ(fault(R"({"type":"send","session":"s"})"),
            "FIELD: screen is missing; without it \"data\" is needed");
  EXPECT_EQ(fault(R"({"type":"send","session":"s","screen":{},"data":"9cM="})"),
            "FIELD: screen and \"data\" are both said: give one of them");
  EXPECT_EQ(fault(R"({"type":"send","session":"s","data":""})"),
            "FIELD: data is empty: a RU begins with its command byte");
  EXPECT_THAT(fault(R"({"type":"send","session":"s","data":"9cM"})"),
              HasSubstr("data is not base64"));
  EXPECT_EQ(fault(R"({"type":"print","session":"s"})"),
            "FIELD: text is missing; without it \"scs\" or \"end_of_job\" is needed");
  EXPECT_EQ(fault(R"({"type":"print","session":"s","text":"","scs":""})"),
            "FIELD: text and \"scs\" are both said: give one of them");
}

TEST(LineRequest, ClosesASessionOrAnAcb) {
  EXPECT_EQ(
      std::get<CloseAcbLine>(good(R"({"type":"close","applid":"orders"})").body).application.text(),
      "ORDERS");
  const auto close = said<CloseSession>(R"({"type":"close","session":"1.2.3.4","data":"x"})");
  EXPECT_EQ(close.data, "x");
  EXPECT_EQ(fault(R"({"type":"close"})"),
            "FIELD: session is missing; without it \"applid\" is needed");
  EXPECT_EQ(fault(R"({"type":"close","session":"s","applid":"A"})"),
            "FIELD: session and \"applid\" are both said: close one of them");
}

TEST(LineRequest, HoldsNamesAndWordsToTheirRules) {
  EXPECT_THAT(fault(R"({"type":"open","applid":"MUCHTOOLONG"})"),
              HasSubstr("FIELD: applid is no name: "));
  EXPECT_EQ(fault(R"({"type":"open","applid":7})"),
            "FIELD: applid must be a name of 1 to 8 characters, not 7");
  EXPECT_EQ(fault(R"({"type":"open","applid":"A","mode":"text"})"),
            "FIELD: mode must be one of \"screen\", \"datastream\", not \"text\"");
  EXPECT_THAT(fault(R"({"type":"reject","session":"s","sense":"801"})"),
              HasSubstr("sense must be 8 hexadecimal digits"));
  EXPECT_EQ(fault(R"({"type":"reject","session":"s","why":"a\nb"})"),
            "FIELD: why has a control character");
  EXPECT_EQ(fault(R"({"type":"close","session":"s","notice":")" + std::string(256, 'x') + "\"}"),
            "FIELD: notice has more than 255 bytes");
  EXPECT_EQ(fault(R"({"type":"hello","name":"x","api":{"current":1,"minimum":2}})"),
            "FIELD: api.minimum is newer than api.current");
  EXPECT_EQ(fault(R"({"type":"hello","name":"x","api":{"current":1}})"),
            "FIELD: api.minimum is missing");
  EXPECT_EQ(fault(R"({"type":"hello","api":{"current":1,"minimum":1}})"), "FIELD: name is missing");
}

TEST(Base64, GoesThereAndBack) {
  tn3270::ByteBuffer bytes;
  for (int size = 0; size < 300; ++size) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    bytes.push_back(static_cast<std::uint8_t>(size * 7));
  }
  EXPECT_EQ(to_base64(tn3270::ByteBuffer{'f', 'o', 'o', 'b'}), "Zm9vYg==");
}

TEST(Base64, IsNothingElse) {
  for (const char* bad : {"A", "AA", "AAA", "A===", "====", "AA=A", "AAA=AAAA", "AA A", "AAA\n",
                          "AB==", "AAB=", "AA-_"}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
}

}  // namespace
}  // namespace vtam
