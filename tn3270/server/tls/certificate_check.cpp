#include "tn3270/server/tls/certificate_check.h"

#include <memory>
#include <string>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/tls_context.h"

namespace server {
namespace {

constexpr const char* kRenew = "; renew it, for a test with 'tn3270d certificate --force'";

// A certificate file, and who serves it: "listener 'secure'".
struct Served {
  const std::string& file;
  std::string who;
  config::Position at;
};

void check_times(const TlsContext& context, const Served& served, WallTime now,
                 config::Problems& problems) {
  const std::string name = "the certificate file '" + served.file + "' of " + served.who + " ";
  if (now < context.valid_from()) {
    problems.warning(served.at, name + "is not valid before " + date_of(context.valid_from()) +
                                    "; clients will refuse it until then");
  } else if (context.valid_until() <= now) {
    problems.warning(served.at, name + "expired on " + date_of(context.valid_until()) +
                                    ", and clients will refuse it" + kRenew);
  } else if (context.valid_until() - now <= config::limits::kCertificateEnds) {
    problems.warning(served.at, name + "expires on " + date_of(context.valid_until()) + kRenew);
  }
}

void check(const Served& served, WallTime now, config::Problems& problems) {
  const auto loaded = TlsContext::load({served.file});
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    problems.error(served.at, served.who + ": " + *fault);
    return;
  }
  check_times(*std::get<std::shared_ptr<const TlsContext>>(loaded), served, now, problems);
}

}  // namespace

void check_certificates(const config::Config& config, WallTime now, config::Problems& problems) {
  for (const config::ServerSettings& partition : config.servers) {
    for (const config::ListenerSettings& listener : partition.listeners) {
      // That one is not named at all is config's to say.
      if (listener.tls != config::ListenerTls::None && !listener.certificate.empty()) {
        check({listener.certificate, "listener '" + listener.name + "'", listener.at}, now,
              problems);
      }
    }
  }
  const auto& socket = config.application_socket;
  if (socket && socket->tcp && !socket->tcp->certificate.empty()) {
    check({socket->tcp->certificate, "the application socket", socket->tcp->at}, now, problems);
  }
}

}  // namespace server
