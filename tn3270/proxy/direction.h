#pragma once

#include <cstddef>
#include <cstdint>

#include "tn3270/datastream/bytes.h"

namespace proxy {

// One direction of a proxied connection: what its source has said and its sink has not been told
// yet, and the end of it. `Text` is what the programs at both ends say; `wire` is what the sink's
// socket takes: the same, or TLS records, TLS's own among them. Nothing is kept while the sink
// takes all, and no more than limits::kProxyBuffer and one turn's bytes while it does not: then the
// source is not read.
class Direction {
 public:
  enum class State : std::uint8_t {
    Waiting,  // the sink cannot be told anything yet: it is being connected to, or shakes hands
    Flowing,  // the sink takes what it is told
    Full,     // the sink's socket takes no more at the moment
    Ending,   // the source has said all, and the sink has not been told so
    Closing,  // the last bytes for the sink are on their way
    Told      // and the sink knows that they were the last
  };

  [[nodiscard]] State state() const;

  // The source may be read.
  [[nodiscard]] bool takes() const { return state() == State::Flowing; }
  // The source said this before the sink could be told. REQUIRES: it has not said all.
  void wait(tn3270::Bytes text);
  // The source has said all; a second time is nothing new.
  void said_all() { said_all_ = true; }
  [[nodiscard]] bool has_said_all() const { return said_all_; }

  // The sink can be told from now on.
  void open();
  [[nodiscard]] bool is_open() const { return open_; }
  // What has waited for that; once.
  [[nodiscard]] tn3270::ByteBuffer take_text();

  // The sink's socket did not take these bytes. False: it has not for long, and TLS itself goes on
  // speaking. REQUIRES: the end has not been told.
  [[nodiscard]] bool keep(tn3270::Bytes wire);
  [[nodiscard]] tn3270::Bytes kept() const;
  void took(std::size_t count);

  // The sink is to be told the end now: with TLS by close_notify, which is then kept or sent.
  [[nodiscard]] bool seals() const { return state() == State::Ending && open_ && text_.empty(); }
  void sealed();
  // All is out: FIN.
  [[nodiscard]] bool tells() const { return state() == State::Closing && kept().empty(); }
  void told();

 private:
  bool open_ = false;
  bool said_all_ = false;
  bool sealed_ = false;
  bool told_ = false;
  tn3270::ByteBuffer text_;
  tn3270::ByteBuffer wire_;
  std::size_t taken_ = 0;  // of `wire_`
};

}  // namespace proxy
