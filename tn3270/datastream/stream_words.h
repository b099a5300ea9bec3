#pragma once

#include <cstdint>
#include <string>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/screen_size.h"

// The 3270 data stream's code points as people read them (GA23-0059, PROTOCOL 4.1-4.7).
namespace tn3270 {

[[nodiscard]] const char* text(Command command);  // "Erase/Write"
[[nodiscard]] std::string wcc_words(Wcc wcc);     // "WCC(restore reset-MDT)"
[[nodiscard]] std::string place_words(BufferAddress address, ScreenSize size);  // "(24,80)"

// The six bits of a field attribute: "unprotected numeric hidden modified".
[[nodiscard]] std::string attribute_words(std::uint8_t attribute);
[[nodiscard]] bool attribute_hides(std::uint8_t attribute);
// One pair of SFE, SA or MF: "underscore", "turquoise", "41=55".
[[nodiscard]] std::string pair_words(AttributePair pair);
// Type, value, type, value …, a pair a comma. A lone byte at the end is left out.
[[nodiscard]] std::string pairs_words(Bytes pairs);

// Characters in quotes; format codes as "<NL>".
[[nodiscard]] std::string quoted_words(Bytes codes, const CodePage& page);

// Of an outbound structured field, and of a query reply.
[[nodiscard]] std::string structured_field_words(std::uint8_t id);
[[nodiscard]] std::string query_code_words(std::uint8_t qcode);

}  // namespace tn3270
