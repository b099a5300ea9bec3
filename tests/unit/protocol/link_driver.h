#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/terminal_link.h"

namespace tn3270::test {

// "FF FD 28" or "fffd28".
[[nodiscard]] ByteBuffer from_hex(std::string_view hex);
[[nodiscard]] std::string to_hex(Bytes bytes);
[[nodiscard]] ByteBuffer from_text(std::string_view text);
[[nodiscard]] ByteBuffer operator+(ByteBuffer left, const ByteBuffer& right);

// "00,02,04"; "none" for the empty set.
[[nodiscard]] FunctionSet functions_from(std::string_view list);
[[nodiscard]] std::string functions_text(FunctionSet functions);

// The client's side of negotiation, as bytes.
[[nodiscard]] ByteBuffer device_request(std::string_view type, std::string_view connect = {});
[[nodiscard]] ByteBuffer associate_request(std::string_view type, std::string_view terminal);
[[nodiscard]] ByteBuffer functions_request(std::string_view list);
[[nodiscard]] ByteBuffer functions_is(std::string_view list);
[[nodiscard]] ByteBuffer terminal_type_is(std::string_view text);

// A link and what came out of it: events as lines of text, bytes as hex.
class LinkDriver {
 public:
  explicit LinkDriver(StartTls starttls = StartTls::No);  // started

  // Results of one call; the next call forgets them.
  LinkDriver& client(const ByteBuffer& bytes);
  LinkDriver& client(std::string_view hex) { return client(from_hex(hex)); }
  LinkDriver& grant(std::string_view lu, std::string_view offered = "00,02,04",
                    std::string_view needed = "none");
  LinkDriver& refuse(RejectReason reason, std::string_view notice = "REFUSED");
  LinkDriver& send(std::string_view hex, ResponseWanted wanted = ResponseWanted::No,
                   HostTurn turn = HostTurn::Ends);
  LinkDriver& send_scs(std::string_view hex, ResponseWanted wanted = ResponseWanted::Always);
  LinkDriver& send_eoj();

  // Straight to a phase.
  LinkDriver& in_tn3270e();                                      // SEND is out
  LinkDriver& deciding(std::string_view type = "IBM-3278-2-E");  // DeviceRequested
  LinkDriver& granted(std::string_view offered = "00,02,04");    // IS is out
  LinkDriver& ready(std::string_view functions = "00,02,04");
  LinkDriver& printer(std::string_view functions);  // ready, in TN3270E
  LinkDriver& in_classic();                         // DO TERMINAL-TYPE is out
  LinkDriver& asked_for_terminal_type();            // SEND is out
  LinkDriver& deciding_classic(std::string_view terminal = "IBM-3279-2-E");
  LinkDriver& granted_classic(std::string_view terminal = "IBM-3279-2-E");  // DO BINARY … is out
  LinkDriver& ready_classic(std::string_view terminal = "IBM-3279-2-E");

  [[nodiscard]] const std::vector<std::string>& events() const { return lines_; }
  [[nodiscard]] std::string event() const;  // all of them, in one line
  [[nodiscard]] std::string out() const { return to_hex(out_); }
  [[nodiscard]] std::string outcome() const { return event() + out(); }  // empty: nothing at all
  [[nodiscard]] const ByteBuffer& out_bytes() const { return out_; }
  [[nodiscard]] LinkPhase phase() const { return link_.phase(); }
  [[nodiscard]] TerminalLink& link() { return link_; }

 private:
  void forget();
  void describe();

  TerminalLink link_;
  std::vector<LinkEvent> events_;
  std::vector<std::string> lines_;
  ByteBuffer out_;
};

[[nodiscard]] std::string describe(const LinkEvent& event, const TerminalLink& link);

}  // namespace tn3270::test
