#include "tn3270/server/resolver.h"

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace server {
namespace {

std::optional<std::string> look_up(const std::string& name) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(name.c_str(), nullptr, &hints, &found) != 0 || found == nullptr) {
    return std::nullopt;
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, freeaddrinfo);
  std::array<char, NI_MAXHOST> literal{};
  if (getnameinfo(found->ai_addr, found->ai_addrlen, literal.data(), literal.size(), nullptr, 0,
                  NI_NUMERICHOST) != 0) {
    return std::nullopt;
  }
  return std::string(literal.data());
}

}  // namespace

config::Resolver system_resolver() {
  return look_up;
}

}  // namespace server
