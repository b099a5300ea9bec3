#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "printers/delivery/delivery.h"
#include "printers/job.h"
#include "tn3270/datastream/bytes.h"
#include "vtam/program.h"

namespace server {

// How a job of the spool gets to the printer of a client: BIND, record by record with one
// unanswered, PRINT-EOJ, UNBIND (PROTOCOL 1.5, 5.2 and 9.9). A printer that says it needs a hand is
// waited for; whatever else it refuses ends the delivery. Pure; one for each client that serves a
// printer LU.
class ClientPrinter {
 public:
  // What its client has agreed on.
  struct Agreed {
    bool responses = true;  // without, a record is taken once it has left
    bool scs = true;
    bool data_stream = true;  // 3270
  };
  ClientPrinter(config::LuName lu, Agreed agreed) : lu_(lu), agreed_(agreed) {}

  // What is to be done, in this order.
  struct Bind {
    tn3270::ByteBuffer image;
  };
  struct Record {
    printers::Piece piece;
  };
  struct EndOfJob {};  // PRINT-EOJ and UNBIND
  // More of the job, from this piece on: pieces() is to come.
  struct Want {
    printers::JobId job = 0;
    std::uint64_t from = 0;
    std::uint64_t sent = 0;  // bytes
  };
  struct Over {
    printers::JobId job = 0;
    printers::DeliveryResult result;
  };
  using Step = std::variant<Bind, Record, EndOfJob, Want, Over>;
  using Steps = std::vector<Step>;

  // REQUIRES: none is under way.
  void begin(printers::JobRow job, Steps& steps);
  // Of a Want; of another job they are ignored. None: they can't be read, and why.
  void pieces(printers::JobId job, std::vector<printers::Piece> pieces, const std::string& why,
              Steps& steps);
  // To a Record.
  void response(const vtam::Answer& answer, Steps& steps);
  void ready(Steps& steps);  // ERR-COND-CLEARED
  // What was written has left; only wants_room() waits for it.
  void room(Steps& steps);
  [[nodiscard]] bool wants_room() const { return leaving_; }
  // `job` ends in its middle: an operator's command. What was printed of it stays printed.
  void stop(printers::JobId job, Steps& steps);
  // The client is gone, or the server ends. What was begun is tried again after a pause, or a
  // client that breaks at the third page would print the first two for ever.
  enum class Because : std::uint8_t { ClientGone, ServerEnds };
  void lost(Because because, const std::string& why, Steps& steps);

  [[nodiscard]] config::LuName lu() const { return lu_; }
  // An answer is owed; another number for each.
  [[nodiscard]] bool waits() const { return outstanding_; }
  [[nodiscard]] std::uint32_t turn() const { return turn_; }

 private:
  void go_on(Steps& steps);
  void taken(Steps& steps);
  void over(printers::DeliveryResult::What what, const std::string& why, Steps& steps);
  [[nodiscard]] std::string record() const;
  [[nodiscard]] std::string not_taken(printers::PieceKind kind) const;

  config::LuName lu_;
  Agreed agreed_;
  std::optional<printers::JobRow> job_;
  std::deque<printers::Piece> pieces_;  // the first is under way or next
  std::uint64_t done_ = 0;              // pieces
  std::uint64_t sent_ = 0;              // bytes
  std::uint32_t turn_ = 0;
  std::uint32_t refused_ = 0;  // how often this record needed a hand
  bool wanted_ = false;
  bool outstanding_ = false;
  bool stale_ = false;    // the answer is for a job that was stopped
  bool stopped_ = false;  // until it is ready
  bool leaving_ = false;
};

}  // namespace server
