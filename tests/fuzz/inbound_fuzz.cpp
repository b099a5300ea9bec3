// What a terminal sends with an AID, and the answer to a Read Buffer: everything that is found lies
// in the record and on the screen.

#include <variant>

#include "tests/fuzz/fuzz_target.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/inbound_buffer.h"

namespace {

using tn3270::Bytes;

void require_inside(Bytes part, Bytes record) {
  fuzz::require(part.empty() || (part.data() >= record.data() &&
                                 part.data() + part.size() <= record.data() + record.size()),
                "a part lies in the record");
}

void check(const tn3270::Inbound& inbound, Bytes record, tn3270::ScreenSize screen) {
  std::size_t told = inbound.unformatted.size() + inbound.structured.size();
  require_inside(inbound.unformatted, record);
  require_inside(inbound.structured, record);
  fuzz::require(!inbound.cursor || *inbound.cursor < screen.cells(), "the cursor is on the screen");
  fuzz::require(inbound.fields.size() <= screen.cells(), "no more fields than cells");
  for (const tn3270::InboundField& field : inbound.fields) {
    require_inside(field.data, record);
    fuzz::require(field.address < screen.cells(), "a field is on the screen");
    fuzz::require(tn3270::without_attributes(field.data).size() <= field.data.size(),
                  "a text does not grow");
    told += field.data.size();
  }
  (void)tn3270::without_attributes(inbound.unformatted);
  fuzz::require(told < record.size(), "no more data than came");
}

void check(const tn3270::BufferContents& contents, Bytes /*record*/, tn3270::ScreenSize screen) {
  fuzz::require(contents.cells.size() == screen.cells(), "as many cells as the screen has");
  fuzz::require(contents.cursor < screen.cells(), "the cursor is on the screen");
}

void check(const tn3270::Fault& fault, Bytes record, tn3270::ScreenSize /*screen*/) {
  fuzz::require(fault.offset <= record.size(), "a fault's offset");
  fuzz::require_printable(text(fault.what), "a fault");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices({data, size});
  tn3270::ScreenSize screen;
  screen.rows = static_cast<std::uint8_t>(1 + choices.below(64));
  screen.columns = static_cast<std::uint8_t>(1 + choices.below(255));
  const std::uint8_t choice = choices.byte();
  const auto addresses = static_cast<tn3270::AddressForm>(choice & 1U);
  const auto mode = static_cast<tn3270::ReplyMode>((choice >> 1U) % 3U);
  const Bytes record = choices.rest();
  std::visit([&](const auto& one) { check(one, record, screen); },
             tn3270::parse_inbound(record, screen, {mode, addresses}));
  std::visit([&](const auto& one) { check(one, record, screen); },
             tn3270::parse_read_buffer(record, screen, addresses));
  return 0;
}
