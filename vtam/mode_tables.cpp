#include <algorithm>

#include "config/verify.h"
#include "vtam/logmode.h"
#include "vtam/mode_tables_builtin.h"

namespace vtam {
namespace {

LogMode log_mode(const config::ModeEntry& entry) {
  LogMode mode{.name = entry.name};
  mode.fm_profile = entry.fm_profile;
  mode.ts_profile = entry.ts_profile;
  mode.primary = entry.primary;
  mode.secondary = entry.secondary;
  mode.common = entry.common;
  mode.ru_sizes = entry.ru_sizes;
  mode.secondary_send_pacing = entry.secondary_send_pacing;
  mode.secondary_receive_pacing = entry.secondary_receive_pacing;
  mode.primary_send_pacing = entry.primary_send_pacing;
  mode.pservic = entry.pservic;
  mode.origin = ModeOrigin::Defined;
  return mode;
}

config::TableName table_name(const char* text) {
  const auto name = config::TableName::parse(text);
  VERIFY(name.has_value(), "a built-in table has a valid name");
  return *name;
}

}  // namespace

config::TableName ModeTables::iesinclm() {
  return table_name("IESINCLM");
}
config::TableName ModeTables::istinclm() {
  return table_name("ISTINCLM");
}

ModeTables::ModeTables(const std::vector<config::ModeTable>& defined) {
  const auto add_built_in = [&](config::TableName name, const std::vector<LogMode>& modes) {
    for (const LogMode& mode : modes) {
      VERIFY(tables_[name].emplace(mode.name, mode).second,
             "a built-in logmode is in its table once");
    }
  };
  add_built_in(iesinclm(), built_in_iesinclm());
  add_built_in(istinclm(), built_in_istinclm());
  for (const config::ModeTable& table : defined) {
    auto& modes = tables_[table.name];
    for (const config::ModeEntry& entry : table.entries) {
      modes.insert_or_assign(entry.name, log_mode(entry));
    }
  }
}

bool ModeTables::has_table(config::TableName name) const {
  return tables_.contains(name);
}

const LogMode* ModeTables::find_in(config::TableName name, config::ModeName mode) const {
  const auto entries = tables_.find(name);
  if (entries == tables_.end()) {
    return nullptr;
  }
  const auto found = entries->second.find(mode);
  return found == entries->second.end() ? nullptr : &found->second;
}

const LogMode* ModeTables::find(config::ModeName mode,
                                std::optional<config::TableName> first) const {
  if (first) {
    if (const LogMode* found = find_in(*first, mode)) {
      return found;
    }
  }
  return find_in(istinclm(), mode);
}

std::vector<const LogMode*> ModeTables::entries(config::TableName name) const {
  std::vector<const LogMode*> entries;
  if (const auto found = tables_.find(name); found != tables_.end()) {
    for (const auto& [mode_name, mode] : found->second) {
      entries.push_back(&mode);
    }
  }
  std::sort(entries.begin(), entries.end(), [](const LogMode* one, const LogMode* other) {
    return one->name.view() < other->name.view();
  });
  return entries;
}

std::vector<config::TableName> ModeTables::names() const {
  std::vector<config::TableName> names;
  names.reserve(tables_.size());
  for (const auto& [name, modes] : tables_) {
    names.push_back(name);
  }
  std::sort(names.begin(), names.end(), [](config::TableName one, config::TableName other) {
    return one.view() < other.view();
  });
  return names;
}

}  // namespace vtam
