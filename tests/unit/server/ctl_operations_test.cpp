#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/unit/server/api_transport.h"
#include "tests/unit/server/fake_backend.h"
#include "tn3270/control/curl_transport.h"
#include "tn3270/control/operations.h"
#include "tn3270/server/admin/http_server.h"

namespace control {
namespace {

using Json = nlohmann::json;

class OperationsTest : public testing::Test {
 protected:
  server::FakeBackend backend_;
  ApiTransport transport_{backend_};
  std::ostringstream out_;
  std::ostringstream err_;
  Operations operations_{transport_, "", out_, err_};
};

server::CommandDone done(const std::string& was, const std::string& now) {
  return {*config::LuName::parse("T001"), was, now};
}

TEST_F(OperationsTest, ListAllPages) {
  for (int i = 1000; i < 2201; ++i) {
    backend_.rows.push_back(server::lu_row("T" + std::to_string(i)));
  }
  EXPECT_EQ(operations_.lus({}, Form::Text), Exit::Done);
  const auto text = out_.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1202);
  EXPECT_NE(text.find("\nT2200 "), std::string::npos);
  EXPECT_EQ(transport_.targets.size(), 3U);
}

TEST_F(OperationsTest, ListAsOneJsonDocument) {
  for (int i = 1000; i < 1700; ++i) {
    backend_.rows.push_back(server::lu_row("T" + std::to_string(i)));
  }
  EXPECT_EQ(operations_.lus({}, Form::Json), Exit::Done);
  const auto json = Json::parse(out_.str());
  EXPECT_EQ(json.at("lus").size(), 700U);
  EXPECT_TRUE(json.at("next").is_null());
}

TEST_F(OperationsTest, PassTheFiltersOn) {
  backend_.rows = {server::full_lu(), server::lu_row("T002")};
  EXPECT_EQ(operations_.lus({"act/s", "grp1", "DBDCCICS", "192.0.2.7"}, Form::Text), Exit::Done);
  EXPECT_EQ(transport_.targets.at(0),
            "/v1/lus?state=act%2Fs&group=grp1&application=DBDCCICS&client=192.0.2.7");
  EXPECT_NE(out_.str().find("T001"), std::string::npos);
  EXPECT_EQ(out_.str().find("T002"), std::string::npos);
}

TEST_F(OperationsTest, SayThatAListIsEmpty) {
  EXPECT_EQ(operations_.lus({}, Form::Text), Exit::Done);
  EXPECT_EQ(out_.str(), "No LU.\n");
}

TEST_F(OperationsTest, ListTheApplicationsWithTheProgramsThatHaveOpenedThem) {
  server::ApplicationView orders{*config::ApplId::parse("ORDERS")};
  orders.type = "socket";
  orders.state = "ACTIV";
  orders.sessions = 3;
  orders.program =
      server::ProgramView{"orders 1.0", "pid 4711 uid 1000 (joe)", "2026-11-21T07:30:00Z", 4};
  server::ApplicationView demo{*config::ApplId::parse("DEMO")};
  demo.type = "demo";
  demo.state = "ACTIV";
  backend_.application_rows = {orders, demo};
  EXPECT_EQ(operations_.applications(Form::Text), Exit::Done);
  EXPECT_EQ(out_.str(),
            "APPL    TYPE    STATE  SESSIONS  QUEUED  PROGRAM     PEER                     SINCE\n"
            "ORDERS  socket  ACTIV  3         0       orders 1.0  pid 4711 uid 1000 (joe)  "
            "2026-11-21T07:30:00Z\n"
            "DEMO    demo    ACTIV  0         0       -           -                        -\n");
  out_.str("");
  EXPECT_EQ(operations_.applications(Form::Json), Exit::Done);
  EXPECT_EQ(Json::parse(out_.str()).at("applications").at(0).at("program").at("sessions"), 4);
}

TEST_F(OperationsTest, ListTheProxiesWithWhatTheyCarry) {
  EXPECT_EQ(operations_.proxies(Form::Text), Exit::Done);
  EXPECT_EQ(out_.str(),
            "NAME  LISTENS               GOES TO                CLIENTS  TOTAL  REFUSED  NO TLS  "
            "UNREACHED  BYTES TO  BYTES FROM\n"
            "web   0.0.0.0 port 992 SSL  127.0.0.1 port 23 TXT  1        2      3        4       5"
            "          6         7\n");
  out_.str("");
  EXPECT_EQ(operations_.proxies(Form::Json), Exit::Done);
  EXPECT_EQ(Json::parse(out_.str()).at("proxies").at(0).at("bytes_to_client"), 7);
}

TEST_F(OperationsTest, SayWhatCameOfAReload) {
  EXPECT_EQ(operations_.reload(), Exit::Done);
  EXPECT_EQ(out_.str(), "There are no certificates: nothing here speaks TLS.\n");
  out_.str("");
  backend_.reload_rows.certificates = {{"listener 'l'", "renewed", "new connections get CN=h", {}}};
  backend_.reload_rows.targets = {
      {"proxy 'web'", "renewed", "new connections to web.example go to 192.0.2.9", {}}};
  EXPECT_EQ(operations_.reload(), Exit::Done);
  EXPECT_EQ(out_.str(),
            "listener 'l': new connections get CN=h\n"
            "proxy 'web': new connections to web.example go to 192.0.2.9\n");
  backend_.reload_rows.targets.front().outcome = "kept";
  EXPECT_EQ(operations_.reload(), Exit::Refused);
}

TEST_F(OperationsTest, ShowALuWhoseNameNeedsEncoding) {
  backend_.rows = {server::lu_row("#T@1")};
  EXPECT_EQ(operations_.show("#t@1", Form::Text), Exit::Done);
  EXPECT_EQ(transport_.targets.at(0), "/v1/lus/%23t%401");
  EXPECT_EQ(out_.str().rfind("LU             #T@1\n", 0), 0U);
  out_.str("");
  EXPECT_EQ(operations_.show("#t@1", Form::Json), Exit::Done);
  EXPECT_EQ(Json::parse(out_.str()).at("name"), "#T@1");
}

TEST_F(OperationsTest, KillAndReactSayWhatBecameOfTheLu) {
  backend_.command_answer = done("ACT/S", "TERMINATING");
  EXPECT_EQ(operations_.change(Verb::Kill, "T001"), Exit::Done);
  EXPECT_EQ(out_.str(),
            "T001 was ACT/S and is now TERMINATING.\n"
            "Its application has not let go yet; tn3270ctl react T001 frees it at once.\n");
  out_.str("");
  backend_.command_answer = done("TERMINATING", "CONCT");
  EXPECT_EQ(operations_.change(Verb::React, "T001"), Exit::Done);
  EXPECT_EQ(out_.str(), "T001 was TERMINATING and is now CONCT.\n");
  EXPECT_EQ(backend_.asked, (std::vector<std::string>{"kill T001", "react T001"}));
}

TEST_F(OperationsTest, PrintARefusalAsOneSentenceWithItsRule) {
  backend_.command_answer =
      server::CommandRefused{false, "NOT-IN-SESSION", "T001 is not in session."};
  EXPECT_EQ(operations_.change(Verb::Kill, "T001"), Exit::Refused);
  EXPECT_EQ(err_.str(), "tn3270ctl: T001 is not in session. (NOT-IN-SESSION)\n");
  EXPECT_EQ(out_.str(), "");
  EXPECT_EQ(operations_.show("NOBODY", Form::Text), Exit::Refused);
  err_.str("");
  backend_.command_answer =
      server::CommandRefused{false, "BSTT075E", "BSTT075E T001 LUNAME NOT AVAIL: node inactive"};
  EXPECT_EQ(operations_.change(Verb::React, "T001"), Exit::Refused);
  EXPECT_EQ(err_.str(), "tn3270ctl: BSTT075E T001 LUNAME NOT AVAIL: node inactive\n");
  EXPECT_EQ(operations_.show("", Form::Text), Exit::Refused);
  EXPECT_EQ(operations_.lus({"NOSTATE", "", "", ""}, Form::Text), Exit::Refused);
}

TEST_F(OperationsTest, PrintWhatTheConsoleWouldShow) {
  backend_.reply.messages = {{"IST097I", "IST097I DISPLAY ACCEPTED"}, {"IST314I", "IST314I END"}};
  EXPECT_EQ(operations_.command("d net,id=t001,e"), Exit::Done);
  EXPECT_EQ(out_.str(), "IST097I DISPLAY ACCEPTED\nIST314I END\n");
  EXPECT_EQ(backend_.asked, (std::vector<std::string>{"display T001"}));
  EXPECT_EQ(err_.str(), "");
}

TEST_F(OperationsTest, EndWithRefusedWhereTheConsoleRefuses) {
  EXPECT_EQ(operations_.command("KIL T001"), Exit::Refused);
  EXPECT_EQ(out_.str().rfind("TND302E 'KIL' is not a command here\n", 0), 0U) << out_.str();
  backend_.reply.result = vtam::CommandResult::Refused;
  EXPECT_EQ(operations_.command("V NET,ACT,ID=NOSUCH"), Exit::Refused);
  transport_.authorization = "Bearer nobody";
  EXPECT_EQ(operations_.command("D NET,APPLS"), Exit::Refused);
}

TEST_F(OperationsTest, SayWhyThereIsNoTokenWhenTheServerWantsOne) {
  transport_.authorization = "";
  Operations without(transport_, "The token file x cannot be read.", out_, err_);
  EXPECT_EQ(without.version(Form::Text), Exit::Refused);
  EXPECT_NE(err_.str().find("needs a token"), std::string::npos);
  EXPECT_NE(err_.str().find("The token file x cannot be read."), std::string::npos);
}

TEST_F(OperationsTest, ShowBothVersions) {
  EXPECT_EQ(operations_.version(Form::Text), Exit::Done);
  EXPECT_EQ(out_.str().rfind("tn3270d ", 0), 0U) << out_.str();
  EXPECT_NE(out_.str().find("API version 1 (from 1 on); tn3270ctl "), std::string::npos);
}

// Always gives the same answer, as a stranger on that port would.
class StrangeTransport : public Transport {
 public:
  explicit StrangeTransport(std::variant<Answer, Unreachable> answer)
      : answer_(std::move(answer)) {}
  std::variant<Answer, Unreachable> call(Method, const std::string&, const Body&) override {
    return answer_;
  }
  std::variant<Answer, Unreachable> stream(const std::string&, const LineTaker&) override {
    return answer_;
  }

