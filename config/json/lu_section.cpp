#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "config/code_pages.h"
#include "config/json/lu_entry.h"
#include "config/json/name_ranges.h"
#include "config/json/sections.h"
#include "config/limits.h"

namespace config::json {
namespace {

constexpr Word<LuType> kLuTypes[] = {{"terminal", LuType::Terminal}, {"printer", LuType::Printer},
                                     {"direct", LuType::Direct},     {"lpr", LuType::Lpr},
                                     {"ftp", LuType::Ftp},           {"ipp", LuType::Ipp},
                                     {"file", LuType::File},         {"command", LuType::Command}};
constexpr Word<PrinterData> kPrinterData[] = {{"dsc", PrinterData::Dsc}, {"scs", PrinterData::Scs}};

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

constexpr LuField kOwnFields[] = {
    {"names", read_names},
    {"name", read_names},
    {"type", [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kLuTypes, e.lu.type); }},
    {"application", [](Reading& r, const Value& v, LuEntry& e) { r.name(v, e.lu.application); }},
    {"logmode", [](Reading& r, const Value& v, LuEntry& e) { r.name(v, e.lu.logmode); }},
    {"typeterm", read_typeterm},
    {"printer", read_printers, bit(LuType::Terminal)},
    {"group", [](Reading& r, const Value& v, LuEntry& e) { r.name(v, e.lu.group); }, kClients},
    {"data", [](Reading& r, const Value& v, LuEntry& e) { r.word(v, kPrinterData, e.lu.data); },
     kPrinters},
    {"sna", [](Reading& r, const Value& v, LuEntry& e) { r.flag(v, e.lu.sna); }},
    {"code_page", [](Reading& r, const Value& v, LuEntry& e) { r.code_page(v, e.lu.code_page); }},
};

const LuFields& lu_fields() {
  static const LuFields kAll = [] {
    LuFields all(std::begin(kOwnFields), std::end(kOwnFields));
    all.insert(all.end(), delivery_fields().begin(), delivery_fields().end());
    return all;
  }();
  return kAll;
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

void check_types(Reading& reading, const Value& object, LuType type) {
  for (const Value member : object) {
    const auto field =
        std::find_if(lu_fields().begin(), lu_fields().end(),
                     [&](const LuField& known) { return known.key == member.key(); });
    if (field != lu_fields().end() && (field->types & bit(type)) == 0) {
      reading.error(member.key_at(), label(member) + " is for LUs of type " + listed(field->types) +
                                         ", and this is a " + text(type) +
                                         "; remove it or change the type");
    }
  }
  for (const LuField& field : lu_fields()) {
    if ((field.needed & bit(type)) != 0 && !object.has(field.key)) {
      reading.error(object.at(), std::string("a LU of type ") + text(type) + " needs '" +
                                     std::string(field.key) + "'; add " +
                                     std::string(field.example));
    }
  }
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
  if (lu.code_page != kClientCodePage || (kDelivered & bit(lu.type)) == 0) {
    return;
  }
  for (const Value member : object) {
    if (member.key() == "code_page") {
      reading.error(member.at(), std::string("a LU of type ") + text(lu.type) +
                                     " has no client that could say a code page; write its number");
    }
  }
}

void read_lu(Reading& reading, const Value& object, ServerSettings& server) {
  LuEntry entry;
  if (!read_fields(reading, object, std::span<const LuField>(lu_fields()), entry)) {
    return;
  }
  if (entry.named.line == 0) {
    reading.error(object.at(), "these LUs have no 'names'; add \"names\": \"T[001-100]\"");
  }
  check_types(reading, object, entry.lu.type);
  check_partners(reading, entry);
  check_code_page(reading, object, entry.lu);
  if ((kDelivered & bit(entry.lu.type)) != 0) {
    settle_delivery(reading, object, entry);
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
  return keys_of(std::span<const LuField>(lu_fields()));
}

}  // namespace config::json
