#include <algorithm>
#include <string>
#include <utility>

#include "config/job_pattern.h"
#include "config/json/lu_entry.h"

// What an entry of "lus" says about where it delivers to.
namespace config::json {
namespace {

constexpr Word<DeliveryTls> kTls[] = {{"none", DeliveryTls::None},
                                      {"explicit", DeliveryTls::Explicit},
                                      {"implicit", DeliveryTls::Implicit}};
constexpr Word<ControlFile> kControls[] = {{"first", ControlFile::First},
                                           {"last", ControlFile::Last}};
constexpr Word<SourcePort> kSourcePorts[] = {{"any", SourcePort::Any},
                                             {"privileged", SourcePort::Privileged},
                                             {"rfc1179", SourcePort::Rfc1179}};

// Well-known ports: raw printing, RFC 1179, RFC 959, and FTP over TLS from the first byte.
constexpr std::uint16_t kRawPort = 9100;
constexpr std::uint16_t kLprPort = 515;
constexpr std::uint16_t kFtpPort = 21;
constexpr std::uint16_t kFtpsPort = 990;

// RFC 1179 7.1, 7.2, 7.8: what H, C and P hold.
constexpr std::size_t kLprName = 31;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// Text that goes into a line of a protocol: a line end in it would begin another command.
bool read_line(Reading& reading, const Value& value, std::string& setting) {
  std::string given;
  if (!reading.text(value, given)) {
    return false;
  }
  if (std::any_of(given.begin(), given.end(), is_control)) {
    reading.error(value.at(), label(value) + " has a control character; take it out");
    return false;
  }
  setting = std::move(given);
  return true;
}

bool fits_lpr(Reading& reading, const Value& value, const std::string& text) {
  if (text.size() > kLprName) {
    reading.error(value.at(), label(value) + " has " + std::to_string(text.size()) +
                                  " characters, and RFC 1179 has room for " +
                                  std::to_string(kLprName) + "; shorten it");
    return false;
  }
  return true;
}

template <std::string DeliverySettings::*setting>
void read_line_of(Reading& reading, const Value& value, LuEntry& entry) {
  read_line(reading, value, entry.delivery.*setting);
}

template <bool DeliverySettings::*setting>
void read_flag_of(Reading& reading, const Value& value, LuEntry& entry) {
  reading.flag(value, entry.delivery.*setting);
}

template <Ticks DeliverySettings::*setting>
void read_wait_of(Reading& reading, const Value& value, LuEntry& entry) {
  reading.seconds(value, Span{}, entry.delivery.*setting);
}

void read_class_name(Reading& reading, const Value& value, LuEntry& entry) {
  std::string given;
  if (read_line(reading, value, given) && fits_lpr(reading, value, given)) {
    entry.delivery.class_name = std::move(given);
  }
}

void read_host_name(Reading& reading, const Value& value, LuEntry& entry) {
  std::string given;
  if (reading.host(value, given) && fits_lpr(reading, value, given)) {
    entry.delivery.host_name = std::move(given);
  }
}

bool read_pattern(Reading& reading, const Value& value, std::string& setting) {
  std::string given;
  if (!read_line(reading, value, given)) {
    return false;
  }
  if (const std::string fault = pattern_fault(given); !fault.empty()) {
    reading.error(value.at(), label(value) + " " + fault);
    return false;
  }
  setting = std::move(given);
  return true;
}

void read_job_name(Reading& reading, const Value& value, LuEntry& entry) {
  read_pattern(reading, value, entry.delivery.job_name);
}

void read_file_name(Reading& reading, const Value& value, LuEntry& entry) {
  std::string given;
  if (!read_pattern(reading, value, given)) {
    return;
  }
  if (given.find('/') != std::string::npos) {
    reading.error(value.at(),
                  label(value) + " is a name without '/'; say the folder with \"directory\"");
    return;
  }
  entry.delivery.file_name = std::move(given);
}

// curl's notation: SHA-256 of the public key in base64, several with ';' between them.
bool is_pin(std::string_view pin) {
  constexpr std::string_view kKind = "sha256//";
  constexpr std::size_t kDigits = 43;
  constexpr std::string_view kBase64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return pin.size() == kKind.size() + kDigits + 1 && pin.substr(0, kKind.size()) == kKind &&
         pin.substr(kKind.size(), kDigits).find_first_not_of(kBase64) == std::string_view::npos &&
         pin.back() == '=';
}

void read_pin(Reading& reading, const Value& value, LuEntry& entry) {
  std::string given;
  if (!reading.text(value, given)) {
    return;
  }
  std::string_view rest = given;
  bool good = true;
  while (good && !rest.empty()) {
    const std::size_t end = rest.find(';');
    good = is_pin(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    good = good && (end == std::string_view::npos || !rest.empty());
  }
  if (!good) {
    reading.error(value.at(), label(value) +
                                  " must be the SHA-256 of a public key in base64, like "
                                  "\"sha256//…=\" with 44 characters; several stand with ';' "
                                  "between them");
    return;
  }
  entry.delivery.pin = std::move(given);
}

void read_uri(Reading& reading, const Value& value, LuEntry& entry) {
  std::string given;
  if (!reading.host(value, given)) {
    return;
  }
  constexpr const char* kRemedy = "; write one like \"ipp://192.0.2.7:631/printers/lp\"";
  const std::size_t slashes = given.find("://");
  const std::string scheme = given.substr(0, slashes);
  if (slashes == std::string::npos || (scheme != "ipp" && scheme != "ipps")) {
    reading.error(value.at(), label(value) + " must begin with ipp:// or ipps://" + kRemedy);
    return;
  }
  const std::string_view behind = std::string_view(given).substr(slashes + 3);
  const std::string_view authority = behind.substr(0, behind.find('/'));
  if (authority.empty() || authority.front() == ':') {
    reading.error(value.at(), label(value) + " has no host" + kRemedy);
  } else if (authority.find('@') != std::string_view::npos) {
    reading.error(value.at(), label(value) +
                                  " has a user in it, which lists and logs would show; take it "
                                  "out, and say \"user\" and \"password_file\"");
  } else {
    entry.delivery.uri = std::move(given);
  }
}

// The program's path, then its words.
void read_command(Reading& reading, const Value& value, LuEntry& entry) {
  std::vector<std::string>& command = entry.delivery.command;
  read_list(reading, value, [&](const Value& word) {
    std::string given;
    if (!(command.empty() ? reading.path(word, given) : reading.any_text(word, given))) {
      return;
    }
    if (given.find('\0') != std::string::npos) {
      reading.error(word.at(), "a word of a command has no zero byte in it; take it out");
      return;
    }
    command.push_back(std::move(given));
  });
  if (value.kind() == Kind::List && value.begin() == value.end()) {
    reading.error(value.at(), label(value) + " is empty; write a program's path and its words");
  }
}

constexpr Types kDirect = bit(LuType::Direct);
constexpr Types kLpr = bit(LuType::Lpr);
constexpr Types kFtp = bit(LuType::Ftp);
constexpr Types kIpp = bit(LuType::Ipp);
constexpr Types kFile = bit(LuType::File);
constexpr Types kCommand = bit(LuType::Command);
constexpr Types kHosts = kDirect | kLpr | kFtp;

constexpr LuField kFields[] = {
    {"host", [](Reading& r, const Value& v, LuEntry& e) { r.host(v, e.delivery.host); }, kHosts,
     kHosts, "\"host\": \"192.0.2.7\""},
    {"port", [](Reading& r, const Value& v, LuEntry& e) { r.port(v, e.delivery.port); }, kHosts},
    {"queue", read_line_of<&DeliverySettings::queue>, kLpr, kLpr, "\"queue\": \"lp\""},
    {"user", read_line_of<&DeliverySettings::user>, kLpr | kFtp | kIpp, kFtp,
     "\"user\": \"anonymous\""},
    {"password_file",
     [](Reading& r, const Value& v, LuEntry& e) { r.path(v, e.delivery.password_file); },
     kFtp | kIpp},
    {"tls", [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kTls, e.delivery.tls); },
     kHosts},
    {"verify", read_flag_of<&DeliverySettings::verify>, kHosts | kIpp},
    {"ca", [](Reading& r, const Value& v, LuEntry& e) { r.path(v, e.delivery.ca); }, kHosts | kIpp},
    {"identity", [](Reading& r, const Value& v, LuEntry& e) { r.path(v, e.delivery.identity); },
     kHosts | kIpp},
    {"pin", read_pin, kFtp},
    {"same_certificate", read_flag_of<&DeliverySettings::same_certificate>, kFtp},
    {"ccc", read_flag_of<&DeliverySettings::ccc>, kFtp},
    {"directory", read_line_of<&DeliverySettings::directory>, kFtp | kFile, kFile,
     "\"directory\": \"printed\""},
    {"file_name", read_file_name, kFtp | kFile},
    {"passive", read_flag_of<&DeliverySettings::passive>, kFtp},
    {"append", read_flag_of<&DeliverySettings::append>, kFtp},
    {"temporary", read_flag_of<&DeliverySettings::temporary>, kFtp},
    {"control",
     [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kControls, e.delivery.control); },
     kLpr},
    {"source_port",
     [](Reading& r, const Value& v, LuEntry& e) {
       r.word(v, kSourcePorts, e.delivery.source_port);
     },
     kLpr},
    {"spooler_banner", read_flag_of<&DeliverySettings::lpr_banner>, kLpr},
    {"filtered", read_flag_of<&DeliverySettings::filtered>, kLpr},
    {"class_name", read_class_name, kLpr},
    {"job_name", read_job_name, kLpr},
    {"host_name", read_host_name, kLpr},
    {"uri", read_uri, kIpp, kIpp, "\"uri\": \"ipp://192.0.2.7:631/printers/lp\""},
    {"command", read_command, kCommand, kCommand, "\"command\": [\"/usr/bin/lp\", \"-s\"]"},
    {"connect", read_wait_of<&DeliverySettings::connect>, kHosts | kIpp},
    {"answer", read_wait_of<&DeliverySettings::answer>, kHosts | kIpp | kCommand},
    {"format", read_format, kDelivered},
    {"jobs", read_jobs, kPrinters},
};

// Calls say(member) for the member that is called so.
template <class Say>
void if_said(const Value& object, std::string_view key, Say say) {
  for (const Value member : object) {
    if (member.key() == key) {
      say(member);
    }
  }
}

std::uint16_t default_port(LuType type, DeliveryTls tls) {
  switch (type) {
    case LuType::Direct:
      return kRawPort;
    case LuType::Lpr:
      return kLprPort;
    case LuType::Ftp:
      return tls == DeliveryTls::Implicit ? kFtpsPort : kFtpPort;
    case LuType::Terminal:
    case LuType::Printer:
    case LuType::Ipp:
    case LuType::File:
    case LuType::Command:
      break;
  }
  return 0;
}

// Under a temporary name, unless that is said not to be, or the file grows with each job.
void settle_ftp(Reading& reading, const Value& object, DeliverySettings& delivery) {
  const bool temporary_said = object.has("temporary");
  if (delivery.append && temporary_said && delivery.temporary) {
    if_said(object, "temporary", [&](const Value& member) {
      reading.error(member.key_at(),
                    "'temporary' and 'append' contradict each other: what is appended to a file "
                    "can't be renamed to it; remove one of the two");
    });
  }
  if (delivery.append || !temporary_said) {
    delivery.temporary = !delivery.append;
  }
}

void settle_tls(Reading& reading, const Value& object, LuEntry& entry) {
  DeliverySettings& delivery = entry.delivery;
  const bool ftp = entry.lu.type == LuType::Ftp;
  if (delivery.tls == DeliveryTls::Explicit && !ftp) {
    if_said(object, "tls", [&](const Value& member) {
      reading.error(member.at(), label(member) +
                                     " is 'explicit', which only FTP has; write \"implicit\" for "
                                     "TLS from the first byte");
    });
  }
  if (delivery.tls != DeliveryTls::None) {
    return;
  }
  for (const std::string_view key :
       {"verify", "ca", "identity", "pin", "same_certificate", "ccc"}) {
    if_said(object, key, [&](const Value& member) {
      reading.draft().problems.warning(
          member.key_at(), label(member) +
                               " says something about TLS, which this LU does not use; add "
                               "\"tls\": \"" +
                               (ftp ? "explicit" : "implicit") + "\", or remove it");
    });
  }
}

}  // namespace

const LuFields& delivery_fields() {
  static const LuFields kAll(std::begin(kFields), std::end(kFields));
  return kAll;
}

void settle_delivery(Reading& reading, const Value& object, LuEntry& entry) {
  DeliverySettings& delivery = entry.delivery;
  if (delivery.port == 0) {
    delivery.port = default_port(entry.lu.type, delivery.tls);
  }
  if (entry.lu.type == LuType::Ftp) {
    settle_ftp(reading, object, delivery);
  }
  if ((bit(entry.lu.type) & kHosts) != 0) {
    settle_tls(reading, object, entry);
  }
  if (entry.lu.type == LuType::File) {
    if_said(object, "directory",
            [&](const Value& member) { reading.path(member, delivery.directory); });
  }
  if (entry.lu.type == LuType::Lpr) {
    if_said(object, "user", [&](const Value& member) { fits_lpr(reading, member, delivery.user); });
  }
}

}  // namespace config::json
