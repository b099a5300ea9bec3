// What we send when the link is ready: RFC 2355 8 and 10, PROTOCOL 1.4 and 1.9; RFC 1646.

#include <limits>

#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"

namespace tn3270 {

namespace {

constexpr std::uint8_t kAlwaysResponse = 2;
constexpr std::uint8_t kClassicScs = 0x00;  // RFC 1646 3: before every SCS record

RecordHeader header_of(DataType type) {
  return {static_cast<std::uint8_t>(type), 0, 0, 0};
}

}  // namespace

std::uint16_t LinkMachine::send_3270(Bytes data, ResponseWanted wanted, HostTurn host_turn,
                                     ByteBuffer& out) {
  auto* ready = std::get_if<phase::Tn3270eReady>(&phase_);
  if (ready == nullptr) {
    send_classic({}, data, out);
    return 0;
  }
  VERIFY(!printer() || ready->functions.has(Function::DataStreamCtl),
         "a printer takes 3270-DATA where DATA-STREAM-CTL was agreed");
  const bool contention = ready->functions.has(Function::ContentionResolution);
  const Contention::Next next = contention ? ready->contention.next() : Contention::Next::Send;
  if (next == Contention::Next::Bid) {
    const std::uint16_t bid = take_sequence();
    append_record({static_cast<std::uint8_t>(DataType::Bid), 0, kAlwaysResponse, bid}, {}, out);
    ready->contention.bid(bid);
  }
  RecordHeader header = header_of(DataType::Data3270);
  header.request = contention ? request_flag(data, host_turn) : std::uint8_t{0};
  header.sequence = take_sequence();
  header.response = response_flag(wanted, header.sequence);
  if (next == Contention::Next::Send) {
    append_record(header, data, out);
    ready->contention.sent(host_turn);
  } else {
    ByteBuffer record;
    append_record(header, data, record);
    ready->contention.hold(record, host_turn, out);
  }
  return header.sequence;
}

std::uint16_t LinkMachine::send_scs(Bytes data, ResponseWanted wanted, ByteBuffer& out) {
  if (!std::holds_alternative<phase::Tn3270eReady>(phase_)) {
    send_classic(Bytes(&kClassicScs, 1), data, out);
    return 0;
  }
  VERIFY(functions().has(Function::ScsCtlCodes), "SCS-DATA needs SCS-CTL-CODES");
  RecordHeader header = header_of(DataType::ScsData);
  header.sequence = take_sequence();
  header.response = response_flag(wanted, header.sequence);
  append_record(header, data, out);
  return header.sequence;
}

void LinkMachine::send_print_eoj(ByteBuffer& out) {
  VERIFY(ready(), "a job ends on a ready link");
  if (std::holds_alternative<phase::ClassicReady>(phase_)) {
    out.insert(out.end(), {telnet::kIac, telnet::kAo});
  } else if (functions().has(Function::ScsCtlCodes) || functions().has(Function::DataStreamCtl)) {
    append_record(header_of(DataType::PrintEoj), {}, out);
  }
}

void LinkMachine::send_bind(Bytes image, ByteBuffer& out) {
  if (functions().has(Function::BindImage)) {
    std::get<phase::Tn3270eReady>(phase_).contention.begin_anew();
    append_record(header_of(DataType::BindImage), image, out);
  }
}

void LinkMachine::send_unbind(std::uint8_t reason, ByteBuffer& out) {
  if (functions().has(Function::BindImage)) {
    std::get<phase::Tn3270eReady>(phase_).contention.begin_anew();
    append_record(header_of(DataType::Unbind), Bytes(&reason, 1), out);
  }
}

void LinkMachine::send_sscp(Bytes ebcdic, ByteBuffer& out) {
  if (functions().has(Function::BindImage) || functions().has(Function::Sysreq)) {
    append_record(header_of(DataType::SscpLuData), ebcdic, out);
  }
}

void LinkMachine::send_classic(Bytes before, Bytes data, ByteBuffer& out) {
  auto* ready = std::get_if<phase::ClassicReady>(&phase_);
  VERIFY(ready != nullptr, "records flow when the link is ready");
  std::uint16_t& unanswered = ready->status.unanswered;
  if (ready->granted.device.printer() && unanswered < std::numeric_limits<std::uint16_t>::max()) {
    ++unanswered;
  }
  append_data(before, out);
  append_data(data, out);
  append_end_of_record(out);
}

std::uint8_t LinkMachine::response_flag(ResponseWanted wanted, std::uint16_t sequence) {
  if (!functions().has(Function::Responses)) {
    return 0;
  }
  if (wanted == ResponseWanted::Always) {
    std::get<phase::Tn3270eReady>(phase_).answers.sent(sequence);
  }
  return static_cast<std::uint8_t>(wanted);
}

std::uint16_t LinkMachine::take_sequence() {
  auto& ready = std::get<phase::Tn3270eReady>(phase_);
  if (!ready.functions.has(Function::Responses)) {
    return 0;
  }
  const std::uint16_t sequence = ready.next_sequence;
  ready.next_sequence =
      static_cast<std::uint16_t>(sequence == RecordHeader::kLastSequence ? 0 : sequence + 1);
  return sequence;
}

}  // namespace tn3270
