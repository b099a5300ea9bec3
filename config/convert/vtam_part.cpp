#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "config/convert/sections.h"

// What books, start lists and logmode tables say.
namespace config::convert {
namespace {

std::string hex(std::uint32_t value, std::size_t digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (std::size_t left = digits; left > 0; --left) {
    text += kDigits[value >> (left - 1) * 4U & 0x0FU];
  }
  return text;
}

Json row_of(const ApplRow& row, Writing& writing) {
  const ApplRow usual{row.name};
  Json entry = Json::object();
  entry["name"] = row.name.text();
  if (row.acb_name) {
    entry["acb_name"] = row.acb_name->text();
  }
  if (row.acquire) {
    entry["acquire"] = true;
  }
  if (row.pass) {
    entry["pass"] = true;
  }
  if (row.eas != usual.eas) {
    entry["eas"] = row.eas;
  }
  if (row.modetab) {
    entry["modetab"] = row.modetab->text();
  }
  if (row.dlogmod) {
    entry["dlogmod"] = row.dlogmod->text();
  }
  if (row.group) {
    entry["group"] = row.group->text();
  }
  if (!row.password.empty()) {
    entry["password"] = row.password;
    writing.secret = true;
  }
  return entry;
}

Json mode_of(const ModeEntry& mode) {
  Json entry = Json::object();
  entry["name"] = mode.name.text();
  entry["fm"] = hex(mode.fm_profile, 2);
  entry["ts"] = hex(mode.ts_profile, 2);
  entry["primary"] = hex(mode.primary, 2);
  entry["secondary"] = hex(mode.secondary, 2);
  entry["common"] = hex(mode.common, 4);
  entry["ru_sizes"] = hex(mode.ru_sizes, 4);
  std::string pservic;
  for (const std::uint8_t byte : mode.pservic) {
    pservic += hex(byte, 2);
  }
  entry["pservic"] = pservic;
  const std::array<std::pair<const char*, std::uint8_t>, 3> windows = {
      {{"srcvpac", mode.secondary_receive_pacing},
       {"ssndpac", mode.secondary_send_pacing},
       {"psndpac", mode.primary_send_pacing}}};
  for (const auto& [key, window] : windows) {
    if (window != 0) {
      entry[key] = window;
    }
  }
  return entry;
}

}  // namespace

void vtam_part(const Config& config, Writing& writing, Json& object) {
  for (const MajorNode& node : config.nodes) {
    Json entry = Json::object();
    entry["name"] = node.name.text();
    entry["rows"] = Json::array();
    for (const ApplRow& row : node.rows) {
      entry["rows"].push_back(row_of(row, writing));
    }
    object["nodes"].push_back(std::move(entry));
  }
  if (config.start_list) {
    object["start_list"] = Json::array();
    for (const NodeName node : config.start_list->nodes) {
      object["start_list"].push_back(node.text());
    }
  }
  for (const ModeTable& table : config.mode_tables) {
    Json entry = Json::object();
    entry["name"] = table.name.text();
    entry["entries"] = Json::array();
    for (const ModeEntry& mode : table.entries) {
      entry["entries"].push_back(mode_of(mode));
    }
    object["modetabs"].push_back(std::move(entry));
  }
  for (const TypetermRow& row : config.typeterms) {
    Json entry = Json::object();
    entry["typeterm"] = row.typeterm;
    entry["logmode"] = row.logmode.text();
    object["typeterms"].push_back(std::move(entry));
  }
}

}  // namespace config::convert
