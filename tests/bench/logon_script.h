#pragma once

#include <cstddef>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace bench {

// What the server says between two turns of the client, as recorded from a real logon: the bare
// server replays it.
using Transcript = std::vector<tn3270::ByteBuffer>;

// The client's side of a logon, the same fixed bytes for every client and the server's only to be
// told apart by their ends: IBM-3278-2-E, generic, functions 0 2 4.
class LogonScript {
 public:
  // True: the server's turn is over.
  [[nodiscard]] bool hear(tn3270::Bytes bytes);
  // What the server has said in this turn.
  [[nodiscard]] const tn3270::ByteBuffer& heard() const { return heard_; }
  // Begins the next turn: what to say. Empty: that was the first screen.
  // REQUIRES: the server's turn is over.
  [[nodiscard]] tn3270::Bytes answer();
  [[nodiscard]] std::size_t turn() const { return turn_; }

 private:
  std::size_t turn_ = 0;
  tn3270::ByteBuffer heard_;
};

}  // namespace bench
