#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "tn3270/datastream/device_type.h"
#include "tn3270/protocol/answers_awaited.h"
#include "tn3270/protocol/link_contention.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/terminal_link.h"

// The states of a TerminalLink. Each holds what is known in it and nothing else, and is made from
// the one before; a LU stands only in those that come after a grant.
namespace tn3270::phase {

struct Granted {
  config::LuName lu;
  DeviceType device;
};

struct Unstarted {};

// DO STARTTLS is out. Until FOLLOWS nothing else may be sent (PROTOCOL 3.1), so what other verbs
// ask for waits: it goes out when the client refuses, and is forgotten with all options otherwise.
struct StartTlsOffered {
  StartTls wanted = StartTls::Offered;
  ByteBuffer answers;
};

struct Tn3270eOffered {};
struct DeviceAwaited {
  // The client's last request was refused, and a FUNCTIONS REQUEST that it sent along with it may
  // still come.
  bool eager_functions = false;
};

// A DEVICE-TYPE REQUEST lies with the owner.
struct Tn3270eDecision {
  DeviceType device;
  std::string requested;  // IS repeats the type as the client wrote it (RFC 2355 7.1)
  // FUNCTIONS REQUEST of a client that does not wait for IS: answered behind it.
  std::optional<ByteBuffer> functions;
};

// The client has left TN3270E while the owner decides; the answer goes into classic.
struct LeftInDecision {
  DeviceType device;
};

struct FunctionsAwaited {
  Granted granted;
  FunctionOffer offer;
  std::uint8_t rounds = 0;              // REQUESTs of the client
  std::optional<FunctionSet> proposed;  // our REQUEST, which IS must repeat
};

// What the client has been refused in classic, to know it again: a client without a list of LUs
// answers every SEND with the same text (PROTOCOL 2.1).
struct Refused {
  std::string terminal;
  std::string notice;
};

struct TerminalTypeOffered {
  std::optional<Granted> granted;  // in TN3270E, which was left before it was ready
};

struct TerminalTypeAwaited {
  std::optional<Granted> granted;
  std::optional<Refused> refused;
};

// A TERMINAL-TYPE IS lies with the owner.
struct ClassicDecision {
  DeviceType device;
  std::string terminal;  // as the client wrote it, with "@LU" if it named one
};

struct BinaryEorAwaited {
  Granted granted;
};

// Commands that came inside a record act behind it (RFC 2355, PROTOCOL 1.8).
struct HeldKeys {
  bool attn = false;
  std::uint8_t sysreqs = 0;
};

struct Tn3270eReady {
  Granted granted;
  FunctionSet functions;
  std::uint16_t next_sequence = 0;
  HeldKeys held;
  AnswersAwaited answers;
  bool stopped = false;   // a printer that has said "intervention required" or "disconnected"
  Contention contention;  // idle unless CONTENTION-RESOLUTION was agreed
};

// RFC 1646: a printer answers every record and has no numbers.
struct PrinterStatus {
  std::uint16_t unanswered = 0;  // records of ours
  bool stopped = false;          // it has said "intervention required" or "disconnected"
};

struct ClassicReady {
  Granted granted;
  HeldKeys held;
  PrinterStatus status;
};

struct Ended {
  LinkKind kind = LinkKind::Tn3270e;
};

using Any = std::variant<Unstarted, StartTlsOffered, Tn3270eOffered, DeviceAwaited, Tn3270eDecision,
                         LeftInDecision, FunctionsAwaited, TerminalTypeOffered, TerminalTypeAwaited,
                         ClassicDecision, BinaryEorAwaited, Tn3270eReady, ClassicReady, Ended>;

[[nodiscard]] LinkPhase name(const Any& phase);
[[nodiscard]] LinkKind kind(const Any& phase);

}  // namespace tn3270::phase
