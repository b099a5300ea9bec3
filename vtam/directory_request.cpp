#include <chrono>
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

config::GroupName as_group(config::LuName name) {
  const auto group = config::GroupName::parse(name.view());
  VERIFY(group.has_value(), "a VTAM name is one for a group too");
  return *group;
}

std::string in_seconds(config::Ticks time) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
}

}  // namespace

// One request on its way through the table.
struct Directory::Asking {
  const LuRequest& request;
  SessionId who;
  config::Instant now;
  const MappedRule* rule;  // nullptr: none fits the client

  [[nodiscard]] bool printer() const { return request.client.device.printer(); }
  // Why a LU was given, with the rule that says what else the client gets.
  [[nodiscard]] std::string why(const std::string& reason) const {
    return rule == nullptr ? reason : reason + ", " + rule->words;
  }
};

LuAnswer Directory::request(const LuRequest& request, SessionId who, config::Instant now) {
  VERIFY(request.partition < partitions_.size(), "a request comes from a partition");
  end_reservations(now);
  Partition& partition = partitions_[request.partition];
  if (partition.guard.holds_back(request.client.address, request.name, now)) {
    return held_back(partition);
  }
  LuAnswer answer = decide({request, who, now, partition.mapping.decide(request.client)});
  const auto* refusal = std::get_if<LuRefusal>(&answer);
  // Whether a holder has to give it up is asked first: see refused().
  if (refusal != nullptr && !refusal->holder) {
    if (auto instead = refused(request, now)) {
      return std::move(*instead);
    }
  }
  return answer;
}

std::optional<LuRefusal> Directory::refused(const LuRequest& request, config::Instant now) {
  Partition& partition = partitions_[request.partition];
  if (!request.name) {
    return std::nullopt;
  }
  const bool begins = partition.guard.refused(request.client.address, *request.name, now);
  if (!begins && !partition.guard.holds_back(request.client.address, request.name, now)) {
    return std::nullopt;
  }
  LuRefusal instead = held_back(partition);
  instead.begins = begins;
  return instead;
}

LuRefusal Directory::held_back(const Partition& partition) const {
  return refusal(RefusalKind::HeldBack,
                 "this client has been refused more than " +
                     std::to_string(partition.settings->throttle.refused_names) +
                     " different names within a minute");
}

LuAnswer Directory::decide(const Asking& asking) {
  if (asking.request.associate) {
    return associate(asking);
  }
  return asking.request.name ? connect(asking) : generic(asking);
}

// How people name a pool: "generic LU", of "BSITN44", given as "generic pool of BSITN44".
struct Directory::PoolWords {
  std::string kind;
  std::string where;
  std::string why;
};

LuAnswer Directory::generic(const Asking& asking) {
  if (asking.rule != nullptr && asking.rule->rule->lu) {
    return by_name(*asking.rule->rule->lu, asking.rule->words, asking);
  }
  if (asking.rule != nullptr && asking.rule->rule->group) {
    return from_group(*asking.rule->rule->group, asking.rule->words, asking);
  }
  const Partition& partition = partitions_[asking.request.partition];
  const Pools& pools = partition.generic;
  const std::string& name = partition.settings->name;
  if (asking.printer()) {
    return from_pool(pools.printers,
                     {"generic printer LU", name, asking.why("generic printer pool of " + name)},
                     asking);
  }
  return from_pool(pools.terminals, {"generic LU", name, asking.why("generic pool of " + name)},
                   asking);
}

LuAnswer Directory::from_pool(std::uint32_t index, const PoolWords& words, const Asking& asking) {
  const Pool& pool = pools_[index];
  if (pool.lus.defined() == 0) {
    return refusal(RefusalKind::NoPool,
                   words.where + " has no " + words.kind + "; ask for a LU by its name");
  }
  if (pool.lus.usable() == 0) {
    return refusal(RefusalKind::Inactive, "no " + words.kind + " of " + words.where +
                                              " is active: " + why_inactive(rows_[pool.unusable]));
  }
  if (auto own = own_session(index, asking.request)) {
    return std::move(*own);
  }
  if (const auto kept = keeper_.of(asking.request.client.address, index)) {
    return take(*kept, words.why + ", kept for this client", asking);
  }
  if (const auto given = pool.lus.next()) {
    return take(*given, words.why, asking);
  }
  return refusal(RefusalKind::PoolExhausted,
                 "all " + std::to_string(pool.lus.usable()) + " " + words.kind + "s of " +
                     words.where + (keeper_.size() > 0 ? " are taken or kept" : " are taken"));
}

std::optional<std::uint32_t> Directory::known(config::LuName name, std::uint16_t partition) const {
  const auto found = by_name_.find(name);
  // A client is never told, by another code, that some other partition has the name.
  if (found == by_name_.end() || rows_[found->second].partition != partition) {
    return std::nullopt;
  }
  return found->second;
}

LuAnswer Directory::from_group(config::GroupName name, const std::string& why,
                               const Asking& asking) {
  const Partition& partition = partitions_[asking.request.partition];
  const auto group = partition.groups.find(name);
  if (group == partition.groups.end()) {
    return refusal(RefusalKind::Unknown,
                   name.text() + " is not a LU of " + partition.settings->name);
  }
  const bool printer = asking.printer();
  const std::uint32_t pool = printer ? group->second.printers : group->second.terminals;
  if (pools_[pool].lus.defined() == 0) {
    return refusal(RefusalKind::WrongType, "group " + name.text() + " has no " +
                                               (printer ? "printer" : "terminal") + " LU");
  }
  return from_pool(pool, {printer ? "printer LU" : "LU", "group " + name.text(), why}, asking);
}

