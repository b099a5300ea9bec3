#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {
namespace {

// Where a LU that somebody names as partner is defined; nullptr: nowhere.
struct Defined {
  const LuSettings* lu = nullptr;
  const ServerSettings* server = nullptr;
};

using Lus = std::unordered_map<LuName, Defined>;

// RFC 2355 7.1.1: the partner of a terminal is a printer that a client can ask for.
std::string fault(const Defined& found, const LuSettings& terminal, const ServerSettings& server) {
  const std::string partner = terminal.printer->text();
  if (found.lu == nullptr) {
    return partner + ", which is not defined; add {\"names\": \"" + partner +
           "\", \"type\": \"printer\"} to \"lus\"";
  }
  if (found.lu->type != LuType::Printer) {
    return partner + ", which is not a LU of type printer; name one";
  }
  if (found.server != &server) {
    return partner + " of partition '" + found.server->name + "', which clients of '" +
           server.name + "' cannot reach; name one of this partition";
  }
  return {};
}

}  // namespace

void partners(const Config& config, Problems& problems) {
  Lus partners;
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      if (lu.printer) {
        partners.emplace(*lu.printer, Defined{});
      }
    }
  }
  if (partners.empty()) {
    return;
  }
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      const auto partner = partners.find(lu.name);
      if (partner != partners.end() && partner->second.lu == nullptr) {
        partner->second = {&lu, &server};
      }
    }
  }
  Position said;  // a range of LUs has one partner and one position
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      if (!lu.printer || lu.at == said) {
        continue;
      }
      if (const std::string wrong = fault(partners.at(*lu.printer), lu, server); !wrong.empty()) {
        problems.error(lu.at, "the partner of terminal " + lu.name.text() + " is " + wrong);
        said = lu.at;
      }
    }
  }
}

}  // namespace config::check
