#include "vtam/logmode_choice.h"

#include "config/verify.h"

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

// LU1 modes are for printers that take SCS, LU3 modes for other printers, all others for displays.
// A client is asked for the function that the LU's data needs (RFC 2355 10.1), so the two must
// agree.
bool suits(const LogMode& mode, const config::LuSettings& lu) {
  const std::uint8_t lu_type = mode.pservic[0];
  if (lu.type == config::LuType::Terminal) {
    return lu_type != kLu1 && lu_type != kLu3;
  }
  return lu_type == (lu.data == config::PrinterData::Scs ? kLu1 : kLu3);
}

std::variant<ChosenMode, ModeRefusal> typed_mode(const ModeTables& tables,
                                                 const ModeQuestion& question,
                                                 config::ModeName typed) {
  const LogMode* mode = tables.find(typed, mode_table(question.row));
  if (mode == nullptr) {
    return ModeRefusal{"LOGMODE(" + typed.text() + ") is unknown (sense 0821); leave it out"};
  }
  if (!suits(*mode, *question.lu)) {
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

}  // namespace

std::optional<config::TableName> mode_table(const config::ApplRow* row) {
  return row == nullptr ? ModeTables::iesinclm() : row->modetab;
}

const LogMode* default_mode(const ModeTables& tables, const config::LuSettings& lu,
                            const config::ApplRow* row, config::ModeName name) {
  const LogMode* mode = tables.find(name, mode_table(row));
  return mode != nullptr && suits(*mode, lu) ? mode : nullptr;
}

DefaultMode default_mode(const ModeTables& tables, const config::LuSettings& lu,
                         const config::ApplRow* row) {
  if (lu.logmode) {
    if (const LogMode* mode = default_mode(tables, lu, row, *lu.logmode)) {
      return {mode, ModeSource::Lu};
    }
  }
  if (row != nullptr && row->dlogmod) {
    if (const LogMode* mode = default_mode(tables, lu, row, *row->dlogmod)) {
      return {mode, ModeSource::Row};
    }
  }
  return {&built_in(tables, lu), ModeSource::BuiltIn};
}

std::variant<ChosenMode, ModeRefusal> choose_logmode(const ModeTables& tables,
                                                     const ModeQuestion& question) {
  VERIFY(question.lu != nullptr, "a logmode is chosen for a LU");
  if (question.typed) {
    return typed_mode(tables, question, *question.typed);
  }
  const DefaultMode chosen = default_mode(tables, *question.lu, question.row);
  return ChosenMode{chosen.mode, bind_sizes(*chosen.mode, question.device), chosen.source};
}

}  // namespace vtam
