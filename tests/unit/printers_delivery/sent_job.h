#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "config/settings.h"
#include "printers/delivery/delivery.h"

namespace printers {

// A job of these bytes for PRT1, in a file without a name.
class SentJob {
 public:
  explicit SentJob(const std::string& bytes);
  ~SentJob();
  SentJob(const SentJob&) = delete;
  SentJob& operator=(const SentJob&) = delete;
  [[nodiscard]] const Parcel& parcel() const { return parcel_; }
  [[nodiscard]] Parcel& parcel() { return parcel_; }

 private:
  Parcel parcel_;
};

// So many, with each value among them and no period that a buffer could hide.
[[nodiscard]] std::string every_byte(std::size_t size);

// An order to stop that can be given, now or by a thread after a while.
class StopOrder {
 public:
  StopOrder();
  ~StopOrder();
  StopOrder(const StopOrder&) = delete;
  StopOrder& operator=(const StopOrder&) = delete;
  [[nodiscard]] const Stop& stop() const { return stop_; }
  void give() const;

 private:
  Stop stop_;
};

// What `deliver` says to an order that is given while it waits, at once: in less than 100 ms.
[[nodiscard]] DeliveryResult told_to_stop(
    const std::function<DeliveryResult(const Stop& stop)>& deliver);

// "PRT1" with this delivery.
[[nodiscard]] config::LuSettings lu_of(config::LuType type,
                                       const config::DeliverySettings& delivery);

}  // namespace printers
