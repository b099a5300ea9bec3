#pragma once

#include <string_view>
#include <vector>

#include "config/json/fields.h"
#include "config/settings.h"

namespace config::json {

// One entry of "lus": the settings of all LUs that its names stand for; `lu` gets the name of each
// in turn.
struct LuEntry {
  LuSettings lu{.name = *LuName::parse("LU")};
  DeliverySettings delivery{};
  std::vector<LuName> names{};
  Position named{};                // where the names were said
  std::vector<LuName> printers{};  // as many, or none
  Position printers_at{};
};

using Types = unsigned;
constexpr Types bit(LuType type) {
  return 1U << static_cast<unsigned>(type);
}
inline constexpr Types kClients = bit(LuType::Terminal) | bit(LuType::Printer);
inline constexpr Types kDelivered = bit(LuType::Direct) | bit(LuType::Lpr) | bit(LuType::Ftp) |
                                    bit(LuType::Ipp) | bit(LuType::File) | bit(LuType::Command);
inline constexpr Types kPrinters = bit(LuType::Printer) | kDelivered;

// A setting of a LU: which types it means something for, and which need it.
struct LuField {
  std::string_view key;
  void (*read)(Reading& reading, const Value& value, LuEntry& entry);
  Types types = kClients | kDelivered;
  Types needed = 0;
  std::string_view example = "";  // of what is needed
};

// delivery_section.cpp: where the LUs that no client serves deliver to.
using LuFields = std::vector<LuField>;
[[nodiscard]] const LuFields& delivery_fields();
// What the type decides, once all of an entry is read: a port, what a path is, what goes together.
void settle_delivery(Reading& reading, const Value& object, LuEntry& entry);

// format_section.cpp, jobs_section.cpp
void read_format(Reading& reading, const Value& value, LuEntry& entry);
void read_jobs(Reading& reading, const Value& value, LuEntry& entry);

}  // namespace config::json
