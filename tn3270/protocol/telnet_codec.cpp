#include "tn3270/protocol/telnet_codec.h"

// libtelnet.h needs ::size_t and does not say so.
#include <stddef.h>  // NOLINT(modernize-deprecated-headers)

#include <libtelnet.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/protocol/link_rules.h"

namespace tn3270 {

// libtelnet keeps the pointer that it was given, so this one never moves; where its events go is
// set for one call at a time.
struct TelnetCodec::Parser {
  Parser() : handle(open(this)) {}
  ~Parser() { telnet_free(handle); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  static telnet_t* open(Parser* self);
  static void receive(telnet_t* telnet, telnet_event_t* event, void* self) noexcept;

  TelnetEvent* sink = nullptr;
  telnet_t* handle;
};

namespace {

// IAC SB option.
constexpr std::size_t kSubnegotiationStart = 3;

Bytes bytes_of(const char* data, std::size_t size) {
  return {reinterpret_cast<const std::uint8_t*>(data), size};
}

TelnetEvent translate(const telnet_event_t& event) {
  switch (event.type) {
    case TELNET_EV_DATA:
      return DataRun{bytes_of(event.data.buffer, event.data.size)};
    case TELNET_EV_IAC:
      return TelnetCommand{event.iac.cmd};
    case TELNET_EV_WILL:
      return Negotiation{telnet::Verb::Will, event.neg.telopt};
    case TELNET_EV_WONT:
      return Negotiation{telnet::Verb::Wont, event.neg.telopt};
    case TELNET_EV_DO:
      return Negotiation{telnet::Verb::Do, event.neg.telopt};
    case TELNET_EV_DONT:
      return Negotiation{telnet::Verb::Dont, event.neg.telopt};
    case TELNET_EV_SUBNEGOTIATION: {
      const Bytes bytes = bytes_of(event.sub.buffer, event.sub.size);
      return Subnegotiation{event.sub.telopt, ByteBuffer(bytes.begin(), bytes.end())};
    }
    case TELNET_EV_WARNING:
      return Violation{rule::kSubnegotiationMalformed, "IAC and another command inside"};
    default:
      return Violation{rule::kTelnetLibrary, "event " + std::to_string(event.type)};
  }
}

}  // namespace

telnet_t* TelnetCodec::Parser::open(Parser* self) {
  static const telnet_telopt_t kNoOptions[] = {{-1, 0, 0}};
  telnet_t* handle = telnet_init(kNoOptions, &Parser::receive, TELNET_FLAG_PROXY, self);
  if (handle == nullptr) {
    throw std::bad_alloc();
  }
  return handle;
}

void TelnetCodec::Parser::receive(telnet_t* /*telnet*/, telnet_event_t* event,
                                  void* self) noexcept {
  TelnetEvent* sink = static_cast<Parser*>(self)->sink;
  if (sink == nullptr) {
    return;
  }
  if (std::holds_alternative<NothingYet>(*sink)) {
    *sink = translate(*event);
  } else if (event->type != TELNET_EV_TTYPE && event->type != TELNET_EV_WARNING &&
             !std::holds_alternative<Violation>(*sink)) {
    // After a TERMINAL-TYPE, libtelnet reads the same bytes once more for an event (or a warning)
    // of its own. Nothing else may come second.
    *sink = Violation{rule::kTelnetLibrary, "second event " + std::to_string(event->type)};
  }
}

TelnetCodec::TelnetCodec() : parser_(std::make_unique<Parser>()) {}
TelnetCodec::~TelnetCodec() = default;
TelnetCodec::TelnetCodec(TelnetCodec&&) noexcept = default;
TelnetCodec& TelnetCodec::operator=(TelnetCodec&&) noexcept = default;

TelnetEvent TelnetCodec::next(Bytes& in, const OptionTable& options) {
  TelnetEvent found;
  while (!in.empty()) {
    if (const char* rule = fence(in.front(), options)) {
      return Violation{rule, "option " + std::to_string(option_.value_or(in.front()))};
    }
    const Bytes piece = in.first(slice(in));
    in = in.subspan(piece.size());
    parser_->sink = &found;
    telnet_recv(parser_->handle, reinterpret_cast<const char*>(piece.data()), piece.size());
    parser_->sink = nullptr;
    if (auto* run = std::get_if<DataRun>(&found)) {
      // Not libtelnet's pointer: for a doubled IAC that is one to a local variable.
      VERIFY(run->bytes.size() <= piece.size(), "data is what was read");
      run->bytes = piece.last(run->bytes.size());
    }
    if (!std::holds_alternative<NothingYet>(found)) {
      pending_ = 0;
      last_ = 0;
      option_.reset();
      return found;
    }
    remember(piece);
  }
  return found;
}

const char* TelnetCodec::fence(std::uint8_t byte, const OptionTable& options) const {
  if (begins_subnegotiation()) {
    // Before libtelnet sees it: the end of a COMPRESS2, MSSP, ZMP or ENVIRON starts code of its
    // own.
    return options.open_to_subnegotiation(byte) ? nullptr : rule::kSubnegotiationNotAgreed;
  }
  if (!option_ || pending_ < kSubnegotiationStart + config::limits::kSubnegotiation) {
    return nullptr;
  }
  const bool ending = last_ == telnet::kIac ? byte == telnet::kSe : byte == telnet::kIac;
  return ending ? nullptr : rule::kSubnegotiationTooLong;
}

std::size_t TelnetCodec::slice(Bytes in) const {
  const bool plain_text = pending_ == 0 || (option_ && last_ != telnet::kIac);
  if (!plain_text || in.front() == telnet::kIac) {
    return 1;
  }
  const void* iac = std::memchr(in.data(), telnet::kIac, in.size());
  const std::size_t run =
      iac == nullptr ? in.size()
                     : static_cast<std::size_t>(static_cast<const std::uint8_t*>(iac) - in.data());
  return option_ ? std::min(run, kSubnegotiationStart + config::limits::kSubnegotiation - pending_)
                 : run;
}

void TelnetCodec::remember(Bytes piece) {
  if (begins_subnegotiation()) {
    option_ = piece.front();
    buffer_grown_ = true;
  }
  const bool doubled = last_ == telnet::kIac && piece.back() == telnet::kIac;
  last_ = doubled ? std::uint8_t{0} : piece.back();
  pending_ = static_cast<std::uint16_t>(pending_ + piece.size());
}

bool TelnetCodec::begins_subnegotiation() const {
  return pending_ == 2 && last_ == telnet::kSb;
}

void TelnetCodec::compact() {
  if (!buffer_grown_ || pending_ != 0) {
    return;
  }
  parser_ = std::make_unique<Parser>();
  buffer_grown_ = false;
}

}  // namespace tn3270
