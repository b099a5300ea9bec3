#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/telnet_codes.h"

namespace tn3270 {

// Telnet as a trace sees it, one direction of a connection: it finds what is there, judges nothing
// and bounds what it keeps. Apart from TelnetCodec, which serves one side and ends at the first
// fault. Events do not depend on how the bytes are cut.
class TraceTelnet {
 public:
  struct Data {
    Bytes bytes;  // IACs undone; in what was fed, or one byte of the scanner's own
  };
  struct Verb {
    telnet::Verb verb = telnet::Verb::Will;
    std::uint8_t option = 0;
  };
  struct Command {
    std::uint8_t code = 0;
  };
  struct Subnegotiation {
    std::uint8_t option = 0;
    ByteBuffer bytes;
    std::size_t beyond = 0;  // bytes that were not kept
    bool ended = true;       // by IAC SE; otherwise another telnet command cut it off
  };
  using Event = std::variant<Data, Verb, Command, Subnegotiation>;

  // Takes bytes from the front of `in` until there is an event; nullopt: all are taken.
  [[nodiscard]] std::optional<Event> next(Bytes& in);

 private:
  enum class State : std::uint8_t { Data, Iac, Option, SbOption, Sb, SbIac };

  [[nodiscard]] std::optional<Event> step(std::uint8_t byte);
  [[nodiscard]] std::optional<Event> after_iac(std::uint8_t byte);
  [[nodiscard]] std::optional<Event> after_iac_in_subnegotiation(std::uint8_t byte);
  void keep(std::uint8_t byte);

  State state_ = State::Data;
  telnet::Verb verb_ = telnet::Verb::Will;
  Subnegotiation subnegotiation_;
  std::optional<Event> pending_;  // the command that has cut a sub-negotiation off
};

}  // namespace tn3270
