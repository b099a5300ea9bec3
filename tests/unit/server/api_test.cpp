#include "tn3270/server/admin/api.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/server/fake_backend.h"

namespace server {
namespace {

using Json = nlohmann::json;

struct Answer {
  int status = 0;
  std::string type;
  Json json;
  std::map<std::string, std::string> headers;
  int replies = 0;
};

class ApiTest : public testing::Test {
 protected:
  Answer call(const std::string& method, const std::string& path,
              const std::map<std::string, std::string>& query = {},
              const std::string& authorization = "Bearer boss") {
    const auto answer = std::make_shared<Answer>();
    start(method, path, query, authorization, answer);
    return *answer;
  }
  void start(const std::string& method, const std::string& path,
             const std::map<std::string, std::string>& query, const std::string& authorization,
             const std::shared_ptr<Answer>& answer) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.authorization = authorization;
    request.client = "127.0.0.1 port 4711";
    api_.handle(request, [answer](const HttpResponse& response) {
      answer->status = response.status;
      answer->type = response.type;
      answer->json = Json::parse(response.body);
      answer->headers = response.headers;
      ++answer->replies;
    });
  }
  std::vector<std::string> names(const std::map<std::string, std::string>& query) {
    const auto answer = call("GET", "/v1/lus", query);
    EXPECT_EQ(answer.status, 200) << answer.json.dump();
    std::vector<std::string> result;
    for (const auto& lu : answer.json.at("lus")) {
      result.push_back(lu.at("name"));
    }
    return result;
  }
  static void expect_problem(const Answer& answer, int status, const std::string& rule) {
    EXPECT_EQ(answer.status, status) << answer.json.dump();
    EXPECT_EQ(answer.type, "application/problem+json");
    EXPECT_EQ(answer.json.at("status"), status);
    EXPECT_EQ(answer.json.at("rule"), rule);
    EXPECT_EQ(answer.json.at("type"), "about:blank");
    EXPECT_FALSE(answer.json.at("title").get<std::string>().empty());
    EXPECT_FALSE(answer.json.at("detail").get<std::string>().empty());
    EXPECT_EQ(answer.replies, 1);
  }

  FakeBackend backend_;
  Tokens tokens_ = Tokens::parse("boss\nviewer:guest\n");
  std::vector<std::string> audit_;
  Api api_{backend_, tokens_, [this](const std::string& line) { audit_.push_back(line); }};
};

using Names = std::vector<std::string>;

TEST_F(ApiTest, SaysItsVersion) {
  const auto answer = call("GET", "/v1/version", {}, "Bearer guest");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "application/json");
  EXPECT_EQ(answer.json.at("product"), "tn3270d");
  EXPECT_FALSE(answer.json.at("version").get<std::string>().empty());
  EXPECT_EQ(answer.json.at("api"), (Json{{"current", 1}, {"minimum", 1}}));
}

TEST_F(ApiTest, TellsHealthToAnybody) {
  const auto well = call("GET", "/healthz", {}, "");
  EXPECT_EQ(well.status, 200);
  EXPECT_EQ(well.json.at("status"), "ok");
  backend_.is_healthy = false;
  expect_problem(call("GET", "/healthz", {}, ""), 503, "HEALTH");
}

TEST_F(ApiTest, AsksForATokenEverywhereElse) {
  for (const char* path : {"/v1/version", "/v1/lus", "/v1/lus/T001", "/v1/nothing", "/"}) {
    for (const char* authorization : {"", "Bearer wrong", "Basic boss"}) {
      const auto answer = call("GET", path, {}, authorization);
      expect_problem(answer, 401, "TOKEN");
      EXPECT_EQ(answer.headers.at("WWW-Authenticate").rfind("Bearer", 0), 0U);
    }
  }
  expect_problem(call("POST", "/v1/lus/T001/kill", {}, ""), 401, "TOKEN");
  EXPECT_TRUE(backend_.asked.empty());
}

