#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// A CA's word that a certificate is not revoked, which a client is given that asks for it.
class OcspStaple {
 public:
  // Reads `file` (DER), which must be of one of `stores`. The text is a sentence.
  [[nodiscard]] static std::variant<std::unique_ptr<OcspStaple>, std::string> read(
      const std::string& file, const std::vector<Keystore>& stores);

  // This must outlive the context.
  void serve(SSL_CTX& context);

  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  OcspStaple() = default;
  static int answer(SSL* connection, void* self);

  std::string response_;
  Certificate certificate_;  // that it is of
  WallTime valid_until_ = WallTime::max();
  std::vector<std::string> notes_;
};

// What an SSL keeps of it after the handshake goes.
void forget_staple(SSL& connection);

}  // namespace server
