#include "tn3270/protocol/terminal_link.h"

#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/link_phases.h"

namespace tn3270 {

struct TerminalLink::State {
  LinkMachine machine;
};

TerminalLink::TerminalLink() : state_(std::make_unique<State>()) {}
TerminalLink::~TerminalLink() = default;
TerminalLink::TerminalLink(TerminalLink&&) noexcept = default;
TerminalLink& TerminalLink::operator=(TerminalLink&&) noexcept = default;

void TerminalLink::start(StartTls starttls, ByteBuffer& out) {
  state_->machine.start(starttls, out);
}

void TerminalLink::feed(Bytes in, std::vector<LinkEvent>& events, ByteBuffer& out) {
  state_->machine.feed(in, {events, out, events.size()});
}

Bytes TerminalLink::record(const RecordReceived& record) const {
  return state_->machine.record(record);
}

void TerminalLink::forget_records() {
  state_->machine.forget_records();
}

void TerminalLink::grant(config::LuName lu, FunctionOffer offer, std::vector<LinkEvent>& events,
                         ByteBuffer& out) {
  state_->machine.grant(lu, offer, {events, out, events.size()});
}

void TerminalLink::refuse(RejectReason reason, std::string_view notice,
                          std::vector<LinkEvent>& events, ByteBuffer& out) {
  state_->machine.refuse(reason, notice, {events, out, events.size()});
}

std::uint16_t TerminalLink::send_3270(Bytes data, ResponseWanted wanted, HostTurn turn,
                                      ByteBuffer& out) {
  return state_->machine.send_3270(data, wanted, turn, out);
}

std::uint16_t TerminalLink::send_scs(Bytes data, ResponseWanted wanted, ByteBuffer& out) {
  return state_->machine.send_scs(data, wanted, out);
}

void TerminalLink::send_print_eoj(ByteBuffer& out) {
  state_->machine.send_print_eoj(out);
}

void TerminalLink::send_bind(Bytes image, ByteBuffer& out) {
  state_->machine.send_bind(image, out);
}

void TerminalLink::send_unbind(std::uint8_t reason, ByteBuffer& out) {
  state_->machine.send_unbind(reason, out);
}

void TerminalLink::send_sscp(Bytes ebcdic, ByteBuffer& out) {
  state_->machine.send_sscp(ebcdic, out);
}

void TerminalLink::probe(ByteBuffer& out) {
  state_->machine.probe(out);
}

void TerminalLink::keep_alive(ByteBuffer& out) {
  state_->machine.keep_alive(out);
}

bool TerminalLink::unfinished() const {
  return state_->machine.unfinished();
}

LinkPhase TerminalLink::phase() const {
  return phase::name(state_->machine.phase());
}
LinkKind TerminalLink::kind() const {
  return phase::kind(state_->machine.phase());
}
FunctionSet TerminalLink::functions() const {
  return state_->machine.functions();
}

}  // namespace tn3270
