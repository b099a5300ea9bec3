#include "vtam/acb/desk_state.h"

// What time brings: applications that are silent, logons that nobody accepts, acquires that wait.
namespace vtam {
namespace {

std::string seconds(config::Ticks ticks) {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(ticks);
  return std::to_string(whole.count()) + " s";
}

}  // namespace

void Desk::tick(config::Instant now, DeskOutcomes& outcomes) {
  state_->now = now;
  for (auto& [number, connection] : state_->connections) {
    if (!connection.ended) {
      state_->watch_connection(connection, outcomes);
    }
  }
  state_->watch_offers(outcomes);
  state_->watch_acquires(outcomes);
}

void Desk::State::watch_connection(DeskConnection& connection, DeskOutcomes& outcomes) {
  if (connection.version == 0) {
    if (now - connection.since >= config::limits::kApplicationHello) {
      const std::string why = "no hello came within " + seconds(config::limits::kApplicationHello);
      refuse(connection, {{.of = "connection", .rule = "NO-HELLO", .why = why}, why}, outcomes);
    }
    return;
  }
  bool busy = false;
  for (const AcbId acb : connection.acbs) {
    busy = busy || !acbs.at(acb).sessions.empty();
  }
  if (!busy || settings.answer == config::Ticks::zero()) {
    connection.pinged.reset();
    return;
  }
  const config::Ticks half = settings.answer / 2;
  if (!connection.pinged) {
    if (now - connection.heard_at >= half) {
      connection.pinged = now;
      put_line(connection.id, ping_line(++connection.pings), outcomes);
    }
    return;
  }
  if (now - *connection.pinged >= settings.answer - half) {
    const std::string why = "nothing came for " + seconds(settings.answer) + ", not even a pong";
    put_line(connection.id,
             line_of(Refusal{.of = "connection", .rule = "UNRESPONSIVE", .why = why}), outcomes);
    put_log(DeskLog::Level::Warning, "TND405W " + connection.who() + " is ended: " + why, outcomes);
    end(connection, why, AcbEnd::Unresponsive, outcomes);
  }
}

void Desk::State::watch_offers(DeskOutcomes& outcomes) {
  while (!offers.empty() && offers.front().until <= now) {
    const SessionKey key = offers.front().key;
    offers.pop_front();
    const auto found = sessions.find(key);
    if (found == sessions.end()) {
      continue;
    }
    DeskSession& session = found->second;
    if (session.accepted || session.lost || session.closing) {
      continue;
    }
    session.lost = true;
    const std::string name = acbs.at(session.acb).name.text();
    outcomes.emplace_back(TellSession{key, RejectLogon{0, "it does not answer"}});
    put_line(session.connection,
             timeout_line(key, "the logon was not accepted within " + seconds(settings.accept)),
             outcomes);
    put_log(DeskLog::Level::Warning,
            "TND408W " + name + " has not accepted the logon of " + session.lu.text() + " within " +
                seconds(settings.accept) + ": " + connections.at(session.connection).who(),
            outcomes);
  }
}

void Desk::State::watch_acquires(DeskOutcomes& outcomes) {
  std::vector<AcquireId> all;
  all.reserve(acquires.size());
  for (const auto& [number, acquire] : acquires) {
    all.push_back(number);
  }
  for (const AcquireId number : all) {
    if (acquires.contains(number)) {
      look_at_acquire(number, outcomes);
    }
  }
}

}  // namespace vtam
