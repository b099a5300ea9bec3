#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "printers/job.h"
#include "tn3270/server/printing/deliver_job.h"
#include "tn3270/server/printing/message.h"
#include "tn3270/server/printing/wake_up.h"

namespace server {

// The delivery threads: one for each printer that is busy, made on demand, at most
// limits::kDeliveries. Owned by the spooler's thread.
class Deliveries {
 public:
  // `ended` is called in the delivery's thread, as its last act. `spool`: path of the spool file.
  Deliveries(std::string spool, std::function<void(DeliveryEnded)> ended);
  ~Deliveries();  // stops them all
  Deliveries(const Deliveries&) = delete;
  Deliveries& operator=(const Deliveries&) = delete;

  [[nodiscard]] bool full() const;
  [[nodiscard]] bool busy(config::LuName printer) const { return running_.count(printer) > 0; }
  [[nodiscard]] bool none() const { return running_.empty(); }
  // False: no thread is to be had. REQUIRES: neither full() nor busy(); `lu` outlives it.
  [[nodiscard]] bool start(const config::LuSettings& lu, printers::JobRow row);
  void stop(config::LuName printer);
  void stop_all();
  // Its DeliveryEnded has come: the thread is over.
  void ended(config::LuName printer);
  [[nodiscard]] std::vector<DeliveryView> views() const;

 private:
  struct Running {
    explicit Running(JobDelivery what) : job(std::move(what)) {}
    JobDelivery job;
    WakeUp stop{};
    DeliveryProgress progress{};
    std::thread thread{};
  };

  std::string spool_;
  std::function<void(DeliveryEnded)> ended_;
  std::map<config::LuName, std::unique_ptr<Running>> running_;
};

}  // namespace server
