#pragma once

#include <string>

#include "config/settings.h"
#include "printers/delivery/curl_transfer.h"
#include "printers/delivery/ftp_certificate.h"
#include "printers/delivery/ftp_dialog.h"
#include "printers/delivery/ftp_verdict.h"

namespace printers {

// Where a file is: at the server's own root if the directory is empty.
struct FtpPlace {
  std::string directory;
  std::string name;
  [[nodiscard]] std::string path() const;
};

// One server, one logon and what is done with it. The connection is kept from one step to the next,
// and made anew where it was lost.
class FtpSession {
 public:
  FtpSession(const config::DeliverySettings& settings, const std::string& password,
             const Stop& stop);

  enum class Ccc : std::uint8_t { AsSet, Never };
  [[nodiscard]] FtpEnd upload(const FtpPlace& to, const Parcel& parcel, Progress& progress,
                              Ccc ccc);
  [[nodiscard]] FtpEnd rename(const FtpPlace& from, const std::string& to);
  [[nodiscard]] FtpEnd remove(const FtpPlace& what);
  // Logs on and looks whether the directory is there.
  [[nodiscard]] FtpEnd look(const std::string& directory);

 private:
  void set_logon(const std::string& password);
  void set_tls();
  void set_data();
  [[nodiscard]] std::string url(const std::string& path);
  [[nodiscard]] FtpEnd command(const FtpPlace& at, const std::string& name, CurlList commands);
  [[nodiscard]] FtpEnd run(const std::string& name);

  const config::DeliverySettings& settings_;
  FtpDialog dialog_;
  FtpCertificate certificate_;
  CurlTransfer curl_;
};

}  // namespace printers
