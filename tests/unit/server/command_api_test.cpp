#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/server/fake_backend.h"
#include "tn3270/server/admin/api.h"

// POST /v1/command and the applications.
namespace server {
namespace {

using Json = nlohmann::json;

class CommandApi : public testing::Test {
 protected:
  HttpResponse call(const std::string& method, const std::string& path, const std::string& body,
                    const std::map<std::string, std::string>& query = {}) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.query = query;
    request.authorization = "Bearer " + token_;
    request.client = "127.0.0.1 port 4711";
    HttpResponse answer;
    api_.handle(request, [&](HttpResponse response) { answer = std::move(response); });
    return answer;
  }
  HttpResponse command(const std::string& text) {
    return call("POST", "/v1/command", Json{{"command", text}}.dump());
  }

  FakeBackend backend_;
  std::vector<std::string> audit_;
  std::string token_ = "boss";
  Tokens tokens_ = Tokens::parse("boss\nviewer:guest");
  Api api_{backend_, tokens_, [this](const std::string& line) { audit_.push_back(line); }};
};

TEST_F(CommandApi, AnswersWithTheLinesOfTheConsole) {
  backend_.reply.messages = {{"IST097I", "IST097I DISPLAY ACCEPTED"}, {"IST314I", "IST314I END"}};
  const Json answer = Json::parse(command("D NET,ID=T001,E").body);
  EXPECT_EQ(answer.at("messages").at(0),
            (Json{{"id", "IST097I"}, {"text", "IST097I DISPLAY ACCEPTED"}}));
  EXPECT_EQ(answer.at("done"), true);
  EXPECT_TRUE(audit_.empty()) << "looking is not a change";
}

TEST_F(CommandApi, NotesWhatAReloadHasChanged) {
  backend_.reload_rows.certificates = {{"listener 'a'", "renewed", "", {}},
                                       {"listener 'b'", "kept", "", {}}};
  EXPECT_EQ(call("POST", "/v1/reload", "").status, 200);
  backend_.reload_rows.targets = {{"proxy 'web'", "renewed", "", {}}};
  EXPECT_EQ(call("POST", "/v1/reload", "").status, 200);
  EXPECT_EQ(audit_,
            (std::vector<std::string>{
                "RELOAD by operator at 127.0.0.1 port 4711: done, 1 renewed, 1 kept because "
                "they do not load",
                "RELOAD by operator at 127.0.0.1 port 4711: done, 1 renewed, 1 kept because "
                "they do not load; targets of proxies: 1 renewed, 0 kept because they are "
                "not found"}));
}

TEST_F(CommandApi, LetsAViewerDisplayButNotChange) {
  token_ = "guest";
  EXPECT_EQ(command("D NET,APPLS").status, 200);
  EXPECT_EQ(command("QUERY").status, 200);
  for (const char* text : {"V NET,INACT,ID=X", "V NET,TERM,LU1=T001", "KILL T001", "REACT T001",
                           "MSG X,D=KILL T001"}) {
    EXPECT_EQ(command(text).status, 403) << text;
  }
  EXPECT_EQ(backend_.asked, (std::vector<std::string>{"display ", "change"}));
  EXPECT_EQ(audit_.size(), 5U);
  EXPECT_EQ(audit_.at(0),
            "COMMAND 'V NET,INACT,ID=X' by viewer at 127.0.0.1 port 4711: refused, the role may "
            "only look");
  token_ = "nobody";
  EXPECT_EQ(command("D NET,APPLS").status, 401);
}

TEST_F(CommandApi, RemembersEveryChangeAndWhatCameOfIt) {
  backend_.reply.messages = {{"IST093I", "IST093I VNETAPPL ACTIVE"}};
  EXPECT_EQ(command("v net,act,id=vnetappl").status, 200);
  backend_.reply.result = vtam::CommandResult::Refused;
  EXPECT_EQ(command("V NET,ACT,ID=X\n").status, 200);
  EXPECT_EQ(audit_, (std::vector<std::string>{
                        "COMMAND 'v net,act,id=vnetappl' by operator at 127.0.0.1 port 4711: done, "
                        "IST093I VNETAPPL ACTIVE",
                        "COMMAND 'V NET,ACT,ID=X?' by operator at 127.0.0.1 port 4711: refused, "
                        "IST093I VNETAPPL ACTIVE"}));
}

TEST_F(CommandApi, SaysWhyWhatIsTypedIsNoCommand) {
  const Json answer = Json::parse(command("D NET,WHAT").body);
  EXPECT_EQ(answer.at("done"), false);
  EXPECT_EQ(answer.at("messages").at(0).at("id"), "IST451I");
  EXPECT_TRUE(backend_.asked.empty());
}

TEST_F(CommandApi, RefusesABodyThatIsNone) {
  for (const char* body : {"", "D NET,APPLS", "[]", "{}", R"({"command": 1})",
                           R"({"command": "D NET,APPLS", "more": 1})"}) {
    EXPECT_EQ(call("POST", "/v1/command", body).status, 400) << body;
  }
  EXPECT_EQ(command(std::string(257, 'D')).status, 400);
}

TEST_F(CommandApi, ListsApplicationsByPages) {
  for (const char* name : {"DEMO", "CICS", "TSO"}) {
    backend_.application_rows.push_back(ApplicationView{*config::ApplId::parse(name)});
  }
  const auto page = [this](const std::map<std::string, std::string>& query) {
    return Json::parse(call("GET", "/v1/applications", "", query).body);
  };
  EXPECT_EQ(page({{"limit", "2"}}).at("next"), "CICS");
  const Json rest = page({{"limit", "2"}, {"after", "cics"}});
  EXPECT_EQ(rest.at("applications").at(0).at("name"), "TSO");
  EXPECT_TRUE(rest.at("next").is_null());
  EXPECT_EQ(page({{"limit", "0"}}).at("rule"), "PARAMETER");
  EXPECT_EQ(page({{"after", "NOSUCH"}}).at("rule"), "PARAMETER");
  EXPECT_EQ(page({{"before", "TSO"}}).at("rule"), "PARAMETER");
  EXPECT_EQ(call("GET", "/v1/applications/tso", "").status, 200);
  EXPECT_EQ(call("GET", "/v1/applications/NOSUCH", "").status, 404);
  EXPECT_EQ(call("GET", "/v1/applications/1", "").status, 404);
}

}  // namespace
}  // namespace server
