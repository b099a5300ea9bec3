#include "tn3270/datastream/inbound.h"

#include <utility>

#include "tn3270/datastream/aid.h"

namespace tn3270 {
namespace {

constexpr std::size_t kCursorEnd = 3;  // AID and two bytes of address

class Parser {
 public:
  Parser(Bytes record, ScreenSize screen) : record_(record), screen_(screen) {}

  std::variant<Inbound, Fault> run() {
    parse();
    if (fault_) {
      return *fault_;
    }
    return std::move(inbound_);
  }

 private:
  void parse();
  void cursor();
  void field_address();
  void data();
  void fail(InboundFault what) { fault_ = Fault{what, at_}; }
  [[nodiscard]] bool is(Order order) const {
    return record_[at_] == static_cast<std::uint8_t>(order);
  }
  // The two bytes at `offset`. REQUIRES: they exist.
  [[nodiscard]] BufferAddress address_at(std::size_t offset) const {
    return decode_address(record_[offset], record_[offset + 1]);
  }

  Bytes record_;
  ScreenSize screen_;
  std::size_t at_ = 0;
  Inbound inbound_;
  std::optional<Fault> fault_;
};

void Parser::parse() {
  if (record_.empty()) {
    return fail(InboundFault::Empty);
  }
  const auto aid = aid_of(record_[0]);
  if (!aid) {
    return fail(InboundFault::UnknownAid);
  }
  inbound_.aid = *aid;
  if (*aid == Aid::StructuredField) {
    inbound_.structured = record_.subspan(1);
    return;
  }
  at_ = 1;
  if (record_.size() == 1) {
    return;
  }
  cursor();
  if (!fault_) {
    data();
    inbound_.unformatted = record_.subspan(kCursorEnd, at_ - kCursorEnd);
  }
  while (!fault_ && at_ < record_.size()) {
    field_address();
    if (!fault_) {
      const std::size_t begin = at_;
      data();
      inbound_.fields.back().data = record_.subspan(begin, at_ - begin);
    }
  }
}

void Parser::cursor() {
  if (record_.size() < kCursorEnd) {
    return fail(InboundFault::CutCursor);
  }
  const BufferAddress cursor = address_at(1);
  if (cursor >= screen_.cells()) {
    return fail(InboundFault::CursorOffScreen);
  }
  inbound_.cursor = cursor;
  at_ = kCursorEnd;
}

// REQUIRES: at an SBA.
void Parser::field_address() {
  if (record_.size() - at_ < 3) {
    return fail(InboundFault::CutAddress);
  }
  const BufferAddress address = address_at(at_ + 1);
  if (address >= screen_.cells()) {
    return fail(InboundFault::AddressOffScreen);
  }
  if (inbound_.fields.size() == screen_.cells()) {
    return fail(InboundFault::TooManyFields);
  }
  inbound_.fields.push_back({address, {}});
  at_ += 3;
}

// Up to the next SBA or the end.
void Parser::data() {
  while (at_ < record_.size() && !is(Order::Sba)) {
    if (is(Order::Sf) || is(Order::Sfe) || is(Order::Sa) || is(Order::Mf)) {
      return fail(InboundFault::BufferContents);
    }
    if (is(Order::Ge)) {
      if (record_.size() - at_ < 2) {
        return fail(InboundFault::CutGraphicEscape);
      }
      ++at_;
    }
    ++at_;
  }
}

}  // namespace

const char* text(InboundFault fault) {
  switch (fault) {
    case InboundFault::Empty:
      return "the record is empty";
    case InboundFault::UnknownAid:
      return "no key sends that AID";
    case InboundFault::CutCursor:
      return "the cursor address is cut";
    case InboundFault::CursorOffScreen:
      return "the cursor is beyond the screen";
    case InboundFault::CutAddress:
      return "a field address is cut";
    case InboundFault::AddressOffScreen:
      return "a field address is beyond the screen";
    case InboundFault::TooManyFields:
      return "there are more fields than cells";
    case InboundFault::CutGraphicEscape:
      return "a graphic escape is cut";
    case InboundFault::BufferContents:
      return "buffer contents came that nobody asked for";
  }
  return "unknown fault";
}

std::variant<Inbound, Fault> parse_inbound(Bytes record, ScreenSize screen) {
  return Parser(record, screen).run();
}

}  // namespace tn3270
