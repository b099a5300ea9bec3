#include "vtam/programs/demo_printer.h"

#include <utility>

#include "vtam/programs/demo_page.h"
#include "vtam/sense.h"

namespace vtam {

DemoPrinter::DemoPrinter(Logon logon) : logon_(std::move(logon)) {}

void DemoPrinter::print(ProgramOutcomes& outcomes) {
  printing_ = true;
  outcomes.emplace_back(Write{write_demo_page(logon_), logon_.kind, true});
}

void DemoPrinter::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  print(outcomes);
}

// PA keys and read replies of a printer: it was asked for nothing.
void DemoPrinter::on_receive(tn3270::Bytes /*record*/, ProgramOutcomes& /*outcomes*/) {}

void DemoPrinter::on_repaint(ProgramOutcomes& /*outcomes*/) {}

void DemoPrinter::on_response(const Answer& answer, ProgramOutcomes& outcomes) {
  refused_ = !answer.positive && (answer.sense == sense::kInterventionRequired ||
                                  answer.sense == sense::kComponentDisconnected);
  // A page that can't be printed at all ends its job too: the next one would be no better. So does
  // one that was refused twice: pr3287 says "ready" in the same breath in which it refuses (its
  // command fails), and would be asked for ever.
  refused_ = refused_ && !std::exchange(again_, refused_);
  if (refused_) {
    return;
  }
  printing_ = false;
  outcomes.emplace_back(EndJob{});
  if (wanted_) {
    outcomes.emplace_back(Release{});
  }
}

void DemoPrinter::on_release_wanted(config::ApplId /*by*/, ProgramOutcomes& outcomes) {
  wanted_ = true;
  if (!printing_) {
    outcomes.emplace_back(Release{});
  }
}

void DemoPrinter::on_status(std::uint32_t /*lustat*/, ProgramOutcomes& outcomes) {
  if (std::exchange(refused_, false)) {
    print(outcomes);
  }
}

void DemoPrinter::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

}  // namespace vtam
