#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/option_table.h"
#include "tn3270/protocol/telnet_codes.h"

namespace tn3270 {

// One thing that telnet has found in what was read.
struct NothingYet {};  // all is taken; the rest of it has not come
struct DataRun {
  Bytes bytes;  // doubled IACs undone; lies in the buffer that was given
};
struct Negotiation {
  telnet::Verb verb = telnet::Verb::Will;
  std::uint8_t option = 0;
};
struct Subnegotiation {
  std::uint8_t option = 0;
  ByteBuffer bytes;  // between the option and IAC SE
};
struct TelnetCommand {
  std::uint8_t code = 0;  // EOR, IP, AO …
};
using TelnetEvent =
    std::variant<NothingYet, DataRun, Negotiation, Subnegotiation, TelnetCommand, Violation>;

// Telnet framing by libtelnet, in proxy mode and behind a fence. Only this file pair's .cpp knows
// that library. What the fence holds off (all reproduced with 0.21): an inflate that the peer turns
// on with one unasked COMPRESS2, the MSSP, ZMP and ENVIRON parsers, sub-negotiations that grow to
// 16 KB and then spill as data. It feeds libtelnet so that a call ends where an event ends: nothing
// behind a violation is ever looked at, and a caller may stop in the middle of a buffer.
class TelnetCodec {
 public:
  TelnetCodec();
  ~TelnetCodec();
  TelnetCodec(TelnetCodec&&) noexcept;
  TelnetCodec& operator=(TelnetCodec&&) noexcept;

  // Takes bytes from the front of `in` until there is one event. REQUIRES: no Violation before.
  [[nodiscard]] TelnetEvent next(Bytes& in, const OptionTable& options);

  // In the middle of a telnet command or sub-negotiation.
  [[nodiscard]] bool unfinished() const { return pending_ > 0; }

  // Gives back libtelnet's sub-negotiation buffer (512 bytes) once there has been one. Does nothing
  // in the middle of a telnet command.
  void compact();

 private:
  struct Parser;

  // The rule that `byte` would break, or null.
  [[nodiscard]] const char* fence(std::uint8_t byte, const OptionTable& options) const;
  // How much of `in` can be given to libtelnet without more than one event coming of it.
  [[nodiscard]] std::size_t slice(Bytes in) const;
  void remember(Bytes piece);
  [[nodiscard]] bool begins_subnegotiation() const;

  std::unique_ptr<Parser> parser_;
  // In proxy mode every finished thing is an event, so what was taken without one is unfinished.
  std::uint16_t pending_ = 0;           // bytes taken since the last event
  std::uint8_t last_ = 0;               // the last of them; 0 after a doubled IAC
  std::optional<std::uint8_t> option_;  // of the sub-negotiation that has begun
  bool buffer_grown_ = false;
};

}  // namespace tn3270
