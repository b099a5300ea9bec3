#include "printers/delivery/password_file.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <system_error>

namespace printers {
namespace {

constexpr std::size_t kLongest = 1024;  // and no file without an end is read

}  // namespace

std::variant<Password, NoPassword> password_of(const config::DeliverySettings& settings) {
  if (settings.password_file.empty()) {
    return Password{settings.password};
  }
  const std::string name = "the password file " + settings.password_file;
  errno = 0;
  std::ifstream file(settings.password_file);
  if (!file) {
    return NoPassword{
        name + " can't be read: " + std::error_code(errno, std::generic_category()).message()};
  }
  std::array<char, kLongest> read{};
  file.getline(read.data(), read.size());
  std::string line(read.data());
  if (file.bad() || (file.fail() && !line.empty())) {
    return NoPassword{name + (file.bad() ? " can't be read" : " has too long a first line")};
  }
  if (!line.empty() && line.back() == '\r') {
    line.pop_back();
  }
  if (line.empty()) {
    return NoPassword{"the first line of " + name + " is empty"};
  }
  return Password{std::move(line)};
}

}  // namespace printers
