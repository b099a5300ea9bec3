#pragma once

#include <cstdint>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/telnet_codec.h"

namespace tn3270 {

// TIMING-MARK as the sign that the other end lives. Raw: RFC 860 has no state, and the same mark is
// asked for again and again. Marks that keep a session alive may go on for days, so that they must
// not count as negotiation, whose length is bounded.
class LifeMarks {
 public:
  // Asks for one; not while 65,535 are unanswered.
  void ask(ByteBuffer& out);
  // Whether it is such a sign: the answer to one of ours or, in a session, a mark that the other
  // end asks for, which costs as many bytes as it brings.
  [[nodiscard]] bool take(const Negotiation& verb, bool in_session);

 private:
  std::uint16_t unanswered_ = 0;
};

}  // namespace tn3270
