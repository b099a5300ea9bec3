#include "printers/delivery/ftp_session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace printers {
namespace {

using config::DeliveryTls;

// A pin names the server's key itself, so it needs no authority beside it, and no name.
bool checks_chain(const config::DeliverySettings& settings) {
  return settings.verify && (settings.pin.empty() || !settings.ca.empty());
}

std::string in_brackets(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

long seconds_of(config::Ticks time) {
  return static_cast<long>(std::chrono::ceil<std::chrono::seconds>(time).count());
}

CurlList list_of(const std::string& first, const std::string& second = {}) {
  CurlList list(curl_slist_append(nullptr, first.c_str()));
  if (!second.empty() && curl_slist_append(list.get(), second.c_str()) == nullptr) {
    list.reset();
  }
  return list;
}

}  // namespace

std::string FtpPlace::path() const {
  const bool apart = !directory.empty() && directory.back() != '/';
  return directory + (apart ? "/" : "") + name;
}

FtpSession::FtpSession(const config::DeliverySettings& settings, const std::string& password,
                       const Stop& stop)
    : settings_(settings),
      dialog_(password),
      certificate_(dialog_, checks_chain(settings) ? FtpCertificate::Chain::Checked
                                                   : FtpCertificate::Chain::Taken),
      curl_(stop, settings.connect, settings.answer) {
  curl_.listen([this](curl_infotype type, std::string_view line) {
    if (type == CURLINFO_HEADER_IN) {
      dialog_.heard(line);
    } else {
      dialog_.said(line);
    }
  });
  curl_.set(CURLOPT_PROTOCOLS_STR, "ftp,ftps");
  curl_.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds_of(settings.answer));
  curl_.set(CURLOPT_FTP_FILEMETHOD, static_cast<long>(CURLFTPMETHOD_SINGLECWD));
  set_logon(password);
  set_data();
  if (settings.tls != DeliveryTls::None) {
    set_tls();
  }
}

void FtpSession::set_logon(const std::string& password) {
  if (!settings_.user.empty()) {
    curl_.set(CURLOPT_USERNAME, settings_.user);
    curl_.set(CURLOPT_PASSWORD, password);
  }
}

void FtpSession::set_tls() {
  const bool checked = checks_chain(settings_);
  curl_.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));  // PROT P, or nothing
  curl_.set(CURLOPT_FTPSSLAUTH, static_cast<long>(CURLFTPAUTH_TLS));
  curl_.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_.set(CURLOPT_SSL_VERIFYPEER, checked ? 1L : 0L);
  curl_.set(CURLOPT_SSL_VERIFYHOST, checked ? 2L : 0L);
  if (!settings_.ca.empty()) {
    curl_.set(CURLOPT_CAINFO, settings_.ca);
  }
  if (!settings_.identity.empty()) {
    curl_.set(CURLOPT_SSLCERT, settings_.identity);
    curl_.set(CURLOPT_SSLKEY, settings_.identity);
  }
  if (!settings_.pin.empty()) {
    curl_.set(CURLOPT_PINNEDPUBLICKEY, settings_.pin);
  }
  if (settings_.same_certificate) {
    certificate_.watch(curl_);
  }
}

void FtpSession::set_data() {
  if (settings_.passive) {
    curl_.set(CURLOPT_FTP_SKIP_PASV_IP, 1L);  // 227 may name an address behind a NAT, or a victim's
  } else {
    curl_.set(CURLOPT_FTPPORT, "-");
    curl_.set(CURLOPT_ACCEPTTIMEOUT_MS, static_cast<long>(settings_.connect.count()));
  }
}

// Escaped as a whole: what the server gets is the directory as it is written in the settings.
std::string FtpSession::url(const std::string& path) {
  const bool implicit = settings_.tls == DeliveryTls::Implicit;
  std::string text = (implicit ? "ftps://" : "ftp://") + in_brackets(settings_.host);
  if (settings_.port != 0) {
    text += ":" + std::to_string(settings_.port);
  }
  char* const escaped =
      curl_easy_escape(curl_.handle(), path.c_str(), static_cast<int>(path.size()));
  text += "/" + std::string(escaped == nullptr ? "" : escaped);
  curl_free(escaped);
  return text;
}

FtpEnd FtpSession::upload(const FtpPlace& to, const Parcel& parcel, Progress& progress, Ccc ccc) {
  const bool clears = settings_.ccc && ccc == Ccc::AsSet && settings_.tls != DeliveryTls::None;
  curl_.set(CURLOPT_FTP_SSL_CCC,
            static_cast<long>(clears ? CURLFTPSSL_CCC_ACTIVE : CURLFTPSSL_CCC_NONE));
  curl_.set(CURLOPT_URL, url(to.path()));
  curl_.set(CURLOPT_UPLOAD, 1L);
  curl_.set(CURLOPT_APPEND, settings_.append ? 1L : 0L);
  curl_.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(parcel.size));
  curl_.send({{}, &parcel}, progress);
  return run(to.path());
}

FtpEnd FtpSession::rename(const FtpPlace& from, const std::string& to) {
  return command(from, to, list_of("RNFR " + from.name, "RNTO " + to));
}

FtpEnd FtpSession::remove(const FtpPlace& what) {
  return command(what, what.name, list_of("DELE " + what.name));
}

FtpEnd FtpSession::look(const std::string& directory) {
  return command({directory, {}}, directory, nullptr);
}

// After the CWD, without a transfer.
FtpEnd FtpSession::command(const FtpPlace& at, const std::string& name, CurlList commands) {
  std::string folder = at.path().substr(0, at.path().size() - at.name.size());
  if (!folder.empty() && folder.back() != '/') {
    folder += '/';
  }
  curl_.set(CURLOPT_UPLOAD, 0L);
  curl_.set(CURLOPT_NOBODY, 1L);
  curl_.set(CURLOPT_URL, url(folder));
  curl_.set(CURLOPT_PREQUOTE, commands.get());
  FtpEnd end = run(name);
  curl_.set(CURLOPT_PREQUOTE, nullptr);
  return end;
}

FtpEnd FtpSession::run(const std::string& name) {
  const std::string server = in_brackets(settings_.host) + ":" + std::to_string(settings_.port);
  dialog_.begin();
  CurlEnd end = curl_.run();
  return {server, name, std::move(end), dialog_, certificate_.changed()};
}

}  // namespace printers
