#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/telnet_codes.h"

namespace tn3270 {

// Who performs an option: the client (his WILL, our DO) or the server (our WILL, his DO).
enum class Side : std::uint8_t { Client, Server };

// What a verb of the peer has changed.
enum class OptionNews : std::uint8_t {
  None,       // nothing, or what we do not speak of
  Agreed,     // on from now on
  Refused,    // we had asked; the peer will not
  Withdrawn,  // was on; the peer has left it
};

// The option states of one connection by the Q method of RFC 1143, two nibbles each, kept on the
// server's side or on the client's. libtelnet in proxy mode answers nothing, so that no refusal
// goes unseen; this does. Every offer that is not ours is refused (ECHO, SGA, NAWS, NEW-ENVIRON,
// 3270-REGIME …), a refusal is never answered with an offer, and what is already so is not answered
// at all: no loops.
class OptionTable {
 public:
  explicit OptionTable(Side ours = Side::Server) : ours_(ours) {}

  // TN3270E and STARTTLS are the server's to ask for (PROTOCOL 1.2, 3.1): refused, unless this
  // client's side takes them. REQUIRES: one of the two.
  void take_offers_of(std::uint8_t option);
  void refuse_offers_of(std::uint8_t option);

  // Takes the peer's verb; the answer, if there is one, is appended to `out`.
  [[nodiscard]] OptionNews receive(telnet::Verb verb, std::uint8_t option, ByteBuffer& out);

  // DO or WILL, unless that is asked or agreed already.
  void ask(Side side, std::uint8_t option, ByteBuffer& out);
  // DONT or WONT. REQUIRES: agreed(side, option).
  void leave(Side side, std::uint8_t option, ByteBuffer& out);

  [[nodiscard]] bool agreed(Side side, std::uint8_t option) const;
  // Sub-negotiations of an option may come while it is on, and after we have left it until the peer
  // has read that. All of ours are of options that the client performs.
  [[nodiscard]] bool open_to_subnegotiation(std::uint8_t option) const;

 private:
  enum class Q : std::uint8_t { No, Yes, WantNo, WantYes };

  [[nodiscard]] telnet::Verb our_yes(Side side) const;
  [[nodiscard]] telnet::Verb our_no(Side side) const;
  // Offered by the peer before we ask.
  [[nodiscard]] bool welcome(Side side, std::uint8_t option) const;
  [[nodiscard]] Q state(Side side, std::uint8_t option) const;
  void set(Side side, std::uint8_t option, Q state);

  static constexpr std::array<std::uint8_t, 5> kOurs{
      telnet::option::kBinary, telnet::option::kTerminalType, telnet::option::kEor,
      telnet::option::kTn3270e, telnet::option::kStartTls};
  [[nodiscard]] static std::size_t row(std::uint8_t option);  // kOurs.size(): not ours

  Side ours_;
  std::uint8_t taken_ = 0;                           // take_offers_of(): a bit for each row
  std::array<std::uint8_t, kOurs.size()> states_{};  // low nibble: client, high nibble: server
};

}  // namespace tn3270
