#pragma once

#include <variant>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// What a Read Buffer brings: the whole screen.
struct BufferContents {
  Aid aid = Aid::None;  // 60 without a key pending, 61 if asked by Read Partition
  BufferAddress cursor = 0;
  std::vector<Cell> cells;  // as many as the screen has; those that did not come are nulls
};

// Reads the answer to a Read Buffer (PROTOCOL 4.5) in any reply mode: SF tells of fields in the
// field mode, SFE in the others, SA of single characters in the character mode. `screen` is the
// size that the terminal is in.
[[nodiscard]] std::variant<BufferContents, Fault> parse_read_buffer(
    Bytes record, ScreenSize screen, AddressForm addresses = AddressForm::TwelveOrFourteen);

}  // namespace tn3270
