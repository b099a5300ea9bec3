// What comes of acquires: for applications at the socket, and for programs of the server's that
// want a printer.

#include <utility>

#include "tn3270/server/reactor/session_table.h"

namespace server {
namespace {

vtam::AcquireResult refused(std::string why) {
  return {vtam::AcquireResult::What::Refused, std::move(why)};
}

// Why no session with it can come about; empty: its holder is asked.
std::string without_holder(config::LuName lu, const std::optional<vtam::LuEntry>& entry) {
  const std::string name = lu.text();
  if (!entry) {
    return name + " is not the name of a LU here";
  }
  if (!config::is_printer(entry->settings->type)) {
    return name + " is not a printer";
  }
  if (entry->holder) {
    return {};
  }
  return entry->why_inactive.empty() ? name + " has no client"
                                     : name + " is not active: " + entry->why_inactive;
}

}  // namespace

void SessionTable::perform(const vtam::AcquireTold& told, Turn /*turn*/) {
  if (around_.acb_sink != nullptr) {
    around_.acb_sink->put(told.news);
  }
}

void SessionTable::perform(const vtam::PrinterWanted& wanted, Turn turn) {
  const auto entry = around_.directory->with(
      [&wanted](vtam::Directory& directory) { return directory.find(wanted.lu); });
  if (std::string why = without_holder(wanted.lu, entry); !why.empty()) {
    perform(vtam::AskerTold{wanted.request.asker.value(), refused(std::move(why))}, turn);
    return;
  }
  around_.post(entry->holder->reactor, AcquireWanted{*entry->holder, wanted.lu, wanted.request});
}

void SessionTable::perform(const vtam::AskerTold& told, Turn /*turn*/) {
  around_.post(told.asker.session.reactor, AcquireAnswered{told.asker, told.result});
}

// Its client has gone while the acquire was on its way.
void SessionTable::no_client(const AcquireWanted& wanted, Turn turn) {
  std::string why = wanted.lu.text() + " has no client any more";
  if (wanted.request.asker) {
    perform(vtam::AskerTold{*wanted.request.asker, refused(std::move(why))}, turn);
  } else {
    perform(vtam::AcquireTold{{wanted.request.acquire, vtam::AcquireNews::What::NoClient,
                               std::move(why)}},
            turn);
  }
}

bool SessionTable::acquire_answered(const AcquireAnswered& answered, config::Instant now,
                                    Reply& reply) {
  const vtam::SessionId asker = answered.asker.session;
  const Slot* slot = living(asker);
  if (slot == nullptr || !slot->session) {
    return false;
  }
  guarded_turn({asker.slot, now, reply}, [&](Turn turn) {
    outcomes_.clear();
    static_cast<void>(session_of(turn).acquired(answered.asker.turn, answered.result, outcomes_));
    execute(turn);
  });
  return true;
}

}  // namespace server
