#include "vtam/directory.h"

namespace vtam {

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
  sessions_.drop(static_cast<std::uint32_t>(row - rows_.data()));
  return true;
}

bool Directory::release(config::LuName lu, SessionId who, config::Instant now) {
  Row* row = held_by(lu, who);
  if (row == nullptr) {
    return false;
  }
  row->holder.reset();
  row->associated = kNone;
  row->state = row->idle;
  sessions_.drop(static_cast<std::uint32_t>(row - rows_.data()));
  if (row->idle != LuState::Conct) {
    return true;  // varied inactive in the meantime
  }
  const auto index = static_cast<std::uint32_t>(row - rows_.data());
  const config::Ticks keep = partitions_[row->partition].settings->sessions.keep_lu;
  if (keep > config::Ticks::zero() && !config::is_output(row->settings->type)) {
    keeper_.keep(index, {row->client, now + keep, row->pool});
  } else {
    free(index);
  }
  return true;
}

std::optional<LuEntry> Directory::open_output(config::LuName lu, SessionId who) {
  const auto found = by_name_.find(lu);
  if (found == by_name_.end()) {
    return std::nullopt;
  }
  Row& row = rows_[found->second];
  if (!config::is_output(row.settings->type) || row.holder || row.state != LuState::Conct) {
    return std::nullopt;
  }
  row.holder = who;
  row.client = {};
  row.state = LuState::Activ;
  return entry(row);
}

void Directory::free(std::uint32_t index) {
  const Row& row = rows_[index];
  if (row.pool != kNone) {
    pools_[row.pool].lus.put(row.place);
  }
}

void Directory::end_reservations(config::Instant now) {
  while (const auto index = keeper_.ended(now)) {
    keeper_.drop(*index);
    free(*index);
  }
}

bool Directory::end_keeping(config::LuName lu) {
  const auto found = by_name_.find(lu);
  if (found == by_name_.end() || keeper_.find(found->second) == nullptr) {
    return false;
  }
  keeper_.drop(found->second);
  free(found->second);
  return true;
}

std::optional<SessionId> Directory::partner_to_drop(config::LuName lu, SessionId who) const {
  const auto found = by_name_.find(lu);
  if (found == by_name_.end()) {
    return std::nullopt;
  }
  const Row& row = rows_[found->second];
  if (row.holder != who || row.partner == kNone ||
      !partitions_[row.partition].settings->sessions.drop_partner) {
    return std::nullopt;
  }
  const Row& printer = rows_[row.partner];
  return printer.associated == found->second ? printer.holder : std::nullopt;
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
  LuEntry entry{row.settings, row.partition, row.state, row.holder, why_inactive(row)};
  if (const auto* kept = keeper_.find(static_cast<std::uint32_t>(&row - rows_.data()))) {
    entry.kept_for = kept->client;
    entry.kept_until = kept->until;
  }
  return entry;
}

std::string Directory::why_inactive(const Row& row) const {
  if (row.state != LuState::Nevac && row.state != LuState::Inact) {
    return "";
  }
  return network_->inactive_node(row.settings->name).value_or("");
}

}  // namespace vtam
