#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "vtam/acb/said.h"
#include "vtam/program.h"

namespace vtam {

// One `print`, or one `send` to a printer, as RUs.
struct PrintRequest {
  enum class Kind : std::uint8_t { Print, Send };
  Kind kind = Kind::Print;
  RequestId id{};
  std::vector<tn3270::ByteBuffer> rus{};
  bool end_of_job = false;
  bool response = false;  // of a send: its answer is wanted
};

// What an application prints on one printer: requests in order, one RU under way at a time. A RU
// that the printer had no paper for is sent once more when it is ready; a request whose RU is
// refused otherwise, or twice, is given up as a whole. The application's credit bounds how many
// wait.
class PrintQueue {
 public:
  // A request that is over.
  struct Done {
    PrintRequest request;
    Answer answer{};  // the last one
  };

  explicit PrintQueue(RuKind kind) : kind_(kind) {}

  void add(PrintRequest request) { requests_.push_back(std::move(request)); }
  // Writes what may go out. The request that is over with it; ask again until there is none.
  [[nodiscard]] std::optional<Done> advance(ProgramOutcomes& outcomes);
  // The printer's answer to the RU that is under way, or that it is ready again; advance() follows.
  void answered(const Answer& answer);
  void ready();

  [[nodiscard]] bool empty() const { return requests_.empty(); }
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] RuKind kind() const { return kind_; }

 private:
  std::vector<PrintRequest> requests_{};
  std::size_t next_ = 0;  // RU of the first request
  Answer last_{};
  RuKind kind_;
  bool under_way_ = false;
  bool again_ = false;    // the RU has been refused once, and was sent again
  bool stopped_ = false;  // until the printer is ready
};

}  // namespace vtam
