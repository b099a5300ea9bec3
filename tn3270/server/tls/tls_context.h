#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/served_certificate.h"
#include "tn3270/server/tls/tls_source.h"

// OpenSSL's own types stay out of headers.
struct ssl_ctx_st;

namespace server {

class TicketKeys;

// One listener's TLS: keys, certificates and rules. No renegotiation, no compression. Immutable and
// shared by all reactors.
class TlsContext {
 public:
  using Loaded = std::variant<std::shared_ptr<const TlsContext>, std::string>;

  // The text says what is wrong, in which file, and what to do. A certificate that is not valid now
  // loads: clients are the ones to refuse it. Tickets are sealed with `keys`, or with its own.
  [[nodiscard]] static Loaded load(const TlsSource& source, const TicketKeys& keys);
  [[nodiscard]] static Loaded load(const TlsSource& source);

  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  [[nodiscard]] ssl_ctx_st* native() const { return native_; }
  // As the settings name them; never empty. The first is what unknown names get.
  [[nodiscard]] const std::vector<ServedCertificate>& certificates() const { return certificates_; }
  // What is odd about the files and does not keep them from being used; sentences that name them.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Parts;  // what the native context asks
  TlsContext(ssl_ctx_st* native, std::unique_ptr<Parts> parts);
  ssl_ctx_st* native_;
  std::unique_ptr<Parts> parts_;
  std::vector<ServedCertificate> certificates_;
  std::vector<std::string> notes_;
};

}  // namespace server
