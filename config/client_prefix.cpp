#include "config/client_prefix.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace config {
namespace {

constexpr unsigned kGroupBits = 16;
constexpr unsigned kIpv4Bits = 32;
constexpr unsigned kIpv6Bits = 128;
constexpr unsigned kMappedBits = kIpv6Bits - kIpv4Bits;  // before a mapped IPv4 address

enum class Fault : std::uint8_t { None, NoAddress, Zone, BadLength, TooLong, BitsBehind };

// What was written, as far as it can be understood.
struct Said {
  Fault fault = Fault::None;
  Address address{};
  unsigned most = kIpv4Bits;  // bits of an address of the family in which it is written
  unsigned bits = 0;          // of all 128 that count
  unsigned length = 0;        // as ClientPrefix::length()
};

// 0 to 999 without signs, blanks and leading zeros.
std::optional<unsigned> number(std::string_view text) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || text.size() > 3 || !digits || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The address with all bits behind the first `bits` of its 128 taken away.
Address cut(const Address& address, unsigned bits) {
  Address network = address;
  for (std::uint16_t& group : network.groups) {
    const unsigned keep = std::min(bits, kGroupBits);
    group = static_cast<std::uint16_t>(group & ~(0xFFFFU >> keep));
    bits -= keep;
  }
  return network;
}

// Reads the bits behind the '/', if there is one.
Fault read_length(std::string_view text, Said& said) {
  const std::size_t slash = text.find('/');
  const auto given =
      slash == std::string_view::npos ? std::optional(said.most) : number(text.substr(slash + 1));
  if (!given) {
    return Fault::BadLength;
  }
  if (*given > said.most) {
    return Fault::TooLong;
  }
  said.bits = *given + kIpv6Bits - said.most;
  const bool mapped = is_ipv4(said.address) && said.bits >= kMappedBits;
  said.length = mapped ? said.bits - kMappedBits : *given;
  return cut(said.address, said.bits) == said.address ? Fault::None : Fault::BitsBehind;
}

Said understand(std::string_view text) {
  Said said;
  const std::string_view written = text.substr(0, text.find('/'));
  const auto address = parse_address(written);
  if (!address) {
    said.fault = Fault::NoAddress;
    return said;
  }
  said.address = *address;
  said.most = written.find(':') == std::string_view::npos ? kIpv4Bits : kIpv6Bits;
  said.fault = address->zone.empty() ? read_length(text, said) : Fault::Zone;
  return said;
}

// "10.1.0.0", or the groups of an IPv6 address without abbreviations.
std::string plain(const Address& address) {
  const auto& groups = address.groups;
  std::string text;
  if (is_ipv4(address)) {
    for (std::size_t i = groups.size() - 2; i < groups.size(); ++i) {
      text += (text.empty() ? "" : ".") + std::to_string(groups.at(i) >> 8U) + "." +
              std::to_string(groups.at(i) & 0xFFU);
    }
    return text;
  }
  std::size_t end = groups.size();
  while (end > 0 && groups.at(end - 1) == 0) {
    --end;
  }
  for (std::size_t i = 0; i < end; ++i) {
    std::array<char, 4> hex{};
    const auto [last, fault] = std::to_chars(hex.data(), hex.data() + hex.size(), groups.at(i), 16);
    static_cast<void>(fault);
    text += (i > 0 ? ":" : "") + std::string(hex.data(), last);
  }
  if (end == groups.size()) {
    return text;
  }
  return text + (end + 1 == groups.size() ? ":0" : "::");
}

std::string in_quotes(std::string_view text) {
  std::string shown(text.substr(0, 64));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return "'" + shown + "'";
}

}  // namespace

std::optional<ClientPrefix> ClientPrefix::parse(std::string_view text) {
  const Said said = understand(text);
  return said.fault == Fault::None ? std::optional(ClientPrefix(said.address, said.length))
                                   : std::nullopt;
}

bool ClientPrefix::contains(const Address& client) const {
  if (config::is_ipv4(client) != is_ipv4()) {
    return false;
  }
  const unsigned bits = is_ipv4() ? length_ + kMappedBits : length_;
  return cut(client, bits).groups == network_.groups;
}

std::string client_prefix_fault(std::string_view text) {
  const Said said = understand(text);
  const std::string shown = in_quotes(text);
  switch (said.fault) {
    case Fault::None:
      break;
    case Fault::NoAddress:
      return shown +
             " is neither an address nor a network; write one like \"10.1.2.3\", \"10.1.0.0/16\" "
             "or \"fd00::/8\", and a name of DNS with \"host\"";
    case Fault::Zone:
      return shown +
             " has a zone, which is a matter of this machine's interfaces; write the "
             "address without the '%' and what follows";
    case Fault::BadLength:
      return shown + " has no number of bits behind its '/'; write one like \"10.1.0.0/16\"";
    case Fault::TooLong:
      return shown + " has more bits than the " + std::to_string(said.most) +
             " of an address; write a smaller number behind the '/'";
    case Fault::BitsBehind:
      return shown + " has bits behind its prefix; write " +
             in_quotes(plain(cut(said.address, said.bits)) + "/" + std::to_string(said.length)) +
             ", or the address without '/'";
  }
  return "";
}

}  // namespace config
