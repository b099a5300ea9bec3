#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tn3270/server/admin/print_backend.h"

// Printers and jobs that a test wrote down. Answers at once.
namespace server {

inline JobView job_row(printers::JobId id, const std::string& printer = "DIR",
                       printers::JobState state = printers::JobState::Queued) {
  JobView job{{id, {*config::LuName::parse(printer)}, state}};
  job.row.created = printers::WallTime(std::chrono::milliseconds(1'763'710'200'123));
  return job;
}

// A job that has everything a job can have.
inline JobView full_job() {
  JobView job = job_row(17, "DIR", printers::JobState::Retry);
  job.row.facts.application = *config::ApplId::parse("DBDCCICS");
  job.row.facts.name = "PAYROLL";
  job.row.facts.submitter = "API (operator)";
  job.row.facts.code_page = "037";
  job.row.why = "192.0.2.7 port 9100: connection refused";
  job.row.outcome_unknown = true;
  job.row.bytes = 5'000;
  job.row.pieces = 3;
  job.row.pages = 2;
  job.row.sent = 1'200;
  job.row.tries = 4;
  job.row.next_try = job.row.created + std::chrono::seconds(80);
  job.row.ended = job.row.created + std::chrono::seconds(90);
  job.sending = SendingView{17, 600, 1'200};
  return job;
}

inline PrinterView printer_row(const std::string& lu, const std::string& type = "direct") {
  PrinterView printer{*config::LuName::parse(lu)};
  printer.type = type;
  printer.server = "VNET23";
  printer.state = "ACTIV";
  return printer;
}

inline PrinterView full_printer() {
  PrinterView printer = printer_row("DIR");
  printer.destination = "DIRECT 192.0.2.7 port 9100";
  printer.state = "ACT/S";
  printer.application = "BSTTVNET";
  printer.jobs = {0, 2, 0, 1, 3, 40, 5, 6};
  printer.sending = SendingView{17, 600, 1'200};
  printer.blocked = full_job().row;
  printer.last = full_job().row;
  return printer;
}

class FakePrinting : public PrintingBackend {
 public:
  std::vector<PrinterView> printer_rows{};
  std::vector<JobView> job_rows{};
  std::optional<JobRefused> unreadable{};  // what lists say instead
  JobAnswer answer = JobTaken{17};
  PrinterTestAnswer probe = printers::ProbeResult{printers::ProbeResult::What::Ready, ""};
  std::vector<std::string> asked{};  // "hold 17"
  std::vector<printers::Piece> pieces{};

  void printers(std::function<void(PrintList<PrinterView>)> reply) override {
    if (unreadable) {
      return reply(*unreadable);
    }
    reply(printer_rows);
  }
  void jobs(const printers::JobFilter& filter, printers::JobId after, std::size_t limit,
            std::function<void(PrintList<JobView>)> reply) override {
    if (unreadable) {
      return reply(*unreadable);
    }
    std::vector<JobView> found;
    for (const JobView& job : job_rows) {
      const bool finished = job.row.state >= printers::JobState::Printed;
      if (job.row.id > after && found.size() < limit &&
          (!filter.printer || *filter.printer == job.row.facts.printer) &&
          (!filter.state || *filter.state == job.row.state) && !(filter.unfinished && finished)) {
        found.push_back(job);
      }
    }
    reply(std::move(found));
  }
  void job(printers::JobId id, std::function<void(JobFound)> reply) override {
    if (unreadable) {
      return reply(*unreadable);
    }
    for (const JobView& job : job_rows) {
      if (job.row.id == id) {
        return reply(job);
      }
    }
    reply(JobRefused{"UNKNOWN-JOB", "There is no job " + std::to_string(id) + "."});
  }
  void submit(config::LuName lu, std::vector<printers::Piece> given, std::string name,
              std::string submitter, std::function<void(JobAnswer)> reply) override {
    asked.push_back("submit " + lu.text() + " '" + name + "' by " + submitter);
    pieces = std::move(given);
    reply(answer);
  }
  void change(const JobChange& change, std::function<void(JobAnswer)> reply) override {
    static const std::vector<std::string> kVerbs{"hold", "release", "requeue", "cancel"};
    asked.push_back(kVerbs.at(static_cast<std::size_t>(change.verb)) + " " +
                    std::to_string(change.job) +
                    (change.printer ? " to " + change.printer->text() : ""));
    reply(answer);
  }
  void test(config::LuName lu, std::function<void(PrinterTestAnswer)> reply) override {
    asked.push_back("test " + lu.text());
    reply(probe);
  }

  // All that was given to print.
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const printers::Piece& piece : pieces) {
      all.append(piece.bytes.begin(), piece.bytes.end());
    }
    return all;
  }
};

}  // namespace server
