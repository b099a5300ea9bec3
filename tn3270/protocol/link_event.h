#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "tn3270/datastream/device_type.h"

// What a link tells its owner. Closed: a visitor that forgets one does not compile.
namespace tn3270 {

enum class LinkKind : std::uint8_t { Tn3270e, Classic };

// RFC 2355 10: data types of the TN3270E header.
enum class DataType : std::uint8_t {
  Data3270 = 0x00,
  ScsData = 0x01,
  Response = 0x02,
  BindImage = 0x03,
  Unbind = 0x04,
  NvtData = 0x05,
  Request = 0x06,
  SscpLuData = 0x07,
  PrintEoj = 0x08,
  Bid = 0x09  // needs CONTENTION-RESOLUTION
};

// RFC 2355 7.2.2 (function codes) as a set of bits. 05 and 06 are of a later draft (PROTOCOL 1.9),
// experimental: offered only where a listener says so.
enum class Function : std::uint8_t {
  BindImage = 0,
  DataStreamCtl = 1,
  Responses = 2,
  ScsCtlCodes = 3,
  Sysreq = 4,
  ContentionResolution = 5,
  SnaSense = 6
};
class FunctionSet {
 public:
  [[nodiscard]] constexpr bool has(Function f) const { return (bits_ & bit(f)) != 0; }
  constexpr void add(Function f) { bits_ = static_cast<std::uint8_t>(bits_ | bit(f)); }
  [[nodiscard]] constexpr FunctionSet operator&(FunctionSet other) const {
    FunctionSet both;
    both.bits_ = bits_ & other.bits_;
    return both;
  }
  [[nodiscard]] constexpr bool within(FunctionSet other) const { return (*this & other) == *this; }
  friend constexpr bool operator==(const FunctionSet&, const FunctionSet&) = default;

 private:
  static constexpr std::uint8_t bit(Function f) {
    return static_cast<std::uint8_t>(1U << static_cast<std::uint8_t>(f));
  }
  std::uint8_t bits_ = 0;
};

// What the owner can serve on a LU, and what the client must agree on for it to work: a printer
// needs DATA-STREAM-CTL or SCS-CTL-CODES (RFC 2355 7.2.2). Needed is within offered.
struct FunctionOffer {
  FunctionSet offered;
  FunctionSet needed{};
};

// RFC 2355 7.1.6.
enum class RejectReason : std::uint8_t {
  ConnPartner = 0,
  DeviceInUse = 1,
  InvAssociate = 2,
  InvName = 3,
  InvDeviceType = 4,
  TypeNameError = 5,
  UnknownError = 6,
  UnsupportedReq = 7
};
[[nodiscard]] const char* text(RejectReason reason);  // "DEVICE-IN-USE"

// The client wants a LU. The owner answers with grant() or refuse(), now or later; until then no
// other event comes but Violation and LinkEnded.
struct DeviceRequested {
  LinkKind kind = LinkKind::Tn3270e;
  DeviceType device;
  std::optional<config::LuName>
      name;  // CONNECT name (or pool), `@name` in classic, or the terminal of an ASSOCIATE
  bool associate = false;
};

// The link itself said no: a malformed name or an unknown device type. For the log; the client may
// ask again.
struct DeviceRefused {
  RejectReason reason = RejectReason::UnknownError;
  std::string detail;  // printable
};

// Negotiation is over; records flow.
struct LinkReady {
  FunctionSet functions;  // empty in classic
};

// One whole record. The bytes are TerminalLink::record() and stay valid until the next feed() or
// forget_records().
struct RecordReceived {
  DataType type = DataType::Data3270;
  std::uint16_t sequence = 0;
  std::uint32_t offset = 0;  // where the link keeps it: for record() only
  std::uint32_t length = 0;
};

// RFC 2355 10.4: the answer to a record of ours. In classic, a printer's status record (RFC 1646
// 3).
struct ResponseReceived {
  std::uint16_t sequence = 0;  // 0 in classic
  bool positive = true;
  bool definite = false;    // answers a record that was sent with ResponseWanted::Always
  std::uint32_t sense = 0;  // of a negative one, PROTOCOL 1.5: 10030000 command reject, 08020000
                            // intervention required, 10050000 operation check, 08310000
                            // disconnected; 10010000 data check (RFC 1646 5.1.1); with SNA-SENSE
                            // whatever the client says
};

// RFC 2355 10.6: the printer that had said "intervention required" (LUSTAT 00010000) or
// "disconnected" (LUSTAT 082B0000) goes on. pr3287 sends it as an empty DATA-TYPE 07.
struct ConditionCleared {};

// PROTOCOL 3.1: the peer's FOLLOWS has come; ours is sent or in `out`. What lies behind the first
// `consumed` bytes of this feed() belongs to TLS; the link is Ended, and a new one starts inside.
struct TlsFollows {
  std::size_t consumed = 0;
};

// Telnet commands outside records.
enum class Key : std::uint8_t { Attn, Sysreq };
struct KeyReceived {
  Key key = Key::Attn;
};

// The peer gave up by the rules (a client: WONT to everything; a host: no LU for us): close.
struct LinkEnded {
  std::string why;      // printable
  bool notice = false;  // a line of text was written: leave it up for limits::kNoticeShown
};

// The peer is wrong: which rule, and what was seen. The connection ends.
struct Violation {
  const char* rule = "";  // stable code, e.g. "SUBNEG-TOO-LONG"; listed in protocol/README.md
  std::string detail;     // printable
};

using LinkEvent =
    std::variant<DeviceRequested, DeviceRefused, LinkReady, RecordReceived, ResponseReceived,
                 ConditionCleared, KeyReceived, TlsFollows, LinkEnded, Violation>;

}  // namespace tn3270
