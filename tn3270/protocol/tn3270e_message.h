#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "config/names.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/link_event.h"

// The sub-negotiations of option 40 (RFC 2355 7, code points PROTOCOL 1.1) as values.
namespace tn3270::tn3270e {

enum class Partner : std::uint8_t { None, Connect, Associate };

// Texts as the peer wrote them, unchecked; they lie in the bytes that were parsed.
struct DeviceTypeRequest {
  std::string_view type;
  Partner partner = Partner::None;
  std::string_view name;
};

struct FunctionsMessage {
  enum class Verb : std::uint8_t { Is, Request };
  Verb verb = Verb::Request;
  Bytes list;             // as the peer wrote it
  FunctionSet functions;  // the known ones
  bool exact = true;      // nothing unknown and nothing twice
};

struct SendDeviceType {};
struct DeviceTypeIs {
  std::string_view type;
  std::string_view lu;  // empty: it says none
};
struct DeviceTypeReject {
  RejectReason reason = RejectReason::UnknownError;  // also for a reason that RFC 2355 has not
};

struct Malformed {};

using ClientMessage = std::variant<DeviceTypeRequest, FunctionsMessage, Malformed>;
using HostMessage =
    std::variant<SendDeviceType, DeviceTypeIs, DeviceTypeReject, FunctionsMessage, Malformed>;

// Of what a client may send; the verbs of a server are malformed here.
[[nodiscard]] ClientMessage parse(Bytes subnegotiation);
// Of what a server may send; the verbs of a client are malformed here.
[[nodiscard]] HostMessage parse_of_host(Bytes subnegotiation);
[[nodiscard]] FunctionsMessage functions(FunctionsMessage::Verb verb, Bytes list);

void append_send_device_type(ByteBuffer& out);
// `name` is that of `partner`; nothing of it is written for Partner::None.
void append_device_type_request(std::string_view type, Partner partner, std::string_view name,
                                ByteBuffer& out);
void append_device_type_is(std::string_view type, config::LuName lu, ByteBuffer& out);
void append_device_type_reject(RejectReason reason, ByteBuffer& out);
// RFC 2355 7.2: IS repeats the list of the REQUEST as it is.
void append_functions_is(Bytes list, ByteBuffer& out);
void append_functions_request(FunctionSet functions, ByteBuffer& out);

}  // namespace tn3270::tn3270e
