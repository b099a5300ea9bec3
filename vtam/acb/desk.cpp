#include "vtam/acb/desk.h"

#include <utility>

#include "vtam/acb/desk_state.h"

namespace vtam {

void put_line(ConnectionId connection, std::string line, DeskOutcomes& outcomes) {
  outcomes.emplace_back(SendLine{connection, std::move(line)});
}

void put_log(DeskLog::Level level, std::string text, DeskOutcomes& outcomes) {
  outcomes.emplace_back(DeskLog{level, std::move(text)});
}

Desk::Desk(config::ApplicationSocketSettings settings, std::string version)
    : state_(std::make_unique<State>()) {
  state_->settings = std::move(settings);
  state_->version = std::move(version);
}
Desk::~Desk() = default;
Desk::Desk(Desk&&) noexcept = default;
Desk& Desk::operator=(Desk&&) noexcept = default;

void Desk::allow_tokens(std::vector<std::string> tokens) {
  state_->tokens = std::move(tokens);
}

void Desk::connected(ConnectionId connection, ApplicationPeer peer, config::Instant now,
                     DeskOutcomes& /*outcomes*/) {
  state_->now = now;
  DeskConnection& made = state_->connections[connection];
  made.id = connection;
  made.peer = std::move(peer);
  made.since = now;
  made.heard_at = now;
}

void Desk::line(ConnectionId connection, std::string_view text, const Network& network,
                config::Instant now, DeskOutcomes& outcomes) {
  state_->now = now;
  const auto found = state_->connections.find(connection);
  if (found != state_->connections.end() && !found->second.ended) {
    state_->line(found->second, text, network, outcomes);
  }
}

void Desk::refuse_connection(ConnectionId connection, std::string_view rule, std::string_view why,
                             AcbEnd how, DeskOutcomes& outcomes) {
  const auto found = state_->connections.find(connection);
  if (found == state_->connections.end() || found->second.ended) {
    return;
  }
  const Refusal refusal{.of = "connection", .rule = std::string(rule), .why = std::string(why)};
  put_line(connection, line_of(refusal), outcomes);
  state_->end(found->second, why, how, outcomes);
}

void Desk::disconnected(ConnectionId connection, std::string_view why, DeskOutcomes& outcomes) {
  const auto found = state_->connections.find(connection);
  if (found == state_->connections.end()) {
    return;
  }
  if (!found->second.ended) {
    state_->let_go(found->second, why, AcbEnd::Lost, outcomes);
  }
  state_->connections.erase(found);
}

std::vector<AcbView> Desk::views() const {
  std::vector<AcbView> rows;
  for (const auto& [number, acb] : state_->acbs) {
    const DeskConnection& owner = state_->connections.at(acb.connection);
    rows.push_back({acb.row, number, owner.name, owner.peer.where, acb.sessions.size()});
  }
  return rows;
}

bool Desk::greeted(ConnectionId connection) const {
  const auto found = state_->connections.find(connection);
  return found != state_->connections.end() && found->second.version != 0;
}

std::size_t Desk::sessions() const {
  return state_->sessions.size();
}

}  // namespace vtam
