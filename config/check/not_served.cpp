#include <map>
#include <string>
#include <utility>

#include "config/check/checks.h"

namespace config::check {
namespace {

constexpr const char* kNotServed = " not served yet";

std::string kind(LuType type) {
  switch (type) {
    case LuType::Terminal:
    case LuType::Printer:
      break;
    case LuType::Direct:
      return "DIRECT";
    case LuType::Lpr:
      return "LPR";
    case LuType::Ftp:
      return "FTP";
    case LuType::Ipp:
      return "IPP";
    case LuType::File:
      return "FILE";
    case LuType::Command:
      return "COMMAND";
  }
  return "?";
}

struct Alike {
  std::size_t count = 0;
  const LuSettings* first = nullptr;
};

// Printers that the server would deliver to; one line for each kind, as a deck has hundreds.
void lus(const ServerSettings& server, Problems& problems) {
  std::map<LuType, Alike> kinds;
  for (const LuSettings& lu : server.lus) {
    if (lu.type == LuType::Terminal || lu.type == LuType::Printer) {
      continue;
    }
    Alike& alike = kinds[lu.type];
    ++alike.count;
    if (alike.first == nullptr) {
      alike.first = &lu;
    }
  }
  for (const auto& [type, alike] : kinds) {
    const bool one = alike.count == 1;
    const std::string who = one ? kind(type) + " LU " + alike.first->name.text() + " is"
                                : std::to_string(alike.count) + " " + kind(type) +
                                      " LUs of partition '" + server.name + "' (the first is " +
                                      alike.first->name.text() + ") are";
    problems.note(alike.first->at, who + " INACT: LUs of this kind are" + std::string(kNotServed));
  }
}

}  // namespace

void not_served(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    lus(server, problems);
  }
  for (const ApplicationSettings& application : config.applications) {
    if (application.type == "host") {
      problems.note(application.at, "application " + application.name.text() + " is INACT: type '" +
                                        application.type + "' is" + kNotServed);
    }
  }
  if (config.spool) {
    problems.note(config.spool->at, std::string("the spool is INACT: it is") + kNotServed);
  }
}

}  // namespace config::check
