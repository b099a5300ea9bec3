#include "printers/delivery/lpr_control_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

#include "printers/delivery/name_pattern.h"

namespace printers {
namespace {

// RFC 1179 s.7: the longest operands. Its 31 for H is 15 here: some spoolers compare only so much.
constexpr std::size_t kHost = 15;
constexpr std::size_t kUser = 31;
constexpr std::size_t kClass = 31;
constexpr std::size_t kJob = 99;
constexpr std::size_t kSource = 131;
// Job numbers have three digits.
constexpr JobId kNumbers = 1000;

// Some spoolers put these into shell commands, file names and mails: printable ASCII only.
std::string operand(const std::string& text, std::size_t most) {
  std::string kept;
  for (const char one : text) {
    const auto byte = static_cast<unsigned char>(one);
    if ((byte & 0xC0U) != 0x80U) {  // one '?' for each character of UTF-8
      kept += byte >= 0x20 && byte < 0x7F ? one : '?';
    }
  }
  kept.resize(std::min(kept.size(), most));
  return kept;
}

// A word: what a name of a host or user may have.
std::string word(const std::string& text, std::size_t most) {
  std::string kept = operand(text, most);
  std::replace_if(
      kept.begin(), kept.end(),
      [](unsigned char one) {
        return std::isalnum(one) == 0 && one != '.' && one != '-' && one != '_' && one != '@' &&
               one != '#' && one != '$';
      },
      '-');
  return kept;
}

std::string host_of(const config::DeliverySettings& settings, const std::string& machine) {
  std::string host = settings.host_name.empty() ? machine : settings.host_name;
  if (host.size() > kHost) {
    host = host.substr(0, host.find('.'));
  }
  return host.empty() ? "tn3270d" : word(host, kHost);
}

std::string user_of(const config::DeliverySettings& settings, const Parcel& parcel) {
  if (!settings.user.empty()) {
    return word(settings.user, kUser);
  }
  if (parcel.facts.application) {
    return word(std::string(parcel.facts.application->view()), kUser);
  }
  const std::string& submitter = parcel.facts.submitter;
  return submitter.empty() ? "tn3270d" : word(submitter.substr(0, submitter.find(' ')), kUser);
}

}  // namespace

LprJob lpr_job(const config::DeliverySettings& settings, const Parcel& parcel,
               const std::string& machine) {
  std::array<char, 4> number{};
  std::snprintf(number.data(), number.size(), "%03u", static_cast<unsigned>(parcel.job % kNumbers));
  const std::string host = host_of(settings, machine);
  const std::string user = user_of(settings, parcel);
  const std::string title = title_of(parcel);
  LprJob job{
      std::string("cfA") + number.data() + host, std::string("dfA") + number.data() + host, {}};
  const auto line = [&job](char code, const std::string& text) {
    if (!text.empty()) {
      job.control_file += code + text + "\n";
    }
  };
  // In the order that the strictest spoolers want; some refuse C and L, so only when asked for.
  line('H', host);
  line('P', user);
  line('J', operand(settings.job_name.empty() ? title : expand(settings.job_name, parcel), kJob));
  line('C', operand(settings.class_name, kClass));
  line('L', settings.lpr_banner ? user : std::string());
  line(settings.filtered ? 'f' : 'l', job.data_name);
  line('U', job.data_name);
  line('N', operand(title, kSource));
  return job;
}

}  // namespace printers
