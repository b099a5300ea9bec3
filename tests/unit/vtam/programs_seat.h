#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/datastream/screen_reader.h"
#include "vtam/program.h"

namespace vtam::test {

// A logon of T001 with every text that a screen shows. `device` is a TN3270E name; the BIND allows
// the alternate size.
[[nodiscard]] Logon logon_of(const std::string& device, const std::string& application);

// A menu of APPL001, APPL002 …
[[nodiscard]] Menu menu_of(std::size_t applications);

// One user before a terminal in session with a built-in program. Every outcome is checked to be one
// answer, and every screen to unlock the keyboard.
class Seat {
 public:
  Seat(const std::string& type, const Logon& logon);

  [[nodiscard]] tn3270::test::ScreenReader& screen() { return screen_; }
  void press(tn3270::Aid aid);
  void enter(std::string_view typed);  // at the cursor, then Enter
  void enter_at(unsigned row, unsigned column);
  void receive(const tn3270::ByteBuffer& inbound);
  void repaint();
  void lose(LossReason reason);

  // The outcome of the last call, if it ended the session with the program.
  std::optional<PassTo> passed;
  std::optional<Release> released;
  std::optional<EndLive> ended;
  bool disconnected = false;
  std::size_t screens = 0;    // written so far
  tn3270::ByteBuffer record;  // the last one

 private:
  void take(const ProgramOutcomes& outcomes);

  tn3270::test::ScreenReader screen_;
  std::unique_ptr<Program> program_;
};

}  // namespace vtam::test
