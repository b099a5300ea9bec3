// What a host sends when the link is ready: RFC 2355 8 and 10, PROTOCOL 1.4 and 1.9; RFC 1646.

#include <utility>

#include "config/verify.h"
#include "tn3270/protocol/client_machine.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/response_code.h"

namespace tn3270 {

namespace {

constexpr std::uint8_t kClassicScs = 0x00;  // RFC 1646 3: before every SCS record

ResponseWanted wanted_of(std::uint8_t flag) {
  switch (flag) {
    case static_cast<std::uint8_t>(ResponseWanted::Error):
      return ResponseWanted::Error;
    case static_cast<std::uint8_t>(ResponseWanted::Always):
      return ResponseWanted::Always;
    default:
      return ResponseWanted::No;
  }
}

}  // namespace

bool ClientMachine::ready() const {
  return std::holds_alternative<client_phase::Tn3270eReady>(phase_) ||
         std::holds_alternative<client_phase::ClassicReady>(phase_);
}

bool ClientMachine::ended() const {
  return std::holds_alternative<client_phase::Ended>(phase_);
}

LinkKind ClientMachine::kind() const {
  if (const auto* ended = std::get_if<client_phase::Ended>(&phase_)) {
    return ended->kind;
  }
  return std::holds_alternative<client_phase::Open>(phase_) ||
                 std::holds_alternative<client_phase::ClassicReady>(phase_)
             ? LinkKind::Classic
             : LinkKind::Tn3270e;
}

FunctionSet ClientMachine::functions() const {
  const auto* ready = std::get_if<client_phase::Tn3270eReady>(&phase_);
  return ready != nullptr ? ready->functions : FunctionSet{};
}

Bytes ClientMachine::record(const HostRecord& record) const {
  return records_.view({record.offset, record.length});
}

void ClientMachine::end_of_record(Turn& turn) {
  const RecordBuffer::Place place = records_.finish();
  auto* classic = std::get_if<client_phase::ClassicReady>(&phase_);
  if (classic == nullptr) {
    tn3270e_record(place, turn);
    return;
  }
  classic_record(place, turn);
  if (std::exchange(classic->job_ends, false)) {
    job_ends(turn);
  }
}

void ClientMachine::classic_record(RecordBuffer::Place place, Turn& turn) {
  HostRecord record;
  record.offset = place.offset;
  record.length = place.length;
  const bool scs =
      request_.device.printer() && place.length > 0 && records_.view(place).front() == kClassicScs;
  if (scs) {
    record.type = DataType::ScsData;
    ++record.offset;
    --record.length;
  }
  turn.events.emplace_back(record);
}

// RFC 1646 3: AO ends a bracket, and with it a job. Terminals have none.
void ClientMachine::job_ends(Turn& turn) {
  auto* classic = std::get_if<client_phase::ClassicReady>(&phase_);
  if (classic == nullptr || !request_.device.printer()) {
    return;
  }
  if (records_.begun()) {
    classic->job_ends = true;
    return;
  }
  HostRecord end;
  end.type = DataType::PrintEoj;
  turn.events.emplace_back(end);
}

// What the functions allow of a host (RFC 2355 7.2.2 and 8.1.1).
bool ClientMachine::agreed(DataType type) const {
  const FunctionSet functions = this->functions();
  const bool printer = request_.device.printer();
  switch (type) {
    case DataType::Data3270:
      return !printer || functions.has(Function::DataStreamCtl);
    case DataType::ScsData:
      return printer && functions.has(Function::ScsCtlCodes);
    case DataType::Response:
      return functions.has(Function::Responses);
    case DataType::BindImage:
    case DataType::Unbind:
      return functions.has(Function::BindImage);
    case DataType::NvtData:
      return true;
    case DataType::SscpLuData:
      return functions.has(Function::BindImage) || functions.has(Function::Sysreq);
    case DataType::PrintEoj:
      return printer;
    case DataType::Bid:
      return functions.has(Function::ContentionResolution);
    case DataType::Request:
      return false;  // a client's
  }
  return false;
}

void ClientMachine::tn3270e_record(RecordBuffer::Place place, Turn& turn) {
  if (place.length == 0) {
    return;
  }
  const auto header = RecordHeader::parse(records_.view(place));
  if (!header) {
    violate(rule::kHeaderShort, std::to_string(place.length) + " bytes", turn);
    return;
  }
  const auto type = static_cast<DataType>(header->type);
  if (!agreed(type)) {
    ++ignored_;
    return;
  }
  const RecordBuffer::Place data{place.offset + std::uint32_t{RecordHeader::kSize},
                                 place.length - std::uint32_t{RecordHeader::kSize}};
  if (type == DataType::Response) {
    response_record(*header, data, turn);
    return;
  }
  if (type == DataType::Bid) {
    // PROTOCOL 1.9. We never hold the turn: what the user types waits for SEND-DATA.
    send_response(header->sequence, true, 0, turn.out);
    return;
  }
  const FunctionSet functions = this->functions();
  HostRecord record;
  record.type = type;
  record.sequence = header->sequence;
  record.offset = data.offset;
  record.length = data.length;
  if (functions.has(Function::Responses)) {
    record.wanted = wanted_of(header->response);
  }
  if (functions.has(Function::ContentionResolution)) {
    record.request_flag = header->request;
  }
  turn.events.emplace_back(record);
}

void ClientMachine::response_record(const RecordHeader& header, RecordBuffer::Place data,
                                    Turn& turn) {
  const bool with_sense =
      header.response == response::kWithSense && functions().has(Function::SnaSense);
  if (header.response > response::kNegative && !with_sense) {
    ++ignored_;
    return;
  }
  HostResponse answer;
  answer.sequence = header.sequence;
  answer.positive = header.response == response::kPositive;
  if (!answer.positive) {
    const Bytes bytes = records_.view(data);
    answer.sense = with_sense ? response::sense_of_four(bytes) : response::sense_of_code(bytes);
  }
  turn.events.emplace_back(answer);
}

}  // namespace tn3270
