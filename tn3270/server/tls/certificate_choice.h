#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// The certificates of one listener. The name that a client asks for chooses (SNI); of several with
// that name it is sent the kind that it can verify. An unknown name, or none, gets the first.
class CertificateChoice {
 public:
  // REQUIRES: stores is not empty.
  explicit CertificateChoice(std::vector<Keystore> stores);

  [[nodiscard]] const std::vector<Keystore>& stores() const { return stores_; }

  // The places of those for `name`, one of each kind of key; never empty.
  [[nodiscard]] std::vector<std::size_t> of(std::string_view name) const;

  // Pairs of places: the first is never chosen because of the second.
  struct Hidden {
    std::size_t which;
    std::size_t by;
  };
  [[nodiscard]] std::vector<Hidden> hidden() const;

  // Gives `context` those that unknown names get, and with several it asks this for each client;
  // this must outlive it. The place of the one that OpenSSL does not take: its error queue says
  // why.
  [[nodiscard]] std::optional<std::size_t> serve(SSL_CTX& context);

 private:
  static int choose(SSL* connection, void* self);
  [[nodiscard]] std::vector<std::size_t> matching(std::string_view name) const;

  std::vector<Keystore> stores_;
  std::string first_name_;  // of the first; empty: it has none
};

// Whether OpenSSL takes it; its error queue says why not.
[[nodiscard]] bool use_keystore(SSL_CTX& context, const Keystore& store);

}  // namespace server
