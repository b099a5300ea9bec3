#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <variant>

#include "vtam/program.h"

namespace vtam {

// What a printer is sent: RUs and ends of jobs in the order in which they were written, and an
// answer awaited before the next RU goes out (PROTOCOL 9.9). A printer that says it needs a hand or
// is disconnected stops the flow until it says that it is ready.
class PrinterFlow {
 public:
  enum class Pace : std::uint8_t {
    OneByOne,
    Unpaced  // the client can't answer: everything goes out at once
  };
  using Item = std::variant<Write, EndJob>;

  explicit PrinterFlow(Pace pace) : pace_(pace) {}

  // False: too much is waiting (limits::kPrinterQueue), and this RU is not taken.
  [[nodiscard]] bool write(Write ru);
  void end_job();
  // What may go out now, taken from the queue; ask again until there is none.
  [[nodiscard]] std::optional<Item> next();

  enum class Settled : std::uint8_t {
    Unexpected,  // nothing was outstanding
    Stale,       // it was for an application whose session is over
    Answered
  };
  [[nodiscard]] Settled settle(const Answer& answer);
  // The printer is ready again. The LUSTAT for the application; nullopt: the flow was not stopped.
  [[nodiscard]] std::optional<std::uint32_t> ready();
  // The application's session is over: what waits is dropped, what is outstanding is nobody's.
  void forget();

  [[nodiscard]] bool outstanding() const { return outstanding_; }
  [[nodiscard]] bool stopped() const { return lustat_.has_value(); }
  [[nodiscard]] std::size_t queued() const { return queue_.size(); }
  // Another number after each RU that goes out and each answer.
  [[nodiscard]] std::uint32_t turn() const { return turn_; }

 private:
  std::deque<Item> queue_;
  std::optional<std::uint32_t> lustat_;  // while stopped: what ready() will answer
  std::size_t rus_ = 0;                  // in the queue
  std::uint32_t turn_ = 0;
  Pace pace_;
  bool outstanding_ = false;
  bool stale_ = false;
};

}  // namespace vtam
