#include <memory>
#include <utility>

#include "config/code_pages.h"
#include "config/json/fields.h"
#include "config/json/name_ranges.h"
#include "config/json/sections.h"
#include "config/limits.h"

namespace config::json {
namespace {

constexpr Word<LuType> kLuTypes[] = {{"terminal", LuType::Terminal},
                                     {"printer", LuType::Printer},
                                     {"direct", LuType::Direct},
                                     {"lpr", LuType::Lpr},
                                     {"ftp", LuType::Ftp}};
constexpr Word<PrinterData> kPrinterData[] = {{"dsc", PrinterData::Dsc}, {"scs", PrinterData::Scs}};
constexpr Word<FtpTls> kFtpTls[] = {
    {"none", FtpTls::None}, {"explicit", FtpTls::Explicit}, {"implicit", FtpTls::Implicit}};

// Well-known ports: raw printing, RFC 1179, RFC 959, and FTP over TLS from the first byte.
constexpr std::uint16_t kRawPort = 9100;
constexpr std::uint16_t kLprPort = 515;
constexpr std::uint16_t kFtpPort = 21;
constexpr std::uint16_t kFtpsPort = 990;

// One entry of "lus": the settings of all LUs that its names stand for; `lu` gets the name of each
// in turn.
struct LuEntry {
  LuSettings lu{.name = *LuName::parse("LU")};
  DeliverySettings delivery;
  std::vector<LuName> names;
  Position named;                // where the names were said
  std::vector<LuName> printers;  // as many, or none
  Position printers_at;
};

void read_names(Reading& reading, const Value& value, LuEntry& entry) {
  if (entry.named.line > 0) {
    reading.error(value.key_at(), "'name' and 'names' are the same setting; keep one of the two");
    return;
  }
  entry.named = value.at();
  if (!reading.is(value, Kind::Text, "a name, a range like T[001-100], or a list of both")) {
    return;
  }
  ExpandedNames expanded = expand_names(value.text());
  if (!expanded.error.empty()) {
    reading.error(value.at(), expanded.error);
  } else {
    entry.names = std::move(expanded.names);
  }
}

void read_typeterm(Reading& reading, const Value& value, LuEntry& entry) {
  std::string typeterm;
  if (reading.text(value, typeterm)) {
    entry.lu.typeterm = typeterm;
  }
}

// The partners, in the order of the names: each terminal has its own (RFC 2355 7.1.1).
void read_printers(Reading& reading, const Value& value, LuEntry& entry) {
  entry.printers_at = value.at();
  if (!reading.is(value, Kind::Text, "the name of a printer LU, or a range like P[001-100]")) {
    return;
  }
  ExpandedNames expanded = expand_names(value.text());
  if (!expanded.error.empty()) {
    reading.error(value.at(), expanded.error);
  } else {
    entry.printers = std::move(expanded.names);
  }
}

constexpr Field<LuEntry> kLuFields[] = {
    {"names", read_names},
    {"name", read_names},
    {"type", [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kLuTypes, e.lu.type); }},
    {"application", [](Reading& r, const Value& v, LuEntry& e) { r.name(v, e.lu.application); }},
    {"logmode", [](Reading& r, const Value& v, LuEntry& e) { r.name(v, e.lu.logmode); }},
    {"typeterm", read_typeterm},
    {"printer", read_printers},
    {"group", [](Reading& r, const Value& v, LuEntry& e) { r.name(v, e.lu.group); }},
    {"data", [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kPrinterData, e.lu.data); }},
    {"sna", [](Reading& r, const Value& v, LuEntry& e) { r.flag(v, e.lu.sna); }},
    {"code_page", [](Reading& r, const Value& v, LuEntry& e) { r.code_page(v, e.lu.code_page); }},
    {"host", [](Reading& r, const Value& v, LuEntry& e) { r.host(v, e.delivery.host); }},
    {"port", [](Reading& r, const Value& v, LuEntry& e) { r.port(v, e.delivery.port); }},
    {"queue", [](Reading& r, const Value& v, LuEntry& e) { r.text(v, e.delivery.queue); }},
    {"user", [](Reading& r, const Value& v, LuEntry& e) { r.text(v, e.delivery.user); }},
    {"password_file",
     [](Reading& r, const Value& v, LuEntry& e) { r.path(v, e.delivery.password_file); }},
    {"tls", [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kFtpTls, e.delivery.tls); }},
    {"verify", [](Reading& r, const Value& v, LuEntry& e) { r.flag(v, e.delivery.verify); }},
    {"ca", [](Reading& r, const Value& v, LuEntry& e) { r.path(v, e.delivery.ca); }},
    {"directory", [](Reading& r, const Value& v, LuEntry& e) { r.text(v, e.delivery.directory); }},
    {"passive", [](Reading& r, const Value& v, LuEntry& e) { r.flag(v, e.delivery.passive); }},
};

using Types = unsigned;
constexpr Types bit(LuType type) {
  return 1U << static_cast<unsigned>(type);
}
constexpr Types kOutput = bit(LuType::Direct) | bit(LuType::Lpr) | bit(LuType::Ftp);
constexpr Types kAllTypes = bit(LuType::Terminal) | bit(LuType::Printer) | kOutput;

