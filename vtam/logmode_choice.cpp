#include "vtam/logmode_choice.h"

#include <array>
#include <utility>

#include "config/verify.h"
#include "vtam/device_pattern.h"

namespace vtam {
namespace {

constexpr std::uint8_t kLu1 = 0x01;
constexpr std::uint8_t kLu3 = 0x03;

const LogMode& built_in(const ModeTables& tables, const config::LuSettings& lu) {
  const char* text = "SP3272QN";
  if (lu.type != config::LuType::Terminal) {
    text = lu.data == config::PrinterData::Scs ? "SPSCSPRT" : "SPDSCPRT";
  }
  const auto name = config::ModeName::parse(text);
  VERIFY(name.has_value(), "a built-in logmode has a valid name");
  const LogMode* mode = tables.find(*name, ModeTables::iesinclm());
  VERIFY(mode != nullptr, "the built-in logmodes are in IESINCLM");
  return *mode;
}

std::variant<ChosenMode, ModeRefusal> typed_mode(const ModeTables& tables,
                                                 const ModeQuestion& question,
                                                 config::ModeName typed) {
  const LogMode* mode = tables.find(typed, mode_table(question.row));
  if (mode == nullptr) {
    return ModeRefusal{"LOGMODE(" + typed.text() + ") is unknown (sense 0821); leave it out"};
  }
  if (!suits(*mode, question.lu->type, question.lu->data)) {
    return ModeRefusal{"LOGMODE(" + typed.text() +
                       ") is for another kind of LU (sense 0821); leave it out"};
  }
  const BoundSizes sizes = bind_sizes(*mode, question.device);
  if (!sizes.fits) {
    return ModeRefusal{"LOGMODE(" + typed.text() + ") is too large for " + question.device.name() +
                       " (sense 0821); leave it out"};
  }
  return ChosenMode{mode, sizes, ModeSource::Typed};
}

const char* by(ModeSource source) {
  switch (source) {
    case ModeSource::Typed:
      return "as typed";
    case ModeSource::Rule:
      return "by the mapping rule";
    case ModeSource::Lu:
      return "of the LU";
    case ModeSource::Row:
      return "by DLOGMOD of its APPL";
    case ModeSource::Listener:
      return "by the listener's device table";
    case ModeSource::BuiltIn:
      break;
  }
  return "built in";
}

}  // namespace

std::optional<config::TableName> mode_table(const config::ApplRow* row) {
  return row == nullptr ? ModeTables::iesinclm() : row->modetab;
}

// A client is asked for the function that the LU's data needs (RFC 2355 10.1), so the two must
// agree.
bool suits(const LogMode& mode, config::LuType type, config::PrinterData data) {
  const std::uint8_t lu_type = mode.pservic[0];
  if (type == config::LuType::Terminal) {
    return lu_type != kLu1 && lu_type != kLu3;
  }
  return lu_type == (data == config::PrinterData::Scs ? kLu1 : kLu3);
}

std::optional<config::ModeName> device_mode(const std::vector<config::DeviceMode>& rows,
                                            const tn3270::DeviceType& device, ClientKind kind) {
  for (const config::DeviceMode& row : rows) {
    const auto& said = kind == ClientKind::Tn3270e ? row.tn3270e : row.tn3270;
    if (said && device_fits(row.device, device)) {
      return said;
    }
  }
  return std::nullopt;
}

std::variant<ChosenMode, ModeRefusal> choose_logmode(const ModeTables& tables,
                                                     const ModeQuestion& question) {
  VERIFY(question.lu != nullptr, "a logmode is chosen for a LU");
  if (question.typed) {
    return typed_mode(tables, question, *question.typed);
  }
  const config::ApplRow* row = question.row;
  const std::array defaults = {
      std::pair(ModeSource::Rule, question.client.rule),
      std::pair(ModeSource::Lu, question.lu->logmode),
      std::pair(ModeSource::Row, row == nullptr ? std::nullopt : row->dlogmod),
      std::pair(ModeSource::Listener, question.client.listener)};
  for (const auto& [source, name] : defaults) {
    const LogMode* mode = name ? tables.find(*name, mode_table(row)) : nullptr;
    if (mode != nullptr && suits(*mode, question.lu->type, question.lu->data)) {
      return ChosenMode{mode, bind_sizes(*mode, question.device), source};
    }
  }
  const LogMode& mode = built_in(tables, *question.lu);
  return ChosenMode{&mode, bind_sizes(mode, question.device), ModeSource::BuiltIn};
}

std::string mode_rule(ModeSource source, bool fits) {
  return std::string(by(source)) + (fits ? "" : ", clamped to the device");
}

std::string describe(const ChosenMode& chosen) {
  VERIFY(chosen.mode != nullptr, "a logmode has been chosen");
  return "logmode " + chosen.mode->name.text() +
         (chosen.source == ModeSource::BuiltIn ? ", " : " ") +
         mode_rule(chosen.source, chosen.sizes.fits);
}

}  // namespace vtam
