#include "vtam/programs/ivp_keys.h"

#include <algorithm>
#include <array>
#include <optional>

#include "tn3270/datastream/aid.h"

namespace vtam {
namespace {

using tn3270::Aid;

constexpr std::size_t kPfKeys = 24;
constexpr std::array kOthers{Aid::Enter, Aid::Pa1,   Aid::Pa2,
                             Aid::Pa3,   Aid::Clear, Aid::CursorSelect};

std::optional<std::size_t> key_of(Aid aid) {
  if (const auto number = tn3270::pf_number(aid)) {
    return *number - 1;
  }
  const auto* const other = std::find(kOthers.begin(), kOthers.end(), aid);
  if (other == kOthers.end()) {
    return std::nullopt;
  }
  return kPfKeys + static_cast<std::size_t>(other - kOthers.begin());
}

}  // namespace

bool IvpKeys::press(Aid aid) {
  if (aid == Aid::SysReq) {  // classic clients: the test request
    const bool first = !pressed_.test(kSystemRequest);
    system_request();
    return first;
  }
  const auto key = key_of(aid);
  if (!key || pressed_.test(*key)) {
    return false;
  }
  pressed_.set(*key);
  return true;
}

std::string IvpKeys::name(std::size_t key) {
  if (key < kPfKeys) {
    return "PF" + std::to_string(key + 1);
  }
  if (key < kPfKeys + kOthers.size()) {
    return tn3270::text(kOthers.at(key - kPfKeys));
  }
  return key == kAttention ? "ATTN" : "SYSREQ";
}

}  // namespace vtam
