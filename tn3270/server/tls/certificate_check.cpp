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

void check_times(const TlsContext& context, const config::ListenerSettings& listener, WallTime now,
                 config::Problems& problems) {
  const std::string name =
      "the certificate file '" + listener.certificate + "' of listener '" + listener.name + "' ";
  if (now < context.valid_from()) {
    problems.warning(listener.at, name + "is not valid before " + date_of(context.valid_from()) +
                                      "; clients will refuse it until then");
  } else if (context.valid_until() <= now) {
    problems.warning(listener.at, name + "expired on " + date_of(context.valid_until()) +
                                      ", and clients will refuse it" + kRenew);
  } else if (context.valid_until() - now <= config::limits::kCertificateEnds) {
    problems.warning(listener.at, name + "expires on " + date_of(context.valid_until()) + kRenew);
  }
}

void check_listener(const config::ListenerSettings& listener, WallTime now,
                    config::Problems& problems) {
  const auto loaded = TlsContext::load(listener.certificate);
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    problems.error(listener.at, "listener '" + listener.name + "': " + *fault);
    return;
  }
  check_times(*std::get<std::shared_ptr<const TlsContext>>(loaded), listener, now, problems);
}

}  // namespace

void check_certificates(const config::Config& config, WallTime now, config::Problems& problems) {
  for (const config::ServerSettings& partition : config.servers) {
    for (const config::ListenerSettings& listener : partition.listeners) {
      // That one is not named at all is config's to say.
      if (listener.tls != config::ListenerTls::None && !listener.certificate.empty()) {
        check_listener(listener, now, problems);
      }
    }
  }
}

}  // namespace server
