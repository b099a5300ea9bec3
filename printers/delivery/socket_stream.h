#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "printers/delivery/waiting.h"
#include "printers/descriptor.h"

// A connection to a printer on which every wait ends: by progress, by a deadline or by Stop.
namespace printers {

enum class Streamed : std::uint8_t {
  Done,
  Stopped,
  TimedOut,    // the other side has neither taken nor said anything for too long
  Lost,        // reset, or the network is gone; loss() says which
  Ended,       // receive(): the other side has closed, and there is nothing more to read
  Answered,    // send_file(): it has said something before it had everything
  Unreadable,  // send_file(): the job's file could not be read to its end
};

// What the other side says while it is sent to.
enum class Early : std::uint8_t {
  Ignore,  // it is read, or a printer that talks would wait for us for ever
  Keep,    // in input()
  Answers  // it ends the sending
};

// What is to be sent: the bytes from `from` to `end` of a file.
struct Stretch {
  int file = -1;
  std::uint64_t from = 0;  // counts up as they are sent
  std::uint64_t end = 0;
};

class SocketStream {
 public:
  // `socket` is connected and does not block. `patience` is for one sign of life.
  SocketStream(Descriptor socket, config::Ticks patience, const Stop& stop);

  [[nodiscard]] Streamed send(std::string_view bytes);
  [[nodiscard]] Streamed send_file(Stretch& stretch, Early early, Progress& progress);
  // Something more in input(). What no user takes is not kept beyond some kilobytes. Once it has
  // said Ended, the next ones are Ended after a moment, or Lost.
  [[nodiscard]] Streamed receive(Clock::time_point until);
  // The same. A printer that takes what was sent before may be silent: the time is up `patience`
  // after `since`, or after the last byte that it took.
  [[nodiscard]] Streamed hear(Clock::time_point since, config::Ticks patience);
  [[nodiscard]] std::string& input() { return input_; }

  // We have said everything (FIN).
  void half_close();
  // Closes so that the other side sees an error and not the end of a shorter job (RST).
  void abort();

  // How many of the bytes sent the other machine has acknowledged, which is not to say that anybody
  // has read them there. Not after abort().
  [[nodiscard]] std::uint64_t taken() const;
  [[nodiscard]] bool all_taken() const { return taken() == sent_; }
  [[nodiscard]] std::string loss() const { return words_for_error(error_); }
  [[nodiscard]] config::Ticks patience() const { return patience_; }
  [[nodiscard]] const Stop& stop() const { return stop_; }

 private:
  // Reads what is there into input_; Done, Lost, or Ended at the end.
  Streamed read_some();
  // Until it takes bytes again.
  Streamed wait_to_send(Early early);
  Streamed lost(int error);
  Streamed after_the_end(Clock::time_point until);
  [[nodiscard]] std::uint64_t acknowledged() const;

  Descriptor socket_;
  config::Ticks patience_;
  const Stop& stop_;
  std::string input_;
  std::uint64_t acknowledged_before_ = 0;
  std::uint64_t sent_ = 0;
  bool ended_ = false;
  int error_ = 0;
};

}  // namespace printers
