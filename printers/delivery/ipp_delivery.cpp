#include "printers/delivery/ipp_delivery.h"

#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "printers/delivery/ipp_session.h"
#include "printers/delivery/ipp_verdict.h"
#include "printers/delivery/name_pattern.h"
#include "printers/delivery/password_file.h"
#include "printers/delivery/waiting.h"

namespace printers {
namespace {

using config::DeliverySettings;

// A job that the printer gives up at once (a document that it can't read) is seen to fail; one that
// waits for its turn or for paper is the printer's, and must not hold up those behind it.
constexpr config::Ticks kFollow = std::chrono::seconds(10);
constexpr config::Ticks kBetween = std::chrono::milliseconds(300);

std::string format_of(config::PrintOutput output) {
  switch (output) {
    case config::PrintOutput::Text:
      return "text/plain";
    case config::PrintOutput::Pdf:
      return "application/pdf";
    case config::PrintOutput::Raw:
      break;
  }
  return "application/octet-stream";
}

// Everything that can be known before the first connection; or why there will be none.
struct Prepared {
  IppAddress address;
  std::string password;
};
std::variant<Prepared, std::string> prepare(const DeliverySettings& settings) {
  auto address = ipp_address(settings.uri);
  if (auto* const fault = std::get_if<std::string>(&address)) {
    return std::move(*fault);
  }
  auto password = password_of(settings);
  if (auto* const none = std::get_if<NoPassword>(&password)) {
    return std::move(none->why);
  }
  return Prepared{std::get<IppAddress>(std::move(address)),
                  std::get<Password>(std::move(password)).text};
}

IppSender sender_of(const DeliverySettings& settings, const std::string& otherwise) {
  return {settings.uri, settings.user.empty() ? otherwise : settings.user};
}

// An accepted job is never sent again, whatever is heard of it later, unless the printer says
// itself that it has given up.
void follow(IppSession& session, const IppSender& sender, int job, const Stop& stop,
            DeliveryResult& result) {
  const auto until = Clock::now() + kFollow;
  IppFate fate = IppFate::Waiting;
  while (fate == IppFate::Waiting && !stop.wanted()) {
    const IppExchange one = session.ask(job_attributes_request(sender, job));
    fate = fate_of(one);
    if (fate != IppFate::Forgotten) {
      const std::string& reasons = one.answer->job_reasons;
      result.why = "accepted as " + result.where + ", " + one.answer->job_state_text +
                   (reasons.empty() ? "" : " (" + reasons + ")");
    }
    const bool late = Clock::now() >= until;
    if (late || (fate == IppFate::Waiting &&
                 wait_for(-1, 0, Clock::now() + kBetween, stop) == Waited::Stopped)) {
      break;
    }
  }
  if (fate == IppFate::GivenUp) {
    result.what = DeliveryResult::What::Failed;
  }
}

}  // namespace

DeliveryResult deliver_ipp(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                           Progress& progress) {
  const DeliverySettings& settings = *lu.delivery;
  auto prepared = prepare(settings);
  if (auto* const fault = std::get_if<std::string>(&prepared)) {
    return {DeliveryResult::What::Failed, std::move(*fault), {}, 0};
  }
  auto& [address, password] = std::get<Prepared>(prepared);
  const IppSender sender =
      sender_of(settings, parcel.facts.application ? std::string(parcel.facts.application->view())
                                                   : std::string(parcel.facts.printer.view()));
  IppSession session(settings, std::move(address), password, stop);
  const IppExchange printed =
      session.print(print_job_request(sender, title_of(parcel), format_of(settings.format.output)),
                    parcel, progress);
  DeliveryResult result = judge_print_job(printed);
  if (result.what == DeliveryResult::What::Printed && printed.answer->job) {
    follow(session, sender, *printed.answer->job, stop, result);
  }
  return result;
}

ProbeResult probe_ipp(const config::LuSettings& lu, const Stop& stop) {
  const DeliverySettings& settings = *lu.delivery;
  auto prepared = prepare(settings);
  if (auto* const fault = std::get_if<std::string>(&prepared)) {
    return {ProbeResult::What::Rejected, std::move(*fault)};
  }
  auto& [address, password] = std::get<Prepared>(prepared);
  IppSession session(settings, std::move(address), password, stop);
  const IppSender sender = sender_of(settings, std::string(lu.name.view()));
  return judge_ipp_probe(session.ask(printer_attributes_request(sender)),
                         format_of(settings.format.output));
}

}  // namespace printers
