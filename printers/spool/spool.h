#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "printers/job.h"

// Jobs on disk: one SQLite file, WAL, synchronous=FULL.
namespace printers {

// Why a spool file can't be used: one sentence with the path and what to do. It is never deleted or
// changed then.
struct SpoolFault {
  std::string why;
};

// Why one thing was not done.
enum class SpoolRefusal : std::uint8_t {
  NoSuchJob,
  WrongState,  // e.g. hold of a job that is printed
  Full,        // the quota, or the disk: nothing of it is kept
  Failed       // the file system or SQLite; why() says it in words
};
[[nodiscard]] const char* text(SpoolRefusal refusal);

// Which jobs a list wants.
struct JobFilter {
  std::optional<config::LuName> printer{};
  std::optional<JobState> state{};
  bool unfinished = false;  // neither printed, failed nor cancelled
};

// Per printer and state.
struct QueueCount {
  config::LuName printer;
  JobState state = JobState::Queued;
  std::uint64_t jobs = 0;
};

// What a delivery has left behind, for the row.
struct DeliveryNote {
  std::uint32_t pages = 0;
  std::uint64_t sent = 0;
  std::string why{};
  bool unknown = false;  // retry() of a job that may have been printed
};

// The only writing handle of a spool file, which is locked against a second server. One thread owns
// it. Changes are made in an implicit transaction and are durable when commit() has said so:
// nobody may be told of them before. If commit() fails all changes since the last one are undone,
// as if they had not been asked for. A disk that is full, or fails, may take them all before that:
// then everything is refused until commit() has failed.
class Spool {
 public:
  // Makes the file (mode 0600) if there is none. Jobs that were Open become Held, those that were
  // Sending are outcome_unknown and Held; recovered() says which, and the owner applies its policy.
  [[nodiscard]] static std::variant<std::unique_ptr<Spool>, SpoolFault> open(
      const config::SpoolSettings& settings, WallTime now);
  virtual ~Spool() = default;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  [[nodiscard]] virtual const std::vector<JobRow>& recovered() const = 0;

  [[nodiscard]] virtual std::variant<JobId, SpoolRefusal> begin(const JobFacts& facts,
                                                                WallTime now) = 0;
  // With its first pieces, or not at all: of a job that has no room no trace is kept.
  [[nodiscard]] virtual std::variant<JobId, SpoolRefusal> begin(const JobFacts& facts,
                                                                const std::vector<Piece>& pieces,
                                                                WallTime now) = 0;
  using Done = std::optional<SpoolRefusal>;  // nullopt: done
  // All of `bytes` or nothing. More than 1 MB becomes several pieces, except of Data3270.
  [[nodiscard]] virtual Done append(JobId job, PieceKind kind, tn3270::Bytes bytes) = 0;
  // Open -> Queued. A job without pieces is Printed at once, unless `keep_empty`.
  [[nodiscard]] virtual Done finish(JobId job, bool keep_empty, WallTime now) = 0;

  // Its turn: the oldest job of `printer` (by its begin, or its requeue) that is Queued, or Retry
  // and due. With QueueOrder::Keep a job that is Sending, Held (not Open ones) or Retry and not due
  // blocks those behind it.
  [[nodiscard]] virtual std::optional<JobRow> next(config::LuName printer, config::QueueOrder order,
                                                   WallTime now) = 0;
  // When the next Retry of `printer` is due.
  [[nodiscard]] virtual std::optional<WallTime> next_due(config::LuName printer) = 0;

  // Queued or Retry -> Sending, tries + 1.
  [[nodiscard]] virtual Done sending(JobId job) = 0;
  // Sending -> …
  [[nodiscard]] virtual Done printed(JobId job, const DeliveryNote& note, WallTime now) = 0;
  [[nodiscard]] virtual Done retry(JobId job, const DeliveryNote& note, WallTime at) = 0;
  [[nodiscard]] virtual Done failed(JobId job, const DeliveryNote& note, WallTime now) = 0;
  [[nodiscard]] virtual Done unknown(JobId job, const DeliveryNote& note) = 0;  // Held, marked
  [[nodiscard]] virtual Done requeued(JobId job) = 0;  // Sending -> Queued, as if it had not begun

  // Of operators; also Open -> Held when its session has died, and it is incomplete until it is
  // released or requeued. Not of a job that is Sending, except cancel(): its owner stops the
  // delivery. outcome_unknown stays with a job for its life.
  [[nodiscard]] virtual Done hold(JobId job, const std::string& why) = 0;  // Open, Queued or Retry
  // Held, Retry or Failed -> Queued, where it was in its queue. A Failed one has all its tries
  // again.
  [[nodiscard]] virtual Done release(JobId job) = 0;
  // To the end of another printer's queue, or of the same one: Queued, Retry, Held, Failed, and
  // Printed while it is kept. Its accounting begins anew.
  [[nodiscard]] virtual Done requeue(JobId job, config::LuName printer) = 0;
  // What is neither Printed nor Cancelled. The row stays as long as a failed job's; its pieces are
  // no longer kept, so there is room at once.
  [[nodiscard]] virtual Done cancel(JobId job, WallTime now) = 0;

  // Removes what SpoolSettings' retention no longer keeps, and gives space back to the disk. Works
  // for a few milliseconds, so it is called (and committed) again while it says more than 0: jobs
  // and steps that it has done.
  [[nodiscard]] virtual std::size_t tidy(WallTime now) = 0;

  [[nodiscard]] virtual bool commit() = 0;
  [[nodiscard]] virtual std::string why() const = 0;  // of the last SpoolRefusal::Failed or commit
  [[nodiscard]] virtual std::uint64_t bytes() const = 0;  // of all pieces that are kept

 protected:
  Spool() = default;
};

// A reading handle of its own, for another thread: lists and the pieces of a job that is sent. Sees
// what is committed, and keeps no writer waiting. Opened after the Spool.
class SpoolReader {
 public:
  [[nodiscard]] static std::variant<std::unique_ptr<SpoolReader>, SpoolFault> open(
      const std::string& path);
  virtual ~SpoolReader() = default;
  SpoolReader(const SpoolReader&) = delete;
  SpoolReader& operator=(const SpoolReader&) = delete;

  [[nodiscard]] virtual std::optional<JobRow> row(JobId job) = 0;
  // By id, upwards, behind `after`.
  [[nodiscard]] virtual std::vector<JobRow> rows(const JobFilter& filter, JobId after,
                                                 std::size_t limit) = 0;
  [[nodiscard]] virtual std::vector<QueueCount> counts() = 0;
  // Each piece in order, until `take` says false. False: it could not all be read, as why() says;
  // a piece that is damaged is not handed out. `take` may be slow; about 1 MB is in memory.
  [[nodiscard]] virtual bool pieces(JobId job,
                                    const std::function<bool(PieceKind, tn3270::Bytes)>& take) = 0;
  // Piece `from` and those behind it, until they are `bytes` or more; at least one. False: as
  // above.
  [[nodiscard]] virtual bool some_pieces(JobId job, std::uint64_t from, std::size_t bytes,
                                         std::vector<Piece>& some) = 0;
  // The last job of each printer that has one.
  [[nodiscard]] virtual std::vector<JobRow> last_jobs() = 0;
  // The last call could not be answered, as why() says: not "there is none".
  [[nodiscard]] virtual bool failed() const = 0;
  [[nodiscard]] virtual std::string why() const = 0;  // of the last thing that could not be read

 protected:
  SpoolReader() = default;
};

}  // namespace printers
