#include "vtam/logmode_check.h"

#include <set>
#include <string>
#include <unordered_map>

#include "vtam/logmode_choice.h"

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
class Said {
 public:
  explicit Said(config::Problems& problems) : problems_(problems) {}

  void warn(config::Position at, std::string text) {
    if (said_.emplace(at.file, text).second) {
      problems_.warning(at, std::move(text));
    }
  }

 private:
  config::Problems& problems_;
  std::set<std::pair<std::uint32_t, std::string>> said_;
};

std::string passed_over(const char* what, config::ModeName mode, const config::ApplRow* row) {
  const auto table = mode_table(row);
  const bool named = table && *table != ModeTables::istinclm();
  return std::string(what) + " " + mode.text() + " is no logmode of this kind of LU in " +
         (named ? table->text() + " or " : "") +
         "ISTINCLM: it is passed over; name one of theirs, or leave it out";
}

}  // namespace

void check_logmodes(const config::Config& config, config::Problems& problems) {
  const ModeTables tables;
  const Rows rows = rows_by_acb(config);
  Said said(problems);
  for (const config::ServerSettings& server : config.servers) {
    for (const config::LuSettings& lu : server.lus) {
      const auto found = rows.find(config::appl_of(lu.name));
      const config::ApplRow* row = found == rows.end() ? nullptr : found->second;
      if (lu.logmode && default_mode(tables, lu, row, *lu.logmode) == nullptr) {
        said.warn(lu.at, passed_over("LOGMODE", *lu.logmode, row));
      }
      if (row != nullptr && row->dlogmod &&
          default_mode(tables, lu, row, *row->dlogmod) == nullptr) {
        said.warn(row->dlogmod_at, passed_over("DLOGMOD", *row->dlogmod, row));
      }
    }
  }
}

}  // namespace vtam
