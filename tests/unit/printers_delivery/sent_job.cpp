#include "tests/unit/printers_delivery/sent_job.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <memory>

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

config::LuSettings lu_of(config::LuType type, const config::DeliverySettings& delivery) {
  config::LuSettings lu{.name = config::LuName::parse("PRT1").value(), .type = type};
  lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
  return lu;
}

}  // namespace printers
