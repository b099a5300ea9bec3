// Sessions whose application is another host: what they say to it, and what it says.

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
  slot.line_turn = asked.key.turn;
  hosts_->call(caller, turn.now);
}

void SessionTable::end_line(Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (slot.line_turn == 0) {
    return;
  }
  const auto line = slot.session ? slot.session->line() : std::nullopt;
  if (!line || line->turn != slot.line_turn) {
    hosts_->forget({id(turn.slot), slot.line_turn}, turn.now);
    slot.line_turn = 0;
  }
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

std::optional<vtam::SessionKey> SessionTable::line(std::uint32_t slot) const {
  const Slot& its = slots_[slot];
  return its.line_turn == 0 ? std::nullopt
                            : std::optional(vtam::SessionKey{id(slot), its.line_turn});
}

bool SessionTable::wants_host(std::uint32_t slot) const {
  const Slot& its = slots_[slot];
  return its.session && its.session->wants_host();
}

}  // namespace server
