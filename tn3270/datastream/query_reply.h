#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// What a terminal says about itself in answer to a Query (GA23-0059 6, PROTOCOL 4.7). Only what it
// has said is set; unknown QCODEs are listed and passed over.
struct QueryReplies {
  struct UsableArea {
    std::uint16_t columns = 0;
    std::uint16_t rows = 0;
    bool addresses_16_bit = false;  // 12- and 14-bit always
    std::uint16_t buffer_size = 0;  // 0: not said
  };
  struct ImplicitPartition {
    std::uint16_t columns = 0;  // default
    std::uint16_t rows = 0;
    std::uint16_t alternate_columns = 0;
    std::uint16_t alternate_rows = 0;
  };
  struct CharacterSets {
    std::uint32_t cgcsgid = 0;  // of set 0: character set number and code page, 0: not said
    bool graphic_escape = false;
    bool double_byte = false;
  };

  std::vector<std::uint8_t> codes;  // QCODEs in the order they came, Summary's contents excluded
  std::vector<std::uint8_t> summary;
  std::optional<UsableArea> usable_area;
  std::optional<ImplicitPartition> implicit_partition;
  std::optional<CharacterSets> character_sets;
  std::uint8_t colors = 0;      // how many; 0: not said
  bool highlighting = false;    // blink, reverse or underscore
  bool extended_reply = false;  // reply modes
  bool character_reply = false;
  bool double_byte_asia = false;  // QCODE 91
  bool nothing = false;           // QCODE FF: none of what was asked for

  // What Erase/Write and Erase/Write Alternate select: of the implicit partition, else 24x80 and
  // the usable area. nullopt: it said neither, or a size that a BIND can't carry or 14-bit
  // addresses can't reach.
  [[nodiscard]] std::optional<ScreenSizes> screen_sizes() const;

  // "037", "1140": the code page of set 0, if CodePage::open() knows it.
  [[nodiscard]] std::optional<std::string> code_page() const;
};

enum class QueryFault : std::uint8_t { Cut, LengthTooShort, NotAReply, TooMany };
[[nodiscard]] const char* text(QueryFault fault);

// `structured` is Inbound::structured: what follows AID 88.
[[nodiscard]] std::variant<QueryReplies, QueryFault> parse_query_replies(Bytes structured);

}  // namespace tn3270
