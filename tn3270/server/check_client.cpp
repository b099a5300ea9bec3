#include "tn3270/server/check_client.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "tn3270/protocol/link_event.h"
#include "tn3270/server/reactor/session_words.h"
#include "vtam/default_application.h"

namespace server {
namespace {

// What was said, as values.
struct Understood {
  vtam::ClientFacts facts;
  std::optional<config::LuName> name;
};

std::variant<Understood, std::string> understand(const SupposedClient& client) {
  Understood understood;
  const auto address = config::parse_address(client.address);
  if (!address) {
    return "--client: '" + client.address + "' is not an address; write one like 10.1.2.3";
  }
  understood.facts.address = vtam::ClientAddress::of(*address);
  const auto device = tn3270::DeviceType::from_terminal_type(client.device);
  if (!device) {
    return "--device: '" + client.device +
           "' is not a terminal type; write one like IBM-3278-2-E or IBM-3287-1";
  }
  understood.facts.device = *device;
  if (!client.lu.empty()) {
    understood.name = config::LuName::parse(client.lu);
    if (!understood.name) {
      return "--lu: " + config::name_fault_text(client.lu);
    }
  }
  return understood;
}

const config::ListenerSettings* entrance(const config::ServerSettings& server,
                                         const std::string& name) {
  const auto found = std::find_if(
      server.listeners.begin(), server.listeners.end(),
      [&](const config::ListenerSettings& one) { return name.empty() || one.name == name; });
  return found == server.listeners.end() ? nullptr : &*found;
}

std::string granted(const vtam::LuGrant& grant, const config::ServerSettings& server,
                    const config::ListenerSettings& listener) {
  std::string text = "  gets " + grant.settings->name.text() + ": " + grant.rule + "\n";
  const auto application =
      vtam::default_application(server, *grant.settings, grant.application, &listener);
  if (application) {
    text +=
        "  application " + application->name.text() + ", of " + vtam::text(application->by) + "\n";
  }
  if (grant.logmode) {
    text += "  logmode " + grant.logmode->text() + ", of the rule\n";
  }
  return text;
}

}  // namespace

ClientVerdict check_client(const SupposedClient& client, const vtam::NetworkPtr& network,
                           const vtam::Mapping::HostAddresses& hosts) {
  auto read = understand(client);
  if (auto* fault = std::get_if<std::string>(&read)) {
    return {"", std::move(*fault)};
  }
  auto& understood = std::get<Understood>(read);
  vtam::Directory directory(network, hosts);
  ClientVerdict verdict;
  std::uint16_t partition = 0;
  for (const config::ServerSettings& server : network->config().servers) {
    if (const config::ListenerSettings* listener = entrance(server, client.listener)) {
      understood.facts.listener = listener->name;
      verdict.text += client.address + ", " + understood.facts.device.name() + ", at listener " +
                      listener->name + " of " + server.name +
                      (understood.name ? ", asks for " + understood.name->text() : "") + ":\n";
      const vtam::LuAnswer answer = directory.request(
          {partition, understood.facts, understood.name}, vtam::SessionId{}, config::Instant{});
      if (const auto* refusal = std::get_if<vtam::LuRefusal>(&answer)) {
        verdict.text += std::string("  is refused ") + tn3270::text(reject_reason(refusal->kind)) +
                        ": " + refusal->text + "\n";
      } else {
        verdict.text += granted(std::get<vtam::LuGrant>(answer), server, *listener);
      }
    }
    ++partition;
  }
  if (verdict.text.empty()) {
    verdict.fault = "--listener: no partition has one that is called '" + client.listener + "'";
  }
  return verdict;
}

}  // namespace server
