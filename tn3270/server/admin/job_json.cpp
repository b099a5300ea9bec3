#include "tn3270/server/admin/job_json.h"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

#include "tn3270/server/admin/json_answer.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

Json time_or_null(const std::optional<printers::WallTime>& time) {
  return time ? Json(utc_text(*time)) : Json(nullptr);
}

Json application_json(const std::optional<config::ApplId>& application) {
  return application ? Json(application->text()) : Json(nullptr);
}

// A job that is being formatted has no size yet.
Json size_json(const std::optional<SendingView>& sending) {
  return sending && sending->size > 0 ? Json(sending->size) : Json(nullptr);
}

Json sending_json(const std::optional<SendingView>& sending) {
  if (!sending) {
    return nullptr;
  }
  return {{"job", sending->job}, {"sent", sending->sent}, {"size", size_json(sending)}};
}

Json blocked_json(const std::optional<printers::JobRow>& job) {
  if (!job) {
    return nullptr;
  }
  return {{"job", job->id},
          {"state", printers::text(job->state)},
          {"why", text_or_null(job->why)},
          {"next_try", time_or_null(job->next_try)}};
}

Json last_json(const std::optional<printers::JobRow>& job) {
  if (!job) {
    return nullptr;
  }
  return {{"job", job->id},
          {"state", printers::text(job->state)},
          {"created", utc_text(job->created)},
          {"ended", time_or_null(job->ended)}};
}

Json counts_json(const PrinterView& printer) {
  Json counts = Json::object();
  for (std::size_t i = 0; i < kJobStates.size(); ++i) {
    counts[printers::text(kJobStates.at(i))] = printer.jobs.at(i);
  }
  return counts;
}

}  // namespace

std::string utc_text(printers::WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm broken_down{};
  gmtime_r(&seconds, &broken_down);
  std::array<char, 32> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &broken_down);
  return {text.data(), size};
}

Json job_json(const JobView& job) {
  const printers::JobRow& row = job.row;
  return {{"id", row.id},
          {"printer", row.facts.printer.text()},
          {"application", application_json(row.facts.application)},
          {"name", text_or_null(row.facts.name)},
          {"submitter", text_or_null(row.facts.submitter)},
          {"code_page", text_or_null(row.facts.code_page)},
          {"state", printers::text(row.state)},
          {"why", text_or_null(row.why)},
          {"outcome_unknown", row.outcome_unknown},
          {"bytes", row.bytes},
          {"pieces", row.pieces},
          {"pages", row.pages},
          {"sent", job.sending ? job.sending->sent : row.sent},
          {"size", size_json(job.sending)},
          {"tries", row.tries},
          {"created", utc_text(row.created)},
          {"next_try", time_or_null(row.next_try)},
          {"ended", time_or_null(row.ended)}};
}

Json printer_json(const PrinterView& printer) {
  return {{"name", printer.lu.text()},
          {"type", printer.type},
          {"server", text_or_null(printer.server)},
          {"destination", text_or_null(printer.destination)},
          {"state", text_or_null(printer.state)},
          {"application", text_or_null(printer.application)},
          {"jobs", counts_json(printer)},
          {"sending", sending_json(printer.sending)},
          {"blocked", blocked_json(printer.blocked)},
          {"last", last_json(printer.last)}};
}

}  // namespace server
