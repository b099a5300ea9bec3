#include "config/deck/firewall_line.h"

#include <string>

#include "config/client_prefix.h"

namespace config::deck {
namespace {

// One of two words, in upper case; the statement's form says which.
std::optional<std::string> one_of(Operands& operands, std::size_t index, std::string_view one,
                                  std::string_view other) {
  const auto text = operands.required(index, one);
  if (!text) {
    return std::nullopt;
  }
  std::string word = upper(*text);
  if (word == one || word == other) {
    return word;
  }
  operands.error(index, operands.quoted(index) + " is neither " + std::string(one) + " nor " +
                            std::string(other) + "; write " + std::string(kFirewallForm));
  return std::nullopt;
}

// `PORT 0` is all ports.
std::optional<std::uint16_t> port_or_all(Operands& operands, std::size_t index) {
  if (operands.has(index) && operands.text(index) == "0") {
    return std::uint16_t{0};
  }
  return operands.port(index, std::nullopt);
}

}  // namespace

std::optional<FirewallCard> read_firewall_line(Operands& operands) {
  FirewallCard card;
  const auto protocol = one_of(operands, 1, "TCP", "UDP");
  const auto verb = protocol ? one_of(operands, 2, "ALLOW", "DENY") : std::nullopt;
  const auto word = verb ? operands.required(3, "PORT") : std::nullopt;
  if (!word) {
    return std::nullopt;
  }
  if (upper(*word) != "PORT") {
    operands.error(
        3, operands.quoted(3) + " stands where PORT belongs; write " + std::string(kFirewallForm));
    return std::nullopt;
  }
  const auto port = port_or_all(operands, 4);
  if (!port) {
    return std::nullopt;
  }
  if (!operands.is_default(5)) {
    card.line.client = operands.text(5);
    if (!client_prefix_fault(card.line.client).empty()) {
      operands.error(5, operands.quoted(5) +
                            " is not an address, or has bits behind its prefix; write it like "
                            "192.0.2.1, 192.0.2.0/24 or 2001:db8::/32");
      return std::nullopt;
    }
  }
  operands.end(5);
  card.tcp = *protocol == "TCP";
  card.line.allow = *verb == "ALLOW";
  card.line.port = *port;
  card.line.at = operands.at(0);
  return card;
}

}  // namespace config::deck
