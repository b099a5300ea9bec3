// Telnet commands that are keys: PROTOCOL 1.8 and 2.1.

#include <limits>
#include <utility>

#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"

namespace tn3270 {

namespace {

constexpr std::uint8_t kAidPa1 = 0x6C;

}  // namespace

phase::HeldKeys* LinkMachine::held_keys() {
  if (auto* ready = std::get_if<phase::Tn3270eReady>(&phase_)) {
    return &ready->held;
  }
  auto* ready = std::get_if<phase::ClassicReady>(&phase_);
  VERIFY(ready != nullptr, "keys act on a ready link");
  return &ready->held;
}

void LinkMachine::attn(Turn& turn) {
  if (records_.begun()) {
    held_keys()->attn = true;
    return;
  }
  // Clients send IP and BRK for one key, or (PCOMM, x3270 from 4.2 on) a PA1 record and BRK.
  if (turn.attn) {
    return;
  }
  turn.attn = true;
  if (turn.events.size() > turn.first_event) {
    const auto* record = std::get_if<RecordReceived>(&turn.events.back());
    if (record != nullptr && record->length == 1 &&
        records_.view({record->offset, record->length}).front() == kAidPa1) {
      turn.events.pop_back();
    }
  }
  turn.events.emplace_back(KeyReceived{Key::Attn});
}

void LinkMachine::sysreq(Turn& turn) {
  if (!functions().has(Function::Sysreq)) {
    return;  // PROTOCOL 1.8
  }
  if (!records_.begun()) {
    turn.events.emplace_back(KeyReceived{Key::Sysreq});
    return;
  }
  std::uint8_t& held = held_keys()->sysreqs;
  if (held < std::numeric_limits<std::uint8_t>::max()) {
    ++held;
  }
}

void LinkMachine::release_held_keys(Turn& turn) {
  const phase::HeldKeys held = std::exchange(*held_keys(), {});
  if (held.attn) {
    attn(turn);
  }
  for (unsigned n = 0; n < held.sysreqs; ++n) {
    sysreq(turn);
  }
}

}  // namespace tn3270
