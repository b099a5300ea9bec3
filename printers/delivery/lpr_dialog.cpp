#include "printers/delivery/lpr_dialog.h"

#include <algorithm>

namespace printers {
namespace {

// Of a spooler's reasons; they come with its refusal, and then it closes.
constexpr std::size_t kMostSaid = 300;
constexpr config::Ticks kRefusalText = std::chrono::seconds(1);

// One line of printable ASCII.
std::string one_line(const std::string& text) {
  std::string line;
  for (const char one : text) {
    const bool printable = one > ' ' && one < 0x7F;
    if (printable) {
      line += one;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  line.resize(std::min(line.find_last_not_of(' ') + 1, kMostSaid));
  return line;
}

}  // namespace

Acknowledged LprDialog::broken(Streamed how) {
  how_ = how;
  return Acknowledged::Broken;
}

void LprDialog::skip_line_feed() {
  if (acknowledged_before_ && stream_.input().starts_with('\n')) {
    stream_.input().erase(0, 1);
  }
}

Acknowledged LprDialog::say(std::string_view bytes, config::Ticks patience) {
  all_sent_ = false;
  if (const Streamed sent = stream_.send(bytes); sent != Streamed::Done) {
    return sent == Streamed::Lost ? last_words() : broken(sent);
  }
  all_sent_ = true;
  return answer(patience);
}

Acknowledged LprDialog::say_job(Stretch& job, Progress& progress, config::Ticks patience) {
  all_sent_ = false;
  Early early = Early::Answers;
  for (;;) {
    const Streamed sent = stream_.send_file(job, early, progress);
    if (sent == Streamed::Done) {
      return say(std::string_view("\0", 1), patience);
    }
    if (sent == Streamed::Lost) {
      return last_words();
    }
    if (sent != Streamed::Answered) {
      return broken(sent);
    }
    const bool ended = stream_.input().empty();
    skip_line_feed();
    if (ended || stream_.input().starts_with('\0')) {
      // It acknowledges before it has all; or it closes, and we shall see whether it takes the
      // rest.
      early = Early::Keep;
    } else if (!stream_.input().empty()) {
      return answer(config::Ticks(0));
    }
  }
}

// Who refuses and closes at once leaves his answer behind.
Acknowledged LprDialog::last_words() {
  const Acknowledged left = answer(config::Ticks(0));
  return left == Acknowledged::Refused ? left : broken(Streamed::Lost);
}

Acknowledged LprDialog::answer(config::Ticks patience) {
  const Clock::time_point since = Clock::now();
  skip_line_feed();
  while (stream_.input().empty()) {
    if (const Streamed heard = stream_.hear(since, patience); heard != Streamed::Done) {
      return broken(heard);
    }
    skip_line_feed();
  }
  code_ = static_cast<unsigned char>(stream_.input().front());
  stream_.input().erase(0, 1);
  acknowledged_before_ = true;
  if (code_ == 0) {
    return Acknowledged::Yes;
  }
  hear_refusal();
  return Acknowledged::Refused;
}

void LprDialog::hear_refusal() {
  const Clock::time_point until = Clock::now() + kRefusalText;
  while (stream_.receive(until) == Streamed::Done && stream_.input().size() < kMostSaid) {
  }
  // Not a code but a sentence: "lpd: your host has no access".
  const bool sentence = code_ > ' ';
  said_ = one_line((sentence ? std::string(1, static_cast<char>(code_)) : "") + stream_.input());
}

}  // namespace printers
