#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "config/names.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/link_event.h"

namespace tn3270 {

// What a record of ours asks of the client (RFC 2355 10.3.3). Ignored where RESPONSES was not
// agreed.
enum class ResponseWanted : std::uint8_t { No = 0, Error = 1, Always = 2 };

// Whether STARTTLS (option 46) is spoken of. Never inside TLS (PROTOCOL 3.1, trap 2).
enum class StartTls : std::uint8_t {
  No,       // refused if a client offers it
  Offered,  // DO 46 first; a client that refuses goes on in clear
  Required  // ... is told in a line of text and sent away
};

// Whether more records of ours follow before the client's turn. Only CONTENTION-RESOLUTION tells
// the client (SEND-DATA).
enum class HostTurn : std::uint8_t { GoesOn, Ends };

// For deadlines: every change of phase begins a new one.
enum class LinkPhase : std::uint8_t {
  StartTlsOffered,      // DO STARTTLS sent; FOLLOWS awaited after WILL
  Tn3270eOffered,       // DO TN3270E sent
  DeviceAwaited,        // SEND DEVICE-TYPE sent, or asked again after a reject
  DecisionAwaited,      // DeviceRequested raised; the owner's turn, not the client's
  FunctionsAwaited,     // LU granted in TN3270E
  TerminalTypeOffered,  // DO TERMINAL-TYPE sent
  TerminalTypeAwaited,  // SEND sent
  BinaryEorAwaited,     // LU granted in classic
  Ready,
  Ended
};
[[nodiscard]] const char* text(LinkPhase phase);

// The server's side of one TN3270(E) connection: telnet options, TN3270E and classic negotiation,
// records. Pure: no socket, clock or log. Bytes in, events out; what must be sent is appended to
// `out`, and one call's `out` is to leave in one write. Movable, one owner. Source: RFC 2355, RFC
// 1576, RFC 854/855/1143, PROTOCOL.md 1, 2 and 3.
class TerminalLink {
 public:
  TerminalLink();
  ~TerminalLink();
  TerminalLink(TerminalLink&&) noexcept;
  TerminalLink& operator=(TerminalLink&&) noexcept;

  // The server speaks first: DO STARTTLS or DO TN3270E. REQUIRES: called once, before anything
  // else.
  void start(StartTls starttls, ByteBuffer& out);

  // Takes what was read. Appends events in order. After LinkEnded or Violation the link is Ended
  // and ignores input.
  void feed(Bytes in, std::vector<LinkEvent>& events, ByteBuffer& out);

  // The data of a RecordReceived of the last feed(), without header.
  [[nodiscard]] Bytes record(const RecordReceived& record) const;

  // Gives back the memory of the last feed()'s records. Call it when its events are handled, so
  // that an idle link owns no record buffer. A record that has only begun is kept.
  void forget_records();

  // The owner's answers to DeviceRequested. REQUIRES: phase() == DecisionAwaited.
  // `offered` are the functions that work for this LU and device (RESPONSES only if "sna" is
  // false). A client that does not agree on what is needed is taken out of TN3270E.
  // Raises LinkReady at once if the client had offered BINARY and EOR by itself (classic).
  void grant(config::LuName lu, FunctionOffer offer, std::vector<LinkEvent>& events,
             ByteBuffer& out);
  // TN3270E: REJECT with the reason; the client may ask again. Classic: asks for the next terminal
  // type while the client has other LUs to name; otherwise `notice` (one line, ASCII, no line end)
  // is written as NVT text and the link ends with LinkEnded: show the notice for
  // limits::kNoticeShown, then close. A printer in classic gets the line of RFC 1646 instead.
  void refuse(RejectReason reason, std::string_view notice, std::vector<LinkEvent>& events,
              ByteBuffer& out);

  // Records of ours. REQUIRES: phase() == Ready; of send_3270 to a printer in TN3270E, that
  // DATA-STREAM-CTL was agreed. Return the sequence number used (0 where there is none). With
  // CONTENTION-RESOLUTION, a record that nobody asked for is held until the client has given the
  // turn back; it comes out of a later feed().
  std::uint16_t send_3270(Bytes data, ResponseWanted wanted, HostTurn turn, ByteBuffer& out);
  // Printers: LU1 data (SCS-DATA; in classic behind 00, RFC 1646), and the end of a job (PRINT-EOJ;
  // in classic AO). REQUIRES of send_scs in TN3270E: SCS-CTL-CODES was agreed.
  std::uint16_t send_scs(Bytes data, ResponseWanted wanted, ByteBuffer& out);
  void send_print_eoj(ByteBuffer& out);
  void send_bind(Bytes image, ByteBuffer& out);            // nothing unless BIND-IMAGE was agreed
  void send_unbind(std::uint8_t reason, ByteBuffer& out);  // nothing unless BIND-IMAGE was agreed
  void send_sscp(Bytes ebcdic, ByteBuffer& out);  // nothing unless BIND-IMAGE or SYSREQ was agreed

  // DO TIMING-MARK: any answer proves life (RFC 860; s3270 answers WONT). Harmless in every phase
  // after start(); nothing before the client has answered DO STARTTLS.
  void probe(ByteBuffer& out);

  // NOP: silent and always safe (PROTOCOL 3.3). Nothing before start(), before the client has
  // answered DO STARTTLS, or after the end.
  void keep_alive(ByteBuffer& out);

  // A record or a sub-negotiation has begun and not ended: the rest must come within a deadline.
  [[nodiscard]] bool unfinished() const;

  [[nodiscard]] LinkPhase phase() const;
  [[nodiscard]] LinkKind kind() const;          // as far as negotiated
  [[nodiscard]] FunctionSet functions() const;  // empty before Ready and in classic

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tn3270
