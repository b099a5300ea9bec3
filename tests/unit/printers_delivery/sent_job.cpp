#include "tests/unit/printers_delivery/sent_job.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <thread>

namespace printers {

namespace {

Parcel new_parcel(std::uint64_t size) {
  Parcel parcel{.descriptor = ::memfd_create("job", MFD_CLOEXEC),
                .size = size,
                .job = 12,
                .sequence = 7,
                .facts = {.printer = config::LuName::parse("PRT1").value()}};
  parcel.created = WallTime(std::chrono::seconds(1795273387));  // 2026-11-21 15:03:07 UTC
  return parcel;
}

}  // namespace

SentJob::SentJob(const std::string& bytes) : parcel_(new_parcel(bytes.size())) {
  EXPECT_EQ(::pwrite(parcel_.descriptor, bytes.data(), bytes.size(), 0),
            static_cast<ssize_t>(bytes.size()));
}

SentJob::~SentJob() {
  ::close(parcel_.descriptor);
}

StopOrder::StopOrder() {
  stop_.descriptor = ::eventfd(0, EFD_CLOEXEC);
}

StopOrder::~StopOrder() {
  ::close(stop_.descriptor);
}

void StopOrder::give() const {
  EXPECT_EQ(::eventfd_write(stop_.descriptor, 1), 0);
}

std::string every_byte(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; ++at) {
    bytes[at] = static_cast<char>((at * 131) >> (at % 7));
  }
  return bytes;
}

DeliveryResult told_to_stop(const std::function<DeliveryResult(const Stop& stop)>& deliver) {
  using std::chrono::milliseconds;
  using std::chrono::steady_clock;
  const StopOrder order;
  steady_clock::time_point given;
  std::thread stopper([&] {
    std::this_thread::sleep_for(milliseconds(300));
    given = steady_clock::now();
    order.give();
  });
  DeliveryResult result = deliver(order.stop());
  const auto ended = steady_clock::now();
  stopper.join();
  EXPECT_GE(ended, given);
  EXPECT_LT(ended - given, milliseconds(100));
  return result;
}

config::LuSettings lu_of(config::LuType type, const config::DeliverySettings& delivery) {
  config::LuSettings lu{.name = config::LuName::parse("PRT1").value(), .type = type};
  lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
  return lu;
}

}  // namespace printers
