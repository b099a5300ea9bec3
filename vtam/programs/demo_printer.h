#pragma once

#include <cstdint>
#include <string>

#include "vtam/program.h"

namespace vtam {

// Types "demo" and "printdemo" on a printer: one test page for each logon, once more when a printer
// that was not ready for it is, and then nothing until the session is taken away, or somebody else
// wants it. Where a user at a terminal has acquired the printer for the page, he is told what came
// of it, and the printer is let go.
class DemoPrinter final : public Program {
 public:
  explicit DemoPrinter(Logon logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_response(const Answer& answer, ProgramOutcomes& outcomes) override;
  void on_status(std::uint32_t lustat, ProgramOutcomes& outcomes) override;
  void on_release_wanted(config::ApplId by, ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  void print(ProgramOutcomes& outcomes);
  void tell(AcquireResult::What what, std::string text, ProgramOutcomes& outcomes) const;

  Logon logon_;
  bool refused_ = false;   // the printer was not ready
  bool again_ = false;     // it has been so before
  bool printing_ = false;  // a page is out, or is to be printed again
  bool wanted_ = false;    // somebody wants the printer when the page is done
};

}  // namespace vtam
