#include "tests/unit/printers_delivery/tls_double.h"

#include <utility>

namespace printers {
namespace {

// A record: its kind, four bytes of length, and the text, in which no byte is itself.
constexpr char kText = 'T';
constexpr char kEnd = 'E';
constexpr char kFault = 'X';
constexpr std::size_t kHead = 5;
constexpr char kMask = 0x5A;

std::string record(char kind, const std::string& text) {
  std::string bytes(1, kind);
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    bytes += static_cast<char>(static_cast<unsigned char>(text.size() >> shift));
  }
  for (const char one : text) {
    bytes += static_cast<char>(one ^ kMask);
  }
  return bytes;
}

// Takes the first record out of `wire`; ' ': it is not whole yet.
std::pair<char, std::string> take(std::string& wire) {
  std::size_t size = 0;
  for (std::size_t at = 1; at < kHead && wire.size() >= kHead; ++at) {
    size = size << 8U | static_cast<unsigned char>(wire[at]);
  }
  if (wire.size() < kHead + size) {
    return {' ', ""};
  }
  std::pair<char, std::string> taken(wire.front(), wire.substr(kHead, size));
  for (char& one : taken.second) {
    one = static_cast<char>(one ^ kMask);
  }
  wire.erase(0, kHead + size);
  return taken;
}

void append(const std::string& text, tn3270::ByteBuffer& out) {
  out.insert(out.end(), text.begin(), text.end());
}

}  // namespace

MakeTls TlsDouble::maker() {
  return [](const config::DeliverySettings&) { return std::make_unique<TlsDouble>(); };
}

TlsLayer::State TlsDouble::fail(const std::string& why) {
  error_ = why;
  return state_ = State::Failed;
}

TlsLayer::State TlsDouble::start(tn3270::ByteBuffer& out) {
  append("?", out);
  return state_;
}

TlsLayer::State TlsDouble::feed(tn3270::Bytes received, tn3270::ByteBuffer& plain,
                                tn3270::ByteBuffer& out) {
  unread_.append(received.begin(), received.end());
  if (state_ == State::Handshaking) {
    distrusts_ = unread_.front() == 'N';
    if (unread_.front() != '!') {
      append("alert", out);
      return fail(distrusts_ ? "the certificate is not that of the printer" : "this is not TLS");
    }
    unread_.erase(0, 1);
    state_ = State::Open;
  }
  for (auto one = take(unread_); one.first != ' '; one = take(unread_)) {
    if (one.first == kFault) {
      return fail("the printer ended TLS: internal error");
    }
    append(one.second, plain);
    state_ = one.first == kEnd ? State::PeerClosed : state_;
  }
  return state_;
}

bool TlsDouble::send(tn3270::Bytes plain, tn3270::ByteBuffer& out) {
  append(record(kText, std::string(plain.begin(), plain.end())), out);
  return true;
}

void TlsDouble::close(tn3270::ByteBuffer& out) {
  append(record(kEnd, ""), out);
}

std::string sealed(const std::string& text) {
  return record(kText, text);
}

std::string sealed_end() {
  return record(kEnd, "");
}

Unsealed unseal(const std::string& wire) {
  Unsealed all;
  std::string rest = wire;
  for (auto one = take(rest); one.first != ' '; one = take(rest)) {
    all.text += one.second;
    all.ended = one.first == kEnd && rest.empty();
  }
  return all;
}

}  // namespace printers
