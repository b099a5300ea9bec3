#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "printers/delivery/socket_stream.h"

// The commands of RFC 1179 and their acknowledgements, one at a time, on one connection.
namespace printers {

enum class Acknowledged : std::uint8_t {
  Yes,
  Refused,  // refusal() has the code and what else was said
  Broken    // how() says what came instead of an acknowledgement
};

class LprDialog {
 public:
  explicit LprDialog(SocketStream& stream) : stream_(stream) {}

  // A command, or a file's content with its closing zero octet, and the answer to it, which has to
  // come within `patience` of the last byte that was taken.
  [[nodiscard]] Acknowledged say(std::string_view bytes, config::Ticks patience);
  // The same of the job's bytes.
  [[nodiscard]] Acknowledged say_job(Stretch& job, Progress& progress, config::Ticks patience);
  // Only the answer: when it has not come before.
  [[nodiscard]] Acknowledged answer(config::Ticks patience);

  // All of the last thing said has been sent.
  [[nodiscard]] bool all_sent() const { return all_sent_; }
  [[nodiscard]] Streamed how() const { return how_; }
  [[nodiscard]] unsigned code() const { return code_; }
  // What stands behind a code that is not zero, on one line; often nothing.
  [[nodiscard]] const std::string& said() const { return said_; }

 private:
  Acknowledged broken(Streamed how);
  Acknowledged last_words();
  // Drops the LF that some spoolers send behind each acknowledgement.
  void skip_line_feed();
  void hear_refusal();

  SocketStream& stream_;
  Streamed how_ = Streamed::Done;
  unsigned code_ = 0;
  std::string said_;
  bool acknowledged_before_ = false;
  bool all_sent_ = false;
};

}  // namespace printers
