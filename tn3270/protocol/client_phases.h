#pragma once

#include <cstdint>
#include <variant>

#include "tn3270/protocol/link_event.h"

// The states of a ClientLink. The host leads, so there are few: each says what of it is awaited.
namespace tn3270::client_phase {

// Outside TN3270E: nothing is agreed yet, or the options of classic are being.
struct Open {};

// WILL TN3270E was sent; SEND DEVICE-TYPE is awaited.
struct SendAwaited {};

// DEVICE-TYPE REQUEST was sent.
struct DeviceAwaited {
  std::uint32_t name = 0;  // in HostRequest::names; past its end where it has none
};

// FUNCTIONS REQUEST was sent.
struct FunctionsAwaited {
  FunctionSet proposed;
  std::uint8_t rounds = 1;  // REQUESTs of ours
};

struct Tn3270eReady {
  FunctionSet functions;
  std::uint16_t next_sequence = 0;
};

struct ClassicReady {
  bool job_ends = false;  // AO came inside a record: it acts behind it
};

struct Ended {
  LinkKind kind = LinkKind::Classic;
};

using Any = std::variant<Open, SendAwaited, DeviceAwaited, FunctionsAwaited, Tn3270eReady,
                         ClassicReady, Ended>;

}  // namespace tn3270::client_phase
