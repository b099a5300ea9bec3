#include "tn3270/server/tls/ticket_keys.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "config/verify.h"

namespace server {

TicketKeys::TicketKeys() {
  VERIFY(RAND_bytes(bytes_.data(), static_cast<int>(bytes_.size())) == 1, "random bytes");
}

TicketKeys::~TicketKeys() {
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

}  // namespace server
