#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/unit/server/fake_backend.h"
#include "tests/unit/server/fake_printing.h"
#include "tn3270/server/admin/api.h"
#include "tn3270/server/admin/job_json.h"
#include "tn3270/server/admin/job_query.h"
#include "tn3270/server/admin/lu_json.h"
#include "tn3270/server/admin/lu_query.h"
#include "tn3270/server/admin/routes.h"

// Holds docs/openapi.json and the server together.
namespace server {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

const Json& document() {
  static const Json kDocument = Json::parse(std::ifstream(TN3270D_OPENAPI));
  return kDocument;
}

// Follows "#/components/schemas/Lu".
const Json& resolved(const Json& node) {
  return node.contains("$ref")
             ? document().at(Json::json_pointer(node.at("$ref").get<std::string>().substr(1)))
             : node;
}

const Json& schema(const std::string& name) {
  return document().at("components").at("schemas").at(name);
}

Names keys(const Json& object) {
  Names result;
  for (const auto& item : object.items()) {
    result.insert(item.key());
  }
  return result;
}

// `value` has exactly the documented properties, all of them required, down to the leaves.
void expect_described(const Json& value, const Json& described, const std::string& where) {
  const auto& found = resolved(described);
  if (found.contains("oneOf")) {
    return expect_described(value, found.at("oneOf").at(0), where);
  }
  if (!value.is_object()) {
    return;
  }
  ASSERT_TRUE(found.contains("properties")) << where;
  EXPECT_EQ(keys(value), keys(found.at("properties"))) << where;
  EXPECT_EQ(Names(found.at("required").begin(), found.at("required").end()), keys(value)) << where;
  for (const auto& item : value.items()) {
    expect_described(item.value(), found.at("properties").at(item.key()), where + "." + item.key());
  }
}

TEST(OpenApi, IsADocumentOfVersion31) {
  EXPECT_EQ(document().at("openapi").get<std::string>().rfind("3.1.", 0), 0U);
}

TEST(OpenApi, DescribesEveryRouteAndNoOther) {
  Names served;
  for (const auto& route : routes()) {
    served.insert(std::string(route.method) + " " + std::string(route.path));
  }
  Names described;
  for (const auto& path : document().at("paths").items()) {
    for (const auto& method : path.value().items()) {
      if (method.key() == "parameters") {
        continue;
      }
      std::string name = method.key();
      for (auto& c : name) {
        c = static_cast<char>(c - 32);
      }
      described.insert(name + " " + path.key());
    }
  }
  EXPECT_EQ(served, described);
}

TEST(OpenApi, SaysWhichCallNeedsNoToken) {
  for (const auto& route : routes()) {
    const std::string method = route.method == "GET" ? "get" : "post";
    const auto& call = document().at("paths").at(std::string(route.path)).at(method);
    const bool open = call.contains("security") && call.at("security").empty();
    EXPECT_EQ(open, route.access == Access::Anybody) << route.path;
    EXPECT_EQ(call.at("responses").contains("401"), !open) << route.path;
    const bool refuses = route.access == Access::Operator || route.call == Call::Command;
    EXPECT_EQ(call.at("responses").contains("403"), refuses) << route.path;
  }
}

TEST(OpenApi, DescribesExactlyTheFieldsOfALu) {
  expect_described(lu_json(full_lu()), schema("Lu"), "Lu");
}

TEST(OpenApi, AllowsNullWhereALuHasNothing) {
  const Json bare = lu_json(LuView{*config::LuName::parse("T001")});
  for (const auto& item : bare.items()) {
    if (!item.value().is_null() || item.key() == "type" || item.key() == "server" ||
        item.key() == "state") {
      continue;  // the server always fills those three
    }
    const auto text = resolved(schema("Lu").at("properties").at(item.key())).dump();
    EXPECT_NE(text.find("\"null\""), std::string::npos) << item.key();
  }
}

class OpenApiAnswers : public testing::Test {
 protected:
  Json call(const std::string& method, const std::string& path) {
    Json answer;
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.authorization = "Bearer boss";
    request.body = R"({"command": "D NET,APPLS"})";
    request.content_type = "text/plain";
    api_.handle(request,
                [&](const HttpResponse& response) { answer = Json::parse(response.body); });
    return answer;
  }

