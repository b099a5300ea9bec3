#include <algorithm>
#include <array>
#include <string_view>

#include "tn3270/datastream/hex_lines.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/trace_words.h"

namespace tn3270::trace {
namespace {

struct Name {
  std::uint8_t code;
  const char* text;
};

constexpr std::array<Name, 17> kOptions{{{0, "BINARY"},
                                         {1, "ECHO"},
                                         {3, "SUPPRESS-GO-AHEAD"},
                                         {5, "STATUS"},
                                         {6, "TIMING-MARK"},
                                         {24, "TERMINAL-TYPE"},
                                         {25, "EOR"},
                                         {29, "3270-REGIME"},
                                         {31, "NAWS"},
                                         {32, "TERMINAL-SPEED"},
                                         {34, "LINEMODE"},
                                         {37, "AUTHENTICATION"},
                                         {38, "ENCRYPT"},
                                         {39, "NEW-ENVIRON"},
                                         {40, "TN3270E"},
                                         {46, "STARTTLS"},
                                         {86, "COMPRESS2"}}};

constexpr std::array<Name, 14> kCommands{{{0xEC, "EOF"},
                                          {0xED, "SUSP"},
                                          {0xEE, "ABORT"},
                                          {0xEF, "EOR"},
                                          {0xF0, "SE"},
                                          {0xF1, "NOP"},
                                          {0xF2, "DATA-MARK"},
                                          {0xF3, "BRK"},
                                          {0xF4, "IP"},
                                          {0xF5, "AO"},
                                          {0xF6, "AYT"},
                                          {0xF7, "EC"},
                                          {0xF8, "EL"},
                                          {0xF9, "GA"}}};

constexpr std::array<const char*, 9> kVerbs{"ASSOCIATE", "CONNECT", "DEVICE-TYPE",
                                            "FUNCTIONS", "IS",      "REASON",
                                            "REJECT",    "REQUEST", "SEND"};
constexpr std::array<const char*, 7> kFunctions{
    "BIND-IMAGE", "DATA-STREAM-CTL",       "RESPONSES", "SCS-CTL-CODES",
    "SYSREQ",     "CONTENTION-RESOLUTION", "SNA-SENSE"};

constexpr std::uint8_t kConnect = 1;
constexpr std::uint8_t kDeviceType = 2;
constexpr std::uint8_t kFunctionsCode = 3;
constexpr std::uint8_t kReason = 5;
constexpr std::uint8_t kReject = 6;
constexpr std::uint8_t kSend = 8;

template <std::size_t N>
const char* find(const std::array<Name, N>& names, std::uint8_t code) {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const Name& name) { return name.code == code; });
  return found == names.end() ? nullptr : found->text;
}

template <std::size_t N>
std::string name_at(const std::array<const char*, N>& names, std::uint8_t code) {
  return code < names.size() ? names.at(code) : hex_byte(code);
}

// type [ (CONNECT | ASSOCIATE) name ]: those two codes are no part of a name.
std::string device_words(Bytes rest) {
  std::string text;
  while (!rest.empty()) {
    const auto code =
        std::find_if(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte <= kConnect; });
    const Bytes name = rest.first(static_cast<std::size_t>(code - rest.begin()));
    text += name.empty() ? "" : " " + printable(name);
    rest = rest.subspan(name.size());
    if (!rest.empty()) {
      text += " " + name_at(kVerbs, rest.front());
      rest = rest.subspan(1);
    }
  }
  return text;
}

std::string function_words(Bytes list) {
  std::string text;
  for (const std::uint8_t code : list) {
    text += " " + name_at(kFunctions, code);
  }
  return text.empty() ? " (none)" : text;
}

std::string reject_words(Bytes rest) {
  if (rest.size() < 2 || rest[0] != kReason) {
    return " " + printable(rest);
  }
  constexpr auto kLast = static_cast<std::uint8_t>(RejectReason::UnsupportedReq);
  return std::string(" REASON ") +
         (rest[1] <= kLast ? text(static_cast<RejectReason>(rest[1])) : hex_byte(rest[1]));
}

std::string tn3270e_words(Bytes bytes) {
  if (bytes.size() < 2) {
    return " " + printable(bytes);
  }
  std::string words = " " + name_at(kVerbs, bytes[0]) + " " + name_at(kVerbs, bytes[1]);
  const Bytes rest = bytes.subspan(2);
  if (bytes[0] == kSend) {
    return words;
  }
  if (bytes[0] == kFunctionsCode) {
    return words + function_words(rest);
  }
  if (bytes[0] == kDeviceType && bytes[1] == kReject) {
    return words + reject_words(rest);
  }
  return words + device_words(rest);
}

std::string terminal_type_words(Bytes bytes) {
  if (bytes.empty()) {
    return "";
  }
  return (bytes[0] == telnet::kTerminalTypeIs     ? " IS "
          : bytes[0] == telnet::kTerminalTypeSend ? " SEND"
                                                  : " " + hex_byte(bytes[0]) + " ") +
         printable(bytes.subspan(1));
}

std::string subnegotiation_words(std::uint8_t option, Bytes bytes) {
  switch (option) {
    case telnet::option::kTn3270e:
      return tn3270e_words(bytes);
    case telnet::option::kTerminalType:
      return terminal_type_words(bytes);
    case telnet::option::kStartTls:
      return bytes.size() == 1 && bytes[0] == telnet::kFollows ? " FOLLOWS"
                                                               : " " + printable(bytes);
    default:
      // NEW-ENVIRON and AUTHENTICATION carry passwords.
      return " (" + std::to_string(bytes.size()) + " bytes)";
  }
}

}  // namespace

std::string printable(Bytes text) {
  std::string shown;
  for (const std::uint8_t byte : text) {
    if (byte >= 0x20 && byte < 0x7F) {
      shown.push_back(static_cast<char>(byte));
    } else {
      shown += "\\x" + hex_byte(byte);
    }
  }
  return shown;
}

std::string option_name(std::uint8_t option) {
  const char* name = find(kOptions, option);
  return name != nullptr ? name : "option " + std::to_string(option);
}

std::string words(const TraceTelnet::Verb& verb) {
  const char* name = "DO";
  switch (verb.verb) {
    case telnet::Verb::Will:
      name = "WILL";
      break;
    case telnet::Verb::Wont:
      name = "WONT";
      break;
    case telnet::Verb::Do:
      break;
    case telnet::Verb::Dont:
      name = "DONT";
      break;
  }
  return std::string(name) + " " + option_name(verb.option);
}

std::string words(const TraceTelnet::Command& command) {
  const char* name = find(kCommands, command.code);
  return name != nullptr ? name : "FAULT: IAC " + hex_byte(command.code) + " is no telnet command";
}

std::string words(const TraceTelnet::Subnegotiation& one) {
  return "SB " + option_name(one.option) + subnegotiation_words(one.option, one.bytes) +
         (one.beyond > 0 ? " (and " + std::to_string(one.beyond) + " more bytes)" : "") +
         (one.ended ? " SE" : " FAULT: another telnet command ends it");
}

}  // namespace tn3270::trace
