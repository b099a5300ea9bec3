#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// A display's buffer for a session that may have to be shown again, as the bytes that have made it:
// the last erasing write, then everything since. Pure value. A transaction costs a copy of its
// records; only when more gathers than limits::kKeptScreenPerCell allows a model is built, and what
// it repaints is kept instead. What a user has typed and not sent is his terminal's alone.
class KeptScreen {
 public:
  // Blank, its keyboard locked, as after a BIND. REQUIRES: as for ScreenModel.
  explicit KeptScreen(ScreenSizes sizes) : sizes_(sizes) {}

  // A record of ours has gone to the terminal.
  void wrote(Bytes record);
  // The terminal has sent one.
  void received(Bytes record);

  // One record that makes a blank terminal of these sizes look and behave like this one, or nullopt
  // where that can't be: ScreenModel::repaint().
  [[nodiscard]] std::optional<ByteBuffer> repaint(ScreenSizes client) const;
  [[nodiscard]] ScreenModel model() const;

  [[nodiscard]] ScreenSizes sizes() const { return sizes_; }
  // On the heap.
  [[nodiscard]] std::size_t bytes() const { return log_.capacity(); }

 private:
  enum class From : std::uint8_t { Application, Terminal };

  // Whether the keyboard is locked as the log stands.
  [[nodiscard]] bool locked() const;
  [[nodiscard]] std::size_t most() const;
  void restart();
  void append(From from, Bytes record);
  void compact(From from, Bytes record);
  void make_room(std::size_t bytes);

  ScreenSizes sizes_;
  ByteBuffer log_;             // entries: who, three bytes of length, the record
  std::size_t compacted_ = 0;  // bytes of `log_` that one repaint has made
  bool unlocked_before_ = false;
  bool locked_ = true;
  bool lock_known_ = true;  // false: a structured field may have changed it
};

}  // namespace tn3270
