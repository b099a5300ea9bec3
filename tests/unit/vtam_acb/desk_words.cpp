#include "tests/unit/vtam_acb/desk_words.h"

#include <cstdio>
#include <stdexcept>

#include "vtam/sense.h"

namespace vtam::test {
namespace {

std::string with_id(const RequestId& id) {
  return id.empty() ? "" : " id " + id;
}

std::string bytes(const tn3270::ByteBuffer& buffer) {
  constexpr const char* kDigits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : buffer) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0x0FU];
  }
  return text;
}

std::string flags(const SendScreen& send) {
  return std::string(send.erase ? " erase" : "") + (send.unlock ? " unlock" : "") +
         (send.alarm ? " alarm" : "") + (send.response ? " response" : "");
}

std::string name_of(AcbEnd how) {
  return how == AcbEnd::Closed ? "closed" : how == AcbEnd::Lost ? "lost" : "unresponsive";
}

std::string text(const AcceptLogon& /*said*/) {
  return "accept";
}
std::string text(const RejectLogon& said) {
  return "reject " + sense::digits(said.sense) + " " + said.why;
}
std::string text(const SendScreen& said) {
  return "screen of " + std::to_string(said.screen.fields.size()) + " fields" + flags(said) +
         with_id(said.id);
}
std::string text(const SendRecord& said) {
  return "record " + bytes(said.record) + (said.response ? " response" : "") + with_id(said.id);
}
std::string text(const PrintText& said) {
  return "print " + said.text + (said.end_of_job ? " end of job" : "") + with_id(said.id);
}
std::string text(const PrintScs& said) {
  return "scs " + bytes(said.scs) + (said.end_of_job ? " end of job" : "") + with_id(said.id);
}
std::string text(const CloseSession& said) {
  return "close" + (said.pass_to ? " pass to " + said.pass_to->text() : "") +
         (said.logmode ? " mode " + said.logmode->text() : "") +
         (said.data.empty() ? "" : " data " + said.data) +
         (said.notice.empty() ? "" : " notice " + said.notice) + with_id(said.id);
}

std::string text(const SendLine& wish) {
  return std::to_string(wish.connection) + "< " + wish.line;
}
std::string text(const EndApplication& wish) {
  return "end " + std::to_string(wish.connection) + ": " + wish.why;
}
std::string text(const OpenAcb& wish) {
  return "open " + std::to_string(wish.acb) + " " + wish.application.text() +
         (wish.mode == AcbMode::Screen ? " screen" : " datastream");
}
std::string text(const CloseAcb& wish) {
  return "close " + std::to_string(wish.acb) + " " + wish.application.text() + " " +
         name_of(wish.how);
}
std::string text(const TellSession& wish) {
  return "say " + wish.key.text() + " " +
         std::visit([](const auto& said) { return text(said); }, wish.said);
}
std::string text(const AcquireLu& wish) {
  return "acquire " + std::to_string(wish.acquire) + " " + wish.lu.text() + " by " +
         std::to_string(wish.acb) + " " + wish.application.text() +
         (wish.logmode ? " mode " + wish.logmode->text() : "");
}
std::string text(const CancelAcquire& wish) {
  return "cancel " + std::to_string(wish.acquire) + " " + wish.lu.text();
}
std::string text(const DeskLog& wish) {
  return wish.text;
}

}  // namespace

std::string words_of(const DeskOutcome& outcome) {
  return std::visit([](const auto& wish) { return text(wish); }, outcome);
}

SessionKey key_of(const std::string& text) {
  unsigned reactor = 0;
  SessionKey key;
  if (std::sscanf(text.c_str(), "%u.%u.%u.%u", &reactor, &key.session.slot, &key.session.generation,
                  &key.turn) != 4) {
    throw std::runtime_error("no session: " + text);
  }
  key.session.reactor = static_cast<std::uint16_t>(reactor);
  return key;
}

}  // namespace vtam::test
