#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/device_type.h"
#include "tn3270/protocol/client_event.h"

namespace tn3270 {

// What we are to a host.
struct HostRequest {
  // A terminal, or the printer IBM-3287-1. In TN3270E its nearest type of RFC 2355 is asked for.
  DeviceType device{};
  // Asked for one after the other; none: whatever it has. At most 8 bytes of NVT ASCII each, which
  // need not be VTAM names: Hercules has device numbers.
  std::vector<std::string> names{};
  // Printers: ASSOCIATE with this terminal of the host, instead of `names`. TN3270E only.
  std::optional<std::string> partner{};
  bool tn3270e = true;  // false: WONT TN3270E, classic only
  FunctionSet functions{};
  // Of the host's DO STARTTLS. No: refused. Offered: taken if it comes. Required: the link ends
  // where the host goes on without it, before a name is said. Inside TLS: No.
  StartTls starttls = StartTls::No;
};

// How a record went, for the host. `sense` is that of a negative one: 10030000 command reject,
// 08020000 intervention required, 08310000 disconnected, 10010000 data check; any other is an
// operation check, 10050000, where SNA-SENSE was not agreed.
struct RecordAnswer {
  bool positive = true;
  std::uint32_t sense = 0;
};

// The client's side of one TN3270(E) connection to another host: telnet options, TN3270E and
// classic negotiation, records. Pure: no socket, clock or log. Bytes in, events out; what must be
// sent is appended to `out`, and one call's `out` is to leave in one write. The host speaks first
// and deadlines are the owner's, for connect until ready(). Movable, one owner. Source: RFC 2355,
// RFC 1576, RFC 1646, RFC 854/855/1091/1143, PROTOCOL.md 1, 2, 3 and 7.1.
class ClientLink {
 public:
  explicit ClientLink(HostRequest request);
  ~ClientLink();
  ClientLink(ClientLink&&) noexcept;
  ClientLink& operator=(ClientLink&&) noexcept;

  // Takes what was read. Appends events in order. After LinkEnded, Violation or TlsFollows the link
  // has ended and ignores input.
  void feed(Bytes in, std::vector<ClientEvent>& events, ByteBuffer& out);
  // The host has closed the connection: text that it had begun.
  void host_closed(std::vector<ClientEvent>& events);

  // The data of a HostRecord of the last feed(), without header.
  [[nodiscard]] Bytes record(const HostRecord& record) const;
  // Gives back the memory of the last feed()'s records. Call it when its events are handled, so
  // that an idle link owns no record buffer. A record that has only begun is kept.
  void forget_records();

  // What we send. REQUIRES: ready(), which one feed() can end behind a HostReady or HostRecord.
  void send_3270(Bytes data, ByteBuffer& out);    // AID first
  void send_sscp(Bytes ebcdic, ByteBuffer& out);  // nothing unless BIND-IMAGE or SYSREQ was agreed
  void attn(ByteBuffer& out);    // IP in TN3270E, BRK in classic, as x3270 (PROTOCOL 2.1)
  void sysreq(ByteBuffer& out);  // AO; nothing unless SYSREQ was agreed

  // The answer to HostRecord::sequence: RESPONSE, nothing unless RESPONSES was agreed; of a printer
  // in classic the status of RFC 1646, nothing of a terminal. Nothing where the link is not ready
  // any more.
  void send_response(std::uint16_t sequence, RecordAnswer answer, ByteBuffer& out);
  // A printer that had said "intervention required" or "disconnected" goes on. As send_response().
  void send_condition_cleared(ByteBuffer& out);

  // NOP, and DO TIMING-MARK whose answer proves life: feed() reports none, any byte is life.
  // Nothing unless ready(): hosts compare what they read in negotiation with what they expect. Host
  // quirks (Hercules 3.13, its source): it answers no timing mark; a record that its guest has not
  // read yet is thrown away when more bytes come, and one is seen only where IAC EOR ends what was
  // read. So neither is to be sent before the host has answered the last record, nor in one write
  // with one.
  void keep_alive(ByteBuffer& out);
  void probe(ByteBuffer& out);

  [[nodiscard]] bool ready() const;
  [[nodiscard]] bool ended() const;
  // A record or a sub-negotiation has begun and not ended: the rest must come within a deadline.
  [[nodiscard]] bool unfinished() const;
  [[nodiscard]] LinkKind kind() const;          // Classic until TN3270E is agreed
  [[nodiscard]] FunctionSet functions() const;  // empty before ready() and in classic
  // Records of types that were never agreed, and BIDs among them: dropped.
  [[nodiscard]] std::uint32_t ignored_records() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tn3270