  FakeBackend backend_;
  FakePrinting printing_;
  Tokens tokens_ = Tokens::parse("boss");
  Api api_{backend_, tokens_, [](const std::string&) {}, &printing_};
};

TEST_F(OpenApiAnswers, HaveTheDocumentedShape) {
  backend_.rows = {full_lu()};
  backend_.command_answer = CommandDone{*config::LuName::parse("T001"), "ACT/S", "CONCT"};
  expect_described(call("GET", "/v1/version"), schema("Version"), "Version");
  expect_described(call("GET", "/v1/lus"), schema("LuList"), "LuList");
  expect_described(call("GET", "/healthz"), schema("Health"), "Health");
  backend_.application_rows = {ApplicationView{*config::ApplId::parse("DEMO")}};
  expect_described(call("GET", "/v1/applications"), schema("ApplicationList"), "ApplicationList");
  expect_described(call("GET", "/v1/applications/DEMO"), schema("Application"), "Application");
  const Json proxies = call("GET", "/v1/proxies");
  expect_described(proxies, schema("ProxyList"), "ProxyList");
  expect_described(proxies.at("proxies").at(0), schema("Proxy"), "Proxy");
  backend_.reload_rows.certificates = {{"listener 'l'", "same", "as before", {"a note"}}};
  backend_.reload_rows.targets = {{"proxy 'web'", "kept", "no address now", {}}};
  const Json reload = call("POST", "/v1/reload");
  expect_described(reload, schema("Reload"), "Reload");
  expect_described(reload.at("certificates").at(0), schema("Reloaded"), "Reloaded");
  expect_described(reload.at("targets").at(0), schema("Reloaded"), "Reloaded");
  backend_.reply.messages = {{"IST314I", "IST314I END"}};
  const Json reply = call("POST", "/v1/command");
  expect_described(reply, schema("CommandReply"), "CommandReply");
  expect_described(reply.at("messages").at(0), schema("Message"), "Message");
  expect_described(call("POST", "/v1/lus/T001/kill"), schema("Done"), "Done");
  expect_described(call("GET", "/v1/lus/X"), schema("Problem"), "Problem");
}

TEST_F(OpenApiAnswers, AboutPrintingHaveTheDocumentedShape) {
  printing_.printer_rows = {full_printer()};
  printing_.job_rows = {full_job()};
  const Json printers = call("GET", "/v1/printers");
  expect_described(printers, schema("PrinterList"), "PrinterList");
  expect_described(printers.at("printers").at(0), schema("Printer"), "Printer");
  expect_described(call("GET", "/v1/printers/DIR"), schema("Printer"), "Printer");
  const Json jobs = call("GET", "/v1/jobs");
  expect_described(jobs, schema("JobList"), "JobList");
  expect_described(jobs.at("jobs").at(0), schema("Job"), "Job");
  expect_described(call("GET", "/v1/jobs/17"), schema("Job"), "Job");
  expect_described(call("POST", "/v1/printers/DIR/jobs"), schema("JobTaken"), "JobTaken");
  expect_described(call("POST", "/v1/printers/DIR/test"), schema("ProbeResult"), "ProbeResult");
  for (const char* verb : {"hold", "release", "requeue", "cancel"}) {
    expect_described(call("POST", "/v1/jobs/17/" + std::string(verb)), schema("JobChanged"), verb);
  }
}

TEST(OpenApi, AllowsNullWhereAJobOrAPrinterHasNothing) {
  const auto expect_nullable = [](const Json& bare, const std::string& name) {
    for (const auto& item : bare.items()) {
      if (item.value().is_null()) {
        const auto text = schema(name).at("properties").at(item.key()).dump();
        EXPECT_NE(text.find("\"null\""), std::string::npos) << name << "." << item.key();
      }
    }
  };
  expect_nullable(job_json(job_row(1)), "Job");
  expect_nullable(printer_json(PrinterView{*config::LuName::parse("P001")}), "Printer");
}

TEST(OpenApi, NamesTheStatesAndTheParametersOfTheListOfJobs) {
  EXPECT_EQ(schema("JobState").at("enum").size(), kJobStates.size());
  for (const auto& state : schema("JobState").at("enum")) {
    EXPECT_TRUE(std::holds_alternative<JobQuery>(read_job_query({{"state", state}}))) << state;
  }
  Names described;
  for (const auto& parameter : document().at("paths").at("/v1/jobs").at("get").at("parameters")) {
    described.insert(parameter.at("name").get<std::string>());
  }
  EXPECT_EQ(described, (Names{"printer", "state", "unfinished", "limit", "after"}));
}

TEST(OpenApi, NamesTheParametersOfTheList) {
  Names described;
  for (const auto& parameter : document().at("paths").at("/v1/lus").at("get").at("parameters")) {
    described.insert(parameter.at("name").get<std::string>());
  }
  EXPECT_EQ(described, (Names{"state", "group", "application", "client", "limit", "after"}));
  const std::map<std::string, std::string> values{{"state", "ACTIV"},   {"group", "G"},
                                                  {"application", "A"}, {"client", "::1"},
                                                  {"limit", "1"},       {"after", "T001"}};
  EXPECT_TRUE(std::holds_alternative<LuQuery>(read_lu_query(values)));
}

TEST(OpenApi, NamesTheStatesThatTheListTakes) {
  for (const auto& state : schema("State").at("enum")) {
    EXPECT_TRUE(std::holds_alternative<LuQuery>(read_lu_query({{"state", state}}))) << state;
  }
  EXPECT_EQ(schema("State").at("enum").size(), 6U);
}

}  // namespace
}  // namespace server