LuAnswer Directory::connect(const Asking& asking) {
  const config::LuName name = *asking.request.name;
  const config::MapRule* rule = asking.rule == nullptr ? nullptr : asking.rule->rule;
  const bool mapped = rule != nullptr && (rule->lu ? *rule->lu == name
                                                   : rule->group && *rule->group == as_group(name));
  if (rule != nullptr && !rule->specific && !mapped) {
    return refusal(RefusalKind::NotByName, name.text() +
                                               " was asked for, but names are not for this " +
                                               "client to choose: " + asking.rule->words);
  }
  if (known(name, asking.request.partition)) {
    return by_name(name, mapped ? asking.rule->words : asking.why("named by the client"), asking);
  }
  return from_group(as_group(name),
                    mapped ? asking.rule->words : asking.why("group " + name.text()), asking);
}

LuAnswer Directory::by_name(config::LuName name, const std::string& why, const Asking& asking) {
  const auto index = known(name, asking.request.partition);
  VERIFY(index.has_value(), "the configuration's check refuses rules with other LUs");
  const std::string text = name.text();
  const Row& row = rows_[*index];
  if (is_terminal(*row.settings) == asking.printer()) {
    return refusal(RefusalKind::WrongType,
                   text + (asking.printer() ? " is a terminal LU, not a printer"
                                            : " is a printer LU, not a terminal"));
  }
  if (row.is_partner) {
    return refusal(RefusalKind::ConnPartner,
                   text + " is the partner printer of a terminal; ASSOCIATE with that terminal");
  }
  return one(*index, why, asking);
}

LuAnswer Directory::associate(const Asking& asking) {
  if (!asking.request.name) {
    return refusal(RefusalKind::InvAssociate, "ASSOCIATE without a terminal's name");
  }
  const std::string name = asking.request.name->text();
  const auto index = known(*asking.request.name, asking.request.partition);
  if (!index) {
    return refusal(RefusalKind::Unknown, name + " is not a LU of " +
                                             partitions_[asking.request.partition].settings->name);
  }
  const Row& terminal = rows_[*index];
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
  const config::MapRule* rule = asking.rule == nullptr ? nullptr : asking.rule->rule;
  if (rule != nullptr && !rule->specific && terminal.client != asking.request.client.address) {
    return refusal(RefusalKind::NotByName,
                   "the printer of " + name + " is not for this client: " + asking.rule->words);
  }
  LuAnswer answer = one(terminal.partner, asking.why("partner of " + name), asking);
  if (std::holds_alternative<LuGrant>(answer)) {
    rows_[terminal.partner].associated = *index;
  }
  return answer;
}

LuAnswer Directory::one(std::uint32_t index, const std::string& why, const Asking& asking) {
  const Row& row = rows_[index];
  const std::string name = row.settings->name.text();
  if (config::is_output(row.settings->type)) {
    LuRefusal ours =
        refusal(RefusalKind::Inactive, name + " is a " + config::text(row.settings->type) +
                                           " printer, which the server delivers to by itself");
    ours.lu = row.settings->name;
    return ours;
  }
  if (row.state == LuState::Nevac || row.state == LuState::Inact) {
    LuRefusal inactive =
        refusal(RefusalKind::Inactive, name + " is not active: " + why_inactive(row));
    inactive.lu = row.settings->name;
    return inactive;
  }
  if (row.holder) {
    LuRefusal used = refusal(RefusalKind::InUse, name + " is in use");
    used.lu = row.settings->name;
    used.holder = row.holder;
    used.terminating = row.state == LuState::Terminating;
    if (used.terminating) {
      used.text += ": its application has not released it";
    }
    return used;
  }
  const auto* kept = keeper_.find(index);
  if (kept != nullptr && kept->client != asking.request.client.address) {
    LuRefusal used =
        refusal(RefusalKind::InUse, name + " is kept for its last client, for " +
                                        in_seconds(kept->until - asking.now) + " more");
    used.lu = row.settings->name;
    return used;
  }
  return take(index, why, asking);
}

LuGrant Directory::take(std::uint32_t index, const std::string& why, const Asking& asking) {
  Row& row = rows_[index];
  LuGrant grant{row.settings, why};
  const bool was_kept = keeper_.find(index) != nullptr;
  keeper_.drop(index);
  if (row.pool != kNone) {
    LuPool& pool = pools_[row.pool].lus;
    if (!was_kept) {
      pool.take(row.place);
    }
    if (const auto warning = pool.warning()) {
      grant.capacity_warning =
          (is_terminal(*row.settings) ? "LUs of group " : "printers of group ") +
          row.settings->group.value().text() + ": " + *warning;
    }
  }
  row.holder = asking.who;
  row.client = asking.request.client.address;
  row.state = LuState::Activ;
  const ClientFacts& client = asking.request.client;
  note_session(index, {client.address, client.certificate, client.tls}, false);
  if (asking.rule != nullptr) {
    grant.application = asking.rule->rule->application;
    grant.logmode = asking.rule->rule->logmode;
    grant.user = asking.rule->rule->user;
  }
  return grant;
}

}  // namespace vtam
