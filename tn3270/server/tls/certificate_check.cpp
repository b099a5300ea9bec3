#include "tn3270/server/tls/certificate_check.h"

#include <memory>
#include <string>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/tls_client_context.h"
#include "tn3270/server/tls/tls_context.h"

namespace server {
namespace {

constexpr const char* kRenew = "; renew it, for a test with 'tn3270d certificate --force'";

// What is served, and by whom: "listener 'secure'".
struct Served {
  TlsSource source;
  std::string who;
  config::Position at;
};

void check_times(const ServedCertificate& certificate, const Served& served, WallTime now,
                 config::Problems& problems) {
  const std::string name = "the certificate " + certificate.subject + " in '" + certificate.file +
                           "' of " + served.who + " ";
  if (now < certificate.valid_from) {
    problems.warning(served.at, name + "is not valid before " + date_of(certificate.valid_from) +
                                    "; clients will refuse it until then");
  } else if (certificate.valid_until <= now) {
    problems.warning(served.at, name + "expired on " + date_of(certificate.valid_until) +
                                    ", and clients will refuse it" + kRenew);
  } else if (certificate.valid_until - now <= config::limits::kCertificateEnds) {
    problems.warning(served.at, name + "expires on " + date_of(certificate.valid_until) + kRenew);
  }
}

void check(const Served& served, WallTime now, config::Problems& problems) {
  const auto loaded = TlsContext::load(served.source);
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    problems.error(served.at, served.who + ": " + *fault);
    return;
  }
  const auto& context = std::get<std::shared_ptr<const TlsContext>>(loaded);
  for (const ServedCertificate& certificate : context->certificates()) {
    check_times(certificate, served, now, problems);
  }
  for (const std::string& note : context->notes()) {
    problems.warning(served.at, served.who + ": " + note);
  }
}

void check(const TlsClientSource& source, const std::string& who, const config::Position& at,
           config::Problems& problems) {
  const auto loaded = TlsClientContext::load(source);
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    problems.error(at, who + ": " + *fault);
    return;
  }
  for (const std::string& note :
       std::get<std::shared_ptr<const TlsClientContext>>(loaded)->notes()) {
    problems.warning(at, who + ": " + note);
  }
}

// What printers' servers are verified against; LUs of one range share it.
void check_deliveries(const config::ServerSettings& partition, config::Problems& problems) {
  const config::DeliverySettings* before = nullptr;
  for (const config::LuSettings& lu : partition.lus) {
    const config::DeliverySettings* delivery = lu.delivery.get();
    if (delivery == nullptr || delivery == before || !config::speaks_tls(*delivery)) {
      continue;
    }
    before = delivery;
    check(TlsClientSource{delivery->verify, delivery->ca, {}, delivery->identity},
          "LU " + lu.name.text(), lu.at, problems);
  }
}

void check_proxy(const config::ProxySettings& proxy, WallTime now, config::Problems& problems) {
  const std::string who = "proxy '" + proxy.name + "'";
  if (proxy.listen.tls && !proxy.certificate.empty()) {
    check({{proxy.certificate, proxy.tls_settings}, who, proxy.at}, now, problems);
  }
  if (proxy.to.tls) {
    check(TlsClientSource{proxy.verify, proxy.ca, proxy.verify_name, proxy.identity}, who, proxy.at,
          problems);
  }
}

// Its addresses share them.
void check_host(const config::ApplicationSettings& application, config::Problems& problems) {
  const config::HostAddress& address = application.host->hosts.front();
  if (address.tls != config::HostTls::None) {
    check(TlsClientSource{address.verify, address.ca, address.verify_name, address.identity},
          "application " + application.name.text(), application.at, problems);
  }
}

}  // namespace

void check_certificates(const config::Config& config, WallTime now, config::Problems& problems) {
  for (const config::ServerSettings& partition : config.servers) {
    for (const config::ListenerSettings& listener : partition.listeners) {
      // That one is not named at all is config's to say.
      if (listener.tls != config::ListenerTls::None && !listener.certificate.empty()) {
        check({{listener.certificate, listener.tls_settings},
               "listener '" + listener.name + "'",
               listener.at},
              now, problems);
      }
    }
    check_deliveries(partition, problems);
  }
  const auto& socket = config.application_socket;
  if (socket && socket->tcp && !socket->tcp->certificate.empty()) {
    check({{socket->tcp->certificate}, "the application socket", socket->tcp->at}, now, problems);
  }
  for (const config::ProxySettings& proxy : config.proxies) {
    check_proxy(proxy, now, problems);
  }
  for (const config::ApplicationSettings& application : config.applications) {
    if (application.host && !application.host->hosts.empty()) {
      check_host(application, problems);
    }
  }
  for (const config::RedirectSettings& redirect : config.redirects) {
    check(TlsClientSource{redirect.verify, redirect.ca, {}, redirect.identity},
          "redirect of " + redirect.host + ":" + std::to_string(redirect.port), redirect.at,
          problems);
  }
}

}  // namespace server
