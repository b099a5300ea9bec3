#include "tn3270/protocol/client_link.h"

#include <utility>

#include "tn3270/protocol/client_machine.h"

namespace tn3270 {

struct ClientLink::State {
  ClientMachine machine;
};

ClientLink::ClientLink(HostRequest request)
    : state_(new State{ClientMachine(std::move(request))}) {}
ClientLink::~ClientLink() = default;
ClientLink::ClientLink(ClientLink&&) noexcept = default;
ClientLink& ClientLink::operator=(ClientLink&&) noexcept = default;

void ClientLink::feed(Bytes in, std::vector<ClientEvent>& events, ByteBuffer& out) {
  state_->machine.feed(in, {events, out});
}

void ClientLink::host_closed(std::vector<ClientEvent>& events) {
  state_->machine.host_closed(events);
}

Bytes ClientLink::record(const HostRecord& record) const {
  return state_->machine.record(record);
}

void ClientLink::forget_records() {
  state_->machine.forget_records();
}

void ClientLink::send_3270(Bytes data, ByteBuffer& out) {
  state_->machine.send_3270(data, out);
}

void ClientLink::send_sscp(Bytes ebcdic, ByteBuffer& out) {
  state_->machine.send_sscp(ebcdic, out);
}

void ClientLink::send_response(std::uint16_t sequence, RecordAnswer answer, ByteBuffer& out) {
  state_->machine.send_response(sequence, answer.positive, answer.sense, out);
}

void ClientLink::send_condition_cleared(ByteBuffer& out) {
  state_->machine.send_condition_cleared(out);
}

void ClientLink::attn(ByteBuffer& out) {
  state_->machine.attn(out);
}

void ClientLink::sysreq(ByteBuffer& out) {
  state_->machine.sysreq(out);
}

void ClientLink::keep_alive(ByteBuffer& out) {
  state_->machine.keep_alive(out);
}

void ClientLink::probe(ByteBuffer& out) {
  state_->machine.probe(out);
}

bool ClientLink::ready() const {
  return state_->machine.ready();
}

bool ClientLink::ended() const {
  return state_->machine.ended();
}

bool ClientLink::unfinished() const {
  return state_->machine.unfinished();
}

LinkKind ClientLink::kind() const {
  return state_->machine.kind();
}

FunctionSet ClientLink::functions() const {
  return state_->machine.functions();
}

std::uint32_t ClientLink::ignored_records() const {
  return state_->machine.ignored_records();
}

}  // namespace tn3270
