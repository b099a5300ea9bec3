#include "config/deck/firewall_line.h"

#include <charconv>
#include <string>

#include "config/load_address.h"

namespace config::deck {
namespace {

constexpr unsigned kBitsOfIpv4 = 32;
constexpr unsigned kBitsOfIpv6 = 128;

// A literal address, alone or with the number of bits that count.
bool is_address_or_prefix(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address || slash == std::string_view::npos) {
    return address.has_value();
  }
  const std::string_view length = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, fault] = std::from_chars(length.data(), length.data() + length.size(), bits);
  return fault == std::errc() && end == length.data() + length.size() &&
         bits <= (is_ipv4(*address) ? kBitsOfIpv4 : kBitsOfIpv6);
}

// One of two words; the statement's form says which.
bool is_word(Operands& operands, std::size_t index, std::string_view one, std::string_view other) {
  const auto text = operands.required(index, one);
  if (!text) {
    return false;
  }
  const std::string word = upper(*text);
  if (word == one || word == other) {
    return true;
  }
  operands.error(index, operands.quoted(index) + " is neither " + std::string(one) + " nor " +
                            std::string(other) + "; write " + std::string(kFirewallForm));
  return false;
}

// `PORT 0` is all ports.
bool is_port(Operands& operands, std::size_t index) {
  if (operands.has(index) && operands.text(index) == "0") {
    return true;
  }
  return operands.port(index, std::nullopt).has_value();
}

}  // namespace

bool check_firewall_line(Operands& operands) {
  if (!is_word(operands, 1, "TCP", "UDP") || !is_word(operands, 2, "ALLOW", "DENY")) {
    return false;
  }
  const auto port = operands.required(3, "PORT");
  if (!port) {
    return false;
  }
  if (upper(*port) != "PORT") {
    operands.error(
        3, operands.quoted(3) + " stands where PORT belongs; write " + std::string(kFirewallForm));
    return false;
  }
  if (!is_port(operands, 4)) {
    return false;
  }
  if (!operands.is_default(5) && !is_address_or_prefix(operands.text(5))) {
    operands.error(5, operands.quoted(5) +
                          " is not an address; write it like 192.0.2.1, 192.0.2.0/24 or "
                          "2001:db8::/32");
    return false;
  }
  operands.end(5);
  return true;
}

}  // namespace config::deck
