#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/terminal_link.h"

// What a ClientLink tells its owner. Closed: a visitor that forgets one does not compile.
namespace tn3270 {

// DEVICE-TYPE IS of TN3270E; in classic nobody is told a name and this does not come. No LU: the
// host said none, or what is no VTAM name.
struct LuGranted {
  std::optional<config::LuName> lu;
};

// Negotiation is over; records flow. It comes again after each HostRestarted.
struct HostReady {
  LinkKind kind = LinkKind::Tn3270e;
  FunctionSet functions{};  // empty in classic
};

// What LuGranted and HostReady have said is over: the host (or, when it agrees on no functions, we)
// left TN3270E or 3270 mode, or begins TN3270E anew. No record goes until the next HostReady.
struct HostRestarted {};

// One whole record of a type that was agreed; those of the host to us are 3270-DATA, SCS-DATA,
// BIND-IMAGE, UNBIND, NVT-DATA, SSCP-LU-DATA and PRINT-EOJ. In classic all are 3270-DATA, but for a
// printer's: LU1 data (RFC 1646 3, without the 00 in front) is SCS-DATA, and AO is PRINT-EOJ. The
// bytes are ClientLink::record() and stay valid until the next feed() or forget_records().
struct HostRecord {
  DataType type = DataType::Data3270;
  ResponseWanted wanted = ResponseWanted::No;  // answer Always, and Error if it went wrong, with
                                               // send_response(); a classic printer answers all
  std::uint8_t request_flag = 0;  // PROTOCOL 1.9: SEND-DATA 01, KEYBOARD-RESTORE 02, SIGNAL 04;
                                  // 0 unless CONTENTION-RESOLUTION was agreed
  std::uint16_t sequence = 0;     // for send_response(); 0 in classic
  std::uint32_t offset = 0;       // where the link keeps it: for record() only
  std::uint32_t length = 0;       // bytes, without header; limits::kHostRecord with it
};

// The host's answer to a record of ours. We ask for none, so it is rare.
struct HostResponse {
  std::uint16_t sequence = 0;
  bool positive = true;
  std::uint32_t sense = 0;  // of a negative one, as in ResponseReceived
};

// Plain text while no records flow, or in place of a record when the host closes ("LU LUA IS IN
// USE"): one line, printable ASCII, at most
// limits::kHostTextLine; of more than limits::kHostTextLines in a row the rest is dropped.
struct HostText {
  std::string line;
};

// What was asked for last is refused: TN3270E by REJECT; classic by asking for another terminal
// type (reason UnknownError). The next name is asked for by itself, or LinkEnded follows.
struct HostRefused {
  RejectReason reason = RejectReason::UnknownError;
  std::optional<std::string> name;  // that was asked for, or the ASSOCIATE partner
};

// TlsFollows: the host's FOLLOWS has come, ours was sent before. LinkEnded: the host will not have
// us; `notice` is not set.
using ClientEvent = std::variant<LuGranted, HostReady, HostRestarted, HostRecord, HostResponse,
                                 HostText, HostRefused, TlsFollows, LinkEnded, Violation>;

}  // namespace tn3270