TEST_F(ApiTest, LetsAViewerLookButNotTouch) {
  backend_.rows = {lu_row("T001")};
  EXPECT_EQ(call("GET", "/v1/lus", {}, "Bearer guest").status, 200);
  EXPECT_EQ(call("GET", "/v1/lus/T001", {}, "Bearer guest").status, 200);
  expect_problem(call("POST", "/v1/lus/T001/kill", {}, "Bearer guest"), 403, "ROLE");
  expect_problem(call("POST", "/v1/lus/T001/react", {}, "Bearer guest"), 403, "ROLE");
  EXPECT_TRUE(backend_.asked.empty());
  EXPECT_EQ(audit_.at(0),
            "KILL T001 by viewer at 127.0.0.1 port 4711: refused, the role may only look");
}

TEST_F(ApiTest, KnowsNoOtherPath) {
  for (const char* path : {"/", "/v1", "/v1/", "/v1/lus/", "/v1/lus/T001/", "/v1/lus/T001/kill/",
                           "/v1/lus//kill", "/v1/lus/T001/x", "/v2/lus", "/v1/lus/A/B/kill"}) {
    expect_problem(call("GET", path), 404, "PATH");
  }
}

TEST_F(ApiTest, RefusesAWrongMethodAndNamesTheRightOne) {
  const auto list = call("POST", "/v1/lus");
  expect_problem(list, 405, "METHOD");
  EXPECT_EQ(list.headers.at("Allow"), "GET");
  const auto kill = call("GET", "/v1/lus/T001/kill");
  expect_problem(kill, 405, "METHOD");
  EXPECT_EQ(kill.headers.at("Allow"), "POST");
  expect_problem(call("DELETE", "/v1/lus/T001"), 405, "METHOD");
}

TEST_F(ApiTest, ShowsALuByItsNameInAnyCase) {
  backend_.rows = {full_lu()};
  const auto answer = call("GET", "/v1/lus/t001");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.json.at("name"), "T001");
  EXPECT_EQ(answer.json.at("client"), (Json{{"address", "192.0.2.7"},
                                            {"port", 40112},
                                            {"tls", true},
                                            {"certificate", "CN=joe"},
                                            {"verified", true},
                                            {"user", "JOE"}}));
  EXPECT_EQ(answer.json.at("host"),
            (Json{{"host", "far.example"}, {"port", 992}, {"tls", true}, {"lu", "T004"}}));
  EXPECT_EQ(answer.json.at("typeterm"), (Json{{"name", "VSE3278Q"}, {"rule", "VSESPG: SP3272QN"}}));
  EXPECT_EQ(answer.json.at("bytes"), (Json{{"in", 512}, {"out", 20480}}));
}

TEST_F(ApiTest, WritesNullForWhatDoesNotApply) {
  backend_.rows = {lu_row("T001")};
  const auto lu = call("GET", "/v1/lus/T001").json;
  for (const char* field : {"group", "application", "queued", "logmode", "logmode_rule", "typeterm",
                            "device", "screen", "code_page", "connection", "client", "host",
                            "since", "last_activity", "kept_until", "rule"}) {
    EXPECT_TRUE(lu.at(field).is_null()) << field;
  }
  EXPECT_EQ(lu.at("functions"), Json::array());
}

TEST_F(ApiTest, SurvivesTextThatIsNotUtf8) {
  backend_.rows = {lu_row("T001")};
  backend_.rows[0].device = "IBM-\xff\xc3(";
  backend_.rows[0].client = ClientView{"::1", 1, true, "CN=\x80"};
  EXPECT_EQ(call("GET", "/v1/lus/T001").status, 200);
  EXPECT_EQ(call("GET", "/v1/lus").status, 200);
  backend_.command_answer = CommandRefused{false, "X", "\xfe"};
  EXPECT_EQ(call("POST", "/v1/lus/T001/kill").status, 409);
}

TEST_F(ApiTest, SaysWhichLuIsUnknown) {
  const auto unknown = call("GET", "/v1/lus/t999");
  expect_problem(unknown, 404, "UNKNOWN-LU");
  EXPECT_NE(unknown.json.at("detail").get<std::string>().find("T999"), std::string::npos);
  const auto impossible = call("GET", "/v1/lus/NINECHARS");
  expect_problem(impossible, 404, "UNKNOWN-LU");
  EXPECT_NE(impossible.json.at("detail").get<std::string>().find("9 characters"),
            std::string::npos);
  expect_problem(call("POST", "/v1/lus/1X/kill"), 404, "UNKNOWN-LU");
  EXPECT_TRUE(backend_.asked.empty());
}

