#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"
#include "tn3270/datastream/bytes.h"
#include "vtam/acb/acquire.h"
#include "vtam/acb/session_key.h"
#include "vtam/host_line.h"
#include "vtam/program.h"

// What a LuSession wants done: by the link, the hall, or for other sessions.
namespace vtam {

// BIND image of a new session.
struct SendBind {
  tn3270::ByteBuffer image;
};
// RFC 2355 10.5: 01 normal end, 02 BIND forthcoming, 0F cleanup …
struct SendUnbind {
  std::uint8_t reason = 0x01;
};
struct SendData {
  tn3270::ByteBuffer record;
  RuKind kind = RuKind::Data3270;
  bool definite = false;  // ALWAYS-RESPONSE; otherwise ERROR-RESPONSE
};
// The end of a printer's job.
struct SendEndOfJob {};
// EBCDIC text with NL 15 only.
struct SendSscp {
  tn3270::ByteBuffer text;
};
// Close the connection after what was sent before it.
struct CloseConnection {
  std::string why;  // for the log
};
// The application has let go: clear the row, the slot's next life begins.
struct Released {};
// For the operator's log, with the model's id where it has one.
struct Report {
  std::string text;
};

// The user asked on the menu for an application that is unknown, or not for this LU.
struct NameRefused {
  config::ApplId application;
};

// For the application that has acquired this LU, or wants to.
struct AcquireTold {
  AcquireNews news;
};
// The session's program wants to know who has which printer: LuSession::printers() brings it.
struct PrintersWanted {};

// The session's program acquires a printer: LuSession::acquired() brings what came of it.
struct PrinterWanted {
  config::LuName lu;
  AcquireRequest request;
};
// For the program that has acquired this LU, or wanted to.
struct AskerTold {
  SessionKey asker;
  AcquireResult result;
};

// Of session `key`, to the line of its host application.
struct HostAsked {
  SessionKey key;
  config::ApplId application;
  HostWish wish;
};

using SessionOutcome = std::variant<SendBind, SendUnbind, SendData, SendEndOfJob, SendSscp,
                                    CloseConnection, Released, Report, NameRefused, AcquireTold,
                                    PrintersWanted, PrinterWanted, AskerTold, HostAsked>;
using SessionOutcomes = std::vector<SessionOutcome>;

}  // namespace vtam
