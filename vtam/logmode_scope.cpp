#include "vtam/logmode_scope.h"

#include <algorithm>
#include <string_view>

#include "config/nearest.h"
#include "vtam/logmode_choice.h"

namespace vtam {
namespace {

constexpr std::uint8_t kLu1 = 0x01;
constexpr std::uint8_t kLu3 = 0x03;

bool takes(const LuKind& kind, const LogMode& mode) {
  return suits(mode, kind.type, kind.data);
}

const char* users(const LogMode& mode) {
  switch (mode.pservic[0]) {
    case kLu1:
      return "printers of SCS data (LU1)";
    case kLu3:
      return "printers of 3270 data (LU3)";
    default:
      return "terminals";
  }
}

std::string searched(const LuKind& kind) {
  const bool named = kind.table && *kind.table != ModeTables::istinclm();
  return (named ? kind.table->text() + " or " : "") + "ISTINCLM";
}

// The modes that this kind of LU could have had.
std::string nearest_one(const ModeTables& tables, config::ModeName mode, const LuKind& kind) {
  std::vector<std::string_view> known;
  for (const config::TableName table :
       {kind.table.value_or(ModeTables::istinclm()), ModeTables::istinclm()}) {
    for (const LogMode* entry : tables.entries(table)) {
      if (takes(kind, *entry)) {
        known.push_back(entry->name.view());
      }
    }
  }
  const std::string hint = config::did_you_mean(mode.view(), known);
  return hint.empty() ? "; name one of theirs, or leave it out" : hint;
}

}  // namespace

LuKind kind_of(const config::LuSettings& lu, const config::ApplRow* row) {
  const bool terminal = lu.type == config::LuType::Terminal;
  return {.table = mode_table(row),
          .type = terminal ? config::LuType::Terminal : config::LuType::Printer,
          .data = terminal ? config::PrinterData::Dsc : lu.data};
}

void add_kind(LuKinds& kinds, const LuKind& kind) {
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    kinds.push_back(kind);
  }
}

std::optional<std::string> why_passed_over(const ModeTables& tables, config::ModeName mode,
                                           const LuKinds& kinds) {
  const LogMode* other = nullptr;
  for (const LuKind& kind : kinds) {
    const LogMode* found = tables.find(mode, kind.table);
    if (found != nullptr && takes(kind, *found)) {
      return std::nullopt;
    }
    other = found != nullptr ? found : other;
  }
  if (kinds.empty()) {
    return std::nullopt;
  }
  if (other != nullptr) {
    return mode.text() + " is a logmode for " + users(*other) +
           ": it is passed over; name another, or leave it out";
  }
  return mode.text() + " is not in " + searched(kinds.front()) + ": it is passed over" +
         nearest_one(tables, mode, kinds.front());
}

}  // namespace vtam
