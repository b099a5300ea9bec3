// Sessions whose application is another host: what they say to it, and what it says.

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "tn3270/server/reactor/session_table.h"

namespace server {
namespace {

// The far end is the spool: it takes whatever a host prints, and answers.
tn3270::FunctionSet of_the_spool() {
  tn3270::FunctionSet functions;
  for (const auto one : {tn3270::Function::BindImage, tn3270::Function::DataStreamCtl,
                         tn3270::Function::Responses, tn3270::Function::ScsCtlCodes}) {
    functions.add(one);
  }
  return functions;
}

// What the client has, and responses, which VTAM gives for one that has none. The turns of
// CONTENTION-RESOLUTION are between us and each side.
tn3270::FunctionSet of_client(const tn3270::TerminalLink& link) {
  tn3270::FunctionSet functions;
  functions.add(tn3270::Function::Responses);
  for (const auto one : {tn3270::Function::BindImage, tn3270::Function::DataStreamCtl,
                         tn3270::Function::ScsCtlCodes, tn3270::Function::Sysreq}) {
    if (link.functions().has(one)) {
      functions.add(one);
    }
  }
  return functions;
}

}  // namespace

void SessionTable::perform(const vtam::HostAsked& asked, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (hosts_ == nullptr || !slot.session) {
    return;
  }
  if (!std::holds_alternative<vtam::CallHost>(asked.wish)) {
    hosts_->say(asked.key, asked.wish, turn.now);
    return;
  }
  HostCaller caller{asked.key, asked.application, slot.session->lu()};
  if (config::is_printer(slot.session->settings().type)) {
    caller.device = {.family = tn3270::DeviceFamily::P3287, .model = 1};
  } else {
    caller.device = slot.device;
  }
  caller.functions = slot.output != nullptr || !slot.link ? of_the_spool() : of_client(*slot.link);
  slot.lines.push_back(asked.key.turn);
  hosts_->call(caller, turn.now);
}

void SessionTable::end_lines(Turn turn) {
  Slot& slot = slots_[turn.slot];
  const auto over = std::partition(slot.lines.begin(), slot.lines.end(), [&](std::uint32_t line) {
    return slot.session && slot.session->has_line(line);
  });
  std::for_each(over, slot.lines.end(), [&](std::uint32_t line) {
    hosts_->forget({id(turn.slot), line}, turn.now);
  });
  slot.lines.erase(over, slot.lines.end());
}

bool SessionTable::host_says(const vtam::SessionKey& key, std::vector<vtam::HostHeard>& heard,
                             config::Instant now, Reply& reply) {
  Slot* slot = living(key.session);
  if (slot == nullptr || !slot->session) {
    return false;
  }
  guarded_turn({key.session.slot, now, reply}, [&](Turn turn) {
    for (vtam::HostHeard& one : heard) {
      outcomes_.clear();
      if (!slot->session || !session_of(turn).host(key.turn, std::move(one), outcomes_)) {
        ++counters_.stale_messages;
        return;
      }
      execute(turn);
    }
  });
  return true;
}

std::optional<vtam::SessionKey> SessionTable::line(std::uint32_t slot, std::size_t which) const {
  const Slot& its = slots_[slot];
  return which < its.lines.size() ? std::optional(vtam::SessionKey{id(slot), its.lines[which]})
                                  : std::nullopt;
}

bool SessionTable::wants_host(const vtam::SessionKey& key) const {
  const Slot& its = slots_[key.session.slot];
  return its.session && its.session->wants_host(key.turn);
}

}  // namespace server
