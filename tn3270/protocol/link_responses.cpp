// Answers of a client to records of ours: RFC 2355 10.4 and 10.6, PROTOCOL 1.5; RFC 1646 5.

#include <utility>

#include "tn3270/protocol/link_machine.h"

namespace tn3270 {

namespace {

// RFC 2355 8.1.3, and SNA-SENSE's (PROTOCOL 1.9).
constexpr std::uint8_t kPositive = 0;
constexpr std::uint8_t kNegative = 1;
constexpr std::uint8_t kWithSense = 2;

// REQUEST-FLAG of a REQUEST.
constexpr std::uint8_t kErrorConditionCleared = 0;

constexpr std::uint32_t kCommandReject = 0x10030000;
constexpr std::uint32_t kInterventionRequired = 0x08020000;
constexpr std::uint32_t kOperationCheck = 0x10050000;
constexpr std::uint32_t kComponentDisconnected = 0x08310000;

// RFC 2355 10.4.1: the sense code that the one byte of a negative response stands for.
std::uint32_t sense_of_code(Bytes data) {
  if (data.empty()) {
    return kOperationCheck;
  }
  switch (data.front()) {
    case 0x00:
      return kCommandReject;
    case 0x01:
      return kInterventionRequired;
    case 0x03:
      return kComponentDisconnected;
    default:
      return kOperationCheck;
  }
}

std::uint32_t sense_of_four(Bytes data) {
  if (data.size() < sizeof(std::uint32_t)) {
    return kOperationCheck;
  }
  std::uint32_t sense = 0;
  for (const std::uint8_t byte : data.first(sizeof(std::uint32_t))) {
    sense = sense << 8U | byte;
  }
  return sense;
}

// The printer will say when it goes on. The lower half of a sense code is the sender's own.
bool stops(std::uint32_t sense) {
  constexpr unsigned kHalf = 16;
  return sense >> kHalf == kInterventionRequired >> kHalf ||
         sense >> kHalf == kComponentDisconnected >> kHalf;
}

}  // namespace

void LinkMachine::response_record(const RecordHeader& header, RecordBuffer::Place data,
                                  Turn& turn) {
  auto& ready = std::get<phase::Tn3270eReady>(phase_);
  const bool with_sense = header.response == kWithSense && ready.functions.has(Function::SnaSense);
  if (!ready.functions.has(Function::Responses) || (header.response > kNegative && !with_sense)) {
    foreign_record(turn);
    return;
  }
  ResponseReceived response;
  response.sequence = header.sequence;
  response.positive = header.response == kPositive;
  if (ready.contention.answered(response.sequence, response.positive, turn.out)) {
    return;
  }
  response.definite = ready.answers.answered(response.sequence);
  if (response.positive) {
    if (!response.definite) {
      foreign_record(turn);  // ERROR-RESPONSE is answered by silence
      return;
    }
  } else {
    const Bytes bytes = records_.view(data);
    response.sense = with_sense ? sense_of_four(bytes) : sense_of_code(bytes);
    ready.stopped = ready.stopped || stops(response.sense);
  }
  turn.events.emplace_back(response);
}

void LinkMachine::request_record(const RecordHeader& header, Turn& turn) {
  if (header.request == kErrorConditionCleared && printer()) {
    condition_cleared(turn);
  } else {
    foreign_record(turn);
  }
}

void LinkMachine::condition_cleared(Turn& turn) {
  auto& ready = std::get<phase::Tn3270eReady>(phase_);
  if (!ready.functions.has(Function::Responses)) {
    foreign_record(turn);
  } else if (std::exchange(ready.stopped, false)) {
    turn.events.emplace_back(ConditionCleared{});
  }
}

void LinkMachine::take_status(const printer_status::Status& status, Turn& turn) {
  phase::PrinterStatus& printer = std::get<phase::ClassicReady>(phase_).status;
  if (!status.device_end && status.sense == 0) {
    foreign_record(turn);
    return;
  }
  const bool answer = printer.unanswered > 0;
  if (answer) {
    --printer.unanswered;
  }
  const bool was_stopped = std::exchange(printer.stopped, stops(status.sense));
  if (!status.device_end || answer) {
    turn.events.emplace_back(ResponseReceived{0, status.device_end, answer, status.sense});
  } else if (was_stopped) {
    turn.events.emplace_back(ConditionCleared{});  // RFC 1646 5.1.1, note 2
  } else {
    foreign_record(turn);
  }
}

}  // namespace tn3270