// Settings that mean something for some types only; all others are for every LU.
struct TypedKey {
  std::string_view key;
  Types types;
  std::string_view required_example;  // not empty: these types need it
};
constexpr TypedKey kTypedKeys[] = {
    {"printer", bit(LuType::Terminal), ""},
    {"group", kAllTypes & ~kOutput, ""},
    {"data", kAllTypes & ~bit(LuType::Terminal), ""},
    {"host", kOutput, "\"host\": \"192.0.2.7\""},
    {"port", kOutput, ""},
    {"queue", bit(LuType::Lpr), "\"queue\": \"lp\""},
    {"user", bit(LuType::Ftp), "\"user\": \"anonymous\""},
    {"password_file", bit(LuType::Ftp), ""},
    {"tls", bit(LuType::Ftp), ""},
    {"verify", bit(LuType::Ftp), ""},
    {"ca", bit(LuType::Ftp), ""},
    {"directory", bit(LuType::Ftp), ""},
    {"passive", bit(LuType::Ftp), ""},
};

std::string_view word(LuType type) {
  return kLuTypes[static_cast<std::size_t>(type)].spelled;
}

std::string listed(Types types) {
  std::string all;
  for (const Word<LuType>& word : kLuTypes) {
    if ((types & bit(word.meaning)) != 0) {
      all += (all.empty() ? "" : " or ") + std::string(word.spelled);
    }
  }
  return all;
}

void check_typed_keys(Reading& reading, const Value& object, LuType type) {
  Types given = 0;  // bit i: kTypedKeys[i]
  for (const Value member : object) {
    for (std::size_t i = 0; i < std::size(kTypedKeys); ++i) {
      if (member.key() != kTypedKeys[i].key) {
        continue;
      }
      given |= 1U << i;
      if ((kTypedKeys[i].types & bit(type)) == 0) {
        reading.error(member.key_at(), label(member) + " is for LUs of type " +
                                           listed(kTypedKeys[i].types) + ", and this is a " +
                                           std::string(word(type)) +
                                           "; remove it or change the type");
      }
    }
  }
  for (std::size_t i = 0; i < std::size(kTypedKeys); ++i) {
    const TypedKey& key = kTypedKeys[i];
    const bool needed = !key.required_example.empty() && (key.types & bit(type)) != 0;
    if (needed && (given & (1U << i)) == 0) {
      reading.error(object.at(), "a LU of type " + std::string(word(type)) + " needs '" +
                                     std::string(key.key) + "'; add " +
                                     std::string(key.required_example));
    }
  }
}

std::uint16_t default_port(LuType type, FtpTls tls) {
  switch (type) {
    case LuType::Direct:
      return kRawPort;
    case LuType::Lpr:
      return kLprPort;
    case LuType::Ftp:
      return tls == FtpTls::Implicit ? kFtpsPort : kFtpPort;
    case LuType::Terminal:
    case LuType::Printer:
    case LuType::Ipp:
    case LuType::File:
    case LuType::Command:
      break;
  }
  return 0;
}

void check_partners(Reading& reading, const LuEntry& entry) {
  if (entry.printers.empty() || entry.names.empty() ||
      entry.printers.size() == entry.names.size()) {
    return;
  }
  reading.error(entry.printers_at,
                "'printer' is " + std::to_string(entry.printers.size()) + " LU" +
                    (entry.printers.size() == 1 ? "" : "s") + " for " +
                    std::to_string(entry.names.size()) +
                    " terminals; each has a partner of its own: name as many, like P[001-100]");
}

void check_code_page(Reading& reading, const Value& object, const LuSettings& lu) {
  if (lu.code_page != kClientCodePage || (kOutput & bit(lu.type)) == 0) {
    return;
  }
  for (const Value member : object) {
    if (member.key() == "code_page") {
      reading.error(member.at(), "a LU of type " + std::string(word(lu.type)) +
                                     " has no client that could say a code page; write its number");
    }
  }
}

void read_lu(Reading& reading, const Value& object, ServerSettings& server) {
  LuEntry entry;
  if (!read_fields(reading, object, kLuFields, entry)) {
    return;
  }
  if (entry.named.line == 0) {
    reading.error(object.at(), "these LUs have no 'names'; add \"names\": \"T[001-100]\"");
  }
  check_typed_keys(reading, object, entry.lu.type);
  check_partners(reading, entry);
  check_code_page(reading, object, entry.lu);
  if ((kOutput & bit(entry.lu.type)) != 0) {
    if (entry.delivery.port == 0) {
      entry.delivery.port = default_port(entry.lu.type, entry.delivery.tls);
    }
    entry.lu.delivery = std::make_shared<const DeliverySettings>(std::move(entry.delivery));
  }
  if (server.lus.size() + entry.names.size() > limits::kRangeNames) {
    reading.error(entry.named, "with these the partition has more than " +
                                   std::to_string(limits::kRangeNames) + " LUs");
    return;
  }
  entry.lu.at = entry.named;
  const bool paired = entry.printers.size() == entry.names.size();
  for (std::size_t i = 0; i < entry.names.size(); ++i) {
    entry.lu.name = entry.names[i];
    if (paired) {
      entry.lu.printer = entry.printers[i];
    }
    server.lus.push_back(entry.lu);
  }
}

}  // namespace

void read_lus(Reading& reading, const Value& value, ServerSettings& server) {
  read_list(reading, value, [&](const Value& entry) { read_lu(reading, entry, server); });
  server.lus.shrink_to_fit();
}

Keys lu_keys() {
  return keys_of(kLuFields);
}

}  // namespace config::json
