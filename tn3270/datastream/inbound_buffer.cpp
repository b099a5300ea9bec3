#include "tn3270/datastream/inbound_buffer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/look.h"

namespace tn3270 {
namespace {

constexpr std::uint8_t kSixBits = 0x3F;

class BufferParser {
 public:
  BufferParser(Bytes record, ScreenSize screen, AddressForm addresses)
      : record_(record), screen_(screen), addresses_(addresses) {}

  std::variant<BufferContents, Fault> run();

 private:
  void head();
  void next();
  void start_field();
  void start_field_extended();
  void put(const Cell& cell);
  void fail(InboundFault what) { fault_ = Fault{what, at_}; }
  // The order at at_ has `length` bytes, itself counted; else it is a fault.
  [[nodiscard]] bool whole(std::size_t length, InboundFault cut);

  Bytes record_;
  ScreenSize screen_;
  AddressForm addresses_;
  std::size_t at_ = 0;
  Look look_;  // of the characters to come
  BufferContents contents_;
  std::optional<Fault> fault_;
};

std::variant<BufferContents, Fault> BufferParser::run() {
  head();
  while (!fault_ && at_ < record_.size()) {
    next();
  }
  if (fault_) {
    return *fault_;
  }
  contents_.cells.resize(screen_.cells());
  return std::move(contents_);
}

void BufferParser::head() {
  constexpr std::size_t kHead = 3;
  if (record_.empty()) {
    return fail(InboundFault::Empty);
  }
  const auto aid = aid_of(record_[0]);
  if (!aid || *aid == Aid::StructuredField) {
    return fail(InboundFault::UnknownAid);
  }
  at_ = 1;
  if (record_.size() < kHead) {
    return fail(InboundFault::CutCursor);
  }
  contents_.aid = *aid;
  contents_.cursor = decode_address(record_[1], record_[2], addresses_);
  if (contents_.cursor >= screen_.cells()) {
    return fail(InboundFault::CursorOffScreen);
  }
  at_ = kHead;
  contents_.cells.reserve(screen_.cells());
}

// REQUIRES: not at the end.
void BufferParser::next() {
  switch (static_cast<Order>(record_[at_])) {
    case Order::Sf:
      return start_field();
    case Order::Sfe:
      return start_field_extended();
    case Order::Sa:
      if (whole(3, InboundFault::CutAttribute)) {
        look_.set_for_characters({record_[at_ + 1], record_[at_ + 2]});
        at_ += 3;
      }
      return;
    case Order::Ge:
      if (whole(2, InboundFault::CutGraphicEscape)) {
        put({.code = record_[at_ + 1], .graphic = true, .look = look_});
        at_ += 2;
      }
      return;
    case Order::Sba:
    case Order::Mf:
      return fail(InboundFault::StrangeOrder);
    default:
      put({.code = record_[at_], .look = look_});
      ++at_;
  }
}

void BufferParser::start_field() {
  if (whole(2, InboundFault::CutAttribute)) {
    put({.code = static_cast<std::uint8_t>(record_[at_ + 1] & kSixBits), .attribute = true});
    at_ += 2;
  }
}

void BufferParser::start_field_extended() {
  if (!whole(2, InboundFault::CutAttribute)) {
    return;
  }
  const std::size_t length = 2 + 2 * std::size_t{record_[at_ + 1]};
  if (!whole(length, InboundFault::CutAttribute)) {
    return;
  }
  Cell cell{.attribute = true};
  for (std::size_t pair = at_ + 2; pair < at_ + length; pair += 2) {
    const std::uint8_t value = record_[pair + 1];
    if (record_[pair] == static_cast<std::uint8_t>(AttributeType::Field)) {
      cell.code = value & kSixBits;
    } else {
      cell.look.set({record_[pair], value});
    }
  }
  put(cell);
  at_ += length;
}

void BufferParser::put(const Cell& cell) {
  if (contents_.cells.size() == screen_.cells()) {
    return fail(InboundFault::TooManyCells);
  }
  contents_.cells.push_back(cell);
}

bool BufferParser::whole(std::size_t length, InboundFault cut) {
  if (record_.size() - at_ < length) {
    fail(cut);
    return false;
  }
  return true;
}

}  // namespace

std::variant<BufferContents, Fault> parse_read_buffer(Bytes record, ScreenSize screen,
                                                      AddressForm addresses) {
  return BufferParser(record, screen, addresses).run();
}

}  // namespace tn3270
