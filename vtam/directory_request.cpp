#include <utility>

#include "config/verify.h"
#include "vtam/directory.h"

// The decision table of PROTOCOL 1.3: who gets which LU, and why not.
namespace vtam {
namespace {

LuRefusal refusal(RefusalKind kind, std::string text) {
  LuRefusal refused;
  refused.kind = kind;
  refused.text = std::move(text);
  return refused;
}

bool is_terminal(const config::LuSettings& lu) {
  return lu.type == config::LuType::Terminal;
}

}  // namespace

LuAnswer Directory::request(const LuRequest& request, SessionId who) {
  VERIFY(request.partition < partitions_.size(), "a request comes from a partition");
  if (request.associate) {
    return associate(request, who);
  }
  return request.name ? connect(request, who) : generic(request, who);
}

// How people name a pool: "generic LU", of "BSITN44", given as "generic pool of BSITN44".
struct Directory::PoolWords {
  std::string kind;
  std::string where;
  std::string rule;
};

LuAnswer Directory::generic(const LuRequest& request, SessionId who) {
  const Pools& pools = partitions_[request.partition].generic;
  const std::string& name = partition_name(request.partition);
  if (request.device.printer()) {
    return from_pool(pools.printers,
                     {"generic printer LU", name, "generic printer pool of " + name}, who);
  }
  return from_pool(pools.terminals, {"generic LU", name, "generic pool of " + name}, who);
}

LuAnswer Directory::from_pool(std::uint32_t index, const PoolWords& words, SessionId who) {
  const Pool& pool = pools_[index];
  if (pool.defined == 0) {
    return refusal(RefusalKind::NoPool,
                   words.where + " has no " + words.kind + "; ask for a LU by its name");
  }
  if (pool.usable == 0) {
    return refusal(RefusalKind::Inactive, "no " + words.kind + " of " + words.where +
                                              " is active: " + why_inactive(rows_[pool.unusable]));
  }
  if (pool.first == kNone) {
    return refusal(RefusalKind::PoolExhausted, "all " + std::to_string(pool.usable) + " " +
                                                   words.kind + "s of " + words.where +
                                                   " are taken");
  }
  const std::uint32_t given = pool.first;
  take(given, who);
  return LuGrant{rows_[given].settings, words.rule};
}

std::optional<std::uint32_t> Directory::known(const LuRequest& request) const {
  const auto found = by_name_.find(*request.name);
  // A client is never told, by another code, that some other partition has the name.
  if (found == by_name_.end() || rows_[found->second].partition != request.partition) {
    return std::nullopt;
  }
  return found->second;
}

LuRefusal Directory::unknown(const LuRequest& request) const {
  return refusal(RefusalKind::Unknown,
                 request.name->text() + " is not a LU of " + partition_name(request.partition));
}

LuAnswer Directory::from_group(const LuRequest& request, SessionId who) {
  const std::string name = request.name->text();
  const auto group_name = config::GroupName::parse(name);
  VERIFY(group_name.has_value(), "a VTAM name is one for a group too");
  const auto& groups = partitions_[request.partition].groups;
  const auto group = groups.find(*group_name);
  if (group == groups.end()) {
    return unknown(request);
  }
  const bool printer = request.device.printer();
  const std::uint32_t pool = printer ? group->second.printers : group->second.terminals;
  if (pools_[pool].defined == 0) {
    return refusal(RefusalKind::WrongType,
                   "group " + name + " has no " + (printer ? "printer" : "terminal") + " LU");
  }
  return from_pool(pool, {printer ? "printer LU" : "LU", "group " + name, "group " + name}, who);
}

LuAnswer Directory::connect(const LuRequest& request, SessionId who) {
  const auto index = known(request);
  if (!index) {
    return from_group(request, who);
  }
  const std::string name = request.name->text();
  const bool printer = request.device.printer();
  const Row& row = rows_[*index];
  if (is_terminal(*row.settings) == printer) {
    return refusal(RefusalKind::WrongType, name + (printer ? " is a terminal LU, not a printer"
                                                           : " is a printer LU, not a terminal"));
  }
  if (row.is_partner) {
    return refusal(RefusalKind::ConnPartner,
                   name + " is the partner printer of a terminal; ASSOCIATE with that terminal");
  }
  return one(*index, "named by the client", who);
}

LuAnswer Directory::associate(const LuRequest& request, SessionId who) {
  const auto index = request.name ? known(request) : std::nullopt;
  if (!index) {
    return request.name ? unknown(request)
                        : refusal(RefusalKind::InvAssociate, "ASSOCIATE without a terminal's name");
  }
  const Row& terminal = rows_[*index];
  const std::string name = request.name->text();
  if (!is_terminal(*terminal.settings)) {
    return refusal(RefusalKind::InvAssociate, "ASSOCIATE " + name + ": it is not a terminal");
  }
  if (terminal.partner == kNone) {
    return refusal(RefusalKind::NoPool,
                   "ASSOCIATE " + name + ": no partner printers are defined for it");
  }
  // LuState::Terminating: its client has gone, only its application is still there.
  if (terminal.state != LuState::Activ) {
    return refusal(RefusalKind::InvAssociate, "ASSOCIATE " + name + ": it is not in session");
  }
  return one(terminal.partner, "partner of " + name, who);
}

LuAnswer Directory::one(std::uint32_t index, std::string rule, SessionId who) {
  const Row& row = rows_[index];
  const std::string name = row.settings->name.text();
  if (row.state == LuState::Nevac || row.state == LuState::Inact) {
    return refusal(RefusalKind::Inactive, name + " is not active: " + why_inactive(row));
  }
  if (row.holder) {
    LuRefusal refused = refusal(RefusalKind::InUse, name + " is in use");
    refused.holder = row.holder;
    refused.terminating = row.state == LuState::Terminating;
    if (refused.terminating) {
      refused.text += ": its application has not released it";
    }
    return refused;
  }
  take(index, who);
  return LuGrant{row.settings, std::move(rule)};
}

const std::string& Directory::partition_name(std::uint16_t partition) const {
  return network_->config().servers[partition].name;
}

}  // namespace vtam
