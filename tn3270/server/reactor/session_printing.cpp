// Clients that serve printer LUs, where there is a spool: what applications write goes there (as
// for output LUs), and complete jobs come back to whoever serves the LU then.

#include <utility>
#include <variant>

#include "tn3270/server/reactor/session_table.h"
#include "vtam/unbind_reason.h"

namespace server {

// Its session is with the spool, which takes everything and answers always.
void SessionTable::begin_printing(Turn turn, vtam::Terminal& terminal) {
  Slot& slot = slots_[turn.slot];
  slot.output = std::make_unique<OutputEnd>();
  ClientPrinter::Agreed agreed{.responses = terminal.responses};
  if (slot.link->kind() == tn3270::LinkKind::Tn3270e) {
    agreed.scs = slot.link->functions().has(tn3270::Function::ScsCtlCodes);
    agreed.data_stream = slot.link->functions().has(tn3270::Function::DataStreamCtl);
  }
  slot.printer = std::make_unique<ClientPrinter>(slot.session->lu(), agreed);
  terminal.bind_image = true;
  terminal.responses = true;
  around_.spool(ClientArrived{slot.session->lu(), id(turn.slot)});
}

void SessionTable::end_printing(Turn turn) {
  Slot& slot = slots_[turn.slot];
  ClientPrinter::Steps steps;
  slot.printer->lost(
      stopping_ ? ClientPrinter::Because::ServerEnds : ClientPrinter::Because::ClientGone,
      stopping_ ? "the server has ended" : "its client has gone", steps);
  go_on_printing(steps, turn);
  around_.spool(ClientLeft{slot.printer->lu(), id(turn.slot)});
  slot.printer.reset();
}

bool SessionTable::print(PrintJob& wanted, config::Instant now, Reply& reply) {
  Slot* slot = living(wanted.session);
  if (slot == nullptr || !slot->session || !slot->printer) {
    around_.spool(DeliveryEnded{wanted.job.facts.printer,
                                wanted.job.id,
                                {},
                                {printers::DeliveryResult::What::Stopped, "its client has gone"}});
    return false;
  }
  guarded_turn({wanted.session.slot, now, reply}, [&](Turn turn) {
    ClientPrinter::Steps steps;
    slot->printer->begin(std::move(wanted.job), steps);
    go_on_printing(steps, turn);
  });
  return true;
}

bool SessionTable::print(JobPieces& pieces, config::Instant now, Reply& reply) {
  Slot* slot = living(pieces.session);
  if (slot == nullptr || !slot->session || !slot->printer) {
    return false;
  }
  guarded_turn({pieces.session.slot, now, reply}, [&](Turn turn) {
    ClientPrinter::Steps steps;
    slot->printer->pieces(pieces.job, std::move(pieces.pieces), pieces.why, steps);
    go_on_printing(steps, turn);
  });
  return true;
}

bool SessionTable::stop_printing(const StopPrinting& stop, config::Instant now, Reply& reply) {
  Slot* slot = living(stop.session);
  if (slot == nullptr || !slot->session || !slot->printer) {
    return false;
  }
  guarded_turn({stop.session.slot, now, reply}, [&](Turn turn) {
    ClientPrinter::Steps steps;
    slot->printer->stop(stop.job, steps);
    go_on_printing(steps, turn);
  });
  return true;
}

void SessionTable::printer_answered(const tn3270::ResponseReceived& event, Turn turn) {
  if (!event.definite) {
    return;
  }
  ClientPrinter::Steps steps;
  slots_[turn.slot].printer->response({event.positive, event.sense}, steps);
  go_on_printing(steps, turn);
}

void SessionTable::printer_ready(Turn turn) {
  ClientPrinter::Steps steps;
  slots_[turn.slot].printer->ready(steps);
  go_on_printing(steps, turn);
}

void SessionTable::printer_has_room(Turn turn) {
  if (const Slot& slot = slots_[turn.slot]; slot.printer) {
    ClientPrinter::Steps steps;
    slot.printer->room(steps);
    go_on_printing(steps, turn);
  }
}

void SessionTable::go_on_printing(ClientPrinter::Steps& steps, Turn turn) {
  for (ClientPrinter::Step& step : steps) {
    std::visit([&](auto& one) { perform(one, turn); }, step);
  }
}

void SessionTable::perform(ClientPrinter::Bind& bind, Turn turn) {
  if (Slot& slot = slots_[turn.slot]; can_send(slot)) {
    slot.link->send_bind(bind.image, turn.reply.out);
  }
}

void SessionTable::perform(ClientPrinter::Record& record, Turn turn) {
  Slot& slot = slots_[turn.slot];
  if (!can_send(slot)) {
    return;
  }
  slot.last_work = turn.now;
  const auto wanted =
      slot.printer->waits() ? tn3270::ResponseWanted::Always : tn3270::ResponseWanted::Error;
  if (record.piece.kind == printers::PieceKind::Scs) {
    slot.link->send_scs(record.piece.bytes, wanted, turn.reply.out);
  } else {
    slot.link->send_3270(record.piece.bytes, wanted, tn3270::HostTurn::Ends, turn.reply.out);
  }
}

void SessionTable::perform(ClientPrinter::EndOfJob& /*end*/, Turn turn) {
  if (Slot& slot = slots_[turn.slot]; can_send(slot)) {
    slot.link->send_print_eoj(turn.reply.out);
    slot.link->send_unbind(static_cast<std::uint8_t>(vtam::UnbindReason::Normal), turn.reply.out);
  }
}

void SessionTable::perform(ClientPrinter::Want& want, Turn turn) {
  around_.spool(
      PiecesWanted{slots_[turn.slot].printer->lu(), id(turn.slot), want.job, want.from, want.sent});
}

void SessionTable::perform(ClientPrinter::Over& over, Turn turn) {
  around_.spool(
      DeliveryEnded{slots_[turn.slot].printer->lu(), over.job, {}, std::move(over.result)});
}

}  // namespace server
