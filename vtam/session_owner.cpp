#include "vtam/session_owner.h"

namespace vtam {

// Who has shown a certificate is known by it: an address behind a router is many clients'.
std::optional<std::string> not_the_same(const SessionOwner& held, const SessionOwner& asker,
                                        const config::KeepSettings& keep) {
  if (held.tls && !asker.tls) {
    return "a client in clear text gets no session of a client with TLS";
  }
  if (held.certificate != asker.certificate) {
    return "it is kept for a client with another certificate";
  }
  if (keep.by_certificate && !held.certificate.empty()) {
    return std::nullopt;
  }
  if (!keep.by_address || held.address != asker.address) {
    return "it is kept for another client";
  }
  return std::nullopt;
}

bool takes_living(const SessionOwner& held, const SessionOwner& asker,
                  const config::KeepSettings& keep) {
  if (not_the_same(held, asker, keep)) {
    return false;
  }
  switch (keep.takeover) {
    case config::Takeover::Never:
    case config::Takeover::Dead:
      return false;
    case config::Takeover::Certificate:
      return !held.certificate.empty();
    case config::Takeover::Address:
      return true;
  }
  return false;
}

}  // namespace vtam
