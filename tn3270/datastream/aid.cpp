#include "tn3270/datastream/aid.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tn3270 {
namespace {

constexpr std::array kPfKeys{Aid::Pf1,  Aid::Pf2,  Aid::Pf3,  Aid::Pf4,  Aid::Pf5,  Aid::Pf6,
                             Aid::Pf7,  Aid::Pf8,  Aid::Pf9,  Aid::Pf10, Aid::Pf11, Aid::Pf12,
                             Aid::Pf13, Aid::Pf14, Aid::Pf15, Aid::Pf16, Aid::Pf17, Aid::Pf18,
                             Aid::Pf19, Aid::Pf20, Aid::Pf21, Aid::Pf22, Aid::Pf23, Aid::Pf24};

constexpr std::array<std::pair<Aid, const char*>, 14> kOthers{
    {{Aid::None, "no key"},
     {Aid::QueryReply, "Read partition"},
     {Aid::Enter, "Enter"},
     {Aid::CursorSelect, "CursorSelect"},
     {Aid::Trigger, "Trigger"},
     {Aid::Clear, "Clear"},
     {Aid::Pa1, "PA1"},
     {Aid::Pa2, "PA2"},
     {Aid::Pa3, "PA3"},
     {Aid::SysReq, "SysReq"},
     {Aid::OperatorCard, "Card reader"},
     {Aid::MagneticReader, "Card reader"},
     {Aid::Printer, "Printer"},
     {Aid::StructuredField, "Structured field"}}};

// By the byte: every record of a terminal is asked, several times on its way.
constexpr auto kKnown = [] {
  std::array<bool, 256> known{};
  for (const Aid aid : kPfKeys) {
    known.at(static_cast<std::uint8_t>(aid)) = true;
  }
  for (const auto& other : kOthers) {
    known.at(static_cast<std::uint8_t>(other.first)) = true;
  }
  return known;
}();

}  // namespace

std::optional<unsigned> pf_number(Aid aid) {
  const auto* const found = std::find(kPfKeys.begin(), kPfKeys.end(), aid);
  if (found == kPfKeys.end()) {
    return std::nullopt;
  }
  return static_cast<unsigned>(found - kPfKeys.begin()) + 1;
}

std::optional<Aid> aid_of(std::uint8_t byte) {
  return kKnown.at(byte) ? std::optional(static_cast<Aid>(byte)) : std::nullopt;
}

std::string text(Aid aid) {
  if (const auto number = pf_number(aid)) {
    return "PF" + std::to_string(*number);
  }
  for (const auto& [other, name] : kOthers) {
    if (other == aid) {
      return name;
    }
  }
  return "unknown key";
}

}  // namespace tn3270
