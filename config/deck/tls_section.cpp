#include "config/deck/tls_section.h"

#include <string>

namespace config::deck {
namespace {

constexpr std::string_view kOptionForm = "OPTION SERVER, OPTION CLIENT or OPTION FTP";

}  // namespace

void TlsSection::option(Operands& operands) {
  const auto text = operands.required(1, "SERVER, CLIENT or FTP");
  operands.end(1);
  if (!text) {
    return;
  }
  const std::string word = upper(*text);
  if (word == "FTP") {
    ftp_ = true;
  } else if (word == "SERVER" || word == "CLIENT") {
    end();
    const bool noted = verify_noted_;
    ftp_ = false;
    handshake_server_.reset();
    handshake_client_.reset();
    ca_auth_.reset();
    ca_auth_type_.reset();
    role_ = word == "SERVER" ? Role::Server : Role::Client;
    verify_noted_ = noted;
  } else {
    operands.error(
        1, operands.quoted(1) + " is no option that is known; write " + std::string(kOptionForm));
  }
}

// One digit of `allowed`.
std::optional<int> TlsSection::number(Operands& operands, std::string_view allowed,
                                      std::string_view form) {
  const auto text = operands.required(1, "a number");
  operands.end(1);
  if (!text) {
    return std::nullopt;
  }
  if (text->size() != 1 || allowed.find(text->front()) == std::string_view::npos) {
    operands.error(1, operands.quoted(1) + " is not possible here; write " + std::string(form));
    return std::nullopt;
  }
  return text->front() - '0';
}

void TlsSection::handshake_server(Operands& operands) {
  if (const auto value =
          number(operands, "12", "HANDSHAKE_SERVER 1, or 2 for client certificates")) {
    handshake_server_ = Said{*value, operands.at(0)};
  }
}

void TlsSection::handshake_client(Operands& operands) {
  if (const auto value =
          number(operands, "03", "HANDSHAKE_CLIENT 0 to verify the server, or 3 not to")) {
    handshake_client_ = Said{*value, operands.at(0)};
  }
}

void TlsSection::ca_auth(Operands& operands) {
  const auto text = operands.required(1, "YES or NO");
  operands.end(1);
  if (!text) {
    return;
  }
  const std::string word = upper(*text);
  if (word != "YES" && word != "NO") {
    operands.error(1, operands.quoted(1) + " is neither YES nor NO; write CA_AUTH YES");
    return;
  }
  ca_auth_ = Said{word == "YES" ? 1 : 0, operands.at(0)};
}

void TlsSection::ca_auth_type(Operands& operands) {
  const auto value =
      number(operands, "0123", "CA_AUTH_TYPE 0 (by the roots of KEYFILE), 1, 2 or 3 (not at all)");
  if (!value) {
    return;
  }
  ca_auth_type_ = Said{*value, operands.at(0)};
  if (*value == 1 || *value == 2) {
    problems_.note(operands.at(1),
                   "CA_AUTH_TYPE " + std::to_string(*value) +
                       " is 0 here, and revoked certificates are not looked for: a deck has no "
                       "place for the list; convert the deck and add \"client_crl\"");
  }
}

// An ATTLS shows by its form whom it is for, a PROXY by its sides.
bool TlsSection::suits(const TlsDefinition& definition) {
  const bool server = definition.statement == TlsStatement::ServerAttls ||
                      (definition.statement == TlsStatement::Proxy && definition.from.tls);
  const bool client = definition.statement == TlsStatement::ClientAttls ||
                      (definition.statement == TlsStatement::Proxy && definition.to.tls);
  if (role_ == Role::Server && client && !server) {
    problems_.error(definition.at,
                    "this statement is for clients of ours, and OPTION SERVER holds here; put "
                    "OPTION CLIENT before it");
    return false;
  }
  if (role_ == Role::Client && server && !client) {
    problems_.error(definition.at,
                    "this statement is for a server of ours, and OPTION CLIENT holds here; put "
                    "OPTION SERVER before it");
    return false;
  }
  return true;
}

bool TlsSection::apply(TlsDefinition& definition) {
  if (!suits(definition)) {
    return false;
  }
  definition.ftp = ftp_;
  if (definition.from.tls) {
    apply_server(definition);
  }
  if (definition.to.tls) {
    apply_client(definition);
  }
  return true;
}

void TlsSection::apply_server(TlsDefinition& definition) {
  if (handshake_server_) {
    handshake_server_->used = true;
  }
  if (!handshake_server_ || handshake_server_->value != 2) {
    return;
  }
  definition.settings.client = ClientCertificate::Required;
  definition.settings.at = handshake_server_->at;
  for (auto* said : {&ca_auth_, &ca_auth_type_}) {
    if (*said) {
      (*said)->used = true;
    }
  }
  definition.settings.allow_unverified =
      (ca_auth_ && ca_auth_->value == 0) || (ca_auth_type_ && ca_auth_type_->value == 3);
}

void TlsSection::apply_client(TlsDefinition& definition) {
  definition.verify = !handshake_client_ || handshake_client_->value == 0;
  if (handshake_client_) {
    handshake_client_->used = true;
  } else if (!verify_noted_) {
    verify_noted_ = true;
    problems_.note(definition.at,
                   "without HANDSHAKE_CLIENT the server's certificate is verified here, by the "
                   "roots in the key file; z/VSE would not (3)");
  }
}

void TlsSection::end() {
  if (handshake_server_ && !handshake_server_->used) {
    problems_.warning(handshake_server_->at,
                      "HANDSHAKE_SERVER does nothing: no statement after it, up to the next "
                      "OPTION, takes clients by TLS");
  }
  if (handshake_client_ && !handshake_client_->used) {
    problems_.warning(handshake_client_->at,
                      "HANDSHAKE_CLIENT does nothing: no statement after it, up to the next "
                      "OPTION, goes to a server by TLS");
  }
  for (const auto& [said, name] :
       {std::pair(&ca_auth_, "CA_AUTH"), std::pair(&ca_auth_type_, "CA_AUTH_TYPE")}) {
    if (*said && !(*said)->used) {
      problems_.warning((*said)->at, std::string(name) +
                                         " does nothing: client certificates are asked for by "
                                         "HANDSHAKE_SERVER 2, before the ATTLS or PROXY");
    }
  }
}

}  // namespace config::deck
