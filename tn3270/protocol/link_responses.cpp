// Answers of a client to records of ours: RFC 2355 10.4 and 10.6, PROTOCOL 1.5; RFC 1646 5.

#include <utility>

#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/response_code.h"

namespace tn3270 {

namespace {

// The printer will say when it goes on. The lower half of a sense code is the sender's own.
bool stops(std::uint32_t sense) {
  constexpr unsigned kHalf = 16;
  return sense >> kHalf == response::kInterventionRequired >> kHalf ||
         sense >> kHalf == response::kComponentDisconnected >> kHalf;
}

}  // namespace

void LinkMachine::response_record(const RecordHeader& header, RecordBuffer::Place data,
                                  Turn& turn) {
  auto& ready = std::get<phase::Tn3270eReady>(phase_);
  const bool with_sense =
      header.response == response::kWithSense && ready.functions.has(Function::SnaSense);
  if (!ready.functions.has(Function::Responses) ||
      (header.response > response::kNegative && !with_sense)) {
    foreign_record(turn);
    return;
  }
  ResponseReceived response;
  response.sequence = header.sequence;
  response.positive = header.response == response::kPositive;
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
    response.sense = with_sense ? response::sense_of_four(bytes) : response::sense_of_code(bytes);
    ready.stopped = ready.stopped || stops(response.sense);
  }
  turn.events.emplace_back(response);
}

void LinkMachine::request_record(const RecordHeader& header, Turn& turn) {
  if (header.request == response::kErrorConditionCleared && printer()) {
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
