#pragma once

#include <string>
#include <string_view>

namespace printers {

// What has been said on an FTP control connection, as far as it explains how a job went. Of our
// commands only the verb is kept, and no reply that has the password in it.
class FtpDialog {
 public:
  explicit FtpDialog(std::string password) : password_(std::move(password)) {}

  void begin();  // of another step; the connection may be the same
  void said(std::string_view command);
  void heard(std::string_view line);  // a line of a reply; with or without its end

  // The last command: "PASS", "STOR"; empty: none yet, the server's greeting is awaited.
  [[nodiscard]] const std::string& verb() const { return verb_; }
  // Of the newest complete reply to it; 0: none.
  [[nodiscard]] int code() const { return code_; }
  // That reply in one line, with its code; empty: none.
  [[nodiscard]] const std::string& reply() const { return reply_; }
  // The server has greeted us or said anything else.
  [[nodiscard]] bool heard_anything() const { return heard_anything_; }
  // STOR or APPE was said; the next connection that is made is for data.
  [[nodiscard]] bool storing() const { return storing_; }
  // The server has said 125 or 150 to that: the file exists there, and data is awaited.
  [[nodiscard]] bool stored() const { return stored_; }
  // CCC was accepted.
  [[nodiscard]] bool cleared() const { return cleared_; }

 private:
  void complete(int code);

  std::string password_;
  std::string verb_;
  std::string text_;  // of the reply so far
  int open_ = 0;      // the code of a reply of several lines
  int code_ = 0;
  std::string reply_;
  bool heard_anything_ = false;
  bool storing_ = false;
  bool stored_ = false;
  bool cleared_ = false;
};

}  // namespace printers
