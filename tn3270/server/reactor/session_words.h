#pragma once

#include <string>

#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/terminal_link.h"
#include "vtam/directory.h"

// Where the protocol's words meet VTAM's: the rooms do not know each other, the hall translates.
namespace server {

// PROTOCOL 1.3: the reject code of a refusal.
[[nodiscard]] tn3270::RejectReason reject_reason(vtam::RefusalKind kind);

// What is offered to a LU's client. Displays: BIND-IMAGE, RESPONSES and SYSREQ; RESPONSES alone
// where LU or listener has "sna": false. Printers also their two data types, of which they need the
// one that the LU has. `contention` adds the experimental two.
[[nodiscard]] tn3270::FunctionOffer offered_functions(const config::LuSettings& lu,
                                                      const config::ListenerSettings& listener);

// "BIND-IMAGE RESPONSES SYSREQ", "none", or "classic" outside TN3270E.
[[nodiscard]] std::string functions_text(tn3270::LinkKind kind, tn3270::FunctionSet functions);

// Whether it is the client's turn, so that a deadline runs.
[[nodiscard]] bool client_owes(tn3270::LinkPhase phase);

// "24x80", or "24x80/43x80" where the alternate differs.
[[nodiscard]] std::string screen_text(const tn3270::ScreenSizes& sizes);

// ", certificate CN=JOE, user JOE", or what of it there is.
[[nodiscard]] std::string identity_words(const vtam::ClientIdentity* identity);

}  // namespace server
