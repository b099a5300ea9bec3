#include "printers/delivery/ftp_delivery.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "printers/delivery/ftp_session.h"
#include "printers/delivery/name_pattern.h"
#include "printers/delivery/password_file.h"

namespace printers {
namespace {

using config::DeliverySettings;
using config::DeliveryTls;

// What a file is called until all of it is there. The same for each try of a job, so that a broken
// one leaves no second file.
constexpr std::string_view kTemporary = ".part";

// 7.87.0 to 7.88.1 leave TLS out of data connections that the server makes, and would send the job
// in the clear (curl 8.0.0 mends it).
bool loses_tls_when_active() {
  const unsigned int version = curl_version_info(CURLVERSION_NOW)->version_num;
  return version >= 0x075700 && version < 0x080000;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char one) { return one < ' '; });
}

// Why these settings can't work; empty: they may.
std::string fault_of(const DeliverySettings& settings, const std::string& password) {
  if (settings.tls != DeliveryTls::None && !settings.passive && loses_tls_when_active()) {
    return std::string("libcurl ") + curl_version_info(CURLVERSION_NOW)->version +
           " would send the data of active FTP without TLS; it must be passive";
  }
  if (settings.tls != DeliveryTls::None && settings.same_certificate &&
      !FtpCertificate::is_possible()) {
    return "this libcurl is not built with OpenSSL, so certificates can't be compared";
  }
  if (has_control(settings.user) || has_control(password) || has_control(settings.directory)) {
    return "its user, password or directory has a control character";
  }
  return {};
}

FtpPlace place_of(const DeliverySettings& settings, const Parcel& parcel) {
  FtpPlace place{settings.directory, expand(settings.file_name, parcel)};
  const std::size_t slash = place.name.find_last_of('/');
  if (slash != std::string::npos) {
    place.directory = FtpPlace{place.directory, place.name.substr(0, slash)}.path();
    place.name.erase(0, slash + 1);
  }
  if (place.name.empty()) {
    place.name = safe_file_name(place.name);
  }
  return place;
}

// One job on its way to one server.
class FtpJob {
 public:
  FtpJob(const DeliverySettings& settings, const std::string& password, const Parcel& parcel,
         const Stop& stop, Progress& progress)
      : settings_(settings),
        password_(password),
        parcel_(parcel),
        stop_(stop),
        progress_(progress) {}

  [[nodiscard]] DeliveryResult put(const FtpPlace& to) {
    session_.emplace(settings_, password_, stop_);
    const FtpEnd first = session_->upload(to, parcel_, progress_, FtpSession::Ccc::AsSet);
    DeliveryResult result = judge_upload(first);
    if (settings_.ccc && is_worth_a_try_without_ccc(first)) {
      session_.emplace(settings_, password_, stop_);
      result = judge_upload(session_->upload(to, parcel_, progress_, FtpSession::Ccc::Never));
    }
    return result;
  }

  [[nodiscard]] DeliveryResult put_and_rename(const FtpPlace& to) {
    using What = DeliveryResult::What;
    const FtpPlace part{to.directory, to.name + std::string(kTemporary)};
    DeliveryResult result = put(part);
    if (result.what != What::Printed) {
      return result;
    }
    result = judge_rename(session_->rename(part, to.name), std::move(result));
    if (result.what == What::Failed || result.what == What::Retry) {
      const FtpEnd removed = session_->remove(part);
      result.why += removed.end.code == CURLE_OK ? " (the temporary is deleted)"
                                                 : " (" + part.path() + " is left behind)";
    }
    return result;
  }

 private:
  const DeliverySettings& settings_;
  const std::string& password_;
  const Parcel& parcel_;
  const Stop& stop_;
  Progress& progress_;
  std::optional<FtpSession> session_;
};

}  // namespace

DeliveryResult deliver_ftp(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                           Progress& progress) {
  const DeliverySettings& settings = *lu.delivery;
  const auto password = password_of(settings);
  if (const auto* const none = std::get_if<NoPassword>(&password)) {
    return {DeliveryResult::What::Failed, none->why, {}, 0};
  }
  const std::string& secret = std::get<Password>(password).text;
  if (std::string fault = fault_of(settings, secret); !fault.empty()) {
    return {DeliveryResult::What::Failed, std::move(fault), {}, 0};
  }
  const FtpPlace place = place_of(settings, parcel);
  FtpJob job(settings, secret, parcel, stop, progress);
  DeliveryResult result =
      settings.temporary && !settings.append ? job.put_and_rename(place) : job.put(place);
  result.where = place.path();
  return result;
}

ProbeResult probe_ftp(const config::LuSettings& lu, const Stop& stop) {
  const DeliverySettings& settings = *lu.delivery;
  const auto password = password_of(settings);
  if (const auto* const none = std::get_if<NoPassword>(&password)) {
    return {ProbeResult::What::Rejected, none->why};
  }
  const std::string& secret = std::get<Password>(password).text;
  if (std::string fault = fault_of(settings, secret); !fault.empty()) {
    return {ProbeResult::What::Rejected, std::move(fault)};
  }
  FtpSession session(settings, secret, stop);
  return judge_probe(session.look(settings.directory));
}

}  // namespace printers
