#pragma once

#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace e2e {

// A real s3270 under the control of the test, one action at a time.
class S3270 {
 public:
  // `host` as on its command line: "127.0.0.1:3270", "T005@…", "N:…". `options` come before it.
  explicit S3270(const std::string& host,
                 const std::vector<std::string>& options = {"-model", "3278-2"});

  struct Answer {
    bool ok = false;
    std::vector<std::string> data;  // without the "data: " in front
    std::string status;  // the status line, e.g. "U F U C(127.0.0.1) I 2 24 80 21 14 0x0 -"
  };
  // Gives up after `wait`: s3270 prints nothing before it is in 3270 mode.
  Answer action(const std::string& text, Milliseconds wait = std::chrono::seconds(10));

  // True once the keyboard is unlocked in an input field.
  bool wait_for_field(int seconds = 10);
  // Waits until the screen shows `text` (at most ~5 s); what it shows is in screen() anyway.
  bool wait_for_text(const std::string& text);
  [[nodiscard]] std::string screen();
  [[nodiscard]] std::string query(const std::string& what);
  [[nodiscard]] std::string lu() { return query("LuName"); }
  [[nodiscard]] std::string state() { return query("ConnectionState"); }
  // Types text into the current field and presses Enter.
  bool enter(const std::string& text);
  bool press(const std::string& key);  // "Enter", "PF(3)", "Clear" …; waits for the keyboard
  [[nodiscard]] Process& process() { return process_; }

 private:
  Process process_;
};

}  // namespace e2e