 private:
  std::variant<Answer, Unreachable> answer_;
};

TEST(Operations, EndAsUnreachableWhenSomethingElseAnswers) {
  for (const auto& answer : {Answer{200, "<html>"}, Answer{200, "[1]"}, Answer{404, "Not found"},
                             Answer{502, "{}"}, Answer{302, ""}}) {
    StrangeTransport transport(answer);
    std::ostringstream out;
    std::ostringstream err;
    Operations operations(transport, "", out, err);
    EXPECT_EQ(operations.version(Form::Text), Exit::Unreachable) << answer.body;
    EXPECT_NE(err.str().find("not the admin API"), std::string::npos) << err.str();
    EXPECT_EQ(out.str(), "");
  }
}

TEST(Operations, EndAListThatWouldNeverEnd) {
  StrangeTransport transport(Answer{200, R"({"lus": [], "next": "T001")"});
  std::ostringstream out;
  std::ostringstream err;
  Operations operations(transport, "", out, err);
  EXPECT_EQ(operations.lus({}, Form::Text), Exit::Unreachable);
}

TEST(CurlTransport, SendsTheTokenAndTheMethod) {
  std::string seen;
  server::HttpServer server("127.0.0.1", 0, [&](const server::HttpRequest& request, auto reply) {
    server::HttpResponse response;
    response.status = 409;
    response.body = request.method + " " + request.path + " " + request.authorization;
    reply(std::move(response));
  });
  CurlTransport transport({"http://127.0.0.1:" + std::to_string(server.port()), "t0k3n", ""});
  for (int round = 0; round < 2; ++round) {
    const auto post = transport.call(Method::Post, "/v1/lus/T001/kill", {});
    ASSERT_TRUE(std::holds_alternative<Answer>(post)) << std::get<Unreachable>(post).why;
    EXPECT_EQ(std::get<Answer>(post).status, 409);
    EXPECT_EQ(std::get<Answer>(post).body, "POST /v1/lus/T001/kill Bearer t0k3n");
    const auto get = transport.call(Method::Get, "/healthz", {});
    EXPECT_EQ(std::get<Answer>(get).body, "GET /healthz Bearer t0k3n");
  }
}

TEST(CurlTransport, AsksLoopbackWithoutAProxy) {
  ::setenv("http_proxy", "http://127.0.0.1:9", 1);
  server::HttpServer server("127.0.0.1", 0, [](const server::HttpRequest&, auto reply) {
    reply(server::HttpResponse{});
  });
  CurlTransport transport({"http://127.0.0.1:" + std::to_string(server.port()), "", ""});
  const auto answer = transport.call(Method::Get, "/", {});
  ::unsetenv("http_proxy");
  EXPECT_TRUE(std::holds_alternative<Answer>(answer));
}

TEST(CurlTransport, SaysWhyNobodyAnswered) {
  std::uint16_t port = 0;
  {
    port = server::HttpServer("127.0.0.1", 0, [](auto&&, auto&&) {}).port();
  }
  CurlTransport transport({"http://127.0.0.1:" + std::to_string(port), "", ""});
  const auto answer = transport.call(Method::Get, "/", {});
  ASSERT_TRUE(std::holds_alternative<Unreachable>(answer));
  const auto& why = std::get<Unreachable>(answer).why;
  EXPECT_NE(why.find("127.0.0.1:" + std::to_string(port)), std::string::npos) << why;
  CurlTransport file({"file:///etc/hostname", "", ""});
  EXPECT_TRUE(std::holds_alternative<Unreachable>(file.call(Method::Get, "", {})));
}

}  // namespace
}  // namespace control
