#include <utility>
#include <variant>

#include "config/limits.h"
#include "vtam/programs/host_program.h"
#include "vtam/sense.h"

namespace vtam {

HostPrinter::HostPrinter(const Logon& /*logon*/) {}

void HostPrinter::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(AskHost{CallHost{}});
}

void HostPrinter::on_receive(tn3270::Bytes /*record*/, ProgramOutcomes& /*outcomes*/) {}

void HostPrinter::on_repaint(ProgramOutcomes& /*outcomes*/) {}

// A printer answers every RU; the host hears what it has asked for.
void HostPrinter::on_response(const Answer& answer, ProgramOutcomes& outcomes) {
  if (owed_.empty()) {
    return;
  }
  const Owed owed = owed_.front();
  owed_.erase(owed_.begin());
  if (owed.wants == HostWants::Answer || (owed.wants == HostWants::Errors && !answer.positive)) {
    outcomes.emplace_back(AskHost{AnswerToHost{owed.sequence, answer.positive, answer.sense}});
  }
}

void HostPrinter::on_status(std::uint32_t /*lustat*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(AskHost{ReadyToHost{}});
}

void HostPrinter::on_release_wanted(config::ApplId /*by*/, ProgramOutcomes& outcomes) {
  if (owed_.empty()) {
    outcomes.emplace_back(Release{});
  }
}

bool HostPrinter::wants_host() const {
  return owed_.size() < config::limits::kHostPrinterWindow;
}

void HostPrinter::on_host(HostHeard&& heard, ProgramOutcomes& outcomes) {
  if (auto* data = std::get_if<HostData>(&heard)) {
    owed_.push_back({data->sequence, data->wants});
    outcomes.emplace_back(Write{std::move(data->record), data->kind, true});
  } else if (std::holds_alternative<HostEndsJob>(heard)) {
    outcomes.emplace_back(EndJob{});
  } else if (std::holds_alternative<HostUnbind>(heard)) {
    outcomes.emplace_back(EndJob{});  // MODEL 4
  } else if (auto* gone = std::get_if<HostGone>(&heard)) {
    outcomes.emplace_back(Release{gone->why, gone->never_up ? sense::kPluInactive : 0});
  }
}

void HostPrinter::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

}  // namespace vtam
