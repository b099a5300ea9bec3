#include "vtam/directory.h"

#include "config/verify.h"

namespace vtam {

Directory::Directory(NetworkPtr network) : network_(std::move(network)) {
  const auto& servers = network_->config().servers;
  std::size_t count = 0;
  for (const config::ServerSettings& server : servers) {
    count += server.lus.size();
  }
  VERIFY(count < kNone && servers.size() <= 0xFFFF, "rows and partitions have room to be counted");
  rows_.reserve(count);
  by_name_.reserve(count);
  for (std::size_t partition = 0; partition < servers.size(); ++partition) {
    partitions_.push_back({add_pools(), {}});
    for (const config::LuSettings& lu : servers[partition].lus) {
      define(lu, static_cast<std::uint16_t>(partition));
    }
  }
  join_partners();
  for (std::uint32_t index = 0; index < rows_.size(); ++index) {
    join_pool(index);
  }
}

Directory::Pools Directory::add_pools() {
  const auto first = static_cast<std::uint32_t>(pools_.size());
  pools_.resize(pools_.size() + 2);
  return {first, first + 1};
}

void Directory::define(const config::LuSettings& lu, std::uint16_t partition) {
  const auto index = static_cast<std::uint32_t>(rows_.size());
  VERIFY(by_name_.emplace(lu.name, index).second, "a LU is defined once");
  Row row;
  row.settings = &lu;
  row.partition = partition;
  if (lu.type != config::LuType::Terminal && lu.type != config::LuType::Printer) {
    row.state = LuState::Inact;
  } else if (network_->inactive_node(lu.name)) {
    row.state = LuState::Nevac;
  }
  rows_.push_back(row);
}

// The configuration's own check refuses partners that are not printers of the same partition.
void Directory::join_partners() {
  for (Row& row : rows_) {
    if (row.settings->type != config::LuType::Terminal || !row.settings->printer) {
      continue;
    }
    const auto found = by_name_.find(*row.settings->printer);
    if (found == by_name_.end()) {
      continue;
    }
    Row& partner = rows_[found->second];
    if (partner.settings->type == config::LuType::Printer && partner.partition == row.partition) {
      row.partner = found->second;
      partner.is_partner = true;
    }
  }
}

// MODEL 1: TERMINAL name GENERIC is in the pool, TERMINAL name APPLID is not. (Reading) A LU with a
// group is in that pool and in no other, whatever its application, and a partner is in none: it is
// kept for its terminal.
void Directory::join_pool(std::uint32_t index) {
  Row& row = rows_[index];
  const config::LuSettings& lu = *row.settings;
  const bool terminal = lu.type == config::LuType::Terminal;
  if (row.state == LuState::Inact || row.is_partner) {
    return;
  }
  Partition& partition = partitions_[row.partition];
  Pools pools = partition.generic;
  if (lu.group) {
    const auto group = partition.groups.find(*lu.group);
    pools = group != partition.groups.end()
                ? group->second
                : partition.groups.emplace(*lu.group, add_pools()).first->second;
  } else if (terminal && lu.application) {
    return;
  }
  row.pool = terminal ? pools.terminals : pools.printers;
  Pool& pool = pools_[row.pool];
  ++pool.defined;
  if (row.state == LuState::Conct) {
    ++pool.usable;
    append(index);
  } else {
    pool.unusable = index;
  }
}

void Directory::take(std::uint32_t index, SessionId who) {
  Row& row = rows_[index];
  if (row.pool != kNone) {
    unlink(index);
  }
  row.holder = who;
  row.state = LuState::Activ;
}

Directory::Row* Directory::held_by(config::LuName lu, SessionId who) {
  const auto found = by_name_.find(lu);
  if (found == by_name_.end() || rows_[found->second].holder != who) {
    return nullptr;
  }
  return &rows_[found->second];
}

bool Directory::terminate(config::LuName lu, SessionId who) {
  Row* row = held_by(lu, who);
  if (row == nullptr) {
    return false;
  }
  row->state = LuState::Terminating;
  return true;
}

bool Directory::release(config::LuName lu, SessionId who) {
  Row* row = held_by(lu, who);
  if (row == nullptr) {
    return false;
  }
  row->holder.reset();
  row->state = LuState::Conct;
  if (row->pool != kNone) {
    append(static_cast<std::uint32_t>(row - rows_.data()));
  }
  return true;
}

std::optional<LuEntry> Directory::find(config::LuName lu) const {
  const auto found = by_name_.find(lu);
  if (found == by_name_.end()) {
    return std::nullopt;
  }
  return entry(rows_[found->second]);
}

std::vector<LuEntry> Directory::entries() const {
  std::vector<LuEntry> all;
  all.reserve(rows_.size());
  for (const Row& row : rows_) {
    all.push_back(entry(row));
  }
  return all;
}

LuEntry Directory::entry(const Row& row) const {
  return {row.settings, row.partition, row.state, row.holder, why_inactive(row)};
}

std::string Directory::why_inactive(const Row& row) const {
  if (row.state == LuState::Nevac) {
    return network_->inactive_node(row.settings->name).value_or("");
  }
  if (row.state != LuState::Inact) {
    return "";
  }
  return "delivery to DIRECT, LPR and FTP printers is not served yet";
}

void Directory::unlink(std::uint32_t index) {
  Row& row = rows_[index];
  Pool& pool = pools_[row.pool];
  (row.previous == kNone ? pool.first : rows_[row.previous].next) = row.next;
  (row.next == kNone ? pool.last : rows_[row.next].previous) = row.previous;
  row.previous = kNone;
  row.next = kNone;
}

void Directory::append(std::uint32_t index) {
  Row& row = rows_[index];
  Pool& pool = pools_[row.pool];
  row.previous = pool.last;
  row.next = kNone;
  (pool.last == kNone ? pool.first : rows_[pool.last].next) = index;
  pool.last = index;
}

}  // namespace vtam
