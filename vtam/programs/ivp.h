#pragma once

#include "tn3270/datastream/inbound.h"
#include "vtam/program.h"
#include "vtam/programs/ivp_page.h"

namespace vtam {

// Type "ivp", the installation verification procedure: pages that show what a terminal can do and
// what it sends. PF7 and PF8 turn them, PF3 ends.
class IvpProgram final : public Program {
 public:
  explicit IvpProgram(Logon logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_response(const Answer& answer, ProgramOutcomes& outcomes) override;
  void on_signal(ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  enum class Next { Stay, Show, Measure, End };
  [[nodiscard]] Next take(const tn3270::Inbound& input, const UserInput& typed);
  [[nodiscard]] Next choose(const UserInput& typed);
  void turn(int pages);
  void show(ProgramOutcomes& outcomes, std::string message = {});
  void measure(ProgramOutcomes& outcomes);
  void go_on(ProgramOutcomes& outcomes);
  [[nodiscard]] config::Instant now() const;

  Logon logon_;
  ScreenForm form_;
  ShownScreen shown_;
  IvpKeys keys_;
  IvpTiming timing_;
  IvpPage page_ = IvpPage::Terminal;
  tn3270::ByteBuffer last_;
  UserInput input_;
};

}  // namespace vtam
