#pragma once

#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace e2e {

// What `tn3270d certificate` makes, in a folder of its own: a CA and a server's certificate for
// localhost.
class Certificates {
 public:
  // `more` are further arguments of the command.
  explicit Certificates(const std::vector<std::string>& more = {});
  [[nodiscard]] std::string ca() const { return file("ca.pem"); }
  [[nodiscard]] std::string server() const { return file("server.pem"); }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder_.path() / name).string();
  }
  // The listener of `json` speaks TLS: "immediate", "negotiated" or "required"; `settings` are
  // what is in its "tls_settings".
  [[nodiscard]] std::string on(const std::string& json, const std::string& tls,
                               const std::string& settings = {}) const;
  // A client's key and certificate in one file, made on the first call.
  [[nodiscard]] std::string client(const std::string& name) const;
  // The certificate in `path` is revoked from here on: the path of the list. By openssl.
  [[nodiscard]] std::string revoke(const std::string& path) const;
  // What an OCSP responder says of the server's certificate: the path of its answer. By openssl.
  [[nodiscard]] std::string staple() const;

 private:
  // `openssl ca` with a database of its own.
  void openssl_ca(const std::vector<std::string>& arguments) const;

  TemporaryFolder folder_;
};

}  // namespace e2e
