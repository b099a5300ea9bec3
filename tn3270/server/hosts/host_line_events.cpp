// What a host says, for its session; what the session says, for the host.

#include <utility>
#include <variant>

#include "tn3270/server/hosts/host_line.h"

namespace server {
namespace {

tn3270::ByteBuffer copy(tn3270::Bytes bytes) {
  return {bytes.begin(), bytes.end()};
}

vtam::HostWants wants(tn3270::ResponseWanted wanted) {
  switch (wanted) {
    case tn3270::ResponseWanted::Always:
      return vtam::HostWants::Answer;
    case tn3270::ResponseWanted::Error:
      return vtam::HostWants::Errors;
    case tn3270::ResponseWanted::No:
      break;
  }
  return vtam::HostWants::Nothing;
}

}  // namespace

void HostLine::handle(const tn3270::LuGranted& event, config::Instant /*now*/, Heard& /*heard*/) {
  lu_ = event.lu;
}

void HostLine::handle(const tn3270::HostReady& event, config::Instant now, Heard& heard) {
  if (state_ != State::Up) {
    state_ = State::Up;
    gate_.up(address_, now);
    way_.reset();
  }
  last_words_.forget();
  heard.emplace_back(vtam::HostUp{event.functions.has(tn3270::Function::BindImage),
                                  event.functions.has(tn3270::Function::Sysreq)});
}

// HostReady comes again; what is said meanwhile is dropped.
void HostLine::handle(const tn3270::HostRestarted& /*event*/, config::Instant /*now*/,
                      Heard& /*heard*/) {
  lu_.reset();
}

void HostLine::handle(const tn3270::HostRecord& event, config::Instant /*now*/, Heard& heard) {
  const tn3270::Bytes record = link_->record(event);
  // x3270 4.1 cannot show it (PROTOCOL 1.8).
  if (event.type == tn3270::DataType::NvtData) {
    last_words_.add(record);
    return;
  }
  if (event.type != tn3270::DataType::Unbind) {
    last_words_.forget();
  }
  switch (event.type) {
    case tn3270::DataType::Data3270:
    case tn3270::DataType::ScsData:
      if (!record.empty()) {
        heard.emplace_back(vtam::HostData{
            copy(record),
            event.type == tn3270::DataType::ScsData ? vtam::RuKind::Scs : vtam::RuKind::Data3270,
            wants(event.wanted), event.sequence});
      }
      return;
    case tn3270::DataType::BindImage:
      heard.emplace_back(vtam::HostBind{copy(record)});
      return;
    case tn3270::DataType::Unbind: {
      constexpr std::uint8_t kNormal = 0x01;
      heard.emplace_back(vtam::HostUnbind{record.empty() ? kNormal : record.front()});
      return;
    }
    case tn3270::DataType::SscpLuData:
      heard.emplace_back(vtam::HostSscp{copy(record)});
      return;
    case tn3270::DataType::PrintEoj:
      heard.emplace_back(vtam::HostEndsJob{});
      return;
    default:
      return;
  }
}

void HostLine::handle(const tn3270::HostResponse& /*event*/, config::Instant /*now*/,
                      Heard& /*heard*/) {}

void HostLine::handle(const tn3270::HostText& event, config::Instant /*now*/, Heard& /*heard*/) {
  last_words_.add(event.line);
}

// LinkEnded has the last of them in words.
void HostLine::handle(const tn3270::HostRefused& /*event*/, config::Instant /*now*/,
                      Heard& /*heard*/) {}

void HostLine::handle(const tn3270::TlsFollows& /*event*/, config::Instant /*now*/,
                      Heard& /*heard*/) {}

void HostLine::handle(const tn3270::LinkEnded& event, config::Instant now, Heard& heard) {
  end(state_ == State::Up ? "the host has ended the session" : event.why, now, heard);
}

void HostLine::handle(const tn3270::Violation& event, config::Instant now, Heard& heard) {
  end("the host broke the rules of telnet (" + std::string(event.rule) + ": " + event.detail + ")",
      now, heard);
}

void HostLine::say(vtam::HostWish wish, HostScratch& scratch, config::Instant now) {
  if (!link_ || !link_->ready() || state_ != State::Up) {
    return;
  }
  scratch.out.clear();
  std::visit([&](const auto& one) { perform(one, scratch.out); }, wish);
  send(scratch, now);
}

void HostLine::perform(const vtam::CallHost& /*wish*/, tn3270::ByteBuffer& /*out*/) {}

void HostLine::perform(const vtam::DataToHost& wish, tn3270::ByteBuffer& out) {
  link_->send_3270(wish.record, out);
}

void HostLine::perform(const vtam::SscpToHost& wish, tn3270::ByteBuffer& out) {
  link_->send_sscp(wish.text, out);
}

void HostLine::perform(const vtam::AnswerToHost& wish, tn3270::ByteBuffer& out) {
  link_->send_response(wish.sequence, {wish.positive, wish.sense}, out);
}

void HostLine::perform(const vtam::ReadyToHost& /*wish*/, tn3270::ByteBuffer& out) {
  link_->send_condition_cleared(out);
}

void HostLine::perform(const vtam::KeyToHost& wish, tn3270::ByteBuffer& out) {
  if (wish.key == vtam::HostKey::Attn) {
    link_->attn(out);
  } else {
    link_->sysreq(out);
  }
}

}  // namespace server
