#include "tn3270/server/admin/printing_api.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "tn3270/server/admin/audit_words.h"
#include "tn3270/server/admin/job_json.h"
#include "tn3270/server/admin/job_query.h"
#include "tn3270/server/admin/json_answer.h"
#include "tn3270/server/admin/page_query.h"
#include "tn3270/server/admin/print_upload.h"
#include "tn3270/server/admin/problem_answer.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

HttpResponse no_printing() {
  return problem_answer(409, "NO-PRINTING",
                        "This server prints nothing: its configuration has no printers.");
}

HttpResponse parameter_answer(const QueryFault& fault) {
  return problem_answer(400, "PARAMETER", fault.detail);
}

JobRefused no_such_printer(const std::string& name) {
  const auto lu = config::LuName::parse(name);
  return {"UNKNOWN-LU", lu ? "There is no printer " + lu->text() + "."
                           : "There is no such LU: " + config::name_fault_text(name) + "."};
}

JobRefused no_such_job(const std::string& name) {
  const auto id = read_job_id(name);
  return {"UNKNOWN-JOB", id ? "There is no job " + std::to_string(*id) + "."
                            : "A job has a number; tn3270ctl jobs shows them."};
}

int status_of(const std::string& rule) {
  static const std::map<std::string, int> kStatus{
      {"UNKNOWN-LU", 404},       {"UNKNOWN-JOB", 404}, {"WRONG-STATE", 409},
      {"NOT-A-PRINTER", 409},    {"TESTS", 429},       {"SPOOL-FULL", 507},
      {"SPOOL-UNREADABLE", 503}, {"TEXT", 422},        {"NOT-FOR-LU3", 422}};
  const auto found = kStatus.find(rule);
  return found == kStatus.end() ? 500 : found->second;
}

// The spooler's words for its log have no capital letter and no full stop.
std::string sentence(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 32);
  }
  return words.empty() || words.back() == '.' ? words : words + ".";
}

HttpResponse refusal(const JobRefused& refused) {
  return problem_answer(status_of(refused.rule), refused.rule, sentence(refused.detail));
}

std::string refusal_words(const JobRefused& refused) {
  return ": refused, " + refused.rule + ": " + refused.detail;
}

HttpResponse printer_page(const std::vector<PrinterView>& printers, const PageQuery& query) {
  auto row = printers.begin();
  if (query.after) {
    const auto after = config::LuName::parse(*query.after);
    row = std::find_if(printers.begin(), printers.end(),
                       [&after](const PrinterView& one) { return one.lu == after; });
    if (row == printers.end()) {
      return parameter_answer({"after names no printer of this list."});
    }
    ++row;
  }
  Json rows = Json::array();
  for (; row != printers.end() && rows.size() < query.limit; ++row) {
    rows.push_back(printer_json(*row));
  }
  const Json next = row == printers.end() ? Json(nullptr) : Json((row - 1)->lu.text());
  return json_answer({{"printers", std::move(rows)}, {"next", next}});
}

// `jobs` has one more than wanted where there is another page.
HttpResponse job_page(std::vector<JobView> jobs, std::size_t limit) {
  const bool more = jobs.size() > limit;
  if (more) {
    jobs.erase(jobs.begin() + static_cast<std::ptrdiff_t>(limit), jobs.end());
  }
  Json rows = Json::array();
  for (const JobView& job : jobs) {
    rows.push_back(job_json(job));
  }
  const Json next = more ? Json(jobs.back().row.id) : Json(nullptr);
  return json_answer({{"jobs", std::move(rows)}, {"next", next}});
}

const char* probe_text(printers::ProbeResult::What what) {
  using What = printers::ProbeResult::What;
  switch (what) {
    case What::NoRoute:
      return "no-route";
    case What::Refused:
      return "refused";
    case What::Silent:
      return "silent";
    case What::Rejected:
      return "rejected";
    case What::Ready:
      return "ready";
  }
  return "";
}

