#include "config/load_tls.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "config/load_address.h"
#include "config/load_firewall.h"
#include "config/load_stacks.h"

namespace config {
namespace {

constexpr std::uint16_t kFtpPort = 21;
constexpr const char* kThisMachine = "127.0.0.1";

class Definitions {
 public:
  explicit Definitions(Draft& draft) : draft_(draft), stacks_(draft), problems_(draft.problems) {}

  void resolve(const TlsDefinition& definition) {
    if (definition.statement == TlsStatement::ClientAttls) {
      redirect(definition);
      return;
    }
    const StackSettings* stack = stacks_.settings(definition.stack);
    const std::string host =
        stacks_.address(definition.stack, definition.host.empty() ? kThisMachine : definition.host);
    const auto address = parse_address(host);
    const bool here = address && is_loopback(*address);
    const std::uint16_t said = definition.to.port;
    const std::uint16_t port = here ? Stacks::mapped(stack, said) : said;
    if (add_listeners(definition, host, here, port)) {
      return;
    }
    if (definition.ftp || said == kFtpPort || (!definition.from.tls && is_ftp(definition.from))) {
      problems_.warning(definition.at,
                        "FTP through a proxy is not served yet, because its data connections would "
                        "go past it: port " +
                            std::to_string(definition.from.port) +
                            " is not opened; let the FTP server speak TLS itself, and for our own "
                            "FTP LUs write ATTLS PORT TO HOST AS PORT SSL");
      return;
    }
    add_proxy(definition, host, port);
  }

 private:
  static bool is_ftp(const TlsLeg& leg) { return leg.port == kFtpPort; }

  static const char* word(const TlsDefinition& definition) {
    return definition.statement == TlsStatement::Proxy ? "PROXY" : "ATTLS";
  }

  static std::string name_of(const TlsDefinition& definition) {
    return std::string(word(definition)) + " " + std::to_string(definition.from.port);
  }

  void redirect(const TlsDefinition& definition) {
    RedirectSettings redirect;
    redirect.host = stacks_.address(definition.stack, definition.host);
    redirect.port = definition.from.port;
    redirect.tls_port = definition.to.port;
    redirect.ftp = definition.ftp;
    redirect.verify = definition.verify;
    redirect.ca = definition.to.keyfile;
    redirect.identity = definition.to.has_key ? definition.to.keyfile : "";
    redirect.at = definition.at;
    draft_.config.redirects.push_back(std::move(redirect));
  }

  // A partition that the deck may mean: of its stack, or of none.
  [[nodiscard]] bool is_of(const ServerSettings& server, const TlsDefinition& definition) const {
    if (!server.stack || !definition.stack) {
      return true;
    }
    const std::vector<std::string> ids = stacks_.ids(definition.stack);
    return std::find(ids.begin(), ids.end(), *server.stack) != ids.end();
  }

  // False: that port is not ours.
  bool add_listeners(const TlsDefinition& definition, const std::string& host, bool here,
                     std::uint16_t port) {
    if (definition.to.tls) {
      return false;  // a connection of ours to ourselves is nothing special
    }
    bool ours = false;
    for (ServerSettings& server : draft_.config.servers) {
      if (!is_of(server, definition)) {
        continue;
      }
      const std::vector<ListenerSettings> listeners = server.listeners;
      for (const ListenerSettings& clear : listeners) {
        if (clear.port == port && (here || same_address(clear.address, host))) {
          ours = true;
          add_listener(definition, clear, server);
        }
      }
    }
    return ours;
  }

  static bool same_address(const std::string& one, const std::string& other) {
    const auto address = parse_address(one);
    return address && address == parse_address(other);
  }

