#pragma once

#include <cstdint>
#include <string_view>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/inbound.h"
#include "vtam/program.h"
#include "vtam/programs/logon_command.h"
#include "vtam/programs/panel.h"

namespace vtam {

// BSTTUSST: the selection menu of a partition, for one session. A line is chosen with the cursor,
// by name or with LOGON; whether that application is to be had is the session's question, which
// shows the menu again with a notice if it is not. Every record is answered with one screen that
// unlocks the keyboard, with PassTo, or with Disconnect.
class MenuProgram final : public Program {
 public:
  explicit MenuProgram(const Logon& logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  void show(std::string_view message, Role role, ProgramOutcomes& outcomes) const;
  void key(const tn3270::Inbound& input, ProgramOutcomes& outcomes);
  void turn(int pages, ProgramOutcomes& outcomes);
  void enter(const tn3270::Inbound& input, ProgramOutcomes& outcomes) const;
  void execute(const TypedCommand& command, const tn3270::Inbound& input,
               ProgramOutcomes& outcomes) const;
  void select(const tn3270::Inbound& input, ProgramOutcomes& outcomes) const;

  const tn3270::CodePage* page_;
  const Menu* menu_;
  config::LuName lu_;
  Frame frame_;
  std::uint32_t shown_ = 0;  // page, from 0
};

}  // namespace vtam
