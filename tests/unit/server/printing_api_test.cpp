#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "config/limits.h"
#include "tests/unit/server/fake_backend.h"
#include "tests/unit/server/fake_printing.h"
#include "tn3270/server/admin/api.h"

// Printers and jobs over the API.
namespace server {
namespace {

using Json = nlohmann::json;
using Query = std::map<std::string, std::string>;
using Names = std::vector<std::string>;
using printers::JobState;
using printers::PieceKind;

const char* const kText = "text/plain; charset=utf-8";

class PrintingApiTest : public testing::Test {
 protected:
  struct Answer {
    int status = 0;
    Json json;
  };
  Answer send(HttpRequest request) {
    request.authorization = "Bearer " + token_;
    request.client = "127.0.0.1 port 4711";
    Answer answer;
    api_.handle(request, [&](const HttpResponse& response) {
      answer = {response.status, Json::parse(response.body)};
    });
    return answer;
  }
  Answer get(const std::string& path, const Query& query = {}) {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    return send(request);
  }
  Answer post(const std::string& path, const Query& query = {}) {
    HttpRequest request;
    request.method = "POST";
    request.path = path;
    request.query = query;
    return send(request);
  }
  Answer print(const std::string& body, const std::string& type = kText, const Query& query = {}) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/printers/DIR/jobs";
    request.query = query;
    request.content_type = type;
    request.body = body;
    return send(request);
  }
  static void expect_problem(const Answer& answer, int status, const std::string& rule) {
    EXPECT_EQ(answer.status, status) << answer.json.dump();
    EXPECT_EQ(answer.json.at("rule"), rule);
    EXPECT_FALSE(answer.json.at("detail").get<std::string>().empty());
    EXPECT_NE(answer.json.at("title"), "Unknown");
  }

