#pragma once

#include <string>

#include "printers/delivery/curl_transfer.h"
#include "printers/delivery/ftp_dialog.h"

namespace printers {

// PI18664: whoever answers on the data connection must show the certificate that the control
// connection has shown, also when that one is in the clear again (CCC). A data connection that
// resumes the session shows none: only the holder of that session's keys can resume it.
class FtpCertificate {
 public:
  enum class Chain : std::uint8_t { Checked, Taken };  // as settings' "verify" has it
  FtpCertificate(const FtpDialog& dialog, Chain chain) : dialog_(dialog), chain_(chain) {}

  // Not with a libcurl that is built with another TLS library.
  [[nodiscard]] static bool is_possible();
  // From now on it watches the handshakes of `transfer`, which it outlives.
  // REQUIRES: is_possible().
  void watch(CurlTransfer& transfer);
  [[nodiscard]] bool changed() const { return changed_; }

 private:
  static CURLcode on_context(CURL* handle, void* context, void* self);
  static int on_chain(void* store, void* self);
  [[nodiscard]] bool is_the_same(const std::string& digest);

  const FtpDialog& dialog_;
  Chain chain_;
  std::string remembered_;  // SHA-256 of the control connection's certificate
  bool changed_ = false;
};

}  // namespace printers
