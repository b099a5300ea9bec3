#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "printers/delivery/taken_marks.h"
#include "printers/delivery/tls_layer.h"
#include "printers/delivery/waiting.h"
#include "printers/descriptor.h"

// A connection to a printer on which every wait ends: by progress, by a deadline or by Stop.
namespace printers {

enum class Streamed : std::uint8_t {
  Done,
  Stopped,
  TimedOut,    // the other side has neither taken nor said anything for too long
  Lost,        // reset, the network is gone, or TLS failed; loss() says which
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
  ~SocketStream();  // unless aborted, TLS says that it ends: without, the last bytes are in doubt
  SocketStream(SocketStream&&) = default;
  SocketStream& operator=(SocketStream&&) = delete;

  // From here on all goes by TLS. Not Done: no TLS came to be.
  [[nodiscard]] Streamed secure(std::unique_ptr<TlsLayer> tls, Clock::time_point until);

  [[nodiscard]] Streamed send(std::string_view bytes);
  [[nodiscard]] Streamed send_file(Stretch& stretch, Early early, Progress& progress);
  // Something more in input(). What no user takes is not kept beyond some kilobytes. Once it has
  // said Ended, the next ones are Ended after a moment, or Lost.
  [[nodiscard]] Streamed receive(Clock::time_point until);
  // The same. A printer that takes what was sent before may be silent: the time is up `patience`
  // after `since`, or after the last byte that it took.
  [[nodiscard]] Streamed hear(Clock::time_point since, config::Ticks patience);
  [[nodiscard]] std::string& input() { return input_; }

  // We have said everything (FIN, and close_notify before it).
  void half_close();
  // Closes so that the other side sees an error and not the end of a shorter job (RST).
  void abort();

  // How many of the bytes sent the other machine has acknowledged, which is not to say that anybody
  // has read them there. Not after abort().
  [[nodiscard]] std::uint64_t taken();
  [[nodiscard]] bool all_taken() { return taken() == sent_; }
  [[nodiscard]] std::string loss() const;
  // It is lost because we refuse its certificate.
  [[nodiscard]] bool distrusts() const { return tls_ && failed_ && tls_->distrusts(); }
  // It has ended without the end of TLS (close_notify).
  [[nodiscard]] bool was_cut() const { return cut_; }
  [[nodiscard]] config::Ticks patience() const { return patience_; }
  [[nodiscard]] const Stop& stop() const { return stop_; }

 private:
  // For the socket, as poll() calls `events`: Done, Stopped or TimedOut.
  [[nodiscard]] Streamed wait(short events, Clock::time_point until) const;
  // Reads what is there into input_; Done, Lost, or Ended at the end.
  Streamed read_some();
  Streamed heard(tn3270::Bytes received);
  void keep(tn3270::Bytes said);
  // One part of the file goes out, or into outgoing_.
  Streamed send_part(Stretch& stretch);
  Streamed seal_part(Stretch& stretch);
  bool seal(tn3270::Bytes text);
  // Until all of outgoing_ is with the kernel.
  Streamed flush(Early early);
  // What it takes of that at once. False: lost.
  bool push();
  // Until it takes bytes again.
  Streamed wait_to_send(Early early);
  Streamed lost(int error);
  Streamed tls_lost();
  void close_tls();
  Streamed after_the_end(Clock::time_point until);
  [[nodiscard]] std::uint64_t acknowledged() const;
  // Sealed bytes, TLS' own among them.
  [[nodiscard]] std::uint64_t taken_by_the_network() const;

  Descriptor socket_;
  config::Ticks patience_;
  const Stop& stop_;
  std::string input_;
  std::uint64_t acknowledged_before_ = 0;
  std::uint64_t sent_ = 0;         // of text, also what is still in outgoing_
  std::uint64_t given_ = 0;        // to the kernel; text, or what TLS made of it
  tn3270::ByteBuffer outgoing_;    // the kernel has not taken it yet
  std::size_t outgoing_from_ = 0;  // before that, it has
  std::unique_ptr<TlsLayer> tls_;  // null: clear text
  TakenMarks marks_;               // with TLS
  bool secured_ = false;
  bool closed_ = false;  // we have said close_notify
  bool failed_ = false;  // TLS
  bool ended_ = false;
  bool cut_ = false;
  int error_ = 0;
};

}  // namespace printers
