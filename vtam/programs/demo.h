#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tn3270/datastream/inbound.h"
#include "vtam/program.h"
#include "vtam/programs/demo_screen.h"

namespace vtam {

// Type "demo": a small real application. It shows what VTAM told it of its session and echoes a
// form. PF3 ends it; every other record is answered with its screen, keyboard unlocked.
class DemoProgram final : public Program {
 public:
  explicit DemoProgram(Logon logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  struct Answer {
    std::string message;
    Role role = Role::Info;
    DemoField cursor = DemoField::Name;
  };
  [[nodiscard]] Answer answer(const tn3270::Inbound& input);
  [[nodiscard]] Answer take_fields(const tn3270::Inbound& input);
  void store(const DemoEntry& entry, tn3270::Bytes data);
  [[nodiscard]] std::string ended() const;
  void show(const Answer& answer, ProgramOutcomes& outcomes) const;

  Logon logon_;
  DemoForm form_;
  std::uint64_t transactions_ = 0;
  Frame frame_;
};

}  // namespace vtam
