#include "config/deck/tls_statement.h"

#include "config/load_address.h"

namespace config::deck {
namespace {

// Words that stand at fixed places: AS, TO, TCP, SSL.
bool is_word(Operands& operands, std::size_t index, std::string_view word, std::string_view form) {
  const auto text = operands.required(index, word);
  if (!text) {
    return false;
  }
  if (upper(*text) == word) {
    return true;
  }
  operands.error(index, operands.quoted(index) + " stands where " + std::string(word) +
                            " belongs; write " + std::string(form));
  return false;
}

std::optional<AddressFamily> family(Operands& operands, std::size_t index) {
  const auto text = operands.required(index, "V4 or V6");
  if (!text) {
    return std::nullopt;
  }
  const std::string word = upper(*text);
  if (word == "V4" || word == "V6") {
    return word == "V4" ? AddressFamily::V4 : AddressFamily::V6;
  }
  operands.error(
      index, operands.quoted(index) + " is neither V4 nor V6; write " + std::string(kProxyForm));
  return std::nullopt;
}

std::optional<bool> is_tls(Operands& operands, std::size_t index) {
  const auto text = operands.required(index, "SSL or TXT");
  if (!text) {
    return std::nullopt;
  }
  const std::string word = upper(*text);
  if (word == "SSL" || word == "TXT") {
    return word == "SSL";
  }
  operands.error(
      index, operands.quoted(index) + " is neither SSL nor TXT; write " + std::string(kProxyForm));
  return std::nullopt;
}

// A key file that is not `*`. Where nothing is encrypted there is none.
void keyfile(Operands& operands, std::size_t index, TlsLeg& leg, Position& at) {
  at = operands.at(index);
  if (operands.is_default(index)) {
    return;
  }
  if (leg.tls) {
    leg.keyfile = operands.text(index);
  } else {
    operands.warning(index, "the key file " + operands.quoted(index) +
                                " stands at a side without TLS and is not used; write *");
  }
}

// Four operands: V4|V6 PORT SSL|TXT KEYFILE|*.
bool read_leg(Operands& operands, std::size_t index, TlsLeg& leg, Position& keyfile_at) {
  const auto of_family = family(operands, index);
  const auto port = of_family ? operands.port(index + 1, std::nullopt) : std::nullopt;
  const auto tls = port ? is_tls(operands, index + 2) : std::nullopt;
  if (!tls) {
    return false;
  }
  if (!operands.has(index + 3)) {
    static_cast<void>(operands.required(index + 3, "a key file, or * for the one of KEYFILE"));
    return false;
  }
  if (upper(operands.text(index + 3)) == "TO") {
    operands.error(index + 3, "before TO belongs a key file, or * for the one of KEYFILE; write " +
                                  std::string(kProxyForm));
    return false;
  }
  leg.family = *of_family;
  leg.port = *port;
  leg.tls = *tls;
  keyfile(operands, index + 3, leg, keyfile_at);
  return true;
}

std::optional<TlsCard> read_server_attls(Operands& operands) {
  TlsCard card;
  TlsDefinition& definition = card.definition;
  definition.statement = TlsStatement::ServerAttls;
  definition.at = operands.at(0);
  const auto clear = operands.port(1, std::nullopt);
  const auto secure = clear ? operands.port(3, std::nullopt) : std::nullopt;
  if (!secure || !is_word(operands, 4, "SSL", kAttlsForm)) {
    return std::nullopt;
  }
  if (*clear == *secure) {
    operands.error(3, "port " + operands.text(3) +
                          " cannot be clear and encrypted; give the encrypted one another number");
    return std::nullopt;
  }
  definition.to.port = *clear;
  definition.from.port = *secure;
  definition.from.tls = true;
  keyfile(operands, 5, definition.from, card.from_keyfile_at);
  operands.end(5);
  return card;
}

std::optional<TlsCard> read_client_attls(Operands& operands) {
  TlsCard card;
  TlsDefinition& definition = card.definition;
  definition.statement = TlsStatement::ClientAttls;
  definition.at = operands.at(0);
  const auto clear = operands.port(1, std::nullopt);
  const auto host = clear ? operands.required(3, "a host") : std::nullopt;
  if (!host || !is_word(operands, 4, "AS", kClientAttlsForm)) {
    return std::nullopt;
  }
  const auto secure = operands.port(5, std::nullopt);
  if (!secure || !is_word(operands, 6, "SSL", kClientAttlsForm)) {
    return std::nullopt;
  }
  definition.from.port = *clear;
  definition.host = *host;
  definition.to.port = *secure;
  definition.to.tls = true;
  keyfile(operands, 7, definition.to, card.to_keyfile_at);
  operands.end(7);
  return card;
}

bool is_of_family(const std::string& host, AddressFamily family) {
  const auto address = parse_address(host);
  return !address || is_ipv4(*address) == (family == AddressFamily::V4);
}

}  // namespace

std::optional<TlsCard> read_attls(const Card& card, Problems& problems) {
  const std::vector<Word> words = words_of(card.text, 3);
  const bool client = words.size() > 2 && upper(words[2].text) == "TO";
  Operands operands(card, client ? kClientAttlsForm : kAttlsForm, Quote::Yes, problems);
  if (client) {
    return read_client_attls(operands);
  }
  if (!operands.port(1, std::nullopt)) {
    return std::nullopt;
  }
  if (operands.has(2) && upper(operands.text(2)) != "AS") {
    operands.error(2, operands.quoted(2) + " is neither AS nor TO; write " +
                          std::string(kAttlsForm) + ", or " + std::string(kClientAttlsForm));
    return std::nullopt;
  }
  return is_word(operands, 2, "AS", kAttlsForm) ? read_server_attls(operands) : std::nullopt;
}

std::optional<TlsCard> read_proxy(const Card& card, Problems& problems) {
  Operands operands(card, kProxyForm, Quote::Yes, problems);
  TlsCard proxy;
  TlsDefinition& definition = proxy.definition;
  definition.statement = TlsStatement::Proxy;
  definition.at = operands.at(0);
  if (!is_word(operands, 1, "TCP", kProxyForm) ||
      !read_leg(operands, 2, definition.from, proxy.from_keyfile_at) ||
      !is_word(operands, 6, "TO", kProxyForm) ||
      !read_leg(operands, 7, definition.to, proxy.to_keyfile_at)) {
    return std::nullopt;
  }
  const auto host = operands.required(11, "the address of the server");
  operands.end(11);
  if (!host) {
    return std::nullopt;
  }
  if (!is_of_family(*host, definition.to.family)) {
    const bool v4 = definition.to.family == AddressFamily::V4;
    operands.error(11, operands.quoted(11) + " is an address of the other family; write " +
                           (v4 ? "V6 before its port" : "V4 before its port"));
    return std::nullopt;
  }
  definition.host = *host;
  return proxy;
}

}  // namespace config::deck