  FakeBackend backend_;
  FakePrinting printing_;
  std::string token_ = "boss";
  std::vector<std::string> audit_;
  Tokens tokens_ = Tokens::parse("boss\nviewer:guest\n");
  Api api_{backend_, tokens_, [this](const std::string& line) { audit_.push_back(line); },
           &printing_};
};

TEST_F(PrintingApiTest, ListsPrintersByPages) {
  printing_.printer_rows = {full_printer(), printer_row("LPR1", "lpr"), printer_row("P001")};
  const auto first = get("/v1/printers", {{"limit", "2"}});
  EXPECT_EQ(first.json.at("printers").size(), 2U);
  EXPECT_EQ(first.json.at("next"), "LPR1");
  const auto rest = get("/v1/printers", {{"after", "lpr1"}});
  EXPECT_EQ(rest.json.at("printers").at(0).at("name"), "P001");
  EXPECT_TRUE(rest.json.at("next").is_null());
  expect_problem(get("/v1/printers", {{"after", "NONE"}}), 400, "PARAMETER");
  expect_problem(get("/v1/printers", {{"state", "ACTIV"}}), 400, "PARAMETER");
}

TEST_F(PrintingApiTest, SaysWhatAPrinterDoesAndWhyItIsBlocked) {
  printing_.printer_rows = {full_printer()};
  const auto printer = get("/v1/printers/dir").json;
  EXPECT_EQ(printer.at("destination"), "DIRECT 192.0.2.7 port 9100");
  EXPECT_EQ(printer.at("jobs").at("queued"), 2);
  EXPECT_EQ(printer.at("jobs").at("cancelled"), 6);
  EXPECT_EQ(printer.at("sending"), (Json{{"job", 17}, {"sent", 600}, {"size", 1200}}));
  EXPECT_EQ(printer.at("blocked"), (Json{{"job", 17},
                                         {"state", "retry"},
                                         {"why", "192.0.2.7 port 9100: connection refused"},
                                         {"next_try", "2025-11-21T07:31:20Z"}}));
  expect_problem(get("/v1/printers/NONE"), 404, "UNKNOWN-LU");
  expect_problem(get("/v1/printers/1"), 404, "UNKNOWN-LU");
}

TEST_F(PrintingApiTest, ShowsEverythingOfAJob) {
  printing_.job_rows = {full_job(), job_row(18)};
  const auto job = get("/v1/jobs/17").json;
  EXPECT_EQ(job, (Json{{"id", 17},
                       {"printer", "DIR"},
                       {"application", "DBDCCICS"},
                       {"name", "PAYROLL"},
                       {"submitter", "API (operator)"},
                       {"code_page", "037"},
                       {"state", "retry"},
                       {"why", "192.0.2.7 port 9100: connection refused"},
                       {"outcome_unknown", true},
                       {"bytes", 5000},
                       {"pieces", 3},
                       {"pages", 2},
                       {"sent", 600},
                       {"size", 1200},
                       {"tries", 4},
                       {"created", "2025-11-21T07:30:00Z"},
                       {"next_try", "2025-11-21T07:31:20Z"},
                       {"ended", "2025-11-21T07:31:30Z"}}));
  EXPECT_TRUE(get("/v1/jobs/18").json.at("size").is_null());
  for (const char* none : {"19", "-1", "17x", "x", "99999999999999999999", "9223372036854775808"}) {
    expect_problem(get("/v1/jobs/" + std::string(none)), 404, "UNKNOWN-JOB");
  }
}

TEST_F(PrintingApiTest, SaysThatTheSpoolCannotBeReadInsteadOfAnEmptyList) {
  printing_.unreadable = JobRefused{"SPOOL-UNREADABLE", "The spool can't be read: disk I/O error."};
  for (const char* path : {"/v1/printers", "/v1/printers/DIR", "/v1/jobs", "/v1/jobs/17"}) {
    const auto answer = get(path);
    expect_problem(answer, 503, "SPOOL-UNREADABLE");
    EXPECT_EQ(answer.json.at("detail"), "The spool can't be read: disk I/O error.");
  }
}

TEST_F(PrintingApiTest, ListsJobsByPagesAndFilters) {
  for (printers::JobId id = 1; id <= 5; ++id) {
    printing_.job_rows.push_back(
        job_row(id, id % 2 == 0 ? "LPR1" : "DIR", id == 5 ? JobState::Printed : JobState::Queued));
  }
  const auto ids = [this](const Query& query) {
    Names found;
    const auto answer = get("/v1/jobs", query);
    for (const auto& job : answer.json.at("jobs")) {
      found.push_back(job.at("id").dump());
    }
    found.push_back(answer.json.at("next").dump());
    return found;
  };
  EXPECT_EQ(ids({}), (Names{"1", "2", "3", "4", "5", "null"}));
  EXPECT_EQ(ids({{"limit", "2"}}), (Names{"1", "2", "2"}));
  EXPECT_EQ(ids({{"limit", "2"}, {"after", "3"}}), (Names{"4", "5", "null"}));
  EXPECT_EQ(ids({{"printer", "lpr1"}}), (Names{"2", "4", "null"}));
  EXPECT_EQ(ids({{"state", "printed"}}), (Names{"5", "null"}));
  EXPECT_EQ(ids({{"unfinished", "true"}, {"printer", "DIR"}}), (Names{"1", "3", "null"}));
  EXPECT_EQ(ids({{"unfinished", "false"}, {"printer", "DIR"}}), (Names{"1", "3", "5", "null"}));
  for (const Query& wrong :
       {Query{{"state", "QUEUED"}}, Query{{"state", ""}}, Query{{"after", "x"}},
        Query{{"limit", "0"}}, Query{{"unfinished", "yes"}}, Query{{"printer", "1"}},
        Query{{"lu", "DIR"}}}) {
    expect_problem(get("/v1/jobs", wrong), 400, "PARAMETER");
  }
}

TEST_F(PrintingApiTest, TakesTextAsAJob) {
  const auto answer = print("one\r\ntwo\ff\xC3\xBCr\r", kText, {{"name", "pay roll"}});
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.json, (Json{{"job", 17}}));
  EXPECT_EQ(printing_.asked, (Names{"submit DIR 'pay roll' by API (operator)"}));
  ASSERT_EQ(printing_.pieces.size(), 1U);
  EXPECT_EQ(printing_.pieces[0].kind, PieceKind::Text);
  EXPECT_EQ(printing_.text(), "one\ntwo\ff\xC3\xBCr\r");
  EXPECT_EQ(audit_, (Names{"PRINT on DIR by operator at 127.0.0.1 port 4711: done, job 17, 14 "
                           "bytes"}));
}

