#include "vtam/logmode_check.h"

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "vtam/logmode_choice.h"
#include "vtam/logmode_scope.h"
#include "vtam/mode_table_check.h"
#include "vtam/typeterm_check.h"

namespace vtam {
namespace {

using Rows = std::unordered_map<config::ApplId, const config::ApplRow*>;

Rows rows_by_acb(const config::Config& config) {
  Rows rows;
  for (const config::MajorNode& node : config.nodes) {
    for (const config::ApplRow& row : node.rows) {
      rows.emplace(row.acb_name.value_or(row.name), &row);
    }
  }
  return rows;
}

// Says a thing once, though a thousand LUs of one range or group share it.
class SaidOnce {
 public:
  explicit SaidOnce(config::Problems& problems) : problems_(problems) {}

  void warn(config::Position at, std::string text) {
    if (said_.emplace(at.file, text).second) {
      problems_.warning(at, std::move(text));
    }
  }

 private:
  config::Problems& problems_;
  std::set<std::pair<std::uint32_t, std::string>> said_;
};

// What LUs a partition has.
struct Kinds {
  LuKinds all;
  LuKinds terminals;
  LuKinds printers;
  std::unordered_map<config::GroupName, LuKinds> of_group;
  std::unordered_map<config::LuName, LuKind> of_lu;
};

class Checker {
 public:
  Checker(const config::Config& config, config::Problems& problems)
      : tables_(config.mode_tables), rows_(rows_by_acb(config)), said_(problems) {}

  void check(const config::ServerSettings& server) {
    Kinds kinds;
    for (const config::LuSettings& lu : server.lus) {
      check(lu, kinds);
    }
    for (const config::MapRule& rule : server.mapping) {
      if (rule.logmode) {
        check("LOGMODE", *rule.logmode, rule.at, kinds_of(rule, kinds));
      }
    }
    for (const config::ListenerSettings& listener : server.listeners) {
      for (const config::DeviceMode& row : listener.device_modes) {
        check(row, row.tn3270, kinds);
        check(row, row.tn3270e, kinds);
      }
    }
  }

  [[nodiscard]] const ModeTables& tables() const { return tables_; }

 private:
  void check(const char* what, config::ModeName mode, config::Position at, const LuKinds& kinds) {
    if (const auto why = why_passed_over(tables_, mode, kinds)) {
      said_.warn(at, std::string(what) + " " + *why);
    }
  }

  void check(const config::LuSettings& lu, Kinds& kinds) {
    const auto found = rows_.find(config::appl_of(lu.name));
    const config::ApplRow* row = found == rows_.end() ? nullptr : found->second;
    const LuKind kind = kind_of(lu, row);
    add_kind(kinds.all, kind);
    add_kind(kind.type == config::LuType::Terminal ? kinds.terminals : kinds.printers, kind);
    if (lu.group) {
      add_kind(kinds.of_group[*lu.group], kind);
    }
    kinds.of_lu.emplace(lu.name, kind);
    if (lu.logmode) {
      check("LOGMODE", *lu.logmode, lu.at, {kind});
    }
    if (row != nullptr && row->dlogmod) {
      check("DLOGMOD", *row->dlogmod, row->dlogmod_at, {kind});
    }
  }

  static LuKinds kinds_of(const config::MapRule& rule, const Kinds& kinds) {
    if (rule.lu) {
      const auto found = kinds.of_lu.find(*rule.lu);
      return found == kinds.of_lu.end() ? LuKinds() : LuKinds{found->second};
    }
    if (rule.group) {
      const auto found = kinds.of_group.find(*rule.group);
      return found == kinds.of_group.end() ? LuKinds() : found->second;
    }
    return kinds.all;
  }

  void check(const config::DeviceMode& row, const std::optional<config::ModeName>& mode,
             const Kinds& kinds) {
    if (!mode) {
      return;
    }
    // "IBM-3278-2" is meant for IBM-3278-2-E too; a beginning with '*' is no device.
    auto device = tn3270::DeviceType::from_terminal_type(row.device);
    const bool printer = std::string_view(row.device).starts_with("IBM-3287");
    const LuKinds& wanted = printer ? kinds.printers : (device ? kinds.terminals : kinds.all);
    check("LOGMODE", *mode, row.at, wanted);
    for (const LuKind& kind : wanted) {
      const LogMode* found = tables_.find(*mode, kind.table);
      if (found == nullptr || !device || device->dynamic()) {
        continue;
      }
      device->extended = true;
      if (!bind_sizes(*found, *device).fits) {
        said_.warn(row.at, "LOGMODE " + mode->text() + " is larger than the screen of " +
                               row.device + ": it is cut to that; name one that fits");
      }
    }
  }

  ModeTables tables_;
  Rows rows_;
  SaidOnce said_;
};

}  // namespace

void check_logmodes(const config::Config& config, config::Problems& problems) {
  check_mode_tables(config, problems);
  Checker checker(config, problems);
  for (const config::ServerSettings& server : config.servers) {
    checker.check(server);
  }
  check_typeterms(config, checker.tables(), problems);
}

}  // namespace vtam
