#include "tn3270/server/printing/printing_backend.h"

#include <algorithm>
#include <future>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/printing/destination.h"
#include "tn3270/server/printing/job_for_client.h"
#include "vtam/code_page_choice.h"

namespace server {
namespace {

std::unique_ptr<printers::SpoolReader> open_reader(const std::string& path) {
  auto opened = printers::SpoolReader::open(path);
  if (const auto* fault = std::get_if<printers::SpoolFault>(&opened)) {
    throw std::runtime_error(fault->why);
  }
  return std::get<std::unique_ptr<printers::SpoolReader>>(std::move(opened));
}

SendingView sending_view(const DeliveryView& delivery) {
  return {delivery.job, delivery.sent, delivery.size};
}

JobView job_view(printers::JobRow row, const std::vector<DeliveryView>& deliveries) {
  const auto found =
      std::find_if(deliveries.begin(), deliveries.end(),
                   [&row](const DeliveryView& delivery) { return delivery.job == row.id; });
  JobView view{std::move(row)};
  if (found != deliveries.end()) {
    view.sending = sending_view(*found);
  }
  return view;
}

std::size_t place_of(printers::JobState state) {
  return static_cast<std::size_t>(std::find(kJobStates.begin(), kJobStates.end(), state) -
                                  kJobStates.begin());
}

std::uint64_t count_of(const PrinterView& printer, printers::JobState state) {
  return printer.jobs.at(place_of(state));
}

const char* takes(JobVerb verb) {
  switch (verb) {
    case JobVerb::Hold:
      return "hold is for a job that is open, queued, sent or tried again.";
    case JobVerb::Release:
      return "release is for a job that is held, tried again or has failed.";
    case JobVerb::Requeue:
      return "requeue is not for a job that is open, being sent or cancelled.";
    case JobVerb::Cancel:
      return "cancel is for a job that is neither printed nor cancelled.";
  }
  return "";
}

// What a client printer's LU says of itself.
printers::ProbeResult client_result(const std::optional<LuView>& lu) {
  using What = printers::ProbeResult::What;
  if (!lu || !lu->client) {
    return {What::NoRoute, "no client has connected for this LU"};
  }
  return {What::Ready,
          "the client at " + lu->client->address + " port " + std::to_string(lu->client->port) +
              " serves it" +
              (lu->application.empty() ? std::string() : ", in session with " + lu->application)};
}

}  // namespace

HallPrinting::HallPrinting(Surroundings around)
    : around_(std::move(around)), reader_(open_reader(around_.spool)), tests_(around_.post_admin) {
  for (const config::ServerSettings& partition : around_.network->config().servers) {
    for (const config::LuSettings& lu : partition.lus) {
      if (config::is_printer(lu.type)) {
        by_name_.emplace(lu.name, printers_.size());
        printers_.push_back({&lu, &partition});
      }
    }
  }
}

void HallPrinting::end() {
  std::promise<void> ended;
  around_.post_admin([this, &ended] {
    tests_.end();
    ended.set_value();
  });
  ended.get_future().wait();
}

void HallPrinting::with_deliveries(std::function<void(const Deliveries&)> then) {
  around_.post(
      DeliveriesWanted{[post = around_.post_admin, then = std::move(then)](Deliveries deliveries) {
        post([then, deliveries = std::move(deliveries)] { then(deliveries); });
      }});
}

std::function<void(JobAnswer)> HallPrinting::on_admin(std::function<void(JobAnswer)> answer) {
  return [post = around_.post_admin, answer = std::move(answer)](JobAnswer done) {
    post([answer, done = std::move(done)] { answer(done); });
  };
}

const HallPrinting::Printer* HallPrinting::find(config::LuName lu) const {
  const auto found = by_name_.find(lu);
  return found == by_name_.end() ? nullptr : &printers_.at(found->second);
}

JobRefused HallPrinting::no_printer(config::LuName lu) const {
  for (const config::ServerSettings& partition : around_.network->config().servers) {
    for (const config::LuSettings& one : partition.lus) {
      if (one.name == lu) {
        return {"NOT-A-PRINTER", lu.text() + " is a terminal."};
      }
    }
  }
  return {"UNKNOWN-LU", "There is no LU " + lu.text() + "."};
}

JobRefused HallPrinting::unreadable() const {
  return {"SPOOL-UNREADABLE", "The spool can't be read: " + reader_->why() + "."};
}

JobRefused HallPrinting::no_job(printers::JobId id) const {
  return reader_->failed()
             ? unreadable()
             : JobRefused{"UNKNOWN-JOB", "There is no job " + std::to_string(id) + "."};
}

void HallPrinting::printers(std::function<void(PrintList<PrinterView>)> answer) {
  around_.backend->lus([this, answer = std::move(answer)](std::vector<LuView> lus) {
    with_deliveries([this, answer, lus = std::move(lus)](const Deliveries& deliveries) {
      answer(views(lus, deliveries));
    });
  });
}

PrintList<PrinterView> HallPrinting::views(const std::vector<LuView>& lus,
                                           const Deliveries& deliveries) {
  std::vector<PrinterView> views;
  views.reserve(printers_.size());
  for (const Printer& printer : printers_) {
    PrinterView view{printer.lu->name};
    view.type = config::text(printer.lu->type);
    view.server = printer.partition->name;
    view.destination = destination_text(*printer.lu);
    views.push_back(std::move(view));
  }
  for (const LuView& lu : lus) {
    if (const auto found = by_name_.find(lu.name); found != by_name_.end()) {
      views.at(found->second).state = lu.state;
      views.at(found->second).application = lu.application;
    }
  }
  for (const DeliveryView& delivery : deliveries) {
    if (const auto found = by_name_.find(delivery.printer); found != by_name_.end()) {
      views.at(found->second).sending = sending_view(delivery);
    }
  }
  if (!add_jobs(views)) {
    return unreadable();
  }
  return views;
}

bool HallPrinting::add_jobs(std::vector<PrinterView>& views) {
  for (const printers::QueueCount& count : reader_->counts()) {
    if (const auto found = by_name_.find(count.printer); found != by_name_.end()) {
      views.at(found->second).jobs.at(place_of(count.state)) = count.jobs;
    }
  }
  if (reader_->failed()) {
    return false;
  }
  for (printers::JobRow& row : reader_->last_jobs()) {
    if (const auto found = by_name_.find(row.facts.printer); found != by_name_.end()) {
      views.at(found->second).last = std::move(row);
    }
  }
  for (PrinterView& view : views) {
    if (reader_->failed()) {
      return false;
    }
    view.blocked = blocked(view);
  }
  return !reader_->failed();
}

// The first of its jobs that waits for a time or for an operator, unless one is being sent.
std::optional<printers::JobRow> HallPrinting::blocked(const PrinterView& printer) {
  std::optional<printers::JobRow> first;
  if (printer.sending) {
    return first;
  }
  for (const auto state : {printers::JobState::Retry, printers::JobState::Held}) {
    if (count_of(printer, state) == 0) {
      continue;
    }
    auto rows = reader_->rows({printer.lu, state}, 0, 1);
    if (!rows.empty() && (!first || rows.front().id < first->id)) {
      first = std::move(rows.front());
    }
  }
  return first;
}

void HallPrinting::jobs(const printers::JobFilter& filter, printers::JobId after, std::size_t limit,
                        std::function<void(PrintList<JobView>)> answer) {
  with_deliveries(
      [this, filter, after, limit, answer = std::move(answer)](const Deliveries& deliveries) {
        std::vector<JobView> views;
        for (printers::JobRow& row : reader_->rows(filter, after, limit)) {
          views.push_back(job_view(std::move(row), deliveries));
        }
        if (reader_->failed()) {
          return answer(unreadable());
        }
        answer(std::move(views));
      });
}

void HallPrinting::job(printers::JobId id, std::function<void(JobFound)> answer) {
  with_deliveries([this, id, answer = std::move(answer)](const Deliveries& deliveries) {
    auto row = reader_->row(id);
    if (!row) {
      return answer(no_job(id));
    }
    answer(job_view(std::move(*row), deliveries));
  });
}

void HallPrinting::submit(config::LuName lu, std::vector<printers::Piece> pieces, std::string name,
                          std::string submitter, std::function<void(JobAnswer)> answer) {
  const Printer* const printer = find(lu);
  if (printer == nullptr) {
    return answer(no_printer(lu));
  }
  printers::JobFacts facts{lu};
  facts.name = std::move(name);
  facts.submitter = std::move(submitter);
  const vtam::PageQuestion question{*printer->lu, {}, printer->partition->code_page, {}};
  const tn3270::CodePage& page = *vtam::choose_code_page(around_.network->pages(), question).page;
  facts.code_page = page.number();
  if (!config::is_output(printer->lu->type)) {
    auto made = job_for_client(*printer->lu, *around_.network, page, pieces);
    if (auto* refused = std::get_if<JobRefused>(&made)) {
      return answer(std::move(*refused));
    }
    auto& job = std::get<ClientJob>(made);
    facts.bind = std::move(job.bind);
    pieces = std::move(job.pieces);
  }
  around_.post(SubmitJob{std::move(facts), std::move(pieces), on_admin(std::move(answer))});
}

void HallPrinting::change(const JobChange& change, std::function<void(JobAnswer)> answer) {
  ChangeJob message;
  message.verb = change.verb;
  message.job = change.job;
  message.printer = change.printer;
  message.why = change.why;
  if (change.printer && find(*change.printer) == nullptr) {
    return answer(no_printer(*change.printer));
  }
  if (change.verb == JobVerb::Requeue && !change.printer) {
    const auto row = reader_->row(change.job);
    if (!row) {
      return answer(no_job(change.job));
    }
    message.printer = row->facts.printer;
  }
  message.answer = on_admin([this, change, answer = std::move(answer)](JobAnswer done) {
    answer(explain(change, std::move(done)));
  });
  around_.post(std::move(message));
}

// Says in which state the job is, where that is why nothing was done.
JobAnswer HallPrinting::explain(const JobChange& change, JobAnswer answer) {
  auto* const refused = std::get_if<JobRefused>(&answer);
  if (refused == nullptr || refused->rule != "WRONG-STATE") {
    return answer;
  }
  if (const auto row = reader_->row(change.job)) {
    refused->detail = "Job " + std::to_string(row->id) + " is " + printers::text(row->state) +
                      "; " + takes(change.verb);
  }
  return answer;
}

void HallPrinting::test(config::LuName lu, std::function<void(PrinterTestAnswer)> answer) {
  const Printer* const printer = find(lu);
  if (printer == nullptr) {
    return answer(no_printer(lu));
  }
  if (!config::is_output(printer->lu->type)) {
    return test_client(lu, std::move(answer));
  }
  if (tests_.full()) {
    return answer(JobRefused{"TESTS", std::to_string(config::limits::kPrinterTests) +
                                          " tests run already; try again in a few seconds."});
  }
  try {
    tests_.begin(*printer->lu, [answer](const printers::ProbeResult& result) { answer(result); });
  } catch (const std::system_error& error) {
    answer(JobRefused{"TESTS", std::string("The test cannot begin: ") + error.what() + "."});
  }
}

void HallPrinting::test_client(config::LuName lu, std::function<void(PrinterTestAnswer)> answer) {
  around_.backend->lu(lu, [answer = std::move(answer)](const std::optional<LuView>& view) {
    answer(client_result(view));
  });
}

}  // namespace server
