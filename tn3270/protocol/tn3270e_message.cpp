#include "tn3270/protocol/tn3270e_message.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "tn3270/protocol/telnet_codes.h"

namespace tn3270::tn3270e {

namespace {

// PROTOCOL 1.2: SEND stands before DEVICE-TYPE, unlike all others.
constexpr std::uint8_t kAssociate = 0x00;
constexpr std::uint8_t kConnect = 0x01;
constexpr std::uint8_t kDeviceType = 0x02;
constexpr std::uint8_t kFunctions = 0x03;
constexpr std::uint8_t kIs = 0x04;
constexpr std::uint8_t kReason = 0x05;
constexpr std::uint8_t kReject = 0x06;
constexpr std::uint8_t kRequest = 0x07;
constexpr std::uint8_t kSend = 0x08;

constexpr std::array<Function, 7> kKnown{
    Function::BindImage, Function::DataStreamCtl,        Function::Responses, Function::ScsCtlCodes,
    Function::Sysreq,    Function::ContentionResolution, Function::SnaSense};

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// RFC 2355 7.1: type [ (CONNECT | ASSOCIATE) name ]. The two codes cannot be part of a type.
DeviceTypeRequest parse_device_type(Bytes rest) {
  const auto mark = std::find_if(rest.begin(), rest.end(), [](std::uint8_t byte) {
    return byte == kAssociate || byte == kConnect;
  });
  const auto length = static_cast<std::size_t>(mark - rest.begin());
  DeviceTypeRequest request;
  request.type = text_of(rest.first(length));
  if (mark != rest.end()) {
    request.partner = *mark == kConnect ? Partner::Connect : Partner::Associate;
    request.name = text_of(rest.subspan(length + 1));
  }
  return request;
}

// RFC 2355 7.1.6: REASON code.
DeviceTypeReject parse_reject(Bytes rest) {
  constexpr auto kLast = static_cast<std::uint8_t>(RejectReason::UnsupportedReq);
  if (rest.size() < 2 || rest[0] != kReason || rest[1] > kLast) {
    return {};
  }
  return {static_cast<RejectReason>(rest[1])};
}

void begin(std::initializer_list<std::uint8_t> codes, ByteBuffer& out) {
  out.insert(out.end(), {telnet::kIac, telnet::kSb, telnet::option::kTn3270e});
  out.insert(out.end(), codes);
}

void end(ByteBuffer& out) {
  out.insert(out.end(), {telnet::kIac, telnet::kSe});
}

}  // namespace

ClientMessage parse(Bytes subnegotiation) {
  if (subnegotiation.size() < 2) {
    return Malformed{};
  }
  const std::uint8_t what = subnegotiation[0];
  const std::uint8_t verb = subnegotiation[1];
  const Bytes rest = subnegotiation.subspan(2);
  if (what == kDeviceType && verb == kRequest) {
    return parse_device_type(rest);
  }
  if (what == kFunctions && verb == kRequest) {
    return functions(FunctionsMessage::Verb::Request, rest);
  }
  if (what == kFunctions && verb == kIs) {
    return functions(FunctionsMessage::Verb::Is, rest);
  }
  return Malformed{};
}

HostMessage parse_of_host(Bytes subnegotiation) {
  if (subnegotiation.size() < 2) {
    return Malformed{};
  }
  const std::uint8_t what = subnegotiation[0];
  const std::uint8_t verb = subnegotiation[1];
  const Bytes rest = subnegotiation.subspan(2);
  if (what == kSend && verb == kDeviceType) {
    return SendDeviceType{};
  }
  if (what == kDeviceType && verb == kIs) {
    const DeviceTypeRequest granted = parse_device_type(rest);
    return DeviceTypeIs{granted.type, granted.name};
  }
  if (what == kDeviceType && verb == kReject) {
    return parse_reject(rest);
  }
  if (what == kFunctions && verb == kRequest) {
    return functions(FunctionsMessage::Verb::Request, rest);
  }
  if (what == kFunctions && verb == kIs) {
    return functions(FunctionsMessage::Verb::Is, rest);
  }
  return Malformed{};
}

// RFC 2355 7.2: codes that are not known are left out.
FunctionsMessage functions(FunctionsMessage::Verb verb, Bytes list) {
  FunctionsMessage message;
  message.verb = verb;
  message.list = list;
  for (const std::uint8_t code : list) {
    const auto function = static_cast<Function>(code);
    const bool known = std::find(kKnown.begin(), kKnown.end(), function) != kKnown.end();
    if (!known || message.functions.has(function)) {
      message.exact = false;
      continue;
    }
    message.functions.add(function);
  }
  return message;
}

void append_send_device_type(ByteBuffer& out) {
  begin({kSend, kDeviceType}, out);
  end(out);
}

void append_device_type_request(std::string_view type, Partner partner, std::string_view name,
                                ByteBuffer& out) {
  begin({kDeviceType, kRequest}, out);
  out.insert(out.end(), type.begin(), type.end());
  if (partner != Partner::None) {
    out.push_back(partner == Partner::Connect ? kConnect : kAssociate);
    out.insert(out.end(), name.begin(), name.end());
  }
  end(out);
}

void append_device_type_is(std::string_view type, config::LuName lu, ByteBuffer& out) {
  begin({kDeviceType, kIs}, out);
  out.insert(out.end(), type.begin(), type.end());
  out.push_back(kConnect);
  const std::string_view name = lu.view();
  out.insert(out.end(), name.begin(), name.end());
  end(out);
}

void append_device_type_reject(RejectReason reason, ByteBuffer& out) {
  begin({kDeviceType, kReject, kReason, static_cast<std::uint8_t>(reason)}, out);
  end(out);
}

void append_functions_is(Bytes list, ByteBuffer& out) {
  begin({kFunctions, kIs}, out);
  out.insert(out.end(), list.begin(), list.end());
  end(out);
}

void append_functions_request(FunctionSet functions, ByteBuffer& out) {
  begin({kFunctions, kRequest}, out);
  for (const Function function : kKnown) {
    if (functions.has(function)) {
      out.push_back(static_cast<std::uint8_t>(function));
    }
  }
  end(out);
}

}  // namespace tn3270::tn3270e
