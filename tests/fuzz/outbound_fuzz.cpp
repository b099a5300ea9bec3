// A record of a host read order by order: every order is in the record, in its order, and on the
// screen.

#include "tests/fuzz/fuzz_target.h"
#include "tn3270/datastream/outbound.h"

namespace {

using tn3270::Bytes;
namespace outbound = tn3270::outbound;

struct Checker {
  std::uint32_t cells;

  void operator()(const outbound::SetAddress& e) const { require_on_screen(e.address); }
  // A stop at the first cell may be written as the one behind the last.
  void operator()(const outbound::RepeatTo& e) const { require_on_screen(e.stop); }
  void operator()(const outbound::EraseTo& e) const { require_on_screen(e.stop); }
  void operator()(const outbound::Text& e) const {
    fuzz::require(!e.codes.empty(), "a text has characters");
  }
  void operator()(const outbound::StartFieldExtended& e) const { require_pairs(e.pairs); }
  void operator()(const outbound::ModifyField& e) const { require_pairs(e.pairs); }
  template <class Other>
  void operator()(const Other& /*e*/) const {}

  void require_on_screen(tn3270::BufferAddress address) const {
    fuzz::require(address < cells, "an address is on the screen");
  }
  static void require_pairs(Bytes pairs) {
    fuzz::require(pairs.size() % 2 == 0, "types and values come in pairs");
  }
};

void read_orders(Bytes bytes, tn3270::ScreenSize size) {
  tn3270::OutboundOrders orders(bytes, size);
  std::size_t before = 0;
  while (const auto order = orders.next()) {
    fuzz::require(orders.offset() > before && orders.offset() <= bytes.size(), "it goes on");
    before = orders.offset();
    std::visit(Checker{size.cells()}, *order);
  }
  fuzz::require(orders.fault() || orders.offset() == bytes.size(), "all is read, or a fault");
  fuzz::require(!orders.next(), "the end is the end");
}

void read_fields(Bytes bytes) {
  const auto result = tn3270::split_structured_fields(bytes);
  if (const auto* fields = std::get_if<std::vector<tn3270::StructuredField>>(&result)) {
    std::size_t told = 0;
    for (const tn3270::StructuredField& field : *fields) {
      told += field.data.size() + 3;  // its length and id
    }
    fuzz::require(told <= bytes.size(), "the fields are in the record");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices({data, size});
  tn3270::ScreenSize screen;
  screen.rows = static_cast<std::uint8_t>(1 + choices.below(64));
  screen.columns = static_cast<std::uint8_t>(1 + choices.below(255));
  const auto result = tn3270::parse_outbound_head(choices.rest());
  if (const auto* fault = std::get_if<tn3270::OutboundFault>(&result)) {
    fuzz::require_printable(text(*fault), "a fault");
    return 0;
  }
  const auto& head = std::get<tn3270::OutboundHead>(result);
  fuzz::require(head.rest.size() < size, "a command is a byte");
  if (head.command == tn3270::Command::WriteStructuredField) {
    read_fields(head.rest);
  } else {
    read_orders(head.rest, screen);
  }
  return 0;
}
