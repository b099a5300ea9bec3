#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {
namespace {

// A LU that terminals name as their partner.
struct Partner {
  const LuSettings* lu = nullptr;  // where it is defined; nullptr: nowhere
  const ServerSettings* server = nullptr;
  const LuSettings* terminal = nullptr;  // the first that names it
};

using Partners = std::unordered_map<LuName, Partner>;

Partners partners_of(const Config& config) {
  Partners partners;
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      if (lu.printer) {
        partners.emplace(*lu.printer, Partner{});
      }
    }
  }
  if (partners.empty()) {
    return partners;
  }
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      const auto partner = partners.find(lu.name);
      if (partner != partners.end() && partner->second.lu == nullptr) {
        partner->second.lu = &lu;
        partner->second.server = &server;
      }
    }
  }
  return partners;
}

// RFC 2355 7.1.1: the partner of a terminal is a printer that a client gets by an ASSOCIATE, so it
// is of the same partition, the partner of this one only, and given to nobody by a pool's name.
std::string fault(const Config& config, const Partner& partner, const LuSettings& terminal,
                  const ServerSettings& server) {
  const std::string name = terminal.printer->text();
  if (partner.lu == nullptr) {
    return name + ", which is not defined; add {\"names\": \"" + name +
           "\", \"type\": \"printer\"} to \"lus\"";
  }
  if (partner.lu->type != LuType::Printer) {
    return name + ", which is not a LU of type printer; name one";
  }
  if (partner.server != &server) {
    return name + " of partition '" + partner.server->name + "', which clients of '" + server.name +
           "' cannot reach; name one of this partition";
  }
  if (partner.terminal != nullptr) {
    return name + ", which is already that of " + partner.terminal->name.text() + " at " +
           format(partner.terminal->at, config.files) +
           "; each terminal has a partner of its own: name another";
  }
  if (partner.lu->group) {
    return name + ", which is in the group " + partner.lu->group->text() + " at " +
           format(partner.lu->at, config.files) +
           ", where others could take it; take it out of the group";
  }
  return {};
}

}  // namespace

void partners(const Config& config, Problems& problems) {
  Partners partners = partners_of(config);
  Position said;  // a range of LUs has one position and one fault
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      if (!lu.printer || lu.type != LuType::Terminal) {
        continue;
      }
      Partner& partner = partners.at(*lu.printer);
      const std::string wrong = fault(config, partner, lu, server);
      if (partner.terminal == nullptr) {
        partner.terminal = &lu;
      }
      if (!wrong.empty() && lu.at != said) {
        problems.error(lu.at, "the partner of terminal " + lu.name.text() + " is " + wrong);
        said = lu.at;
      }
    }
  }
}

}  // namespace config::check
