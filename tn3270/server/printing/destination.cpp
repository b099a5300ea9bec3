#include "tn3270/server/printing/destination.h"

namespace server {
namespace {

std::string at(const config::DeliverySettings& delivery) {
  return delivery.port == 0 ? delivery.host
                            : delivery.host + " port " + std::to_string(delivery.port);
}

const char* by_tls(const config::DeliverySettings& delivery) {
  return delivery.tls == config::DeliveryTls::None ? "" : " by TLS";
}

std::string ftp_text(const config::DeliverySettings& delivery) {
  std::string text = delivery.tls == config::DeliveryTls::None ? "FTP " : "FTPS ";
  text += delivery.user.empty() ? at(delivery) : delivery.user + " at " + at(delivery);
  return delivery.directory.empty() ? text : text + " directory " + delivery.directory;
}

// "ipp://joe:secret@host/lp" -> "ipp://host/lp"
std::string without_user(const std::string& uri) {
  const auto scheme = uri.find("://");
  const auto begin = scheme == std::string::npos ? 0 : scheme + 3;
  const auto end = uri.find_first_of("/?#", begin);
  const auto user = uri.substr(begin, end - begin).rfind('@');
  return user == std::string::npos ? uri : uri.substr(0, begin) + uri.substr(begin + user + 1);
}

std::string text(config::LuType type, const config::DeliverySettings& delivery) {
  switch (type) {
    case config::LuType::Direct:
      return "DIRECT " + at(delivery) + by_tls(delivery);
    case config::LuType::Lpr:
      return "LPR queue " + delivery.queue + " at " + at(delivery) + by_tls(delivery);
    case config::LuType::Ftp:
      return ftp_text(delivery);
    case config::LuType::Ipp:
      return "IPP " + without_user(delivery.uri);
    case config::LuType::File:
      return "FILE " + delivery.directory + "/" + delivery.file_name;
    case config::LuType::Command:
      return "COMMAND " + (delivery.command.empty() ? std::string() : delivery.command.front());
    case config::LuType::Terminal:
    case config::LuType::Printer:
      break;
  }
  return "client";
}

}  // namespace

std::string destination_text(const config::LuSettings& lu) {
  return lu.delivery == nullptr ? "client" : text(lu.type, *lu.delivery);
}

}  // namespace server
