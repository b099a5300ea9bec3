#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/tls_source.h"

// OpenSSL's own types stay out of headers.
struct ssl_ctx_st;

namespace server {

// The client's side of TLS for connections that we make: TLS 1.2 and 1.3, what is trusted, our own
// certificate. Immutable; shared by threads.
class TlsClientContext {
 public:
  // The text says what is wrong, in which file, and what to do.
  [[nodiscard]] static std::variant<std::shared_ptr<const TlsClientContext>, std::string> load(
      const TlsClientSource& source);

  ~TlsClientContext();
  TlsClientContext(const TlsClientContext&) = delete;
  TlsClientContext& operator=(const TlsClientContext&) = delete;

  [[nodiscard]] ssl_ctx_st* native() const { return native_; }
  [[nodiscard]] bool verifies() const { return verifies_; }
  [[nodiscard]] const std::string& verify_name() const { return verify_name_; }
  // What is odd about the files and does not keep them from being used; sentences.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  explicit TlsClientContext(ssl_ctx_st* native) : native_(native) {}
  ssl_ctx_st* native_;
  bool verifies_ = true;
  std::string verify_name_;
  std::vector<std::string> notes_;
};

}  // namespace server
