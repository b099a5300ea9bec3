#include <string>

#include "config/check/checks.h"

namespace config::check {
namespace {

std::string who(const ListenerSettings& listener) {
  return "listener '" + listener.name + "' (port " + std::to_string(listener.port) + ")";
}

void certificate(const ListenerSettings& listener, Problems& problems) {
  const bool given = !listener.certificate.empty();
  switch (listener.tls) {
    case ListenerTls::None:
      if (given) {
        problems.warning(listener.at,
                         who(listener) + " has a certificate but no TLS; say which with \"tls\"");
      }
      return;
    case ListenerTls::Any:
      problems.note(listener.at, who(listener) +
                                     " is INACT: TLS and clear text on one port are not served "
                                     "yet");
      return;
    case ListenerTls::Immediate:
    case ListenerTls::Negotiated:
    case ListenerTls::Required:
      if (!given) {
        problems.error(listener.at, who(listener) +
                                        " speaks TLS and has no certificate; add \"certificate\": "
                                        "\"server.pem\", a file with its chain and its key");
      }
      return;
  }
}

}  // namespace

void tls(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      certificate(listener, problems);
      if (listener.contention) {
        problems.note(listener.at, who(listener) +
                                       " agrees CONTENTION-RESOLUTION and SNA-SENSE, which are "
                                       "experimental; take out \"experimental\" where it is not "
                                       "meant");
      }
    }
  }
}

}  // namespace config::check
