#include "tn3270/control/print_operations.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

#include "config/limits.h"
#include "tn3270/control/columns.h"
#include "tn3270/control/job_text.h"
#include "tn3270/control/json_field.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

const char* word(JobVerb verb) {
  switch (verb) {
    case JobVerb::Hold:
      return "hold";
    case JobVerb::Release:
      return "release";
    case JobVerb::Requeue:
      return "requeue";
    case JobVerb::Cancel:
      return "cancel";
  }
  return "";
}

std::string jobs_target(const JobFilter& filter, const std::string& after) {
  std::string target = "/v1/jobs";
  add_parameter(target, "printer", filter.printer);
  add_parameter(target, "state", filter.state);
  add_parameter(target, "unfinished", filter.finished || !filter.state.empty() ? "" : "true");
  add_parameter(target, "after", after);
  return target;
}

// One byte more than the server takes, at most.
std::optional<std::string> read_all(std::istream& in) {
  std::string bytes(config::limits::kPrintUpload + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return in.bad() ? std::nullopt : std::optional(std::move(bytes));
}

std::optional<std::string> read_file(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  return file ? read_all(file) : std::nullopt;
}

std::string name_of(const PrintFile& file) {
  if (!file.name.empty() || file.path == "-") {
    return file.name;
  }
  auto name = printable(std::filesystem::path(file.path).filename().string());
  return name.size() <= config::limits::kJobName ? name : std::string();
}

// "Job 17 of DIR is held."
std::string change_sentence(const Json& answer) {
  const auto job = "Job " + field(answer, "job");
  const auto state = field(answer, "state");
  if (state == kNothing) {
    return job + " is done with; the spool no longer keeps it.";
  }
  const auto whose = job + " of " + field(answer, "printer");
  return state == "sending" ? whose + " is being stopped." : whose + " is " + state + ".";
}

}  // namespace

PrintOperations::PrintOperations(Transport& transport, std::string lack, std::ostream& out,
                                 std::ostream& err)
    : dialog_(transport, std::move(lack), out, err), out_(out) {}

Exit PrintOperations::printers(Form form) {
  const auto all = dialog_.all_of("printers", [](const std::string& after) {
    std::string target = "/v1/printers";
    add_parameter(target, "after", after);
    return target;
  });
  if (!all) {
    return dialog_.failure();
  }
  if (form == Form::Json) {
    out_ << pretty(Json{{"printers", *all}, {"next", nullptr}});
  } else {
    out_ << (all->empty() ? "No printer.\n" : printer_table(*all));
  }
  return Exit::Done;
}

Exit PrintOperations::printer(const std::string& lu, Form form) {
  const auto answer = dialog_.ask(Method::Get, "/v1/printers/" + percent_encode(lu));
  if (!answer) {
    return dialog_.failure();
  }
  out_ << (form == Form::Json ? pretty(*answer) : printer_details(*answer));
  return Exit::Done;
}

Exit PrintOperations::jobs(const JobFilter& filter, Form form) {
  const auto all = dialog_.all_of(
      "jobs", [&filter](const std::string& after) { return jobs_target(filter, after); });
  if (!all) {
    return dialog_.failure();
  }
  if (form == Form::Json) {
    out_ << pretty(Json{{"jobs", *all}, {"next", nullptr}});
  } else {
    out_ << (all->empty() ? "No job.\n" : job_table(*all));
  }
  return Exit::Done;
}

Exit PrintOperations::job(std::uint64_t id, Form form) {
  const auto answer = dialog_.ask(Method::Get, "/v1/jobs/" + std::to_string(id));
  if (!answer) {
    return dialog_.failure();
  }
  out_ << (form == Form::Json ? pretty(*answer) : job_details(*answer));
  return Exit::Done;
}

Exit PrintOperations::change(JobVerb verb, std::uint64_t id, const std::string& printer) {
  std::string target = "/v1/jobs/" + std::to_string(id) + "/" + word(verb);
  add_parameter(target, "printer", printer);
  const auto answer = dialog_.ask(Method::Post, target);
  if (!answer) {
    return dialog_.failure();
  }
  out_ << change_sentence(*answer) << "\n";
  return Exit::Done;
}

Exit PrintOperations::print(const PrintFile& file, std::istream& in) {
  auto bytes = file.path == "-" ? read_all(in) : read_file(file.path);
  if (!bytes) {
    (void)dialog_.fail(Exit::Usage, "The file " + printable(file.path) + " cannot be read.");
    return dialog_.failure();
  }
  if (bytes->size() > config::limits::kPrintUpload) {
    (void)dialog_.fail(Exit::Usage, "A job may have " +
                                        std::to_string(config::limits::kPrintUpload) +
                                        " bytes; split the file.");
    return dialog_.failure();
  }
  std::string target = "/v1/printers/" + percent_encode(file.lu) + "/jobs";
  add_parameter(target, "name", name_of(file));
  const auto answer = dialog_.ask(
      Method::Post, target,
      {std::move(*bytes), file.scs ? "application/octet-stream" : "text/plain; charset=utf-8"});
  if (!answer) {
    return dialog_.failure();
  }
  out_ << "Job " << field(*answer, "job") << "\n";
  return Exit::Done;
}

Exit PrintOperations::test(const std::string& lu) {
  const auto answer = dialog_.ask(Method::Post, "/v1/printers/" + percent_encode(lu) + "/test");
  if (!answer) {
    return dialog_.failure();
  }
  out_ << probe_sentence(*answer) << "\n";
  return text_of(*answer, "result") == "ready" ? Exit::Done : Exit::Refused;
}

}  // namespace control
