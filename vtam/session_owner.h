#pragma once

#include <optional>
#include <string>

#include "config/keep_settings.h"
#include "vtam/client_facts.h"

namespace vtam {

// What is known of a client, for whom a session is kept or who asks for one.
struct SessionOwner {
  ClientAddress address{};
  std::string certificate{};  // the subject of its verified certificate, RFC 2253; empty: none
  bool tls = false;
};

// Why `asker` does not get the session of `held`, as a clause without its full stop; nullopt: it is
// the same client.
[[nodiscard]] std::optional<std::string> not_the_same(const SessionOwner& held,
                                                      const SessionOwner& asker,
                                                      const config::KeepSettings& keep);

// Whether the same client gets the session even from a connection that is alive.
[[nodiscard]] bool takes_living(const SessionOwner& held, const SessionOwner& asker,
                                const config::KeepSettings& keep);

}  // namespace vtam
