#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "config/settings.h"
#include "printers/delivery/delivery.h"
#include "tn3270/server/printing/message.h"

namespace server {

// One job on its way, for a thread of its own: its pieces are read from the spool file, formatted
// into a file without a name beside it, and delivered.
struct JobDelivery {
  const config::LuSettings* lu = nullptr;  // outlives the thread
  printers::JobRow row;
  std::string spool{};  // path
  printers::Stop stop{};
};

// What others may read while it runs.
struct DeliveryProgress {
  printers::Progress progress{};
  std::atomic<std::uint64_t> size{0};  // 0: it is being formatted
};

// Blocks; nothing throws.
[[nodiscard]] DeliveryEnded deliver_job(const JobDelivery& job, DeliveryProgress& progress);

}  // namespace server
