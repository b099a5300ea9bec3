#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "printers/delivery/delivery.h"
#include "printers/job.h"
#include "printers/spool/spool.h"
#include "tn3270/server/printing/message.h"

// What the admin API can ask of the spool and the printers.
namespace server {

inline constexpr std::array<printers::JobState, 8> kJobStates{
    printers::JobState::Open,   printers::JobState::Queued,   printers::JobState::Sending,
    printers::JobState::Retry,  printers::JobState::Held,     printers::JobState::Printed,
    printers::JobState::Failed, printers::JobState::Cancelled};

// A delivery that is under way.
struct SendingView {
  printers::JobId job = 0;
  std::uint64_t sent = 0;
  std::uint64_t size = 0;  // 0: it is being formatted
};

// One job, and how far it is.
struct JobView {
  printers::JobRow row;
  std::optional<SendingView> sending{};
};

// One printer LU as an operator sees it. Empty text = does not apply (JSON null).
struct PrinterView {
  config::LuName lu;
  std::string type{};         // printer, direct, lpr …
  std::string server{};       // partition
  std::string destination{};  // "DIRECT 192.0.2.7 port 9100", "client"; never a password
  std::string state{};        // vtam::text(LuState)
  std::string application{};  // in session with
  std::array<std::uint64_t, kJobStates.size()> jobs{};  // by kJobStates
  std::optional<SendingView> sending{};
  std::optional<printers::JobRow> blocked{};  // the Retry or Held job that those behind wait for
  std::optional<printers::JobRow> last{};     // its newest job
};

struct JobChange {
  JobVerb verb = JobVerb::Hold;
  printers::JobId job = 0;
  std::optional<config::LuName> printer{};  // of Requeue: another one
  std::string why{};                        // of Hold: a sentence
};

// Rules beside those of JobRefused: "NOT-A-PRINTER" (a terminal), "TESTS" (too many at a time).
using PrinterTestAnswer = std::variant<printers::ProbeResult, JobRefused>;

// Lists, or "SPOOL-UNREADABLE": the spool's file could not be read, as the detail says.
template <class Rows>
using PrintList = std::variant<std::vector<Rows>, JobRefused>;
// The same of one; "UNKNOWN-JOB" too.
using JobFound = std::variant<JobView, JobRefused>;

// All calls come from the admin thread and answer there, once, now or later.
class PrintingBackend {
 public:
  virtual ~PrintingBackend() = default;
  // In definition order.
  virtual void printers(std::function<void(PrintList<PrinterView>)> answer) = 0;
  // By number, upwards, behind `after`; at most `limit`.
  virtual void jobs(const printers::JobFilter& filter, printers::JobId after, std::size_t limit,
                    std::function<void(PrintList<JobView>)> answer) = 0;
  virtual void job(printers::JobId id, std::function<void(JobFound)> answer) = 0;
  virtual void submit(config::LuName lu, std::vector<printers::Piece> pieces, std::string name,
                      std::string submitter, std::function<void(JobAnswer)> answer) = 0;
  virtual void change(const JobChange& change, std::function<void(JobAnswer)> answer) = 0;
  // Can the printer be reached? Prints nothing.
  virtual void test(config::LuName lu, std::function<void(PrinterTestAnswer)> answer) = 0;
};

}  // namespace server
