#include <algorithm>
#include <string>

#include "config/check/checks.h"
#include "config/limits.h"

namespace config::check {
namespace {

bool is_socket_application(const ApplicationSettings& application) {
  return application.type == "socket";
}

// One line for all of them: who forgot the socket forgot it for each.
void nowhere_to_open(const Config& config, Problems& problems) {
  const auto& all = config.applications;
  const auto first = std::find_if(all.begin(), all.end(), is_socket_application);
  if (config.application_socket || first == all.end()) {
    return;
  }
  const auto count = std::count_if(all.begin(), all.end(), is_socket_application);
  const std::string who = count == 1 ? "application " + first->name.text() + " has"
                                     : std::to_string(count) + " applications (the first is " +
                                           first->name.text() + ") have";
  problems.warning(first->at,
                   who +
                       " the type 'socket', and there is no application socket where a program "
                       "could open the ACB; add \"application_socket\": {\"path\": \"acb.sock\"}");
}

}  // namespace

void application_socket(const Config& config, Problems& problems) {
  nowhere_to_open(config, problems);
  const auto& socket = config.application_socket;
  if (socket && socket->path.size() > limits::kSocketPath) {
    problems.error(socket->at, "the path of the application socket has " +
                                   std::to_string(socket->path.size()) +
                                   " characters, and those of sockets have at most " +
                                   std::to_string(limits::kSocketPath) + "; choose a shorter one");
  }
}

}  // namespace config::check
