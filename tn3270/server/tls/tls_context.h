#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <variant>

// OpenSSL's own types stay out of headers.
struct ssl_ctx_st;

namespace server {

// One listener's TLS: key, certificate and rules, from one PEM file (private key, server
// certificate, further certificates of its chain, in any order; CRLF tolerated). TLS 1.2 and 1.3,
// no renegotiation, no compression. Immutable and shared by all reactors.
class TlsContext {
 public:
  // The text says what is wrong, in which file, and what to do. A certificate that is not valid now
  // loads: clients are the ones to refuse it.
  [[nodiscard]] static std::variant<std::shared_ptr<const TlsContext>, std::string> load(
      const std::string& file);

  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  [[nodiscard]] ssl_ctx_st* native() const { return native_; }
  [[nodiscard]] const std::string& subject() const { return subject_; }  // of the certificate
  [[nodiscard]] std::chrono::system_clock::time_point valid_from() const { return valid_from_; }
  [[nodiscard]] std::chrono::system_clock::time_point valid_until() const { return valid_until_; }

 private:
  explicit TlsContext(ssl_ctx_st* native) : native_(native) {}
  ssl_ctx_st* native_;
  std::string subject_;
  std::chrono::system_clock::time_point valid_from_;
  std::chrono::system_clock::time_point valid_until_;
};

}  // namespace server
