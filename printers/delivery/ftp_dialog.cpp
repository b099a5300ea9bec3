#include "printers/delivery/ftp_dialog.h"

#include <algorithm>
#include <cstddef>

namespace printers {
namespace {

// As much of a reply as fits a line of the log; some servers answer with a page of law.
constexpr std::size_t kReplyText = 200;

bool is_digit(char one) {
  return one >= '0' && one <= '9';
}

// RFC 959 4.2: three digits, then a space or, when more lines follow, a hyphen.
int code_of(std::string_view line) {
  if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_digit)) {
    return 0;
  }
  return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

}  // namespace

void FtpDialog::begin() {
  said("");
  storing_ = stored_ = cleared_ = false;
}

void FtpDialog::said(std::string_view command) {
  verb_ = command.substr(0, command.find_first_of(" \r\n"));
  text_.clear();
  open_ = 0;
  code_ = 0;
  reply_.clear();
  storing_ = storing_ || verb_ == "STOR" || verb_ == "APPE";
}

void FtpDialog::heard(std::string_view line) {
  heard_anything_ = true;
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) {
    line.remove_suffix(1);
  }
  const int code = code_of(line);
  const bool starts = open_ == 0;
  if (starts) {
    text_.clear();
  }
  if (text_.size() < kReplyText) {
    // Its further lines may repeat the code.
    const bool repeats = !starts && code == open_ && line.size() > 3;
    text_ += (starts ? "" : " ") + std::string(repeats ? line.substr(4) : line);
  }
  const bool more = line.size() > 3 && line[3] == '-';
  if (starts && code != 0 && more) {
    open_ = code;
  } else if (code != 0 && !more && (starts || code == open_)) {
    complete(code);
  }
}

void FtpDialog::complete(int code) {
  open_ = 0;
  code_ = code;
  if (!password_.empty() && text_.find(password_) != std::string::npos) {
    text_ = std::to_string(code) + " (its words held the password)";
  }
  std::replace_if(
      text_.begin(), text_.end(), [](unsigned char one) { return one < ' ' || one >= 0x7F; }, '?');
  text_.resize(std::min(text_.size(), kReplyText));
  reply_ = text_;
  stored_ = stored_ || (storing_ && (code == 125 || code == 150));
  cleared_ = cleared_ || (verb_ == "CCC" && code / 100 == 2);
}

}  // namespace printers
