#include <algorithm>
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
  } else if (listener.tls == ListenerTls::None && listener.tls_settings.at.line > 0) {
    problems.warning(listener.tls_settings.at,
                     who(listener) +
                         " has settings of TLS but no TLS; say which with \"tls\", or take out "
                         "\"tls_settings\"");
  }
}

void unusual(const ListenerSettings& listener, Problems& problems) {
  if (listener.contention) {
    problems.note(listener.at, who(listener) +
                                   " agrees CONTENTION-RESOLUTION and SNA-SENSE, which are "
                                   "experimental; take out \"experimental\" where it is not meant");
  }
}

// Old TLS can be broken by whoever listens, so one place has it, and nobody forgets it.
class Legacy {
 public:
  Legacy(const Config& config, Problems& problems) : config_(config), problems_(problems) {}

  void look_at(const TlsSettings& tls, const std::string& who, Position owner) {
    if (tls.minimum != TlsFloor::Legacy) {
      return;
    }
    const Position at = tls.at.line > 0 ? tls.at : owner;
    if (first_.line > 0) {
      problems_.error(at, who + " speaks legacy TLS like the one at " +
                              format(first_, config_.files) +
                              ", and only one may; give its clients a newer emulator, or send "
                              "them to that one");
      return;
    }
    first_ = at;
    problems_.warning(at, who +
                              " speaks TLS 1.0 with ciphers that can be broken: it is for "
                              "emulators that know nothing newer, like PCOMM 6.0; everybody else "
                              "belongs to another port");
  }

 private:
  const Config& config_;
  Problems& problems_;
  Position first_;
};

void client_certificates(const TlsSettings& tls, const std::string& who, Problems& problems) {
  if (tls.client != ClientCertificate::None) {
    if (tls.allow_unverified) {
      problems.warning(tls.at, who +
                                   " takes client certificates that nobody has verified: anybody "
                                   "can make one; take out \"allow_unverified\" when the issuers "
                                   "are known");
    }
    return;
  }
  const char* const said = !tls.client_ca.empty()    ? "client_ca"
                           : !tls.client_crl.empty() ? "client_crl"
                           : tls.allow_unverified    ? "allow_unverified"
                                                     : nullptr;
  if (said != nullptr) {
    problems.warning(tls.at, "'" + std::string(said) + "' of " + who +
                                 " does nothing, because it asks for no client certificate; add "
                                 "\"client_certificate\": \"required\", or \"optional\"");
  }
}

void certificates(const ProxySettings& proxy, const std::string& who, Problems& problems) {
  if (!proxy.listen.tls && (!proxy.certificate.empty() || proxy.tls_settings.at.line > 0)) {
    problems.warning(proxy.at, who +
                                   " has a certificate or settings of TLS, and its clients speak "
                                   "none; add \"tls\": true to \"listen\"");
  } else if (proxy.listen.tls && proxy.certificate.empty()) {
    problems.error(proxy.at, who +
                                 " has TLS and no certificate; make one with 'tn3270d "
                                 "certificate' and name it with \"certificate\"");
  }
  if (!proxy.to.tls &&
      (!proxy.ca.empty() || !proxy.verify_name.empty() || !proxy.identity.empty())) {
    problems.warning(proxy.at, who +
                                   " says how the server is verified, and speaks no TLS to it; add "
                                   "\"tls\": true to \"to\"");
  } else if (proxy.to.tls && !proxy.verify) {
    problems.warning(proxy.at, who +
                                   " does not verify the server's certificate: whoever is between "
                                   "can read and change everything; name its issuer with \"ca\"");
  }
}

}  // namespace

void tls(const Config& config, Problems& problems) {
  Legacy legacy(config, problems);
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      certificate(listener, problems);
      unusual(listener, problems);
      client_certificates(listener.tls_settings, who(listener), problems);
      if (listener.tls != ListenerTls::None) {
        legacy.look_at(listener.tls_settings, who(listener), listener.at);
      }
    }
  }
  for (const ProxySettings& proxy : config.proxies) {
    const std::string name = "proxy '" + proxy.name + "'";
    certificates(proxy, name, problems);
    client_certificates(proxy.tls_settings, name, problems);
    if (proxy.listen.tls) {
      legacy.look_at(proxy.tls_settings, name, proxy.at);
    }
  }
}

}  // namespace config::check