TEST_F(ApiTest, KillsAndReactsAndSaysWhatBecameOfTheLu) {
  backend_.command_answer = CommandDone{*config::LuName::parse("T001"), "ACT/S", "TERMINATING"};
  const auto kill = call("POST", "/v1/lus/t001/kill");
  EXPECT_EQ(kill.status, 200);
  EXPECT_EQ(kill.json, (Json{{"lu", "T001"}, {"was", "ACT/S"}, {"now", "TERMINATING"}}));
  backend_.command_answer = CommandDone{*config::LuName::parse("T001"), "TERMINATING", "CONCT"};
  EXPECT_EQ(call("POST", "/v1/lus/T001/react").json.at("now"), "CONCT");
  EXPECT_EQ(backend_.asked, (Names{"kill T001", "react T001"}));
  EXPECT_EQ(audit_,
            (Names{"KILL T001 by operator at 127.0.0.1 port 4711: done, was ACT/S, now TERMINATING",
                   "REACT T001 by operator at 127.0.0.1 port 4711: done, was TERMINATING, now "
                   "CONCT"}));
}

TEST_F(ApiTest, PassesARefusalOnWithItsRule) {
  backend_.command_answer = CommandRefused{false, "TERMINATING", "Its application holds it."};
  const auto answer = call("POST", "/v1/lus/T001/kill");
  expect_problem(answer, 409, "TERMINATING");
  EXPECT_EQ(answer.json.at("detail"), "Its application holds it.");
  backend_.command_answer = CommandRefused{true, "UNKNOWN-LU", "There is no LU T001."};
  expect_problem(call("POST", "/v1/lus/T001/react"), 404, "UNKNOWN-LU");
  EXPECT_EQ(audit_.size(), 2U);
  EXPECT_NE(audit_[0].find("refused, TERMINATING: Its application holds it."), std::string::npos);
}

TEST_F(ApiTest, KeepsControlBytesOutOfTheAudit) {
  call("POST", "/v1/lus/A\nKILL T002 by operator/kill");
  ASSERT_EQ(audit_.size(), 1U);
  EXPECT_EQ(audit_[0].find('\n'), std::string::npos);
}

TEST_F(ApiTest, AuditsAChangeWithoutAToken) {
  call("POST", "/v1/lus/T001/kill", {}, "Bearer guess");
  ASSERT_EQ(audit_.size(), 1U);
  EXPECT_NE(audit_[0].find("by nobody at 127.0.0.1 port 4711: refused"), std::string::npos);
}

TEST_F(ApiTest, AnswersWhenTheBackendDoes) {
  backend_.answers_later = true;
  backend_.rows = {lu_row("T001")};
  backend_.command_answer = CommandDone{*config::LuName::parse("T001"), "ACT/S", "CONCT"};
  const auto list = std::make_shared<Answer>();
  const auto kill = std::make_shared<Answer>();
  const auto show = std::make_shared<Answer>();
  start("GET", "/v1/lus", {}, "Bearer boss", list);
  start("POST", "/v1/lus/T001/kill", {}, "Bearer boss", kill);
  start("GET", "/v1/lus/T001", {}, "Bearer boss", show);
  EXPECT_EQ(list->replies + kill->replies + show->replies, 0);
  EXPECT_TRUE(audit_.empty());
  backend_.answer_all();
  EXPECT_EQ(list->status, 200);
  EXPECT_EQ(kill->json.at("now"), "CONCT");
  EXPECT_EQ(show->json.at("name"), "T001");
  EXPECT_EQ(audit_.size(), 1U);
}