  void add_listener(const TlsDefinition& definition, const ListenerSettings& clear,
                    ServerSettings& server) {
    if (clear.tls == ListenerTls::Immediate) {
      problems_.error(definition.at, "port " + std::to_string(clear.port) + " (" +
                                         format(clear.at, draft_.config.files) +
                                         ") speaks TLS itself; take this statement out, or name "
                                         "the port of clear text");
      return;
    }
    ListenerSettings listener = clear;
    listener.name = name_of(definition);
    listener.address = address_of(definition, clear.address);
    listener.port = Stacks::mapped(stacks_.settings(definition.stack), definition.from.port);
    listener.tls = definition.from.tls ? ListenerTls::Immediate : ListenerTls::None;
    listener.certificate = definition.from.keyfile;
    listener.tls_settings = definition.settings;
    listener.at = definition.at;
    // Of a clear port that no deck's firewall guards, it is what JSON says.
    if (!stacks_.firewall(definition.stack).empty()) {
      listener.access = access(definition);
    }
    const bool there = std::any_of(
        server.listeners.begin(), server.listeners.end(), [&](const ListenerSettings& other) {
          return other.at == definition.at && other.address == listener.address;
        });
    if (there) {
      return;  // two OPENs, one for each family
    }
    if (clear.address != listener.address && !is_public(clear.address)) {
      problems_.note(definition.at, "the clear port " + std::to_string(clear.port) +
                                        " is for this machine alone, and this one listens at " +
                                        listener.address +
                                        "; where it should not, write \"stacks\": {\"" +
                                        definition.stack.value_or("NN") + "\": {\"address\": …}}");
    }
    server.listeners.push_back(std::move(listener));
  }

  static bool is_public(const std::string& text) {
    const auto address = parse_address(text);
    return !address || !is_loopback(*address);
  }

  // Where the deck listens: at the address of its stack in JSON, else beside the clear port. A
  // server that listens for this machine alone does so to be reached by TLS only.
  [[nodiscard]] std::string address_of(const TlsDefinition& definition,
                                       const std::string& clear) const {
    const StackSettings* stack = stacks_.settings(definition.stack);
    const AddressFamily family = definition.from.family;
    const std::string all = family == AddressFamily::V4 ? "0.0.0.0" : "::";
    const bool by_json = stack != nullptr && stack->address;
    const std::string& base = by_json ? *stack->address : clear;
    const auto address = parse_address(base);
    if (!address || (!by_json && is_loopback(*address))) {
      return all;
    }
    const bool fits = family == AddressFamily::Any ||
                      is_ipv4(*address) == (family == AddressFamily::V4) ||
                      address == parse_address("::");
    if (fits) {
      return base;
    }
    if (is_loopback(*address)) {
      return family == AddressFamily::V4 ? kThisMachine : "::1";
    }
    return all;
  }

  // By its own port: the clear one behind it may be denied to everybody (MODEL 5).
  [[nodiscard]] std::vector<AccessRule> access(const TlsDefinition& definition) {
    const std::vector<FirewallLine> lines = stacks_.firewall(definition.stack);
    const std::uint16_t port = definition.from.port;
    if (is_forgotten(lines, port)) {
      problems_.warning(definition.at, "no firewall line (IN) of the stack is for port " +
                                           std::to_string(port) +
                                           ", so only this machine may connect to it; add IN TCP "
                                           "ALLOW PORT " +
                                           std::to_string(port));
    }
    return access_by_firewall(lines, port);
  }

  void add_proxy(const TlsDefinition& definition, const std::string& host, std::uint16_t port) {
    ProxySettings proxy;
    proxy.name = name_of(definition);
    proxy.listen.address = address_of(definition, kThisMachine);
    proxy.listen.port = Stacks::mapped(stacks_.settings(definition.stack), definition.from.port);
    proxy.listen.tls = definition.from.tls;
    proxy.to.address = host;
    proxy.to.port = port;
    proxy.to.tls = definition.to.tls;
    if (definition.from.tls) {
      proxy.certificate = definition.from.keyfile;
      proxy.tls_settings = definition.settings;
    }
    if (definition.to.tls) {
      proxy.verify = definition.verify;
      proxy.ca = definition.to.keyfile;
      proxy.identity = definition.to.has_key ? definition.to.keyfile : "";
      proxy.verify_name = is_literal_address(definition.host) ? "" : definition.host;
    }
    proxy.access = access(definition);
    proxy.at = definition.at;
    draft_.config.proxies.push_back(std::move(proxy));
  }

  Draft& draft_;
  Stacks stacks_;
  Problems& problems_;
};

}  // namespace

void resolve_tls_definitions(Draft& draft) {
  Definitions definitions(draft);
  for (const TlsDefinition& definition : draft.tls_definitions) {
    definitions.resolve(definition);
  }
}

}  // namespace config
