#include "tn3270/server/activation/listen_variables.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>

namespace server {
namespace {

constexpr int kMostDescriptors = std::numeric_limits<int>::max() - kFirstPassedDescriptor;

// A whole decimal number from 1 to `most`.
std::optional<int> number_of(const std::string& text, int most) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 1 || number > most) {
    return std::nullopt;
  }
  return number;
}

// For the log: whoever starts a process can write anything into its environment.
std::string shown(const std::string& text) {
  constexpr std::size_t kMostShown = 40;
  std::string result = text.substr(0, kMostShown);
  std::replace_if(
      result.begin(), result.end(), [](unsigned char c) { return std::isprint(c) == 0; }, '?');
  return "'" + result + (text.size() > kMostShown ? "…'" : "'");
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> names;
  std::size_t at = 0;
  for (std::size_t colon = text.find(':'); colon != std::string::npos; colon = text.find(':', at)) {
    names.push_back(text.substr(at, colon - at));
    at = colon + 1;
  }
  names.push_back(text.substr(at));
  return names;
}

PassedDescriptors none(std::string fault) {
  return {0, {}, std::move(fault)};
}

}  // namespace

PassedDescriptors read_listen_variables(const ListenVariables& variables, pid_t self) {
  if (!variables.pid && !variables.count) {
    return {};
  }
  const std::string nothing_taken =
      ", so no socket is taken over; sd_listen_fds(3) says what a starter sets";
  if (!variables.pid) {
    return none("LISTEN_FDS is set without LISTEN_PID" + nothing_taken);
  }
  if (!variables.count) {
    return none("LISTEN_PID is set without LISTEN_FDS" + nothing_taken);
  }
  const auto pid = number_of(*variables.pid, std::numeric_limits<int>::max());
  if (!pid) {
    return none("LISTEN_PID is " + shown(*variables.pid) + ", which is no process id" +
                nothing_taken);
  }
  if (*pid != self) {
    return none("LISTEN_PID is " + std::to_string(*pid) + ", but this is process " +
                std::to_string(self) +
                ", so no socket is taken over; make tn3270d itself the command of the service, or "
                "end a script before it with exec");
  }
  const auto count = number_of(*variables.count, kMostDescriptors);
  if (!count) {
    return none("LISTEN_FDS is " + shown(*variables.count) + ", which is no number of sockets" +
                nothing_taken);
  }
  PassedDescriptors passed{*count, {}, ""};
  if (variables.names) {
    std::vector<std::string> names = split(*variables.names);
    if (names.size() == static_cast<std::size_t>(*count)) {
      passed.names = std::move(names);
    } else {
      passed.fault = "LISTEN_FDNAMES has " + std::to_string(names.size()) +
                     (names.size() == 1 ? " name" : " names") + " for " + std::to_string(*count) +
                     (*count == 1 ? " socket" : " sockets") +
                     ", so they are told by address and port alone";
    }
  }
  return passed;
}

}  // namespace server
