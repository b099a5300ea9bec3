#include "tn3270/server/activation/passed_sockets.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

#include <asio/ip/tcp.hpp>

namespace server {
namespace {

constexpr const char* kPid = "LISTEN_PID";
constexpr const char* kCount = "LISTEN_FDS";
constexpr const char* kNames = "LISTEN_FDNAMES";

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// "descriptor 3", with the name that it was given, in which nothing forges a line of the log.
std::string words_for(int descriptor, std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, '?');
  return "descriptor " + std::to_string(descriptor) + (name.empty() ? "" : " '" + name + "'");
}

int option(int descriptor, int level, int which) {
  int value = 0;
  socklen_t size = sizeof value;
  return ::getsockopt(descriptor, level, which, &value, &size) == 0 ? value : -1;
}

struct Listening {
  std::optional<SocketPlace> place{};
  std::string fault{};  // without a place: why it is of no use, and what to do
};

Listening useless(const char* why) {
  return {std::nullopt, why};
}

Listening look_at(int descriptor) {
  const int type = option(descriptor, SOL_SOCKET, SO_TYPE);
  if (type < 0) {
    return useless("is not a socket; pass nothing else to tn3270d");
  }
  if (type != SOCK_STREAM) {
    return useless("is not a stream socket; say ListenStream= in the socket unit");
  }
  if (option(descriptor, SOL_SOCKET, SO_ACCEPTCONN) != 1) {
    return useless("does not listen; say Accept=no in the socket unit");
  }
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  // POSIX takes every family's address through this pointer.
  auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
  if (::getsockname(descriptor, generic, &size) != 0) {
    return useless("has no address");
  }
  if (address.ss_family == AF_UNIX) {
    sockaddr_un file{};
    std::memcpy(&file, &address, sizeof file);
    const auto* path = static_cast<const char*>(file.sun_path);
    if (size <= offsetof(sockaddr_un, sun_path) || *path == '\0') {
      return useless("is a Unix socket without a file; say ListenStream= with a path");
    }
    return {std::string(path, ::strnlen(path, size - offsetof(sockaddr_un, sun_path)))};
  }
  if (address.ss_family != AF_INET && address.ss_family != AF_INET6) {
    return useless(
        "is a socket of neither IPv4, IPv6 nor Unix; say ListenStream= with one of these");
  }
  asio::ip::tcp::endpoint endpoint;
  std::memcpy(endpoint.data(), &address, size);
  endpoint.resize(size);
  const auto place = place_of(endpoint.address().to_string(), endpoint.port());
  return {place ? *place : SocketPlace(endpoint)};
}

// One file has many paths; /var/run is /run.
void make_canonical(SocketPlace& place) {
  if (auto* path = std::get_if<std::string>(&place)) {
    std::error_code error;
    const auto whole = std::filesystem::weakly_canonical(std::filesystem::absolute(*path), error);
    if (!error) {
      *path = whole.string();
    }
  }
}

std::string list_of(const std::vector<WantedSocket>& wanted) {
  std::string list;
  for (const WantedSocket& one : wanted) {
    list += (list.empty() ? "" : ", ") + text(one.place);
  }
  return list.empty() ? "nobody wants one" : "wanted are " + list;
}

}  // namespace

PassedSockets PassedSockets::of_environment() {
  const PassedDescriptors passed =
      read_listen_variables({variable(kPid), variable(kCount), variable(kNames)}, ::getpid());
  for (const char* name : {kPid, kCount, kNames}) {
    ::unsetenv(name);
  }
  return PassedSockets(passed);
}

PassedSockets::PassedSockets(const PassedDescriptors& passed, int first) {
  if (!passed.fault.empty()) {
    warnings_.push_back("TND031W " + passed.fault);
  }
  for (int index = 0; index < passed.count; ++index) {
    const int descriptor = first + index;
    if (::fcntl(descriptor, F_GETFD) < 0) {
      warnings_.push_back("TND031W LISTEN_FDS says " + std::to_string(passed.count) +
                          ", but descriptor " + std::to_string(descriptor) +
                          " is not open: what comes from there on is not taken over");
      return;
    }
    receive(descriptor,
            passed.names.empty() ? std::string() : passed.names[static_cast<std::size_t>(index)]);
  }
}

PassedSockets::PassedSockets(PassedSockets&& other) noexcept
    : sockets_(std::exchange(other.sockets_, {})),
      assigned_(std::exchange(other.assigned_, {})),
      warnings_(std::move(other.warnings_)) {}

PassedSockets::~PassedSockets() {
  for (const Socket& one : sockets_) {
    ::close(one.descriptor);
  }
  for (const Assigned& one : assigned_) {
    ::close(one.descriptor);
  }
}

void PassedSockets::receive(int descriptor, const std::string& name) {
  Listening found = look_at(descriptor);
  if (!found.place) {
    warnings_.push_back("TND032W " + words_for(descriptor, name) +
                        ", which was passed to the server, " + found.fault + "; it is closed");
    ::close(descriptor);
    return;
  }
  ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  const bool v6_only = option(descriptor, IPPROTO_IPV6, IPV6_V6ONLY) == 1;
  sockets_.push_back({descriptor, {name, *std::move(found.place), v6_only}});
}

std::vector<std::optional<std::size_t>> PassedSockets::match(
    std::vector<WantedSocket> wanted) const {
  std::vector<OfferedSocket> offered;
  for (const Socket& one : sockets_) {
    offered.push_back(one.offer);
    make_canonical(offered.back().place);
  }
  for (WantedSocket& one : wanted) {
    make_canonical(one.place);
  }
  return match_sockets(wanted, offered);
}

bool PassedSockets::serve(const config::Config& config, const SocketPlace& place) const {
  const std::vector<WantedSocket> wanted = wanted_sockets(config);
  const auto takers = match(wanted);
  return std::any_of(takers.begin(), takers.end(),
                     [&](const auto& taker) { return taker && wanted[*taker].place == place; });
}

void PassedSockets::assign(const config::Config& config, Log& log) {
  for (const std::string& warning : warnings_) {
    log.warning(warning);
  }
  const std::vector<WantedSocket> wanted = wanted_sockets(config);
  const auto takers = match(wanted);
  for (std::size_t index = 0; index < sockets_.size(); ++index) {
    const auto& [descriptor, offer] = sockets_[index];
    if (takers[index]) {
      const WantedSocket& taker = wanted[*takers[index]];
      assigned_.push_back({taker.place, descriptor});
      log.info("TND030I " + taker.who + " takes " + text(offer.place) +
               ", which is open already (" + words_for(descriptor, offer.name) + ")");
    } else {
      ::close(descriptor);
      log.warning("TND033W nobody in the configuration listens on " + text(offer.place) +
                  ", which was passed to the server (" + words_for(descriptor, offer.name) +
                  "); it is closed; " + list_of(wanted));
    }
  }
  sockets_.clear();
}

int PassedSockets::take_at(const SocketPlace& place) {
  const auto found = std::find_if(assigned_.begin(), assigned_.end(),
                                  [&](const Assigned& one) { return one.place == place; });
  if (found == assigned_.end()) {
    return -1;
  }
  const int descriptor = found->descriptor;
  assigned_.erase(found);
  return descriptor;
}

int PassedSockets::take(const std::string& address, std::uint16_t port) {
  const auto place = place_of(address, port);
  return place ? take_at(*place) : -1;
}

int PassedSockets::take_path(const std::string& path) {
  return take_at(path);
}

}  // namespace server
