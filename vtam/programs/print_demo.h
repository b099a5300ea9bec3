#pragma once

#include <string>

#include "tn3270/datastream/inbound.h"
#include "vtam/program.h"
#include "vtam/programs/page_order.h"
#include "vtam/programs/panel.h"

namespace vtam {

// Type "printdemo" on a terminal: its user names a printer LU, whom it acquires to print a test
// page there (DemoPrinter). PF3 ends it. Each Enter with a fit form is answered by what comes of
// that, every other record by the screen, keyboard unlocked.
class PrintDemo final : public Program {
 public:
  explicit PrintDemo(const Logon& logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_acquired(const AcquireResult& result, ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  enum class Field : std::uint8_t { Printer, Form };
  void send(ProgramOutcomes& outcomes);
  void take(const tn3270::Inbound& input, ProgramOutcomes& outcomes);
  void say(std::string message, Role role, ProgramOutcomes& outcomes);
  void show(ProgramOutcomes& outcomes) const;

  const tn3270::CodePage* page_;
  config::LuName lu_;
  config::ApplId application_;
  Frame frame_;
  std::string printer_{};  // as typed
  std::string form_{};
  std::string message_{};
  Role role_ = Role::Info;
  Field cursor_ = Field::Printer;
};

}  // namespace vtam
