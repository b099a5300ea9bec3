#include "tests/unit/protocol/client_driver.h"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace tn3270::test {

namespace {

std::string type_text(DataType type) {
  switch (type) {
    case DataType::Data3270:
      return "3270";
    case DataType::ScsData:
      return "SCS";
    case DataType::BindImage:
      return "BIND";
    case DataType::Unbind:
      return "UNBIND";
    case DataType::NvtData:
      return "NVT";
    case DataType::SscpLuData:
      return "SSCP";
    case DataType::PrintEoj:
      return "EOJ";
    case DataType::Response:
    case DataType::Request:
    case DataType::Bid:
      break;
  }
  return "?";
}

struct Describer {
  const ClientLink& link;

  std::string operator()(const LuGranted& e) const {
    return "LuGranted " + (e.lu ? e.lu->text() : std::string("unnamed"));
  }
  std::string operator()(const HostReady& e) const {
    return "HostReady " +
           (e.kind == LinkKind::Classic ? std::string("classic") : functions_text(e.functions));
  }
  std::string operator()(const HostRestarted& /*e*/) const { return "HostRestarted"; }
  std::string operator()(const HostRecord& e) const {
    static constexpr const char* kWanted[] = {"", " error", " always"};
    const std::string data = to_hex(link.record(e));
    return "Record " + type_text(e.type) + " " + std::to_string(e.sequence) +
           kWanted[static_cast<std::size_t>(e.wanted)] +
           (e.request_flag != 0 ? " flag " + std::to_string(e.request_flag) : "") + ":" +
           (data.empty() ? "" : " " + data);
  }
  std::string operator()(const HostResponse& e) const {
    std::array<char, 9> sense{};
    std::snprintf(sense.data(), sense.size(), "%08X", e.sense);
    return "Response " + std::to_string(e.sequence) +
           (e.positive ? " positive" : " negative " + std::string(sense.data()));
  }
  std::string operator()(const HostText& e) const { return "Text " + e.line; }
  std::string operator()(const HostRefused& e) const {
    return std::string("HostRefused ") + (e.name ? *e.name : "generic") + " " + text(e.reason);
  }
  std::string operator()(const TlsFollows& e) const {
    return "TlsFollows behind " + std::to_string(e.consumed);
  }
  std::string operator()(const LinkEnded& e) const { return "LinkEnded " + e.why; }
  std::string operator()(const Violation& e) const {
    return std::string("Violation ") + e.rule + ": " + e.detail;
  }
};

DeviceType device_of(std::string_view name) {
  const auto device = DeviceType::from_terminal_type(name);
  if (!device) {
    throw std::invalid_argument("no device");
  }
  return *device;
}

}  // namespace

HostRequest request_of(std::string_view device, std::string_view names,
                       std::string_view functions) {
  HostRequest request;
  request.device = device_of(device);
  request.functions = functions_from(functions);
  while (!names.empty()) {
    const std::size_t comma = names.find(',');
    request.names.emplace_back(names.substr(0, comma));
    names = comma == std::string_view::npos ? std::string_view() : names.substr(comma + 1);
  }
  return request;
}

ByteBuffer device_is(std::string_view type, std::string_view lu) {
  ByteBuffer message = from_hex("FF FA 28 02 04") + from_text(type);
  if (!lu.empty()) {
    message = std::move(message) + from_hex("01") + from_text(lu);
  }
  return std::move(message) + from_hex("FF F0");
}

ByteBuffer device_reject(RejectReason reason) {
  return from_hex("FF FA 28 02 06 05") + ByteBuffer{static_cast<std::uint8_t>(reason)} +
         from_hex("FF F0");
}

ClientDriver& ClientDriver::host(const ByteBuffer& bytes) {
  forget();
  link_.feed(bytes, events_, out_);
  describe();
  return *this;
}

ClientDriver& ClientDriver::host_closes() {
  forget();
  link_.host_closed(events_);
  describe();
  return *this;
}

ClientDriver& ClientDriver::in_tn3270e() {
  return host("FF FD 28");
}
ClientDriver& ClientDriver::asked() {
  return in_tn3270e().host("FF FA 28 08 02 FF F0");
}
ClientDriver& ClientDriver::granted() {
  return asked().host(device_is("IBM-3278-2-E", "HOSTLU01"));
}
ClientDriver& ClientDriver::ready(std::string_view functions) {
  return granted().host(functions_is(functions));
}
ClientDriver& ClientDriver::asked_in_classic() {
  return host("FF FD 18 FF FA 18 01 FF F0");
}
ClientDriver& ClientDriver::ready_classic() {
  return asked_in_classic().host("FF FD 19 FF FB 19 FF FD 00 FF FB 00");
}

std::string ClientDriver::event() const {
  std::string all;
  for (const std::string& line : lines_) {
    all += (all.empty() ? "" : " | ") + line;
  }
  return all;
}

void ClientDriver::forget() {
  events_.clear();
  lines_.clear();
  out_.clear();
}

void ClientDriver::describe() {
  for (const ClientEvent& event : events_) {
    lines_.push_back(test::describe(event, link_));
  }
}

std::string describe(const ClientEvent& event, const ClientLink& link) {
  return std::visit(Describer{link}, event);
}

}  // namespace tn3270::test
