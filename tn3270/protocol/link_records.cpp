// Records and keys of a ready link: RFC 2355 8 and 10, PROTOCOL 1.4, 1.5 and 1.8.

#include <limits>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/record_header.h"

namespace tn3270 {

namespace {

constexpr std::uint8_t kAidPa1 = 0x6C;

// RFC 2355 10.4: RESPONSE-FLAG and the one data byte of a response.
constexpr std::uint8_t kPositive = 0;
constexpr std::uint8_t kNegative = 1;
constexpr std::uint8_t kOperationCheck = 2;

// RFC 2355 10.4.1 and PROTOCOL 1.5: the sense code that each code of a negative response stands
// for.
std::uint32_t sense_of(std::uint8_t code) {
  switch (code) {
    case 0x00:
      return 0x10030000;  // command reject
    case 0x01:
      return 0x08020000;  // intervention required
    case 0x03:
      return 0x08310000;  // component disconnected
    default:
      return 0x10050000;  // operation check
  }
}

}  // namespace

bool LinkMachine::ready() const {
  return std::holds_alternative<phase::Tn3270eReady>(phase_) ||
         std::holds_alternative<phase::ClassicReady>(phase_);
}

FunctionSet LinkMachine::functions() const {
  const auto* ready = std::get_if<phase::Tn3270eReady>(&phase_);
  return ready != nullptr ? ready->functions : FunctionSet{};
}

Bytes LinkMachine::record(const RecordReceived& record) const {
  return records_.view({record.offset, record.length});
}

void LinkMachine::end_of_record(Turn& turn) {
  const RecordBuffer::Place place = records_.finish();
  if (std::holds_alternative<phase::Tn3270eReady>(phase_)) {
    tn3270e_record(place, turn);
  } else {
    turn.events.emplace_back(RecordReceived{DataType::Data3270, 0, place.offset, place.length});
  }
  if (!ended()) {
    release_held_keys(turn);
  }
}

void LinkMachine::tn3270e_record(RecordBuffer::Place place, Turn& turn) {
  if (place.length == 0) {
    return;
  }
  const auto header = RecordHeader::parse(records_.view(place));
  if (!header) {
    violate(rule::kHeaderShort, std::to_string(place.length) + " bytes", turn);
    return;
  }
  const RecordBuffer::Place data{place.offset + std::uint32_t{RecordHeader::kSize},
                                 place.length - std::uint32_t{RecordHeader::kSize}};
  switch (static_cast<DataType>(header->type)) {
    case DataType::Data3270:
    case DataType::SscpLuData:
      turn.events.emplace_back(RecordReceived{static_cast<DataType>(header->type), header->sequence,
                                              data.offset, data.length});
      break;
    case DataType::Response:
      response_record(*header, data, turn);
      break;
    case DataType::Unbind:
      // RFC 2355 gives UNBIND to the server; a client that sends one wants to go (PROTOCOL 1.6).
      finish("client sent UNBIND", turn);
      break;
    case DataType::Request:
    case DataType::NvtData:
    case DataType::PrintEoj:
      break;
    default:
      foreign_record(turn);
      break;
  }
}

void LinkMachine::response_record(const RecordHeader& header, RecordBuffer::Place data,
                                  Turn& turn) {
  if (!functions().has(Function::Responses) || header.response > kNegative) {
    foreign_record(turn);
    return;
  }
  ResponseReceived response;
  response.sequence = header.sequence;
  response.positive = header.response == kPositive;
  if (!response.positive) {
    response.sense = sense_of(data.length > 0 ? records_.view(data).front() : kOperationCheck);
  }
  turn.events.emplace_back(response);
}

void LinkMachine::foreign_record(Turn& turn) {
  if (++foreign_ > config::limits::kForeignRecords) {
    violate(rule::kForeignRecords, "data types that were never agreed", turn);
  }
}

phase::HeldKeys* LinkMachine::held_keys() {
  if (auto* ready = std::get_if<phase::Tn3270eReady>(&phase_)) {
    return &ready->held;
  }
  auto* ready = std::get_if<phase::ClassicReady>(&phase_);
  VERIFY(ready != nullptr, "keys act on a ready link");
  return &ready->held;
}

void LinkMachine::attn(Turn& turn) {
  if (records_.begun()) {
    held_keys()->attn = true;
    return;
  }
  // Clients send IP and BRK for one key, or (PCOMM, x3270 from 4.2 on) a PA1 record and BRK.
  if (turn.attn) {
    return;
  }
  turn.attn = true;
  if (turn.events.size() > turn.first_event) {
    const auto* record = std::get_if<RecordReceived>(&turn.events.back());
    if (record != nullptr && record->length == 1 &&
        records_.view({record->offset, record->length}).front() == kAidPa1) {
      turn.events.pop_back();
    }
  }
  turn.events.emplace_back(KeyReceived{Key::Attn});
}

void LinkMachine::sysreq(Turn& turn) {
  if (!functions().has(Function::Sysreq)) {
    return;  // PROTOCOL 1.8
  }
  if (!records_.begun()) {
    turn.events.emplace_back(KeyReceived{Key::Sysreq});
    return;
  }
  std::uint8_t& held = held_keys()->sysreqs;
  if (held < std::numeric_limits<std::uint8_t>::max()) {
    ++held;
  }
}

void LinkMachine::release_held_keys(Turn& turn) {
  const phase::HeldKeys held = std::exchange(*held_keys(), {});
  if (held.attn) {
    attn(turn);
  }
  for (unsigned n = 0; n < held.sysreqs; ++n) {
    sysreq(turn);
  }
}

void LinkMachine::send(DataType type, std::uint8_t response, std::uint16_t sequence, Bytes data,
                       ByteBuffer& out) const {
  VERIFY(ready(), "records flow when the link is ready");
  if (std::holds_alternative<phase::Tn3270eReady>(phase_)) {
    append_header({static_cast<std::uint8_t>(type), 0, response, sequence}, out);
  }
  append_data(data, out);
  append_end_of_record(out);
}

// RFC 1646 3: in classic an SCS record begins with 00, and AO ends the job.
std::uint16_t LinkMachine::send_scs(Bytes data, ResponseWanted wanted, ByteBuffer& out) {
  const std::uint16_t sequence = take_sequence();
  if (std::holds_alternative<phase::ClassicReady>(phase_)) {
    out.push_back(0x00);
    send(DataType::ScsData, 0, 0, data, out);
    return 0;
  }
  const bool responses = functions().has(Function::Responses);
  send(DataType::ScsData, responses ? static_cast<std::uint8_t>(wanted) : std::uint8_t{0}, sequence,
       data, out);
  return sequence;
}

void LinkMachine::send_print_eoj(ByteBuffer& out) {
  if (std::holds_alternative<phase::ClassicReady>(phase_)) {
    out.insert(out.end(), {telnet::kIac, telnet::kAo});
  } else {
    send(DataType::PrintEoj, 0, 0, {}, out);
  }
}

std::uint16_t LinkMachine::take_sequence() {
  auto* ready = std::get_if<phase::Tn3270eReady>(&phase_);
  if (ready == nullptr || !ready->functions.has(Function::Responses)) {
    return 0;
  }
  const std::uint16_t sequence = ready->next_sequence;
  ready->next_sequence =
      static_cast<std::uint16_t>(sequence == RecordHeader::kLastSequence ? 0 : sequence + 1);
  return sequence;
}

}  // namespace tn3270
