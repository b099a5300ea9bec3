// Connections of applications: who comes, what they say, and how they end.

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "tn3270/server/acb/acb_server.h"
#include "tn3270/server/acb/accounts.h"

namespace server {
namespace {

std::string refused(const char* rule, const std::string& why) {
  const nlohmann::ordered_json line = {
      {"type", "refused"}, {"of", "hello"}, {"rule", rule}, {"why", why}};
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string too_many() {
  return refused("TOO-MANY", "there are " +
                                 std::to_string(config::limits::kApplicationConnections) +
                                 " applications at this socket already; end one of them");
}

}  // namespace

ApplicationConnection* AcbServer::find(vtam::ConnectionId id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

// From the network, and has not shown a token yet.
bool AcbServer::is_stranger(vtam::ConnectionId id, const ApplicationConnection& connection) const {
  return connection.visitor().peer.needs_token && !desk_.greeted(id);
}

std::size_t AcbServer::strangers() const {
  return static_cast<std::size_t>(
      std::count_if(connections_.begin(), connections_.end(),
                    [this](const auto& one) { return is_stranger(one.first, one.second); }));
}

// Without those that are on their way out, and strangers: they must not keep others out.
std::size_t AcbServer::admitted() const {
  return static_cast<std::size_t>(
      std::count_if(connections_.begin(), connections_.end(), [this](const auto& one) {
        return one.second.visitor().refusal.empty() && !one.second.ending() &&
               !is_stranger(one.first, one.second);
      }));
}

void AcbServer::arrive_local(int descriptor) {
  const auto peer = unix_peer(descriptor);
  if (!peer) {
    ::close(descriptor);  // it is gone already
    return;
  }
  auto name = user_names_.find(peer->user);
  if (name == user_names_.end()) {
    name = user_names_.emplace(peer->user, user_name(peer->user)).first;
  }
  const std::string user =
      "uid " + std::to_string(peer->user) + (name->second.empty() ? "" : " (" + name->second + ")");
  std::string refusal;
  if (!users_.empty() && std::find(users_.begin(), users_.end(), peer->user) == users_.end()) {
    around_.log->warning("TND420W an application of " + user +
                         " is refused: it is none of the users of the application socket");
    refusal = refused("USER", user +
                                  " may not use this socket; \"users\" of "
                                  "\"application_socket\" names who may");
  }
  arrive(descriptor, nullptr, "pid " + std::to_string(peer->process) + " " + user,
         std::move(refusal));
}

void AcbServer::arrive(int descriptor, const std::shared_ptr<const TlsContext>& tls,
                       std::string where, std::string refusal) {
  // Those that are refused have a place for the moment that it takes.
  constexpr std::size_t kMost = config::limits::kApplicationConnections +
                                config::limits::kApplicationStrangers +
                                config::limits::kApplicationRefusals;
  if (stopping_ || connections_.size() >= kMost ||
      (tls != nullptr && strangers() >= config::limits::kApplicationStrangers)) {
    ::close(descriptor);
    return;
  }
  if (refusal.empty() && admitted() >= config::limits::kApplicationConnections) {
    around_.log->warning("TND421W an application is refused (" + where +
                         "): there are too many already");
    refusal = too_many();
  }
  const vtam::ConnectionId id = ++last_connection_;
  const bool needs_token = tls != nullptr;
  const auto [added, is_new] = connections_.try_emplace(
      id, inbox_->context(), descriptor, tls,
      ApplicationConnection::Visitor{{std::move(where), needs_token}, std::move(refusal)},
      steady_now());
  if (!added->second.open()) {
    connections_.erase(added);
    return;
  }
  introduce(id, added->second);
  settle();
  wait_readable(id);
}

// As soon as it can be talked to.
void AcbServer::introduce(vtam::ConnectionId id, ApplicationConnection& connection) {
  ApplicationConnection::Visitor& visitor = connection.visitor();
  if (!connection.secured() || std::exchange(visitor.introduced, true)) {
    return;
  }
  visitor.peer.where = connection.where();
  if (visitor.refusal.empty()) {
    desk_.connected(id, visitor.peer, steady_now(), outcomes_);
    return;
  }
  connection.add(visitor.refusal);
  connection.end(steady_now());
  touched_.insert(id);
}

void AcbServer::wait_readable(vtam::ConnectionId id) {
  ApplicationConnection* const connection = find(id);
  if (connection == nullptr || std::exchange(connection->socket().waiting_read, true)) {
    return;
  }
  connection->socket().socket->async_wait(Descriptor::wait_read,
                                          [this, id](const std::error_code& error) {
                                            if (!error) {
                                              on_readable(id);
                                            }
                                          });
}

void AcbServer::wait_writable(vtam::ConnectionId id) {
  ApplicationConnection* const connection = find(id);
  if (connection == nullptr || std::exchange(connection->socket().waiting_write, true)) {
    return;
  }
  connection->socket().socket->async_wait(
      Descriptor::wait_write, [this, id](const std::error_code& error) {
        ApplicationConnection* const one = error ? nullptr : find(id);
        if (one != nullptr) {
          one->socket().waiting_write = false;
          touched_.insert(id);
          settle();
        }
      });
}

void AcbServer::on_readable(vtam::ConnectionId id) {
  ApplicationConnection* const connection = find(id);
  if (connection == nullptr) {
    return;
  }
  connection->socket().waiting_read = false;
  const config::Instant now = steady_now();
  const vtam::NetworkPtr network = around_.network->current();
  const auto read = connection->read(scratch_, now, [&](std::string_view line) {
    introduce(id, *connection);
    return take_line(id, *connection, line, *network, now);
  });
  introduce(id, *connection);
  if (read == ApplicationConnection::Read::TooLong) {
    desk_.refuse_connection(
        id, "LINE-TOO-LONG",
        "a line is longer than " + std::to_string(config::limits::kApplicationLine) + " bytes",
        vtam::AcbEnd::Lost, outcomes_);
  } else if (read == ApplicationConnection::Read::Lost) {
    lose(id, connection->why());
  }
  if (const auto* still = find(id); still != nullptr && !still->drained()) {
    touched_.insert(id);  // what TLS itself has to say may wait
  }
  settle();
  wait_readable(id);
}

bool AcbServer::take_line(vtam::ConnectionId id, const ApplicationConnection& connection,
                          std::string_view line, const vtam::Network& network,
                          config::Instant now) {
  if (connection.ending()) {
    return false;
  }
  const std::size_t before = outcomes_.size();
  desk_.line(id, line, network, now, outcomes_);
  const bool ended = std::any_of(outcomes_.begin() + static_cast<std::ptrdiff_t>(before),
                                 outcomes_.end(), [id](const vtam::DeskOutcome& outcome) {
                                   const auto* end = std::get_if<vtam::EndApplication>(&outcome);
                                   return end != nullptr && end->connection == id;
                                 });
  return !ended;
}

// The desk hears of it at once, and its descriptor is closed.
void AcbServer::lose(vtam::ConnectionId id, const std::string& why) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) {
    return;
  }
  // It lives until the end of this call: `why` may be its own.
  const auto gone = connections_.extract(found);
  const ApplicationConnection::Visitor& visitor = gone.mapped().visitor();
  touched_.erase(id);
  if (!visitor.introduced) {
    around_.log->info(
        "TND422I a connection to the application socket has ended before it was "
        "secure (" +
        visitor.peer.where + "): " + why);
  } else if (visitor.refusal.empty()) {
    desk_.disconnected(id, why, outcomes_);
  }
}

void AcbServer::flush(vtam::ConnectionId id) {
  ApplicationConnection* const connection = find(id);
  if (connection == nullptr) {
    return;
  }
  const config::Instant now = steady_now();
  if (!connection->flush(now)) {
    lose(id, connection->why());
  } else if (connection->drained()) {
    if (connection->ending()) {
      connection->finish(now);
    }
  } else {
    if (connection->waiting() > config::limits::kApplicationOutput && !connection->ending()) {
      desk_.refuse_connection(
          id, "OUTPUT",
          "what it was sent is not read: " + std::to_string(connection->waiting()) + " bytes wait",
          vtam::AcbEnd::Unresponsive, outcomes_);
    }
    wait_writable(id);
  }
}

void AcbServer::check_connections(config::Instant now) {
  std::vector<vtam::ConnectionId> over;
  for (const auto& [id, connection] : connections_) {
    if (connection.overdue(now, around_.timing.tls_handshake)) {
      over.push_back(id);
    }
  }
  for (const vtam::ConnectionId id : over) {
    const bool ending = find(id)->ending();
    lose(id, ending ? "it was ended" : "no TLS handshake within the time for one");
  }
}

}  // namespace server
