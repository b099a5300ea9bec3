#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/inbound.h"
#include "vtam/program.h"
#include "vtam/programs/logon_command.h"
#include "vtam/programs/panel.h"

namespace vtam {

// BSTTUSST: the selection menu of a partition, for one session. A line is chosen with the cursor,
// by name or with LOGON; whether that application is to be had is the session's question, which
// shows the menu again with a notice if it is not. Every record is answered with one screen that
// unlocks the keyboard, with PassTo, or with Disconnect. A partition's own USS message 10 takes the
// place of the list, its other messages that of the sentence.
class MenuProgram final : public Program {
 public:
  explicit MenuProgram(const Logon& logon);

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;

 private:
  // Of a partition that has USS messages: those, and what they may say.
  struct OwnWords {
    const std::vector<config::UssMessage>* uss = nullptr;
    const Moment* now = nullptr;
    config::ModeName logmode;
    std::string client{};
  };

  void show(std::string_view message, Role role, ProgramOutcomes& outcomes);
  void show_words(const std::vector<std::string>& lines, ProgramOutcomes& outcomes);
  // The partition's own message of this number, or the sentence on the menu.
  void say(std::uint8_t number, const std::string& about, std::string_view sentence,
           ProgramOutcomes& outcomes);
  void echo(const TestTyped& test, ProgramOutcomes& outcomes);
  void key(const tn3270::Inbound& input, ProgramOutcomes& outcomes);
  void turn(int pages, ProgramOutcomes& outcomes);
  void enter(const tn3270::Inbound& input, ProgramOutcomes& outcomes);
  void execute(const TypedCommand& command, const tn3270::Inbound& input,
               ProgramOutcomes& outcomes);
  void select(const tn3270::Inbound& input, ProgramOutcomes& outcomes);
  void log_off(const LogoffTyped& typed, ProgramOutcomes& outcomes);
  [[nodiscard]] std::string live_words() const;
  [[nodiscard]] bool own(std::uint8_t number) const;
  [[nodiscard]] std::vector<std::string> words(std::uint8_t number, std::string about) const;

  const tn3270::CodePage* page_;
  const Menu* menu_;
  std::unique_ptr<const OwnWords> own_{};
  config::LuName lu_;
  Frame frame_;
  std::uint32_t shown_ = 0;  // page, from 0
  bool listed_ = false;      // applications are on the screen, for the cursor to choose one
};

}  // namespace vtam