TEST_F(ApiTest, FiltersByEverythingAtOnce) {
  auto other = full_lu();
  other.name = *config::LuName::parse("T002");
  other.client->address = "2001:db8::a";
  backend_.rows = {full_lu(), other, lu_row("T003")};
  EXPECT_EQ(names({}), (Names{"T001", "T002", "T003"}));
  EXPECT_EQ(names({{"state", "act/s"}}), (Names{"T001", "T002"}));
  EXPECT_EQ(names({{"state", "CONCT"}}), (Names{"T003"}));
  EXPECT_EQ(names({{"group", "grp1"}}), (Names{"T001", "T002"}));
  EXPECT_EQ(names({{"application", "dbdccics"}}), (Names{"T001", "T002"}));
  EXPECT_EQ(names({{"application", "DBDCCIC"}}), Names{});
  EXPECT_EQ(names({{"client", "192.0.2.7"}}), (Names{"T001"}));
  EXPECT_EQ(names({{"client", "192.0.2"}}), Names{});
  EXPECT_EQ(names({{"client", "2001:DB8::A"}}), (Names{"T002"}));
  EXPECT_EQ(names({{"client", "2001:DB8::A"}, {"group", "GRP1"}, {"state", "ACT/S"}}),
            (Names{"T002"}));
}

TEST_F(ApiTest, RefusesAParameterThatItDoesNotUnderstand) {
  const std::vector<std::map<std::string, std::string>> bad{{{"limit", "0"}},
                                                            {{"limit", "5001"}},
                                                            {{"limit", "-1"}},
                                                            {{"limit", "ten"}},
                                                            {{"limit", ""}},
                                                            {{"limit", "10x"}},
                                                            {{"limit", "99999999999999999999"}},
                                                            {{"state", "ACTS"}},
                                                            {{"group", "NINECHARS"}},
                                                            {{"application", ""}},
                                                            {{"after", "1X"}},
                                                            {{"after", "T999"}},
                                                            {{"client", ""}},
                                                            {{"stat", "ACTIV"}}};
  backend_.rows = {lu_row("T001")};
  for (const auto& query : bad) {
    SCOPED_TRACE(query.begin()->first + "=" + query.begin()->second);
    expect_problem(call("GET", "/v1/lus", query), 400, "PARAMETER");
  }
  EXPECT_EQ(names({{"limit", "5000"}}), (Names{"T001"}));
  EXPECT_EQ(names({{"limit", "1"}}), (Names{"T001"}));
}

std::string numbered(int number) {
  const auto digits = std::to_string(number);
  return "T" + std::string(4 - digits.size(), '0') + digits;
}

class ApiPaging : public ApiTest {
 protected:
  // All names by following `next`, and how many answers that took.
  std::pair<Names, int> walk(std::map<std::string, std::string> query) {
    Names all;
    for (int pages = 1; pages < 100; ++pages) {
      const auto answer = call("GET", "/v1/lus", query);
      EXPECT_EQ(answer.status, 200) << answer.json.dump();
      for (const auto& lu : answer.json.at("lus")) {
        all.push_back(lu.at("name"));
      }
      const auto& next = answer.json.at("next");
      if (next.is_null()) {
        return {all, pages};
      }
      query["after"] = next;
    }
    ADD_FAILURE() << "the list has no end";
    return {};
  }
};

TEST_F(ApiPaging, WalksALongListInOrderWithoutGapOrRepeat) {
  Names expected;
  for (int i = 1; i <= 1201; ++i) {
    backend_.rows.push_back(lu_row(numbered(i), i % 2 == 0 ? "CONCT" : "ACT/S"));
    expected.push_back(numbered(i));
  }
  EXPECT_EQ(walk({}), std::pair(expected, 3));
  EXPECT_EQ(walk({{"limit", "1201"}}), std::pair(expected, 1));
  EXPECT_EQ(walk({{"limit", "1200"}}), std::pair(expected, 2));
  EXPECT_EQ(walk({{"limit", "601"}}), std::pair(expected, 2));
  const auto [even, pages] = walk({{"state", "CONCT"}, {"limit", "100"}});
  EXPECT_EQ(even.size(), 600U);
  EXPECT_EQ(pages, 6);
  EXPECT_EQ(even.back(), "T1200");
}

TEST_F(ApiPaging, KeepsTheOrderOfDefinition) {
  backend_.rows = {lu_row("Z9"), lu_row("A1"), lu_row("M5")};
  EXPECT_EQ(walk({{"limit", "1"}}), std::pair(Names({"Z9", "A1", "M5"}), 3));
}

}  // namespace
}  // namespace server
