// What we send to a host when the link is ready: RFC 2355 8 and 10, PROTOCOL 1.4, 1.5 and 1.8; RFC
// 1646 5.

#include <array>

#include "config/verify.h"
#include "tn3270/protocol/client_machine.h"
#include "tn3270/protocol/printer_status.h"
#include "tn3270/protocol/response_code.h"

namespace tn3270 {

namespace {

void append_command(std::uint8_t command, ByteBuffer& out) {
  out.insert(out.end(), {telnet::kIac, command});
}

}  // namespace

void ClientMachine::send_3270(Bytes data, ByteBuffer& out) {
  VERIFY(ready(), "records flow when the link is ready");
  if (std::holds_alternative<client_phase::ClassicReady>(phase_)) {
    append_data(data, out);
    append_end_of_record(out);
    return;
  }
  append_record({static_cast<std::uint8_t>(DataType::Data3270), 0, 0, take_sequence()}, data, out);
}

void ClientMachine::send_sscp(Bytes ebcdic, ByteBuffer& out) {
  VERIFY(ready(), "records flow when the link is ready");
  if (functions().has(Function::BindImage) || functions().has(Function::Sysreq)) {
    append_record({static_cast<std::uint8_t>(DataType::SscpLuData), 0, 0, 0}, ebcdic, out);
  }
}

void ClientMachine::send_response(std::uint16_t sequence, bool positive, std::uint32_t sense,
                                  ByteBuffer& out) {
  if (!ready()) {
    return;
  }
  if (std::holds_alternative<client_phase::ClassicReady>(phase_)) {
    if (request_.device.printer()) {
      printer_status::append({positive, sense}, out);
    }
    return;
  }
  if (!functions().has(Function::Responses)) {
    return;
  }
  RecordHeader header{static_cast<std::uint8_t>(DataType::Response), 0, response::kPositive,
                      sequence};
  if (!positive && functions().has(Function::SnaSense)) {
    header.response = response::kWithSense;
    const std::array<std::uint8_t, 4> bytes{
        static_cast<std::uint8_t>(sense >> 24U), static_cast<std::uint8_t>(sense >> 16U & 0xFFU),
        static_cast<std::uint8_t>(sense >> 8U & 0xFFU), static_cast<std::uint8_t>(sense & 0xFFU)};
    append_record(header, bytes, out);
    return;
  }
  header.response = positive ? response::kPositive : response::kNegative;
  // RFC 2355 10.4.1: a positive one says "device end", 00.
  const std::uint8_t code = positive ? std::uint8_t{0} : response::code_of(sense);
  append_record(header, Bytes(&code, 1), out);
}

void ClientMachine::send_condition_cleared(ByteBuffer& out) {
  if (std::holds_alternative<client_phase::ClassicReady>(phase_)) {
    send_response(0, true, 0, out);  // RFC 1646 5.1.1, note 2: "device end" once more
  } else if (functions().has(Function::Responses)) {
    append_record(
        {static_cast<std::uint8_t>(DataType::Request), response::kErrorConditionCleared, 0, 0}, {},
        out);
  }
}

void ClientMachine::attn(ByteBuffer& out) const {
  VERIFY(ready(), "keys act on a ready link");
  append_command(kind() == LinkKind::Tn3270e ? telnet::kIp : telnet::kBrk, out);
}

void ClientMachine::sysreq(ByteBuffer& out) const {
  VERIFY(ready(), "keys act on a ready link");
  if (functions().has(Function::Sysreq)) {
    append_command(telnet::kAo, out);
  }
}

void ClientMachine::keep_alive(ByteBuffer& out) const {
  if (ready()) {
    append_command(telnet::kNop, out);
  }
}

void ClientMachine::probe(ByteBuffer& out) {
  if (ready()) {
    life_.ask(out);
  }
}

// RFC 2355 8.1.4, and as x3270 counts what it sends.
std::uint16_t ClientMachine::take_sequence() {
  auto& ready = std::get<client_phase::Tn3270eReady>(phase_);
  if (!ready.functions.has(Function::Responses)) {
    return 0;
  }
  const std::uint16_t sequence = ready.next_sequence;
  ready.next_sequence =
      static_cast<std::uint16_t>(sequence == RecordHeader::kLastSequence ? 0 : sequence + 1);
  return sequence;
}

}  // namespace tn3270
