#include "tn3270/control/job_text.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "tn3270/control/columns.h"
#include "tn3270/control/json_field.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

std::uint64_t number(const Json& row, const std::string& path) {
  const Json::json_pointer at("/" + path);
  return row.contains(at) && row.at(at).is_number_unsigned() ? row.at(at).get<std::uint64_t>() : 0;
}

// "43% of 12000 bytes"; of what is being formatted, or of another version's server, less.
std::string progress(const Json& row) {
  const auto size = number(row, "size");
  if (size == 0) {
    return "being formatted";
  }
  // Bytes of one job times 100 are far from 2^64.
  return std::to_string(number(row, "sent") * 100 / size) + "% of " + std::to_string(size) +
         " bytes";
}

std::string with_why(const std::string& text, const std::string& why) {
  return why == kNothing ? text : text + ": " + why;
}

// What goes on at a printer, or why nothing does.
std::string now(const Json& printer) {
  if (field(printer, "sending") != kNothing) {
    return "job " + field(printer, "sending/job") + ", " + progress(printer.at("sending"));
  }
  if (field(printer, "blocked") == kNothing) {
    return kNothing;
  }
  const auto job = "job " + field(printer, "blocked/job");
  const auto why = field(printer, "blocked/why");
  const auto next = field(printer, "blocked/next_try");
  return next == kNothing ? with_why(job + " is " + field(printer, "blocked/state"), why)
                          : with_why(job + " is tried again at " + next, why);
}

std::string last(const Json& printer) {
  if (field(printer, "last") == kNothing) {
    return kNothing;
  }
  const auto ended = field(printer, "last/ended");
  return "job " + field(printer, "last/job") + ", " + field(printer, "last/state") +
         (ended == kNothing ? ", of " + field(printer, "last/created") : " at " + ended);
}

std::string job_state(const Json& job) {
  const auto state = field(job, "state");
  return state == "sending" ? state + ", " + progress(job) : state;
}

// Who has it printed.
std::string from(const Json& job) {
  const auto submitter = field(job, "submitter");
  return submitter == kNothing ? field(job, "application") : submitter;
}

std::string why(const Json& job) {
  const auto next = field(job, "next_try");
  const auto reason = field(job, "why");
  return next == kNothing ? reason : with_why("again at " + next, reason);
}

}  // namespace

std::string printer_table(const std::vector<Json>& printers) {
  std::vector<std::vector<std::string>> rows{
      {"LU", "TYPE", "STATE", "APPLICATION", "WAITING", "HELD", "DESTINATION", "NOW"}};
  for (const auto& printer : printers) {
    const auto waiting = number(printer, "jobs/queued") + number(printer, "jobs/retry");
    rows.push_back({field(printer, "name"), field(printer, "type"), field(printer, "state"),
                    field(printer, "application"), std::to_string(waiting),
                    field(printer, "jobs/held"), field(printer, "destination"), now(printer)});
  }
  return columns(rows);
}

std::string printer_details(const Json& printer) {
  std::vector<std::vector<std::string>> rows{{"LU", field(printer, "name")},
                                             {"type", field(printer, "type")},
                                             {"server", field(printer, "server")},
                                             {"destination", field(printer, "destination")},
                                             {"state", field(printer, "state")},
                                             {"application", field(printer, "application")},
                                             {"now", now(printer)},
                                             {"last", last(printer)}};
  for (const char* state :
       {"open", "queued", "sending", "retry", "held", "printed", "failed", "cancelled"}) {
    rows.push_back({state, field(printer, std::string("jobs/") + state)});
  }
  return columns(rows);
}

std::string job_table(const std::vector<Json>& jobs) {
  std::vector<std::vector<std::string>> rows{
      {"JOB", "PRINTER", "STATE", "NAME", "FROM", "BYTES", "TRIES", "CREATED", "WHY"}};
  for (const auto& job : jobs) {
    rows.push_back({field(job, "id"), field(job, "printer"), job_state(job), field(job, "name"),
                    from(job), field(job, "bytes"), field(job, "tries"), field(job, "created"),
                    why(job)});
  }
  return columns(rows);
}

std::string job_details(const Json& job) {
  return columns({{"job", field(job, "id")},
                  {"printer", field(job, "printer")},
                  {"name", field(job, "name")},
                  {"application", field(job, "application")},
                  {"submitter", field(job, "submitter")},
                  {"code page", field(job, "code_page")},
                  {"state", job_state(job)},
                  {"why", field(job, "why")},
                  {"unknown", field(job, "outcome_unknown") == "true"
                                  ? "a delivery had begun; it may have been printed"
                                  : kNothing},
                  {"bytes", field(job, "bytes") + " in " + field(job, "pieces") + " pieces"},
                  {"pages", field(job, "pages")},
                  {"sent", field(job, "sent") + " bytes"},
                  {"tries", field(job, "tries")},
                  {"created", field(job, "created")},
                  {"next try", field(job, "next_try")},
                  {"ended", field(job, "ended")}});
}

std::string probe_sentence(const Json& answer) {
  static const std::map<std::string, std::string> kWords{
      {"no-route", "no route"},
      {"refused", "refused on that port"},
      {"silent", "connected, but it accepts nothing"},
      {"rejected", "connected, but it says no"},
      {"ready", "connected"}};
  const auto result = field(answer, "result");
  const auto found = kWords.find(result);
  const auto detail = field(answer, "detail");
  return field(answer, "lu") + ": " + (found == kWords.end() ? result : found->second) + "." +
         (detail == kNothing ? "" : " " + detail);
}

}  // namespace control
