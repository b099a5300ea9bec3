#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "config/convert/sections.h"

namespace config::convert {
namespace {

// All but its own name and that of its partner.
Json settings_of(const LuSettings& lu, Writing& writing) {
  Json entry = Json::object();
  if (lu.type != LuType::Terminal) {
    entry["type"] = text(lu.type);
  }
  if (lu.application) {
    entry["application"] = lu.application->text();
  }
  if (lu.logmode) {
    entry["logmode"] = lu.logmode->text();
  }
  if (lu.typeterm) {
    entry["typeterm"] = *lu.typeterm;
  }
  if (lu.group) {
    entry["group"] = lu.group->text();
  }
  if (lu.data == PrinterData::Scs) {
    entry["data"] = "scs";
  }
  if (!lu.sna) {
    entry["sna"] = false;
  }
  add_text("code_page", lu.code_page, entry);
  if (lu.delivery) {
    add_delivery(lu, writing, entry);
  }
  if (lu.queueing) {
    add_jobs(*lu.queueing, entry);
  }
  return entry;
}

// A name as its beginning and the decimal number at its end.
struct Numbered {
  std::string_view stem;
  std::string_view digits;
  std::uint32_t number = 0;
};

Numbered numbered(std::string_view name) {
  const std::size_t from = name.find_last_not_of("0123456789") + 1;  // a name begins otherwise
  Numbered result{name.substr(0, from), name.substr(from)};
  std::from_chars(result.digits.data(), result.digits.data() + result.digits.size(), result.number);
  return result;
}

// T009 and T010, but not T9 and T10: a range has ends of one width.
bool follows(std::string_view one, std::string_view other) {
  const Numbered before = numbered(one);
  const Numbered after = numbered(other);
  return !before.digits.empty() && before.stem == after.stem &&
         before.digits.size() == after.digits.size() && before.number + 1 == after.number;
}

// LUs whose settings are alike and whose names, and those of their partners, count up.
struct Run {
  LuName first;
  LuName last;
  std::optional<LuName> first_printer;
  std::optional<LuName> last_printer;
  Json settings;

  [[nodiscard]] bool takes(const LuSettings& lu, const Json& its_settings) const {
    const bool partners = last_printer.has_value() == lu.printer.has_value() &&
                          (!lu.printer || follows(last_printer->view(), lu.printer->view()));
    return partners && follows(last.view(), lu.name.view()) && settings == its_settings;
  }
};

std::string range(LuName first, LuName last) {
  if (first == last) {
    return first.text();
  }
  const std::string_view last_name = last.view();
  const Numbered from = numbered(first.view());
  return std::string(from.stem) + "[" + std::string(from.digits) + "-" +
         std::string(last_name.substr(from.stem.size())) + "]";
}

Json entry_of(const Run& run) {
  Json entry = Json::object();
  entry["names"] = range(run.first, run.last);
  entry.update(run.settings);
  if (run.first_printer) {
    entry["printer"] = range(*run.first_printer, *run.last_printer);
  }
  return entry;
}

}  // namespace

Json lus(const std::vector<LuSettings>& lus, Writing& writing) {
  std::vector<Run> runs;
  for (const LuSettings& lu : lus) {
    Json settings = settings_of(lu, writing);
    if (!runs.empty() && runs.back().takes(lu, settings)) {
      runs.back().last = lu.name;
      runs.back().last_printer = lu.printer;
    } else {
      runs.push_back({lu.name, lu.name, lu.printer, lu.printer, std::move(settings)});
    }
  }
  Json list = Json::array();
  for (const Run& run : runs) {
    list.push_back(entry_of(run));
  }
  return list;
}

}  // namespace config::convert
