#include "tn3270/datastream/inbound.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tn3270/datastream/aid.h"

namespace tn3270 {
namespace {

constexpr std::size_t kCursorEnd = 3;  // AID and two bytes of address
constexpr std::size_t kSaLength = 3;   // the order, type and value

// SOH % / STX: how a 3270 without SNA writes a test request.
constexpr std::array<std::uint8_t, 4> kTestRequest{0x01, 0x6C, 0x61, 0x02};

bool is_test_request(Bytes record) {
  return record.size() >= kTestRequest.size() &&
         std::equal(kTestRequest.begin(), kTestRequest.end(), record.begin());
}

bool is_order(std::uint8_t byte, Order order) {
  return byte == static_cast<std::uint8_t>(order);
}

class Parser {
 public:
  Parser(Bytes record, ScreenSize screen, InboundForm form)
      : record_(record), screen_(screen), form_(form) {}

  std::variant<Inbound, Fault> run() {
    parse();
    if (fault_) {
      return *fault_;
    }
    return std::move(inbound_);
  }

 private:
  void parse();
  void begin();
  void cursor();
  void field_address();
  void data();
  void fail(InboundFault what) { fault_ = Fault{what, at_}; }
  void skip(std::size_t length, InboundFault cut);
  [[nodiscard]] bool is(Order order) const { return is_order(record_[at_], order); }
  // The two bytes at `offset`. REQUIRES: they exist.
  [[nodiscard]] BufferAddress address_at(std::size_t offset) const {
    return decode_address(record_[offset], record_[offset + 1], form_.addresses);
  }

  Bytes record_;
  ScreenSize screen_;
  InboundForm form_;
  std::size_t at_ = 0;
  Inbound inbound_;
  std::optional<Fault> fault_;
};

void Parser::parse() {
  begin();
  if (!fault_) {
    const std::size_t from = at_;
    data();
    inbound_.unformatted = record_.subspan(from, at_ - from);
  }
  while (!fault_ && at_ < record_.size()) {
    field_address();
    if (!fault_) {
      const std::size_t from = at_;
      data();
      inbound_.fields.back().data = record_.subspan(from, at_ - from);
    }
  }
}

// AID and cursor, or what stands in their place; leaves at_ behind it.
void Parser::begin() {
  if (record_.empty()) {
    return fail(InboundFault::Empty);
  }
  if (is_test_request(record_)) {
    inbound_.aid = Aid::SysReq;
    at_ = kTestRequest.size();
    return;
  }
  const auto aid = aid_of(record_[0]);
  if (!aid) {
    return fail(InboundFault::UnknownAid);
  }
  inbound_.aid = *aid;
  at_ = 1;
  if (*aid == Aid::StructuredField) {
    inbound_.structured = record_.subspan(1);
    at_ = record_.size();
  } else if (record_.size() > 1) {
    cursor();
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
  const bool attributes = form_.reply_mode == ReplyMode::Character;
  while (!fault_ && at_ < record_.size() && !is(Order::Sba)) {
    if (is(Order::Sf) || is(Order::Sfe) || is(Order::Mf) || (is(Order::Sa) && !attributes)) {
      fail(InboundFault::BufferContents);
    } else if (is(Order::Sa)) {
      skip(kSaLength, InboundFault::CutAttribute);
    } else if (is(Order::Ge)) {
      skip(2, InboundFault::CutGraphicEscape);
    } else {
      ++at_;
    }
  }
}

void Parser::skip(std::size_t length, InboundFault cut) {
  if (record_.size() - at_ < length) {
    return fail(cut);
  }
  at_ += length;
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
    case InboundFault::CutAttribute:
      return "an attribute is cut";
    case InboundFault::BufferContents:
      return "buffer contents came that nobody asked for";
    case InboundFault::TooManyCells:
      return "the buffer contents are larger than the screen";
    case InboundFault::StrangeOrder:
      return "buffer contents hold an order that has no place there";
  }
  return "unknown fault";
}

std::variant<Inbound, Fault> parse_inbound(Bytes record, ScreenSize screen, InboundForm form) {
  return Parser(record, screen, form).run();
}

ByteBuffer without_attributes(Bytes data) {
  ByteBuffer plain;
  plain.reserve(data.size());
  while (!data.empty()) {
    const bool attribute = is_order(data[0], Order::Sa);
    const std::size_t wanted = attribute ? kSaLength : is_order(data[0], Order::Ge) ? 2U : 1U;
    const std::size_t length = std::min(wanted, data.size());
    if (!attribute) {
      plain.insert(plain.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(length));
    }
    data = data.subspan(length);
  }
  return plain;
}

}  // namespace tn3270
