#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <variant>
#include <vector>

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
  // Of the first certificate, which unknown names get.
  [[nodiscard]] const std::string& subject() const { return subject_; }
  [[nodiscard]] std::chrono::system_clock::time_point valid_from() const { return valid_from_; }
  [[nodiscard]] std::chrono::system_clock::time_point valid_until() const { return valid_until_; }
  // What is odd about the files and does not keep them from being used; sentences that name them.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  explicit TlsContext(ssl_ctx_st* native) : native_(native) {}
  ssl_ctx_st* native_;
  std::string subject_;
  std::chrono::system_clock::time_point valid_from_;
  std::chrono::system_clock::time_point valid_until_;
  std::vector<std::string> notes_;
};

}  // namespace server
