#include "tests/unit/protocol/link_driver.h"

#include <array>
#include <cctype>
#include <cstdio>
#include <stdexcept>
#include <type_traits>

namespace tn3270::test {

namespace {

int digit(char c) {
  const auto upper = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (upper >= '0' && upper <= '9') {
    return upper - '0';
  }
  if (upper >= 'A' && upper <= 'F') {
    return upper - 'A' + 10;
  }
  throw std::invalid_argument("not a hex digit");
}

ByteBuffer subnegotiation(std::string_view start_hex, const ByteBuffer& rest) {
  return from_hex(start_hex) + rest + from_hex("FF F0");
}

ByteBuffer codes(std::string_view list) {
  std::string hex(list);
  for (char& c : hex) {
    c = c == ',' ? ' ' : c;
  }
  return list == "none" ? ByteBuffer{} : from_hex(hex);
}

std::string record_text(const RecordReceived& record, const TerminalLink& link) {
  const std::string type = record.type == DataType::Data3270 ? "3270" : "SSCP";
  const std::string data = to_hex(link.record(record));
  return "Record " + type + " " + std::to_string(record.sequence) + ":" +
         (data.empty() ? "" : " " + data);
}

struct Describer {
  const TerminalLink& link;

  std::string operator()(const DeviceRequested& e) const {
    const bool classic = e.kind == LinkKind::Classic;
    std::string line =
        "DeviceRequested " + std::string(classic ? "classic " : "") + e.device.name();
    if (!e.name) {
      return line + " generic";
    }
    return line + (classic ? " @" : e.associate ? " ASSOCIATE " : " CONNECT ") + e.name->text();
  }
  std::string operator()(const DeviceRefused& e) const {
    return std::string("DeviceRefused ") + text(e.reason) + " " + e.detail;
  }
  std::string operator()(const LinkReady& e) const {
    return "LinkReady " + functions_text(e.functions);
  }
  std::string operator()(const RecordReceived& e) const { return record_text(e, link); }
  std::string operator()(const ResponseReceived& e) const {
    std::array<char, 9> sense{};
    std::snprintf(sense.data(), sense.size(), "%08X", e.sense);
    return "Response " + std::to_string(e.sequence) + (e.definite ? " definite" : "") +
           (e.positive ? " positive" : " negative " + std::string(sense.data()));
  }
  std::string operator()(const ConditionCleared& /*e*/) const { return "ConditionCleared"; }
  std::string operator()(const TlsFollows& e) const {
    return "TlsFollows behind " + std::to_string(e.consumed);
  }
  std::string operator()(const KeyReceived& e) const {
    return e.key == Key::Attn ? "Key ATTN" : "Key SYSREQ";
  }
  std::string operator()(const LinkEnded& e) const {
    return "LinkEnded " + e.why + (e.notice ? " (notice)" : "");
  }
  std::string operator()(const Violation& e) const {
    return std::string("Violation ") + e.rule + ": " + e.detail;
  }
};

}  // namespace

ByteBuffer from_hex(std::string_view hex) {
  ByteBuffer bytes;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    if (hex[i] == ' ') {
      continue;
    }
    if (i + 1 >= hex.size()) {
      throw std::invalid_argument("half a byte");
    }
    bytes.push_back(static_cast<std::uint8_t>(digit(hex[i]) * 16 + digit(hex[i + 1])));
    ++i;
  }
  return bytes;
}

std::string to_hex(Bytes bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string hex;
  for (const std::uint8_t byte : bytes) {
    if (!hex.empty()) {
      hex += ' ';
    }
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0x0FU];
  }
  return hex;
}

ByteBuffer from_text(std::string_view text) {
  return {text.begin(), text.end()};
}

