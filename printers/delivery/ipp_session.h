#pragma once

#include <optional>
#include <string>
#include <variant>

#include "config/settings.h"
#include "printers/delivery/curl_transfer.h"
#include "printers/delivery/ipp_message.h"

namespace printers {

// "ipps://host/printers/lp", taken apart.
struct IppAddress {
  std::string server;  // "host:631", for words
  std::string url;     // "https://host:631/printers/lp"
};
// Or why it can't be used.
[[nodiscard]] std::variant<IppAddress, std::string> ipp_address(const std::string& uri);

// How one request went.
struct IppExchange {
  std::string server;
  CurlEnd end;
  long http_status = 0;
  std::optional<IppAnswer> answer{};  // of HTTP status 200
};

// Requests to one printer: IPP's messages are libcups', HTTP and TLS libcurl's.
class IppSession {
 public:
  IppSession(const config::DeliverySettings& settings, IppAddress address,
             const std::string& password, const Stop& stop);

  [[nodiscard]] IppExchange print(std::string request, const Parcel& parcel, Progress& progress);
  [[nodiscard]] IppExchange ask(std::string request);

 private:
  void set_logon(const std::string& user, const std::string& password);
  void set_tls(const config::DeliverySettings& settings);
  [[nodiscard]] IppExchange exchange(CurlBody body, Progress& progress);
  static std::size_t on_write(char* bytes, std::size_t size, std::size_t count, void* self);

  IppAddress address_;
  std::string heard_;
  CurlList headers_;
  CurlTransfer curl_;
};

}  // namespace printers
