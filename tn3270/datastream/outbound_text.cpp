#include "tn3270/datastream/outbound_text.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tn3270/datastream/stream_words.h"

namespace tn3270 {
namespace {

constexpr std::size_t kShownOfFault = 3;  // the order and two bytes of what it cannot do

std::optional<std::uint8_t> attribute_in(Bytes pairs) {
  std::optional<std::uint8_t> attribute;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] == static_cast<std::uint8_t>(AttributeType::Field)) {
      attribute = pairs[i + 1];
    }
  }
  return attribute;
}

}  // namespace

bool OutboundText::tell(Bytes orders, BufferAddress begin) {
  at_ = begin;
  OutboundOrders reader(orders, size_);
  std::size_t offset = reader.offset();
  while (const auto order = reader.next()) {
    order_ = orders.subspan(offset, reader.offset() - offset);
    offset = reader.offset();
    std::visit([this](const auto& one) { tell(one); }, *order);
  }
  const auto fault = reader.fault();
  if (!fault) {
    return true;
  }
  const Bytes rest = orders.subspan(std::min(offset, orders.size()));
  const auto where = static_cast<std::size_t>(rest.data() - record_.data());
  say(std::string("FAULT: ") + text(*fault) + " at byte " + std::to_string(where));
  if ((!known_ || hidden_.any() || run_hidden_.value_or(false)) && rest.size() > kShownOfFault) {
    hide(rest.subspan(kShownOfFault), record_, told_.hidden);
  }
  return false;
}

void OutboundText::tell(const outbound::StartField& order) {
  say("SF(" + attribute_words(order.attribute) + ")");
  begin_field(order.attribute);
}

void OutboundText::tell(const outbound::StartFieldExtended& order) {
  say("SFE(" + pairs_words(order.pairs) + ")");
  begin_field(attribute_in(order.pairs).value_or(std::uint8_t{0}));
}

void OutboundText::tell(const outbound::ModifyField& order) {
  say("MF(" + pairs_words(order.pairs) + ")");
  begin_field(attribute_in(order.pairs));
}

void OutboundText::tell(const outbound::SetAttribute& order) {
  say("SA(" + pair_words(order.pair) + ")");
}

void OutboundText::tell(const outbound::SetAddress& order) {
  say("SBA" + place(order.address));
  go(order.address);
}

void OutboundText::tell(const outbound::InsertCursor& /*order*/) {
  say("IC");
}

void OutboundText::tell(const outbound::ProgramTab& /*order*/) {
  say("PT");
  at_.reset();
  run_hidden_.reset();
}

void OutboundText::tell(const outbound::RepeatTo& order) {
  const bool blank = order.code == 0x00 || order.code == 0x40;
  std::size_t cells = 1;
  if (at_) {
    const std::size_t all = size_.cells();
    cells = (order.stop + all - *at_) % all;
    cells = cells == 0 ? all : cells;
  }
  const bool secret = !blank && (known_ && at_ ? hidden_.any_in(*at_, cells) : hidden(0));
  if (secret) {
    hide(order_.last(1), record_, told_.hidden);
    say("RA" + place(order.stop) + " " + hidden_words(1));
  } else if (order.graphic) {
    say("RA" + place(order.stop) + " GE=" + hex_byte(order.code));
  } else {
    say("RA" + place(order.stop) +
        (order.code == 0 ? " NUL" : " \"" + page_.decode(Bytes(&order.code, 1)) + "\""));
  }
  at_ = order.stop;  // the field that the run is in stays the same
}

void OutboundText::tell(const outbound::EraseTo& order) {
  say("EUA" + place(order.stop));
  go(order.stop);
}

void OutboundText::tell(const outbound::GraphicCharacter& order) {
  if (hidden(0)) {
    hide(order_.last(1), record_, told_.hidden);
    say(hidden_words(1));
  } else {
    say("GE=" + hex_byte(order.code));
  }
  advance(1);
}

// Parts in turns: what may be seen, and what may not.
void OutboundText::tell(const outbound::Text& order) {
  std::size_t begin = 0;
  std::size_t cells = 0;
  while (begin < order.codes.size()) {
    const bool secret = hidden(cells);
    std::size_t end = begin;
    while (end < order.codes.size() && hidden(cells) == secret) {
      cells += takes_cell(order.codes[end]) ? 1 : 0;
      ++end;
    }
    const Bytes part = order.codes.subspan(begin, end - begin);
    if (secret) {
      hide(part, record_, told_.hidden);
      say(hidden_words(part.size()));
    } else {
      say(quoted_words(part, page_));
    }
    begin = end;
  }
  advance(cells);
}

void OutboundText::begin_field(std::optional<std::uint8_t> attribute) {
  if (attribute) {
    run_hidden_ = attribute_hides(*attribute);
  } else {
    run_hidden_.reset();  // MF of colours alone: the field is as it was
  }
  advance(1);
}

void OutboundText::advance(std::size_t cells) {
  if (at_) {
    at_ = static_cast<BufferAddress>((*at_ + cells) % size_.cells());
  }
}

void OutboundText::go(BufferAddress address) {
  at_ = address;
  run_hidden_.reset();
}

bool OutboundText::hidden(std::size_t ahead) const {
  if (known_ && at_) {
    return hidden_.at((*at_ + ahead) % size_.cells());
  }
  return run_hidden_ ? *run_hidden_ : !known_ || hidden_.any();
}

std::string OutboundText::place(BufferAddress address) const {
  return place_words(address, size_);
}

}  // namespace tn3270