ByteBuffer operator+(ByteBuffer left, const ByteBuffer& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

FunctionSet functions_from(std::string_view list) {
  FunctionSet functions;
  for (const std::uint8_t code : codes(list)) {
    functions.add(static_cast<Function>(code));
  }
  return functions;
}

std::string functions_text(FunctionSet functions) {
  std::string list;
  for (int code = 0; code <= 7; ++code) {
    if (functions.has(static_cast<Function>(code))) {
      list += (list.empty() ? "0" : ",0") + std::to_string(code);
    }
  }
  return list.empty() ? "none" : list;
}

ByteBuffer device_request(std::string_view type, std::string_view connect) {
  ByteBuffer rest = from_text(type);
  if (!connect.empty()) {
    rest = std::move(rest) + from_hex("01") + from_text(connect);
  }
  return subnegotiation("FF FA 28 02 07", rest);
}

ByteBuffer associate_request(std::string_view type, std::string_view terminal) {
  return subnegotiation("FF FA 28 02 07", from_text(type) + from_hex("00") + from_text(terminal));
}

ByteBuffer functions_request(std::string_view list) {
  return subnegotiation("FF FA 28 03 07", codes(list));
}

ByteBuffer functions_is(std::string_view list) {
  return subnegotiation("FF FA 28 03 04", codes(list));
}

ByteBuffer terminal_type_is(std::string_view text) {
  return subnegotiation("FF FA 18 00", from_text(text));
}

LinkDriver::LinkDriver(StartTls starttls) {
  link_.start(starttls, out_);
}

LinkDriver& LinkDriver::client(const ByteBuffer& bytes) {
  forget();
  link_.feed(bytes, events_, out_);
  describe();
  return *this;
}

LinkDriver& LinkDriver::grant(std::string_view lu, std::string_view offered,
                              std::string_view needed) {
  forget();
  link_.grant(config::LuName::parse(lu).value(), {functions_from(offered), functions_from(needed)},
              events_, out_);
  describe();
  return *this;
}

LinkDriver& LinkDriver::refuse(RejectReason reason, std::string_view notice) {
  forget();
  link_.refuse(reason, notice, events_, out_);
  describe();
  return *this;
}

LinkDriver& LinkDriver::send(std::string_view hex, ResponseWanted wanted, HostTurn turn) {
  forget();
  link_.send_3270(from_hex(hex), wanted, turn, out_);
  return *this;
}

LinkDriver& LinkDriver::send_scs(std::string_view hex, ResponseWanted wanted) {
  forget();
  link_.send_scs(from_hex(hex), wanted, out_);
  return *this;
}

LinkDriver& LinkDriver::send_eoj() {
  forget();
  link_.send_print_eoj(out_);
  return *this;
}

LinkDriver& LinkDriver::in_tn3270e() {
  return client("FF FB 28");
}
LinkDriver& LinkDriver::deciding(std::string_view type) {
  return in_tn3270e().client(device_request(type));
}
LinkDriver& LinkDriver::granted(std::string_view offered) {
  return deciding().grant("T001", offered);
}
LinkDriver& LinkDriver::ready(std::string_view functions) {
  return granted(functions).client(functions_request(functions));
}
LinkDriver& LinkDriver::printer(std::string_view functions) {
  return deciding("IBM-3287-1").grant("P001", functions).client(functions_request(functions));
}
LinkDriver& LinkDriver::in_classic() {
  return client("FF FC 28");
}
LinkDriver& LinkDriver::asked_for_terminal_type() {
  return in_classic().client("FF FB 18");
}
LinkDriver& LinkDriver::deciding_classic(std::string_view terminal) {
  return asked_for_terminal_type().client(terminal_type_is(terminal));
}
LinkDriver& LinkDriver::granted_classic(std::string_view terminal) {
  return deciding_classic(terminal).grant("T001");
}
LinkDriver& LinkDriver::ready_classic(std::string_view terminal) {
  return granted_classic(terminal).client("FF FB 19 FF FD 19 FF FB 00 FF FD 00");
}

std::string LinkDriver::event() const {
  std::string all;
  for (const std::string& line : lines_) {
    all += (all.empty() ? "" : " | ") + line;
  }
  return all;
}

void LinkDriver::forget() {
  events_.clear();
  lines_.clear();
  out_.clear();
}

void LinkDriver::describe() {
  for (const LinkEvent& event : events_) {
    lines_.push_back(test::describe(event, link_));
  }
}

std::string describe(const LinkEvent& event, const TerminalLink& link) {
  return std::visit(Describer{link}, event);
}

}  // namespace tn3270::test
