#include "vtam/typeterm.h"

#include <algorithm>
#include <iterator>

namespace vtam {
namespace {

using tn3270::ScreenSize;

constexpr std::uint8_t kLu0 = 0x00;
constexpr std::uint8_t kLu1 = 0x01;
constexpr std::uint8_t kLu2 = 0x02;
constexpr std::uint8_t kLu3 = 0x03;

constexpr ScreenSize k24x80{24, 80};
constexpr ScreenSize k32x80{32, 80};
constexpr ScreenSize k43x80{43, 80};
constexpr ScreenSize k27x132{27, 132};

constexpr TypetermFacts terminal(std::string_view name, std::uint8_t lu_type,
                                 ScreenSize alternate) {
  return {.name = name, .lu_type = lu_type, .screen = {k24x80, alternate}};
}

constexpr TypetermFacts extended(std::string_view name, std::uint8_t lu_type,
                                 ScreenSize alternate) {
  TypetermFacts facts = terminal(name, lu_type, alternate);
  facts.extended = facts.colour = facts.highlight = true;
  return facts;
}

constexpr TypetermFacts queried(std::string_view name, std::uint8_t lu_type) {
  TypetermFacts facts = extended(name, lu_type, k24x80);
  facts.query = true;
  return facts;
}

constexpr TypetermFacts printer(std::string_view name, std::uint8_t lu_type) {
  return {.name = name,
          .device = lu_type == kLu1 ? TypetermDevice::ScsPrinter : TypetermDevice::Lu3Printer,
          .lu_type = lu_type};
}

// The first four are what the model's manual says of them. CICS' own are inferred from their names:
// E is the extended data stream, M a model without it, the digit the model.
constexpr TypetermFacts kTypeterms[] = {
    terminal("DFH3270", kLu0, k24x80),
    queried("VSE3278Q", kLu0),
    printer("VSEDSCP", kLu3),
    printer("VSESCSPA", kLu1),
    extended("DFHLU0E2", kLu0, k24x80),
    extended("DFHLU0E3", kLu0, k32x80),
    extended("DFHLU0E4", kLu0, k43x80),
    extended("DFHLU0E5", kLu0, k27x132),
    terminal("DFHLU0M2", kLu0, k24x80),
    terminal("DFHLU0M3", kLu0, k32x80),
    terminal("DFHLU0M4", kLu0, k43x80),
    terminal("DFHLU0M5", kLu0, k27x132),
    extended("DFHLU2E2", kLu2, k24x80),
    extended("DFHLU2E3", kLu2, k32x80),
    extended("DFHLU2E4", kLu2, k43x80),
    extended("DFHLU2E5", kLu2, k27x132),
    terminal("DFHLU2M2", kLu2, k24x80),
    terminal("DFHLU2M3", kLu2, k32x80),
    terminal("DFHLU2M4", kLu2, k43x80),
    terminal("DFHLU2M5", kLu2, k27x132),
    printer("DFHLU3", kLu3),
    printer("DFHSCSP", kLu1),
};

const char* table_name(config::Autoinstall autoinstall) {
  return autoinstall == config::Autoinstall::Vsespg ? "VSESPG" : "DFHTERM";
}

// The larger size of a mode; 24x80 where it leaves that to the terminal.
ScreenSize size_of(const LogMode& mode) {
  constexpr std::uint8_t kPrimaryOnly = 0x7E;
  constexpr std::uint8_t kBoth = 0x7F;
  switch (mode.size_code()) {
    case kPrimaryOnly:
      return {mode.pservic[6], mode.pservic[7]};
    case kBoth:
      return {mode.pservic[8], mode.pservic[9]};
    default:
      return k24x80;
  }
}

// Of LU2: CICS takes the model with the BIND's size, and the one for 24x80 where it has none.
std::string_view lu2_model(const LogMode& mode) {
  const auto model = [&](ScreenSize size) {
    return std::find_if(std::begin(kTypeterms), std::end(kTypeterms), [&](const auto& one) {
      return one.lu_type == kLu2 && one.extended == mode.query() && one.screen.alternate == size;
    });
  };
  const auto* const found = model(size_of(mode));
  return found == std::end(kTypeterms) ? model(k24x80)->name : found->name;
}

std::string_view row(config::Autoinstall autoinstall, const LogMode& mode) {
  const std::string_view name = mode.name.view();
  switch (mode.pservic[0]) {
    case kLu1:
      return name == "SPSCSPRT" ? "VSESCSPA" : "DFHSCSP";
    case kLu3:
      return name == "SPDSCPRT" ? "VSEDSCP" : "DFHLU3";
    case kLu2:
      return lu2_model(mode);
    default:
      return autoinstall == config::Autoinstall::Vsespg ? "VSE3278Q" : "DFH3270";
  }
}

}  // namespace

TypetermChoice choose_typeterm(const config::LuSettings& lu, const config::Config& config,
                               const LogMode& mode) {
  if (lu.typeterm) {
    return {*lu.typeterm, "typeterm of " + lu.name.text()};
  }
  const auto said = [&](const char* table, const std::string& typeterm) {
    return TypetermChoice{typeterm,
                          std::string(table) + ": " + mode.name.text() + " -> " + typeterm};
  };
  for (const config::TypetermRow& own : config.typeterms) {
    if (own.logmode == mode.name) {
      return said("typeterms", own.typeterm);
    }
  }
  return said(table_name(config.autoinstall), std::string(row(config.autoinstall, mode)));
}

const TypetermFacts* typeterm_facts(std::string_view typeterm) {
  const auto* const found =
      std::find_if(std::begin(kTypeterms), std::end(kTypeterms),
                   [&](const TypetermFacts& one) { return one.name == typeterm; });
  return found == std::end(kTypeterms) ? nullptr : found;
}

}  // namespace vtam
