#include "tn3270/server/acb/application_tokens.h"

#include <utility>

#include "config/admin_token.h"
#include "tn3270/server/admin/private_file.h"

namespace server {

std::variant<std::vector<std::string>, std::string> read_application_tokens(
    const std::string& path) {
  const std::string name = "the token file " + path + " of the application socket ";
  const PrivateText file = read_private_file(path);
  if (!file.fault.empty()) {
    return name + file.fault +
           (file.missing ? "; write one token a line into it, and chmod 600 it" : "");
  }
  std::vector<std::string> tokens;
  for (config::TokenLine& line : config::token_lines(file.text)) {
    tokens.push_back(std::move(line.token));
  }
  if (tokens.empty()) {
    return name + "holds no token; write one on a line";
  }
  return tokens;
}

}  // namespace server
