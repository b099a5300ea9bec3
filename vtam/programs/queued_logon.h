#pragma once

#include <string>

#include "tn3270/datastream/code_page.h"
#include "vtam/lu_session.h"
#include "vtam/program.h"
#include "vtam/programs/panel.h"

namespace vtam {

// What a terminal shows whose LOGON waits until its application opens the ACB, or opens it again:
// what is waited for, since when, and how to give up. That is PF3, CLEAR or LOGOFF, and answered
// with Release; all else shows the screen again. Logon::notice says why the application is not to
// be had.
class QueuedLogonProgram final : public Program {
 public:
  QueuedLogonProgram(const Logon& logon, const QueuedLogon& queued);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  void show(ProgramOutcomes& outcomes) const;

  const tn3270::CodePage* page_;
  config::LuName lu_;
  Frame frame_;
  std::string application_;
  std::string why_;
  std::string since_;
  bool lost_;
};

}  // namespace vtam
