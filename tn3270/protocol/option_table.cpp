#include "tn3270/protocol/option_table.h"

#include <algorithm>

#include "config/verify.h"

namespace tn3270 {

using telnet::Verb;

namespace {

void append_verb(Verb verb, std::uint8_t option, ByteBuffer& out) {
  out.insert(out.end(), {telnet::kIac, static_cast<std::uint8_t>(verb), option});
}

}  // namespace

Verb OptionTable::our_yes(Side side) const {
  return side == ours_ ? Verb::Will : Verb::Do;
}

Verb OptionTable::our_no(Side side) const {
  return side == ours_ ? Verb::Wont : Verb::Dont;
}

bool OptionTable::welcome(Side side, std::uint8_t option) const {
  switch (option) {
    case telnet::option::kBinary:
    case telnet::option::kEor:
      return true;
    case telnet::option::kTerminalType:
      return side == Side::Client;
    default: {
      const std::size_t at = row(option);
      return side == Side::Client && at < kOurs.size() && ((taken_ >> at) & 1U) != 0;
    }
  }
}

void OptionTable::take_offers_of(std::uint8_t option) {
  VERIFY(ours_ == Side::Client, "a server asks for them itself");
  taken_ = static_cast<std::uint8_t>(taken_ | 1U << row(option));
}

void OptionTable::refuse_offers_of(std::uint8_t option) {
  taken_ = static_cast<std::uint8_t>(taken_ & ~(1U << row(option)));
}

OptionNews OptionTable::receive(Verb verb, std::uint8_t option, ByteBuffer& out) {
  const Side peers = ours_ == Side::Server ? Side::Client : Side::Server;
  const Side side = verb == Verb::Will || verb == Verb::Wont ? peers : ours_;
  const bool offer = verb == Verb::Will || verb == Verb::Do;
  if (option == telnet::option::kTimingMark) {
    // RFC 860: a mark is made each time it is asked for; there is no state. WILL and WONT answer a
    // probe.
    if (verb == Verb::Do) {
      append_verb(Verb::Will, option, out);
    }
    return OptionNews::None;
  }
  switch (state(side, option)) {
    case Q::No:
      if (!offer) {
        return OptionNews::None;
      }
      if (!welcome(side, option)) {
        append_verb(our_no(side), option, out);
        return OptionNews::None;
      }
      append_verb(our_yes(side), option, out);
      set(side, option, Q::Yes);
      return OptionNews::Agreed;
    case Q::WantYes:
      set(side, option, offer ? Q::Yes : Q::No);
      return offer ? OptionNews::Agreed : OptionNews::Refused;
    case Q::Yes:
      if (offer) {
        return OptionNews::None;
      }
      append_verb(our_no(side), option, out);
      set(side, option, Q::No);
      return OptionNews::Withdrawn;
    case Q::WantNo:
      // RFC 1143: WILL in answer to DONT is the peer's error; the option is off all the same.
      set(side, option, Q::No);
      return OptionNews::None;
  }
  return OptionNews::None;
}

void OptionTable::ask(Side side, std::uint8_t option, ByteBuffer& out) {
  VERIFY(row(option) < kOurs.size(), "only options of ours are asked for");
  if (state(side, option) == Q::Yes || state(side, option) == Q::WantYes) {
    return;
  }
  append_verb(our_yes(side), option, out);
  set(side, option, Q::WantYes);
}

void OptionTable::leave(Side side, std::uint8_t option, ByteBuffer& out) {
  VERIFY(agreed(side, option), "only an agreed option is left");
  append_verb(our_no(side), option, out);
  set(side, option, Q::WantNo);
}

bool OptionTable::agreed(Side side, std::uint8_t option) const {
  return state(side, option) == Q::Yes;
}

bool OptionTable::open_to_subnegotiation(std::uint8_t option) const {
  const Q client = state(Side::Client, option);
  return client == Q::Yes || client == Q::WantNo;
}

std::size_t OptionTable::row(std::uint8_t option) {
  return static_cast<std::size_t>(std::find(kOurs.begin(), kOurs.end(), option) - kOurs.begin());
}

OptionTable::Q OptionTable::state(Side side, std::uint8_t option) const {
  const std::size_t at = row(option);
  if (at == kOurs.size()) {
    return Q::No;
  }
  const unsigned shift = side == Side::Client ? 0U : 4U;
  return static_cast<Q>((states_[at] >> shift) & 0x0FU);
}

void OptionTable::set(Side side, std::uint8_t option, Q state) {
  const unsigned shift = side == Side::Client ? 0U : 4U;
  std::uint8_t& both = states_[row(option)];
  both = static_cast<std::uint8_t>((both & ~(0x0FU << shift)) |
                                   (static_cast<unsigned>(state) << shift));
}

}  // namespace tn3270
