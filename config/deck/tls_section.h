#pragma once

#include <optional>
#include <string_view>

#include "config/deck/operands.h"
#include "config/tls_definition.h"

namespace config::deck {

// What OPTION, HANDSHAKE_* and CA_* say to the definitions after them. OPTION SERVER or CLIENT
// begins anew and takes back all of it (MODEL 5).
class TlsSection {
 public:
  explicit TlsSection(Problems& problems) : problems_(problems) {}

  void option(Operands& operands);
  void handshake_server(Operands& operands);
  void handshake_client(Operands& operands);
  void ca_auth(Operands& operands);
  void ca_auth_type(Operands& operands);

  // False: the definition is for the other kind of section, which has been reported.
  [[nodiscard]] bool apply(TlsDefinition& definition);
  // Says what of the section had no effect.
  void end();

 private:
  enum class Role : std::uint8_t { Unsaid, Server, Client };

  struct Said {
    int value = 0;
    Position at{};
    bool used = false;
  };

  [[nodiscard]] std::optional<int> number(Operands& operands, std::string_view allowed,
                                          std::string_view form);
  [[nodiscard]] bool suits(const TlsDefinition& definition);
  void apply_server(TlsDefinition& definition);
  void apply_client(TlsDefinition& definition);

  Problems& problems_;
  Role role_ = Role::Unsaid;
  bool ftp_ = false;
  std::optional<Said> handshake_server_{};
  std::optional<Said> handshake_client_{};
  std::optional<Said> ca_auth_{};  // 1: YES
  std::optional<Said> ca_auth_type_{};
  bool verify_noted_ = false;
};

}  // namespace config::deck
