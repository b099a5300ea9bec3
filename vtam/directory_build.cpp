#include <algorithm>
#include <utility>

#include "config/verify.h"
#include "vtam/directory.h"

// How the settings become rows, pools and partners.
namespace vtam {
namespace {

const config::GroupSettings* described(const config::ServerSettings& server,
                                       config::GroupName name) {
  const auto found =
      std::find_if(server.groups.begin(), server.groups.end(),
                   [&](const config::GroupSettings& group) { return group.name == name; });
  return found == server.groups.end() ? nullptr : &*found;
}

}  // namespace

Directory::Directory(NetworkPtr network, const Mapping::HostAddresses& hosts)
    : network_(std::move(network)) {
  const auto& servers = network_->config().servers;
  std::size_t count = 0;
  for (const config::ServerSettings& server : servers) {
    count += server.lus.size();
  }
  VERIFY(count < kNone && servers.size() <= 0xFFFF, "rows and partitions have room to be counted");
  rows_.reserve(count);
  by_name_.reserve(count);
  for (const config::ServerSettings& server : servers) {
    add_partition(server, hosts);
  }
  join_partners();
  for (std::uint32_t index = 0; index < rows_.size(); ++index) {
    join_pool(index);
  }
}

void Directory::add_partition(const config::ServerSettings& server,
                              const Mapping::HostAddresses& hosts) {
  Partition partition{&server, Mapping(server, hosts), GuessGuard(server.throttle)};
  partition.generic = add_pools(config::PoolOrder::Sequential, std::nullopt);
  const auto number = static_cast<std::uint16_t>(partitions_.size());
  for (const config::LuSettings& lu : server.lus) {
    define(lu, number);
    if (lu.group && partition.groups.count(*lu.group) == 0) {
      const config::GroupSettings* group = described(server, *lu.group);
      partition.groups.emplace(
          *lu.group, group == nullptr ? add_pools(config::PoolOrder::Sequential, std::nullopt)
                                      : add_pools(group->order, group->warn_at));
    }
  }
  partitions_.push_back(std::move(partition));
}

Directory::Pools Directory::add_pools(config::PoolOrder order, std::optional<unsigned> warn_at) {
  const auto first = static_cast<std::uint32_t>(pools_.size());
  pools_.push_back({LuPool(order, warn_at)});
  pools_.push_back({LuPool(order, warn_at)});
  return {first, first + 1};
}

void Directory::define(const config::LuSettings& lu, std::uint16_t partition) {
  const auto index = static_cast<std::uint32_t>(rows_.size());
  VERIFY(by_name_.emplace(lu.name, index).second, "a LU is defined once");
  Row row;
  row.settings = &lu;
  row.partition = partition;
  if (network_->inactive_node(lu.name)) {
    row.state = LuState::Nevac;
  }
  row.idle = row.state;
  const config::KeepSettings& keep = config::keep_of(network_->config().servers[partition], lu);
  row.keep = lu.type == config::LuType::Terminal && keep.on() ? &keep : nullptr;
  rows_.push_back(row);
}

// The configuration's own check refuses partners that are not printers of the same partition.
void Directory::join_partners() {
  for (std::uint32_t index = 0; index < rows_.size(); ++index) {
    const config::LuSettings& lu = *rows_[index].settings;
    if (lu.type != config::LuType::Terminal || !lu.printer) {
      continue;
    }
    if (const auto printer = known(*lu.printer, rows_[index].partition)) {
      join(index, *printer);
    }
  }
  for (const Partition& partition : partitions_) {
    join_groups_partners(partition);
  }
}

// The n-th terminal of a group has the n-th printer of its printers' group, unless it has a partner
// of its own; it counts nevertheless.
void Directory::join_groups_partners(const Partition& partition) {
  std::unordered_map<config::GroupName, std::vector<std::uint32_t>> terminals;
  std::unordered_map<config::GroupName, std::vector<std::uint32_t>> printers;
  for (const config::GroupSettings& group : partition.settings->groups) {
    if (group.printers) {
      terminals[group.name];
      printers[*group.printers];
    }
  }
  if (terminals.empty()) {
    return;
  }
  for (const config::LuSettings& lu : partition.settings->lus) {
    if (!lu.group) {
      continue;
    }
    auto& side = lu.type == config::LuType::Terminal ? terminals : printers;
    if (const auto found = side.find(*lu.group); found != side.end()) {
      found->second.push_back(by_name_.at(lu.name));
    }
  }
  for (const config::GroupSettings& group : partition.settings->groups) {
    if (!group.printers) {
      continue;
    }
    auto printer = printers[*group.printers].begin();
    for (const std::uint32_t terminal : terminals[group.name]) {
      if (printer == printers[*group.printers].end()) {
        break;
      }
      if (rows_[terminal].partner == kNone) {
        join(terminal, *printer);
      }
      ++printer;
    }
  }
}

void Directory::join(std::uint32_t terminal, std::uint32_t printer) {
  if (rows_[printer].settings->type == config::LuType::Printer) {
    rows_[terminal].partner = printer;
    rows_[printer].is_partner = true;
  }
}

// MODEL 1: TERMINAL name GENERIC is in the pool, TERMINAL name APPLID is not. (Reading) A LU with a
// group is in that pool and in no other, whatever its application, and a partner is in none: it is
// kept for its terminal. Nor is an output LU, which no client gets.
void Directory::join_pool(std::uint32_t index) {
  Row& row = rows_[index];
  const config::LuSettings& lu = *row.settings;
  const bool terminal = lu.type == config::LuType::Terminal;
  if (config::is_output(lu.type) || row.is_partner) {
    return;
  }
  const Partition& partition = partitions_[row.partition];
  if (!lu.group && terminal && lu.application) {
    return;
  }
  const Pools pools = lu.group ? partition.groups.at(*lu.group) : partition.generic;
  row.pool = terminal ? pools.terminals : pools.printers;
  Pool& pool = pools_[row.pool];
  pool.keep = row.keep;
  row.place = pool.lus.add(index);
  if (row.state == LuState::Conct) {
    pool.lus.activate(row.place);
  } else {
    pool.unusable = index;
  }
}

}  // namespace vtam