TEST_F(PrintingApiTest, KnowsTextAndScsByTheirTypes) {
  for (const char* type :
       {"text/plain", "Text/Plain;charset=UTF-8", "text/plain; charset=\"utf-8\"",
        "text/plain; format=flowed; charset=utf-8"}) {
    EXPECT_EQ(print("\xEF\xBB\xBFx", type).status, 202) << type;
    EXPECT_EQ(printing_.text(), "x") << "without its byte order mark";
  }
  EXPECT_EQ(print("\x15\x0C\x0D\x25", "application/octet-stream").status, 202);
  EXPECT_EQ(printing_.pieces.at(0).kind, PieceKind::Scs);
  EXPECT_EQ(printing_.text(), "\x15\x0C\x0D\x25");
  for (const char* type : {"", "text/html", "text/plain; charset=iso-8859-1", "application/json",
                           "application/x-www-form-urlencoded", ";", "text/plain2"}) {
    expect_problem(print("x", type), 415, "CONTENT-TYPE");
  }
}

TEST_F(PrintingApiTest, CutsALongJobIntoPiecesThatAreTheWholeAgain) {
  const std::string body(200'000, 'x');
  EXPECT_EQ(print(body).status, 202);
  EXPECT_EQ(printing_.pieces.size(), 4U);
  EXPECT_EQ(printing_.text(), body);
  EXPECT_EQ(print("").status, 202);
  EXPECT_TRUE(printing_.pieces.empty()) << "an empty job is one";
}

TEST_F(PrintingApiTest, RefusesWhatItCannotPrint) {
  expect_problem(print("f\xFCr"), 400, "BODY");
  expect_problem(print("x", kText, {{"name", std::string(81, 'x')}}), 400, "PARAMETER");
  expect_problem(print("x", kText, {{"name", "a\nb"}}), 400, "PARAMETER");
  expect_problem(print("x", kText, {{"name", "\xFF"}}), 400, "PARAMETER");
  expect_problem(print("x", kText, {{"title", "x"}}), 400, "PARAMETER");
  EXPECT_TRUE(printing_.asked.empty());
  EXPECT_EQ(audit_.at(0), "PRINT on DIR by operator at 127.0.0.1 port 4711: refused, BODY");
}

TEST_F(PrintingApiTest, TakesAJobUpToItsLimitAndNoOtherBodyThatLong) {
  const auto limit = config::limits::kPrintUpload;
  EXPECT_EQ(print(std::string(limit, 'x')).status, 202);
  expect_problem(print(std::string(limit + 1, 'x')), 413, "BODY-SIZE");
  HttpRequest command;
  command.method = "POST";
  command.path = "/v1/command";
  command.body = std::string(config::limits::kHttpBody + 1, ' ');
  expect_problem(send(command), 413, "BODY-SIZE");
}

TEST_F(PrintingApiTest, SaysWhyAJobIsNotTaken) {
  const std::vector<std::pair<std::string, int>> rules{
      {"UNKNOWN-LU", 404}, {"NOT-A-PRINTER", 409}, {"SPOOL-FULL", 507}, {"SPOOL-FAILED", 500}};
  for (const auto& [rule, status] : rules) {
    printing_.answer = JobRefused{rule, "Because."};
    expect_problem(print("x"), status, rule);
  }
  EXPECT_EQ(audit_.at(0),
            "PRINT on DIR by operator at 127.0.0.1 port 4711: refused, UNKNOWN-LU: Because.");
}

TEST_F(PrintingApiTest, ChangesAJobAndSaysWhatBecameOfIt) {
  printing_.job_rows = {job_row(17, "LPR1", JobState::Held)};
  for (const char* verb : {"hold", "release", "cancel"}) {
    const auto answer = post("/v1/jobs/17/" + std::string(verb));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json, (Json{{"job", 17}, {"printer", "LPR1"}, {"state", "held"}}));
  }
  EXPECT_EQ(post("/v1/jobs/17/requeue").status, 200);
  EXPECT_EQ(post("/v1/jobs/17/requeue", {{"printer", "lpr1"}}).status, 200);
  EXPECT_EQ(printing_.asked,
            (Names{"hold 17", "release 17", "cancel 17", "requeue 17", "requeue 17 to LPR1"}));
  EXPECT_EQ(audit_.at(0), "HOLD job 17 by operator at 127.0.0.1 port 4711: done");
  printing_.job_rows.clear();
  EXPECT_TRUE(post("/v1/jobs/17/cancel").json.at("state").is_null());
}

