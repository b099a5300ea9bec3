#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "config/limits.h"
#include "tests/unit/server/fake_backend.h"
#include "tn3270/server/admin/api.h"

namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class NoLines : public BodySource {
 public:
  void wake_with(std::function<void()> /*wake*/) override {}
  State take(std::size_t /*most*/, std::string& /*out*/) override { return State::Ended; }
};

class TraceApi : public testing::Test {
 protected:
  HttpResponse trace(const std::string& lu, const std::map<std::string, std::string>& query = {},
                     const std::string& token = "boss") {
    HttpRequest request;
    request.method = "GET";
    request.path = "/v1/lus/" + lu + "/trace";
    request.query = query;
    request.authorization = "Bearer " + token;
    request.client = "127.0.0.1 port 4711";
    HttpResponse answer;
    api_.handle(request, [&](HttpResponse response) { answer = std::move(response); });
    return answer;
  }

  FakeBackend backend_;
  Tokens tokens_ = Tokens::parse("boss\nviewer:guest\n");
  std::vector<std::string> audit_;
  Api api_{backend_, tokens_, [this](const std::string& line) { audit_.push_back(line); }};
};

TEST_F(TraceApi, StreamsPlainTextAndTheLogRemembersWhoAsked) {
  auto lines = std::make_unique<NoLines>();
  const BodySource* const stream = lines.get();
  backend_.trace_answer = std::move(lines);
  const HttpResponse answer = trace("t001", {{"seconds", "5"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "text/plain; charset=utf-8");
  EXPECT_EQ(answer.stream.get(), stream);
  EXPECT_THAT(backend_.asked, ElementsAre("trace T001 5"));
  EXPECT_THAT(audit_, ElementsAre("TRACE T001 by operator at 127.0.0.1 port 4711: begun, for 5 s"));
}

TEST_F(TraceApi, RunsForTheLongestTimeIfNoneIsSaid) {
  backend_.trace_answer = std::make_unique<NoLines>();
  EXPECT_EQ(trace("T001").status, 200);
  EXPECT_THAT(backend_.asked, ElementsAre("trace T001 3600"));
}

TEST_F(TraceApi, RefusesTimesThatAreNone) {
  for (const char* seconds : {"0", "-1", "3601", "5s", "", "99999999999999999999"}) {
    const HttpResponse answer = trace("T001", {{"seconds", seconds}});
    EXPECT_EQ(answer.status, 400) << seconds;
    EXPECT_THAT(answer.body, HasSubstr("from 1 to 3600")) << seconds;
  }
  EXPECT_EQ(trace("T001", {{"minutes", "1"}}).status, 400);
  EXPECT_TRUE(backend_.asked.empty());
}

TEST_F(TraceApi, IsForOperatorsOnly) {
  EXPECT_EQ(trace("T001", {}, "guest").status, 403);
  EXPECT_EQ(trace("T001", {}, "nobody").status, 401);
  EXPECT_TRUE(backend_.asked.empty());
  EXPECT_THAT(audit_, ElementsAre(HasSubstr("refused, the role may only look"),
                                  HasSubstr("TRACE T001 by nobody")));
}

TEST_F(TraceApi, SaysWhyThereIsNone) {
  backend_.trace_answer = TraceRefused::UnknownLu;
  EXPECT_EQ(trace("T009").status, 404);
  EXPECT_EQ(trace("NOT.A.NAME").status, 404);
  backend_.trace_answer = TraceRefused::TooMany;
  const HttpResponse answer = trace("T001");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.type, "application/problem+json");
  EXPECT_THAT(answer.body, HasSubstr("\"rule\":\"TRACES\""));
  EXPECT_THAT(audit_.back(), HasSubstr("refused, TRACES"));
}

TEST(TraceDocument, NamesTheLimits) {
  const auto document = nlohmann::json::parse(std::ifstream(TN3270D_OPENAPI));
  const auto& call = document.at("paths").at("/v1/lus/{lu}/trace").at("get");
  const auto& seconds = call.at("parameters").at(0).at("schema");
  EXPECT_EQ(seconds.at("maximum"), config::limits::kTraceTime.count());
  EXPECT_EQ(seconds.at("default"), config::limits::kTraceTime.count());
  EXPECT_THAT(call.at("responses").at("429").at("description"),
              HasSubstr(std::to_string(config::limits::kTraces) + " traces"));
}

}  // namespace
}  // namespace server
