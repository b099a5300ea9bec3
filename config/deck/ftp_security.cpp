#include "config/deck/ftp_security.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "config/client_prefix.h"
#include "config/deck/operands.h"
#include "config/load_address.h"

namespace config::deck {
namespace {

constexpr std::string_view kForm4 = "FTP-IP ALLOW|DENY ADDRESS MASK";
constexpr std::string_view kForm6 = "FTP-IP6 ALLOW|DENY ADDRESS /BITS|MASK";
constexpr std::size_t kGroups = 8;
constexpr unsigned kGroupBits = 16;
constexpr unsigned kBitsOfIpv4 = 32;
constexpr unsigned kBitsOfIpv6 = 128;

// The leading ones of a mask; nullopt: ones stand behind a zero.
std::optional<unsigned> bits_of(const Address& mask, std::size_t first_group) {
  unsigned bits = 0;
  bool ended = false;
  for (std::size_t i = first_group; i < kGroups; ++i) {
    for (unsigned bit = kGroupBits; bit-- > 0;) {
      const bool one = ((mask.groups.at(i) >> bit) & 1U) != 0;
      if (one && ended) {
        return std::nullopt;
      }
      ended = ended || !one;
      bits += one ? 1U : 0U;
    }
  }
  return bits;
}

// "255.255.0.0", "ffff::", "/64".
std::optional<unsigned> mask_bits(const std::string& text, bool ipv4) {
  if (!text.starts_with('/')) {
    const auto mask = parse_address(text);
    constexpr std::size_t kFirstOfIpv4 = 6;
    return mask && config::is_ipv4(*mask) == ipv4 ? bits_of(*mask, ipv4 ? kFirstOfIpv4 : 0)
                                                  : std::nullopt;
  }
  unsigned bits = 0;
  const char* const end = text.data() + text.size();
  const auto [last, fault] = std::from_chars(text.data() + 1, end, bits);
  const bool good = fault == std::errc() && last == end;
  return good && bits <= (ipv4 ? kBitsOfIpv4 : kBitsOfIpv6) ? std::optional(bits) : std::nullopt;
}

std::optional<bool> is_allow(Operands& operands, std::string_view form) {
  const auto verb = operands.required(1, "ALLOW or DENY");
  if (!verb) {
    return std::nullopt;
  }
  const std::string word = upper(*verb);
  if (word == "ALLOW" || word == "DENY") {
    return word == "ALLOW";
  }
  operands.error(1, operands.quoted(1) + " is neither ALLOW nor DENY; write " + std::string(form));
  return std::nullopt;
}

std::optional<AccessRule> read_line(Operands& operands, bool ipv4) {
  const std::string_view form = ipv4 ? kForm4 : kForm6;
  const auto allow = is_allow(operands, form);
  const auto text = allow ? operands.required(2, "an address") : std::nullopt;
  const auto mask = text ? operands.required(3, "a mask") : std::nullopt;
  operands.end(3);
  if (!mask) {
    return std::nullopt;
  }
  const auto address = parse_address(*text);
  if (!address || config::is_ipv4(*address) != ipv4) {
    operands.error(2, operands.quoted(2) + " is no IPv" + (ipv4 ? "4" : "6") + " address; write " +
                          std::string(form));
    return std::nullopt;
  }
  const auto bits = mask_bits(*mask, ipv4);
  if (!bits) {
    operands.error(3, operands.quoted(3) + " is no mask: ones and then zeros, like " +
                          (ipv4 ? "255.255.0.0" : "/64") + "; write " + std::string(form));
    return std::nullopt;
  }
  AccessRule rule{*allow, *text + "/" + std::to_string(*bits), operands.at(0)};
  if (const std::string fault = client_prefix_fault(rule.client); !fault.empty()) {
    operands.error(2, fault);
    return std::nullopt;
  }
  return rule;
}

}  // namespace

void read_ftp_security(const std::vector<Card>& cards, Reading& reading) {
  Problems& problems = reading.draft.problems;
  bool noted = false;
  for (const Card& card : cards) {
    if (card.text.empty() || is_comment(card) || card.text.starts_with('/')) {
      continue;
    }
    const std::string word = upper(words_of(card.text, 1)[0].text);
    if (word != "FTP-IP" && word != "FTP-IP6") {
      if (!noted) {
        noted = true;
        problems.note(card.at, "'" + word +
                                   "' is about users of an FTP server, which is not run here; of "
                                   "this member only FTP-IP and FTP-IP6 are read");
      }
      continue;
    }
    const bool ipv4 = word == "FTP-IP";
    Operands operands(card, ipv4 ? kForm4 : kForm6, Quote::Yes, problems);
    if (const auto rule = read_line(operands, ipv4)) {
      reading.draft.ftp_access.push_back(*rule);
    }
  }
}

}  // namespace config::deck
