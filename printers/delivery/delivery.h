#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "config/settings.h"
#include "printers/delivery/tls_layer.h"
#include "printers/job.h"

// Bringing one formatted job to where it is printed. Blocking, for a thread of its own; every wait
// also waits for `Stop`.
namespace printers {

// Readable once the delivery is to end (KILL, SIGTERM): an eventfd of the hall's, not owned.
struct Stop {
  int descriptor = -1;
  [[nodiscard]] bool wanted() const;
};

// The job as bytes: a file that is read from its beginning, with pread. Not owned.
struct Parcel {
  int descriptor = -1;
  std::uint64_t size = 0;
  JobId job = 0;
  std::uint64_t sequence = 0;  // grows, and never comes again; for names of files
  JobFacts facts;
  WallTime created{};
};

// Counters that others may read while the delivery runs.
struct Progress {
  std::atomic<std::uint64_t> sent{0};  // bytes
};

struct DeliveryResult {
  enum class What : std::uint8_t {
    Printed,  // as far as this way of delivery can know
    Retry,    // nothing or not all of it was taken: the whole job is sent again later
    Failed,   // it will fail each time: wrong password, no such queue
    Unknown,  // all of it was sent, and no answer came
    Stopped   // `Stop` came before all was sent
  };
  What what = What::Retry;
  std::string why{};    // one sentence with host and port; of Printed: what the other side said
  std::string where{};  // the remote name, the job at the printer …; may be empty
  std::uint64_t sent = 0;
};

// Once, before the first thread that delivers or tests: the global state of libcurl. Or why there
// is none, in words.
[[nodiscard]] std::optional<std::string> prepare_deliveries();

// By the LU's type: Direct, Lpr, Ftp, Ipp, File or Command. Nothing throws. `tls` is for Direct and
// Lpr; the others have libcurl's.
[[nodiscard]] DeliveryResult deliver(const config::LuSettings& lu, const Parcel& parcel,
                                     const Stop& stop, Progress& progress, const MakeTls& tls = {});

// "printers test LU" (MODEL 4, seed 3.3.6): can the printer be reached, without printing.
struct ProbeResult {
  enum class What : std::uint8_t {
    NoRoute,   // no such host, no route, no answer
    Refused,   // nobody listens on that port
    Silent,    // connected, but it says or takes nothing
    Rejected,  // connected, and it says no: no such queue, wrong password, wrong certificate
    Ready
  };
  What what = What::NoRoute;
  std::string detail{};  // one sentence
};
[[nodiscard]] ProbeResult probe(const config::LuSettings& lu, const Stop& stop,
                                const MakeTls& tls = {});

}  // namespace printers
