#pragma once

#include <cstdint>
#include <optional>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/terminal_link.h"

namespace tn3270 {

// REQUEST-FLAG of 3270-DATA where CONTENTION-RESOLUTION was agreed (PROTOCOL 1.9): SEND-DATA ends
// our turn, KEYBOARD-RESTORE says what the WCC says. x3270 keeps its keyboard locked until
// SEND-DATA comes, whatever the WCC.
[[nodiscard]] std::uint8_t request_flag(Bytes data, HostTurn turn);

// Whose turn it is on a link with CONTENTION-RESOLUTION. A record that nobody asked for waits until
// the client has given the turn back: by a positive answer to our BID, or by sending data of its
// own. Knows nothing of headers: records come as they go on the wire.
class Contention {
 public:
  enum class Next : std::uint8_t {
    Send,  // it is our turn
    Bid,   // ask for it, then hold the record
    Hold   // that has been asked already
  };
  [[nodiscard]] Next next() const;

  void sent(HostTurn turn);
  void bid(std::uint16_t sequence);
  // Bounded: more than limits::kHeldForTurn goes out unasked, as a screen is worth more than a
  // turn.
  void hold(Bytes record, HostTurn turn, ByteBuffer& out);

  // A response; whether it was the BID's, whose answer is nobody else's business.
  [[nodiscard]] bool answered(std::uint16_t sequence, bool positive, ByteBuffer& out);
  // 3270-DATA of the client: it has used its turn.
  void client_has_sent(ByteBuffer& out);
  // BIND or UNBIND: what was held is of a session that is over.
  void begin_anew();

 private:
  void release(ByteBuffer& out);

  bool clients_turn_ = false;
  bool refused_ = false;              // the client said no to our BID: its data come first
  std::optional<std::uint16_t> bid_;  // asked, not answered
  HostTurn held_turn_ = HostTurn::GoesOn;
  ByteBuffer held_;
};

}  // namespace tn3270
