#include <string>

#include "config/check/checks.h"

namespace config::check {
namespace {

std::string who(const ListenerSettings& listener) {
  return "listener '" + listener.name + "' (port " + std::to_string(listener.port) + ")";
}

// What is in the file is judged by the hall, which has OpenSSL.
void certificate(const ListenerSettings& listener, Problems& problems) {
  const bool given = !listener.certificate.empty();
  if (listener.tls == ListenerTls::None && given) {
    problems.warning(listener.at,
                     who(listener) + " has a certificate but no TLS; say which with \"tls\"");
  } else if (listener.tls != ListenerTls::None && !given) {
    problems.error(listener.at, who(listener) +
                                    " has TLS and no certificate; make one with 'tn3270d "
                                    "certificate' and name it with \"certificate\"");
  }
}

void unusual(const ListenerSettings& listener, Problems& problems) {
  if (listener.tls == ListenerTls::Any) {
    problems.note(listener.at,
                  who(listener) + " is INACT: TLS and clear text on one port are not served yet");
  }
  if (listener.contention) {
    problems.note(listener.at, who(listener) +
                                   " agrees CONTENTION-RESOLUTION and SNA-SENSE, which are "
                                   "experimental; take out \"experimental\" where it is not meant");
  }
}

}  // namespace

void tls(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      certificate(listener, problems);
      unusual(listener, problems);
    }
  }
}

}  // namespace config::check
