#include "tn3270/protocol/response_code.h"

#include <algorithm>
#include <array>

namespace tn3270::response {

namespace {

// By code.
constexpr std::array<std::uint32_t, 4> kSenses{kCommandReject, kInterventionRequired,
                                               kOperationCheck, kComponentDisconnected};
constexpr std::uint8_t kOperationCheckCode = 2;

}  // namespace

std::uint32_t sense_of_code(Bytes data) {
  return data.empty() || data.front() >= kSenses.size() ? kOperationCheck : kSenses[data.front()];
}

std::uint32_t sense_of_four(Bytes data) {
  if (data.size() < sizeof(std::uint32_t)) {
    return kOperationCheck;
  }
  std::uint32_t sense = 0;
  for (const std::uint8_t byte : data.first(sizeof(std::uint32_t))) {
    sense = sense << 8U | byte;
  }
  return sense;
}

std::uint8_t code_of(std::uint32_t sense) {
  // The lower half of a sense code is the sender's own.
  constexpr unsigned kHalf = 16;
  const auto* const found = std::find_if(kSenses.begin(), kSenses.end(), [&](std::uint32_t known) {
    return known >> kHalf == sense >> kHalf;
  });
  return found == kSenses.end() ? kOperationCheckCode
                                : static_cast<std::uint8_t>(found - kSenses.begin());
}

}  // namespace tn3270::response