JobVerb verb_of(Call call) {
  return call == Call::HoldJob      ? JobVerb::Hold
         : call == Call::ReleaseJob ? JobVerb::Release
         : call == Call::RequeueJob ? JobVerb::Requeue
                                    : JobVerb::Cancel;
}

// ?printer= of requeue; the others have no parameter.
std::optional<QueryFault> read_change(const std::map<std::string, std::string>& parameters,
                                      JobChange& change) {
  for (const auto& [name, value] : parameters) {
    if (name != "printer" || change.verb != JobVerb::Requeue) {
      return QueryFault{change.verb == JobVerb::Requeue
                            ? "requeue takes the parameter printer and no other."
                            : "This call takes no parameter."};
    }
    change.printer = config::LuName::parse(value);
    if (!change.printer) {
      return QueryFault{"printer: " + config::name_fault_text(value) + "."};
    }
  }
  return std::nullopt;
}

std::string who_asked(const HttpRequest& request, const RouteMatch& match) {
  return audit_words(match.route->call, match.name) + " by operator at " + request.client;
}

// The job as it is after a change; it may be kept no longer.
Json change_json(printers::JobId id, const JobFound& found) {
  const auto* job = std::get_if<JobView>(&found);
  return {{"job", id},
          {"printer", job != nullptr ? Json(job->row.facts.printer.text()) : Json(nullptr)},
          {"state", job != nullptr ? Json(printers::text(job->row.state)) : Json(nullptr)}};
}

}  // namespace

PrintingApi::PrintingApi(PrintingBackend* backend, std::shared_ptr<const Audit> audit)
    : backend_(backend), audit_(std::move(audit)) {}

void PrintingApi::handle(const HttpRequest& request, const RouteMatch& match,
                         const HttpReply& reply) {
  if (backend_ == nullptr) {
    return reply(no_printing());
  }
  switch (match.route->call) {
    case Call::Printers:
      return printers(request, reply);
    case Call::Printer:
      return printer(match.name, reply);
    case Call::Jobs:
      return jobs(request, reply);
    case Call::Job:
      return job(match.name, reply);
    case Call::Print:
      return print(request, match, reply);
    case Call::TestPrinter:
      return test(request, match, reply);
    default:
      return change(request, match, reply);
  }
}

void PrintingApi::printers(const HttpRequest& request, const HttpReply& reply) {
  const auto query = read_page_query(request.query);
  if (const auto* fault = std::get_if<QueryFault>(&query)) {
    return reply(parameter_answer(*fault));
  }
  backend_->printers(
      [wanted = std::get<PageQuery>(query), reply](const PrintList<PrinterView>& answer) {
        const auto* printers = std::get_if<std::vector<PrinterView>>(&answer);
        reply(printers == nullptr ? refusal(std::get<JobRefused>(answer))
                                  : printer_page(*printers, wanted));
      });
}

void PrintingApi::printer(const std::string& name, const HttpReply& reply) {
  backend_->printers([name, reply](const PrintList<PrinterView>& answer) {
    if (const auto* refused = std::get_if<JobRefused>(&answer)) {
      return reply(refusal(*refused));
    }
    const auto& printers = std::get<std::vector<PrinterView>>(answer);
    const auto lu = config::LuName::parse(name);
    const auto found = std::find_if(printers.begin(), printers.end(),
                                    [&lu](const PrinterView& one) { return one.lu == lu; });
    reply(found == printers.end() ? refusal(no_such_printer(name))
                                  : json_answer(printer_json(*found)));
  });
}

void PrintingApi::jobs(const HttpRequest& request, const HttpReply& reply) {
  const auto read = read_job_query(request.query);
  if (const auto* fault = std::get_if<QueryFault>(&read)) {
    return reply(parameter_answer(*fault));
  }
  const auto& query = std::get<JobQuery>(read);
  backend_->jobs(query.filter, query.after, query.limit + 1,
                 [limit = query.limit, reply](PrintList<JobView> answer) {
                   auto* const jobs = std::get_if<std::vector<JobView>>(&answer);
                   reply(jobs == nullptr ? refusal(std::get<JobRefused>(answer))
                                         : job_page(std::move(*jobs), limit));
                 });
}

