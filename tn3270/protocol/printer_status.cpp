#include "tn3270/protocol/printer_status.h"

#include <algorithm>
#include <array>

#include "tn3270/protocol/record_header.h"

namespace tn3270::printer_status {

namespace {

constexpr std::array<std::uint8_t, 3> kStart{0x01, 0x6C, 0xD9};
constexpr std::size_t kSize = kStart.size() + 2;

// S/S byte 0. A control unit sets the two high bits to make a graphic character of the byte.
constexpr std::uint8_t kUnitSpecify = 0x04;
constexpr std::uint8_t kDeviceEnd = 0x02;

struct Condition {
  std::uint8_t bit;
  std::uint32_t sense;
};
// S/S byte 1 and the sense codes of RFC 1646 5.1; "disconnected" as RFC 2355 10.4 has it, because
// the end of the two conditions is told apart. What an operator can mend comes first.
constexpr std::array<Condition, 5> kConditions{{{0x10, 0x08020000},    // intervention required
                                                {0x08, 0x08310000},    // component disconnected
                                                {0x20, 0x10030000},    // command reject
                                                {0x04, 0x10010000},    // data check
                                                {0x01, 0x10050000}}};  // operation check
constexpr std::uint32_t kOperationCheck = 0x10050000;
constexpr std::uint8_t kOperationCheckBit = 0x01;

}  // namespace

std::optional<Status> parse(Bytes record) {
  if (record.size() != kSize || !std::equal(kStart.begin(), kStart.end(), record.begin())) {
    return std::nullopt;
  }
  const std::uint8_t first = record[kStart.size()];
  const std::uint8_t second = record[kStart.size() + 1];
  if ((first & kUnitSpecify) == 0) {
    return Status{(first & kDeviceEnd) != 0, 0};
  }
  for (const Condition& condition : kConditions) {
    if ((second & condition.bit) != 0) {
      return Status{false, condition.sense};
    }
  }
  return Status{false, kOperationCheck};
}

void append(const Status& status, ByteBuffer& out) {
  constexpr unsigned kHalf = 16;  // the lower half of a sense code is the sender's own
  std::uint8_t second = 0;
  if (!status.device_end) {
    const auto* const found =
        std::find_if(kConditions.begin(), kConditions.end(), [&](const Condition& condition) {
          return condition.sense >> kHalf == status.sense >> kHalf;
        });
    second = found == kConditions.end() ? kOperationCheckBit : found->bit;
  }
  out.insert(out.end(), kStart.begin(), kStart.end());
  out.insert(out.end(), {status.device_end ? kDeviceEnd : kUnitSpecify, second});
  append_end_of_record(out);
}

std::string_view error_line(RejectReason reason) {
  switch (reason) {
    case RejectReason::UnsupportedReq:
      return "01 No LU's of the type configured";
    case RejectReason::ConnPartner:
    case RejectReason::DeviceInUse:
    case RejectReason::UnknownError:
      return "02 Requested LU unavailable";
    case RejectReason::InvAssociate:
    case RejectReason::InvDeviceType:
    case RejectReason::TypeNameError:
      return "03 Requested LU type is inconsistent with configuration";
    case RejectReason::InvName:
      return "04 Requested LU is not configured";
  }
  return "02 Requested LU unavailable";
}

}  // namespace tn3270::printer_status
