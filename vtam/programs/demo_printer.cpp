#include "vtam/programs/demo_printer.h"

#include <utility>

#include "vtam/programs/demo_page.h"
#include "vtam/programs/page_order.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

using What = AcquireResult::What;

// The LU's definition says which data it takes, and its BIND says the same: no logmode would change
// that.
std::string wrong_form(const Logon& logon) {
  const auto order = PageOrder::read(logon.data);
  const bool scs = logon.kind == RuKind::Scs;
  if (!order || order->form == PageForm::AsBound || scs == (order->form == PageForm::Scs)) {
    return {};
  }
  const std::string name = logon.lu.text() + " is ";
  const std::string mode = " by its logmode " + logon.logmode.text();
  return scs ? name + "LU1 (SCS)" + mode + ", so a LU3 page can't be sent"
             : name + "LU3 (3270)" + mode + ", so a LU1 page can't be sent";
}

std::string result_text(const std::string& lu, const Answer& answer) {
  if (!answer.positive) {
    return lu + " has refused the page: " + sense::text(answer.sense);
  }
  return "Page sent to " + lu + (answer.job == 0 ? "" : " as job " + std::to_string(answer.job));
}

}  // namespace

DemoPrinter::DemoPrinter(Logon logon) : logon_(std::move(logon)) {}

void DemoPrinter::print(ProgramOutcomes& outcomes) {
  printing_ = true;
  outcomes.emplace_back(Write{write_demo_page(logon_), logon_.kind, true});
}

void DemoPrinter::tell(What what, std::string text, ProgramOutcomes& outcomes) const {
  if (logon_.asker) {
    outcomes.emplace_back(TellAsker{{what, std::move(text)}});
  }
}

void DemoPrinter::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  if (std::string why = logon_.asker ? wrong_form(logon_) : std::string(); !why.empty()) {
    tell(What::Refused, std::move(why), outcomes);
    outcomes.emplace_back(Release{});
    return;
  }
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
    tell(What::Later,
         logon_.lu.text() + " needs attention: " + sense::text(answer.sense) +
             "; the page is sent when it is ready",
         outcomes);
    return;
  }
  printing_ = false;
  outcomes.emplace_back(EndJob{});
  tell(answer.positive ? What::Done : What::Refused, result_text(logon_.lu.text(), answer),
       outcomes);
  if (wanted_ || logon_.asker) {
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