void PrintingApi::job(const std::string& name, const HttpReply& reply) {
  const auto id = read_job_id(name);
  if (!id) {
    return reply(refusal(no_such_job(name)));
  }
  backend_->job(*id, [reply](const JobFound& answer) {
    const auto* job = std::get_if<JobView>(&answer);
    reply(job == nullptr ? refusal(std::get<JobRefused>(answer)) : json_answer(job_json(*job)));
  });
}

void PrintingApi::print(const HttpRequest& request, const RouteMatch& match,
                        const HttpReply& reply) {
  const auto who = who_asked(request, match);
  const auto lu = config::LuName::parse(match.name);
  if (!lu) {
    (*audit_)(who + refusal_words(no_such_printer(match.name)));
    return reply(refusal(no_such_printer(match.name)));
  }
  auto read = read_upload(request);
  if (const auto* fault = std::get_if<UploadFault>(&read)) {
    (*audit_)(who + ": refused, " + std::string(fault->rule));
    return reply(problem_answer(fault->status, fault->rule, fault->detail));
  }
  auto& upload = std::get<PrintUpload>(read);
  backend_->submit(
      *lu, std::move(upload.pieces), std::move(upload.name), "API (operator)",
      [who, audit = audit_, bytes = request.body.size(), reply](const JobAnswer& answer) {
        if (const auto* refused = std::get_if<JobRefused>(&answer)) {
          (*audit)(who + refusal_words(*refused));
          return reply(refusal(*refused));
        }
        const auto id = std::get<JobTaken>(answer).job;
        (*audit)(who + ": done, job " + std::to_string(id) + ", " + std::to_string(bytes) +
                 " bytes");
        auto response = json_answer({{"job", id}});
        response.status = 202;
        reply(std::move(response));
      });
}

void PrintingApi::test(const HttpRequest& request, const RouteMatch& match,
                       const HttpReply& reply) {
  const auto who = who_asked(request, match);
  const auto lu = config::LuName::parse(match.name);
  if (!lu) {
    (*audit_)(who + refusal_words(no_such_printer(match.name)));
    return reply(refusal(no_such_printer(match.name)));
  }
  backend_->test(*lu, [who, lu = *lu, audit = audit_, reply](const PrinterTestAnswer& answer) {
    if (const auto* refused = std::get_if<JobRefused>(&answer)) {
      (*audit)(who + refusal_words(*refused));
      return reply(refusal(*refused));
    }
    const auto& probe = std::get<printers::ProbeResult>(answer);
    (*audit)(who + ": done, " + probe_text(probe.what));
    reply(json_answer({{"lu", lu.text()},
                       {"result", probe_text(probe.what)},
                       {"detail", text_or_null(probe.detail)}}));
  });
}

void PrintingApi::change(const HttpRequest& request, const RouteMatch& match,
                         const HttpReply& reply) {
  const auto who = who_asked(request, match);
  const auto id = read_job_id(match.name);
  if (!id) {
    (*audit_)(who + refusal_words(no_such_job(match.name)));
    return reply(refusal(no_such_job(match.name)));
  }
  JobChange wanted{verb_of(match.route->call), *id};
  if (const auto fault = read_change(request.query, wanted)) {
    (*audit_)(who + ": refused, PARAMETER");
    return reply(parameter_answer(*fault));
  }
  wanted.why = "held by operator at " + request.client;
  backend_->change(
      wanted, [who, id = *id, backend = backend_, audit = audit_, reply](const JobAnswer& answer) {
        if (const auto* refused = std::get_if<JobRefused>(&answer)) {
          (*audit)(who + refusal_words(*refused));
          return reply(refusal(*refused));
        }
        (*audit)(who + ": done");
        backend->job(
            id, [id, reply](const JobFound& found) { reply(json_answer(change_json(id, found))); });
      });
}

}  // namespace server
