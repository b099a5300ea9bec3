#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tn3270/datastream/code_page.h"
#include "vtam/program.h"
#include "vtam/programs/panel.h"

// Type "printer-sharing", the model's BSTTVNET: idle printers are in session with it until another
// application acquires them; users at terminals see who has which.
namespace vtam {

// On a printer: prints nothing and lets go of it for whoever wants it.
class PrinterSharing final : public Program {
 public:
  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_release_wanted(config::ApplId by, ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;
};

// On a terminal: the list of all printers, page by page. Every record is answered with
// WantPrinters, whose rows become the next screen, or with Release; nothing of the list is kept.
class PrinterList final : public Program {
 public:
  explicit PrinterList(const Logon& logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_printers(const std::vector<PrinterRow>& rows, ProgramOutcomes& outcomes) override;
  void on_release_wanted(config::ApplId by, ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  void ask(std::string_view message, ProgramOutcomes& outcomes);
  void turn(std::size_t pages);

  const tn3270::CodePage* page_;
  config::LuName lu_;
  Frame frame_;
  std::size_t shown_ = 0;  // page, from 0
  int turn_ = 0;           // pages that the user wants to see on or back
  std::string message_{};  // of the next screen
};

}  // namespace vtam
