#include "vtam/directory.h"

#include <utility>

#include "config/verify.h"

namespace vtam {
namespace {

bool display(const config::LuSettings& lu) {
  return lu.type == config::LuType::Terminal;
}

LuRefusal refusal(RefusalKind kind, std::string text) {
  LuRefusal refused;
  refused.kind = kind;
  refused.text = std::move(text);
  return refused;
}

}  // namespace

Directory::Directory(const Network& network) : network_(network) {
  const auto& servers = network.config().servers;
  std::size_t count = 0;
  for (const config::ServerSettings& server : servers) {
    count += server.lus.size();
  }
  VERIFY(count < kNone && servers.size() <= 0xFFFF, "rows and partitions have room to be counted");
  rows_.reserve(count);
  by_name_.reserve(count);
  pools_.resize(servers.size());
  for (std::size_t partition = 0; partition < servers.size(); ++partition) {
    for (const config::LuSettings& lu : servers[partition].lus) {
      define(lu, static_cast<std::uint16_t>(partition));
    }
  }
}

void Directory::define(const config::LuSettings& lu, std::uint16_t partition) {
  const auto index = static_cast<std::uint32_t>(rows_.size());
  VERIFY(by_name_.emplace(lu.name, index).second, "a LU is defined once");
  Row row;
  row.settings = &lu;
  row.partition = partition;
  // MODEL 1: TERMINAL name GENERIC is in the pool, TERMINAL name APPLID is not.
  row.pooled = display(lu) && !lu.application;
  if (!display(lu)) {
    row.state = LuState::Inact;
  } else if (network_.inactive_node(lu.name)) {
    row.state = LuState::Nevac;
  }
  rows_.push_back(row);
  if (!row.pooled) {
    return;
  }
  Pool& pool = pools_[partition];
  ++pool.defined;
  if (row.state == LuState::Conct) {
    ++pool.usable;
    append(index);
  } else {
    pool.unusable = index;
  }
}

LuAnswer Directory::request(const LuRequest& request, SessionId who) {
  VERIFY(request.partition < pools_.size(), "a request comes from a partition");
  if (request.associate) {
    return refusal(RefusalKind::NotServed, "ASSOCIATE: no partner printers are served yet");
  }
  if (request.device.printer()) {
    return refusal(RefusalKind::NotServed, "printer sessions are not served yet");
  }
  return request.name ? by_name(request, *request.name, who) : from_pool(request.partition, who);
}

LuAnswer Directory::from_pool(std::uint16_t partition, SessionId who) {
  const Pool& pool = pools_[partition];
  const std::string& name = partition_name(partition);
  if (pool.defined == 0) {
    return refusal(RefusalKind::NoPool, name + " has no generic LU; ask for a LU by its name");
  }
  if (pool.usable == 0) {
    return refusal(RefusalKind::Inactive, "no generic LU of " + name +
                                              " is active: " + why_inactive(rows_[pool.unusable]));
  }
  if (pool.first == kNone) {
    return refusal(RefusalKind::PoolExhausted,
                   "all " + std::to_string(pool.usable) + " generic LUs of " + name + " are taken");
  }
  const std::uint32_t index = pool.first;
  take(index, who);
  return LuGrant{rows_[index].settings, "generic pool of " + name};
}

LuAnswer Directory::by_name(const LuRequest& request, config::LuName name, SessionId who) {
  const auto found = by_name_.find(name);
  // A client is never told, by another code, that some other partition has the name.
  if (found == by_name_.end() || rows_[found->second].partition != request.partition) {
    return refusal(RefusalKind::Unknown,
                   name.text() + " is not a LU of " + partition_name(request.partition));
  }
  const Row& row = rows_[found->second];
  if (!display(*row.settings)) {
    return refusal(RefusalKind::WrongType, name.text() + " is a printer LU, not a terminal");
  }
  if (row.state == LuState::Nevac || row.state == LuState::Inact) {
    return refusal(RefusalKind::Inactive, name.text() + " is not active: " + why_inactive(row));
  }
  if (row.holder) {
    LuRefusal refused = refusal(RefusalKind::InUse, name.text() + " is in use");
    refused.holder = row.holder;
    refused.terminating = row.state == LuState::Terminating;
    if (refused.terminating) {
      refused.text = name.text() + " is in use: its application has not released it";
    }
    return refused;
  }
  take(found->second, who);
  return LuGrant{row.settings, "named by the client"};
}

void Directory::take(std::uint32_t index, SessionId who) {
  Row& row = rows_[index];
  if (row.pooled) {
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
  if (row->pooled) {
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
    return network_.inactive_node(row.settings->name).value_or("");
  }
  if (row.state != LuState::Inact) {
    return "";
  }
  return row.settings->type == config::LuType::Printer
             ? "printer sessions are not served yet"
             : "delivery to DIRECT, LPR and FTP printers is not served yet";
}

const std::string& Directory::partition_name(std::uint16_t partition) const {
  return network_.config().servers[partition].name;
}

void Directory::unlink(std::uint32_t index) {
  Row& row = rows_[index];
  Pool& pool = pools_[row.partition];
  (row.previous == kNone ? pool.first : rows_[row.previous].next) = row.next;
  (row.next == kNone ? pool.last : rows_[row.next].previous) = row.previous;
  row.previous = kNone;
  row.next = kNone;
}

void Directory::append(std::uint32_t index) {
  Row& row = rows_[index];
  Pool& pool = pools_[row.partition];
  row.previous = pool.last;
  row.next = kNone;
  (pool.last == kNone ? pool.first : rows_[pool.last].next) = index;
  pool.last = index;
}

}  // namespace vtam
