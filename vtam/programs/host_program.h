#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/program.h"
#include "vtam/programs/panel.h"

namespace vtam {

// Type "host": the user's terminal is a terminal of another host. Records go both ways as they are;
// a terminal that gives no responses is answered for by VTAM. The host's BIND takes the place of
// ours where both sides have them. Until the host is there the
// terminal shows that it is called; the key of the settings, and until then PF3 and Clear, lead
// back to the menu. Lets go at once whenever it is asked to.
class HostTerminal final : public Program {
 public:
  explicit HostTerminal(const Logon& logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_response(const Answer& answer, ProgramOutcomes& outcomes) override;
  void on_refused(const Answer& answer, ProgramOutcomes& outcomes) override;
  void on_suspended() override { suspended_ = true; }
  void on_host(HostHeard&& heard, ProgramOutcomes& outcomes) override;
  [[nodiscard]] bool on_key(HostKey key, ProgramOutcomes& outcomes) override;
  [[nodiscard]] bool on_sscp(tn3270::Bytes text, ProgramOutcomes& outcomes) override;
  [[nodiscard]] bool has_line() const override { return true; }
  [[nodiscard]] bool wants_host() const override { return !suspended_; }
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  void take(HostUp& up, ProgramOutcomes& outcomes);
  void take(HostBind& bind, ProgramOutcomes& outcomes);
  void take(HostUnbind& unbind, ProgramOutcomes& outcomes);
  void take(HostData& data, ProgramOutcomes& outcomes);
  void take(HostSscp& sscp, ProgramOutcomes& outcomes);
  void take(HostEndsJob& end, ProgramOutcomes& outcomes);
  void take(HostGone& gone, ProgramOutcomes& outcomes);
  void show_calling(ProgramOutcomes& outcomes) const;
  // Whether its screen is too small for what the host is told; then the session is over.
  [[nodiscard]] bool too_small(bool bound, ProgramOutcomes& outcomes) const;
  [[nodiscard]] bool leads_back(tn3270::Bytes record) const;

  enum class State : std::uint8_t {
    Calling,  // the host is not there yet
    Fresh,    // it is, and has written nothing
    Running
  };

  const tn3270::CodePage* page_;
  Frame frame_;
  config::LuName lu_;
  config::ApplId application_;
  std::uint8_t key_;
  tn3270::DeviceType own_;
  std::optional<tn3270::DeviceType> told_{};  // that of the settings
  State state_ = State::Calling;
  bool takes_sysreq_ = false;
  bool suspended_ = false;      // VTAM's SYSREQ: what comes now is written when the user is back
  std::uint16_t sequence_ = 0;  // of the host's last record
  std::vector<std::uint16_t> owed_{};  // those that want an answer, the oldest first
  std::vector<tn3270::ByteBuffer> held_{};
};

// The same for a printer LU: what the host prints goes to whatever serves it.
class HostPrinter final : public Program {
 public:
  explicit HostPrinter(const Logon& logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_response(const Answer& answer, ProgramOutcomes& outcomes) override;
  void on_status(std::uint32_t lustat, ProgramOutcomes& outcomes) override;
  void on_release_wanted(config::ApplId by, ProgramOutcomes& outcomes) override;
  void on_host(HostHeard&& heard, ProgramOutcomes& outcomes) override;
  [[nodiscard]] bool has_line() const override { return true; }
  [[nodiscard]] bool wants_host() const override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  struct Owed {
    std::uint16_t sequence;
    HostWants wants;
  };
  std::vector<Owed> owed_;  // what the printer has not answered, the oldest first
};

}  // namespace vtam