TEST_F(PrintingApiTest, SaysWhyAJobIsNotChanged) {
  printing_.answer = JobRefused{"WRONG-STATE", "Job 17 is printed."};
  expect_problem(post("/v1/jobs/17/hold"), 409, "WRONG-STATE");
  printing_.answer = JobRefused{"UNKNOWN-JOB", "There is no job 17."};
  expect_problem(post("/v1/jobs/17/hold"), 404, "UNKNOWN-JOB");
  printing_.asked.clear();
  expect_problem(post("/v1/jobs/x\ny/hold"), 404, "UNKNOWN-JOB");
  EXPECT_EQ(audit_.back(),
            "HOLD what is no job by operator at 127.0.0.1 port 4711: refused, UNKNOWN-JOB: A job "
            "has a number; tn3270ctl jobs shows them.");
  expect_problem(post("/v1/jobs/17/hold", {{"printer", "DIR"}}), 400, "PARAMETER");
  expect_problem(post("/v1/jobs/17/requeue", {{"printer", "1"}}), 400, "PARAMETER");
  expect_problem(post("/v1/jobs/17/requeue", {{"to", "DIR"}}), 400, "PARAMETER");
  EXPECT_TRUE(printing_.asked.empty());
}

TEST_F(PrintingApiTest, TestsAPrinterAndNamesWhatItFound) {
  using What = printers::ProbeResult::What;
  const std::vector<std::pair<What, std::string>> results{{What::NoRoute, "no-route"},
                                                          {What::Refused, "refused"},
                                                          {What::Silent, "silent"},
                                                          {What::Rejected, "rejected"},
                                                          {What::Ready, "ready"}};
  for (const auto& [what, word] : results) {
    printing_.probe = printers::ProbeResult{what, "In words."};
    const auto answer = post("/v1/printers/DIR/test");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json, (Json{{"lu", "DIR"}, {"result", word}, {"detail", "In words."}}));
  }
  printing_.probe = JobRefused{"TESTS", "Too many."};
  expect_problem(post("/v1/printers/DIR/test"), 429, "TESTS");
  expect_problem(post("/v1/printers/1/test"), 404, "UNKNOWN-LU");
  EXPECT_EQ(audit_.at(4), "TEST DIR by operator at 127.0.0.1 port 4711: done, ready");
}

TEST_F(PrintingApiTest, LetsAViewerLookButNotTouch) {
  printing_.printer_rows = {full_printer()};
  printing_.job_rows = {full_job()};
  token_ = "guest";
  for (const char* path : {"/v1/printers", "/v1/printers/DIR", "/v1/jobs", "/v1/jobs/17"}) {
    EXPECT_EQ(get(path).status, 200) << path;
  }
  for (const char* path : {"/v1/printers/DIR/jobs", "/v1/printers/DIR/test", "/v1/jobs/17/hold",
                           "/v1/jobs/17/release", "/v1/jobs/17/requeue", "/v1/jobs/17/cancel"}) {
    expect_problem(post(path), 403, "ROLE");
  }
  EXPECT_TRUE(printing_.asked.empty());
  EXPECT_EQ(audit_.size(), 6U);
  EXPECT_EQ(audit_.at(2),
            "HOLD job 17 by viewer at 127.0.0.1 port 4711: refused, the role may only look");
}

TEST_F(PrintingApiTest, SaysThatAServerWithoutPrintersPrintsNothing) {
  Api without(backend_, tokens_, [](const std::string&) {});
  for (const char* path : {"/v1/printers", "/v1/jobs", "/v1/jobs/1"}) {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    request.authorization = "Bearer boss";
    without.handle(request, [](const HttpResponse& response) {
      EXPECT_EQ(response.status, 409);
      EXPECT_EQ(Json::parse(response.body).at("rule"), "NO-PRINTING");
    });
  }
}

}  // namespace
}  // namespace server
