#include "printers/delivery/delivery.h"

#include <curl/curl.h>

#include <exception>
#include <string>

#include "config/verify.h"
#include "printers/delivery/command_delivery.h"
#include "printers/delivery/file_delivery.h"
#include "printers/delivery/ftp_delivery.h"
#include "printers/delivery/ipp_delivery.h"
#include "printers/delivery/lpr_delivery.h"
#include "printers/delivery/no_broken_pipes.h"
#include "printers/delivery/raw_delivery.h"

namespace printers {
namespace {

DeliveryResult deliver_by_type(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                               Progress& progress, const MakeTls& tls) {
  switch (lu.type) {
    case config::LuType::Direct:
      return deliver_raw(lu, parcel, stop, progress, tls);
    case config::LuType::Lpr:
      return deliver_lpr(lu, parcel, stop, progress, tls);
    case config::LuType::Ftp:
      return deliver_ftp(lu, parcel, stop, progress);
    case config::LuType::Ipp:
      return deliver_ipp(lu, parcel, stop, progress);
    case config::LuType::File:
      return deliver_file(lu, parcel, stop, progress);
    case config::LuType::Command:
      return deliver_command(lu, parcel, stop, progress);
    case config::LuType::Terminal:
    case config::LuType::Printer:
      break;
  }
  VERIFY(false, "a LU that no delivery is for");
  return {};
}

ProbeResult probe_by_type(const config::LuSettings& lu, const Stop& stop, const MakeTls& tls) {
  switch (lu.type) {
    case config::LuType::Direct:
      return probe_raw(lu, stop, tls);
    case config::LuType::Lpr:
      return probe_lpr(lu, stop, tls);
    case config::LuType::Ftp:
      return probe_ftp(lu, stop);
    case config::LuType::Ipp:
      return probe_ipp(lu, stop);
    case config::LuType::File:
      return probe_file(lu);
    case config::LuType::Command:
      return probe_command(lu);
    case config::LuType::Terminal:
    case config::LuType::Printer:
      break;
  }
  VERIFY(false, "a LU that no delivery is for");
  return {};
}

}  // namespace

// Never undone: a thread that resolves a name for libcurl may outlive its transfer.
std::optional<std::string> prepare_deliveries() {
  const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) {
    return std::string("libcurl can't be used: ") + curl_easy_strerror(code);
  }
  return std::nullopt;
}

DeliveryResult deliver(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                       Progress& progress, const MakeTls& tls) {
  const NoBrokenPipes quiet;
  try {
    return deliver_by_type(lu, parcel, stop, progress, tls);
  } catch (const std::exception& error) {
    // No memory, no more threads: nobody knows how much the printer has.
    return {progress.sent == 0 ? DeliveryResult::What::Retry : DeliveryResult::What::Unknown,
            std::string("the delivery broke down: ") + error.what(),
            {},
            progress.sent};
  }
}

ProbeResult probe(const config::LuSettings& lu, const Stop& stop, const MakeTls& tls) {
  const NoBrokenPipes quiet;
  try {
    return probe_by_type(lu, stop, tls);
  } catch (const std::exception& error) {
    return {ProbeResult::What::NoRoute, std::string("the test broke down: ") + error.what()};
  }
}

}  // namespace printers
