#include "vtam/printer_flow.h"

#include <utility>

#include "config/limits.h"
#include "vtam/sense.h"

namespace vtam {

bool PrinterFlow::write(Write ru) {
  if (rus_ >= config::limits::kPrinterQueue) {
    return false;
  }
  ++rus_;
  queue_.emplace_back(std::move(ru));
  return true;
}

void PrinterFlow::end_job() {
  // A second end of the same job says nothing new, so ends need no bound of their own.
  if (queue_.empty() || !std::holds_alternative<EndJob>(queue_.back())) {
    queue_.emplace_back(EndJob{});
  }
}

std::optional<PrinterFlow::Item> PrinterFlow::next() {
  if (queue_.empty() || outstanding_ || stopped()) {
    return std::nullopt;
  }
  Item item = std::move(queue_.front());
  queue_.pop_front();
  if (std::holds_alternative<Write>(item)) {
    --rus_;
    if (pace_ == Pace::OneByOne) {
      outstanding_ = true;
      ++turn_;
    }
  }
  return item;
}

PrinterFlow::Settled PrinterFlow::settle(const Answer& answer) {
  if (!outstanding_) {
    return Settled::Unexpected;
  }
  outstanding_ = false;
  ++turn_;
  // PROTOCOL 1.5: which LUSTAT follows depends on what stopped the printer.
  if (!answer.positive && answer.sense == sense::kInterventionRequired) {
    lustat_ = sense::kReady;
  } else if (!answer.positive && answer.sense == sense::kComponentDisconnected) {
    lustat_ = sense::kPresentationSpaceLost;
  }
  return std::exchange(stale_, false) ? Settled::Stale : Settled::Answered;
}

std::optional<std::uint32_t> PrinterFlow::ready() {
  return std::exchange(lustat_, std::nullopt);
}

void PrinterFlow::forget() {
  queue_.clear();
  rus_ = 0;
  stale_ = outstanding_;
}

}  // namespace vtam
