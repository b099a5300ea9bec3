#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/settings.h"
#include "vtam/logmode.h"

// For which LUs a default logmode is said, and whether they could have it.
namespace vtam {

// A kind of LU: all that have the same table and take the same modes are one.
struct LuKind {
  std::optional<config::TableName> table{};
  config::LuType type = config::LuType::Terminal;
  config::PrinterData data = config::PrinterData::Dsc;
  friend bool operator==(const LuKind&, const LuKind&) = default;
};
using LuKinds = std::vector<LuKind>;

[[nodiscard]] LuKind kind_of(const config::LuSettings& lu, const config::ApplRow* row);
void add_kind(LuKinds& kinds, const LuKind& kind);

// Why none of `kinds` can have this mode, in words that begin with the mode's name and say what to
// do; nullopt: one can, or there is none that could want it.
[[nodiscard]] std::optional<std::string> why_passed_over(const ModeTables& tables,
                                                         config::ModeName mode,
                                                         const LuKinds& kinds);

}  // namespace vtam
