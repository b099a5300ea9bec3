#pragma once

#include <array>

namespace server {

// What a listener's session tickets are sealed with: random, kept in memory only, the same before
// and after its certificate is renewed, so that clients resume.
class TicketKeys {
 public:
  TicketKeys();
  ~TicketKeys();
  TicketKeys(const TicketKeys&) = delete;
  TicketKeys& operator=(const TicketKeys&) = delete;

  [[nodiscard]] const std::array<unsigned char, 80>& bytes() const { return bytes_; }

 private:
  std::array<unsigned char, 80> bytes_{};  // a name, an HMAC key, an AES key, as OpenSSL wants them
};

}  // namespace server
