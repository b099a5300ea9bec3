#include "tn3270/server/check_report_tables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "tn3270/server/text_table.h"
#include "vtam/mapping.h"

namespace server {
namespace {

std::string titled(const char* title, std::size_t count, const TextTable& table) {
  return count == 0
             ? std::string()
             : std::string(title) + ": " + std::to_string(count) + "\n" + table.text() + "\n";
}

template <class Name>
std::string text_of(const std::optional<Name>& name) {
  return name ? name->text() : std::string();
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ",") + word;
  }
  return text;
}

struct Group {
  std::size_t terminals = 0;
  std::size_t printers = 0;
  const config::GroupSettings* said = nullptr;
};

std::map<config::GroupName, Group> groups_of(const config::ServerSettings& server) {
  std::map<config::GroupName, Group> groups;
  for (const config::GroupSettings& said : server.groups) {
    groups[said.name].said = &said;
  }
  for (const config::LuSettings& lu : server.lus) {
    if (lu.group) {
      Group& group = groups[*lu.group];
      ++(lu.type == config::LuType::Terminal ? group.terminals : group.printers);
    }
  }
  return groups;
}

template <std::size_t N>
std::string hex(const std::array<std::uint8_t, N>& bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0x0FU];
  }
  return text;
}

std::string hex(std::uint16_t value) {
  return hex(
      std::array{static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value & 0xFFU)});
}

}  // namespace

std::string place(config::Position at, const config::Config& config) {
  at.column = 0;
  return config::format(at, config.files);
}

std::string group_table(const config::Config& config) {
  TextTable table({"GROUP", "PARTITION", "TERMINALS", "PRINTERS", "ORDER", "WARN AT", "APPLICATION",
                   "ALLOW", "DENY", "PARTNERS", "DEFINED AT"});
  std::size_t count = 0;
  for (const config::ServerSettings& server : config.servers) {
    for (const auto& [name, group] : groups_of(server)) {
      ++count;
      const config::GroupSettings said =
          group.said != nullptr ? *group.said : config::GroupSettings{.name = name};
      table.add({name.text(), server.name, std::to_string(group.terminals),
                 std::to_string(group.printers),
                 said.order == config::PoolOrder::Lowest ? "lowest" : "sequential",
                 said.warn_at ? std::to_string(*said.warn_at) + "%" : "", text_of(said.application),
                 listed(said.allow), listed(said.deny), text_of(said.printers),
                 group.said != nullptr ? place(said.at, config) : ""});
    }
  }
  return titled("GROUPS", count, table);
}

std::string mapping_table(const config::Config& config) {
  TextTable table({"CLIENT", "HOST", "LISTENER", "DEVICE", "PARTITION", "LU", "GROUP", "NAMES",
                   "APPLICATION", "LOGMODE", "DEFINED AT"});
  std::size_t count = 0;
  for (const config::ServerSettings& server : config.servers) {
    for (const config::MapRule* rule : vtam::in_order(server)) {
      ++count;
      table.add({rule->client, rule->host, rule->listener, rule->device, server.name,
                 text_of(rule->lu), text_of(rule->group), rule->specific ? "yes" : "no",
                 text_of(rule->application), text_of(rule->logmode), place(rule->at, config)});
    }
  }
  return titled("MAPPING, THE STRONGEST FIRST", count, table);
}

std::string node_table(const config::Config& config) {
  TextTable table({"NODE", "ROWS", "STATE", "DEFINED AT"});
  for (const config::MajorNode& node : config.nodes) {
    const bool active =
        !config.start_list ||
        std::count(config.start_list->nodes.begin(), config.start_list->nodes.end(), node.name) > 0;
    table.add({node.name.text(), std::to_string(node.rows.size()), active ? "ACTIV" : "NEVAC",
               place(node.at, config)});
  }
  return titled("NODES", config.nodes.size(), table);
}

std::string logmode_table(const config::Config& config) {
  TextTable table({"LOGMODE", "TABLE", "FM TS PRI SEC", "COM", "RU", "PSERVIC", "SRCV SSND PSND",
                   "DEFINED AT"});
  std::size_t count = 0;
  for (const config::ModeTable& modes : config.mode_tables) {
    for (const config::ModeEntry& entry : modes.entries) {
      ++count;
      const auto byte = [](std::uint8_t value) { return hex(std::array{value}); };
      table.add({entry.name.text(), modes.name.text(),
                 byte(entry.fm_profile) + " " + byte(entry.ts_profile) + " " + byte(entry.primary) +
                     " " + byte(entry.secondary),
                 hex(entry.common), hex(entry.ru_sizes), hex(entry.pservic),
                 std::to_string(entry.secondary_receive_pacing) + " " +
                     std::to_string(entry.secondary_send_pacing) + " " +
                     std::to_string(entry.primary_send_pacing),
                 place(entry.at, config)});
    }
  }
  return titled("LOGMODES", count, table);
}

}  // namespace server
