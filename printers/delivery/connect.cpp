#include "printers/delivery/connect.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "printers/delivery/resolve.h"
#include "printers/delivery/source_port.h"

namespace printers {
namespace {

using What = ConnectFault::What;

// A printer whose power is cut never says so: after these, the kernel does. A minute and a half.
constexpr int kQuietBeforeProbe = 30;
constexpr int kBetweenProbes = 10;
constexpr int kProbes = 6;

void set(int socket, int level, int option, int value) {
  ::setsockopt(socket, level, option, &value, sizeof value);
}

Descriptor make_socket(sa_family_t family) {
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  set(socket.number(), SOL_SOCKET, SO_KEEPALIVE, 1);
  set(socket.number(), IPPROTO_TCP, TCP_KEEPIDLE, kQuietBeforeProbe);
  set(socket.number(), IPPROTO_TCP, TCP_KEEPINTVL, kBetweenProbes);
  set(socket.number(), IPPROTO_TCP, TCP_KEEPCNT, kProbes);
  set(socket.number(), IPPROTO_TCP, TCP_NODELAY, 1);
  return socket;
}

int error_of(int socket) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

// One try of one address from one port: the socket, or the number of an error; ECANCELED if it was
// stopped.
std::variant<Descriptor, int> try_once(const Address& address, std::uint16_t source,
                                       Clock::time_point until, const Stop& stop) {
  Descriptor socket = make_socket(address.socket.ss_family);
  if (!socket.open()) {
    return errno;
  }
  if (const int error = bind_to_port(socket.number(), address.socket.ss_family, source);
      error != 0) {
    return error;
  }
  if (::connect(socket.number(), address.generic(), address.size) == 0) {
    return socket;
  }
  if (errno != EINPROGRESS) {
    return errno;
  }
  switch (wait_for(socket.number(), POLLOUT, until, stop)) {
    case Waited::Stopped:
      return ECANCELED;
    case Waited::TimedOut:
      return ETIMEDOUT;
    case Waited::Ready:
      break;
  }
  if (const int error = error_of(socket.number()); error != 0) {
    return error;
  }
  return socket;
}

// The port is taken, or it was used for a connection to the same printer a moment ago.
bool is_about_the_port(int error) {
  return error == EADDRINUSE || error == EADDRNOTAVAIL;
}

std::variant<Descriptor, int> try_ports(const Endpoint& endpoint, const Address& address,
                                        Clock::time_point until, const Stop& stop) {
  SourcePorts ports(endpoint.source, endpoint.rotation);
  std::variant<Descriptor, int> outcome = EADDRINUSE;
  while (const std::optional<std::uint16_t> port = ports.next()) {
    outcome = try_once(address, *port, until, stop);
    const int* error = std::get_if<int>(&outcome);
    if (error == nullptr || !is_about_the_port(*error)) {
      break;
    }
  }
  return outcome;
}

What what_of(const Endpoint& endpoint, int error) {
  const bool any_port = endpoint.source == config::SourcePort::Any;
  switch (error) {
    case ECANCELED:
      return What::Stopped;
    case ECONNREFUSED:
      return What::Refused;
    case ECONNRESET:
      return What::ThrownOut;
    case EADDRINUSE:
    case EADDRNOTAVAIL:
      return any_port ? What::NoRoute : What::NoPort;
    case EACCES:
    case EPERM:
      return any_port ? What::NoRoute : What::NoRight;
    default:
      return What::NoRoute;
  }
}

std::string sentence(const Endpoint& endpoint, int error) {
  const std::string ports = endpoint.source == config::SourcePort::Rfc1179
                                ? "source ports 721-731"
                                : "source ports 512-1023";
  switch (what_of(endpoint, error)) {
    case What::NoPort:
      return "all " + ports + " are taken: each is free again a minute after its connection";
    case What::NoRight:
      return "this server may not use " + ports +
             ": it needs CAP_NET_BIND_SERVICE, or the LU another source port";
    default:
      return error == ETIMEDOUT ? "no answer" : words_for_error(error);
  }
}

// Of several addresses: who refused is there; who gave no route is not.
bool says_more(What now, What before) {
  return now == What::Stopped || before == What::NoRoute;
}

ConnectFault unresolved(const Endpoint& endpoint, NoAnswer none) {
  if (none == NoAnswer::Stopped) {
    return {What::Stopped, "stopped while the address of " + endpoint.host + " was looked up"};
  }
  return {What::NoRoute, "the address of " + endpoint.host + " was not found within " +
                             words_for(endpoint.patience)};
}

}  // namespace

std::string Endpoint::text() const {
  return host + " port " + std::to_string(port);
}

std::variant<Descriptor, ConnectFault> connect_to(const Endpoint& endpoint, Clock::time_point until,
                                                  const Stop& stop) {
  const auto patience = [&] { return std::min(until, Clock::now() + endpoint.patience); };
  auto answer = resolve(endpoint.host, endpoint.port, patience(), stop);
  if (const auto* none = std::get_if<NoAnswer>(&answer)) {
    return unresolved(endpoint, *none);
  }
  const Answer& found = std::get<Answer>(answer);
  if (found.addresses.empty()) {
    return ConnectFault{What::NoRoute, endpoint.host + " has no address: " + found.fault};
  }
  ConnectFault fault;
  for (const Address& address : found.addresses) {
    auto outcome = try_ports(endpoint, address, patience(), stop);
    if (auto* socket = std::get_if<Descriptor>(&outcome)) {
      return std::move(*socket);
    }
    const int error = std::get<int>(outcome);
    const What what = what_of(endpoint, error);
    if (fault.why.empty() || says_more(what, fault.what)) {
      fault.what = what;
    }
    fault.why += (fault.why.empty() ? "cannot connect to " + endpoint.text() + ": " : "; ") +
                 (address.text == endpoint.host ? "" : address.text + ": ") +
                 sentence(endpoint, error);
    if (fault.what == What::Stopped) {
      break;
    }
  }
  return fault;
}

DeliveryResult result_of(const ConnectFault& fault) {
  using Delivered = DeliveryResult::What;
  switch (fault.what) {
    case What::Stopped:
      return {Delivered::Stopped, fault.why};
    case What::NoRight:
    case What::Untrusted:
      return {Delivered::Failed, fault.why};
    case What::NoRoute:
    case What::Refused:
    case What::ThrownOut:
    case What::NoPort:
    case What::NoTls:
      break;
  }
  return {Delivered::Retry, fault.why};
}

ProbeResult probed(const ConnectFault& fault) {
  using Probed = ProbeResult::What;
  switch (fault.what) {
    case What::Refused:
      return {Probed::Refused, fault.why};
    case What::ThrownOut:
    case What::NoRight:
    case What::NoPort:
    case What::NoTls:
    case What::Untrusted:
      return {Probed::Rejected, fault.why};
    case What::Stopped:
    case What::NoRoute:
      break;
  }
  return {Probed::NoRoute, fault.why};
}

}  // namespace printers
