#include "tn3270/protocol/life_marks.h"

#include <limits>

#include "tn3270/protocol/telnet_codes.h"

namespace tn3270 {

void LifeMarks::ask(ByteBuffer& out) {
  if (unanswered_ == std::numeric_limits<std::uint16_t>::max()) {
    return;
  }
  out.insert(out.end(), {telnet::kIac, static_cast<std::uint8_t>(telnet::Verb::Do),
                         telnet::option::kTimingMark});
  ++unanswered_;
}

bool LifeMarks::take(const Negotiation& verb, bool in_session) {
  if (verb.option != telnet::option::kTimingMark) {
    return false;
  }
  if (verb.verb != telnet::Verb::Will && verb.verb != telnet::Verb::Wont) {
    return in_session;
  }
  if (unanswered_ == 0) {
    return false;
  }
  --unanswered_;
  return true;
}

}  // namespace tn3270
