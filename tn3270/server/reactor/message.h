#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "printers/job.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/admission.h"
#include "tn3270/server/entrance.h"
#include "tn3270/server/peer.h"
#include "tn3270/server/reactor/asker.h"
#include "vtam/acb/acb.h"
#include "vtam/acb/acquire.h"
#include "vtam/acb/said.h"
#include "vtam/acb/session_key.h"
#include "vtam/network.h"
#include "vtam/operator/vary.h"
#include "vtam/session_id.h"

// What threads say to a reactor. Each is a value; functions in it run in the reactor and only post
// onwards.
namespace server {

// A new client, accepted on the main thread. The reactor owns the descriptor from here on.
struct Adopt {
  int descriptor = -1;
  Peer peer;
  const Entrance* entrance = nullptr;
  std::unique_ptr<Visit> visit{};  // ends with the connection
};

// Somebody asks by name for a LU that `holder` has: is its client alive?
struct Probe {
  vtam::SessionId holder;
  Asker asker;
};
enum class ProbeOutcome : std::uint8_t {
  Alive,
  Freed,
  NotReleased,
  Yours,  // the session waits for the asker's connection: HandOver
  Kept    // for another client, or it can't be shown to this one
};
struct ProbeAnswer {
  vtam::SessionId asker;
  ProbeOutcome outcome = ProbeOutcome::Alive;
  std::string holder{};                // Alive: its client; NotReleased: its application
  std::string since{};                 // UTC
  std::optional<config::LuName> lu{};  // what it holds; the asker may have named its terminal
  std::string why{};                   // Kept: one sentence without its full stop
};

// A client between two reactors. Who makes it says how it goes: messages are known to rooms that
// know no client.
struct MovingClient;
using MovingClientPtr = std::unique_ptr<MovingClient, void (*)(MovingClient*)>;

// The connection of `asker` comes to the session that was promised to it. If that is over, its
// client is answered where it has come to.
struct HandOver {
  vtam::SessionId holder;
  vtam::SessionId asker;
  MovingClientPtr client;
};

// The terminal that this printer came with (ASSOCIATE) has gone, and partners are not kept.
struct DropPartner {
  vtam::SessionId printer;
  config::LuName terminal;
};

// The network is another one from here on: what comes next is judged by it. Sessions end that
// `breaking` has; null: none.
struct NetworkChanged {
  vtam::NetworkPtr network;
  std::shared_ptr<const vtam::Breaking> breaking;
};

// What a process at the application socket says to one of its sessions; of an earlier one it is
// stale.
struct ApplicationSays {
  vtam::SessionKey key;
  vtam::Said said;
};

// An application wants the LU of `holder`. The answers go to the application socket.
struct AcquireWanted {
  vtam::SessionId holder;
  config::LuName lu;
  vtam::AcquireRequest request;
};
struct AcquireUnwanted {
  vtam::SessionId holder;
  vtam::AcquireId acquire = 0;
};

// An ACB is closed: its sessions end with words on their screens, or wait for it to open again. A
// NetworkChanged without it has been posted before.
struct AcbClosed {
  vtam::AcbId acb = 0;
  vtam::AcbEnd how = vtam::AcbEnd::Closed;
};

// What came of a printer that a program of the server's has acquired, for the session that wanted
// it.
struct AcquireAnswered {
  vtam::SessionKey asker;
  vtam::AcquireResult result;
};

// Who has which printer, for the session whose program asked.
struct PrintersKnown {
  vtam::SessionId session;
  std::vector<vtam::PrinterRow> rows;
};

// Output LUs that are free and active are held by the server again.
struct OpenOutputs {};

// What became of one RU that a session wrote to the spool: it is durable, or nothing of it is kept.
struct RuSpooled {
  vtam::SessionId session;
  vtam::Answer answer;
};

// A job for the printer of this session's client, from its first record on. Answered by one
// DeliveryEnded, whatever becomes of the session.
struct PrintJob {
  vtam::SessionId session;
  printers::JobRow job;
};
// What its PiecesWanted asked for, as far as it is handed out at once; none: it can't be read.
struct JobPieces {
  vtam::SessionId session;
  printers::JobId job = 0;
  std::vector<printers::Piece> pieces{};
  std::string why{};  // of none
};
// An operator ends it in its middle.
struct StopPrinting {
  vtam::SessionId session;
  printers::JobId job = 0;
};

enum class OperatorVerb : std::uint8_t { Kill, React };
struct Operate {
  OperatorVerb verb = OperatorVerb::Kill;
  vtam::SessionId session;
  config::LuName lu;
  std::function<void(CommandAnswer)> answer;
};

enum class ViewsOf : std::uint8_t { Everybody, Printers };
struct ViewsWanted {
  std::optional<vtam::SessionId> only;
  std::function<void(std::vector<LuView>)> answer;
  ViewsOf of = ViewsOf::Everybody;
};

// A trace of a LU begins; to every reactor, as each may get the LU's next client.
struct TraceBegin {
  std::uint64_t number = 0;
  config::LuName lu;
  std::function<void(std::vector<std::string>)> put;
};
struct TraceEnd {
  std::uint64_t number = 0;
};

// A session's line to its host may be connected now: others have made room.
struct HostTurn {
  vtam::SessionKey key;
};

struct Stop {};

using Message =
    std::variant<Adopt, Probe, ProbeAnswer, HandOver, DropPartner, NetworkChanged, ApplicationSays,
                 AcquireWanted, AcquireUnwanted, AcquireAnswered, AcbClosed, PrintersKnown,
                 OpenOutputs, RuSpooled, PrintJob, JobPieces, StopPrinting, Operate, ViewsWanted,
                 TraceBegin, TraceEnd, HostTurn, Stop>;

// What every reactor is told.
using MessageToAll = std::variant<NetworkChanged, AcbClosed, TraceBegin, TraceEnd>;

}  // namespace server
