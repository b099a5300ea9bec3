#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/process.h"

namespace e2e {

// A key with a certificate that nobody has signed but itself.
struct OwnCertificate {
  std::string pem;          // a file with both
  std::string certificate;  // a file; also a "ca" that trusts it
  std::string pin;          // "sha256//…"
};
[[nodiscard]] OwnCertificate make_certificate(const TemporaryFolder& folder,
                                              const std::string& file, const std::string& host);

// A real FTP server on a free port of loopback, for one user with one password, who may write in
// the folder "in".
class FtpSink {
 public:
  enum class Server : std::uint8_t { Vsftpd, Proftpd };
  enum class Tls : std::uint8_t { None, Explicit, Implicit };
  struct Settings {
    Server server = Server::Vsftpd;
    Tls tls = Tls::None;
    std::string certificate{};  // OwnCertificate::pem
    std::string more{};         // lines of its own configuration
    bool only_tls12 = false;
  };
  explicit FtpSink(const Settings& settings);

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string user() const;
  static constexpr const char* kPassword = "geheim-7";
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path() / "root/in"; }
  // The bytes of a file in it; "(none)" if it is not there.
  [[nodiscard]] std::string file(const std::string& name) const;
  // Begins anew, with this one.
  void use_certificate(const std::string& pem);

 private:
  [[nodiscard]] std::string vsftpd_text(const Settings& settings) const;
  [[nodiscard]] std::string proftpd_text(const Settings& settings) const;
  void start();

  TemporaryFolder folder_;
  Settings settings_;
  std::uint16_t port_;
  std::unique_ptr<Process> process_;
};

}  // namespace e2e
