// STARTTLS, option 46: PROTOCOL 3.1.

#include <utility>

#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/notice_text.h"

namespace tn3270 {

void LinkMachine::starttls_option(OptionNews news, Turn& turn) {
  if (news == OptionNews::Agreed) {
    return;  // FOLLOWS is awaited; x3270 sends it in the same write
  }
  auto* offered = std::get_if<phase::StartTlsOffered>(&phase_);
  VERIFY(offered != nullptr, "STARTTLS is asked for first, and agreed for FOLLOWS only");
  const ByteBuffer answers = std::exchange(offered->answers, {});
  turn.out.insert(turn.out.end(), answers.begin(), answers.end());
  if (offered->wanted == StartTls::Required) {
    finish_with_notice("This server needs TLS (STARTTLS was refused).", "client refuses STARTTLS",
                       turn);
    return;
  }
  begin_tn3270e(turn.out);
}

// Both sides' FOLLOWS are the last bytes in clear. What the client has sent behind its own is TLS,
// so it must be known to the byte where that begins.
void LinkMachine::starttls_message(Bytes message, Turn& turn) {
  if (message.size() != 1 || message.front() != telnet::kFollows) {
    violate(rule::kStartTls, "anything but FOLLOWS", turn);
    return;
  }
  turn.out.insert(turn.out.end(), {telnet::kIac, telnet::kSb, telnet::option::kStartTls,
                                   telnet::kFollows, telnet::kIac, telnet::kSe});
  turn.events.emplace_back(TlsFollows{turn.taken});
  phase_ = phase::Ended{phase::kind(phase_)};
}

}  // namespace tn3270
