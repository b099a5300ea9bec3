#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/unit/protocol/link_driver.h"
#include "tn3270/protocol/client_link.h"

namespace tn3270::test {

// "IBM-3278-2-E LU01,LU02": a device, in either vocabulary, and the names that are asked for; in
// TN3270E with functions 00,02,04.
[[nodiscard]] HostRequest request_of(std::string_view device, std::string_view names = {},
                                     std::string_view functions = "00,02,04");

// The host's side of negotiation, as bytes.
[[nodiscard]] ByteBuffer device_is(std::string_view type, std::string_view lu);
[[nodiscard]] ByteBuffer device_reject(RejectReason reason);

// The client's side of a connection and what came out of it: events as lines of text, bytes as hex.
class ClientDriver {
 public:
  explicit ClientDriver(HostRequest request = request_of("IBM-3278-2-E"))
      : link_(std::move(request)) {}

  // Results of one call; the next call forgets them.
  ClientDriver& host(const ByteBuffer& bytes);
  ClientDriver& host(std::string_view hex) { return host(from_hex(hex)); }
  ClientDriver& host_closes();
  // One act of the owner's.
  template <class Act>
  ClientDriver& does(Act act) {
    forget();
    act(link_, out_);
    return *this;
  }

  // Straight to a phase.
  ClientDriver& in_tn3270e();  // WILL is out
  ClientDriver& asked();       // DEVICE-TYPE REQUEST is out
  ClientDriver& granted();     // FUNCTIONS REQUEST is out
  ClientDriver& ready(std::string_view functions = "00,02,04");
  ClientDriver& asked_in_classic();  // TERMINAL-TYPE IS is out
  ClientDriver& ready_classic();

  [[nodiscard]] const std::vector<std::string>& events() const { return lines_; }
  [[nodiscard]] std::string event() const;  // all of them, in one line
  [[nodiscard]] std::string out() const { return to_hex(out_); }
  [[nodiscard]] std::string outcome() const { return event() + out(); }  // empty: nothing at all
  [[nodiscard]] ClientLink& link() { return link_; }

 private:
  void forget();
  void describe();

  ClientLink link_;
  std::vector<ClientEvent> events_;
  std::vector<std::string> lines_;
  ByteBuffer out_;
};

[[nodiscard]] std::string describe(const ClientEvent& event, const ClientLink& link);

}  // namespace tn3270::test
