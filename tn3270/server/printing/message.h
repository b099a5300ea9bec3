#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "printers/delivery/delivery.h"
#include "printers/format/format.h"
#include "printers/job.h"
#include "tn3270/datastream/bytes.h"
#include "vtam/session_id.h"

// How others talk to the spooler.
namespace server {

// One RU for the open job of a printer LU; begins a job with `facts` if none is open. Durable, or
// not: a RuSpooled comes to the session's reactor.
struct SpoolRu {
  vtam::SessionId session;
  printers::JobFacts facts;  // facts.printer is the LU
  printers::PieceKind kind = printers::PieceKind::Scs;
  tn3270::ByteBuffer bytes{};
};
// What was written until here is one job.
struct SpoolEndOfJob {
  config::LuName printer;
};
// Its session has died in the middle: the open job is held.
struct SpoolAbandon {
  config::LuName printer;
  std::string why;
};
// KILL of a printer LU: a delivery that is under way ends, and its job is held. REACT: it begins
// anew, and the job that blocks the queue is released (MODEL 3).
enum class StopThen : std::uint8_t { Hold, Restart };
struct StopDelivery {
  config::LuName printer;
  StopThen then = StopThen::Hold;
};

// A client serves a printer LU: it may have jobs (PrintJob), one at a time, each of which it ends
// with a DeliveryEnded. The one that comes later has it from then on.
struct ClientArrived {
  config::LuName printer;
  vtam::SessionId session;
};
struct ClientLeft {
  config::LuName printer;
  vtam::SessionId session;
};
// It goes on with piece `from` of its job: JobPieces comes.
struct PiecesWanted {
  config::LuName printer;
  vtam::SessionId session;
  printers::JobId job = 0;
  std::uint64_t from = 0;
  std::uint64_t sent = 0;  // bytes, until here
};

// A whole job at once, of the API.
struct JobTaken {
  printers::JobId job = 0;
};
struct JobRefused {
  std::string rule;  // "SPOOL-FULL", "SPOOL-FAILED", "UNKNOWN-JOB", "WRONG-STATE", "UNKNOWN-LU"
  std::string detail;
};
using JobAnswer = std::variant<JobTaken, JobRefused>;
struct SubmitJob {
  printers::JobFacts facts;
  std::vector<printers::Piece> pieces{};
  std::function<void(JobAnswer)> answer;  // in the spooler's thread
};

enum class JobVerb : std::uint8_t { Hold, Release, Requeue, Cancel };
struct ChangeJob {
  JobVerb verb = JobVerb::Hold;
  printers::JobId job = 0;
  std::optional<config::LuName> printer{};  // of Requeue: where to; its own for the same one
  std::string why{};                        // of Hold
  std::function<void(JobAnswer)> answer;    // in the spooler's thread
};

// What goes on at the printers that deliver now.
struct DeliveryView {
  config::LuName printer;
  printers::JobId job = 0;
  std::uint64_t sent = 0;
  std::uint64_t size = 0;  // 0: it is being formatted
};
struct DeliveriesWanted {
  std::function<void(std::vector<DeliveryView>)> answer;  // in the spooler's thread
};

// What waits for one printer, and its newest job.
struct QueueLine {
  config::LuName printer;
  std::uint64_t waiting = 0;
  std::uint64_t held = 0;
  std::optional<printers::JobRow> last{};
};
struct QueuesWanted {
  std::function<void(std::vector<QueueLine>)> answer;  // in the spooler's thread
};

// Of a delivery thread, which ends with this, or of a client's reactor.
struct DeliveryEnded {
  config::LuName printer;
  printers::JobId job = 0;
  printers::FormatReport format{};
  printers::DeliveryResult result{};
};

// The end: what was posted before is done, deliveries go back to their queues.
struct EndSpooling {};

using SpoolMessage = std::variant<SpoolRu, SpoolEndOfJob, SpoolAbandon, StopDelivery, ClientArrived,
                                  ClientLeft, PiecesWanted, SubmitJob, ChangeJob, DeliveriesWanted,
                                  QueuesWanted, DeliveryEnded, EndSpooling>;

}  // namespace server
