#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "tn3270/proxy/direction.h"
#include "tn3270/proxy/side.h"

namespace proxy {

// A proxied connection as far as it can be thought of without sockets: both directions, which side
// is read when, and how it ends. Ends are passed on one direction at a time, so that who has said
// all still hears the rest of the answer.
class Passage {
 public:
  // What `sink` is told.
  [[nodiscard]] Direction& to(Side sink) { return directions_[static_cast<std::size_t>(sink)]; }
  [[nodiscard]] const Direction& to(Side sink) const {
    return directions_[static_cast<std::size_t>(sink)];
  }

  // Its TCP connection is there.
  void connected(Side side) { connected_[static_cast<std::size_t>(side)] = true; }
  // It has been cut off, without having said that this is all. What it said before is still told,
  // then the other side is cut off as well: it must not take a part for the whole (RFC 8446 6.1).
  void cut(Side side);

  // Its socket is to be read: while it shakes hands, and then as long as the other side takes what
  // it says.
  [[nodiscard]] bool reads(Side side) const;
  // Its socket owes us room.
  [[nodiscard]] bool writes(Side side) const { return !to(side).kept().empty(); }

  // One side has said all and the other has not, or has not been told.
  [[nodiscard]] bool is_ending() const;
  [[nodiscard]] bool is_cut() const { return cut_.has_value(); }
  [[nodiscard]] std::optional<Side> cut_side() const { return cut_; }
  // Both sides have been told the end of the other one.
  [[nodiscard]] bool is_over() const;
  // A side was cut off, and the other one has been told all that it said.
  [[nodiscard]] bool is_cut_through() const;

 private:
  std::array<Direction, 2> directions_;  // by their sinks
  std::array<bool, 2> connected_{};
  std::optional<Side> cut_;
};

}  // namespace proxy
