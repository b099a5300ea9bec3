#pragma once

#include <chrono>
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

// "PRT1" with this delivery.
[[nodiscard]] config::LuSettings lu_of(config::LuType type,
                                       const config::DeliverySettings& delivery);

}  // namespace printers
