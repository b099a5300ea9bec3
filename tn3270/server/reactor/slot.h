#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/names.h"
#include "config/time.h"
#include "tn3270/protocol/terminal_link.h"
#include "tn3270/server/entrance.h"
#include "tn3270/server/peer.h"
#include "tn3270/server/reactor/asker.h"
#include "tn3270/server/reactor/client_printer.h"
#include "vtam/directory.h"
#include "vtam/lu_session.h"
#include "vtam/session_id.h"

namespace server {

// Somebody waits for this slot's LU: the client has been asked whether it lives.
struct PendingProbe {
  std::vector<Asker> askers;
  config::Instant deadline;
};

// This slot waits for the holder of the LU that its client named, or of a session of its own.
struct PendingRequest {
  vtam::LuRequest request;
  config::LuName lu;
  std::string refusal;  // what to say if the holder lives
  vtam::SessionId holder{};
  bool returning = false;
};

// The session goes on without its client, who is as the slot still has it.
struct LostClient {
  config::Instant until;
  // Whose connection is on its way to it, and how long that may take.
  std::optional<vtam::SessionId> promised{};
  config::Instant promised_until{};
};

// The far end of a printer LU's session if what is written goes to the spool: of an output LU,
// where others have their link, and of a client's LU, whose jobs come back from there
// (ClientPrinter).
struct OutputEnd {
  tn3270::ByteBuffer bind{};  // of the session as it is; empty: there is none
};

// One client from its connect to the release of its LU. A slot has a link while the connection
// stands and a session from the grant until the application has let go; with neither it is free and
// its generation has moved on. A session that is kept for its client (`lost`) may have link after
// link. An output LU has an output end instead of a link.
struct Slot {
  std::uint32_t generation = 0;
  const Entrance* entrance = nullptr;  // null: an output LU
  bool used = false;
  bool noticing = false;      // a line of text is being shown before the close
  bool ended = false;         // the log has its reason
  bool terminating = false;   // dead, and the directory knows
  bool reported = false;      // "application has not released" was said
  bool choosing = false;      // the first byte will say whether it speaks TLS
  bool securing = false;      // a TLS handshake goes on; the link has not started
  bool key_answered = false;  // within one read: a key's record was given to the session
  std::uint16_t armed = 0;    // deadlines that wait, a bit for each DeadlineKind
  bool marked = false;        // by TIMING-MARK, because of its silence
  tn3270::LinkPhase phase = tn3270::LinkPhase::Tn3270eOffered;
  Peer peer;
  tn3270::DeviceType device;
  config::Instant opened;
  config::Instant phase_since;
  config::Instant last_activity;
  config::Instant last_work;                        // a user's input, or a printer's output
  config::Instant last_sign;                        // of life: input, or output that was taken
  std::optional<config::Instant> unfinished_since;  // a part of a record lies here
  std::optional<config::Instant> answer_due;
  // vtam::LuSession::Waiting
  vtam::LuSession::Waiting::For waiting_for = vtam::LuSession::Waiting::For::Nothing;
  std::uint32_t waiting_turn = 0;
  std::vector<std::uint32_t> lines;  // the sessions (SessionKey::turn) that have one to a host
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::optional<tn3270::TerminalLink> link;
  std::unique_ptr<OutputEnd> output;
  std::unique_ptr<ClientPrinter> printer;  // with `output`, where a client serves the LU
  std::optional<vtam::LuSession> session;
  std::unique_ptr<PendingProbe> probe;
  std::unique_ptr<PendingRequest> request;
  std::unique_ptr<LostClient> lost;                  // while it has no link and its session goes on
  std::optional<config::ApplId> mapped_application;  // by the mapping rule
  std::optional<config::ModeName> mapped_logmode;
  std::string held_back;  // what a client that has guessed names will hear
  std::string rule;       // why this LU
  std::string tls;        // "TLSv1.3 …", empty: clear text
  std::shared_ptr<const vtam::ClientIdentity> identity;  // null: none is known

  [[nodiscard]] bool standing() const { return link.has_value() || output != nullptr; }
  // Its session has nobody, and goes on.
  [[nodiscard]] bool kept() const { return lost != nullptr && session && !session->dead(); }
  // An output LU.
  [[nodiscard]] bool without_client() const { return output != nullptr && printer == nullptr; }
  void cut() {
    link.reset();
    output.reset();
  }
};

}  // namespace server
