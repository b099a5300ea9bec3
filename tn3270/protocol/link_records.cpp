// What a client sends when the link is ready: RFC 2355 8 and 10, PROTOCOL 1.4; RFC 1646.

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/link_rules.h"

namespace tn3270 {

bool LinkMachine::ready() const {
  return std::holds_alternative<phase::Tn3270eReady>(phase_) ||
         std::holds_alternative<phase::ClassicReady>(phase_);
}

FunctionSet LinkMachine::functions() const {
  const auto* ready = std::get_if<phase::Tn3270eReady>(&phase_);
  return ready != nullptr ? ready->functions : FunctionSet{};
}

bool LinkMachine::printer() const {
  if (const auto* ready = std::get_if<phase::Tn3270eReady>(&phase_)) {
    return ready->granted.device.printer();
  }
  const auto* ready = std::get_if<phase::ClassicReady>(&phase_);
  VERIFY(ready != nullptr, "a ready link knows its device");
  return ready->granted.device.printer();
}

Bytes LinkMachine::record(const RecordReceived& record) const {
  return records_.view({record.offset, record.length});
}

void LinkMachine::end_of_record(Turn& turn) {
  const RecordBuffer::Place place = records_.finish();
  if (std::holds_alternative<phase::Tn3270eReady>(phase_)) {
    tn3270e_record(place, turn);
  } else {
    classic_record(place, turn);
  }
  if (!ended()) {
    release_held_keys(turn);
  }
}

void LinkMachine::classic_record(RecordBuffer::Place place, Turn& turn) {
  if (printer()) {
    if (const auto status = printer_status::parse(records_.view(place))) {
      take_status(*status, turn);
      return;
    }
  }
  turn.events.emplace_back(RecordReceived{DataType::Data3270, 0, place.offset, place.length});
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
      std::get<phase::Tn3270eReady>(phase_).contention.client_has_sent(turn.out);
      turn.events.emplace_back(
          RecordReceived{DataType::Data3270, header->sequence, data.offset, data.length});
      break;
    case DataType::SscpLuData:
      sscp_record(*header, data, turn);
      break;
    case DataType::Response:
      response_record(*header, data, turn);
      break;
    case DataType::Request:
      request_record(*header, turn);
      break;
    case DataType::Unbind:
      // RFC 2355 gives UNBIND to the server; a client that sends one wants to go (PROTOCOL 1.6).
      finish("client sent UNBIND", turn);
      break;
    case DataType::NvtData:
      break;
    default:
      foreign_record(turn);  // unknown, or a server's: SCS-DATA, BIND-IMAGE, PRINT-EOJ, BID
      break;
  }
}

void LinkMachine::sscp_record(const RecordHeader& header, RecordBuffer::Place data, Turn& turn) {
  if (data.length == 0 && printer()) {
    condition_cleared(turn);  // pr3287, all versions (PROTOCOL 1.5)
    return;
  }
  if (!functions().has(Function::BindImage) && !functions().has(Function::Sysreq)) {
    foreign_record(turn);
    return;
  }
  turn.events.emplace_back(
      RecordReceived{DataType::SscpLuData, header.sequence, data.offset, data.length});
}

void LinkMachine::foreign_record(Turn& turn) {
  if (++foreign_ > config::limits::kForeignRecords) {
    violate(rule::kForeignRecords, "records that were never agreed or asked for", turn);
  }
}

}  // namespace tn3270
