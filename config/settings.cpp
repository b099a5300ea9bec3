#include "config/settings.h"

#include <algorithm>

namespace config {

const char* text(LuType type) {
  switch (type) {
    case LuType::Terminal:
      return "terminal";
    case LuType::Printer:
      return "printer";
    case LuType::Direct:
      return "direct";
    case LuType::Lpr:
      return "lpr";
    case LuType::Ftp:
      return "ftp";
    case LuType::Ipp:
      return "ipp";
    case LuType::File:
      return "file";
    case LuType::Command:
      return "command";
  }
  return "?";
}

const char* text(Takeover takeover) {
  switch (takeover) {
    case Takeover::Never:
      return "never";
    case Takeover::Dead:
      return "dead";
    case Takeover::Certificate:
      return "certificate";
    case Takeover::Address:
      return "address";
  }
  return "?";
}

namespace {

// nullptr: it has none, or none that is described.
const GroupSettings* described(const ServerSettings& server, const LuSettings& lu) {
  const auto group =
      std::find_if(server.groups.begin(), server.groups.end(),
                   [&](const GroupSettings& one) { return lu.group && one.name == *lu.group; });
  return group == server.groups.end() ? nullptr : &*group;
}

}  // namespace

const KeepSettings& keep_of(const ServerSettings& server, const LuSettings& lu) {
  const GroupSettings* const group = described(server, lu);
  return group != nullptr && group->keep ? *group->keep : server.sessions.keep;
}

const SeveralSettings& several_of(const ServerSettings& server, const LuSettings& lu) {
  const GroupSettings* const group = described(server, lu);
  return group != nullptr && group->several ? *group->several : server.sessions.several;
}

}  // namespace config
