#include "tn3270/server/admission.h"

#include <utility>

#include "config/limits.h"

namespace server {
namespace {

constexpr config::Ticks kSecond = std::chrono::seconds(1);

using Counts = std::unordered_map<vtam::ClientAddress, std::uint32_t>;

std::uint32_t count_of(const Counts& counts, const vtam::ClientAddress& client) {
  const auto found = counts.find(client);
  return found == counts.end() ? 0 : found->second;
}

void take_one(Counts& counts, const vtam::ClientAddress& client) {
  const auto found = counts.find(client);
  if (found != counts.end() && --found->second == 0) {
    counts.erase(found);
  }
}

bool full(std::uint32_t inside, std::uint32_t most) {
  return most != 0 && inside >= most;
}

std::string clients(std::uint32_t number) {
  return std::to_string(number) + (number == 1 ? " client" : " clients");
}

}  // namespace

Visit::Visit(Admission& admission, std::uint32_t gate, const vtam::ClientAddress& client,
             bool counted)
    : admission_(admission), client_(client), gate_(gate), counted_(counted) {}

Visit::~Visit() {
  handshake_ends();
  if (counted_) {
    admission_.leave(gate_, client_);
  }
}

void Visit::handshake_begins() {
  if (!std::exchange(handshaking_, true)) {
    admission_.handshakes_.fetch_add(1, std::memory_order_relaxed);
  }
}

void Visit::handshake_ends() {
  if (std::exchange(handshaking_, false)) {
    admission_.handshakes_.fetch_sub(1, std::memory_order_relaxed);
  }
}

std::uint32_t Admission::add_gate(std::uint32_t clients, std::uint32_t per_address) {
  counting_ = counting_ || settings_.clients != 0 || settings_.per_address != 0 || clients != 0 ||
              per_address != 0;
  return inside_.with([&](Inside& inside) {
    Gate gate;
    gate.most = clients;
    gate.most_of_address = per_address;
    inside.gates.push_back(std::move(gate));
    return static_cast<std::uint32_t>(inside.gates.size() - 1);
  });
}

Admission::Outcome Admission::enter(std::uint32_t gate, const Peer& peer) {
  const vtam::ClientAddress client = peer.client();
  if (counting_) {
    std::string why = inside_.with([&](Inside& inside) { return refuse(inside, gate, client); });
    if (!why.empty()) {
      return {nullptr, std::move(why)};
    }
  }
  Outcome outcome;
  outcome.visit = std::make_unique<Visit>(*this, gate, client, counting_);
  return outcome;
}

// Empty: it is inside.
std::string Admission::refuse(Inside& inside, std::uint32_t gate,
                              const vtam::ClientAddress& client) const {
  Gate& its = inside.gates.at(gate);
  if (full(inside.all, settings_.clients)) {
    return who_ + " " + clients(inside.all) + " already, as many as it may";
  }
  if (full(its.inside, its.most)) {
    return "the listener has " + clients(its.inside) + " already, as many as it may";
  }
  if (!client.is_loopback()) {
    const std::uint32_t here = count_of(its.of_address, client);
    const std::uint32_t everywhere = count_of(inside.of_address, client);
    if (full(here, its.most_of_address) || full(everywhere, settings_.per_address)) {
      return "its address has " + clients(std::max(here, everywhere)) +
             " already, as many as one may";
    }
  }
  ++inside.all;
  ++its.inside;
  if (its.most_of_address != 0) {
    ++its.of_address[client];
  }
  if (settings_.per_address != 0) {
    ++inside.of_address[client];
  }
  return {};
}

void Admission::leave(std::uint32_t gate, const vtam::ClientAddress& client) {
  inside_.with([&](Inside& inside) {
    Gate& its = inside.gates.at(gate);
    --inside.all;
    --its.inside;
    take_one(its.of_address, client);
    take_one(inside.of_address, client);
  });
}

std::optional<config::Ticks> Admission::hold(bool tls, config::Instant now) {
  if (tls && full(handshakes(), settings_.handshakes)) {
    return config::limits::kHandshakeWait;
  }
  if (settings_.accepts == 0) {
    return std::nullopt;
  }
  const bool over = now - second_ < kSecond && accepted_ >= settings_.accepts;
  return over ? std::optional(second_ + kSecond - now) : std::nullopt;
}

void Admission::accepted(config::Instant now) {
  if (now - second_ >= kSecond) {
    second_ = now;
    accepted_ = 0;
  }
  ++accepted_;
}

}  // namespace server
