#include "printers/delivery/ipp_session.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace printers {
namespace {

constexpr std::string_view kDefaultPort = ":631";
// Nothing that we ask for comes near it.
constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

}  // namespace

std::variant<IppAddress, std::string> ipp_address(const std::string& uri) {
  const bool secure = uri.starts_with("ipps://");
  if (!secure && !uri.starts_with("ipp://")) {
    return "its uri \"" + uri + "\" is neither ipp:// nor ipps://";
  }
  const std::size_t begin = uri.find("://") + 3;
  const std::size_t slash = std::min(uri.find('/', begin), uri.size());
  std::string server = uri.substr(begin, slash - begin);
  if (server.find('@') != std::string::npos) {
    return std::string("its uri holds a user; \"user\" and \"password_file\" are for that");
  }
  if (server.empty() || std::any_of(uri.begin(), uri.end(),
                                    [](unsigned char one) { return one <= ' ' || one >= 0x7F; })) {
    return std::string("its uri is not one");
  }
  const std::size_t bracket = server.find(']');
  if (server.find(':', bracket == std::string::npos ? 0 : bracket) == std::string::npos) {
    server += kDefaultPort;
  }
  return IppAddress{server, (secure ? "https://" : "http://") + server + uri.substr(slash)};
}

IppSession::IppSession(const config::DeliverySettings& settings, IppAddress address,
                       const std::string& password, const Stop& stop)
    : address_(std::move(address)), curl_(stop, settings.connect, settings.answer) {
  curl_.set(CURLOPT_PROTOCOLS_STR, "http,https");
  curl_.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_.set(CURLOPT_URL, address_.url);
  curl_.set(CURLOPT_POST, 1L);
  curl_.set(CURLOPT_WRITEFUNCTION, &on_write);
  curl_.set(CURLOPT_WRITEDATA, this);
  headers_.reset(curl_slist_append(nullptr, "Content-Type: application/ipp"));
  set_logon(settings.user, password);
  curl_.set(CURLOPT_HTTPHEADER, headers_.get());
  set_tls(settings);
}

void IppSession::set_logon(const std::string& user, const std::string& password) {
  if (user.empty() || password.empty()) {
    return;
  }
  curl_.set(CURLOPT_USERNAME, user);
  curl_.set(CURLOPT_PASSWORD, password);
  curl_.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC | CURLAUTH_DIGEST));
  // Or the whole job goes out before the printer asks for the password.
  curl_slist_append(headers_.get(), "Expect: 100-continue");
}

void IppSession::set_tls(const config::DeliverySettings& settings) {
  curl_.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_.set(CURLOPT_SSL_VERIFYPEER, settings.verify ? 1L : 0L);
  curl_.set(CURLOPT_SSL_VERIFYHOST, settings.verify ? 2L : 0L);
  if (!settings.ca.empty()) {
    curl_.set(CURLOPT_CAINFO, settings.ca);
  }
  if (!settings.identity.empty()) {
    curl_.set(CURLOPT_SSLCERT, settings.identity);
    curl_.set(CURLOPT_SSLKEY, settings.identity);
  }
}

IppExchange IppSession::print(std::string request, const Parcel& parcel, Progress& progress) {
  return exchange({std::move(request), &parcel}, progress);
}

IppExchange IppSession::ask(std::string request) {
  Progress none;
  return exchange({std::move(request), nullptr}, none);
}

IppExchange IppSession::exchange(CurlBody body, Progress& progress) {
  heard_.clear();
  curl_.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_.send(std::move(body), progress);
  IppExchange one{address_.server, curl_.run()};
  curl_easy_getinfo(curl_.handle(), CURLINFO_RESPONSE_CODE, &one.http_status);
  if (one.end.what == CurlEnd::What::Ended && one.end.code == CURLE_OK && one.http_status == 200) {
    one.answer = read_ipp_answer(heard_);
  }
  return one;
}

std::size_t IppSession::on_write(char* bytes, std::size_t size, std::size_t count, void* self) {
  std::string& heard = static_cast<IppSession*>(self)->heard_;
  if (heard.size() + size * count > kMostBytes) {
    return 0;
  }
  heard.append(bytes, size * count);
  return size * count;
}

}  // namespace printers
