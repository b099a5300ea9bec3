#include "tn3270/server/resolver.h"

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace server {
namespace {

std::vector<std::string> look_up_all(const std::string& name) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(name.c_str(), nullptr, &hints, &found) != 0) {
    return {};
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, freeaddrinfo);
  std::vector<std::string> literals;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> literal{};
    if (getnameinfo(one->ai_addr, one->ai_addrlen, literal.data(), literal.size(), nullptr, 0,
                    NI_NUMERICHOST) == 0) {
      literals.emplace_back(literal.data());
    }
  }
  return literals;
}

std::optional<std::string> look_up(const std::string& name) {
  const std::vector<std::string> literals = look_up_all(name);
  return literals.empty() ? std::nullopt : std::optional(literals.front());
}

}  // namespace

std::vector<config::Address> system_addresses(const std::string& name) {
  std::vector<config::Address> addresses;
  for (const std::string& literal : look_up_all(name)) {
    if (const auto address = config::parse_address(literal)) {
      addresses.push_back(*address);
    }
  }
  return addresses;
}

config::Resolver system_resolver() {
  return look_up;
}

}  // namespace server
